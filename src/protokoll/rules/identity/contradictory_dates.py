"""Two places say that the meeting was on different days.

## What it does

Compares the day in the front matter, in the title, in the lines that say when the meeting was, at the letter's head
("Sundby 2022-11-11") and in the file's name.
A day without a year is compared by day and month, and a meeting may last for several days.
Days of approval, of the next meeting and of whatever the text tells about are not asked.

## Why it matters

The last day of approval (Kommunallagen 5:69) is counted from the day of the meeting.
If the minutes name two days, nobody can tell whether they were approved in time, nor find the right ones again.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Plats och tid: Sessionssalen, den 15 maj 2024 kl. 13.00–15.30
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.identity._days import MEETING_TERMS, in_file_name, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.rules.identity._days import Day, Told

_TRUST = ("date", "time", "start", "place_and_time", "title", "issued", "end")


_MOST = 60
"""Places, and days named in one, that are compared with each other: no minutes come near it."""


def check(context: Context) -> Iterator[Finding]:
    """Find places that name another day than the most trusted of those that agree most."""
    places = sorted(filter(_tells_when, told(context)), key=_trust)
    if not places:
        return
    heard = places[:_MOST]
    best = max(heard, key=lambda one: sum(_agree(one.days, other.days) for other in heard))
    days = _days_of_meeting(best, heard)
    for one in sorted(places, key=lambda one: one.days[0].span.start):
        if _agree(one.days, days) or (one.term == "end" and any(one.days[0].follows(day) for day in days)):
            continue
        yield Finding(
            one.days[0].span,
            N_("another day than elsewhere in the minutes: `{raw}`"),
            N_("write the same day in both places"),
            {"raw": one.days[0].raw},
            (Related(best.days[0].span, N_("here it is `{raw}`"), {"raw": best.days[0].raw}),),
        )
    yield from _in_file_name(context, best, days)


def _in_file_name(context: Context, best: Told, days: tuple[Day, ...]) -> Iterator[Finding]:
    named = list(in_file_name(context.source.path))
    if not named or any(_is_day(day, one.year, one.month, one.day) for one in named for day in days):
        return
    yield Finding(
        best.days[0].span,
        N_("the file is named for another day: `{named}`, not `{raw}`"),
        N_("rename the file, or mend the date"),
        {"named": named[0].isoformat(), "raw": best.days[0].raw},
    )


def _is_day(day: Day, year: int, month: int, number: int) -> bool:
    return day.year in {None, year} and day.month == month and number in {day.day, *day.also}


def _tells_when(one: Told) -> bool:
    if one.where == "title" and all(day.year is None and "/" in day.raw for day in one.days):
        return False  # "Styrelsemöte 3/8", the third of eight
    return one.where in {"front matter", "title"} or one.term in MEETING_TERMS


def _trust(one: Told) -> int:
    if one.where == "front matter":
        return -1
    return _TRUST.index(one.term or "title")


def _agree(some: tuple[Day, ...], others: tuple[Day, ...]) -> bool:
    return any(day.is_on(other) for day in some[:_MOST] for other in others[:_MOST])


def _days_of_meeting(best: Told, places: list[Told]) -> tuple[Day, ...]:
    """Give the days of the meeting: those of the best place, and of any that names it among several."""
    more = (one.days for one in places if len(one.days) + len(one.days[0].also) > 1 and _agree(one.days, best.days))
    return (*best.days, *(day for days in more for day in days))
