"""Dates and times in words."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is what its values are called here

from protokoll.vocabulary import Term, Vocabulary


def long_date(iso: str, vocabulary: Vocabulary) -> str:
    """Write `2024-05-17` as "fredag 17 maj 2024"."""
    day = Date.fromisoformat(iso)
    weekday = vocabulary.weekdays[day.weekday()]
    return vocabulary.say(Term.DATE_LONG, weekday=weekday, **_parts(day, vocabulary))


def short_date(iso: str, vocabulary: Vocabulary) -> str:
    """Write `2024-05-17` as "17 maj 2024"."""
    return vocabulary.say(Term.DATE_SHORT, **_parts(Date.fromisoformat(iso), vocabulary))


def _parts(day: Date, vocabulary: Vocabulary) -> dict[str, str | int]:
    return {"day": day.day, "month": vocabulary.months[day.month - 1], "year": day.year}


def clock(time: str, vocabulary: Vocabulary) -> str:
    """Write `09:55` as the language does: "09.55"."""
    hour, minute = time.split(":")
    return vocabulary.say(Term.TIME_MARK, hour=hour, minute=minute)


def time_span(start: str | None, end: str | None, vocabulary: Vocabulary) -> str:
    """Write when a meeting began and ended, as far as is known; empty where nothing is."""
    if start and end:
        return vocabulary.say(Term.TIME_BETWEEN, start=clock(start, vocabulary), end=clock(end, vocabulary))
    if start:
        return vocabulary.say(Term.TIME_AT, time=clock(start, vocabulary))
    return vocabulary.say(Term.TIME_UNTIL, time=clock(end, vocabulary)) if end else ""
