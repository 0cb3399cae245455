"""An interpellation or a question has no word of whether it was put or answered.

## What it does

Looks at items whose title is an interpellation, or a question from somebody, for a word of what came of it: answered,
put, referred, postponed or withdrawn.
A question in another body than the council is left alone.

## Why it matters

The council's minutes shall show which interpellations and questions were put and which were answered
(Kommunallagen 5:68).

## Example

```markdown profile=kl
# Protokoll från kommunfullmäktige 2024-05-14

## § 41 Interpellation från Asta Berglind (S) om badhuset

Asta Berglind vill veta när badhuset öppnar.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunfullmäktige 2024-05-14

## § 41 Interpellation från Asta Berglind (S) om badhuset

Asta Berglind vill veta när badhuset öppnar.

### Beslut

Interpellationen får ställas och är besvarad.
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

_INTERPELLATION = {
    "sv": re.compile(r"(?:nya?\s+|inkomna?\s+)?interpellation(?:er)?\b", re.IGNORECASE),
    "en": re.compile(r"(?:new\s+)?interpellations?\b", re.IGNORECASE),
}
_QUESTION = {
    "sv": re.compile(
        r"(?:(?:en\s+)?enk(?:el|la)\s+fråg(?:a|or)\b|fråga(?:\s+nr\s+\d+)?\s+(?:från|av|ställd|till)\b|fråga\s+om\b.*\((?:[A-ZÅÄÖ]{1,4})\))",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:oral\s+)?question\s+(?:from|by|to)\b", re.IGNORECASE),
}
_OUTCOME = {
    "sv": re.compile(
        r"\b(?:besvar|svar|ställas\b|ställs\b|få ställ|remitter|bordl|utgå|utgick|återta|återkalla|drar?s? tillbaka"
        r"|drog tillbaka|avslå|avslog|avvis|överlämna|avsluta|medge|skjuts? upp|sköts upp|nästa (?:sammanträde|möte)"
        r"|inga (?:nya )?(?:interpellationer|frågor)|inte (?:ställas|väckas)|anses|bifall|godkän)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:answer|repl(?:y|ied)|respon|put to|may be put|referred|postpon|defer|withdr|reject|next meeting|none)",
        re.IGNORECASE,
    ),
}
_COUNCIL = {"sv": "fullmäktige", "en": "council"}


def check(context: Context) -> Iterator[Finding]:
    """Find questions of which nothing came, as far as the text says."""
    language = context.language
    if language not in _OUTCOME:
        return
    body = (context.meeting.body or "").casefold()
    in_council = not body or _COUNCIL[language] in body
    for item in context.items:
        is_interpellation = _INTERPELLATION[language].match(item.title) is not None
        is_question = in_council and _QUESTION[language].match(item.title) is not None
        if not (is_interpellation or is_question) or item.children or _OUTCOME[language].search(_told(item)):
            continue
        yield Finding(
            heading(item, context),
            N_("`{title}` has no word of whether it was put or answered"),
            N_("write what came of it, such as `Interpellationen får ställas och är besvarad`")
            if is_interpellation
            else N_("write what came of it, such as `Frågan får ställas och är besvarad`"),
            {"title": item.title},
        )


def _told(item: AgendaItem) -> str:
    return "\n".join((item.title, *(block_text(block) for part in item.sections for block in part.blocks)))
