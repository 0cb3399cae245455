"""The meeting was held on the spot and at a distance, and nobody is marked as having been at a distance.

## What it does

Looks at the place for words such as `Teams`, `digitalt` or `på distans` beside a room.
If it names both, somebody in the roll should be marked, by a word behind the name, by a heading such as `Närvarande på
distans`, or in the text.
A meeting that was held at a distance by all needs no marks.

## Why it matters

Who takes part at a distance is present only where the council has allowed it, and where all can see and hear each other
(Kommunallagen 5:16, for boards and committees 6:24).
That the minutes say who it was is practice.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Plats: Sessionssalen samt digitalt via Teams

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Plats: Sessionssalen samt digitalt via Teams

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), på distans
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.times import find_dates, find_times
from protokoll.rules.attendance._roll import people, roll_is_elsewhere
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_REMOTE = {
    "sv": re.compile(
        r"(?<!\w)(?:på distans|distans(?:möte|deltagande)?|digital(?:t|a)?(?: möte)?|via länk|på länk|online"
        r"|hybrid(?:möte)?|(?:microsoft |ms )?teams(?:möte)?|zoom|skype|webex|google meet|videomöte|videolänk"
        r"|telefon(?:möte)?)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:remotely|remote|online|hybrid|virtual(?:ly)?|(?:microsoft |ms )?teams|zoom|skype|webex|google meet"
        r"|video (?:call|conference)|telephone|teleconference)\b",
        re.IGNORECASE,
    ),
}
_ASIDE = {
    "sv": re.compile(
        r"(?<!\w)(?:mötet|möte|sammanträdet|sammanträde|hölls|hålls|genomförs|genomfördes|ägde|äger|rum|den|kl|klockan"
        r"|via|på|i|med|och|samt|eller|alternativt|även|delvis|helt|endast|från|till|som|ett|per|fysiskt|plats|tid"
        r"|möteslänk|länk|mån|tis|ons|tors|fre|lör|sön|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:the|meeting|was|held|via|on|in|at|by|and|or|also|partly|from|to|call|link|place|time|\w+day)\b",
        re.IGNORECASE,
    ),
}
_PLACES = {"place", "place_and_time"}
_ROOM = re.compile(r"[^\W\d_]{2}|\d{2}")


def check(context: Context) -> Iterator[Finding]:
    """Find a meeting in two places in whose roll nobody is far away."""
    remote = _REMOTE.get(context.language)
    persons = people(context)
    if remote is None or not persons or roll_is_elsewhere(context):
        return
    line = next((line for line in context.meeting.opening if line.term in _PLACES and remote.search(line.text)), None)
    if line is None or not _names_a_room(context, line.text, remote):
        return
    if any(person.remote or person.room or _is_marked(person.raw, person.group, remote) for person in persons):
        return
    match = remote.search(context.source.text, line.span.start, line.span.end)
    where = Span(match.start(), match.end()) if match else context.first_line(line.span)
    if _is_told_elsewhere(context, remote, line.span):
        return
    yield Finding(
        where,
        N_("the meeting was also held at a distance (`{words}`), but nobody is marked so"),
        N_("write `, på distans` behind the names of those who were")
        if context.language == "sv"
        else N_("write `, remote` behind the names of those who were"),
        {"words": context.source.raw(where) if match else line.text},
    )


def _is_marked(raw: str, group: str | None, remote: re.Pattern[str]) -> bool:
    return remote.search(f"{raw} {group or ''}") is not None


def _names_a_room(context: Context, words: str, remote: re.Pattern[str]) -> bool:
    """Tell a place that remains when all that is far away, and the day and hour, are taken out."""
    if re.search(r"hybrid", words, re.IGNORECASE):
        return True
    spans = [(date.start, date.end) for date in find_dates(words, context.words)]
    spans += [(time.start, time.end) for time in find_times(words, context.words)]
    for start, end in spans:
        words = words[:start] + " " * (end - start) + words[end:]
    rest = _ASIDE[context.language].sub(" ", remote.sub(" ", words))
    return _ROOM.search(rest) is not None


def _is_told_elsewhere(context: Context, remote: re.Pattern[str], place: Span) -> bool:
    """Tell whether the text below says that somebody took part at a distance."""
    words = {"sv": ("delt", "närvar", "ansl"), "en": ("attend", "join", "particip")}[context.language]
    text = context.prose
    lines = (*text[: place.start].splitlines(), *text[place.end :].splitlines())
    return any(remote.search(line) and any(word in line.casefold() for word in words) for line in lines)
