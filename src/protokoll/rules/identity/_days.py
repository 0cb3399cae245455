"""The days that the head of minutes names, each with its place."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.grammar.times import FIRST_YEAR, LAST_YEAR, find_dates
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from protokoll.model import content as c
    from protokoll.rules.context import Context

MEETING_TERMS = frozenset({"date", "time", "place_and_time", "start", "end", "issued"})
"""Labels of lines that tell when the meeting was; an unlabelled line of place and day is `issued`."""

_RANGE = re.compile(r"(?P<first>\d{1,2})\.?\s?[-–]\s?(?P<last>\d{1,2})\b(?!-)")
_ANOTHER_DAY = re.compile(r"(?<![\d.:])(?P<day>\d{1,2})(?:\.|:e)?\s*(?:och|samt|and|&|[-–])\s*$")
_IN_FILE_NAME = re.compile(r"(?<!\d)(?:(?P<century>(?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)|(\d\d)(\d\d)(\d\d))(?!\d)")
_LONGEST_LINE = 600
_BEFORE = 12


class Day(msgspec.Struct, frozen=True):
    """One day as written; `year` is None where it was left out, `also` are further days of the month beside it."""

    span: Span
    raw: str
    year: int | None
    month: int
    day: int
    also: tuple[int, ...] = ()

    def is_on(self, other: Day) -> bool:
        """Tell whether this may be the same day as another, or one of its days."""
        years = self.year is None or other.year is None or self.year == other.year
        return years and self.month == other.month and bool({self.day, *self.also} & {other.day, *other.also})

    def follows(self, other: Day) -> bool:
        """Tell whether this is the day after another, as when a meeting goes on past midnight."""
        year = self.year or other.year or 2000
        try:
            days = date(year, self.month, self.day) - date(other.year or year, other.month, other.day)
        except ValueError:  # 29 February in a year that has none
            return False
        return abs(days.days) == 1


class Told(msgspec.Struct, frozen=True):
    """One place of the head, and the days it names; `term` is the label's, None for one of the writer's own."""

    where: Literal["front matter", "title", "line", "text"]
    term: str | None
    text: str
    days: tuple[Day, ...]


@lru_cache(maxsize=1)
def told(context: Context) -> tuple[Told, ...]:
    """Give every place of the head that names a day: front matter, title, the lines of the opening.

    Four rules ask for it, one after the other.
    """
    return tuple(_told(context))


def _told(context: Context) -> Iterator[Told]:
    for one in context.meeting.statements:
        if one.origin == "front_matter" and one.field in {"date", "title"}:
            words = context.source.raw(one.span)
            if days := tuple(_days(words, context, partial(_behind, one.span.start))):
                yield Told("front matter", one.field, words, days)
    yield from _of_inlines("title", None, context.meeting.title_inlines, context)
    for line in context.meeting.opening:
        if line.origin == "text":
            yield from _of_inlines("line", line.term, line.inlines, context)


def in_prose(context: Context) -> Iterator[Told]:
    """Give the paragraphs before the first item that are no lines of the opening and name a day."""
    first = min((item.span.start for item in context.meeting.items), default=len(context.source.text))
    for block in context.meeting.unplaced:
        if block.span.start < first and (inlines := getattr(block, "inlines", None)):
            yield from _of_inlines("text", None, inlines, context)


def in_file_name(path: Path | None) -> Iterator[date]:
    """Give the days that a file's name holds."""
    for match in _IN_FILE_NAME.finditer(path.stem if path else ""):
        year, month, day = (part for part in match.groups() if part and part.isdigit())
        try:
            found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))  # noqa: PLR2004
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            yield found


def _of_inlines(
    where: Literal["title", "line", "text"], term: str | None, inlines: tuple[c.Inline, ...], context: Context
) -> Iterator[Told]:
    words = t.plain(inlines)
    if len(words) > _LONGEST_LINE:
        return
    if days := tuple(_days(words, context, partial(_within, inlines))):
        yield Told(where, term, words, days)


def _behind(offset: int, start: int, end: int) -> Span:
    return Span(offset + start, offset + end)


def _within(inlines: Sequence[c.Inline], start: int, end: int) -> Span:
    return t.span_of(t.cut(inlines, start, end), Span(0, 0))


def _days(words: str, context: Context, place: Callable[[int, int], Span]) -> Iterator[Day]:
    for found in find_dates(words, context.words):
        raw = words[found.start : found.end]
        also: tuple[int, ...] = ()
        before = _ANOTHER_DAY.search(words, max(0, found.start - _BEFORE), found.start)
        if (spread := _RANGE.match(raw)) and int(spread["last"]) > found.day:
            also = tuple(range(found.day + 1, min(int(spread["last"]), 31) + 1))
        elif before and int(before["day"]) < found.day and not raw[:4].isdigit():
            also = tuple(range(int(before["day"]), found.day))
        yield Day(place(found.start, found.end), raw, found.year, found.month, found.day, also)
