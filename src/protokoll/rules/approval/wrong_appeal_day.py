"""The last day of appeal that the notice names is not the one the law gives.

## What it does

Computes the last day of appeal from the day on which the notice was posted, and compares it with the one printed.
It is the same weekday three weeks later; on a Saturday, a Sunday, a holiday, Midsummer's Eve, Christmas Eve or New
Year's Eve it moves to the next weekday.

## Why it matters

An appeal must have come in within three weeks from the day the notice was posted (Kommunallagen 13:5, computed by
lagen (1930:173) om beräkning av lagstadgad tid).
A day too early takes from somebody a right that is still there; a day too late lets somebody lose it by trusting
the minutes.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-21
Sista dag för överklagande: 2024-06-10
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Datum för anslags uppsättande: 2024-05-21
Sista dag för överklagande: 2024-06-11
```

## Fix safety

The fix writes the day as computed, in the way the other was written, its weekday too.
It is unsafe, for it may be the day of posting that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.deadlines import last_day_of_appeal
from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.rules.approval._days import day_of_notice, is_bound_by_swedish_law, with_weekday, written_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find a last day of appeal that was computed wrong."""
    printed = day_of_notice(context, "appeal_until") if is_bound_by_swedish_law(context) else None
    posted = day_of_notice(context, "posted_on") if printed else None
    if printed is None or posted is None:
        return
    last = last_day_of_appeal(posted.iso)
    if printed.iso == last:
        return
    span, written = with_weekday(context, printed, last)
    yield Finding(
        printed.span,
        N_("the last day of appeal is told as `{printed}`, and by law it is `{last}`"),
        N_("write `{last}`, or put the day of posting right"),
        {"printed": printed.raw, "last": written_like(printed.raw, last, context.words)},
        (Related(posted.span, N_("the notice was posted on this day")),),
        Fix(N_("Write the day as computed"), (Edit(span, written),), safe=False),
    )
