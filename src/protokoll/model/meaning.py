"""What a meeting says, whatever form it was written in: two sources with the same meaning are the same minutes.

`meaning` is all of it, word by word; `facts` only what was read as data, which stays when words are mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.agenda import AgendaItem, Decision
    from protokoll.model.meeting import Meeting

_FORM = {
    "span",
    "date_span",
    "raw",
    "level",
    "group_level",
    "generator",
    "furniture",
    "problems",
    "marker",
    "start_number",
    "content",
}
"""Fields that tell how or where a thing was written, and not what it says; `content` is a hash of the writing."""


def meaning(meeting: Meeting) -> Any:
    """Give all that a meeting says as plain data, without places and form."""
    return _meaning(msgspec.to_builtins(meeting))


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _meaning(inner) for key, inner in value.items() if key not in _FORM}
        if value.get("type") == "text" and set(value) <= {"type", "span", "text"}:
            return value["text"]
        return kept
    if isinstance(value, (list, tuple)):
        return _joined([_meaning(inner) for inner in value])
    return " ".join(value.split()) if isinstance(value, str) else value


def _joined(values: list[Any]) -> list[Any]:
    """Join pieces of text that stand side by side: where an escape cut them is form."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, str) and found and isinstance(found[-1], str):
            found[-1] += value
        else:
            found.append(value)
    return found


def facts(meeting: Meeting) -> Any:
    """Give what a meeting's data say: a fix that is safe leaves them as they are, whatever it does to the words.

    When and where, who was there and for how long, the items, what kind of decisions each holds, the votes, and who
    approved the minutes.
    """
    approval = meeting.approval
    return {
        "meeting": (meeting.kind, meeting.profile, meeting.body, meeting.organisation),
        "when": (meeting.date, meeting.start, meeting.end, meeting.place),
        "case_number": meeting.case_number,
        "offices": (meeting.chair, meeting.secretary),
        "persons": [
            (
                *(person.name, person.affiliation, person.party, person.role, person.serving, person.substitutes_for),
                *(person.status, person.struck, person.since, person.until, person.approximate, person.remote),
                *(person.items, person.except_items, person.conflicts),
            )
            for person in meeting.attendees
        ],
        "items": _items(meeting.items),
        "decisions": _decisions(meeting.decisions),
        "signatures": [(one.name, one.role, one.date) for one in meeting.signatures],
        "approval": approval and (approval.mode, approval.date, [(one.name, one.person) for one in approval.approvers]),
        "notice": meeting.notice and _meaning(msgspec.to_builtins(meeting.notice)),
    }


def _items(items: Sequence[AgendaItem]) -> list[Any]:
    return [
        {
            "item": (item.number, item.prefix, item.start, item.end, item.title, item.kind),
            "case_numbers": [one.raw for one in item.case_numbers],
            "decisions": _decisions(item.decisions),
            "motions": [(one.movers, one.kind, one.withdrawn) for one in item.motions],
            "votes": [
                (
                    *(vote.method, vote.recounted, vote.tie_break),
                    [(one.option, one.value) for one in vote.counts],
                    [(one.voter, one.party, one.option) for one in vote.ballots],
                )
                for vote in item.votes
            ],
            "dissents": [one.names for one in item.dissents],
            "conflicts": [(one.name, one.kind) for one in item.conflicts],
            "immediate_approval": item.immediate_approval,
            "children": _items(item.children),
        }
        for item in items
    ]


def _decisions(decisions: Sequence[Decision]) -> list[Any]:
    return [(one.decider, one.level, [clause.kind for clause in one.clauses]) for one in decisions]
