"""The minutes say that something is confidential, and nothing in them is marked internal.

## What it does

Looks in published minutes for words that place a matter under confidentiality: sekretessbelagd, omfattas av sekretess,
or in a heading a section of the Public Access to Information and Secrecy Act (OSL).
Minutes that have a mark of what is internal, or that show a place where something was left out or masked, are passed
over.
So are sentences that say that there is no confidentiality, or that the matter stands in other minutes.

## Why it matters

What is confidential may not be published (Kommunallagen 8:10 lets minutes be published only as far as law permits;
Offentlighets- och sekretesslagen, OSL).
If the words stand there and nothing has been masked, somebody may have forgotten to do so.

## Example

```markdown profile=kl state=published
# Protokoll från socialnämnden 2024-05-14

## § 1 Placering

Uppgifterna i ärendet omfattas av sekretess enligt 26 kap. 1 § OSL.

Nämnden beslutar att placeringen i familjehemmet fortsätter.
```

## Use instead

```markdown profile=kl state=published
# Protokoll från socialnämnden 2024-05-14

## § 1 Placering <!-- intern -->

Uppgifterna i ärendet omfattas av sekretess enligt 26 kap. 1 § OSL.

Nämnden beslutar att placeringen i familjehemmet fortsätter.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_MARK = re.compile(r"<!--\s*/?\s*intern|#\s*intern", re.IGNORECASE)
_MASKED = re.compile(
    r"[\[(](?:utelämna\w+|maska\w+|sekretess|borttaget|sekretessbelagd uppgift|omitted|redacted)[\])]|█|maskerad"
    r"|x{4,}|\*{4,}",
    re.IGNORECASE,
)
_CONFIDENTIAL = re.compile(
    r"(?<!\w)(?:sekretess(?:belag\w*|markera[dt]\w*|skydda[dt]\w*|ärende\w*|prövat)"
    r"|(?:omfattas|skyddas|lyder|faller|hålls|behandlas)\s+(?:\w+\s+){0,3}?(?:av|under|med)\s+(?:\w+\s+){0,2}?(?:sekretess|tystnadsplikt)"
    r"|sekretess\s+(?:råder|gäller|föreligger)(?:\s+enligt)?"
    r"|sekretess,?\s+(?:enligt\s+)?(?:\d+\s*kap|OSL))(?!\w)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"OSL\s+\d+\s*(?::\s*\d+|kap)|\d+\s*kap\.?\s*\d+\s*(?:[a-z]\s*)?§§?\s+(?:OSL|offentlighets)", re.IGNORECASE
)
"""A section of the act alone: only in a heading does it say that what follows is confidential."""

_NOT_SO = re.compile(
    r"\b(?:utlämna\w*|lämnas?\s+ut|inte|ej|ingen|inga|utan|upphäv\w*|hävs|hävd\w*|separat|särskilt|eget|annat|skilt)\b|sekretessprotokoll"
    r"|\b(?:utbildning|information|informera\w*|rutin\w*|riktlinje\w*|policy|fråga\w*|om\s+sekretess)\b",
    re.IGNORECASE,
)
_NEAR = 80
"""Characters around the words within which they may be taken back."""


def check(context: Context) -> Iterator[Finding]:
    """Find the first words of each item that call something confidential, where nothing is marked."""
    text = context.source.text
    if not context.holds("sekretess", "osl", "tystnadsplikt") or _MARK.search(text) or _MASKED.search(text):
        return
    starts = sorted(item.span.start for item in context.items)
    told: set[int] = set()
    for match in sorted(_found(context), key=lambda match: match.start()):
        line_end = text.find("\n", match.end())
        line_start = text.rfind("\n", 0, match.start()) + 1
        last = min(len(text) if line_end == -1 else line_end, match.end() + _NEAR)
        near = text[max(line_start, match.start() - _NEAR) : last]
        item = max((start for start in starts if start <= match.start()), default=-1)
        if item in told or _NOT_SO.search(near):
            continue
        told.add(item)
        yield Finding(
            Span(match.start(), match.end()),
            N_("something is confidential here, and nothing in the minutes is marked internal: `{words}`"),
            N_("mark what may not be published with `<!-- intern -->`, and render with `--public`"),
            {"words": " ".join(match[0].split())},
        )


def _found(context: Context) -> Iterator[re.Match[str]]:
    yield from context.found(_CONFIDENTIAL)
    for heading in context.of(c.Heading):
        if match := _SECTION.search(context.prose, heading.span.start, heading.span.end):
            yield match
