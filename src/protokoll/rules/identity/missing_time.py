"""The minutes do not say when the meeting began or when it ended.

## What it does

Looks for the hours in the front matter, in the lines at the top, and in the first and the last item.
Where items have hours, the first of them is taken for the beginning.
An agenda needs only the beginning, and an extract is not asked.

## Why it matters

Time belongs to the first page of minutes by custom.
Who came late or left early took part in some decisions and not in others (Kommunallagen 5:67), and without the hours of
the meeting nobody can tell.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00
```

## Use instead

```markdown profile=kl
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
    from protokoll.source import Span


def check(context: Context) -> Iterator[Finding]:
    """Find minutes that lack an hour: of the beginning, of the end, or both."""
    meeting = context.meeting
    start = meeting.start or next((item.start for item in context.items if item.start), None)
    if meeting.kind == "extract" or (start and (meeting.end or meeting.kind == "agenda")):
        return
    if start:
        yield Finding(
            _place(context, "start"),
            N_("it is nowhere to be read when the meeting ended"),
            N_("write both hours, such as `kl. 13.00–15.30`"),
        )
    elif meeting.end:
        yield Finding(
            _place(context, "end"),
            N_("it is nowhere to be read when the meeting began"),
            N_("write both hours, such as `kl. 13.00–15.30`"),
        )
    else:
        yield Finding(
            _place(context, "date"),
            N_("it is nowhere to be read at what hours the meeting was held"),
            N_("write them beside the day, such as `kl. 13.00–15.30`"),
        )


def _place(context: Context, field: str) -> Span:
    """Give where the words are that say half of it, on one line; else the head."""
    found = next((one for one in context.meeting.statements if one.field == field and one.wins), None)
    if found is None or found.span.start == found.span.end:
        return context.head
    return context.where(found.raw, found.span)
