"""A person stands twice in the roll.

## What it does

Compares the names of the roll.
It tells of a name that stands twice under one heading, both among those who served and those who did not, or both among
the present and the absent.
Whoever is bounded by items or by hours in either place may well stand in both, and a capacity of its own, such as
`Föredragande`, is no contradiction.

## Why it matters

From the roll the reader counts who took part (Kommunallagen 5:66).
A member who stands twice is counted twice, and one who is both there and absent may be either.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)

## Ej tjänstgörande ersättare

- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), §§ 12–14

## Ej tjänstgörande ersättare

- Cilla Ekman (M), §§ 15–16
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.model import text as t
from protokoll.rules.attendance._roll import name_place, people, says_absent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context
    from protokoll.source import Span

_BOUNDED = re.compile(r"§|\d")
_CAPACITIES = re.compile(r"^(?:ej|inte|icke)\b|\b(?:ersättare|suppleanter)$", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Find names that stand twice."""
    if context.meeting.kind == "extract":
        return
    for person in people(context):
        if not person.also or any(_BOUNDED.search(raw) for raw in (person.raw, *(one.raw for one in person.also))):
            continue
        first = name_place(context, person, person.name)
        for mention in person.also:
            fault = _fault(context, person, mention.group, mention.raw)
            if fault and not _overlap(person.span, mention.span):
                yield Finding(
                    name_place(context, mention, person.name),
                    fault,
                    N_("keep one of them, or write the items of each: `§§ 12–14`")
                    if context.profile == "kl"
                    else N_("keep one of them"),
                    {"name": person.name},
                    (Related(first, N_("here for the first time")),),
                )
                break


def _fault(context: Context, person: Attendee, group: str | None, raw: str) -> str | None:
    if t.fold(person.group or "") == t.fold(group or ""):
        return N_("{name} stands twice in the roll")
    words = context.words
    gone = [says_absent(f"{heading} {line}", words) for heading, line in _places(person, group, raw)]
    if gone[0] != gone[1]:
        return N_("{name} is both present and absent")
    serving = [_serving(context, heading) for heading, _ in _places(person, group, raw)]
    if set(serving) == {True, False} and any(_CAPACITIES.search(heading) for heading, _ in _places(person, group, raw)):
        return N_("{name} is both among those who served and those who did not")
    return None


def _places(person: Attendee, group: str | None, raw: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (person.group or "", person.raw), (group or "", raw)


def _serving(context: Context, heading: str) -> bool | None:
    folded = t.fold(heading)
    roll = context.words.accept.roll
    for meaning, serving in (("not_serving", False), ("serving", True)):
        if any(folded == word or folded.startswith(f"{word} ") for word in roll[meaning]):
            return serving
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
