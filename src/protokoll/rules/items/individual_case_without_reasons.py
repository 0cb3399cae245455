"""A decision on an individual's case gives no reasons, or does not say how to appeal.

## What it does

Looks at items that decide on a building permit, another permit, an exemption or support for somebody, for reasons and
for how to appeal, which may also stand below all items or in an attachment.
Policies, fees, plans, reports and answers to motions on such matters are left alone.

## Why it matters

A decision in an individual's case shall give reasons (Förvaltningslagen 32 §), and whoever it goes against shall be
told how to appeal (33 §).
Reasons may be left out where they are plainly not needed, so this is a reminder.

## Example

```markdown profile=kl
# Protokoll från byggnadsnämnden 2024-05-14

## § 41 Bygglov för enbostadshus på Tallmo 2:14

### Beslut

Byggnadsnämnden beslutar att avslå ansökan.
```

## Use instead

```markdown profile=kl
# Protokoll från byggnadsnämnden 2024-05-14

## § 41 Bygglov för enbostadshus på Tallmo 2:14

### Beslut

Byggnadsnämnden beslutar att avslå ansökan.

### Skäl för beslutet

Huset strider mot detaljplanen.

### Hur man överklagar

Beslutet överklagas hos länsstyrelsen.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model.text import block_text
from protokoll.rules.items._matter import heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_MATTERS = (
    r"bygglov|marklov|rivningslov|förhandsbesked|strandskyddsdispens|dispens\b|serveringstillstånd|bistånd|färdtjänst"
    r"|riksfärdtjänst|ekonomiskt bistånd|försörjningsstöd|parkeringstillstånd|bostadsanpassning|byggsanktionsavgift"
    r"|tillstånd (?:till|att|för|enligt)"
)
_TITLE = {
    "sv": re.compile(
        rf"(?:tidsbegränsat\s+)?(?:(?:ansökan om|begäran om|prövning av)\s+(?:\w+\s+){{0,3}})?(?:{_MATTERS})",
        re.IGNORECASE,
    )
}
_GENERAL = {
    "sv": re.compile(
        r"policy|riktlinj|taxa|taxor|avgift(?:er)? för|plan(?:er|en)?\b|motion|medborgarförslag|statistik|rapport"
        r"|informa|remiss|yttrande över|tillsyn|delegation|föreskrift|reglemente|uppföljning|redovis|utredning|process"
        r"|hantering|handläggning|budget|kö(?:er)?\b|strategi|program",
        re.IGNORECASE,
    )
}
_DECISIVE = frozenset({"grant", "reject", "adopt"})
_DECIDES = {"sv": re.compile(r"\b(?:avslå|bevilja|medge|ge (?:\w+ )?(?:bygglov|marklov|rivningslov|dispens)|lämna )")}
_REASONS = {
    "sv": re.compile(
        r"\b(?:skäl|motiver|eftersom|därför|grund(?:en|as|at|er)?\b|bedöm|strider|förenlig|uppfyller"
        r"|enligt \d+ (?:kap|§)|med stöd av|förutsättning)",
        re.IGNORECASE,
    )
}
_APPEAL = {"sv": re.compile(r"(?<!dag för )(?<!datum för )\b(?:överklag|besvärshänvisning)", re.IGNORECASE)}


def check(context: Context) -> Iterator[Finding]:
    """Find individuals' cases decided without reasons or a word of appeal."""
    title, general = _TITLE.get(context.language), _GENERAL.get(context.language)
    if title is None or general is None:
        return
    for item in context.items:
        if not title.match(item.title) or general.search(item.title) or not _is_decided(item, context.language):
            continue
        told = _told(item)
        no_reasons = not _REASONS[context.language].search(told)
        no_appeal = not _APPEAL[context.language].search(told) and not _tells_of_appeal(context)
        if not no_reasons and not no_appeal:
            continue
        if no_reasons and no_appeal:
            message = N_("the decision on `{title}` gives no reasons and does not say how to appeal")
        elif no_reasons:
            message = N_("the decision on `{title}` gives no reasons")
        else:
            message = N_("nothing says how to appeal against the decision on `{title}`")
        hint = N_("write them below `### Skäl för beslutet`, if they are not plainly needless")
        if no_appeal:
            hint = N_("write `### Hur man överklagar` below the decision, or attach it")
        if no_reasons and no_appeal:
            hint = N_("write both below the decision: `### Skäl för beslutet` and `### Hur man överklagar`")
        yield Finding(heading(item, context), message, hint, {"title": item.title})


def _is_decided(item: AgendaItem, language: str) -> bool:
    clauses = [clause for one in item.decisions if one.level == "final" for clause in one.clauses]
    return any(clause.kind in _DECISIVE or _DECIDES[language].search(clause.text) for clause in clauses)


def _told(item: AgendaItem) -> str:
    blocks = (block for part in item.sections for block in part.blocks)
    return "\n".join((*(part.heading or "" for part in item.sections), *map(block_text, blocks)))


def _tells_of_appeal(context: Context) -> bool:
    """Tell whether the document as a whole says how to appeal; the notice's last day does not."""
    meeting = context.meeting
    if any(part.term == "appeal" for part in meeting.sections):
        return True
    return any(_APPEAL["sv"].search(name) for name in (*meeting.attachments, *(one.title for one in meeting.items)))
