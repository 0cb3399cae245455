"""Somebody who is not in the roll has signed the minutes.

## What it does

Compares each name among the signatures with the roll; a first or last name that fits one person is enough.
Minutes without a roll are let be.

## Why it matters

Those who sign bear witness to what happened at the meeting, so they were there, and the minutes say who was there
(Kommunallagen 5:66).
Mostly a name is misspelt in one of the two places, or the secretary was forgotten in the roll.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Närvarande

- Asta Berglind (S), ordförande
- Sixten Modig (M)

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

## Underskrifter

Sekreterare: Cilla Ekman

Ordförande: Asta Berglind
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Närvarande

- Asta Berglind (S), ordförande
- Sixten Modig (M)
- Cilla Ekman, sekreterare

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

## Underskrifter

Sekreterare: Cilla Ekman

Ordförande: Asta Berglind
```

## Fix safety

The fix writes the name as the roll has it, where one there is nearly the same.
It is unsafe, for it may be the roll that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.grammar.names import resolve
from protokoll.model.text import fold
from protokoll.rules.approval._approvers import attendee, near_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find signatures of persons the roll does not know."""
    meeting = context.meeting
    if not meeting.attendees or meeting.kind == "extract":
        return
    words = {word for person in meeting.attendees for word in fold(person.name).split()}
    for signature in meeting.signatures:
        name = signature.name
        if resolve(name, meeting.attendees) or fold(name) in words:  # several may bear it
            continue
        span = context.where(name, signature.span)
        near = near_name(name, meeting.attendees)
        person = attendee(near, context)
        exact = context.source.raw(span) == name
        yield Finding(
            span,
            N_("`{name}` signs the minutes and is not in the roll"),
            N_("did you mean `{near}`?") if near else N_("write the name in the roll too, or put it right"),
            {"name": name, "near": near or ""},
            (Related(context.where(person.name, person.span), N_("a name like it")),) if person else (),
            Fix(N_("Write the name as the roll has it"), (Edit(span, near),), safe=False) if near and exact else None,
        )
