"""What the register can be listed by: decisions, and how persons attended and voted; `actions` has a fourth list."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.numbering import number_in
from protokoll.archive.record import person_key
from protokoll.archive.selection import Conditions, add_decision, add_meetings, add_person, prepare

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from protokoll.archive.selection import Selection

HEAD = """m.id AS meeting, m.date, m.body, m.organisation, m.title AS minutes, m.profile, m.language, d.source,
i.number, i.prefix, i.title, i.anchor,
(SELECT name FROM output o WHERE o.document = m.id AND o.format = 'html') AS page,
(SELECT json_group_array(raw) FROM case_number c WHERE c.meeting = m.id AND c.item = i.n) AS cases"""
"""The columns that make a `Place`; tables are called as `joined` calls them."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something stands: the meeting, and the item if it stands in one."""

    date: str | None
    body: str | None
    organisation: str | None
    number: str | None
    """The item's, as its minutes write it."""
    case_numbers: tuple[str, ...]
    title: str
    """The item's; that of the minutes where it stands in no item."""
    source: str
    page: str | None
    """The written page, and the item's place in it, below the output folder."""


class Count(msgspec.Struct, frozen=True):
    """How a vote went; None where it is not told."""

    yes: int | None
    no: int | None
    abstain: int | None
    absent: int | None


class Clause(msgspec.Struct, frozen=True):
    """One point of a decision, and what it does by its verb, if that is known."""

    text: str
    kind: str | None


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One decision. `level` is `final` or `recommendation`; `votes` are those of its item."""

    place: Place
    decider: str | None
    level: str
    clauses: tuple[Clause, ...]
    votes: tuple[Count, ...]


class AttendanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """How often a person was at the meetings of a body that name her; `party` is the last that was told.

    `serving` counts the meetings at which she is said to have taken part in decisions; `partial` those of which she
    missed a part.
    """

    name: str
    party: str | None
    affiliation: str | None
    body: str | None
    organisation: str | None
    meetings: int
    present: int
    partial: int
    absent: int
    serving: int
    first: str | None
    last: str | None


class BallotRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one person voted: `yes`, `no`, `abstain`, `absent`; or `dissent`, where she entered a reservation."""

    name: str
    party: str | None
    option: str
    question: str | None
    place: Place


def joined(table: str) -> str:
    """Write a FROM of a table, called `x`, whose rows stand in an item or in none."""
    return (
        f"FROM {table} x JOIN meeting m ON m.id = x.meeting JOIN document d ON d.id = m.id"
        " LEFT JOIN item i ON i.meeting = x.meeting AND i.n = x.item"
    )


def place_of(row: Any) -> Place:
    """Read the columns of `HEAD`."""
    page = row["page"]
    return Place(
        date=row["date"],
        body=row["body"],
        organisation=row["organisation"],
        number=number_in(row),
        case_numbers=tuple(json.loads(row["cases"])),
        title=row["title"] or row["minutes"],
        source=row["source"],
        page=f"{page}#{row['anchor']}" if page and row["anchor"] else page,
    )


def decisions(connection: sqlite3.Connection, selection: Selection) -> list[DecisionRow]:
    """List decisions in the order of time."""
    prepare(connection)
    asked = Conditions()
    add_meetings(selection, asked)
    add_person(selection, asked)
    if selection.decision is not None:
        asked.add(
            "EXISTS (SELECT 1 FROM clause c WHERE c.meeting = m.id AND c.decision = x.n AND c.kind = ?)",
            selection.decision,
        )
    rows = connection.execute(
        f"SELECT {HEAD}, x.n, x.item, x.decider, x.level {joined('decision')} WHERE {asked.sql}"
        " ORDER BY m.date, m.id, x.item IS NULL, x.item, x.n",
        asked.values,
    ).fetchall()
    meetings = {row["meeting"] for row in rows}
    clauses = _grouped(connection, "clause", "decision, text, kind", meetings)
    votes = _grouped(connection, "vote", "item, yes, no, abstain, absent", meetings)
    return [
        DecisionRow(
            place=place_of(row),
            decider=row["decider"],
            level=row["level"],
            clauses=tuple(Clause(*values) for values in clauses[row["meeting"], row["n"]]),
            votes=tuple(Count(*values) for values in votes[row["meeting"], row["item"]]),
        )
        for row in rows
    ]


