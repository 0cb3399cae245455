"""An item was approved at the meeting, and its own approval and notice are nowhere told.

## What it does

Looks at each item that says it was approved at once (omedelbart justerad).
It is silent where the item itself tells a day of approval or of notice, where a notice names the item, and in
extracts.

## Why it matters

The days of an item that was approved at once are not those of the other minutes: its notice is to be posted within
two days from that approval, and its time for appeal runs from there (Kommunallagen 8:12 and 13:5).
Whoever reads the one notice of the minutes takes the days in it for those of the item.

## Example

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Detaljplan

Kommunstyrelsen beslutar att anta planen. Paragrafen justeras omedelbart.
```

## Use instead

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Detaljplan

Kommunstyrelsen beslutar att anta planen.

Paragrafen justeras omedelbart 2024-05-14. Anslag om justeringen sattes upp 2024-05-15.
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.service import covers
from protokoll.grammar.times import alternatives, find_dates
from protokoll.rules.approval._days import is_bound_by_swedish_law
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_TOLD = re.compile(r"juster|anslag|anslå|tillkännag|publicera", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:inte|ej)\b", re.IGNORECASE)
_ITEMS = re.compile(r"§{1,2}\s*((?:\d+(?:\s?[a-z]\b)?(?:\s*[-–,]\s*|\s+och\s+)?)+)")


def check(context: Context) -> Iterator[Finding]:
    """Find items whose approval at the meeting is only mentioned."""
    if context.meeting.kind == "extract" or not is_bound_by_swedish_law(context):
        return
    items = [item for item in context.items if item.immediate_approval]
    noticed = _items_of_notices(context) if items else ""
    for item in items:
        words = _words(item, context)
        if words is None or _tells_its_days(item, context) or (item.number and covers(noticed, item.number)):
            continue
        number = f"§ {item.number}" if "§" in item.raw and item.number else item.title
        yield Finding(
            words,
            N_("`{item}` was approved at the meeting, and no notice of that is told"),
            N_("write on which days the item was approved and its notice posted"),
            {"item": number},
        )


def _words(item: AgendaItem, context: Context) -> Span | None:
    """Find the words that say so; None where they are denied."""
    match = _immediate(context.words).search(context.prose, item.span.start, item.span.end)
    if match is None:
        return context.heading(item)
    line = context.prose.rfind("\n", 0, match.start()) + 1
    sentence = max(line, context.prose.rfind(". ", line, match.start()))
    return None if _DENIED.search(context.prose[sentence : match.end()]) else Span(match.start(), match.end())


@cache
def _immediate(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternatives(vocabulary.accept.approval["immediate"]), re.IGNORECASE)


def _tells_its_days(item: AgendaItem, context: Context) -> bool:
    text = context.prose
    lines = text[item.span.start : item.span.end].split("\n")
    return any(_TOLD.search(line) and find_dates(line, context.words) for line in lines)


def _items_of_notices(context: Context) -> str:
    """Give the items that notices name, as ranges."""
    sections = [section for section in context.meeting.sections if section.term == "notice"]
    return ", ".join(match[1] for section in sections for match in _ITEMS.finditer(context.source.raw(section.span)))
