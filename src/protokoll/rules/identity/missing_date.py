"""The minutes do not say on which day the meeting was held.

## What it does

Looks for a day in the front matter, in the lines at the top, in the title and below the title.
A day without a year counts where another line gives the year.

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

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find minutes without a day."""
    if context.meeting.date is not None:
        return
    undated = context.statement("date")
    if undated:
        yield Finding(
            undated.span,
            N_("the day of the meeting has no year: `{raw}`"),
            N_("write it out, such as 14 maj 2024"),
            {"raw": undated.raw},
        )
        return
    yield Finding(
        context.head,
        N_("the day of the meeting is nowhere to be read"),
        N_("write a line such as `Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30` below the title"),
    )
