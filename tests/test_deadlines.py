"""Last days by law, moved off Saturdays, Sundays and holidays: for the approval, its notice, and the appeal."""

from __future__ import annotations

import pytest

from protokoll.deadlines import (
    first_day_of_removal,
    last_day_of_appeal,
    last_day_of_approval,
    last_day_of_posting,
)
from protokoll.reader import read_whole
from protokoll.rules import RULES, Context, check
from protokoll.source import Source


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        ("2021-06-09", "2021-06-30"),
        ("2024-06-14", "2024-07-05"),
        ("2017-09-12", "2017-10-03"),
        ("2022-12-29", "2023-01-19"),
        ("2011-04-04", "2011-04-26"),  # Easter Monday
        ("2024-05-31", "2024-06-24"),  # Midsummer Eve, and the weekend after it
        ("2024-12-03", "2024-12-27"),  # Christmas Eve and both days of Christmas
        ("2024-12-10", "2025-01-02"),  # New Year's Eve and Day
    ],
)
def test_last_day_of_appeal(posted: str, last: str) -> None:
    assert last_day_of_appeal(posted) == last


@pytest.mark.parametrize(
    ("met", "last"),
    [
        ("2024-05-14", "2024-05-28"),
        ("2024-05-18", "2024-06-03"),  # a Saturday
        ("2024-05-23", "2024-06-07"),  # the National Day
        ("2024-06-07", "2024-06-24"),  # Midsummer Eve, and the weekend after it
        ("2024-12-11", "2024-12-27"),  # Christmas Day and Boxing Day
        ("2024-04-17", "2024-05-02"),  # the first of May
    ],
)
def test_last_day_of_approval(met: str, last: str) -> None:
    assert last_day_of_approval(met) == last


@pytest.mark.parametrize(
    ("approved", "last"),
    [
        ("2024-05-20", "2024-05-22"),
        ("2024-05-24", "2024-05-27"),  # a Sunday
        ("2024-05-23", "2024-05-27"),  # a Saturday
        ("2024-03-27", "2024-04-02"),  # Good Friday to Easter Monday
    ],
)
def test_last_day_of_posting(approved: str, last: str) -> None:
    assert last_day_of_posting(approved) == last


def test_first_day_of_removal() -> None:
    assert first_day_of_removal("2024-05-31") == "2024-06-01"


@pytest.mark.parametrize(
    ("posted", "appeal", "removed", "printed", "found"),
    [
        # Days of published minutes: posted, the last of appeal, taken down, and the last of appeal as printed.
        ("2021-06-09", "2021-06-30", "2021-07-01", None, []),
        ("2024-06-14", "2024-07-05", "2024-07-08", None, []),
        ("2017-09-12", "2017-10-03", "2017-10-04", None, []),
        ("2016-08-19", "2016-09-09", "2016-09-12", None, []),
        ("2022-12-29", "2023-01-19", "2023-01-19", None, ["P508"]),
        ("2015-05-19", "2015-06-09", "2015-06-09", "2015-06-08", ["P509", "P508"]),
        ("2011-04-04", "2011-04-26", "2011-04-26", None, ["P508"]),
        # And what would be worse.
        ("2011-04-04", "2011-04-26", "2011-04-25", "2011-04-25", ["P509", "P507"]),
        ("2024-06-14", "2024-07-05", "2024-07-04", "2024-07-05", ["P507"]),
    ],
)
def test_days_of_notices_met(posted: str, appeal: str, removed: str, printed: str | None, found: list[str]) -> None:
    assert last_day_of_appeal(posted) == appeal
    lines = [f"Anslaget sätts upp: {posted}", f"Anslaget tas ned: {removed}"]
    lines[1:1] = [f"Sista dag för överklagande: {printed}"] if printed else []
    source = Source("# Protokoll från kommunstyrelsen\n\n## Anslagsbevis\n\n" + "\n".join(lines) + "\n")
    reading = read_whole(source)
    context = Context(source, reading.meeting, reading.blocks)
    rules = tuple(rule for rule in RULES if rule.code in {"P507", "P508", "P509"})
    assert [one.code for one in check(context, rules)] == found
