"""The votes of an item are more, or fewer, than those who served in it.

## What it does

Adds up ja, nej, those who abstain and those absent, and compares the sum with the members and substitutes whom the
roll lists as serving in that item.
Who came or left at a clock time may count or not.
It says nothing where the roll does not tell who served, where the votes are not given in full, and of secret ballots.

## Why it matters

The minutes must tell who took part in the decision, and how each member voted (Kommunallagen 5:67).
A vote too many means that somebody voted who did not serve, or that the roll lacks somebody.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (C)
- Tore Wiklund (M)

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag. Omröstningen utfaller med 3 ja-röster och 1 nej-röst.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (C)
- Tore Wiklund (M)

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag. Omröstningen utfaller med 2 ja-röster och 1 nej-röst.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions import _people as people
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.voting import Option, Vote
    from protokoll.rules.context import Context
    from protokoll.source import Span


def check(context: Context) -> Iterator[Finding]:
    """Find votes whose sum is not the number of those who served."""
    told = [(item, vote, sums) for item, vote in votes.item_votes(context) if (sums := _sum(context, vote))]
    if not told or context.meeting.kind != "minutes":
        return
    roll = people.roll_of(context)
    if not roll.says_who_served:
        return
    known: dict[int, tuple[int, int]] = {}
    for item, vote, sums in told:
        total = sum(sums.values())
        if item.span.start not in known:
            least, most = roll.servers(item)
            known[item.span.start] = least - _set_apart(roll, context, item), most
        least, most = known[item.span.start]
        if not most or least <= total <= most:
            continue
        place = Related(context.first_line(_first_serving(context)), N_("those who serve are listed from here"))
        mark = votes.mark(context, vote)
        if total > most:
            yield Finding(
                mark,
                N_("{total} votes, but {served} serve in this item by the roll"),
                N_("count the votes again, or add to the roll who served"),
                {"total": total, "served": most},
                (place,),
            )
        else:
            yield Finding(
                mark,
                N_("{total} votes with those who abstain or are absent, but {served} serve in this item by the roll"),
                N_("say of the others too what they voted, that they abstain, or that they are absent"),
                {"total": total, "served": least},
                (place,),
            )


def _sum(context: Context, vote: Vote) -> dict[Option, int]:
    """Give how many chose each option, as stated, or as named where no number is stated; nothing where unsure."""
    sides = votes.result(context, vote)
    if sides is None or vote.method == "secret":
        return {}
    counts = {option: value for option, (value, _) in votes.stated(context, vote).items()}
    for option in ("abstain", "absent"):
        named = len(votes.ballots_of(vote, option))
        if named or option in counts:
            sides[option] = counts.get(option, named)
    return sides


def _set_apart(roll: people.People, context: Context, item: AgendaItem) -> int:
    """Count those who by the item's own words took no part in it, and by the roll did."""
    apart = {
        found.name
        for one in item.conflicts
        if (found := roll.find(people.named(one.name, one.text, context.words))) is not None
    }
    return len(apart)


def _first_serving(context: Context) -> Span:
    return next(one.span for one in context.meeting.attendees if one.serving)
