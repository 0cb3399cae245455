"""Two items have the same number.

## What it does

Compares the numbers of the items, with their letters ("12 a") and ranges ("12–14"), within each body and year.
A list of contents counts for nothing, nor do the numbers that Markdown gives the entries of a list.

## Why it matters

A paragraph number is the name of a decision.
Where two have the same, an extract or an appeal cannot say which of them it means.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

## § 41 Taxa för badhuset
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

## § 42 Taxa för badhuset
```

## Fix safety

The fix gives the second item the next number, where no item has that.
It is unsafe, because the number may be the first one's mistake, or may have been quoted elsewhere already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.rules.items import _numbering
from protokoll.rules.items._matter import name
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.rules.items._numbering import Number

_DIGITS = re.compile(r"\d+")


def check(context: Context) -> Iterator[Finding]:
    """Find numbers that an item before has already."""
    for row in _numbering.rows(context):
        pairs = _numbering.repeated(row)
        taken = {key for number in row for key in number.keys} if pairs else set()
        for number, earlier in pairs:
            free = _free_beside(number, taken)
            yield Finding(
                number.span,
                N_("`{number}` is the number of two items"),
                N_("number one of them {free}, which no item has")
                if free
                else N_("give each item a number of its own, and number on from there"),
                {"number": number.shown, "free": free or ""},
                (Related(earlier.span, N_("the other is `{title}`"), {"title": name(earlier.item)}),),
                _fix(context, number, free),
            )
            if free:
                taken.add((free, ""))


def _free_beside(number: Number, taken: set[tuple[int, str]]) -> int | None:
    """Give the number just after, or just before, that a gap in the row leaves free; at its end, the next."""
    if number.letter or number.first != number.last:
        return None
    used = {first for first, _ in taken}
    lowest, highest = min(used), max(used)
    beside = (number.first + 1, number.first - 1)
    in_gap = next((one for one in beside if one not in used and lowest < one < highest), None)
    return in_gap or (highest + 1 if number.first == highest else None)


def _fix(context: Context, number: Number, free: int | None) -> Fix | None:
    digits = _DIGITS.search(context.source.text, number.span.start, number.span.end)
    if free != number.first + 1 or digits is None:
        return None
    edit = Edit(Span(digits.start(), digits.end()), str(free))
    return Fix(N_("Give the item the next number"), (edit,), safe=False)
