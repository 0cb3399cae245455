"""An item has no number.

## What it does

Looks for items without a number among those that have one, and for minutes in which no item has any.
Breaks, the opening, the roll, signatures and attachments need none, nor does a heading with nothing below it.
In a collaboration's minutes a time before the title does the same service.

## Why it matters

A decision is referred to by body, date and paragraph: "KS 2024-05-14 § 54".
Extracts, notices and appeals need that number, and the first page says which numbers the minutes cover.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Kommunstyrelsen beslutar att anta budgeten.

## Taxa för badhuset

Kommunstyrelsen beslutar att anta taxan.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Kommunstyrelsen beslutar att anta budgeten.

## § 42 Taxa för badhuset

Kommunstyrelsen beslutar att anta taxan.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items._matter import heading, is_none, knows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_FEW = 2
"""Items fewer than which, none of them numbered, are hardly a meeting's agenda."""


def check(context: Context) -> Iterator[Finding]:
    """Find items without a number."""
    if context.meeting.kind == "extract" or not knows(context):
        return
    items = [item for item in context.meeting.items if item.title and not is_none(item, context)]
    bare = [item for item in items if not _is_marked(item, context)]
    if len(bare) == len(items):
        if len(items) >= _FEW:
            yield Finding(
                heading(items[0], context),
                N_("none of the {count} items has a number"),
                N_("number them all, such as `{mark} {title}`"),
                {"count": len(items), "mark": "§ 1" if context.profile == "kl" else "1.", "title": items[0].title},
            )
        return
    for item in bare:
        if item.sections:
            yield Finding(
                heading(item, context),
                N_("the item `{title}` has no number"),
                N_("give it the next number, or make it a lower heading if it belongs to the item above"),
                {"title": item.title},
            )


def _is_marked(item: AgendaItem, context: Context) -> bool:
    if item.number is not None or any(child.number is not None for child in item.children):
        return True
    return context.profile != "kl" and item.start is not None
