"""An open vote is given in numbers, and not how each member voted.

## What it does

Looks for votes with numbers of ja and nej and no names.
It says nothing of secret votes, elections, votes in which all were of one mind, nor where the item names as many
persons as voted, holds a table, or points to a list.

## Why it matters

In an open vote the minutes must tell how each member voted (Kommunallagen 5:67).

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag. Omröstningen utfaller med 6 ja-röster och 5 nej-röster.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag.

Asta Berglind (S) och Cilla Ekman (C) röstar ja (2).
Tore Wiklund (M) röstar nej (1).
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.names import find_names
from protokoll.model import content as c
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.voting import Vote
    from protokoll.rules.context import Context

_ELSEWHERE = {
    "sv": re.compile(
        r"(?<!\w)(?:(?:omröstnings|voterings|röst)(?:lista|listan|listor|bilaga\w*|protokoll\w*)|bilag\w+|sluten|slutna"
        r"|valsed\w*|enhällig\w*)",
        re.IGNORECASE,
    )
}


def check(context: Context) -> Iterator[Finding]:
    """Find open votes without names."""
    elsewhere = _ELSEWHERE.get(context.language)
    if elsewhere is None:
        return
    for item in context.items:
        bare = [(vote, voters) for vote in item.votes if (voters := _voters_without_names(vote))]
        if not bare or item.kind == "election":
            continue
        words = votes.words_of(context, item)
        if elsewhere.search(words) or any(isinstance(one, c.Table) for part in item.sections for one in part.blocks):
            continue
        # Names there are as many as votes: they are listed in a form that was not read.
        named = sum(len(find_names(line, context.words)) for line in words.splitlines() if line.strip())
        for vote, voters in bare:
            if named < voters:
                yield Finding(
                    votes.mark(context, vote),
                    N_("an open vote, but not how each member voted"),
                    N_("name those who vote ja and those who vote nej, or add the list of votes"),
                )


def _voters_without_names(vote: Vote) -> int:
    """Count those who said ja or nej in an open vote that names none of them; 0 where all were of one mind."""
    sides = {one.option: one.value for one in vote.counts if one.option in votes.SIDES}
    if vote.method == "secret" or vote.ballots or not all(sides.get(side) for side in votes.SIDES):
        return 0
    return sum(sides.values())
