"""Lines of a document as a terminal can show them, and what of each lies in a span."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.source import Source, Span

TAB = "    "
CUT = "…"
_MOST_LINES = 4
_LEAST_ROOM = 20
_PLAIN = re.compile("[ -~¡-¬®-ˇ–—‘-”•…]*")
"""What any terminal shows as it is, each in one column: most lines are of this."""


class Row(msgspec.Struct, frozen=True):
    """A line as it is shown, and which of its columns lie in the span: `marked` of them, after `indent`."""

    number: int
    text: str
    indent: int
    marked: int


def rows(source: Source, span: Span, room: int) -> list[Row | None]:
    """Give the lines of a span, none wider than `room`; None stands for lines in the middle that are left out."""
    if not source.text:
        return []
    first = source.place(span.start).line
    last = source.place(max(span.start, span.end - 1)).line
    numbers: list[int | None] = list(range(first, last + 1))
    if len(numbers) > _MOST_LINES:
        numbers = [first, first + 1, None, last]
    return [_row(source, span, number, max(room, _LEAST_ROOM)) if number else None for number in numbers]


def _row(source: Source, span: Span, number: int, room: int) -> Row:
    """Show a line, or so much of it around the span as there is room for; no more of it is looked at."""
    text = source.text
    start = source.offset(number, 1)
    end = text.find("\n", start)
    end = len(text) if end == -1 else end
    low = min(max(span.start, start), end)
    high = max(low, min(span.end, end))
    left, right = max(start, low - room), min(end, min(high, low + room) + room)
    cells, widths = _cells(text[left:right])
    begin, stop = low - left, min(high - left, len(cells))
    if left == start and right == end and sum(widths) <= room:
        shown, past = 0, len(cells)
    else:
        shown, past = _window(widths, begin, stop, room - 2 * len(CUT))
    before = CUT if left + shown > start else ""
    after = CUT if left + past < end else ""
    marked = sum(widths[begin : min(stop, past)])
    if not marked and (number == source.place(span.start).line):
        marked = 1  # a point, or something that has no width
    return Row(
        number,
        (before + "".join(cells[shown:past]) + after).rstrip(),
        len(before) + sum(widths[shown:begin]),
        marked,
    )


def _window(widths: Sequence[int], begin: int, stop: int, room: int) -> tuple[int, int]:
    """Choose which characters to show: the beginning of what is marked, then by turns one after and one before."""
    sums = [0, *accumulate(widths)]
    low = high = begin
    while high < stop and sums[high + 1] - sums[low] <= room:
        high += 1
    grown = True
    while grown:
        grown = False
        if low > 0 and sums[high] - sums[low - 1] <= room:
            low, grown = low - 1, True
        if high < len(widths) and sums[high + 1] - sums[low] <= room:
            high, grown = high + 1, True
    return low, high


def _cells(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """Give what shows each character, and how many columns that takes."""
    if _PLAIN.fullmatch(text):
        return text, [1] * len(text)
    cells = [_cell(character) for character in text]
    return [cell for cell, _ in cells], [width for _, width in cells]


@lru_cache(maxsize=4096)
def _cell(character: str) -> tuple[str, int]:
    """Give what shows a character, and how many columns that takes."""
    category = unicodedata.category(character)
    if character == "\t":
        return TAB, len(TAB)
    if character <= "\x1f":
        return chr(0x2400 + ord(character)), 1  # the pictures of control characters
    width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
    if category == "Zs":
        return " " * width, width
    if category[0] == "C" or category in {"Zl", "Zp"}:
        named = f"<U+{ord(character):04X}>"  # would be invisible, or turn the line around
        return named, len(named)
    return character, 0 if category in {"Mn", "Me"} else width
