"""Dates and clock times in running text, in the forms Swedish minutes use."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from protokoll.vocabulary import Vocabulary

DIGIT = re.compile(r"\d")

_HINT = 6
"""Letters of a word that tell it from others well enough for a first look."""

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


def clock(written: str, half: str | None = None) -> str | None:
    """Normalise `9`, `9.00`, `09:00` or `0900` to `HH:MM`; None for what is no time of day.

    `half` is the half of the day, such as "p.m.", where the clock has twelve hours.
    """
    if written.isdecimal() and len(written) == 4:  # noqa: PLR2004
        written = f"{written[:2]}.{written[2:]}"
    hour, _, minute = written.replace(" ", "").replace(":", ".").partition(".")
    if not hour.isdecimal() or not (minute or "0").isdecimal() or int(hour) > 24 or int(minute or 0) > 59:  # noqa: PLR2004
        return None
    number = int(hour)
    if half and number <= 12:  # noqa: PLR2004
        number = number % 12 + (12 if half[0] in "pP" else 0)
    return f"{number:02}:{int(minute or 0):02}"


def find_dates(text: str, vocabulary: Vocabulary) -> list[FoundDate]:
    """Find every date, in order; digits count only where they are a day of the calendar."""
    found: list[FoundDate] = []
    if not DIGIT.search(text):
        return found
    for match in _date_pattern(vocabulary).finditer(text):
        numbers = _date_numbers(match, vocabulary)
        if numbers and _is_day(*numbers):
            found.append(FoundDate(match.start(), match.end(), *numbers))
    return found


@cache
def _date_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    months = "|".join(sorted(_months(vocabulary), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\d-])(?:
            (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
          | (?P<y2>20\d\d|19\d\d)(?P<m2>\d\d)(?P<d2>\d\d)
          | (?P<y3>\d\d)(?P<m3>\d\d)(?P<d3>\d\d)
          | (?P<d4>\d{{1,2}})(?:\.|:[ae]|st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}\.?)?
                \s*(?P<m4>{months})(?:ta|n)?\b\.?(?:,?\s+(?P<y4>\d{{4}})(?!\d))?
          | (?P<d7>\d{{1,2}})(?P<s7>[./-])\s?(?P<m7>\d{{1,2}})(?P=s7)\s?(?P<y7>(?:19|20)\d\d)
          | (?P<y9>\d\d)-(?P<m9>\d\d)-(?P<d9>\d\d)
          | (?P<d8>\d{{1,2}})(?P<s8>[./])(?P<m8>\d{{1,2}})(?P=s8)(?P<y8>\d\d)
          | (?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})(?:[\s/-](?P<y5>\d{{4}}))?
          )(?![\d-]|\.\d)
          | \b(?P<m6>{months})\.?\s+(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?(?!\w)(?:,?\s+(?P<y6>\d{{4}}))?(?!\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _months(vocabulary: Vocabulary) -> dict[str, int]:
    """Give the month each name and short name means, in English too: its names are met everywhere."""
    known: dict[str, int] = {}
    for names in (vocabulary.months, load("en").months):
        for number, name in enumerate(names, 1):
            for form in (name, name[:3], name[:4], name.removesuffix("kuu")):
                known.setdefault(form.casefold(), number)
    return known


def _date_numbers(match: re.Match[str], vocabulary: Vocabulary) -> tuple[int | None, int, int] | None:
    for form in "123456789":
        day, month, year = (match[f"{part}{form}"] for part in "dmy")
        if day is None:
            continue
        number = int(month) if month.isdecimal() else _months(vocabulary)[month.casefold()]
        full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004
        first, second = (int(day), number)
        if form in "578" and "/" in match[0] and second > 12 >= first:  # noqa: PLR2004 - month first, as Americans write
            first, second = second, first
        return full, second, first
    return None


def _is_day(year: int | None, month: int, day: int) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year or 2000, month, day)  # a leap year, so that 29 February passes
    except ValueError:
        return False
    return True


def find_times(text: str, vocabulary: Vocabulary) -> list[FoundTime]:
    """Find clock times and ranges; whole hours count only beside a word such as `kl`, `Uhr` or `p.m.`."""
    found: list[FoundTime] = []
    if not DIGIT.search(text):
        return found
    for match in _time_pattern(vocabulary).finditer(text):
        half, later = match["half1"] or match["half2"], match["half2"]
        since = clock(match["since"], half)
        until = clock(match["until"], later or half) if match["until"] else None
        whole_hour = len(match["since"]) <= 2  # noqa: PLR2004
        if since is None or (whole_hour and not (match["word"] or match["uhr"] or half)):
            continue
        found.append(FoundTime(match.start(), match.end(), since, until, bool(match["about"] or match["after"])))
    return found


@cache
def _time_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    presence = vocabulary.accept.presence
    joined = r"(?:[01]\d|2[0-3])[0-5]\d"  # "1300-1500": only as a range
    hour = rf"(?:(?:[01]?\d|2[0-4])(?:[.:]\s?[0-5]\d)?|{joined}(?=\s?[-–]\s?\d{{4}})|(?<=\d{{4}}[-–]){joined})"
    half = r"[ap]\.?m(?:\.|\b)"
    return re.compile(
        rf"""(?<![\w.:/-])
            (?:(?P<word>(?:{alternatives(presence["clock"])}|kl\.|klockan|klo))\s*)?
            (?:(?P<about>{alternatives(presence["about"])})\s*)?
            (?P<since>{hour})(?:\s?(?P<half1>{half}))?(?:\s?Uhr)?
            (?:\s*(?:--?|–|—|{alternatives(presence["until"])}|{alternatives(presence["also"])})\s*(?:(?:kl\.?|klo)\s*)?(?P<until>{hour})(?:\s?(?P<half2>{half}))?)?
            (?P<uhr>\s?(?:Uhr|h)\b)?
            (?:\s*(?P<after>{alternatives(presence["about"])}|-ish)(?!\w))?
            (?![\d:]|\.\d|-\d|/\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


def alternatives(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first, spaces in them of any kind; of none, one of nothing."""
    return _alternatives(tuple(words))


@cache
def _alternatives(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered) or r"(?!)"


def hint(words: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern of the beginnings of words, for folded text: where it finds nothing, none of them stands."""
    return re.compile("|".join(sorted({re.escape(word.split()[0][:_HINT]) for word in words if word})) or r"(?!)")
