"""What several rules ask of a roll: who is a person, who decides, who is elected, and where a heading stands."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.attendance import Attendee, Mention
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_KEPT_NAMES = 4096

NO_MEMBERS = frozenset({"secretary", "observer", "officer", "rapporteur", "guest"})
"""Capacities of persons who take no part in decisions."""

_ELSEWHERE = re.compile(
    r"\b(?:se|enligt|see|siehe|ks\.?)\b.{0,40}?(?:närvaro|uppropslist|bilag|list|sida|blad|appendix|attach|page|anlage|liite)"
    r"|(?:närvaro|upprops)(?:lista|förteckning)",
    re.IGNORECASE,
)


def is_elsewhere(words: str) -> bool:
    """Tell words that send the reader to another list: `Se närvarolista sid 2`."""
    return _ELSEWHERE.search(words) is not None


def roll_is_elsewhere(context: Context) -> bool:
    """Tell whether the roll, or a part of it, is said to stand elsewhere."""
    words = [person.raw for person in context.meeting.attendees if person.name.partition(" ")[0].lower() in _POINTERS]
    words += [line.text for line in context.meeting.opening if line.term in {"present", "absent"}]
    words += [
        t.block_text(block)
        for section in context.meeting.sections
        if section.term in {"present", "absent"}
        for block in section.blocks[:2]
    ]
    return any(map(is_elsewhere, words))


_POINTERS = frozenset({"se", "enligt", "see", "närvarolista", "närvaroförteckning", "uppropslista", "bilaga"})


def people(context: Context) -> list[Attendee]:
    """Give all in the roll who are somebody: no vacant seat, and no `Se närvarolista`."""
    vacant = context.words.accept.presence["vacant"]
    return [
        person
        for person in context.meeting.attendees
        if t.fold(person.name) not in vacant and not is_elsewhere(person.name)
    ]


def decides(person: Attendee) -> bool:
    """Tell whether the roll says that a person took part in decisions, for the whole meeting or a part of it."""
    return person.serving is True and person.role not in NO_MEMBERS


def is_substitute(person: Attendee) -> bool:
    """Tell a substitute, serving or not, by what the line or the heading says."""
    if person.role == "substitute" or person.substitutes_for:
        return True
    return person.group is not None and tells_of_substitutes(person.group)


def tells_of_substitutes(heading: str) -> bool:
    """Tell a heading that substitutes stand under."""
    return _SUBSTITUTES.search(heading) is not None


_SUBSTITUTES = re.compile(r"ersättare|suppleant|\btjg\.? ?ers|\bsubstitutes?\b|\bdeputies\b|varamedlem", re.IGNORECASE)
_NOT_SERVING = re.compile(r"\b(?:ej|inte|icke)\s+(?:tjänstgörande|beslutande)", re.IGNORECASE)


def is_elected(person: Attendee) -> bool:
    """Tell one who is in the roll as a member or a substitute, the absent among them."""
    if person.role in NO_MEMBERS:
        return False
    if decides(person) or is_substitute(person) or person.role in {"member", "chair", "vice_chair"}:
        return True
    if person.serving is False:
        return person.party is not None and _NOT_SERVING.search(person.group or "") is not None
    return person.party is not None


def is_mentioned_substitute(name: str, persons: Sequence[Attendee]) -> bool:
    """Tell whether another's line says who served in their place: `Bo Ek (M) ers: Rut Al (M)`."""
    folded = t.fold(name)
    return any(person.note is not None and folded in person.note.casefold() for person in persons)


def same(one: str, other: str) -> bool:
    """Compare names, the party behind one of them aside."""
    return bare(one) == bare(other)


@lru_cache(_KEPT_NAMES)
def bare(name: str) -> str:
    """Give a name comparable, without the party behind it."""
    return t.fold(name.partition("(")[0])


def by_name(persons: Sequence[Attendee]) -> dict[str, Attendee]:
    """Give the persons of a roll by their comparable names."""
    return {bare(person.name): person for person in reversed(persons)}


# Places


def heading_of(context: Context, person: Attendee) -> Span:
    """Find the heading or label a person stands under; without one, the person's line."""
    if person.group:
        words = person.group.split()
        text = context.source.text
        start = text.rfind(words[0], 0, person.span.start) if words else -1
        if start != -1:
            found = context.where(person.group, Span(start, person.span.start))
            if found.end - found.start >= len(person.group):
                return found
    return context.first_line(person.span)


def roll_place(context: Context) -> Span:
    """Give the heading of those who decided, else that of the first in the roll, else the document's head."""
    persons = people(context)
    first = next(filter(decides, persons), persons[0] if persons else None)
    return heading_of(context, first) if first else context.head


def name_place(context: Context, person: Attendee | Mention, name: str) -> Span:
    """Find a name in a person's line."""
    return context.where(name, person.span)


# Presence


@cache
def absent_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of the words that say that somebody is absent."""
    words = (*vocabulary.met("presence", "absent"), *vocabulary.met("roll", "absent"))
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


def says_absent(words: str, vocabulary: Vocabulary) -> bool:
    """Tell whether words say that somebody is absent."""
    return absent_words(vocabulary).search(words) is not None


def conflicted(item: AgendaItem) -> set[str]:
    """Give the comparable names of those who left an item for a conflict of interest, as its text tells."""
    return {bare(one.name) for one in item.conflicts if one.kind == "conflict"}
