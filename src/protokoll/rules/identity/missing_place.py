"""The minutes do not say where the meeting was held.

## What it does

Looks for the place in the front matter, in the lines at the top, and before the day at the letter's head.
A meeting that was held at a distance needs no place if the lines at the top say so.
An extract is not asked.

## Why it matters

Place and time belong to the first page of minutes by custom, and answer who could be there.
Members who take part at a distance count as present only if the council has allowed it (Kommunallagen 5:16 and 6:24),
so it should be seen how the body met.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen

Datum: 2024-05-14
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_REMOTE = re.compile(
    r"(?<!\w)(?:teams|zoom|skype|meet|jitsi|webex|telefon\w*|video\w*|digital\w*|distans\w*|online|webb\w*|länk"
    r"|telephone|phone|call|remote\w*|virtual\w*|tele\w*|irc|per capsulam)(?!\w)|https?://",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Find minutes that name no place."""
    meeting = context.meeting
    if meeting.kind == "extract" or meeting.place or (meeting.issued and meeting.issued.place):
        return
    head = (meeting.title or "", *(f"{line.label} {line.text}" for line in meeting.opening))
    if any(_REMOTE.search(words) for words in head):
        return
    day = context.statement("date")
    yield Finding(
        day.span if day and day.span.end > day.span.start else context.head,
        N_("it is nowhere to be read where the meeting was held"),
        N_("name the place, such as `Plats och tid: Sessionssalen, …`, or say that the meeting was digital"),
    )
