"""A person was there for a part of the meeting, and nobody can tell for which.

## What it does

Looks for hedged hours (`till kl 11ca`) and for words such as `en stund` or `del av mötet` behind a name.
In minutes with § it also tells of those who served and have an hour for bounds (`från kl. 13.30`), if no item has hours
and none tells that they came or left.

## Why it matters

The minutes must show who took part in each decision (Kommunallagen 5:67 point 5).
An hour does not tell in minutes that are cut by §, and a hedged hour tells nowhere.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), till kl 11ca

## § 12 Budget

## § 13 Bokslut
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M), § 12

## § 12 Budget

## § 13 Bokslut
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.times import alternatives
from protokoll.rules.attendance._roll import NO_MEMBERS, decides, name_place, people
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_VAGUE = {
    "sv": re.compile(
        r"(?<!\w)(?:en (?:kort )?stund|(?:en )?del(?:ar)? av (?:mötet|sammanträdet|tiden|dagen)|delvis"
        r"|större delen av \w+|(?:i )?början av \w+|(?:i )?slutet av \w+|inledningsvis|första (?:timmen|halvan)"
        r"|(?:kom|anslöt|gick|lämnade) (?:något )?(?:sent|senare|tidigare|tidigt)"
        r"|(?:före|efter|till) (?:lunch|pausen|fikat?|rasten))(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:part of the (?:meeting|time)|partly|for a while|(?:arrived|came|joined|left) (?:late|later|early))\b",
        re.IGNORECASE,
    ),
}
_WORD = re.compile(r"[\w-]+")
_CAME_OR_LEFT = {
    "sv": re.compile(
        r"(?<!\w)(?:anländ\w*|ankom\w*|ansl\w+|inträd\w*|tjänstgör\w*|lämna\w*|avvek|avviker|går|gick|kom|kommer|återkom\w*)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:arriv\w+|join\w*|left|leaves|came|enter\w*)\b", re.IGNORECASE),
}


def check(context: Context) -> Iterator[Finding]:
    """Find presence in part that tells no part."""
    law = context.profile == "kl"
    by_numbers = law and _is_cut_by_numbers(context)
    coming: frozenset[str] | None = None
    vague = _VAGUE.get(context.language)
    for person in people(context):
        if person.status == "absent" or person.items or person.except_items:
            continue
        if law and not (decides(person) or (person.serving is None and person.role not in NO_MEMBERS)):
            continue
        words = vague.search(person.raw) if vague else None
        if person.approximate or words:
            where = context.where(words[0], person.span) if words else _bounds(context, person)
            yield Finding(
                where,
                N_("`{words}` does not tell in which items {name} took part")
                if law
                else N_("`{words}` does not tell for how long {name} was there"),
                N_("write the items, such as `§§ 12–14`") if law else N_("write the hour, such as `till kl. 11.00`"),
                {"words": " ".join(context.source.raw(where).split()), "name": person.name},
            )
        elif by_numbers and (person.since or person.until):
            coming = _words_of_coming(context) if coming is None else coming
            if _is_told(context, person, coming):
                continue
            where = _bounds(context, person)
            yield Finding(
                where,
                N_("`{words}` does not tell in which items {name} took part"),
                N_("write the items, such as `§§ 12–14`"),
                {"words": " ".join(context.source.raw(where).split()), "name": person.name},
            )


def _bounds(context: Context, person: Attendee) -> Span:
    """Find the words that bound a presence; the name where they are not found."""
    found = _bounds_pattern(context.words).search(context.source.text, person.span.start, person.span.end)
    return Span(found.start(), found.end()) if found else name_place(context, person, person.name)


@cache
def _bounds_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.accept.presence
    ends = alternatives((*words["since"], *words["until"], *words["clock"]))
    about = alternatives(words["about"])
    return re.compile(
        rf"(?<!\w)(?:{ends})\s[^\n\d(]{{0,20}}\d{{1,2}}(?:[.:]\d\d)?(?:\s?[-–—]\s?\d{{1,2}}(?:[.:]\d\d)?)?"
        rf"(?:\s*(?:{about})(?!\w))?|\d{{1,2}}[.:]\d\d\s?[-–—]\s?\d{{1,2}}[.:]\d\d",
        re.IGNORECASE,
    )


def _is_cut_by_numbers(context: Context) -> bool:
    """Tell minutes whose items have numbers and no hours."""
    numbered = [item for item in context.items if item.number is not None]
    return bool(numbered) and not any(item.start for item in context.items)


def _is_told(context: Context, person: Attendee, coming: frozenset[str]) -> bool:
    """Tell whether the hour lies outside the meeting's, or an item says that the person came or left."""
    meeting = context.meeting
    late = person.since is not None and not (meeting.start and person.since <= meeting.start)
    early = person.until is not None and not (meeting.end and person.until >= meeting.end)
    if not (late or early):
        return True
    return person.name.rpartition(" ")[2] in coming


def _words_of_coming(context: Context) -> frozenset[str]:
    """Give the words of those lines below the first item's heading that tell of somebody who came or left."""
    pattern = _CAME_OR_LEFT.get(context.language)
    if pattern is None or not context.items:
        return frozenset()
    lines = context.prose[context.items[0].span.start :].splitlines()
    return frozenset(word for line in lines if pattern.search(line) for word in _WORD.findall(line))
