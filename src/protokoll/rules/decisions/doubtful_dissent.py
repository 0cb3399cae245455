"""A dissent by one who cannot dissent, or by nobody who is named.

## What it does

Finds a dissent by somebody who by the roll did not serve in the item, by a member who voted with the winning side,
and by a party alone.
A vote on deciding today or referring back does not count: who wants the item decided may well be against the decision.
Nor does a dissent from a single point.

## Why it matters

Only who took part in deciding may dissent (Kommunallagen 4:27), and the minutes must tell of each dissent (5:67).
A party does not decide, its members do.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Beslut

Kommunstyrelsen beslutar att avslå ansökan.

### Reservation

Moderaterna reserverar sig mot beslutet.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Beslut

Kommunstyrelsen beslutar att avslå ansökan.

### Reservation

Tore Wiklund (M) och Nils Grön (M) reserverar sig mot beslutet.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.grammar.names import find_names
from protokoll.grammar.service import served
from protokoll.rules.decisions import _people as people
from protokoll.rules.decisions import _votes as votes
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.voting import Ballot, Dissent
    from protokoll.rules.context import Context

    Named = dict[tuple[str, ...], list[tuple[people.Person, Ballot]]]

_BY_PARTY = {
    "sv": re.compile(
        r"(?<![\w(])(?P<party>(?:Moderat|Socialdemokrat|Sverigedemokrat|Kristdemokrat|Liberal)(?:erna|isterna)"
        r"|(?:Center|Vänster|Miljö|Folk)partiet(?:\sde\sgröna)?|(?:S|M|SD|C|V|KD|L|MP)(?:-gruppen)?"
        r"|[A-ZÅÄÖ][\w-]*(?:gruppen|partiet)|[Oo]ppositionen|[Aa]lliansen)(?!\w)(?P<between>[^.\n]{0,60}?)\s"
        r"(?:reserverar\s+sig|anmäler\s+reservation)(?!\w)"
    )
}
_QUICK = {"sv": re.compile(r"reserverar\s+sig|anmäler\s+reservation")}
_IN_PART = {
    "sv": re.compile(r"(?<!\w)(?:punkt\w*|att-sats\w*|del(?:en|ar|arna)?|delvis|motivering\w*)(?!\w)", re.IGNORECASE)
}
_OF_TIME = {
    "sv": re.compile(r"i\s?dag|återremi|bordlägg|tillägg|ändring|huvudförslag|motförslag|kontraprop", re.IGNORECASE)
}
_WHERE = frozenset({None, "dissent", "decision", "procedure", "vote"})
_NEAR = 1_000
"""Characters around a word within which names are looked for."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\s*\n")


def check(context: Context) -> Iterator[Finding]:
    """Find dissents that are none."""
    yield from _by_parties(context)
    if not any(item.dissents for item in context.items):
        return
    roll = people.roll_of(context)
    knows = roll.says_who_served and context.meeting.kind == "minutes"
    for item in context.items:
        winners = _winners(context, item) if item.dissents else {}
        for dissent in item.dissents:
            for name in dissent.names:
                who = people.named(name, dissent.text, context.words)
                at = people.place(context, name, dissent.span)
                outside = _by_outsider(context, item, roll, who, at) if knows else None
                won = None if outside or _in_part(context, dissent) else _ballot(winners, roll, who)
                if outside:
                    yield outside
                elif won:
                    yield Finding(
                        at,
                        N_("`{name}` dissents, but voted with the winning side"),
                        N_("correct the vote or the dissent"),
                        {"name": context.source.raw(at)},
                        (Related(people.place(context, won.voter, won.span), N_("voted with the winning side here")),),
                    )


def _by_parties(context: Context) -> Iterator[Finding]:
    quick, by_party = _QUICK.get(context.language), _BY_PARTY.get(context.language)
    if not quick or not by_party or not quick.search(context.source.text):
        return
    for item in context.items:
        for section in item.sections:
            if section.term not in _WHERE:
                continue
            for match in by_party.finditer(context.prose, section.span.start, section.span.end):
                stop = min(section.span.end, match.end() + _NEAR)
                end = _SENTENCE_END.search(context.prose, match.end(), stop)
                start = max(section.span.start, match.start() - _NEAR)
                before = _SENTENCE_END.split(context.prose[start : match.start()])[-1]
                sentence = before + context.prose[match.start() : end.start() if end else stop]
                around = context.prose[start:stop]
                around = around if section.term == "dissent" else sentence
                if any(party for _, party in find_names(around, context.words)) or _names_somebody(sentence, context):
                    continue
                yield Finding(
                    Span(match.start("party"), match.end("party")),
                    N_("a dissent by a party, `{party}`, and by nobody who is named"),
                    N_("name the members who dissent"),
                    {"party": match["party"]},
                )


def _names_somebody(sentence: str, context: Context) -> bool:
    """Tell whether a sentence holds the full name of somebody, with a party or without."""
    return any(len(name.split()) > 1 for name, _ in find_names(sentence, context.words))


def _by_outsider(
    context: Context, item: AgendaItem, roll: people.People, who: people.Person, at: Span
) -> Finding | None:
    known = roll.find(who)
    if known is None:
        if len(who.words) == 1 or roll.knows_surname(who):
            return None
        return Finding(
            at,
            N_("`{name}` dissents, but is not on the roll"),
            N_("correct the name, or add to the roll who served"),
            {"name": context.source.raw(at)},
        )
    sure = known.serving is not None or known.status == "absent"
    if not sure or known.also or known.struck or served(known, item):
        return None
    return Finding(
        at,
        N_("`{name}` dissents, but did not serve in this item by the roll"),
        N_("correct the roll, or make the dissent a note to the minutes"),
        {"name": context.source.raw(at)},
        (Related(context.first_line(known.span), N_("on the roll")),),
    )


def _in_part(context: Context, dissent: Dissent) -> bool:
    in_part = _IN_PART.get(context.language)
    return in_part is None or in_part.search(dissent.text) is not None


def _winners(context: Context, item: AgendaItem) -> Named:
    """Give the ballots of the side that won the one vote of an item, by last name; none where that is not sure."""
    of_time = _OF_TIME.get(context.language)
    if len(item.votes) != 1 or of_time is None:
        return {}
    vote = item.votes[0]
    won = votes.winner(context, vote) if vote.meaning else None
    if won is None or any(of_time.search(words) for words in vote.meaning.values()):
        return {}
    return people.by_surname((people.of_ballot(one, context.words), one) for one in votes.ballots_of(vote, won))


def _ballot(ballots: Named, roll: people.People, who: people.Person) -> Ballot | None:
    return next((one for voter, one in ballots.get(who.words[-1:], ()) if roll.one(voter, who)), None)
