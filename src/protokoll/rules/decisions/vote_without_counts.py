"""A vote was held, and nothing tells what it gave.

## What it does

Looks in an item for words such as `votering begärs` or `efter omröstning`, and for how a vote was put, with no
numbers and no named ballots after them.
It says nothing where the vote was not held, where another meeting's vote is told of, or where a list is attached.

## Why it matters

The minutes must tell of each vote how it was put and what it gave (Kommunallagen 5:67).
Who appeals the decision, or wants to know what a member stood for, has nothing else to go by.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Beslutsgång

Votering begärs och genomförs.

### Beslut

Kommunstyrelsen beslutar att avslå ansökan.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 3 Simhallen

### Beslutsgång

Votering begärs och genomförs. Ja för bifall, nej för avslag.
Asta Berglind (S) röstar ja (1).
Tore Wiklund (M) och Cilla Ekman (C) röstar nej (2).

### Beslut

Kommunstyrelsen beslutar att avslå ansökan.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.decisions import _votes as votes
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Section
    from protokoll.rules.context import Context

    Held = tuple[tuple[frozenset[str | None], re.Pattern[str]], ...]

_VOTE = r"(?:votering|omröstning)(?:en)?"
_OPEN = frozenset({None, "motions", "procedure", "vote"})
_HELD: dict[str, tuple[tuple[frozenset[str | None], re.Pattern[str]], ...]] = {
    "sv": (
        (
            _OPEN,
            re.compile(
                rf"(?<!\w)(?:{_VOTE}\s+(?:begärs|begärdes|verkställs|verkställdes)"
                r"|(?:begär|begärde)\s+(?:öppen\s+|sluten\s+)?(?:votering|omröstning))(?!\w)",
                re.IGNORECASE,
            ),
        ),
        (
            frozenset({"procedure", "vote"}),
            re.compile(
                rf"(?<!\w)(?:{_VOTE}\s+(?:genomförs|genomfördes|utfaller|utföll|sker|skedde|förrättas|förrättades)"
                r"|(?:genomför|genomförde|förrättar)\s+(?:en\s+)?(?:öppen\s+|sluten\s+)?(?:votering|omröstning))(?!\w)",
                re.IGNORECASE,
            ),
        ),
        (
            _OPEN | {"decision"},
            re.compile(
                r"(?:(?<=beslutar\s)|(?<=beslutade\s))"
                rf"efter\s+(?:genomförd\s+|verkställd\s+|öppen\s+|sluten\s+)?{_VOTE}(?!\w)",
                re.IGNORECASE,
            ),
        ),
    )
}
"""Words that tell of a vote, each by where they do: "omröstning sker öppet" may as well be a rule that is adopted."""
_CALLED_OFF = {
    "sv": re.compile(
        r"(?<!\w)(?:ingen|utan|inte|ej|återtar|återtas|drar tillbaka|dras tillbaka|avslås|skulle)(?!\w)"
        r"|(?<!begäran\s)(?<!framställan\s)(?<!\w)om\s+(?:votering|omröstning)",
        re.IGNORECASE,
    )
}
_TOLD_ELSEWHERE = {
    "sv": re.compile(
        r"(?<!\w)(?:(?:omröstnings|voterings)(?:lista|listan|bilaga|protokoll\w*|resultat\w*)|bilag\w+|enhällig\w*"
        r"|lottning\w*|lott|lotten|valsed\w*|\d+\s*(?:–|-|/|mot)\s*\d+|(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio"
        r"|tio|elva|tolv|\w+ton|tjugo\w*|trettio\w*|fyrtio\w*)\s+(?:av\s+)?(?:ja|nej|röst|ledam)\w*|röstar\s+(?:ja|nej|för|emot)"
        r"|(?:ja|nej)(?:-?röster)?\s*[:(=–-]\s*[\dA-ZÅÄÖ(])",
        re.IGNORECASE,
    )
}
_ANOTHER_TIME = re.compile(r"§\s*\d|\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b")
_NO_DECISION = ("question", "information")
_WHERE = frozenset({None, "motions", "procedure", "vote", "decision"})
_NEAR = 400
"""Characters before and after a word within which its sentence is looked at."""
_SENTENCE = re.compile(r"(?<=[.!?])\s|\n\s*\n")


def check(context: Context) -> Iterator[Finding]:
    """Find votes that give nothing."""
    held = _HELD.get(context.language)
    looks = held and ("votering" in (folded := context.source.text.casefold()) or "omröstning" in folded)
    for item in context.items:
        mute = [one for one in item.votes if not one.counts and not one.ballots]
        if len(mute) < len(item.votes):
            continue  # the result of one is there, and what else is said may belong to it
        at = mute[0].span if mute else None
        if at is not None:
            at = context.where(mute[0].question or "", at)
        elif looks and held and item.kind not in _NO_DECISION:
            at = _mention(context, item, held)
        if at is None or _told(context, item):
            continue
        yield Finding(
            at,
            N_("a vote, but not what it gave"),
            N_("write how many voted ja and nej and who they were, or that the call for a vote was withdrawn"),
        )


def _mentions(context: Context, section: Section, held: Held) -> Iterator[re.Match[str]]:
    for terms, pattern in held:
        if section.term in terms:
            yield from pattern.finditer(context.prose, section.span.start, section.span.end)


def _mention(context: Context, item: AgendaItem, held: Held) -> Span | None:
    for section in item.sections:
        for match in _mentions(context, section, held):
            first = max(section.span.start, match.start() - _NEAR)
            before = _SENTENCE.split(context.prose[first : match.start()])[-1]
            after = _SENTENCE.split(context.prose[match.start() : min(section.span.end, match.end() + _NEAR)])[0]
            sentence = before + after
            if section.term is None and before.strip(" *_") and match[0][:1].casefold() in "vo":
                continue  # "frågar varför votering begärs": what is said of votes, and no vote
            if not _ANOTHER_TIME.search(sentence):
                return Span(match.start(), match.end())
    return None


def _told(context: Context, item: AgendaItem) -> bool:
    """Tell whether an item says that the vote was not held, or gives a result in words that were not read."""
    called_off, elsewhere = _CALLED_OFF.get(context.language), _TOLD_ELSEWHERE.get(context.language)
    words = votes.words_of(context, item, _WHERE | {"attachments", "discussion"})
    if elsewhere and elsewhere.search(_without_meaning(words)):
        return True
    return bool(
        called_off
        and any(
            called_off.search(sentence)
            for sentence in _SENTENCE.split(words)
            if "votering" in sentence.casefold()
            or "omröstning" in sentence.casefold()
            or "begäran" in sentence.casefold()
        )
    )


_MEANING = re.compile(r"(?<!\w)(?:ja|nej)(?:-?röst)?\s*(?:för|=|:)[^.;]*", re.IGNORECASE)


def _without_meaning(words: str) -> str:
    """Drop what ja and nej stood for: it is no result."""
    return _MEANING.sub("", words)
