"""Decisions of one document are written in different styles.

## What it does

Compares the decisions that stand in a section of their own.
Some documents write points with *att*, some write sentences without, such as `Taxan höjs`; some write *beslutar*, some
*beslutade*.
Where both are met, the first decision in the rarer style is named.
Points that only note something, and answers to questions, are left alone, and so are the marks of lists.

## Why it matters

One style through the document tells that a difference in words is a difference in meaning.
It is house style, not law.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

## § 42 Budget

### Beslut

Kommunstyrelsen beslutar att anta budgeten.

## § 43 Lokaler

### Beslut

Kommunstyrelsen beslutade att hyra lokalen.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

## § 42 Budget

### Beslut

Kommunstyrelsen beslutar att anta budgeten.

## § 43 Lokaler

### Beslut

Kommunstyrelsen beslutar att hyra lokalen.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions._points import headed, line_of, own_words, section_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem, Decision
    from protokoll.rules.context import Context

_FEWEST = 3
"""Decisions that a document must have before a style can be told."""

_ATT = {"sv": re.compile(r"(?<!\w)att(?!\w)", re.IGNORECASE)}
_PRESENT = {"sv": re.compile(r"(?<!\w)beslutar(?!\w)", re.IGNORECASE)}
_PAST = {"sv": re.compile(r"(?<!\w)(?:beslutade|beslöt)(?!\w)", re.IGNORECASE)}
_LEFT_ALONE = frozenset({"note", "deem_answered", "withdrawn", "postpone"})

_Place = tuple[str, Span]


def check(context: Context) -> Iterator[Finding]:
    """Find a style that is not that of the others."""
    if context.language not in _ATT:
        return
    decisions = [(item, one) for item, one in headed(context) if not _is_left_alone(item, one)]
    if len(decisions) < _FEWEST:
        return
    forms = [(_form(context, item, one), line_of(context, one.clauses[0])) for item, one in decisions]
    with_att = [place for place in forms if place[0] == "att"]
    without = [place for place in forms if place[0] == "plain"]
    if with_att and without and len(with_att) != len(without):
        if len(with_att) > len(without):
            message = N_("this decision is written without `att`, and {more} of {count} with it")
            hint = N_("write it as the others are: `… beslutar att …`")
        else:
            message = N_("this decision is written with `att`, and {more} of {count} without it")
            hint = N_("write it as the others are, in a sentence without `att`")
        yield _finding(with_att, without, message, hint)
    tenses = [place for item, one in decisions if (place := _tense(context, item, one))]
    present = [place for place in tenses if place[0] == "present"]
    past = [place for place in tenses if place[0] == "past"]
    if present and past and len(tenses) >= _FEWEST and len(present) != len(past):
        yield _finding(
            present,
            past,
            N_("`{word}` is another tense than that of most decisions"),
            N_("write all decisions in one tense, such as `beslutar`"),
            context,
        )


def _is_left_alone(item: AgendaItem | None, decision: Decision) -> bool:
    if item is not None and item.kind in {"question", "information"}:
        return True
    return decision.clauses[0].kind in _LEFT_ALONE


def _form(context: Context, item: AgendaItem | None, decision: Decision) -> str:
    """Tell points with att from sentences without; other forms are neither."""
    att = _ATT[context.language]
    if decision.style == "att" or att.search(decision.lead or ""):
        return "att"
    if decision.style == "sentence" and len(own_words(decision.clauses[0]).split()) > 1:
        words = own_words(decision.clauses[0])
        if not (_PRESENT[context.language].search(words) or _PAST[context.language].search(words)):
            return "" if att.search(words) else "plain"
        return "att" if att.search(words) else ""
    section = section_of(context, item, decision)
    return "plain" if decision.style in {"numbered", "dash"} and section.level is not None else ""


def _tense(context: Context, item: AgendaItem | None, decision: Decision) -> _Place | None:
    """Give the verb of deciding and where it stands."""
    section = section_of(context, item, decision)
    start, end = section.span.start, decision.clauses[0].span.end
    text = context.source.text
    found = [
        (tense, match)
        for tense, pattern in (("present", _PRESENT), ("past", _PAST))
        if (match := pattern[context.language].search(text, start, end))
    ]
    if not found:
        return None
    tense, match = min(found, key=lambda one: one[1].start())
    return tense, Span(match.start(), match.end())


def _finding(
    first: Sequence[_Place], second: Sequence[_Place], message: str, hint: str, context: Context | None = None
) -> Finding:
    fewer, more = sorted((first, second), key=len)
    place = fewer[0][1]
    values: dict[str, str | int | float] = (
        {"word": context.source.raw(place)} if context else {"more": len(more), "count": len(fewer) + len(more)}
    )
    return Finding(place, message, hint, values, (Related(more[0][1], N_("most are written like this one")),))
