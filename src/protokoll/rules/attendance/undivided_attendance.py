"""The roll does not tell who took part in the decisions.

## What it does

Looks at the headings of the roll.
Persons under `Beslutande`, `Ledamöter` or `Tjänstgörande ersättare` served, those under `Ej tjänstgörande ersättare` or
`Övriga närvarande` did not, and those under a bare `Närvarande` may have done either.
The rule speaks where nobody in the roll is said to have served, by heading or by words such as `ledamot` and
`ersätter`.
It speaks of minutes in Swedish and English.

## Why it matters

The minutes must show which members and substitutes served (Kommunallagen 5:66), and who took part in each decision
(5:67 point 5).
A list of all who sat in the room does not tell.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Närvarande

- Asta Berglind (S)
- Cilla Ekman (M)
- Sixten Modig, sekreterare
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S)
- Cilla Ekman (M)

## Övriga närvarande

- Sixten Modig, sekreterare
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.attendance._roll import decides, heading_of, people, roll_is_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


_LANGUAGES = {"sv", "en"}
"""Of minutes that Swedish law can bind."""


def check(context: Context) -> Iterator[Finding]:
    """Find a roll that does not divide those who decided from others."""
    persons = people(context)
    if not persons or context.meeting.kind == "extract" or roll_is_elsewhere(context):
        return
    if context.language not in _LANGUAGES:
        return
    if any(decides(person) or person.role in {"member", "substitute"} for person in persons):
        return
    open_to_all = [person for person in persons if person.serving is None and person.status != "absent"]
    if open_to_all:
        first = open_to_all[0]
        yield Finding(
            heading_of(context, first),
            N_("`{heading}` does not tell who took part in the decisions")
            if first.group
            else N_("the roll does not tell who took part in the decisions"),
            N_("list them below `## Beslutande` and the others below `## Övriga närvarande`"),
            {"heading": first.group or ""},
        )
        return
    yield Finding(
        heading_of(context, persons[0]),
        N_("nobody is listed who took part in the decisions"),
        N_("list them below `## Beslutande`"),
    )
