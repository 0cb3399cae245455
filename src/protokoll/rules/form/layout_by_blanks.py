"""Blanks do the work of a style: empty paragraphs, or columns made of spaces.

## What it does

Looks for lines that hold nothing but no-break spaces, `<br>` or a backslash, for several `<br>` in a row, and for
words that tabs or three and more spaces set apart.

## Why it matters

A screen reader says *blank* for each empty paragraph, and reads columns of spaces straight across (WCAG 1.3.2).
The space between paragraphs is for the template to set, and columns are a table.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

&nbsp;

Ordförande          Sekreterare
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

| Ordförande | Sekreterare |
|---|---|
| Asta Berglind | Sixten Modig |
```

## Fix safety

The fix is safe: it removes the blank lines, and what stands around them stays apart or together as it was.
It is unsafe between two lists, which become one.
There is no fix for columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Fix
from protokoll.model import content as c
from protokoll.rules.form._lines import holds_apart, without_lines
from protokoll.rules.form._words import texts
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_BLANK = r"(?:[\xa0\u2000-\u200b\u202f\u3000\ufeff]|&nbsp;|&#160;|&#xa0;|<br\s*/?>|\\)"
_LINES = re.compile(
    rf"^[ \t]*{_BLANK}(?:[ \t]|{_BLANK})*$(?:\n(?:[ \t]*\n)*[ \t]*{_BLANK}(?:[ \t]|{_BLANK})*$)*",
    re.MULTILINE | re.IGNORECASE,
)
_ODD = re.compile(r"[\xa0\u2000-\u200b\u202f\u3000\ufeff]")
_HINTS = ("&nbsp;", "&NBSP;", "&#", "<br", "<BR", "\\\n")
"""What a text with blank lines of that sort holds, for a first look."""

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COLUMNS = re.compile(r"(?:[ \xa0]{3,}|[ \xa0]*\t[ \xa0\t]*)(?=\S)")


def check(context: Context) -> Iterator[Finding]:
    """Find blank lines, runs of breaks and columns of spaces."""
    text = context.source.text
    if _ODD.search(text) or any(blank in text for blank in _HINTS):
        yield from _blank_lines(context)
        yield from _breaks(context)
    if _may_be_columns(text):
        yield from _columns(context)


def _blank_lines(context: Context) -> Iterator[Finding]:
    verbatim = [block.span for block in context.of(c.CodeBlock, c.Comment)]
    verbatim += [block.span for block in context.of(c.RawBlock) if _BREAK.sub("", block.text).strip()]
    verbatim.sort(key=lambda span: span.start)
    paragraphs = [block.span for block in context.of(c.Paragraph)]
    head = context.blocks[0].span.start if context.blocks else len(context.source.text)
    for match in _LINES.finditer(context.source.text):
        span = Span(match.start(), match.end())
        if span.end < head or _is_within(span, verbatim):
            continue
        joins = _is_within(span, paragraphs) and not _EMPTY_LINE.search(match[0])
        yield Finding(
            span,
            N_("a blank line is made of characters that only look empty"),
            N_("take it away: the template sets the space between paragraphs"),
            fix=Fix(
                N_("Take the blank away"),
                (without_lines(context, span, joins=joins),),
                safe=not holds_apart(context, span),
            ),
        )


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether one of others, in the order of the text, begins before a span and ends after it."""
    number = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return number >= 0 and others[number].start <= span.start and span.end < others[number].end


def _breaks(context: Context) -> Iterator[Finding]:
    run: list[c.RawInline] = []
    for inline in context.inlines(c.RawInline):
        if not _BREAK.fullmatch(inline.text):
            continue
        if run and context.source.text[run[-1].span.end : inline.span.start].strip():
            yield from _run(context, run)
            run = []
        run.append(inline)
    yield from _run(context, run)


def _run(context: Context, run: list[c.RawInline]) -> Iterator[Finding]:
    if len(run) < 2:  # noqa: PLR2004 - one alone ends a line
        return
    span = Span(run[0].span.start, run[-1].span.end)
    text = context.source.text
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    if line:
        yield Finding(
            span,
            N_("several `<br>` in a row make an empty line"),
            N_("begin a new paragraph with a blank line"),
        )


def _columns(context: Context) -> Iterator[Finding]:
    furniture = {one.span.start for one in context.meeting.furniture}
    for block in context.of(c.Paragraph):
        if block.span.start in furniture:
            continue
        for inline in texts(block.inlines):
            start, end = inline.span.start, inline.span.end
            if not _may_be_columns(inline.text):
                continue
            match = _COLUMNS.search(context.source.text, start, end)
            if match and _is_between_words(context, match.start(), block.span.start):
                yield Finding(
                    Span(match.start(), match.end()),
                    N_("the words are set apart by blanks, as columns"),
                    N_("write a table, or a line for each"),
                )
                break


def _is_between_words(context: Context, start: int, begin: int) -> bool:
    """Tell blanks within a line from what it begins with, the mark of a definition (`:`) included."""
    text = context.source.text
    return bool(text[max(begin, text.rfind("\n", 0, start) + 1) : start].strip(" \t:"))


def _may_be_columns(text: str) -> bool:
    return "   " in text or "\t" in text or "\xa0\xa0" in text or " \xa0 " in text
