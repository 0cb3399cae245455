"""The paragraphs that the first page lists are not those of the items.

## What it does

Compares the line `Paragrafer` of the first page with the numbers of the items.
Items approved immediately may be left out of it, and those that the text says are kept elsewhere may be counted.
A gap within the row is told by gap-in-numbering alone.

## Why it matters

Those who approve the minutes sign for the paragraphs on the first page.
A paragraph that is not among them has been approved by nobody (Kommunallagen 5:69).

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Paragrafer: 41–42

## § 41 Budget för 2025

## § 42 Taxa för badhuset

## § 43 Ny brandstation
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Paragrafer: 41–43

## § 41 Budget för 2025

## § 42 Taxa för badhuset

## § 43 Ny brandstation
```

## Fix safety

The fix puts the numbers of the items on the first page.
It is unsafe, because a missing or surplus item may be the mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.rules.items import _numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.source import Span

_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b|/\s?(?:19|20)?\d\d\b")
_NUMBERS_ALONE = re.compile(r"(?:§{1,2}\s*)?\d[\d\s,–—-]*(?:(?:och|samt|and)\s\d+)?")


def check(context: Context) -> Iterator[Finding]:
    """Find a first page that lists other paragraphs than there are."""
    line = next((one for one in context.meeting.opening if one.term == "paragraphs"), None)
    rows = _numbering.rows(context)
    if line is None or not rows or context.meeting.kind == "extract":
        return
    declared = _numbering.numbers_of(_DATE.sub(" ", line.text))
    numbers = [number for row in rows for number in row]
    actual = {first for number in numbers for first, _ in number.keys}
    if not declared:
        return
    at_once = {first for number in numbers if number.item.immediate_approval for first, _ in number.keys}
    extra = actual - declared - at_once
    outside = {one for one in declared if one < min(actual) or one > max(actual)}
    lacking = outside - _numbering.explained(context).among(outside) if outside else outside
    if not extra and not lacking:
        return
    first = next((number for number in numbers if number.first in extra), numbers[-1])
    told = _numbering.told(actual, signed="§" in first.shown)
    values: dict[str, str | int | float] = {"declared": " ".join(line.text.split()), "actual": told}
    yield Finding(
        span := context.where(line.text, line.span),
        N_("the first page lists `{declared}`, but the items are {actual}"),
        N_("list the paragraphs that the minutes hold"),
        values,
        (
            Related(first.span, N_("this one is not on the first page"))
            if first.first in extra
            else Related(first.span, N_("the last item is `{number}`"), {"number": first.shown}),
        ),
        _fix(context, span, actual - at_once),
    )


def _fix(context: Context, span: Span, actual: set[int]) -> Fix | None:
    old = context.source.raw(span)
    if not _NUMBERS_ALONE.fullmatch(old):
        return None
    return Fix(
        N_("Put the numbers of the items on the first page"),
        (Edit(span, _numbering.told(actual, signed="§" in old)),),
        safe=False,
    )
