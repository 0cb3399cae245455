"""Last days by Swedish law, which move off Saturdays, Sundays and holidays: the only importer of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

APPEAL = timedelta(days=21)
"""Three weeks from the day the notice is posted (Kommunallagen 13:5)."""

_SATURDAY = 5


def last_day_of_appeal(posted_on: str) -> str:
    """Give the last day, ISO, on which a decision can be appealed whose notice was posted on a day, ISO."""
    return next_weekday(date.fromisoformat(posted_on) + APPEAL).isoformat()


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
