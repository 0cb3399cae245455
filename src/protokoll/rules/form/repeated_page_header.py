"""The header or footer of a printed page stands within the text.

## What it does

Looks for what a converter left of pages: the title come back as a heading, page numbers, boxes for initials, and
short lines that recur with a page number.
It is told once a document, with the number of places.

## Why it matters

The minutes are printed without these lines, but every other program shows them, in the middle of an item or of a
sentence.
A heading that comes back there cuts the item in two for who listens to it or uses the contents list.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsen behandlade budgeten.

## Protokoll från kommunstyrelsen 2024-05-14

Kommunstyrelsen godkänner budgeten.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsen behandlade budgeten.

Kommunstyrelsen godkänner budgeten.
```

## Fix safety

The fix is safe: it removes only what was read as no part of the minutes, and joins a word that the page's end had cut.
It is unsafe between two lists, which become one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.rules.form._lines import holds_apart, whole_lines, without_lines
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.meeting import Furniture
    from protokoll.rules.context import Context

_OF_PAGES = {"running_header", "page_number", "initials"}
_SHOWN = 3
_MESSAGES = {
    "running_header": N_("the header of a printed page stands within the text"),
    "page_number": N_("the number of a printed page stands within the text"),
    "initials": N_("a printed page's box for initials stands within the text"),
}


def check(context: Context) -> Iterator[Finding]:
    """Find what belonged to pages, all of it at once."""
    found = sorted((one for one in context.meeting.furniture if one.kind in _OF_PAGES), key=lambda one: one.span.start)
    if not found:
        return
    runs = list(_runs(context, found))
    edits = tuple(edit for run in runs if (edit := _removed(context, run)))
    first = found[0]
    yield Finding(
        first.span,
        _MESSAGES[first.kind]
        if len(runs) == 1
        else N_("the header or footer of a printed page stands in {count} places"),
        N_("take the lines away: the template writes headers and page numbers"),
        {"count": len(runs)},
        tuple(Related(run[0].span, N_("and here")) for run in runs[1 : 1 + _SHOWN]),
        Fix(
            N_("Take away what belongs to printed pages"),
            edits,
            safe=not any(_holds_apart(context, run) for run in runs),
        )
        if len(edits) == len(runs)
        else None,
    )


def _runs(context: Context, found: Sequence[Furniture]) -> Iterator[list[Furniture]]:
    """Give what stands together, with nothing but blank lines between."""
    run: list[Furniture] = []
    for one in found:
        if run and context.source.text[run[-1].span.end : one.span.start].strip(" \t\n\\"):
            yield run
            run = []
        run.append(one)
    yield run


def _holds_apart(context: Context, run: Sequence[Furniture]) -> bool:
    return holds_apart(context, whole_lines(context, Span(run[0].span.start, run[-1].span.end)))


def _removed(context: Context, run: Sequence[Furniture]) -> Edit | None:
    """Give the edit that removes a run; None where words of the minutes share a line with it."""
    span = Span(run[0].span.start, run[-1].span.end)
    text = context.source.text
    for cut in context.meeting.furniture:
        if cut.kind == "hyphen" and cut.span.start < span.start and span.end < cut.span.end:
            return _joined(context, cut, span)
    lines = whole_lines(context, span)
    if text[lines.start : span.start].strip() or text[span.end : lines.end].strip(" \t\\#"):
        return None
    return without_lines(context, lines)


def _joined(context: Context, cut: Furniture, span: Span) -> Edit | None:
    """Join the halves of a word, one before and one after the page's end."""
    text = context.source.text
    first_half, second_half = text[cut.span.start : span.start].rstrip(), text[span.end : cut.span.end].lstrip()
    if not first_half.endswith("-") or " " in first_half or "\n" in second_half:
        return None
    start = cut.span.start + len(first_half) - 1
    return Edit(Span(start, cut.span.end - len(second_half)), "")
