"""The minutes bear no signature, or lack that of the secretary, the chair or an approver.

## What it does

Looks for names at the end, or in the part to sign in on the first page.
Of minutes under Kommunallagen the secretary, the chair and each approver are to be found there, as far as the
minutes tell who they are.
It is silent on minutes that are signed electronically, and on those whose approval stands in the front matter.

## Why it matters

The minutes are kept at the chair's responsibility (Kommunallagen 5:65), and the signatures bear witness to what
they say.
A name that is missing in the part to sign in is a signature that nobody asks for.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

Sekreterare: Cilla Ekman

Utses att justera: Sixten Modig

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

## Underskrifter

Sekreterare: Cilla Ekman

Ordförande: Asta Berglind
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Ordförande: Asta Berglind

Sekreterare: Cilla Ekman

Utses att justera: Sixten Modig

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.

## Underskrifter

Sekreterare: Cilla Ekman

Ordförande: Asta Berglind

Justerare: Sixten Modig
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.grammar.names import resolve
from protokoll.model.text import fold
from protokoll.rules.approval._approvers import approvers, attendee
from protokoll.rules.approval._days import is_bound_by_swedish_law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.source import Span


def check(context: Context) -> Iterator[Finding]:
    """Find minutes that somebody has yet to sign."""
    meeting = context.meeting
    if meeting.kind != "minutes" or not is_bound_by_swedish_law(context) or meeting.approvals:
        return
    if meeting.approval and meeting.approval.mode == "electronic":
        return
    if meeting.signatures:
        if context.profile == "kl":
            yield from _missing(context)
    elif not (meeting.approval and meeting.approval.statement) and not meeting.closing_headings:
        yield Finding(
            context.head,
            N_("nobody has signed the minutes"),
            N_("write at the end who signs, such as `Vid protokollet` with the name below it"),
        )


def _missing(context: Context) -> Iterator[Finding]:
    meeting = context.meeting
    signed = {fold(resolve(one.name, meeting.attendees) or one.name) for one in meeting.signatures}
    roles = {one.role for one in meeting.signatures}
    last = context.first_line(meeting.signatures[-1].span)
    if None in roles:
        return  # whoever that is may be any of them
    if meeting.secretary and "secretary" not in roles and fold(meeting.secretary) not in signed:
        yield _of(last, N_("the secretary `{name}` has no place among the signatures"), meeting.secretary, context)
    if meeting.chair and not roles & {"chair", "vice_chair"} and fold(meeting.chair) not in signed:
        yield _of(last, N_("the chair `{name}` has no place among the signatures"), meeting.chair, context)
    if meeting.approval and meeting.approval.statement:
        return  # the sentence tells who approved
    for one in approvers(context):
        if fold(one.person or one.name) not in signed:
            yield Finding(
                one.span,
                N_("the approver `{name}` has no place among the signatures"),
                N_("add the name there"),
                {"name": one.person or one.name},
                (Related(last, N_("the last signature stands here")),),
            )


def _of(last: Span, message: str, name: str, context: Context) -> Finding:
    person = attendee(name, context)
    related = (Related(context.where(person.name, person.span), N_("named here")),) if person else ()
    return Finding(last, message, N_("add the name there"), {"name": name}, related)
