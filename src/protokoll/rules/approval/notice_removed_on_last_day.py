"""The notice of the approval is taken down on the last day of appeal.

## What it does

Computes the last day of appeal, three weeks from the posting and moved off Saturdays, Sundays and holidays, and
compares it with the day on which the notice is taken down.
Where the day of posting is not told, the last day of appeal that is printed counts.

## Why it matters

The time for appeal does not run out unless the notice stayed up all through it (Kommunallagen 8:12 and 13:5).
A notice that came down in the course of the last day was not up all through it; one that is taken down on the day
after surely was.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-21
Datum för anslags nedtagande: 2024-06-11
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
    """Find a notice that comes down on the last day on which decisions can be appealed."""
    removed = day_of_notice(context, "removed_on") if is_bound_by_swedish_law(context) else None
    known = appeal_until(context) if removed else None
    if removed is None or known is None or removed.iso != known[0]:
        return
    last, since = known
    yield Finding(
        removed.span,
        N_("the notice is taken down on `{day}`, the last day on which decisions can be appealed"),
        N_("take it down on `{first}`, when that day is over"),
        {"day": removed.raw, "first": written_like(removed.raw, first_day_of_removal(last), context.words)},
        (known_from(context, since),),
    )
