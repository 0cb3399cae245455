"""The notice of the approval is taken down before the time for appeal has run out.

## What it does

Computes the last day of appeal, three weeks from the posting and moved off Saturdays, Sundays and holidays, and
compares it with the day on which the notice is taken down.
Where the day of posting is not told, the last day of appeal that is printed counts.

## Why it matters

The notice may not be taken down before the time for appeal has run out (Kommunallagen 8:12), and that time does not
run out unless the notice stayed up all through it (13:5).
Decisions whose notice came down early never become final.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-21
Datum för anslags nedtagande: 2024-06-10
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-21
Datum för anslags nedtagande: 2024-06-12
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.deadlines import first_day_of_removal
from protokoll.diagnostics import N_, Finding
from protokoll.rules.approval._days import (
    appeal_until,
    day_of_notice,
    is_bound_by_swedish_law,
    known_from,
    written_like,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find a notice that comes down while decisions can still be appealed."""
    removed = day_of_notice(context, "removed_on") if is_bound_by_swedish_law(context) else None
    known = appeal_until(context) if removed else None
    if removed is None or known is None or removed.iso >= known[0]:
        return
    last, since = known
    yield Finding(
        removed.span,
        N_("the notice is taken down on `{day}`, while decisions can be appealed until `{last}`"),
        N_("leave it up, and take it down on `{first}` at the earliest"),
        {
            "day": removed.raw,
            "last": written_like(removed.raw, last, context.words),
            "first": written_like(removed.raw, first_day_of_removal(last), context.words),
        },
        (known_from(context, since),),
    )
