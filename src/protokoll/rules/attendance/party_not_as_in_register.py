"""A person stands in the roll with another party than in the register.

## What it does

Compares the party behind a name with that in the body's register on the day of the meeting.
Without a register, and for names that are not in it, it is silent.

## Why it matters

A wrong party makes a vote look as if it had gone otherwise, and a substitute as if serving out of order.

## Example

```toml register
[[organ]]
namn = "Kommunstyrelsen"
ledamoter = ["Asta Berglind (S)", "Cilla Ekman (M)"]
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (MP)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```

## Fix safety

The fix writes the party as the register has it.
It is not safe: the register may be the one that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.rules.attendance._elected import body_then, named
from protokoll.rules.attendance._roll import NO_MEMBERS, name_place, people
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context

_NO_PARTY = "-"


def check(context: Context) -> Iterator[Finding]:
    """Find parties that are not the register's."""
    body = body_then(context)
    if body is None:
        return
    for person in people(context):
        found = named(body.everyone, person.name)
        if person.party is None or person.role in NO_MEMBERS or not found:
            continue
        parties = {(one.party or _NO_PARTY).casefold(): one.party or _NO_PARTY for one in found}
        if (person.party.strip() or _NO_PARTY).casefold() in parties:
            continue
        right = next(iter(parties.values()))
        where, exact = _place(context, person)
        yield Finding(
            where,
            N_("{name} stands as ({party}), and in the register as ({right})"),
            N_("mend the one that is wrong"),
            {"name": person.name, "party": person.party, "right": right},
            fix=Fix(N_("Write the party as in the register"), (Edit(where, right),), safe=False)
            if exact and len(parties) == 1
            else None,
        )


def _place(context: Context, person: Attendee) -> tuple[Span, bool]:
    found = context.where(f"({person.party})", person.span)
    if person.party and context.source.raw(found) == f"({person.party})":
        return Span(found.start + 1, found.end - 1), True
    return name_place(context, person, person.name), False
