"""The minutes do not say who wrote them.

## What it does

Looks for a secretary in the roll, in the lines at the top, in the front matter, in an item that chose one and at the
sign-off, and for words such as `vid pennan Sixten Modig` in the text.
It speaks of minutes in Swedish and English.

## Why it matters

That the secretary is named is custom and no demand of the law, but whoever reads the minutes must know whom to ask, and
who it is that signs them.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande

## Övriga närvarande

- Sixten Modig, sekreterare
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.attendance._roll import people, roll_is_elsewhere, roll_place
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_NAME = r"[A-ZÅÄÖ][\w-]+"
_NAMED = {
    "sv": re.compile(
        rf"(?:\b[Ss]ekreteraren?|\b[Pp]rotokolls?förare),?:?[ \t._…]+{_NAME}"
        rf"|(?:[Vv]id (?:protokollet|pennan)|[Aa]nteckna(?:t|de) av|[Aa]nteckningar(?:na)? (?:av|fördes av))"
        rf",?:?[\s._…]+{_NAME}"
    ),
    "en": re.compile(
        rf"\b(?:[Ss]ecretary|[Ss]cribes?|[Nn]ote[ -]?taker|(?:[Mm]inutes|[Nn]otes) (?:taken )?by),?:?\s+{_NAME}"
    ),
}


def check(context: Context) -> Iterator[Finding]:
    """Find minutes without a secretary."""
    meeting = context.meeting
    if meeting.secretary or meeting.kind == "extract":
        return
    if any(signature.role == "secretary" for signature in meeting.signatures):
        return
    if not people(context) and (context.profile != "kl" or roll_is_elsewhere(context)):
        return
    if context.language not in _NAMED or _NAMED[context.language].search(context.prose):
        return
    yield Finding(
        roll_place(context),
        N_("who wrote the minutes is nowhere to be read"),
        N_("write `, {role}` behind the name, or a line `{label}: …` below the title"),
        {"role": context.words.say(Term.ROLE_SECRETARY), "label": context.words.say(Term.SECRETARY)},
    )
