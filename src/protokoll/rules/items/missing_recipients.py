"""A decision gives somebody a task or hands something on, but nobody is named to be told of it.

## What it does

Looks at items whose decision instructs somebody or refers a matter to somebody, for recipients
(`Beslutet skickas till`).
A list of recipients for the whole document counts for all items.

## Why it matters

Whoever is to act has to be told.
The list of recipients is what the registry sends the extract by; the law does not ask for it.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att uppdra åt fritidschefen att se över taxan.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att uppdra åt fritidschefen att se över taxan.

### Beslutet skickas till

Fritidschefen
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.times import alternatives
from protokoll.model.text import block_text
from protokoll.rules.items._matter import name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_PLAIN = "beslutet skickas till"
_HANDS_ON = frozenset({"instruct", "refer"})


def check(context: Context) -> Iterator[Finding]:
    """Find decisions that somebody should be told of, and nobody is."""
    if any(part.term == "recipients" for part in context.meeting.sections):
        return
    for item in context.items:
        clause = next(
            (one for decision in item.decisions for one in decision.clauses if one.kind in _HANDS_ON),
            None,
        )
        if clause is None or _has_recipients(item, context.words):
            continue
        yield Finding(
            context.first_line(clause.span),
            N_("the decision gives somebody a task, but `{title}` names no recipients")
            if clause.kind == "instruct"
            else N_("the decision hands something on, but `{title}` names no recipients"),
            N_("write below it who is to be told, under `### {heading}`"),
            {"title": name(item), "heading": _heading(context.words)},
        )


def _heading(words: Vocabulary) -> str:
    """Give the plainest heading over recipients that the language has."""
    known = words.accept.sections["recipients"]
    return (_PLAIN if _PLAIN in known else known[0]).capitalize() if known else _PLAIN.capitalize()


def _has_recipients(item: AgendaItem, words: Vocabulary) -> bool:
    if item.recipients or any(part.term == "recipients" for part in item.sections):
        return True
    label = _label(words)
    return any(label.search(block_text(block)) for part in item.sections for block in part.blocks)


@cache
def _label(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words.met('sections', 'recipients'))})(?!\w)", re.IGNORECASE)
