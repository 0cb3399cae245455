"""A decision does not say who decides.

## What it does

Looks at each section headed as a decision for the body that decides: before its points, in a sentence or in the
heading.
Where no decision of the document names it, that is said once.
Answers to questions need no decider.

## Why it matters

An extract shows the decision without the first page.
Without `Kommunstyrelsen beslutar` it cannot be told from a proposal, nor who may be held to it.
The law does not ask for the words; it is custom.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

att höja taxan till 60 kronor.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar

att höja taxan till 60 kronor.
```

## Fix safety

The fix writes the body of the minutes before the points.
It is unsafe, because another may have decided, such as the chair or a committee.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.grammar.times import alternatives
from protokoll.model.text import block_text
from protokoll.rules.decisions._points import begin, headed, section_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Decision
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_CLOSE = 120
"""Characters at the beginning of a decision within which its body is named."""

# Endings of names of bodies in the form that may decide: "Kommunstyrelsen", not "Styrelsemöte".
_DECIDING = {"sv": ("styrelsen", "nämnden", "fullmäktige", "utskottet", "direktionen", "gruppen", "rådet", "nätverket")}

_QUESTIONS = ("interpellation", "fråga från", "fråga om", "fråga till", "enkel fråga")


def check(context: Context) -> Iterator[Finding]:
    """Find decisions that nobody takes."""
    if context.language not in _DECIDING:
        return
    decisions = [(item, one) for item, one in headed(context) if not _is_question(item)]
    unnamed = [(item, one) for item, one in decisions if not _named(context, item, one)]
    if len(unnamed) > 1 and len(unnamed) == len(decisions):
        yield Finding(
            begin(context, unnamed[0][1]),
            N_("none of the {count} decisions says who decides"),
            N_("write before the points who decides, such as `{lead}`"),
            {"count": len(unnamed), "lead": _lead(context)},
            fix=_fix(context, [one for _, one in unnamed]),
        )
        return
    for _, decision in unnamed:
        yield Finding(
            begin(context, decision),
            N_("the decision does not say who decides"),
            N_("write before the points who decides, such as `{lead}`"),
            {"lead": _lead(context)},
            fix=_fix(context, [decision]),
        )


def _is_question(item: AgendaItem | None) -> bool:
    return item is not None and (item.kind == "question" or item.title.casefold().startswith(_QUESTIONS))


def _named(context: Context, item: AgendaItem | None, decision: Decision) -> bool:
    if decision.decider:
        return True
    section = section_of(context, item, decision)
    words = "\n".join([section.heading or "", *map(block_text, section.blocks)])[:_CLOSE]
    return bool(_body(context.words).search(words)) or (context.meeting.body or "\0").casefold() in words.casefold()


@cache
def _body(words: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of a body that acts, at the beginning of a line."""
    bodies = alternatives((*words.accept.bodies["statutory"], *words.accept.bodies["acting"], *_more(words)))
    return re.compile(
        rf"^(?!{alternatives(words.accept.decision['clause'])}\s)(?:[\w,&-]+[ ]){{0,4}}\w*(?:{bodies})s?(?!\w)",
        re.MULTILINE | re.IGNORECASE,
    )


def _more(words: Vocabulary) -> tuple[str, ...]:
    return tuple(word for word in words.accept.bodies["meeting"] if word.endswith(("en", "et")))


def _lead(context: Context) -> str:
    otherwise = "Kommunstyrelsen" if context.profile == "kl" else "Styrgruppen"
    return f"{_decider(context) or otherwise} {context.words.accept.decision['decides'][0]}"


def _decider(context: Context) -> str | None:
    body = context.meeting.body or ""
    return body[:1].upper() + body[1:] if body.casefold().endswith(_DECIDING[context.language]) else None


def _fix(context: Context, decisions: list[Decision]) -> Fix | None:
    """Put the body before the points, if they stand on lines of their own."""
    if not _decider(context):
        return None
    edits = []
    for decision in decisions:
        start = decision.clauses[0].span.start
        if decision.style != "att" or context.source.text[start - 1 : start] != "\n":
            return None
        edits.append(Edit(Span(start, start), f"{_lead(context)}\n\n"))
    return Fix(N_("Write who decides before the points"), tuple(edits), safe=False)
