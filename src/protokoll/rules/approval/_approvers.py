"""Who approves minutes: those chosen or named in the text, and those whose approval the front matter keeps."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.names import resolve
from protokoll.model.text import fold
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.attendance import Attendee
    from protokoll.rules.context import Context

_NEAR = 0.75
_MOST = 400
"""People of a roll among whom a name like another is looked for: that takes its time."""


class Named(msgspec.Struct, frozen=True):
    """One who approves: the name as written and its place, and the attendee meant, None where that is open."""

    name: str
    span: Span
    person: str | None


def approvers(context: Context) -> list[Named]:
    """Give all who approve, each once."""
    meeting = context.meeting
    found = [
        Named(one.name, context.where(one.name, one.span), one.person)
        for one in (meeting.approval.approvers if meeting.approval else ())
    ]
    known = {fold(one.person or one.name) for one in found}
    for kept in meeting.approvals:
        person = resolve(kept.name, meeting.attendees)
        if fold(person or kept.name) not in known:
            known.add(fold(person or kept.name))
            found.append(Named(kept.name, context.where(kept.name, kept.span), person))
    return found


def attendee(name: str | None, context: Context) -> Attendee | None:
    """Give the entry of the roll that bears a name."""
    folded = fold(name) if name else None
    return next((one for one in context.meeting.attendees if fold(one.name) == folded), None)


def is_whole_name(name: str) -> bool:
    """Tell a name of at least two words, and of nothing else than a name's words."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() or len(word) <= 3 for word in words) and name.isprintable()  # noqa: PLR2004 - "af", "von"


def near_name(name: str, people: Sequence[Attendee]) -> str | None:
    """Give the name in the roll that one is perhaps meant for."""
    if len(people) > _MOST:
        return None
    names = {fold(one.name): one.name for one in people}
    near = get_close_matches(fold(name), list(names), n=1, cutoff=_NEAR)
    return names[near[0]] if near else None
