"""Approvals that the front matter keeps: whether they are all there, and whether they still hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.grammar.names import resolve
from protokoll.grammar.times import find_dates
from protokoll.model.text import fold
from protokoll.seal import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.closing import Approved
    from protokoll.model.meeting import Meeting
    from protokoll.vocabulary import Vocabulary

_CORRECTION = re.compile(
    r"(?:^|(?<=\n))(?P<mark>#{1,6}[ \t]+)?(?:[-*>][ \t]+)?[*_]{0,3}(?:rättelse|korrigering|correction)\w{0,2}(?!\w)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\n#{1,6}[ \t]")
_LINE = 500
"""Characters before a word that are looked at to tell whether it begins a paragraph."""
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")


def approved_by_all(meeting: Meeting) -> bool:
    """Tell whether everyone chosen to approve the minutes has; who was not chosen in words alone does not count."""
    names = {fold(resolve(one.name, meeting.attendees) or one.name) for one in meeting.approvals}
    chosen = [one.person for one in meeting.approval.approvers if one.person] if meeting.approval else []
    return bool(names) and all(fold(person) in names for person in chosen)


def last_approval(meeting: Meeting) -> str | None:
    """Give the day of the last approval: from it on the minutes are approved."""
    return max((one.date for one in meeting.approvals), default=None)


def broken_approvals(meeting: Meeting, text: str, vocabulary: Vocabulary) -> list[Approved]:
    """Give the approvals of something else than what a text says now, where no later correction tells of it."""
    if not any(one.content for one in meeting.approvals):
        return []
    now = content_hash(text)
    changed = [one for one in meeting.approvals if one.content and one.content != now]
    if not changed:
        return []
    corrected = max((day for day in corrections(text, vocabulary) if day), default="")
    return [one for one in changed if corrected < one.date]


def corrections(text: str, vocabulary: Vocabulary) -> Iterator[str | None]:
    """Give the last day that each correction tells; a heading or a paragraph that begins with the word is one."""
    for match in _CORRECTION.finditer(text):
        before = text[max(0, match.start() - _LINE) : match.start()].rstrip(" \t")
        if not match["mark"] and before and not before.endswith("\n\n") and not _after_heading(before):
            continue
        end = (_HEADING if match["mark"] else _BLANK_LINE).search(text, match.end())
        dates = find_dates(text[match.start() : end.start() if end else len(text)], vocabulary)
        yield max((day for date in dates if (day := date.iso())), default=None)


def _after_heading(before: str) -> bool:
    return before.rstrip("\n").rpartition("\n")[2].startswith(("#", "-", "*", ">"))
