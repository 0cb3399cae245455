"""Dates and clock times in running text, in the forms Swedish minutes use."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.vocabulary import Vocabulary

FIRST_YEAR, LAST_YEAR = 1900, 2099

CLOCK = r"(?<![\d.:,])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.:])"
"""A clock time with minutes, such as `9.00` or `09:55`."""


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: `year` is None where it was left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def iso(self, year: int | None = None) -> str | None:
        """Give the ISO date; `year` serves where the text left it out."""
        known = self.year or year
        return f"{known:04}-{self.month:02}-{self.day:02}" if known else None


class FoundTime(msgspec.Struct, frozen=True):
    """A clock time or a range of two in a text, each as `HH:MM`."""

    start: int
    end: int
    since: str
    until: str | None
    approximate: bool


def clock(written: str) -> str | None:
    """Normalise `9`, `9.00` or `09:00` to `HH:MM`; None for what is no time of day."""
    hour, _, minute = written.replace(":", ".").partition(".")
    if not hour.isdecimal() or not (minute or "0").isdecimal() or int(hour) > 24 or int(minute or 0) > 59:  # noqa: PLR2004
        return None
    return f"{int(hour):02}:{int(minute or 0):02}"


def find_dates(text: str, vocabulary: Vocabulary) -> list[FoundDate]:
    """Find every date, in order; six digits count only where they are a day of the calendar."""
    found = []
    for match in _date_pattern(vocabulary).finditer(text):
        numbers = _date_numbers(match, vocabulary)
        if numbers and _is_day(*numbers):
            found.append(FoundDate(match.start(), match.end(), *numbers))
    return found


@cache
def _date_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    months = "|".join(f"{name}|{name[:3]}" for name in vocabulary.months)
    return re.compile(
        rf"""(?<![\d-])(?:
            (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
          | (?P<y2>20\d\d|19\d\d)(?P<m2>\d\d)(?P<d2>\d\d)
          | (?P<y3>\d\d)(?P<m3>\d\d)(?P<d3>\d\d)
          | (?P<d4>\d{{1,2}})(?:\.|:[ae]|st|nd|rd|th)?\s+(?P<m4>{months})\b\.?(?:,?\s+(?P<y4>\d{{4}})(?!\d))?
          | (?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})(?:[\s/-](?P<y5>\d{{4}}))?
          )(?![\d-])
          | \b(?P<m6>{months})\s+(?P<d6>\d{{1,2}})(?:,?\s+(?P<y6>\d{{4}}))?(?!\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


def _date_numbers(match: re.Match[str], vocabulary: Vocabulary) -> tuple[int | None, int, int] | None:
    for form in "123456":
        day, month, year = (match[f"{part}{form}"] for part in "dmy")
        if day is None:
            continue
        number = int(month) if month.isdecimal() else _month_number(month, vocabulary)
        full = None if year is None else int(year) + (2000 if form == "3" else 0)
        return full, number, int(day)
    return None


def _month_number(name: str, vocabulary: Vocabulary) -> int:
    folded = name.casefold()
    return next(number for number, month in enumerate(vocabulary.months, 1) if month.casefold()[:3] == folded[:3])


def _is_day(year: int | None, month: int, day: int) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year or 2000, month, day)  # a leap year, so that 29 February passes
    except ValueError:
        return False
    return True


def find_times(text: str, vocabulary: Vocabulary) -> list[FoundTime]:
    """Find clock times and ranges; whole hours count only after a word such as `kl`."""
    found = []
    for match in _time_pattern(vocabulary).finditer(text):
        since, until = clock(match["since"]), clock(match["until"]) if match["until"] else None
        whole_hour = "." not in match["since"] and ":" not in match["since"]
        if since is None or (whole_hour and not match["word"]):
            continue
        found.append(FoundTime(match.start(), match.end(), since, until, bool(match["about"] or match["after"])))
    return found


@cache
def _time_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    presence = vocabulary.accept.presence
    hour = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
    return re.compile(
        rf"""(?<![\w.:/-])
            (?:(?P<word>{alternatives(presence["clock"])})\s*)?
            (?:(?P<about>{alternatives(presence["about"])})\s*)?
            (?P<since>{hour})
            (?:\s*(?:--?|–|—|{alternatives(presence["until"])}|{alternatives(presence["also"])})\s*(?P<until>{hour}))?
            (?:\s*(?P<after>{alternatives(presence["about"])}|-ish)(?!\w))?
            (?![\d:]|\.\d|-\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


def alternatives(words: Sequence[str]) -> str:
    """Give a pattern for any of the words, the longest first, spaces in them of any kind."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
