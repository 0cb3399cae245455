"""Last days by Swedish law, which move off Saturdays, Sundays and holidays: the only importer of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

APPROVAL = timedelta(days=14)
"""From the meeting's last day to the last on which its minutes may be approved (Kommunallagen 5:69)."""

NOTICE = timedelta(days=2)
"""From the approval to the last day on which its notice may be posted (Kommunallagen 8:12)."""

APPEAL = timedelta(days=21)
"""Three weeks from the day the notice is posted (Kommunallagen 13:5)."""

_SATURDAY = 5


def last_day_of_approval(met_on: str) -> str:
    """Give the last day, ISO, on which the minutes of a meeting may be approved whose last day is given, ISO."""
    return _last_day(met_on, APPROVAL)


def last_day_of_posting(approved_on: str) -> str:
    """Give the last day, ISO, on which the notice of an approval may be posted."""
    return _last_day(approved_on, NOTICE)


def last_day_of_appeal(posted_on: str) -> str:
    """Give the last day, ISO, on which a decision can be appealed whose notice was posted on a day, ISO."""
    return _last_day(posted_on, APPEAL)


def first_day_of_removal(appeal_until: str) -> str:
    """Give the first day, ISO, on which the notice may be taken down: the one after the last day of appeal."""
    return (date.fromisoformat(appeal_until) + timedelta(days=1)).isoformat()


def _last_day(since: str, period: timedelta) -> str:
    return next_weekday(date.fromisoformat(since) + period).isoformat()


def next_weekday(day: date) -> date:
    """Give the day, or the next that is a weekday and no holiday.

    The law (1930:173) counts Midsummer, Christmas and New Year's Eve as holidays.
    """
    while day.weekday() >= _SATURDAY or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> Container[date]:
    import holidays  # noqa: PLC0415 - a quarter of a second, and only minutes with a notice ask

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
