"""A vote gives ja and nej, and nothing tells what they stood for.

## What it does

Looks in the item for words such as `Ja för bifall, nej för avslag`.
It says nothing where the item puts it another way, such as `den som vill bifalla röstar ja` or `ja innebär bifall`.

## Why it matters

The minutes must tell how a vote was put (Kommunallagen 5:67).
Ja is not always for the proposal: it can stand for deciding today, or for a refusal.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Asta Berglind (S) och Cilla Ekman (C) röstar ja (2).
Tore Wiklund (M) röstar nej (1).
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Beslutsgång

Följande voteringsproposition godkänns: Ja för bifall till ansökan. Nej för avslag.

### Omröstning

Asta Berglind (S) och Cilla Ekman (C) röstar ja (2).
Tore Wiklund (M) röstar nej (1).
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.voting import Vote
    from protokoll.rules.context import Context

_EXPLAINED = {
    "sv": re.compile(
        r"(?<!\w)(?:(?:ja|nej)(?:-?\s?röst\w*)?[\"”’]?\s*(?:=|:\s*(?=[^\W\d])|för|innebär|betyder|avser|till|står)(?!\w)"
        r"|(?:den|de|dem|det|ledamot|ledamöter|den\s+det)\s+(?:som\s+)?(?:vill|önskar|stöder|stödjer|bifaller|avslår)"
        r"|röstar?\s+(?:ja|nej)\s+(?:för|till)|(?:bifall|avslag|återremiss|yrkande)\w*\s*[=:]\s*(?:ja|nej))",
        re.IGNORECASE,
    )
}


def check(context: Context) -> Iterator[Finding]:
    """Find votes with ja and nej that stand for nothing."""
    explained = _EXPLAINED.get(context.language)
    if explained is None:
        return
    for item in context.items:
        unclear = [vote for vote in item.votes if not vote.meaning and _has_sides(context, vote)]
        if not unclear or explained.search(votes.words_of(context, item)):
            continue
        for vote in unclear:
            yield Finding(
                votes.mark(context, vote),
                N_("the vote does not say what ja and nej stand for"),
                N_("write how the vote was put, such as `Ja för bifall till ansökan, nej för avslag`"),
            )


def _has_sides(context: Context, vote: Vote) -> bool:
    counts = votes.stated(context, vote)
    return any(side in counts or votes.ballots_of(vote, side) for side in votes.SIDES)
