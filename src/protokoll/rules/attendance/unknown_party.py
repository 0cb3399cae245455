"""A party in the roll is none that is known.

## What it does

Compares each party in the roll with those of Riksdagen, the settings' `parties` and the body's register.
A party is told once, where it stands first.
Outside Swedish minutes the rule is silent.

## Why it matters

Most abbreviations of a local party are right, and a line in the settings tells so for good.
What is left are slips such as `(KS)` for `(KD)`.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (KS)
```

## Use instead

```toml
[minutes]
parties = ["VIP"]
```

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (KD)
- Rut Ask (VIP)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.attendance._elected import body_of
from protokoll.rules.attendance._roll import name_place, people
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context

_KNOWN = {"sv": frozenset({"s", "m", "sd", "c", "v", "kd", "l", "mp", "fp", "fi", "-", ""})}


def check(context: Context) -> Iterator[Finding]:
    """Find parties that nobody knows."""
    known = _KNOWN.get(context.language)
    if known is None:
        return
    body = body_of(context)
    local = {party.casefold() for party in context.settings.parties}
    local |= {one.party.casefold() for one in body.everyone if one.party} if body else set()
    told: set[str] = set()
    for person in people(context):
        party = (person.party or "").strip()
        folded = party.casefold()
        if folded in known or folded in local or folded in told:
            continue
        told.add(folded)
        yield Finding(
            _place(context, person, party),
            N_("`{party}` is no party that is known"),
            N_("mend it, or add a local party to `parties` under `[minutes]` in protokoll.toml"),
            {"party": party},
        )


def _place(context: Context, person: Attendee, party: str) -> Span:
    found = context.where(f"({party})", person.span)
    if context.source.raw(found) == f"({party})":
        return Span(found.start + 1, found.end - 1)
    found = context.where(party, person.span)
    return found if context.source.raw(found) == party else name_place(context, person, person.name)
