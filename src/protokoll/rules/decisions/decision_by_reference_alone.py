"""A decision says no more than that it follows a proposal, which the minutes do not hold.

## What it does

Finds decisions that consist of words such as `enligt förslag`, `bifall till förslaget` or `enligt bilaga`.
It is silent where the item quotes the proposal, lists an attachment or links to one.

## Why it matters

The minutes shall say what was decided (Kommunallagen 5:67).
Whoever reads the decision next year must not have to look for another document to learn what it was.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar enligt förvaltningens förslag.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar enligt förvaltningens förslag att höja taxan till 60 kronor.
```
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c
from protokoll.model.text import block_text
from protokoll.rules.decisions._points import begin, headed, section_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem, Decision
    from protokoll.rules.context import Context

_LONGEST = 160

_WHAT = (
    r"(?:förslaget|förslag|beslutsförslaget|beslutsförslag|förslagen|bilagan|bilaga(?:\s+\w{1,3})?|tjänsteskrivelsen"
    r"|tjänsteskrivelse|skrivelsen|utskick(?:et)?|yrkandet)"
)
_WHOSE = r"(?:(?:(?:det|den|de)\s+)?(?:[\w,-]+\s+){0,3})"
_BEHIND = r"(?:\s+till\s+beslut|\s+till\s+förslag|\s+i\s+ärendet)?"
_ALONE = {
    "sv": re.compile(
        rf"(?:(?:(?:[\w-]+\s+){{1,4}}(?:beslutar|beslutade|beslöt|beslutas)|beslut|att\s+besluta|att)\s+)?(?:att\s+)?"
        rf"(?:(?:besluta|beslutar|godkänna|bifalla|bifaller)\s+)?(?:(?:enligt|i\s+enlighet\s+med|bifall\s+till|bifalla|bifaller|följa)\s+)"
        rf"{_WHOSE}{_WHAT}{_BEHIND}\W*",
        re.IGNORECASE,
    ),
}
_LOOK = {"sv": re.compile(r"enligt|enlighet|bifall|följa", re.IGNORECASE)}
_QUOTED = {
    "sv": re.compile(
        r"(?<!\w)(?:föreslår|föreslog|föreslås|förslag till beslut|att-sats|yrkar|yrkade)(?!\w)", re.IGNORECASE
    )
}
_SAY = frozenset({"proposal", "attachments"})


def check(context: Context) -> Iterator[Finding]:
    """Find decisions whose words stand elsewhere."""
    pattern = _ALONE.get(context.language)
    if pattern is None:
        return
    links = [link.span.start for link in context.inlines(c.Link)]
    for item, decision in headed(context):
        if not all(
            _refers(clause.text, pattern, context.language) and not clause.blocks for clause in decision.clauses
        ):
            continue
        if _is_quoted(context, item, decision, links):
            continue
        yield Finding(
            begin(context, decision),
            N_("`{words}` is the whole decision, and the minutes do not say what that is"),
            N_("write what was decided, or quote the proposal under `### Förslag till beslut`"),
            {"words": decision.clauses[0].text},
        )


def _refers(words: str, pattern: re.Pattern[str], language: str) -> bool:
    return len(words) <= _LONGEST and bool(_LOOK[language].search(words)) and bool(pattern.fullmatch(words))


def _is_quoted(context: Context, item: AgendaItem | None, decision: Decision, links: Sequence[int]) -> bool:
    own = section_of(context, item, decision)
    if sum(1 for block in own.blocks if block_text(block).strip()) > len(decision.clauses) + bool(decision.lead):
        return True  # something else stands there
    if item is None or (context.meeting.attachments and "bilaga" in decision.clauses[0].text.casefold()):
        return True
    if item.attachments or item.motions or any(part.term in _SAY and part.blocks for part in item.sections):
        return True
    if any(isinstance(block, c.Table) for part in item.sections for block in part.blocks) or _has_link(item, links):
        return True
    told = "\n".join(block_text(block) for part in item.sections if part is not own for block in part.blocks)
    return bool(_QUOTED[context.language].search(told))


def _has_link(item: AgendaItem, links: Sequence[int]) -> bool:
    return bisect_left(links, item.span.start) < bisect_left(links, item.span.end)
