"""Two items have the same title.

## What it does

Compares the titles of the items that stand side by side, without case, numbers and times.
Titles that return at each meeting, such as `Information`, `Övrigt` and `Paus`, may return, and so may items that
different case numbers or times tell apart.

## Why it matters

In the contents, and in a screen reader's list of headings, nobody can tell such items apart (WCAG 2.4.6).
Often the second is a copy whose title was to be changed.

## Example

```markdown
# Mötesanteckningar från nätverket för badhus 2024-05-14

## 1. Öppettider i sommar

Badhusen håller öppet till den 18 augusti.

## 2. Öppettider i sommar

Taxan höjs den 1 juni.
```

## Use instead

```markdown
# Mötesanteckningar från nätverket för badhus 2024-05-14

## 1. Öppettider i sommar

Badhusen håller öppet till den 18 augusti.

## 2. Taxa i sommar

Taxan höjs den 1 juni.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_STANDING_KINDS = frozenset({"information", "break", "other", "opening", "closing"})

_STANDING = {
    "sv": frozenset(
        (
            *("ajournering", "paus", "övrigt", "information", "informationer", "beslut", "jäv", "diskussion", "frågor"),
            *("grupparbete", "gruppdiskussion", "gruppsamtal", "workshop", "fika", "lunch", "rundan", "laget runt"),
            *("sammanfattning", "återsamling", "summering", "presentation", "nästa möte", "nästa steg", "bakgrund"),
            *("sekretess", "sekretessärende", "sekretessbelagt ärende", "individärende", "ärende utgår", "utgår"),
        )
    ),
    "en": frozenset(
        (
            *("break", "recess", "lunch", "information", "discussion", "questions", "q&a", "next steps", "summary"),
            *("group work", "workshop", "any other business", "aob", "updates", "notes", "actions", "action items"),
        )
    ),
}
_KEPT = 20
"""Items of one title, told apart by case numbers, that a further one is compared with."""

_MARKS = re.compile(r"[\W_]+")


def check(context: Context) -> Iterator[Finding]:
    """Find titles that an item before has already."""
    standing = _STANDING.get(context.language)
    if standing is not None:
        yield from _among(context.meeting.items, context, standing)


def _among(items: Sequence[AgendaItem], context: Context, standing: frozenset[str]) -> Iterator[Finding]:
    seen: dict[str, list[AgendaItem]] = {}
    for item in items:
        yield from _among(item.children, context, standing)
        title = " ".join(_MARKS.sub(" ", item.title.casefold()).split())
        if not title or item.kind in _STANDING_KINDS or fold(item.title) in standing or title in standing:
            continue
        earlier = next((one for one in seen.get(title, ()) if not _told_apart(one, item, context)), None)
        if earlier is None:
            seen[title] = [*seen.get(title, ())[-_KEPT:], item]
        else:
            yield Finding(
                context.where(item.title, item.span),
                N_("`{title}` is the title of two items"),
                N_("let the title say what sets the item apart, or join the two"),
                {"title": item.title},
                (Related(context.where(earlier.title, earlier.span), N_("the other is here")),),
            )


def _told_apart(one: AgendaItem, other: AgendaItem, context: Context) -> bool:
    """Tell items of which more than the title differs, or of which another rule tells that they are the same."""
    numbers = {number.raw for number in one.case_numbers}, {number.raw for number in other.case_numbers}
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return True
    if one.start and other.start and one.start != other.start:
        return True
    return context.profile == "kl" and one.number is not None and one.number == other.number
