"""An item has neither a decision nor any sign that none was to be taken.

## What it does

Finds items with a proposal or claims and no decision, in formal minutes and in those of a collaboration.
In formal minutes it also finds items below which nothing stands, and items with a case number whose text tells neither
of a decision nor of somebody informing, reporting or discussing.
Items about the meeting itself, information, reports, questions and breaks are left alone.

## Why it matters

The minutes shall say of each item what was decided (Kommunallagen 5:67).
An item that only informs is told by its title or its text, so that nobody looks for a decision.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Förslag till beslut

Förvaltningen föreslår att taxan höjs till 60 kronor.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Förslag till beslut

Förvaltningen föreslår att taxan höjs till 60 kronor.

### Beslut

Kommunstyrelsen beslutar att höja taxan till 60 kronor.
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.grammar.times import alternatives
from protokoll.model.text import block_text
from protokoll.rules.items._cases import has_case_number
from protokoll.rules.items._matter import heading, is_information, is_none, is_procedure, knows, name
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Section
    from protokoll.rules.context import Context

# Parts of an item that only lead to a decision, or follow from it.
_ATTACHMENT = frozenset({"bilaga", "appendix", "attachment", "annex"})
_BEFORE = frozenset({"proposal", "motions", "background", "documents", "summary", "case_number", "recipients"})

# Beginnings of words that tell of a decision, and of somebody telling something.
_DECIDED = {
    "sv": (
        *("beslut", "beslöt", "bifall", "bifölls", "avslå", "avslog", "avslag", "godkän", "bordl", "återremi", "utgå"),
        *("utgick", "antas", "antogs", "antar", "fastställ", "noter", "till handlingarna", "utse", "utsåg", "välj"),
        *("valdes", "besvara", "förklara", "uppdra", "i uppdrag", "ställer sig bakom", "ställde sig bakom", "skjuts"),
        *("dras", "drogs", "återta", "enligt förslag", "entledig", "bevilja", "medge", "enas", "enades", "överens"),
        *("hänskjut", "remitter", "överlämna", "ajourner", "avskriv", "tillstyrk"),
    ),
    "en": (
        *("decid", "resolv", "agree", "approv", "reject", "adopt", "postpon", "defer", "refer", "elect", "appoint"),
        *("carried", "note", "withdrawn", "grant", "accept", "consensus"),
    ),
}
_TOLD = {
    "sv": (
        *("inform", "redog", "redovis", "berätta", "presenter", "föredra", "rapporter", "diskut", "samtal", "dialog"),
        *("går igenom", "gick igenom", "gicks igenom", "genomgång", "svara", "fråg", "hälsa", "öppna", "avsluta"),
        *("tacka", "meddela", "visa", "beskr", "tar upp", "tog upp", "lyft", "lämna", "yttra", "delta", "anmäl"),
        *("orienter", "uppmana", "påminn", "fortsätt", "planera", "arbet", "kommer att", "återkom", "inga", "inget"),
        *("ingen", "hålls", "hölls", "äger rum", "ordföranden", "mötet", "sekretess", "jäv"),
    ),
    "en": (
        *("inform", "report", "present", "discuss", "update", "review", "ask", "answer", "explain", "said", "told"),
        *("thank", "welcome", "open", "clos", "no", "none", "plan", "will", "chair", "meeting"),
    ),
}


def check(context: Context) -> Iterator[Finding]:
    """Find items that end without a decision."""
    if not knows(context) or context.meeting.decisions or context.meeting.kind == "notes":
        return
    for item in context.items:
        if item.children or item.decisions or item.votes or _is_left_alone(item, context):
            continue
        if any(part.term == "decision" for part in item.sections):
            continue  # an empty one is another rule's
        told = "\n".join(
            block_text(block) for part in item.sections if part.term not in _BEFORE for block in part.blocks
        )
        if _decided(context.language).search(told):
            continue
        proposal = next((part for part in item.sections if _is_proposal(part, context)), None)
        if proposal is not None:
            yield _undecided(context, item, proposal)
        elif context.profile == "kl" and not is_information(item, context):
            everything = "\n".join(block_text(block) for part in item.sections for block in part.blocks)
            if not everything.strip():
                yield _finding(context, item, N_("nothing stands below the item `{title}`"))
            elif has_case_number(item, context) and not _told(context.language).search(everything):
                yield _finding(
                    context, item, N_("the item `{title}` has no decision, and does not say it is information")
                )


def _is_left_alone(item: AgendaItem, context: Context) -> bool:
    if (
        item.kind in {"question", "information"}
        or (item.prefix or "").casefold() in _ATTACHMENT
        or is_procedure(item, context)
        or is_none(item, context)
    ):
        return True
    return item.number is None and context.profile == "kl"  # it may be no item at all


def _is_proposal(part: Section, context: Context) -> bool:
    """Tell what was to be decided; in informal minutes a proposal named in passing is none."""
    formal = context.profile == "kl" or part.level is not None
    return part.term in {"proposal", "motions"} and bool(part.blocks) and formal


@cache
def _decided(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_DECIDED[language])})", re.IGNORECASE)


@cache
def _told(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_TOLD[language])})", re.IGNORECASE)


def _undecided(context: Context, item: AgendaItem, proposal: Section) -> Finding:
    return Finding(
        heading(item, context),
        N_("the item `{title}` has a proposal but no decision"),
        N_("write below `### {decision}` what was decided, even that the item was postponed"),
        {"title": name(item), "decision": context.words.say(Term.DECISION)},
        (Related(context.first_line(proposal.span), N_("what was proposed")),),
    )


def _finding(context: Context, item: AgendaItem, message: str) -> Finding:
    hint = N_("write below `### {decision}` what was decided, or let the title say that it is information")
    values: dict[str, str | int | float] = {"title": name(item), "decision": context.words.say(Term.DECISION)}
    return Finding(heading(item, context), message, hint, values)
