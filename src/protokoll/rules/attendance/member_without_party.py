"""A member or a substitute stands in the roll without a party.

## What it does

Looks at those who served, and at substitutes.
Where nobody in the roll has a party, one finding says so; bodies whose members stand with the municipality they come
from are left alone.
`(-)` says that a member has no party.

## Why it matters

That the party stands behind the name is custom in elected bodies.
It tells namesakes apart, and lets the reader see for whom a substitute may serve and how the parties voted.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```

## Fix safety

The fix is offered where the body's register knows the party, and writes it behind the name.
It is not safe, as it adds what the minutes have not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.rules.attendance._elected import body_then, named
from protokoll.rules.attendance._roll import decides, heading_of, is_substitute, name_place, people
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.register import Body
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find members without a party."""
    members = [person for person in people(context) if decides(person) or is_substitute(person)]
    bare = [person for person in members if person.party is None]
    if not bare:
        return
    body = body_then(context)
    if len(bare) == len(members):
        if any(person.affiliation for person in members):
            return
        if body is None:
            yield Finding(
                heading_of(context, bare[0]),
                N_("no party stands behind any name under `{heading}`")
                if bare[0].group
                else N_("no party stands behind any name"),
                N_("write it behind each: `Asta Berglind (S)`"),
                {"heading": bare[0].group or ""},
            )
            return
    for person in bare:
        where = name_place(context, person, person.name)
        yield Finding(
            where,
            N_("no party stands behind the name of {name}"),
            N_("write it: `{name} (S)`, or `{name} (-)` where there is none"),
            {"name": person.name},
            fix=_fix(person, where, body, context),
        )


def _fix(person: Attendee, where: Span, body: Body | None, context: Context) -> Fix | None:
    parties = {one.party for one in named(body.everyone, person.name)} if body else set()
    party = parties.pop() if len(parties) == 1 else None
    if party is None or context.source.raw(where) != person.name:
        return None
    return Fix(N_("Write the party as in the register"), (Edit(Span(where.end, where.end), f" ({party})"),), safe=False)
