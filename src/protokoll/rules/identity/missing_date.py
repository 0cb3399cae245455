"""The minutes do not say on which day the meeting was held.

## What it does

Looks for a day in the front matter, in the title and in the lines below it.
A day without a year counts where another line gives the year; where none does, it is the day without its year that is
named.
So is what looks like a day and is none, such as `2024-02-30`.

## Why it matters

Everything else is counted from the day of the meeting: the last day of approval (Kommunallagen 5:69), the notice on the
notice board (8:12) and the time for appeal (13:5).
Without it nobody can find the minutes again, or tell which of two is the later.

## Example

```markdown
# Protokoll från kommunstyrelsen

Plats: Sessionssalen
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import text as t
from protokoll.rules.identity._days import MEETING_TERMS, in_prose, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.rules.identity._days import Day
    from protokoll.source import Span

_LIKE_A_DAY = re.compile(
    r"(?<![\w/.-])(?:\d{4}-\d{1,3}-\d{1,3}|\d{1,3}\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december)\s\d{4})(?![\w/-])",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Find minutes without a day."""
    if context.meeting.date is not None:
        return
    if wrong := _no_day(context):
        yield Finding(
            wrong,
            N_("`{raw}` is no day of the calendar"),
            N_("write the day of the meeting, such as `2024-05-14`"),
            {"raw": context.source.raw(wrong)},
        )
        return
    undated = _without_year(context)
    if undated:
        yield Finding(
            undated.span,
            N_("the day of the meeting has no year: `{raw}`"),
            N_("write the year too, such as `14 maj 2024`"),
            {"raw": undated.raw},
        )
        return
    yield Finding(
        context.head,
        N_("the day of the meeting is nowhere to be read"),
        N_("write a line such as `Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30` below the title"),
    )


def _without_year(context: Context) -> Day | None:
    """Give the day of the meeting that lacks its year: of a line that tells when, else of any place at the head."""
    places = [*told(context), *in_prose(context)]
    places.sort(key=lambda one: one.where != "title" and one.term not in MEETING_TERMS)
    return next((day for one in places if one.term != "approval_place_time" for day in one.days), None)


def _no_day(context: Context) -> Span | None:
    """Give what looks like a day and is none, in the title or a line of the opening."""
    for part in (context.meeting.title_inlines, *(line.inlines for line in context.meeting.opening)):
        if part and (found := _LIKE_A_DAY.search(t.plain(part))):
            return t.span_of(t.cut(part, found.start(), found.end()), part[0].span)
    return None
