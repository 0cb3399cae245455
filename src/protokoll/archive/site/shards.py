"""What the search box searches: one script of data a year, cut where it grows large.

Scripts, because a page opened from a disk may fetch nothing else. Each calls `protokollShard` with its data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from protokoll.archive.site.contents import Body, Decision, Meeting

LARGEST = 1_500_000
"""Bytes of a script, about."""
_LONGEST = 2_000
"""Letters of an item's decisions that can be searched; what is longer is an appendix, and stands in the minutes."""
_UNDATED = "undated"


class Shard(msgspec.Struct, frozen=True):
    """One script: its name without ending, the year it is of, and its bytes."""

    name: str
    year: str
    data: bytes


def shards(year: str, meetings: Iterable[Meeting], body_of: Mapping[int, Body], bodies: list[Body]) -> Iterator[Shard]:
    """Give the scripts of a year, the newest meetings in the first."""
    places = {id(body): place for place, body in enumerate(bodies)}
    part: list[bytes] = []
    size, count = 0, 0
    for meeting in meetings:
        data = msgspec.json.encode(_meeting(meeting, places[id(body_of[meeting.id])]))
        if part and size + len(data) > LARGEST:
            count += 1
            yield _shard(year, count, part)
            part, size = [], 0
        part.append(data)
        size += len(data)
    if part:
        yield _shard(year, count + 1, part)


def _shard(year: str, count: int, meetings: list[bytes]) -> Shard:
    name = (year or _UNDATED) + (f"-{count}" if count > 1 else "")
    return Shard(
        name, year, b'protokollShard("' + name.encode() + b'",[\n' + as_script(b",\n".join(meetings)) + b"\n])\n"
    )


def as_script(data: bytes) -> bytes:
    """Make JSON safe as a script, whatever old browser reads it and wherever it is put."""
    return data.replace(b"<", b"\\u003c").replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")


def _meeting(meeting: Meeting, body: int) -> list[Any]:
    """Give a meeting as search.js reads it: title, date, body, link, persons, further words, items."""
    output = meeting.outputs[0] if meeting.outputs else None
    return [
        meeting.title,
        meeting.date or "",
        body,
        output.href if output else "",
        meeting.persons,
        " ".join((meeting.summary, *_texts(meeting.loose))),
        [
            [
                item.number,
                item.title,
                item.cases,
                " ".join(_texts(item.decisions))[:_LONGEST],
                item.anchor if meeting.page and item.anchor else "",
                item.persons,
            ]
            for item in meeting.items
        ],
    ]


def _texts(decisions: Iterable[Decision]) -> Iterator[str]:
    return (" ".join(clause.split()) for decision in decisions for clause in decision.clauses)
