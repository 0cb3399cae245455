"""The hours of the meeting or of its items contradict each other.

## What it does

Looks for a meeting that ends before it begins, for an item that ends before it begins, for items whose hours run
backwards, and for an item that begins before the meeting or after its end.
A meeting that begins in the afternoon may end past midnight; one that lasts for several days is not asked.

## Why it matters

The hours tell who was there for which decision (Kommunallagen 5:67).
Hours that cannot be right make all the others doubtful.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30

## 13.00 Budget

## 12.20 Taxor
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30

## 13.00 Budget

## 13.20 Taxor
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.identity._days import MEETING_TERMS, told
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.meeting import Statement
    from protokoll.rules.context import Context

_AFTERNOON, _SMALL_HOURS = "15:00", "06:00"
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\s?\d\d)?|\d{4}")


def check(context: Context) -> Iterator[Finding]:
    """Find hours that cannot all be true."""
    if _lasts_for_days(context):
        return
    start, end = _told_at_head(context, "start"), _told_at_head(context, "end")
    past_midnight = False
    if start and end and end.value <= start.value:
        past_midnight = start.value >= _AFTERNOON and end.value <= _SMALL_HOURS
        if not past_midnight:
            yield _ends_first(start, end, context)
            start = end = None
    if past_midnight:
        return
    timed = [item for item in context.items if item.start and _is_its_own(item, context)]
    outside: set[int] = set()
    for item in timed:
        if finding := _outside(item, start, end, context):
            outside.add(id(item))
            yield finding
    yield from _backwards([item for item in timed if id(item) not in outside], context)
    for item in timed:
        if item.end and item.start and item.end < item.start:
            yield Finding(
                _hour(item, context),
                N_("the item ends at {end}, before it begins"),
                N_("mend one of the two hours"),
                {"end": _written(item.end)},
            )


def _is_its_own(item: AgendaItem, context: Context) -> bool:
    """Tell an item's own hour from one its title tells of, such as "Nästa möte torsdag 12.30"."""
    if item.level is None and all(item is not one for one in context.meeting.items):
        return False
    if item.kind in {"opening", "closing", "break"}:
        return True
    heading, hour = context.heading(item), _hour(item, context)
    before = context.source.text[heading.start : hour.start].replace(item.prefix or "\0", "")
    return hour != heading and not _WORD.search(before)


def _lasts_for_days(context: Context) -> bool:
    days = [day for one in told(context) if one.where == "title" or one.term in MEETING_TERMS for day in one.days]
    return any(day.also for day in days) or len({(day.month, day.day) for day in days}) > 1


def _told_at_head(context: Context, field: str) -> Statement | None:
    """Give what the front matter or a line of the opening says; a sentence may tell of other hours."""
    for one in context.meeting.statements:
        if one.field == field and one.wins:
            lines = [line.span for line in context.meeting.opening]
            at_head = any(line.start <= one.span.start and one.span.end <= line.end for line in lines)
            return one if one.origin == "front_matter" or at_head else None
    return None


def _ends_first(start: Statement, end: Statement, context: Context) -> Finding:
    related = (Related(start.span, N_("it begins here"), {}),) if start.span != end.span else ()
    return Finding(
        context.where(end.raw, end.span),
        N_("the meeting ends at {end}, and it begins at {start}"),
        N_("mend one of the two hours"),
        {"end": _written(end.value), "start": _written(start.value)},
        related,
    )


def _outside(item: AgendaItem, start: Statement | None, end: Statement | None, context: Context) -> Finding | None:
    hour = item.start or ""
    if start and hour < start.value:
        return Finding(
            _hour(item, context),
            N_("the item begins at {hour}, before the meeting does at {start}"),
            N_("mend one of the two hours"),
            {"hour": _written(hour), "start": _written(start.value)},
            (Related(start.span, N_("the meeting begins here")),),
        )
    if end and hour > end.value:
        return Finding(
            _hour(item, context),
            N_("the item begins at {hour}, after the meeting has ended at {end}"),
            N_("mend one of the two hours"),
            {"hour": _written(hour), "end": _written(end.value)},
            (Related(end.span, N_("the meeting ends here")),),
        )
    return None


def _backwards(timed: Sequence[AgendaItem], context: Context) -> Iterator[Finding]:
    """Find the items that are out of line: those that no longest row of rising hours holds."""
    kept = _longest_rising([item.start or "" for item in timed])
    for number, item in enumerate(timed):
        if number in kept:
            continue
        before = max((one for one in kept if one < number), default=None)
        after = min((one for one in kept if one > number), default=None)
        wrong = before is not None and (timed[before].start or "") > (item.start or "")
        other = timed[before if wrong and before is not None else after if after is not None else number]
        yield Finding(
            _hour(item, context),
            N_("the item begins at {hour}, and the one before it at {other}")
            if wrong
            else N_("the item begins at {hour}, and a later one at {other}"),
            N_("mend one of the two hours, or the order of the items"),
            {"hour": _written(item.start or ""), "other": _written(other.start or "")},
            (Related(_hour(other, context), N_("the other item")),),
        )


def _longest_rising(hours: Sequence[str]) -> set[int]:
    """Give the numbers of the first longest row of hours of which none is before the one before it."""
    tails: list[int] = []
    lengths: list[int] = []
    clock = [int(hour.replace(":", "")) for hour in hours]
    for minute in reversed(clock):
        length = bisect_right(tails, -minute)
        tails[length : length + 1] = [-minute]
        lengths.append(length + 1)
    lengths.reverse()
    kept: set[int] = set()
    last, left = -1, len(tails)
    for number, minute in enumerate(clock):
        if lengths[number] == left and minute >= last:
            kept.add(number)
            last, left = minute, left - 1
    return kept


def _hour(item: AgendaItem, context: Context) -> Span:
    heading = context.heading(item)
    text = context.source.text
    for match in _CLOCK.finditer(text, heading.start, heading.end):
        if _normal(match[0]) == item.start:
            return Span(match.start(), match.end())
    return heading


def _normal(written: str) -> str:
    digits = written.replace(" ", "").replace(":", ".")
    hour, _, minute = digits.partition(".") if "." in digits or len(digits) < 3 else (digits[:-2], "", digits[-2:])  # noqa: PLR2004
    return f"{int(hour):02}:{int(minute or 0):02}"


def _written(hour: str) -> str:
    return hour.replace(":", ".")
