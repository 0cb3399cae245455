"""An approver is named in a way that leaves open who is meant.

## What it does

Compares each approver with the roll.
Complains of a first name alone, of a name that fits several, and of a name that is nobody's in the roll.
Without a roll there is nothing to compare with, and only a single name is complained of.

## Why it matters

Who approved the minutes must still be clear in fifty years, to those who did not know the persons.
An approver must have been at the meeting, for otherwise nothing is confirmed by the signature.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Sixten Modig (M)

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

Protokollet justeras av Sixten.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Sixten Modig (M)

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

Protokollet justeras av Sixten Modig.
```

## Fix safety

The fix writes the name as the roll has it, where one person alone can be meant.
It is unsafe, for the minutes then name that person outright.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.model.text import fold
from protokoll.rules.approval._approvers import approvers, attendee, is_whole_name, near_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.approval._approvers import Named
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find approvers nobody can be sure of."""
    for one in approvers(context):
        if len(one.name.split()) == 1 and one.name[:1].isupper() and one.name.isalpha():
            yield from _single_name(one, context)
        elif one.person is None and is_whole_name(one.name) and context.meeting.attendees:
            yield from _stranger(one, context)


def _single_name(one: Named, context: Context) -> Iterator[Finding]:
    people = context.meeting.attendees
    person = attendee(one.person, context)
    if person:
        if len(person.name.split()) == 1:
            return
        yield Finding(
            one.span,
            N_("the approver `{name}` is named by one name alone"),
            N_("write `{whole}`"),
            {"name": one.name, "whole": person.name},
            (Related(context.where(person.name, person.span), N_("the only one this can be")),),
            _fix(one, person.name, context),
        )
        return
    fitting = [person for person in people if fold(one.name) in fold(person.name).split()]
    if len(fitting) > 1:
        yield Finding(
            one.span,
            N_("the approver `{name}` may be any of {count} persons"),
            N_("write the whole name"),
            {"name": one.name, "count": len(fitting)},
            tuple(Related(context.where(each.name, each.span), N_("this may be meant")) for each in fitting),
        )
    else:
        yield Finding(
            one.span,
            N_("the approver `{name}` is named by one name alone, and nobody in the roll has it")
            if people
            else N_("the approver `{name}` is named by one name alone"),
            N_("write the whole name"),
            {"name": one.name},
        )


def _stranger(one: Named, context: Context) -> Iterator[Finding]:
    near = near_name(one.name, context.meeting.attendees)
    person = attendee(near, context)
    yield Finding(
        one.span,
        N_("the approver `{name}` is not in the roll"),
        N_("did you mean `{near}`?") if near else N_("write the name as the roll has it"),
        {"name": one.name, "near": near or ""},
        (Related(context.where(person.name, person.span), N_("a name like it")),) if person else (),
        _fix(one, near, context) if near else None,
    )


def _fix(one: Named, name: str, context: Context) -> Fix | None:
    if context.source.raw(one.span) != one.name:
        return None
    return Fix(N_("Write the name as the roll has it"), (Edit(one.span, name),), safe=False)