def _grouped(
    connection: sqlite3.Connection, table: str, columns: str, meetings: Iterable[int]
) -> dict[tuple[int, int | None], list[tuple[Any, ...]]]:
    """Read rows of some meetings by meeting and first column."""
    found: dict[tuple[int, int | None], list[tuple[Any, ...]]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT meeting, {columns} FROM {table}"  # noqa: S608 - names of ours
        " WHERE meeting IN (SELECT value FROM json_each(?)) ORDER BY meeting, n",
        (json.dumps(sorted(meetings)),),
    )
    for meeting, first, *rest in rows:
        found[meeting, first].append(tuple(rest))
    return found


def attendance(connection: sqlite3.Connection, selection: Selection) -> list[AttendanceRow]:
    """List persons by body and name; those of one name are taken for one person."""
    prepare(connection)
    asked = Conditions()
    add_meetings(selection, asked)
    if selection.person is not None:
        asked.add("instr(x.person, ?)", person_key(selection.person))
    rows = connection.execute(
        f"""SELECT x.person, coalesce(p.name, x.name) AS name, x.party, x.affiliation, x.status, x.serving,
        m.id, m.body, m.organisation, m.date FROM attendance x JOIN meeting m ON m.id = x.meeting
        LEFT JOIN person p ON p.key = x.person WHERE {asked.sql} ORDER BY m.date, m.id, x.n""",  # noqa: S608 - ours
        asked.values,
    )
    found: dict[tuple[str, ...], dict[int, Any]] = defaultdict(dict)
    for row in rows:  # who is named twice at one meeting was there once
        found[person_key(row["organisation"] or ""), person_key(row["body"] or ""), row["person"]][row["id"]] = row
    return [_attended(list(of_one.values())) for _, of_one in sorted(found.items())]


def _attended(rows: list[Any]) -> AttendanceRow:
    status = [row["status"] for row in rows]
    last: Any = rows[-1]
    return AttendanceRow(
        name=last["name"],
        party=next((row["party"] for row in reversed(rows) if row["party"]), None),
        affiliation=next((row["affiliation"] for row in reversed(rows) if row["affiliation"]), None),
        body=last["body"],
        organisation=last["organisation"],
        meetings=len(rows),
        present=status.count("present"),
        partial=status.count("partial"),
        absent=status.count("absent"),
        serving=sum(row["serving"] == 1 for row in rows),
        first=rows[0]["date"],
        last=last["date"],
    )


def ballots(connection: sqlite3.Connection, selection: Selection) -> list[BallotRow]:
    """List how persons voted, and what they entered reservations against, by name and time."""
    prepare(connection)
    asked = Conditions()
    add_meetings(selection, asked)
    add_decision(selection, asked, "x.item")
    if selection.person is not None:
        asked.add("instr(x.person, ?)", person_key(selection.person))
    voted = (
        "(SELECT b.meeting, v.item, b.person, b.name, b.party, b.option, v.question, v.n AS vote, b.n FROM ballot b"
        " JOIN vote v ON v.meeting = b.meeting AND v.n = b.vote"
        " UNION ALL SELECT meeting, item, person, name, NULL, 'dissent', NULL, 1000000, n FROM dissent)"
    )
    rows = connection.execute(
        f"SELECT {HEAD}, x.name, x.party, x.option, x.question {joined(voted)} WHERE {asked.sql}"
        " ORDER BY x.person, m.date, m.id, x.item, x.vote, x.n",
        asked.values,
    )
    return [
        BallotRow(
            name=row["name"],
            party=row["party"],
            option=row["option"],
            question=row["question"],
            place=place_of(row),
        )
        for row in rows
    ]
