"""One person is said to abstain and to have a conflict of interest, or not to take part and to vote.

## What it does

Finds in one item a person who abstains from the vote and has a conflict of interest, or abstains and takes no part in
the decision by choice, or takes no part by choice and votes.
Who votes on deciding today or referring back may still take no part in the decision, and is not found.

## Why it matters

To abstain, to take no part in the decision and to have a conflict of interest are three states in law (Kommunallagen
4:25–26 and 6:30).
Who abstains is there and serves, who has a conflict of interest has left.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Jäv

Cilla Ekman (C) anmäler jäv.

### Omröstning

Asta Berglind (S) röstar ja (1).
Tore Wiklund (M) röstar nej (1).
Cilla Ekman (C) avstår från att rösta (1).
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Jäv

Cilla Ekman (C) anmäler jäv och deltar inte i handläggningen.

### Omröstning

Asta Berglind (S) röstar ja (1).
Tore Wiklund (M) röstar nej (1).
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions import _people as people
from protokoll.rules.decisions import _votes as votes
from protokoll.rules.decisions._apart import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.diagnostics import Values
    from protokoll.model.voting import Ballot, Vote
    from protokoll.rules.context import Context
    from protokoll.rules.decisions._apart import Apart

_OF_TIME = {"sv": re.compile(r"i\s?dag|återremi|bordlägg", re.IGNORECASE)}
_FROM = {"sv": re.compile(r"avst(?:år|od)\s+från\s+(?!att\s+rösta|omröstning|votering)", re.IGNORECASE)}
"""To abstain from something else than the vote: from deciding, or from speaking."""


def check(context: Context) -> Iterator[Finding]:
    """Find persons in two states at once."""
    told = [item for item in context.items if any(vote.ballots for vote in item.votes)]
    if not told:
        return
    roll = people.roll_of(context)
    for item in told:
        ballots = people.by_surname(
            (people.of_ballot(ballot, context.words), (vote, ballot)) for vote in item.votes for ballot in vote.ballots
        )
        seen: set[tuple[people.Person, str]] = set()
        for one in apart(context, item, roll):
            for who, (vote, ballot) in ballots.get(one.who.words[-1:], ()):
                if (one.who, one.kind) in seen or not roll.one(who, one.who):
                    continue
                if _contradicts(context, vote, ballot, one.kind):
                    seen.add((one.who, one.kind))
                    yield _finding(context, ballot, one)


def _finding(context: Context, ballot: Ballot, one: Apart) -> Finding:
    at = people.place(context, ballot.voter, ballot.span)
    values: Values = {"name": one.name}
    apart_from_it = () if one.span == at else (one.span,)
    if one.kind == "conflict":
        return Finding(
            at,
            N_("`{name}` abstains, and has a conflict of interest"),
            N_("keep the conflict of interest, and take the name out of the vote"),
            values,
            tuple(Related(span, N_("the conflict of interest is told here")) for span in apart_from_it),
        )
    related = tuple(Related(span, N_("takes no part here")) for span in apart_from_it)
    hint = N_("write the one of the two that is meant")
    if ballot.option == "abstain":
        return Finding(
            at, N_("`{name}` abstains from the vote, and takes no part in the decision"), hint, values, related
        )
    return Finding(at, N_("`{name}` votes, and takes no part in the decision"), hint, values, related)


def _contradicts(context: Context, vote: Vote, ballot: Ballot, kind: str) -> bool:
    of_time, from_else = _OF_TIME.get(context.language), _FROM.get(context.language)
    if of_time is None or from_else is None:
        return False
    if ballot.option == "abstain" and from_else.search(context.prose, ballot.span.start, ballot.span.end):
        return False
    if kind == "conflict":
        return ballot.option == "abstain"  # who votes in spite of a conflict is another rule's
    if any(of_time.search(words) for words in vote.meaning.values()):
        return False
    return ballot.option == "abstain" or (ballot.option in votes.SIDES and bool(vote.meaning))
