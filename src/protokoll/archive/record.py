"""What the register keeps of one meeting: rows without the meeting's own number, made where the document is read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from protokoll.model.text import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from protokoll.model.agenda import Action, AgendaItem, Decision, Section
    from protokoll.model.meeting import Meeting
    from protokoll.model.voting import Option, Vote

Value = str | int | None
Row = tuple[Value, ...]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting's rows by table, each without its first column, which is the meeting's number."""

    meeting: Row
    rows: dict[str, list[Row]]
    passages: list[tuple[int | None, str, str]]
    """Item, title and text of each passage."""
    persons: dict[str, str]
    """The name of each person by its key."""


def person_key(name: str) -> str:
    """Fold a name to what it is known by in other minutes: `Anna  EK` and `Anna Ek` are one."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def record(meeting: Meeting, anchors: Mapping[int, str] | None = None, title: str = "") -> Record:
    """Give the rows of a meeting.

    `anchors` are the ids that items have in the written page, by where the item begins in its source; `title` is
    what the document is called where it has no title itself.
    """
    return _Recorder(meeting, anchors or {}, title).record()


class _Recorder:
    def __init__(self, meeting: Meeting, anchors: Mapping[int, str], title: str) -> None:
        self._meeting = meeting
        self._anchors = anchors
        self._title = meeting.title or title
        self._rows: dict[str, list[Row]] = {
            name: []
            for name in (
                "attendance",
                "item",
                "case_number",
                "decision",
                "clause",
                "action",
                "vote",
                "ballot",
                "dissent",
            )
        }
        self._passages: list[tuple[int | None, str, str]] = []
        self._persons: dict[str, str] = {}

    def record(self) -> Record:
        m = self._meeting
        self._attendance()
        self._items(m.items, None)
        self._decisions(m.decisions, None)
        self._actions(m.actions, None)
        if rest := _lines((*self._opening(), *_section_texts(m.sections), *map(block_text, m.unplaced))):
            self._passages.append((None, self._title, rest))
        return Record(
            meeting=(
                self._title,
                m.kind,
                m.profile,
                m.organisation,
                m.body,
                m.language,
                m.date,
                m.start,
                m.end,
                m.place,
                m.case_number,
                m.chair,
                m.secretary,
                m.paragraphs,
            ),
            rows=self._rows,
            passages=self._passages,
            persons=self._persons,
        )

    def _person(self, name: str) -> str:
        key = person_key(name)
        self._persons.setdefault(key, name)
        return key

    def _add(self, table: str, *values: Value) -> int:
        """Add a row that is numbered within its meeting, and give its number."""
        rows = self._rows[table]
        rows.append((len(rows), *values))
        return len(rows) - 1

    def _opening(self) -> Iterator[str]:
        for line in self._meeting.opening:
            yield line.text
        for attendee in self._meeting.attendees:
            yield attendee.raw

    def _attendance(self) -> None:
        for a in self._meeting.attendees:
            self._add(
                "attendance",
                self._person(a.name),
                a.name,
                a.affiliation,
                a.party,
                a.title,
                a.role,
                None if a.serving is None else int(a.serving),
                a.status,
                a.since,
                a.until,
                a.substitutes_for,
                int(a.remote),
            )

    def _items(self, items: Iterable[AgendaItem], parent: int | None) -> None:
        for item in items:
            anchor = self._anchors.get(item.span.start)
            n = self._add("item", parent, item.number, item.prefix, item.title, item.kind, item.start, anchor)
            for raw in dict.fromkeys(number.raw for number in item.case_numbers):
                self._rows["case_number"].append((n, raw))
            self._decisions(item.decisions, n)
            self._actions(item.actions, n)
            for vote in item.votes:
                self._vote(vote, n)
            for dissent in item.dissents:
                for name in dissent.names:
                    self._add("dissent", n, self._person(name), name)
            self._passages.append((n, item.title, _lines(_section_texts(item.sections))))
            self._items(item.children, n)

    def _decisions(self, decisions: Iterable[Decision], item: int | None) -> None:
        for decision in decisions:
            n = self._add("decision", item, decision.decider, decision.lead, decision.level)
            for place, clause in enumerate(decision.clauses):
                below = "\n".join(map(block_text, clause.blocks))
                text = "\n".join(part for part in (clause.text, below) if part)
                self._rows["clause"].append((n, place, clause.kind, text))

    def _actions(self, actions: Iterable[Action], item: int | None) -> None:
        for action in actions:
            self._add("action", item, action.text, action.owner, action.due, int(action.done))

    def _vote(self, vote: Vote, item: int) -> None:
        counts: dict[Option, int] = {**vote.recounted, **{count.option: count.value for count in vote.counts}}
        n = self._add(
            "vote",
            item,
            vote.method,
            vote.question,
            *(counts.get(option) for option in ("yes", "no", "abstain", "absent")),
            vote.meaning.get("yes"),
            vote.meaning.get("no"),
            vote.tie_break,
        )
        for place, ballot in enumerate(vote.ballots):
            row = (n, place, self._person(ballot.voter), ballot.voter, ballot.party, ballot.option)
            self._rows["ballot"].append(row)


def _section_texts(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.heading or ""
        yield from map(block_text, section.blocks)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
