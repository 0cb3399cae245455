"""The minutes are approved before the meeting, or later than 14 days after it.

## What it does

Compares each day of approval, in the opening, the notice, the signatures and the front matter, with the day of the
meeting.
The last day is the fourteenth after the meeting's last; on a Saturday, a Sunday or a holiday it moves to the next
weekday.

## Why it matters

Minutes must be approved no later than 14 days after the meeting (Kommunallagen 5:69, computed by lagen (1930:173)
om beräkning av lagstadgad tid).
A day before the meeting is a slip of the pen, and throws all later days into doubt.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby 2024-05-29
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby 2024-05-28
```
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from protokoll.deadlines import APPROVAL, last_day_of_approval
from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.approval._days import (
    day_of_meeting,
    days_of_approval,
    is_bound_by_swedish_law,
    last_day_of_meeting,
    written_like,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find approvals that are not within the time the law gives."""
    if not is_bound_by_swedish_law(context):
        return
    approved = days_of_approval(context)
    met = day_of_meeting(context) if approved else None
    if met is None:
        return
    related = (Related(met.span, N_("the meeting was on this day")),)
    for day in approved:
        if day.iso < met.iso:
            yield Finding(
                day.span,
                N_("approved on `{day}`, before the meeting"),
                N_("put right whichever of the two days is wrong"),
                {"day": day.raw},
                related,
            )
            continue
        last = last_day_of_meeting(context, met)
        if date.fromisoformat(day.iso) <= date.fromisoformat(last) + APPROVAL:
            continue  # the calendar of holidays is not asked without need
        until = last_day_of_approval(last)
        if day.iso > until:
            yield Finding(
                day.span,
                N_("approved on `{day}`, later than 14 days after the meeting"),
                N_("the last day was `{last}`; put the day right if it is wrong"),
                {"day": day.raw, "last": written_like(day.raw, until, context.words)},
                related,
            )
