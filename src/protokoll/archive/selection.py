"""Which meetings and items a question to the register is about, as conditions that SQLite understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.archive.record import person_key

if TYPE_CHECKING:
    import sqlite3


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for; what is None leaves nothing out.

    `body` and `person` are parts of names: `nämnd` is every body that is called one. `years` are the first and the
    last, both among those meant. `decision` is what a clause does, by the name that the model has for it.
    """

    body: str | None = None
    years: tuple[int, int] | None = None
    person: str | None = None
    decision: str | None = None


class Conditions:
    """Parts of a WHERE that must all be true, and the values that stand for their question marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.values: list[object] = []

    def add(self, condition: str, *values: object) -> None:
        """Ask for one thing more."""
        self._parts.append(condition)
        self.values += values

    @property
    def sql(self) -> str:
        """The conditions, each in brackets of its own."""
        return " AND ".join(f"({part})" for part in self._parts) or "1"


def prepare(connection: sqlite3.Connection) -> None:
    """Teach a connection to fold names as the register does: SQLite itself knows no case beyond English."""
    connection.create_function("folded", 1, lambda text: person_key(text or ""), deterministic=True)


def add_meetings(selection: Selection, conditions: Conditions) -> None:
    """Ask for the meetings of a body, or in some years; the row of `meeting` is called `m`."""
    if selection.body is not None:
        conditions.add(
            "instr(folded(coalesce(m.body, '') || ' ' || coalesce(m.organisation, '')), ?)", person_key(selection.body)
        )
    if selection.years is not None:
        first, last = selection.years
        conditions.add("substr(m.date, 1, 4) BETWEEN ? AND ?", f"{first:04}", f"{last:04}")


def add_person(selection: Selection, conditions: Conditions) -> None:
    """Ask for meetings that a person was at, or is named in by a vote or a reservation."""
    if selection.person is None:
        return
    named = " UNION ".join(
        f"SELECT meeting FROM {table} WHERE instr(person, ?)"  # noqa: S608 - names of ours
        for table in ("attendance", "ballot", "dissent")
    )
    conditions.add(f"m.id IN ({named})", *[person_key(selection.person)] * 3)


def add_decision(selection: Selection, conditions: Conditions, item: str) -> None:
    """Ask for items in which a decision has a clause of the kind; `item` is the column that numbers the item."""
    if selection.decision is not None:
        conditions.add(
            f"""EXISTS (SELECT 1 FROM decision d JOIN clause c ON c.meeting = d.meeting AND c.decision = d.n
            WHERE d.meeting = m.id AND d.item IS {item} AND c.kind = ?)""",  # noqa: S608 - a column of ours
            selection.decision,
        )
