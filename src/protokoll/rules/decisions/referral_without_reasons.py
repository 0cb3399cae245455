"""A minority of the council refers an item back, and the minutes do not say why.

## What it does

Looks in an item that is referred back for `minoritetsåterremiss`, one third of the members or Kommunallagen 5:50, and
then for reasons: a heading, or words such as `för att`, `eftersom` or `med motiveringen`.
It says nothing of a referral back by the majority, nor where one was only asked for.

## Why it matters

One third of those present can refer an item back once, and those who ask for it have to fix the reasons
(Kommunallagen 5:50).
Who prepares the item anew needs to know what is missing.

## Example

```markdown profile=kl
# Protokoll från kommunfullmäktige 2024-05-14

## § 3 Simhallen

### Beslut

Kommunfullmäktige beslutar att återremittera ärendet genom minoritetsåterremiss.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunfullmäktige 2024-05-14

## § 3 Simhallen

### Beslut

Kommunfullmäktige beslutar att återremittera ärendet genom minoritetsåterremiss.

### Motivering

Driftkostnaderna behöver utredas för hela perioden.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.decisions import _votes as votes
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_MINORITY = {
    "sv": re.compile(
        r"minoritetsåterremi\w*|minoritetsbeslut|en\s+tredjedel|5\s*kap\.?\s*50\s*§|KL\s+5:50|kommunallagen\s+5:50",
        re.IGNORECASE,
    )
}
_QUICK = {"sv": ("minoritet", "tredjedel", "5:50", "50 §")}
_NOT_REACHED = {
    "sv": re.compile(
        r"(?<!\w)(?:inte|ej|utan)\s+(?:\w+\s+){0,3}(?:uppnå\w*|tredjedel|tillräcklig\w*|uppfyll\w*|stöd)", re.IGNORECASE
    )
}
_REASONS = {
    "sv": re.compile(
        r"(?<!\w)(?:för\s+att|i\s+syfte|eftersom|därför|så\s+att|motiver\w*|skäl\w*|anledning\w*|på\s+grund|med\s+uppdrag"
        r"|då\s+(?!av\b)\w|för\s+(?:vidare|ytterligare|att|komplett\w*|ny|en\s+ny|förnyad|fördjupad|fortsatt)|behöv\w*"
        r"|måste|saknas|bilag\w+)(?!\w)",
        re.IGNORECASE,
    )
}
_TERMS = frozenset({None, "decision", "motions", "procedure", "vote", "discussion", "notes", "dissent", "attachments"})


def check(context: Context) -> Iterator[Finding]:
    """Find minority referrals without reasons."""
    quick = _QUICK.get(context.language)
    folded = context.source.text.casefold()
    if quick is None or not any(word in folded for word in quick):
        return
    minority, reasons = _MINORITY[context.language], _REASONS[context.language]
    for item in context.items:
        if not any(clause.kind == "refer_back" for decision in item.decisions for clause in decision.clauses):
            continue
        at = _found(context, item, minority)
        words = votes.words_of(context, item, _TERMS)
        if at is None or _NOT_REACHED[context.language].search(words) or reasons.search(words):
            continue
        if any(section.term == "reasons" and section.blocks for section in item.sections):
            continue
        if any(clause.blocks for decision in item.decisions for clause in decision.clauses):
            continue
        yield Finding(
            at,
            N_("a minority refers the item back, and gives no reasons"),
            N_("write the reasons that those who asked for it have fixed"),
        )


def _found(context: Context, item: AgendaItem, minority: re.Pattern[str]) -> Span | None:
    for section in item.sections:
        if section.term in _TERMS:
            match = minority.search(context.prose, section.span.start, section.span.end)
            if match:
                return Span(match.start(), match.end())
    return None
