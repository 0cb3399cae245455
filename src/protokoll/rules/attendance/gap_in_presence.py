"""A member left and served again at the same meeting, and not for a conflict of interest.

## What it does

Looks at the items behind the names of members who served.
Where these leave out an item between others (`§§ 12–14, 16`, or `ej § 15`), neither the roll nor the item may say that
the member left for a conflict of interest (`jäv § 15`).
Substitutes are left alone: they come and go with those they serve for.

## Why it matters

A member who has left for a conflict of interest may serve again when the item is over.
Who has left for another reason may not, on the same day (Kommunallagen 5:20).
Most often the reason is only missing from the minutes.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), §§ 12, 14

## § 12 Budget

## § 13 Detaljplan för Ekeby 2:14

## § 14 Bokslut
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), jäv § 13

## § 12 Budget

## § 13 Detaljplan för Ekeby 2:14

## § 14 Bokslut
```
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.service import spans_of
from protokoll.rules.attendance._roll import bare, conflicted, decides, is_substitute, name_place, people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find members who left and came back."""
    if context.meeting.kind == "extract":
        return
    members = [
        person
        for person in people(context)
        if (person.items or person.except_items) and decides(person) and not is_substitute(person)
    ]
    if not members:
        return
    left: dict[int, set[str]] = {}
    for item in context.items:
        if item.number and (found := spans_of(item.number)):
            left.setdefault(found[0][0], set()).update(conflicted(item))
    numbers = sorted(left)
    conflict_words = context.words.accept.presence["conflict"]
    for person in members:
        missed = list(_missed(person, numbers))
        told = spans_of(person.conflicts or "")
        unexplained = [
            number
            for number in missed
            if bare(person.name) not in left[number] and not any(low <= number <= high for low, _, high in told)
        ]
        said = person.conflicts is None and any(word in person.raw.casefold() for word in conflict_words)
        if unexplained and not said:
            where = context.where(person.items or person.except_items or "", person.span)
            yield Finding(
                where if where != context.first_line(person.span) else name_place(context, person, person.name),
                N_("{name} served before and after § {number}, but not there"),
                N_(
                    "write `jäv § {number}` if that was why; who leaves for another reason may not serve again that day"
                ),
                {"name": person.name, "number": unexplained[0]},
            )


def _missed(person: Attendee, numbers: Sequence[int]) -> Iterator[int]:
    """Give the items between the first and the last of a person's that are not theirs."""
    not_there = [(low, high) for low, _, high in spans_of(person.except_items or "")]
    there = sorted((low, high) for low, _, high in spans_of(person.items or ""))
    if there:
        reached = there[0][1]
        for low, high in there[1:]:
            yield from _between(numbers, reached + 1, low - 1)
            reached = max(reached, high)
        first, last = there[0][0], reached
    elif numbers:
        first, last = numbers[0], numbers[-1]
    else:
        return
    for low, high in not_there:
        inner = list(_between(numbers, low, high))
        if (
            inner
            and any(True for _ in _between(numbers, first, low - 1))
            and bisect_right(numbers, high) < bisect_right(numbers, last)
        ):
            yield from inner


def _between(numbers: Sequence[int], low: int, high: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, low) : bisect_right(numbers, high)]
