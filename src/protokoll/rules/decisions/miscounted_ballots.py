"""The numbers of a vote are not those of its named ballots.

## What it does

Counts the members who are named as voting ja or nej, or as abstaining, and compares that with the number stated.
It also finds a member who is named twice in one vote.
Where names may have been read amiss, or a part tells of more than one vote, it says nothing.

## Why it matters

The minutes must tell the result of a vote and how each member voted (Kommunallagen 5:67).
If the two disagree, nobody can tell which of them was decided on.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag.

Asta Berglind (S), Cilla Ekman (C) och ordföranden Sixten Modig (S) röstar ja (4).
Tore Wiklund (M) röstar nej (1).
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag.

Asta Berglind (S), Cilla Ekman (C) och ordföranden Sixten Modig (S) röstar ja (3).
Tore Wiklund (M) röstar nej (1).
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions import _people as people
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.voting import Ballot, Option, Vote
    from protokoll.rules.context import Context
    from protokoll.source import Span

_BETWEEN_NAMES = re.compile(r",|;|\boch\b|\bsamt\b|\band\b")
_OTHERS = {
    "sv": re.compile(r"\b(?:övriga|alla andra|resten|samtliga)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:others|all other|the rest|everyone)\b", re.IGNORECASE),
}
_LONGEST = 2_000


def check(context: Context) -> Iterator[Finding]:
    """Find counts that the ballots do not bear out, and members who vote twice."""
    others = _OTHERS.get(context.language)
    if others is None:
        return
    for _, vote in votes.item_votes(context):
        if not any(votes.ballots_of(vote, side) for side in votes.SIDES) or not votes.is_simple(context, vote):
            continue
        yield from _twice(context, vote)
        if others.search(context.prose, vote.span.start, vote.span.end):
            continue
        for option, (value, span) in votes.stated(context, vote).items():
            named = votes.ballots_of(vote, option)
            counted = len(named)
            if not counted or counted == value or value in _other_readings(context, named):
                continue
            yield Finding(
                span,
                N_("the vote states {stated} `{option}`, the names make {counted}"),
                N_("count the names again, and correct the number or the names"),
                {"option": context.words.accept.vote[option][0], "stated": value, "counted": counted},
                (Related(people.place(context, named[0].voter, named[0].span), N_("the names begin here")),),
            )


def _twice(context: Context, vote: Vote) -> Iterator[Finding]:
    seen: dict[tuple[people.Person, str | None], Ballot] = {}
    for ballot in vote.ballots:
        who = people.of_ballot(ballot, context.words)
        first = seen.setdefault((who, ballot.party), ballot)
        if first is not ballot and len(who.words) > 1:
            at = people.place(context, first.voter, first.span)
            yield Finding(
                _last(context, ballot) if first.span == ballot.span else _at(context, ballot),
                N_("`{name}` is named twice in one vote"),
                N_("keep what the member voted, and take the other away"),
                {"name": people.bare(ballot.voter, context.words)},
                (Related(at, N_("named here first")),),
            )


def _at(context: Context, ballot: Ballot) -> Span:
    return people.place(context, ballot.voter, ballot.span)


def _last(context: Context, ballot: Ballot) -> Span:
    """Find the second place of a name in one sentence."""
    first = _at(context, ballot)
    return people.place(context, ballot.voter, type(first)(first.end, ballot.span.end))


def _other_readings(context: Context, named: list[Ballot]) -> set[int]:
    """Give how many names the sentences could hold if each part between commas and "och" were one."""
    spans: dict[Span, Option] = {one.span: one.option for one in named}
    total = 0
    for span, option in spans.items():
        text = context.source.text[span.start : span.end]
        if len(text) > _LONGEST:
            return {total, *range(len(named), 10 * len(named))}
        verbs = context.words.accept.vote["verbs"] if option in votes.SIDES else context.words.accept.vote["abstain"]
        ends = [at for verb in verbs if (at := text.casefold().find(verb)) > 0]
        before = text[: min(ends)] if ends else text
        total += sum(bool(part.strip()) for part in _BETWEEN_NAMES.split(before))
    return {total}
