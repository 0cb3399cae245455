"""The numbers of items as rows to count along: which they are, where they stand, and which gaps the text explains."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_ONE = r"(\d{1,4})(?:\s?([a-zåäö]))?(?:\s*/\s*(\d{2,4}))?"
_LETTERED = r"\d{1,4}(?:\s?[a-zåäö](?![^\W\d_]))?(?:\s*/\s*\d{2,4})?"
_NUMBER = re.compile(rf"{_ONE}(?:\s?[-–—]{{1,2}}\s?{_ONE})?")
_ATTACHMENT = ("bilag", "append", "attach", "annex")
"""Beginnings of what "Bilaga § 41" has before its number, which is the number of an item above."""

_WIDEST = 400
"""Numbers in one range beyond which it is none."""

_MARK = re.compile(rf"(?:§{{1,2}}\s*)?(?:{_LETTERED})(?:\s?[-–—]{{1,2}}\s?{_LETTERED})?(?:\s*§)?")
_HEAD = 120
"""Characters of a heading within which its number stands."""

# Words by which minutes tell that an item is not in its place: kept in minutes of its own, or never dealt with.
_KEPT_APART = {
    "sv": (
        *("omedelbart", "omedelbar", "direktjuster", "separat", "eget protokoll", "egna protokoll", "eget dokument"),
        *("särskilt protokoll", "särskilda protokoll", "annat protokoll", "särskild fil", "eget utdrag", "egna utdrag"),
        *("utgår", "utgick", "utgått", "används inte", "används ej", "inte använts", "ej använts", "använts ej"),
        *("saknas", "hoppa", "sekretess"),
    ),
    "en": ("immediate", "separate", "own minutes", "withdrawn", "not used", "skipped", "confidential"),
}
_NAMED = re.compile(r"(?:§{1,2}|\bparagraf(?:en|er|erna)?\b|\b[Ii]tems?\b)\s*(\d[\d\s,–—-]*(?:(?:och|samt|and)\s\d+)?)")
_AT_ONCE = re.compile(r"\b(?:paragrafer|ärenden|punkter|items)\b")


class Number(msgspec.Struct, frozen=True):
    """An item's number in parts: "12 a" is 12 and a, "12–14" is 12 up to 14; `shown` as a reader names it."""

    item: AgendaItem
    first: int
    letter: str
    last: int
    shown: str
    span: Span

    @property
    def keys(self) -> Iterator[tuple[int, str]]:
        """Every number it stands for."""
        yield self.first, self.letter
        for number in range(self.first + 1, self.last + 1):
            yield number, ""


def rows(context: Context) -> list[list[Number]]:
    """Give the numbers of the items, those of each body (KS, KSAU) and each year in a row of its own.

    Where any item has a paragraph sign, only those that have one count. Numbers that a list's marks give are no
    statement: Markdown counts them itself.
    """
    signed = any("§" in item.raw for item in context.items)
    items = context.items if signed else context.meeting.items
    found: dict[tuple[str, str], list[Number]] = {}
    for item in items:
        if item.number is None or (signed and "§" not in item.raw) or (item.level is None and "§" not in item.raw):
            continue
        parts = _NUMBER.fullmatch(item.number)
        if parts is None or (item.prefix or "").casefold().startswith(_ATTACHMENT):
            continue
        first, last = int(parts[1]), int(parts[4] or parts[1])
        if not first <= last <= first + _WIDEST:
            continue
        number = Number(item, first, parts[2] or "", last, _shown(item), place(context, item))
        found.setdefault(((item.prefix or "").casefold(), parts[3] or ""), []).append(number)
    return list(found.values())


def _shown(item: AgendaItem) -> str:
    sign = "§§ " if re.search(r"§§", item.raw) else "§ " if "§" in item.raw else ""
    prefix = f"{item.prefix} " if item.prefix and item.prefix.isupper() else ""
    return f"{prefix}{sign}{item.number}"


def place(context: Context, item: AgendaItem) -> Span:
    """Where an item's number stands, with its paragraph sign; nothing before it has digits."""
    match = _MARK.search(context.source.text, item.span.start, item.span.start + _HEAD)
    return Span(match.start(), match.end()) if match else context.heading(item)


class Explained(msgspec.Struct, frozen=True):
    """The numbers of which the text says where they are, or why they are nowhere.

    `all` tells that it says so of items without naming them: "Omedelbart justerade paragrafer finns i egna protokoll".
    """

    numbers: frozenset[int]
    all: bool = False

    def among(self, wanted: set[int]) -> set[int]:
        """Give those of some numbers that are explained."""
        return wanted if self.all else wanted & self.numbers


def explained(context: Context) -> Explained:
    """Read what the text says of numbers that are not in their place."""
    words = _kept_apart(context.language)
    found: set[int] = set()
    for text in _passages(context):
        if words is not None and not words.search(text):
            continue
        numbers = {number for match in _NAMED.finditer(text) for number in numbers_of(match[1])}
        found |= numbers
        if words is not None and not numbers and _AT_ONCE.search(text):
            return Explained(frozenset(), all=True)
    return Explained(frozenset(found))


def _passages(context: Context) -> Iterator[str]:
    for block in context.all_blocks:
        if isinstance(block, c.Paragraph):
            yield block.text
        elif isinstance(block, c.Table):
            yield from (" ".join(cell.text for cell in row) for row in (block.header, *block.rows))


@cache
def _kept_apart(language: str) -> re.Pattern[str] | None:
    words = _KEPT_APART.get(language)
    return re.compile(alternatives(words), re.IGNORECASE) if words else None


_SPAN = re.compile(r"(\d+)(?:\s*[a-zåäö](?![^\W\d_]))?(?:\s*[-–—]+\s*(\d+))?")


def numbers_of(ranges: str) -> set[int]:
    """Give the numbers that ranges as written hold, "41–44, 46"; none where a range runs backwards."""
    found: set[int] = set()
    for match in _SPAN.finditer(ranges):
        low, high = int(match[1]), int(match[2] or match[1])
        if low <= high <= low + _WIDEST:
            found.update(range(low, high + 1))
    return found


def told(numbers: Iterable[int], *, signed: bool) -> str:
    """Write numbers as ranges, "41–44, 46", with paragraph signs before them or without."""
    pieces: list[list[int]] = []
    for number in sorted(numbers):
        if pieces and pieces[-1][1] == number - 1:
            pieces[-1][1] = number
        else:
            pieces.append([number, number])
    ranges = ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in pieces)
    sign = "§ " if ranges.isdecimal() else "§§ "
    return f"{sign}{ranges}" if signed else ranges


def repeated(row: list[Number]) -> list[tuple[Number, Number]]:
    """Give each number that an item before it has already, with that item's."""
    seen: dict[tuple[int, str], Number] = {}
    found: list[tuple[Number, Number]] = []
    for number in row:
        earlier = next((seen[key] for key in number.keys if key in seen), None)
        if earlier is not None:
            found.append((number, earlier))
        for key in number.keys:
            seen.setdefault(key, number)
    return found
