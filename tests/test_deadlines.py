"""Last days by law: three weeks from the notice, moved off Saturdays, Sundays and holidays."""

from __future__ import annotations

import pytest

from protokoll.deadlines import last_day_of_appeal


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
