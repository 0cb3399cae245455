"""A list is typed with dashes, dots or letters instead of being marked as one.

## What it does

Looks for lines that begin with a dot (•, ·), for several that begin with a dash (–), and for several that count `a)`,
`b)`.
A single line with a dash counts where the line before it ends with a colon.

## Why it matters

A list that is none runs together into one paragraph in Word, on the web and in the PDF.
A screen reader tells how many entries a list has and lets its user jump over it, but only where it is one (WCAG 1.3.1).

## Example

```markdown
# Möte i direktörsgruppen 2024-05-14

## § 1 Budget

Asta gick igenom:

– hyror
– personal
```

## Use instead

```markdown
# Möte i direktörsgruppen 2024-05-14

## § 1 Budget

Asta gick igenom:

- hyror
- personal
```

## Fix safety

The fix writes a list.
It is safe in the text of an item that decides nothing there, and where each entry was read as a person.
It is unsafe elsewhere: in a decision each entry becomes a point of its own.
Letters are left, for something may refer to them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_MAY_BE_MARKED = re.compile(r"^[^\S\n]*(?:[–—•·●▪◦‣■]|\*·\*|[a-h]\))", re.MULTILINE)
_DOT = r"[•●▪◦‣■]|\*·\*|·(?=\s)"
_MARKER = re.compile(rf"(?P<indent>[ \t]*)(?:(?P<dot>{_DOT})|(?P<dash>[–—](?=\s))|(?P<letter>[a-h])\))[ \t\xa0]*(?=\S)")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*(?:\\|<br\s*/?>)[ \t]*$", re.IGNORECASE)
_SPOKEN = re.compile(r"[,?!] (?:sade|sa|säger|menade|menar|frågade|frågar|undrade|undrar|svarade|svarar) | [–—]\s*$")
"""Lines that begin with a dash and are no entries: what somebody says, and asides."""
_SAFE_PARTS = {None, "background", "summary", "documents", "discussion"}


class _Entry(msgspec.Struct, frozen=True):
    """One line that begins with a typed marker: what sort of marker, where, and whether a colon stands before it."""

    sort: str
    marker: Span
    line_start: int
    paragraph: int
    first: bool
    led: bool
    letter: str = ""


def check(context: Context) -> Iterator[Finding]:
    """Find runs of lines that begin alike."""
    if not _MAY_BE_MARKED.search(context.source.text):
        return
    safe_parts = _safe_parts(context)
    for run in _runs(context):
        if not _is_list(run):
            continue
        marker = run[0].marker
        numbered = run[0].sort == "letter"
        end = context.blocks[run[-1].paragraph].span.end
        safe = any(span.start <= marker.start and end <= span.end for span in safe_parts) or _are_persons(context, run)
        yield Finding(
            marker,
            N_("a list is typed with `{marker}`")
            if len(run) > 1
            else N_("an entry of a list is typed with `{marker}`"),
            N_("begin each entry with `1. `") if numbered else N_("begin each entry with `- `"),
            {"marker": context.source.raw(marker).strip()},
            fix=None if numbered else Fix(N_("Write it as a list"), _listed(context, run), safe=safe),
        )


def _runs(context: Context) -> Iterator[list[_Entry]]:
    run: list[_Entry] = []
    for entry in _entries(context):
        if run and not _goes_on(run, entry):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _goes_on(run: Sequence[_Entry], entry: _Entry) -> bool:
    before = run[-1]
    if entry.sort != before.sort or (entry.letter and ord(entry.letter) != ord(before.letter) + 1):
        return False
    if entry.paragraph == before.paragraph:
        return True
    # The next paragraph goes on where this one began as an entry, or the line before the first entry led to a list.
    of_paragraph = takewhile(lambda other: other.paragraph == before.paragraph, reversed(run))
    listed = run[0].led or any(other.first for other in of_paragraph)
    return listed and entry.first and entry.paragraph == before.paragraph + 1


def _is_list(run: Sequence[_Entry]) -> bool:
    first = run[0]
    if first.sort == "letter":
        return len(run) > 1 and first.letter == "a"
    return first.sort == "dot" or len(run) > 1 or first.led


def _entries(context: Context) -> Iterator[_Entry]:
    text = context.source.text
    furniture = {one.span.start for one in context.meeting.furniture}
    led = False
    for number, block in enumerate(context.blocks):
        if not isinstance(block, c.Paragraph) or block.span.start in furniture:
            led = False
            continue
        line_start = text.rfind("\n", 0, block.span.start) + 1
        first = True
        while line_start < block.span.end:
            line_end = text.find("\n", line_start, block.span.end)
            line_end = block.span.end if line_end == -1 else line_end
            match = _MARKER.match(text, line_start, line_end)
            if match and not _SPOKEN.search(text, line_start, line_end):
                sort = match.lastgroup or ""
                start = match.end("indent")
                written = Span(start, start + len(match[0].strip()))
                yield _Entry(sort, written, line_start, number, first, led, match["letter"] or "")
            led = _LINE_END.sub("", text[line_start:line_end]).rstrip(" *").endswith(":")
            first = False
            line_start = line_end + 1


def _listed(context: Context, run: Sequence[_Entry]) -> tuple[Edit, ...]:
    """Put a list's marks in place of the typed ones, and take away the breaks that held the lines apart."""
    text = context.source.text
    edits: list[Edit] = []
    for entry in run:
        if not entry.first:
            above = text.rfind("\n", 0, entry.line_start - 1) + 1
            held = _LINE_END.search(text[above : entry.line_start - 1])
            if held:
                edits.append(Edit(Span(above + held.start(), entry.line_start - 1), ""))
        end = entry.marker.end
        while text[end] in " \t\xa0":
            end += 1
        edits.append(Edit(Span(entry.line_start, end), "- "))
    return tuple(edits)


def _safe_parts(context: Context) -> list[Span]:
    """Give the parts of items in which nothing was read that a list could change."""
    return [
        section.span
        for item in context.items
        for number, section in enumerate(item.sections)
        if section.term in _SAFE_PARTS and not any(decision.section == number for decision in item.decisions)
    ]


def _are_persons(context: Context, run: Sequence[_Entry]) -> bool:
    """Tell whether each entry was read as a person of the roll, and as one alone."""
    text = context.source.text
    starts = sorted(person.span.start for person in context.meeting.attendees)
    ends = [text.find("\n", entry.marker.end) for entry in run]
    return all(
        bisect_left(starts, end if end != -1 else len(text)) - bisect_left(starts, entry.line_start) == 1
        for entry, end in zip(run, ends, strict=True)
    )
