"""A person in the roll as a member or a substitute is not elected.

## What it does

Compares those who stand in the roll as members or substitutes with the body's register, as it was on the day of the
meeting.
A name that is nearly one of the register's is taken for a slip, and the register's is offered.
In a collaboration, where headings do not tell members from others, only such slips are told.
Without a register it is silent.

## Why it matters

Only who is elected may take part in decisions (Kommunallagen 5:66 asks for their names).
Most often the name is misspelt, or the register is out of date.

## Example

```toml register
[[organ]]
namn = "Kommunstyrelsen"
ledamoter = ["Asta Berglind (S)", "Cilla Ekman (M)"]
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglund (S), ordförande
- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```

## Fix safety

The fix writes the name that is nearest in the register.
It is not safe: somebody else may have been there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.rules.attendance._elected import body_of, day_of, named, near_name
from protokoll.rules.attendance._roll import bare, is_elected, name_place, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.register import Body, Elected
    from protokoll.rules.context import Context

_VERY_NEAR = 0.9


def check(context: Context) -> Iterator[Finding]:
    """Find persons who are not elected."""
    body = body_of(context)
    if body is None or not body.everyone:
        return
    then = body.on(day_of(context))
    persons = people(context)
    listed = {bare(person.name) for person in persons}
    free = tuple(one for one in then.everyone if bare(one.name) not in listed)
    for person in persons:
        if named(then.everyone, person.name):
            continue
        if not is_elected(person):
            if context.profile != "kl" and (near := near_name(free, person.name, likeness=_VERY_NEAR)):
                yield _misspelt(context, person, near)
            continue
        other_term = named(body.everyone, person.name)
        if other_term:
            yield _not_then(context, person, other_term[0])
        elif near := near_name(free, person.name):
            yield _misspelt(context, person, near)
        else:
            yield _unknown(context, person, body)


def _misspelt(context: Context, person: Attendee, near: str) -> Finding:
    where = name_place(context, person, person.name)
    exact = context.source.raw(where) == person.name
    return Finding(
        where,
        N_("{name} is not in the register"),
        N_("did you mean {near}?"),
        {"name": person.name, "near": near},
        fix=Fix(N_("Write the name as in the register"), (Edit(where, near),), safe=False) if exact else None,
    )


def _not_then(context: Context, person: Attendee, term: Elected) -> Finding:
    since, until = term.since.isoformat() if term.since else "", term.until.isoformat() if term.until else ""
    return Finding(
        name_place(context, person, person.name),
        N_("{name} was not elected on the day of the meeting, {day}"),
        N_("see who served, or the term in the register: {since}–{until}"),
        {"name": person.name, "day": context.meeting.date or "", "since": since, "until": until},
    )


def _unknown(context: Context, person: Attendee, body: Body) -> Finding:
    return Finding(
        name_place(context, person, person.name),
        N_("{name} is not in the register of {body}"),
        N_("mend the name, or the register if it is out of date"),
        {"name": person.name, "body": body.name},
    )
