"""The notice of the approval does not say where the minutes are kept.

## What it does

Looks in the notice for the line that names the place, and for words or a link that tell where the minutes can be
read.

## Why it matters

The notice must tell where the minutes are available, beside the day on which it was posted (Kommunallagen 8:12).

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Organ: Kommunstyrelsen
Datum för anslags uppsättande: 2024-05-21
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Anslag/bevis

Organ: Kommunstyrelsen
Datum för anslags uppsättande: 2024-05-21
Förvaringsplats för protokollet: Kommunkansliet, Sundby
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.approval._days import is_bound_by_swedish_law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_TELLS_WHERE = re.compile(
    r"förvar|\b(?:finns|hålls|ligger)\b|tillgänglig|går att läsa|kan läsas|webbplats|hemsida|https?://|www\.",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Find a notice that leaves the reader to guess where the minutes are."""
    notice = context.meeting.notice
    if notice is None or notice.kept_at or not is_bound_by_swedish_law(context):
        return
    sections = [section for section in context.meeting.sections if section.term == "notice"]
    if any(_TELLS_WHERE.search(context.source.raw(section.span)) for section in sections):
        return
    section = next((one for one in sections if one.span.start <= notice.span.start < one.span.end), None)
    span = context.where(section.heading or "", section.span) if section else context.first_line(notice.span)
    yield Finding(
        span,
        N_("the notice does not say where the minutes are kept"),
        N_("add a line such as `Förvaringsplats för protokollet: Kommunkansliet, Sundby`"),
    )
