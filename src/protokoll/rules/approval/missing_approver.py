"""The minutes name nobody who approves them.

## What it does

Looks for one who approves (justerare) in the opening, in an item such as "Val av justerare", among the signatures,
in a sentence at the end and in the front matter.
An item that chooses somebody in words that are not understood is taken for enough.

## Why it matters

Minutes are to be approved within 14 days, in the way the council has decided (Kommunallagen 5:69).
Customarily the chair and one or two members do it, chosen when the meeting begins.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

Utses att justera: Sixten Modig

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.approval._days import is_bound_by_swedish_law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_LINE = N_("write a line such as `Utses att justera: Asta Berglind` below the title")


def check(context: Context) -> Iterator[Finding]:
    """Find minutes that nobody is to approve."""
    meeting = context.meeting
    if meeting.kind != "minutes" or not is_bound_by_swedish_law(context):
        return
    approval = meeting.approval
    if meeting.approvals or (approval and approval.approvers) or _is_chosen_somehow(context):
        return
    lines = [line for line in meeting.opening if line.term == "approvers"]
    if any(line.text.strip() for line in lines):
        return
    if lines:
        span, label = context.first_line(lines[0].span), lines[0].label or ""
        yield Finding(span, N_("`{label}` names nobody"), N_("write the name behind it"), {"label": label})
    elif approval and approval.statement:
        if context.profile == "kl":
            yield Finding(
                context.first_line(approval.span),
                N_("the minutes are said to be approved, but not by whom"),
                N_("name the approvers, such as `Protokollet justeras av Asta Berglind`"),
            )
    else:
        yield Finding(context.head, N_("nobody is named who approves the minutes"), _LINE)


def _is_chosen_somehow(context: Context) -> bool:
    """Tell an item that chooses approvers, however it says whom."""
    elections = [
        word for word in context.words.accept.items["election"] if any(stem in word for stem in ("juster", "approv"))
    ]
    return any(item.sections and item.title.casefold().startswith(tuple(elections)) for item in context.items)
