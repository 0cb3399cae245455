"""An item with a decision has no case number.

## What it does

Looks for items in which something is decided and that bear no case number (`Dnr KS 2024/118`).
Items about the meeting itself, elections of those who approve the minutes, information and points that only note
something need none.
Where no item has one, that is said once.

## Why it matters

The case number is the way from the decision to the documents it rests on, and from the registry to the decision.
The law does not ask for it in the minutes, but every registry does.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Dnr KS 2024/31

Kommunstyrelsen beslutar att anta budgeten.

## § 42 Taxa för badhuset

Kommunstyrelsen beslutar att anta taxan.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Dnr KS 2024/31

Kommunstyrelsen beslutar att anta budgeten.

## § 42 Taxa för badhuset

Dnr KS 2024/57

Kommunstyrelsen beslutar att anta taxan.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items._cases import has_case_number
from protokoll.rules.items._matter import heading, is_information, is_procedure, knows, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_FEW = 2


def check(context: Context) -> Iterator[Finding]:
    """Find items with a decision and without a case number."""
    if not knows(context):
        return
    decided = [item for item in context.items if _is_case(item, context)]
    bare = [item for item in decided if not has_case_number(item, context)]
    if len(bare) > _FEW and not any(item.case_numbers for item in context.items):
        if context.meeting.case_number is None:
            yield Finding(
                heading(bare[0], context),
                N_("none of the {count} items with a decision has a case number"),
                N_("write one below the title of each, such as `Dnr KS 2024/118`"),
                {"count": len(bare)},
            )
        return
    for item in bare:
        yield Finding(
            heading(item, context),
            N_("the item `{title}` has a decision but no case number"),
            N_("write it on a line of its own below the title, such as `Dnr KS 2024/118`"),
            {"title": name(item)},
        )


def _is_case(item: AgendaItem, context: Context) -> bool:
    """Tell an item in which something is decided that a registry keeps."""
    if is_procedure(item, context) or is_information(item, context):
        return False
    return any(clause.kind not in {"note", "withdrawn"} for one in item.decisions for clause in one.clauses)
