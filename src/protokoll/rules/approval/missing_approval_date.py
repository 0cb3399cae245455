"""Approved minutes do not say on which day they were approved.

## What it does

Looks for the day where the approval is told, in the notice, beside the approvers' signatures and in the front matter.
A day without a year is none.

## Why it matters

From the day of the approval runs the time within which the notice of it must be posted (Kommunallagen 8:12).
The minutes must be approved within 14 days from the meeting (5:69), which nobody can tell without it.

## Example

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby
```

## Use instead

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

Utses att justera: Sixten Modig

Justeringens plats och tid: Kommunhuset i Sundby 2024-05-20
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.approval._approvers import approvers
from protokoll.rules.approval._days import days_of_approval, is_bound_by_swedish_law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.source import Span


def check(context: Context) -> Iterator[Finding]:
    """Find approved minutes without the day of their approval."""
    meeting = context.meeting
    if meeting.kind != "minutes" or not is_bound_by_swedish_law(context) or days_of_approval(context):
        return
    approval = meeting.approval
    if approval and approval.date_span:
        yield Finding(
            approval.date_span,
            N_("the day of the approval has no year: `{raw}`"),
            N_("write the year too, such as 20 maj 2024"),
            {"raw": " ".join(context.source.raw(approval.date_span).split())},
        )
        return
    yield Finding(
        _place(context),
        N_("the minutes do not say on which day they were approved"),
        N_("write a line such as `Justeringens plats och tid: Kommunhuset 2024-05-20`"),
    )


def _place(context: Context) -> Span:
    """Give where the day would stand: with the approval, with who approves, else it is the document's fault."""
    line = next((line for line in context.meeting.opening if line.term == "approval_place_time"), None)
    if line:
        return context.first_line(line.span)
    approval = context.meeting.approval
    if approval and approval.statement:
        return context.first_line(approval.span)
    named = approvers(context)
    return named[0].span if named else context.head
