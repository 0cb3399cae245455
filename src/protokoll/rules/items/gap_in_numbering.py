"""A number is missing among the items, or stands out of order.

## What it does

Counts along the items of each body and year.
A gap that the text explains is none: an item approved immediately and kept in minutes of its own, one withdrawn or
confidential, or one that the first page leaves out of the paragraphs it lists.
Letters count too: after "12 a" comes "12 b" or 13.

## Why it matters

The numbers show that nothing has been taken out.
A gap looks like a page that is lost or a decision kept secret.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

## § 43 Taxa för badhuset
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

§ 42 är omedelbart justerad och finns i ett eget protokoll.

## § 41 Budget för 2025

## § 43 Taxa för badhuset
```
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.items import _numbering
from protokoll.rules.items._matter import name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.rules.items._numbering import Explained, Number


def check(context: Context) -> Iterator[Finding]:
    """Find gaps, and numbers out of order."""
    if context.meeting.kind == "extract":
        return
    rows = _numbering.rows(context)
    taken = {first for row in rows for number in row for first, _ in number.keys}
    accounts = _Accounts(context)
    for row in rows:
        yield from _out_of_row(row, taken, accounts)


class _Accounts:
    """What the document says of numbers that are missing, looked for only where any is."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _declared(self) -> set[int]:
        return _numbering.numbers_of(self._context.meeting.paragraphs or "")

    @cached_property
    def _explained(self) -> Explained:
        return _numbering.explained(self._context)

    def of(self, missing: set[int]) -> set[int]:
        """Give those that the text explains, or that the first page leaves out of a list with several ranges."""
        declared = self._declared
        left_out = {one for one in missing - declared if declared and min(declared) < one < max(declared)}
        return left_out | self._explained.among(missing)


def _out_of_row(row: list[Number], taken: set[int], accounts: _Accounts) -> Iterator[Finding]:
    again = _numbering.repeated(row)
    repeated = {number.first for number, _ in again}
    second = {id(number) for number, _ in again}
    row = [number for number in row if id(number) not in second]
    before: Number | None = None
    stray: Number | None = None
    for position, number in enumerate(row):
        after = row[position + 1] if position + 1 < len(row) else None
        if before is not None and _is_stray(before, number, after):
            yield _stray(number, before, after)
            stray = number
            if after is not None and after.first == number.last + 1 and number.first < before.first:
                before = number  # the row goes on from here
            continue
        if before is not None:
            missing = set(range(before.last + 1, number.first)) - taken
            if stray is not None and len(missing) == 1:
                missing = set()  # the one that stands out is the one that is missing
            if len(missing) == 1 and any(one in repeated for one in _beside(missing)):
                missing = set()  # one of two with the same number should have it
            if missing and (left := missing - accounts.of(missing)):
                yield _gap(before, number, left)
            elif letters := _letters_between(before, number):
                yield _letter_gap(before, number, letters)
        before, stray = number, None


def _is_stray(before: Number, number: Number, after: Number | None) -> bool:
    """Tell a number between two that go together without it; the last one, if it goes back."""
    if after is None:
        return number.first < before.first
    continues = before.last < after.first <= before.last + 2
    return (continues and not before.last <= number.first <= after.first) or number.first < before.first


def _beside(missing: set[int]) -> tuple[int, int]:
    (one,) = missing
    return one - 1, one + 1


def _letters_between(before: Number, number: Number) -> str:
    """Give the letter that is missing between "12 a" and "12 c"."""
    if not (before.letter and number.letter and before.first == number.first):
        return ""
    return chr(ord(before.letter) + 1) if ord(number.letter) - ord(before.letter) > 1 else ""


def _gap(before: Number, number: Number, missing: set[int]) -> Finding:
    values: dict[str, str | int | float] = {
        "missing": _numbering.told(missing, signed="§" in number.shown),
        "before": before.shown,
        "after": number.shown,
    }
    hint = N_("number on without a gap, or say where the item is kept, such as `{missing} är omedelbart justerad`")
    if len(missing) == 1:
        message = N_("{missing} is missing between `{before}` and `{after}`")
    else:
        message = N_("{missing} are missing between `{before}` and `{after}`")
        hint = N_("number on without a gap, or say where the items are kept, such as minutes of their own")
    return Finding(number.span, message, hint, values, (_the_one_before(before),))


def _letter_gap(before: Number, number: Number, letter: str) -> Finding:
    return Finding(
        number.span,
        N_("{missing} is missing between `{before}` and `{after}`"),
        N_("letter the items without a gap"),
        {"missing": f"{number.shown.rstrip(number.letter)}{letter}", "before": before.shown, "after": number.shown},
        (_the_one_before(before),),
    )


def _stray(number: Number, before: Number, after: Number | None) -> Finding:
    values: dict[str, str | int | float] = {
        "number": number.shown,
        "before": before.shown,
        "after": after.shown if after else "",
    }
    message = N_("`{number}` stands between `{before}` and `{after}`")
    if after is None:
        message = N_("`{number}` stands after `{before}`")
    return Finding(
        number.span,
        message,
        N_("number the items in the order in which they stand"),
        values,
        (_the_one_before(before),),
    )


def _the_one_before(before: Number) -> Related:
    return Related(before.span, N_("the item before is `{title}`"), {"title": name(before.item)})
