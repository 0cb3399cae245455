"""A substitute served, and the roll does not say for whom.

## What it does

Looks at substitutes among those who served: by their heading (`Tjänstgörande ersättare`) or by the word behind the
name.
It is silent where a member's own line names the substitute (`Bo Alm (M) ers: Rut Ask (M)`).

## Why it matters

Substitutes serve for members who are absent, in an order that has been decided (Kommunallagen 5:17–19).
Only with the member's name can the reader see that the order was kept and who took part in each decision (5:67).

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande

## Tjänstgörande ersättare

- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande

## Tjänstgörande ersättare

- Cilla Ekman (M), ersätter Bo Alm (M)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.attendance._roll import decides, is_mentioned_substitute, is_substitute, name_place, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find serving substitutes without the member they served for."""
    persons = people(context)
    for person in persons:
        if person.status == "absent" or not decides(person) or not is_substitute(person) or person.substitutes_for:
            continue
        if is_mentioned_substitute(person.name, [other for other in persons if other is not person]):
            continue
        yield Finding(
            name_place(context, person, person.name),
            N_("{name} served as a substitute for nobody named"),
            N_("write for whom: `{name}, ersätter …`"),
            {"name": person.name},
        )
