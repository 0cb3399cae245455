"""Somebody with a conflict of interest takes part in the item all the same.

## What it does

Finds a person with a conflict of interest in an item, by the item or by the roll, who votes in it, puts a claim or
dissents.
It also finds one whom the roll lists as serving in that item, with nobody instead.

## Why it matters

Who has a conflict of interest may not take part in the item, and in a board or a committee not even be present
(Kommunallagen 5:47 and 6:30).
A decision in which such a person took part can be set aside on appeal, so the minutes must leave no doubt.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

Cilla Ekman (C) anmäler jäv och deltar inte i handläggningen.

### Omröstning

Ja för bifall, nej för avslag.

Asta Berglind (S) och Cilla Ekman (C) röstar ja (2).
Tore Wiklund (M) röstar nej (1).
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

Cilla Ekman (C) anmäler jäv och deltar inte i handläggningen.

### Omröstning

Ja för bifall, nej för avslag.

Asta Berglind (S) och Rut Ask (C) röstar ja (2).
Tore Wiklund (M) röstar nej (1).
```

## Fix safety

The fix adds the conflict of interest to the person's line on the roll.
It is unsafe: it changes who served, and the secretary has to know that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.grammar.service import covers, served
from protokoll.rules.decisions import _people as people
from protokoll.rules.decisions import _votes as votes
from protokoll.rules.decisions._apart import Apart, apart
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context

_REPLACED = {
    "sv": re.compile(
        r"(?<!\w)(?:ersätt\w*|tjänstgör\w*|i\s?stället\s+för|går\s+in|inträder|in\s+träder|träder\s+in)", re.IGNORECASE
    )
}
_ABOUT = {"sv": "jäv", "en": "conflict"}


def check(context: Context) -> Iterator[Finding]:
    """Find those who take part in spite of a conflict of interest."""
    if not any(item.conflicts for item in context.items) and not any(
        one.conflicts for one in context.meeting.attendees
    ):
        return
    roll = people.roll_of(context)
    for item in context.items:
        told: dict[tuple[str, ...], list[Apart]] = {}
        for one in apart(context, item, roll):
            namesakes = told.setdefault(one.who.words[-1:], [])
            if one.kind == "conflict" and not any(roll.one(one.who, other.who) for other in namesakes):
                namesakes.append(one)
        if not any(told.values()):
            continue
        took_part: set[Span] = set()
        for act in _acts(context, item):
            namesakes = told.get(act.who.words[-1:], [])
            for one in [one for one in namesakes if roll.one(act.who, one.who)][:1]:
                took_part.add(one.span)
                yield Finding(
                    people.place(context, act.name, act.span),
                    *_SAID[act.kind],
                    {"name": one.name},
                    (Related(one.span, N_("the conflict of interest is told here")),),
                )
        left = [one for namesakes in told.values() for one in namesakes if one.span not in took_part]
        replaced = _REPLACED.get(context.language)
        if not left or context.meeting.kind != "minutes" or not roll.says_who_served or replaced is None:
            continue
        if not replaced.search(votes.words_of(context, item)):
            yield from _on_the_roll(context, item, roll, left)


class _Act(msgspec.Struct, frozen=True):
    """What somebody did in an item, and where it says so."""

    kind: Literal["vote", "dissent", "claim"]
    who: people.Person
    name: str
    span: Span


_SAID = {
    "vote": (
        N_("`{name}` has a conflict of interest in this item, and votes"),
        N_("correct the vote, or the conflict of interest"),
    ),
    "dissent": (
        N_("`{name}` has a conflict of interest in this item, and dissents"),
        N_("take the dissent away, or correct the conflict of interest"),
    ),
    "claim": (
        N_("`{name}` has a conflict of interest in this item, and puts a claim"),
        N_("take the claim away, or correct the conflict of interest"),
    ),
}


def _acts(context: Context, item: AgendaItem) -> Iterator[_Act]:
    for vote in item.votes:
        for ballot in vote.ballots:
            if ballot.option in votes.SIDES:
                yield _Act("vote", people.of_ballot(ballot, context.words), ballot.voter, ballot.span)
    for dissent in item.dissents:
        for name in dissent.names:
            yield _Act("dissent", people.named(name, dissent.text, context.words), name, dissent.span)
    about = _ABOUT.get(context.language)
    for motion in item.motions:
        if motion.kind is None or motion.withdrawn or not about or about in motion.text.casefold():
            continue
        for name in motion.movers:
            yield _Act("claim", people.named(name, motion.text, context.words), name, motion.span)


def _on_the_roll(context: Context, item: AgendaItem, roll: people.People, left: list[Apart]) -> Iterator[Finding]:
    number = item.number
    for one in left if number is not None else ():
        known = roll.find(one.who)
        if known is None or not known.serving or not served(known, item):
            continue
        if known.since or known.until or known.also or "jäv" in known.raw.casefold():
            continue
        instead = roll.substitutes(people.person(known.name, known.party, context.words))
        if number is None or any(other.items is None or covers(other.items, number) for other in instead):
            continue
        yield Finding(
            people.place(context, known.name, known.span),
            N_("`{name}` has a conflict of interest in § {number}, but serves in it by the roll, and nobody instead"),
            N_("write `jäv § {number}` on this line, and who serves instead"),
            {"name": known.name, "number": number},
            (Related(one.span, N_("the conflict of interest is told here")),),
            _fix(context, known, number),
        )


def _fix(context: Context, known: Attendee, number: str) -> Fix | None:
    """Add the conflict to a line that holds the one person and nothing else."""
    line = context.source.text[known.span.start : known.span.end]
    end = known.span.start + len(line.rstrip(" .,;"))
    if "\n" in line or "|" in line or " ".join(line.split()) != known.raw:
        return None
    return Fix(N_("Add the conflict of interest to the roll"), (Edit(Span(end, end), f", jäv § {number}"),), safe=False)
