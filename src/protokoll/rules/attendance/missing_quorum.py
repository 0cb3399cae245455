"""No more than half of the members were there when an item was decided.

## What it does

Counts those who served in each item and compares with the seats in the body's register (`antal`, else its members).
Without a register it is silent.
Hours behind a name do not tell items, so such a person counts as present; in the council, so does a member who left for
a conflict of interest.

## Why it matters

A council may decide only if more than half of its members are present (Kommunallagen 5:45); a conflict of interest does
not break its quorum (5:46).
The same half holds for boards and committees (6:27).

## Example

```toml register
[[organ]]
namn = "Kommunstyrelsen"
antal = 5
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
- Rut Ask (S), § 12

## § 12 Budget

## § 13 Bokslut
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
- Rut Ask (S)

## § 12 Budget

## § 13 Bokslut
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.service import covers, served
from protokoll.rules.attendance._elected import body_then
from protokoll.rules.attendance._roll import bare, conflicted, decides, people, roll_is_elsewhere, roll_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context

_COUNCIL = "fullmäktige"
_NOTHING_DECIDED = {"break"}


def check(context: Context) -> Iterator[Finding]:
    """Find items that too few took part in."""
    body = body_then(context)
    if body is None or not body.seats or context.meeting.kind == "extract" or roll_is_elsewhere(context):
        return
    members = [person for person in people(context) if decides(person)]
    if not members:
        return
    needed = body.seats // 2 + 1
    council = _COUNCIL in body.name.casefold()
    items = [item for item in context.items if item.number and item.kind not in _NOTHING_DECIDED]
    counts = [(item, _count(members, item, council=council)) for item in items]
    here = sum(person.status != "absent" for person in members)
    most = max((count for _, count in counts), default=here)
    if most < needed:
        yield Finding(
            roll_place(context),
            N_("only {count} of {seats} members served, and {needed} are needed to decide"),
            N_("complete the roll, or see who else was there"),
            {"count": most, "seats": body.seats, "needed": needed},
        )
        return
    for item, count in counts:
        if count < needed:
            yield Finding(
                context.heading(item),
                N_("only {count} of {seats} members served in § {number}, and {needed} are needed to decide"),
                N_("write who served in this item, substitutes among them"),
                {"count": count, "number": item.number or "", "seats": body.seats, "needed": needed},
            )


def _count(members: Sequence[Attendee], item: AgendaItem, *, council: bool) -> int:
    left = conflicted(item)
    names = set()
    for person in members:
        conflict = bare(person.name) in left
        here = served(person, item) and not conflict
        if here or (council and person.status != "absent" and (conflict or _left_in_roll(person, item))):
            names.add(bare(person.name))
    return len(names)


def _left_in_roll(person: Attendee, item: AgendaItem) -> bool:
    return covers(person.conflicts, item.number or "")
