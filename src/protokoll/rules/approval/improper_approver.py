"""One who cannot approve the minutes is named to do it.

## What it does

Complains of an approver who is the secretary, who was absent or had no part in the decisions, and of minutes whose
only approver is the chair.
That somebody had no part in the decisions is told only where the roll tells those who decided from the others.

## Why it matters

To approve minutes is to bear witness that they tell what was decided (Kommunallagen 5:69).
Who wrote them, or was not there, cannot do that, and the chair answers for them already (5:65): customarily a
member approves beside the chair.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

Sekreterare: Sixten Modig

Utses att justera: Sixten Modig
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

Sekreterare: Sixten Modig

Utses att justera: Cilla Ekman
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.model.text import fold
from protokoll.rules.approval._approvers import approvers, attendee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.approval._approvers import Named
    from protokoll.rules.context import Context

_CHOOSE = N_("choose a member who took part in the decisions")


def check(context: Context) -> Iterator[Finding]:
    """Find approvers who cannot approve."""
    named = approvers(context)
    for one in named:
        yield from _unfit(one, context)
    chair = context.meeting.chair
    if chair and named and all(_is(one, chair) for one in named):
        yield Finding(
            named[0].span,
            N_("`{name}` is the chair, and nobody else approves the minutes"),
            N_("choose a member who approves them beside the chair"),
            {"name": named[0].name},
            _where(chair, context, named[0]),
        )


def _is(one: Named, name: str) -> bool:
    return fold(one.person or one.name) == fold(name)


def _unfit(one: Named, context: Context) -> Iterator[Finding]:
    secretary = context.meeting.secretary
    person = attendee(one.person, context)
    if secretary and _is(one, secretary):
        yield Finding(
            one.span,
            N_("`{name}` wrote the minutes, and cannot approve them too"),
            _CHOOSE,
            {"name": one.name},
            _where(secretary, context, one),
        )
    elif person and person.status == "absent":
        related = Related(context.where(person.name, person.span), N_("absent here"))
        yield Finding(
            one.span, N_("`{name}` was absent, and is to approve the minutes"), _CHOOSE, {"name": one.name}, (related,)
        )
    elif person and person.serving is False and _roll_is_divided(context):
        related = Related(context.where(person.name, person.span), N_("not among those who decided here"))
        yield Finding(
            one.span,
            N_("`{name}` had no part in the decisions, and is to approve the minutes"),
            _CHOOSE,
            {"name": one.name},
            (related,),
        )


def _roll_is_divided(context: Context) -> bool:
    return any(person.serving for person in context.meeting.attendees)


def _where(name: str, context: Context, one: Named) -> tuple[Related, ...]:
    person = attendee(name, context)
    if person is None:
        return ()
    span = context.where(person.name, person.span)
    return () if span == one.span else (Related(span, N_("the same person here")),)
