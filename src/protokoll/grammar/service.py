"""Who served in which item, by the ranges of items that a roll gives ("§§ 138–159, 161")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.attendance import Attendee

_RANGE = re.compile(r"(\d+)(?:\s*([a-z])(?![a-z]))?(?:\s*[-–—]+\s*(\d+))?")


def all_items(items: Sequence[AgendaItem]) -> Iterator[AgendaItem]:
    """Give every item in the order of the text, those within others too."""
    for item in items:
        yield item
        yield from all_items(item.children)


def served(person: Attendee, item: AgendaItem) -> bool:
    """Tell whether a person took part in deciding an item, as far as the roll says."""
    if person.status == "absent" or person.serving is False:
        return False
    number = item.number
    if number is None:
        return True
    if covers(person.conflicts, number) or covers(person.except_items, number):
        return False
    return person.items is None or covers(person.items, number)


def covers(ranges: str | None, number: str) -> bool:
    """Tell whether ranges as written, "138–159, 161", hold the number of an item."""
    wanted = _RANGE.match(number)
    if not ranges or not wanted:
        return False
    first, letter = int(wanted[1]), wanted[2] or ""
    return any(low <= first <= high and (not own or own == letter) for low, own, high in spans_of(ranges))


def spans_of(ranges: str) -> list[tuple[int, str, int]]:
    """Read ranges as written: of each its first number, the letter behind that ("12 a"), and its last number."""
    return [(int(low), own, int(high or low)) for low, own, high in _RANGE.findall(ranges)]
