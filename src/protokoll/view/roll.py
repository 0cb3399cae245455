"""The roll as printed: who was there under which heading, and in words who was not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from protokoll.model import text as t
from protokoll.view import page as p
from protokoll.view.content import clean
from protokoll.view.dates import clock
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.attendance import Attendee, Mention
    from protokoll.model.content import Node
    from protokoll.model.meeting import Meeting
    from protokoll.source import Span
    from protokoll.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")


def roll_view(meeting: Meeting, vocabulary: Vocabulary) -> p.Roll | None:
    """Group attendees under the headings they stood under, the absent together; None for nobody.

    Whom a line of the opening names ("Närvarande: …"), or a table, is left out: these are printed as written.
    """
    named = [line.span for line in meeting.opening if line.term in {"present", "absent"}]
    named += [section.span for section in meeting.sections]
    attendees = [person for person in meeting.attendees if not _stands_in(person, named)]
    if not attendees:
        return None
    groups: dict[str, list[p.Person]] = {}
    absent: list[p.Person] = []
    emptied = _all_absent(attendees)
    for person in attendees:
        heading = person.group or vocabulary.say(Term.PRESENT)
        says_absent = any(t.fold(heading).startswith(word) for word in vocabulary.accept.roll["absent"])
        apart = person.status == "absent" and heading not in emptied
        shown = _person(person, vocabulary, say_absent=apart is False and not says_absent)
        (absent if apart else groups.setdefault(heading, [])).append(shown)
        for mention in person.also:
            if not _stands_in(mention, named):
                groups.setdefault(mention.group or heading, []).append(_mentioned(mention, person))
    shown_groups = [p.RollGroup(heading=clean(heading), persons=tuple(persons)) for heading, persons in groups.items()]
    if absent:
        shown_groups.append(p.RollGroup(heading=vocabulary.say(Term.ABSENT), persons=tuple(absent)))
    return p.Roll(
        heading=vocabulary.say(Term.TAKING_PART if meeting.kind == "extract" else Term.ATTENDANCE),
        summary=_summary(attendees, vocabulary),
        groups=tuple(shown_groups),
    )


def _all_absent(attendees: Sequence[Attendee]) -> set[str]:
    """Find the headings under which everyone is absent: they need not be taken apart."""
    headings = {person.group for person in attendees if person.group}
    return headings - {person.group for person in attendees if person.status != "absent"}


def _summary(attendees: Sequence[Attendee], vocabulary: Vocabulary) -> str:
    counts = Counter(person.status for person in attendees)
    parts = [vocabulary.say(Term.PRESENT_COUNT, count=counts["present"] + counts["partial"])]
    if counts["partial"]:
        parts.append(vocabulary.say(Term.PARTIAL_COUNT, count=counts["partial"]))
    if counts["absent"]:
        parts.append(vocabulary.say(Term.ABSENT_COUNT, count=counts["absent"]))
    return ", ".join(parts)


def _stands_in(node: Node, spans: Sequence[Span]) -> bool:
    return any(span.start <= node.span.start < span.end for span in spans)


def _mentioned(mention: Mention, person: Attendee) -> p.Person:
    """Show a further mention as it was written."""
    rest = mention.raw.partition(person.name)[2].strip(" ,;–-") if mention.raw.startswith(person.name) else mention.raw
    return p.Person(name=clean(person.name), remark=clean(rest))


def _person(person: Attendee, vocabulary: Vocabulary, *, say_absent: bool) -> p.Person:
    name = f"{person.name} ({person.party})" if person.party else person.name
    detail = ", ".join(part for part in (person.affiliation, person.title) if part)
    word = vocabulary.say(Term.IS_ABSENT)
    absent = [word] if person.status == "absent" and (say_absent or word in _words(person.raw)) else []
    remarks = [*_remarks(person, vocabulary), *absent]
    shown = p.Person(name=clean(name), detail=clean(detail), remark=clean(", ".join(remarks)))
    numbered = person.items or person.except_items or person.conflicts
    if numbered or _words(person.raw) - _words(f"{shown.name} {shown.detail} {shown.remark}"):
        # The line says something in words of its own: let it speak.
        before, found, behind = person.raw.partition(person.name)
        tail = (
            ", ".join(part for part in (before.strip(" ,;:–-"), behind.strip(" ,;–-")) if part) if found else person.raw
        )
        party = f"({person.party})"
        known = tail.startswith(party)
        if known:
            tail = tail.removeprefix(party).strip(" ,;:–-")
        words = ", ".join(part for part in (tail, *absent) if part)
        shown = p.Person(name=clean(name if known else person.name), remark=clean(words))
    return shown


def _remarks(person: Attendee, vocabulary: Vocabulary) -> list[str]:
    found = []
    if person.role and not person.title:
        found.append(vocabulary.say(Term(f"role_{person.role}")))
    if person.substitutes_for:
        found.append(vocabulary.say(Term.SUBSTITUTES_FOR, name=person.substitutes_for))
    for time, exact, about in (
        (person.since, Term.SINCE_TIME, Term.SINCE_ABOUT),
        (person.until, Term.UNTIL_TIME, Term.UNTIL_ABOUT),
    ):
        if time:
            found.append(vocabulary.say(about if person.approximate else exact, time=clock(time, vocabulary)))
    return [*found, *(words for words in (person.email, person.handle, person.room, person.note) if words)]


def _words(words: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(words))
