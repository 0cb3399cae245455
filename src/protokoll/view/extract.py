"""An extract: some items of a meeting, with those who served in them and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.errors import UsageError
from protokoll.grammar.service import all_items, served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.meeting import Meeting

_KEPT_LINES = {
    "body",
    "date",
    "time",
    "start",
    "end",
    "place",
    "place_and_time",
    "case_number",
    "approvers",
    "approval_place_time",
}
_MOST_SHOWN = 12


def extracted(meeting: Meeting, wanted: Sequence[str]) -> Meeting:
    """Give a meeting with only the items wanted, by number ("12", "§ 12 a") or clock time ("09.20"), in their order."""
    known = {key: item for item in all_items(meeting.items) for key in _keys(item)}
    for name in wanted:
        if _key(name) not in known:
            raise _no_such_item(name, meeting)
    chosen = {id(known[_key(name)]): known[_key(name)] for name in wanted}
    items = tuple(item for item in all_items(meeting.items) if id(item) in chosen)
    return msgspec.structs.replace(
        meeting,
        kind="extract",
        opening=tuple(line for line in meeting.opening if line.term in _KEPT_LINES),
        attendees=tuple(person for person in meeting.attendees if any(served(person, item) for item in items)),
        items=items,
        sections=(),
        decisions=(),
        actions=(),
        closing_headings=(),
        signatures=(),
        approvals=tuple(msgspec.structs.replace(one, content=None) for one in meeting.approvals),
        notice=None,
        unplaced=(),
    )


def _keys(item: AgendaItem) -> Iterator[str]:
    if item.number:
        yield _key(item.number)
        if item.prefix:
            yield _key(f"{item.prefix}{item.number}")
    elif item.start:
        yield _key(item.start)


def _key(name: str) -> str:
    """Make names of items comparable: `§ 12 a`, `12a`; `09.20`, `9:20`."""
    return re.sub(r"[§\s]", "", name).casefold().replace(":", ".").rstrip(".").lstrip("0")


def _no_such_item(name: str, meeting: Meeting) -> UsageError:
    there = [item.number or item.start or "" for item in all_items(meeting.items)]
    named = [number for number in there if number]
    shown = ", ".join(named[:_MOST_SHOWN]) + (" …" if len(named) > _MOST_SHOWN else "")
    cure = "choose from {shown}" if named else "its items have neither number nor time; give them one"
    return UsageError("there is no item `{name}`", cure, name=name, shown=shown)
