"""An item has a number or a time, but no title.

## What it does

Looks for headings of items that say nothing: a number alone, a time alone, or a case number in the title's place.
A title on the line below the number counts.

## Why it matters

A number alone tells nobody what was dealt with, neither in the contents nor in a screen reader's list of headings
(WCAG 2.4.6).

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41

### Beslut

Kommunstyrelsen beslutar att anta budgeten.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

### Beslut

Kommunstyrelsen beslutar att anta budgeten.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items._matter import heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find items whose heading is but a mark."""
    for item in context.items:
        words = " ".join(context.source.raw(heading(item, context)).split()).strip("#*_ ")
        if _is_case_number(item):
            yield Finding(
                heading(item, context),
                N_("the title of this item is a case number alone: `{title}`"),
                N_("say after the number what the item is about"),
                {"title": item.title},
            )
        elif not any(map(str.isalnum, item.title)):
            yield Finding(
                heading(item, context),
                N_("the item `{heading}` has no title") if words else N_("an item's heading is empty"),
                N_("say after it what the item is about") if words else N_("write a title, or take the heading away"),
                {"heading": words},
            )


def _is_case_number(item: AgendaItem) -> bool:
    """Tell a title that holds nothing but a case number and its label."""
    rest = item.title
    for number in item.case_numbers:
        rest = rest.replace(number.raw, "")
    return rest != item.title and len(rest.split()) <= 1 and len(rest.strip()) <= len("diarienummer:")
