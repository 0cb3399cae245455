"""A vote gives as many ja as nej, and nothing tells how it was settled.

## What it does

Compares the numbers of ja and nej, and where they are the same looks in the item for the chair's casting vote or for
lots.

## Why it matters

In a tie the chair has the casting vote; elections and appointments are settled by lot (Kommunallagen 5:56).
Without a word of it the minutes do not tell why one side won.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag. Omröstningen utfaller med 5 ja-röster och 5 nej-röster.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Omröstning

Ja för bifall, nej för avslag. Omröstningen utfaller med 5 ja-röster och 5 nej-röster.
Ordföranden Asta Berglind (S) har röstat ja, och hennes utslagsröst avgör.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.decisions import _votes as votes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.voting import Option, Vote
    from protokoll.rules.context import Context

_BROKEN = {
    "sv": re.compile(
        r"utslagsröst|(?<!\w)lott(?:en|ning\w*|as|ades)?(?!\w)|(?:fäller|fällde)\s+utslaget|utslag\b"
        r"|(?<!\w)avgör(?:s|ande|andet|de|des)?(?!\w)|minoritet|tredjedel|kvalificerad",
        re.IGNORECASE,
    )
}
_MEANT = re.compile(r"avgör\w*\s+(?:ärendet\s+)?i\s?dag", re.IGNORECASE)
"""What is voted on is not how it was settled."""


def check(context: Context) -> Iterator[Finding]:
    """Find ties that nothing breaks."""
    broken = _BROKEN.get(context.language)
    if broken is None:
        return
    for item in context.items:
        ties = [(vote, told) for vote in item.votes if (told := _tie(context, vote))]
        if not ties or broken.search(_MEANT.sub("", votes.words_of(context, item))):
            continue
        for vote, told in ties:
            yield Finding(
                votes.mark(context, vote),
                N_("a tie, {yes} ja and {no} nej, and nothing that breaks it"),
                N_("write that the chair's casting vote decides, or that lots are drawn"),
                {"yes": told["yes"], "no": told["no"]},
            )


def _tie(context: Context, vote: Vote) -> dict[Option, int] | None:
    """Give the numbers of a vote that is a tie, as far as its own section tells."""
    if vote.tie_break is not None:
        return None
    told = votes.result(context, vote) or _balance(context, vote)
    return told if told and told["yes"] and told["yes"] == told["no"] else None


def _balance(context: Context, vote: Vote) -> dict[Option, int]:
    """Give "5 röster mot 5": which side was ja does not matter for a tie."""
    if votes.stated(context, vote) or not votes.is_simple(context, vote):
        return {}
    told = {one.option: one.value for one in vote.counts if one.option in votes.SIDES}
    return told if len(told) == len(votes.SIDES) else {}
