"""An elected member is neither present, absent nor replaced.

## What it does

Compares the members in the body's register, as it was on the day of the meeting, with all names in the roll and in the
lines at the top, those behind `ersätter` among them.
Without a register it is silent, and so it is where the roll names none of its members.

## Why it matters

The minutes must show who served (Kommunallagen 5:66).
A member of whom they say nothing has either been forgotten, or was absent without anybody serving in the place, and the
reader cannot tell which.

## Example

```toml register
[[organ]]
namn = "Kommunstyrelsen"
ledamoter = ["Asta Berglind (S)", "Cilla Ekman (M)", "Bo Alm (C)"]
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)

## Frånvarande

- Bo Alm (C)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import text as t
from protokoll.rules.attendance._elected import body_then, near_name
from protokoll.rules.attendance._roll import bare, is_elected, people, roll_is_elsewhere, roll_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find members of whom the roll says nothing."""
    body = body_then(context)
    if body is None or context.meeting.kind == "extract" or roll_is_elsewhere(context):
        return
    persons = people(context)
    listed = {bare(person.name) for person in persons}
    if not any(bare(one.name) in listed for one in body.members):
        return
    told = " ".join(_words(context)).casefold()
    known = {bare(one.name) for one in body.everyone}
    unknown = [person.name for person in persons if is_elected(person) and bare(person.name) not in known]
    for member in body.members:
        if bare(member.name) in told or any(near_name((member,), name) for name in unknown):
            continue  # a misspelt name is told as such
        party = f" ({member.party})" if member.party else ""
        yield Finding(
            roll_place(context),
            N_("the roll does not say whether {name} was there"),
            N_("list {name} among the present or below `## Frånvarande`"),
            {"name": f"{member.name}{party}"},
        )


def _words(context: Context) -> Iterator[str]:
    for person in context.meeting.attendees:
        yield " ".join(person.raw.split())
        yield person.name
        yield from (mention.raw for mention in person.also)
    for line in context.meeting.opening:
        yield " ".join(line.text.split())
    for section in context.meeting.sections:
        if section.term in {"present", "absent", "invited"}:
            yield from (" ".join(t.block_text(block).split()) for block in section.blocks)
