"""The minutes do not say who was in the chair.

## What it does

Looks for a chair in the roll, in the lines at the top, in the front matter, in an item that chose one and at the
sign-off.
A name in the text, such as `ordföranden Asta Berglind`, will do; outside bodies that the law binds, so will
`Asta Berglind öppnade mötet`.
It speaks of minutes in Swedish and English.

## Why it matters

Minutes are kept at the chair's responsibility (Kommunallagen 5:65), and the chair's vote breaks a tie (5:56).
The reader must be able to see who that was.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S)
- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.attendance._elected import body_then
from protokoll.rules.attendance._roll import people, roll_is_elsewhere, roll_place
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_NAME = r"(?<![\w-])[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+){1,3}"
_NAMED = {
    "sv": re.compile(
        rf"(?<![Vv]ice )\b[Oo]rdf(?:öranden?|\.)?:?,?[ \t]+{_NAME}|^[ \t]*[Oo]rdförande:?[\s._…]+{_NAME}", re.MULTILINE
    ),
    "en": re.compile(
        rf"(?<![Vv]ice )\b(?:[Cc]hair(?:person|man|woman)?|[Ff]acilitator)(?::[ \t]+[A-Z]|,?[ \t]+{_NAME})"
        rf"|^[ \t]*(?:Chair|Facilitator)s?:?\s+{_NAME}",
        re.MULTILINE,
    ),
}
_LED = {
    "sv": re.compile(
        rf"{_NAME}(?:\s\([^)]*\))?\s(?:öppnade|öppnar|förklarade|förklarar|ledde|leder|hälsade|hälsar|avslutade|avslutar)\b"
    ),
    "en": re.compile(rf"{_NAME}\s(?:opened|opens|chaired|chairs|led|leads|welcomed|called)\b"),
}
_CHAIRS = frozenset({"ordförande", "ordf", "ordf.", "chair"})


def check(context: Context) -> Iterator[Finding]:
    """Find minutes without a chair."""
    meeting = context.meeting
    if meeting.chair or meeting.kind == "extract" or any(person.role == "chair" for person in meeting.attendees):
        return
    if not people(context) and (context.profile != "kl" or roll_is_elsewhere(context)):
        return
    if context.language not in _NAMED or _NAMED[context.language].search(context.prose):
        return
    if context.profile != "kl" and _LED[context.language].search(context.prose):
        return
    body = body_then(context)
    elected = next((one.name for one in body.members if (one.role or "").casefold() in _CHAIRS), None) if body else None
    yield Finding(
        roll_place(context),
        N_("who was in the chair is nowhere to be read"),
        N_("write `, {role}` behind the name; in the register it is {name}")
        if elected
        else N_("write `, {role}` behind the name, or a line `{label}: …` below the title"),
        {"name": elected or "", "role": context.words.say(Term.ROLE_CHAIR), "label": context.words.say(Term.CHAIR)},
    )
