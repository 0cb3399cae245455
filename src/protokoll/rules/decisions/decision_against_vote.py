"""The decision is not what the winning side of the vote stood for.

## What it does

Compares what the side with more votes stood for with the verbs of the decision, where both leave no doubt: referral
back, deciding today, granting or refusing a motion or an application.
It says nothing of items with more than one vote, and nothing where one third of the council refers an item back
against the majority.

## Why it matters

The decision is what more than half of the votes are for (Kommunallagen 5:55).
If the two do not fit, one of them was written down wrongly, and it has to be known which before the minutes are
approved.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för att avgöra ärendet i dag, nej för återremiss.
Omröstningen utfaller med 5 ja-röster och 6 nej-röster.

### Beslut

Kommunstyrelsen beslutar att anta planen.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för att avgöra ärendet i dag, nej för återremiss.
Omröstningen utfaller med 5 ja-röster och 6 nej-röster.

### Beslut

Kommunstyrelsen beslutar att återremittera ärendet.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Clause
    from protokoll.model.voting import Option
    from protokoll.rules.context import Context

Side = Literal["refer_back", "postpone", "now", "grant", "reject"]

_MOTION = r"(?:motionen|medborgarförslaget|e-förslaget|ansökan|bygglovsansökan)"
_SIDES: dict[str, tuple[tuple[Side, re.Pattern[str]], ...]] = {
    "sv": (
        (
            "now",
            re.compile(
                r"(?:(?:att\s+)?(?:ärendet\s+)?(?:ska\s+)?avgör\w*\b.*\bi\s?dag|avslag\s+(?:på|till)\s+(?:yrkandet\s+om\s+)?(?:återremiss|bordlägg)\w*)",
                re.IGNORECASE,
            ),
        ),
        (
            "refer_back",
            re.compile(r"(?:att\s+)?(?:ärendet\s+(?:ska\s+)?)?återremi\w*(?:\s+(?:av\s+)?ärendet)?", re.IGNORECASE),
        ),
        (
            "postpone",
            re.compile(r"(?:att\s+)?(?:ärendet\s+(?:ska\s+)?)?bordlägg\w*(?:\s+(?:av\s+)?ärendet)?", re.IGNORECASE),
        ),
        ("grant", re.compile(rf"(?:bifall\s+till|att\s+bifalla)\s+{_MOTION}", re.IGNORECASE)),
        ("reject", re.compile(rf"(?:avslag\s+(?:på|till)|att\s+avslå)\s+{_MOTION}", re.IGNORECASE)),
    )
}
"""What a side can stand for, by all of its words: "bifall till Berglinds yrkande" leaves it open."""
_BARE: dict[str, dict[str, Side]] = {"sv": {"bifall": "grant", "avslag": "reject"}}
_PROPOSAL = {"sv": re.compile(r"förslag|yrkande\b", re.IGNORECASE)}
_MINORITY = {"sv": re.compile(r"minoritet|tredjedel", re.IGNORECASE)}
_THIRD = 3
_PUT_OFF: tuple[Side, ...] = ("refer_back", "postpone")


def check(context: Context) -> Iterator[Finding]:
    """Find decisions that go against the vote."""
    if context.language not in _SIDES:
        return
    for item in context.items:
        if len(item.votes) != 1 or not item.votes[0].meaning:
            continue
        vote = item.votes[0]
        won = votes.winner(context, vote)
        told = votes.result(context, vote)
        if won is None or told is None:
            continue
        stood = _stood_for(context, item, vote.meaning[won])
        lost = _stood_for(context, item, vote.meaning["no" if won == "yes" else "yes"])
        clause = _against(item, stood) if stood and lost else None
        if clause is None or (lost in _PUT_OFF and _minority(context, item, told)):
            continue
        yield Finding(
            context.first_line(clause.span),
            N_("the decision is not what the winning side stood for, `{meaning}`"),
            N_("correct the decision, the numbers, or what ja and nej stood for"),
            {"meaning": vote.meaning[won]},
            (Related(votes.mark(context, vote), N_("{yes} ja and {no} nej"), {"yes": told["yes"], "no": told["no"]}),),
        )


def _stood_for(context: Context, item: AgendaItem, meaning: str) -> Side | None:
    words = " ".join(meaning.split()).strip(" .,;")
    for side, pattern in _SIDES[context.language]:
        if pattern.fullmatch(words):
            return side
    bare = _BARE[context.language].get(words.casefold())
    # "Bifall" alone may be to a proposal that says no.
    if bare and not _PROPOSAL[context.language].search(votes.words_of(context, item)):
        return bare
    return None


def _against(item: AgendaItem, stood: Side) -> Clause | None:
    """Give the point of the decision that the winning side did not want; None where all may be well."""
    clauses = [clause for decision in item.decisions for clause in decision.clauses]
    if not clauses or any(clause.kind is None for clause in clauses):
        return None
    kinds = {clause.kind for clause in clauses}
    match stood:
        case "refer_back" | "postpone":
            wrong = stood not in kinds and not kinds & {"refer_back", "postpone", "withdrawn"}
            return clauses[0] if wrong else None
        case "now":
            return next((clause for clause in clauses if clause.kind in _PUT_OFF), None)
        case "grant":
            return clauses[0] if kinds == {"reject"} else None
        case "reject":
            return clauses[0] if kinds <= {"grant", "adopt"} else None


def _minority(context: Context, item: AgendaItem, told: dict[Option, int]) -> bool:
    """Tell whether those who lost may have put the item off all the same: one third of a council can."""
    if _MINORITY[context.language].search(votes.words_of(context, item)):
        return True
    council = "fullmäktige" in (context.meeting.body or context.meeting.title or "").casefold()
    return council and min(told.values()) * _THIRD >= sum(told.values())
