"""The notice of the approval is posted before the approval, or later than two days after it.

## What it does

Compares the day on which the notice was posted with the day of the approval; where there are several, the last.
The last day for the notice is the second after the approval, moved off Saturdays, Sundays and holidays.

## Why it matters

That the minutes are approved must be made known on the municipality's notice board no later than the second day
after the approval (Kommunallagen 8:12).
From that day the time for appeal runs (13:5), so it cannot come before there is anything to appeal against.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby 2024-05-20

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-23
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby 2024-05-20

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-22
```
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from protokoll.deadlines import NOTICE, last_day_of_posting
from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.approval._days import day_approved, day_of_notice, is_bound_by_swedish_law, written_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find a notice that came too early or too late."""
    if not is_bound_by_swedish_law(context):
        return
    posted = day_of_notice(context, "posted_on")
    approved = day_approved(context) if posted else None
    if posted is None or approved is None:
        return
    related = (Related(approved.span, N_("the minutes were approved on this day")),)
    if posted.iso < approved.iso:
        yield Finding(
            posted.span,
            N_("the notice was posted on `{day}`, before the minutes were approved"),
            N_("put right whichever of the two days is wrong"),
            {"day": posted.raw},
            related,
        )
        return
    if date.fromisoformat(posted.iso) <= date.fromisoformat(approved.iso) + NOTICE:
        return  # the calendar of holidays is not asked without need
    until = last_day_of_posting(approved.iso)
    if posted.iso > until:
        yield Finding(
            posted.span,
            N_("the notice was posted on `{day}`, later than two days after the approval"),
            N_("the last day was `{last}`; put the day right if it is wrong"),
            {"day": posted.raw, "last": written_like(posted.raw, until, context.words)},
            related,
        )
