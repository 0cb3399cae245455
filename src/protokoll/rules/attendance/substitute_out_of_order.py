"""A substitute served although another, who comes first in the order of service, was there and did not serve.

## What it does

Takes the order from the body's register: the substitutes of the absent member's party or group, in the order they stand
there, and then those that `turordning` names.
Another is passed over who is in the roll, for all the items in question and from their beginning, and neither serves
nor has left for a conflict of interest.
Where the roll gives hours and not items it is silent, and so it is without a register.

## Why it matters

Substitutes are called to serve in the order that has been decided for them (Kommunallagen 5:17–19).
Who took part in a decision must have been entitled to.

## Example

```toml register
[[organ]]
namn = "Kommunstyrelsen"
ledamoter = ["Asta Berglind (S)", "Bo Alm (S)"]
ersattare = ["Cilla Ekman (S)", "Rut Ask (S)"]
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande

## Tjänstgörande ersättare

- Rut Ask (S), ersätter Bo Alm (S)

## Ej tjänstgörande ersättare

- Cilla Ekman (S)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande

## Tjänstgörande ersättare

- Cilla Ekman (S), ersätter Bo Alm (S)

## Ej tjänstgörande ersättare

- Rut Ask (S)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.grammar.service import spans_of
from protokoll.rules.attendance._elected import body_then, named
from protokoll.rules.attendance._roll import bare, by_name, conflicted, decides, is_substitute, name_place, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.register import Body, Elected
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find substitutes who served before their turn."""
    body = body_then(context)
    if body is None or context.meeting.kind == "extract":
        return
    persons = people(context)
    listed = by_name(persons)
    for person in persons:
        if person.status == "absent" or not decides(person) or not is_substitute(person):
            continue
        own = named(body.substitutes, person.name)
        if len(own) != 1 or person.since or person.until:
            continue
        for before in _before(body, person, own[0]):
            other = listed.get(bare(before.name))
            if other and _is_passed_over(context, other, person):
                yield Finding(
                    name_place(context, person, person.name),
                    N_("{name} served although {other} comes before in the order of service"),
                    N_("see who served; if the order was kept, write why {other} did not serve"),
                    {"name": person.name, "other": other.name},
                    (Related(name_place(context, other, other.name), N_("was there and did not serve")),),
                )
                break


def _before(body: Body, person: Attendee, own: Elected) -> Iterator[Elected]:
    """Give those who come before a substitute in the order that applies."""
    replaced = named(body.members, person.substitutes_for) if person.substitutes_for else ()
    side = replaced[0].side if len(replaced) == 1 else own.side
    if side is None:
        return
    line = body.in_line(side)
    decided = any(key.casefold() == side for key in body.order)
    if own not in line and not decided:
        return
    for one in line:
        if one is own or one == own:
            return
        yield one


def _is_passed_over(context: Context, other: Attendee, person: Attendee) -> bool:
    """Tell one who was there when a substitute began to serve, and did not."""
    if other.status == "absent" or decides(other) or other.since or other.until or other.also:
        return False
    if other.conflicts or other.except_items:
        return False
    if any(bare(other.name) in conflicted(item) for item in context.items):
        return False
    if other.items is None:
        return True
    wanted, there = spans_of(person.items or ""), spans_of(other.items)
    return bool(wanted) and all(any(low <= a and b <= high for low, _, high in there) for a, _, b in wanted)
