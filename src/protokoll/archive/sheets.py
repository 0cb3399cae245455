"""Lists of the register as files: CSV that a Swedish Excel opens right, and JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.actions import ActionRow
from protokoll.archive.lists import AttendanceRow, BallotRow, Count, DecisionRow, Place
from protokoll.diagnostics import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Say = Callable[[str], str]
    """Gives a word in the language of whoever reads."""

Row = DecisionRow | ActionRow | AttendanceRow | BallotRow

_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the letters of an older Windows."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What Excel takes for the beginning of something to compute, or to run."""

_VOTES = {"yes": N_("yes"), "no": N_("no"), "abstain": N_("abstained"), "absent": N_("absent")}
_OPTIONS = {**_VOTES, "dissent": N_("entered a reservation")}
_LEVELS = {"final": N_("decision"), "recommendation": N_("recommendation")}
KINDS = {
    "adopt": N_("adopts"),
    "grant": N_("grants"),
    "reject": N_("rejects"),
    "refer_back": N_("refers back"),
    "postpone": N_("postpones"),
    "refer": N_("refers"),
    "instruct": N_("instructs"),
    "elect": N_("elects"),
    "discharge": N_("discharges"),
    "deem_answered": N_("deems answered"),
    "note": N_("notes"),
    "recommend": N_("recommends"),
    "endorse": N_("endorses"),
    "withdrawn": N_("withdraws"),
}
"""What a clause does, by the name that the model has for it."""


class Column(msgspec.Struct, frozen=True):
    """A heading, and how a row's cell is written.

    `share` is how much of a table's width it takes beside others that wrap; 0 is as wide as its words, and None is not
    shown to a person at a terminal.
    """

    heading: str
    cell: Callable[[Any, Say], str | int]
    share: int | None = 0


def columns_of(rows: type[Row]) -> tuple[Column, ...]:
    """Give the columns that a kind of row has."""
    return _COLUMNS[rows]


def headings(columns: Sequence[Column], say: Say) -> list[str]:
    """Write the headings of columns."""
    words = (say(column.heading) for column in columns)
    return [word[:1].upper() + word[1:] for word in words]


def cells(rows: Sequence[Row], columns: Sequence[Column], say: Say) -> Iterator[list[str | int]]:
    """Write rows as cells."""
    return ([column.cell(row, say) for column in columns] for row in rows)


def as_csv(rows: Sequence[Row], columns: Sequence[Column], say: Say) -> bytes:
    """Write rows as CSV: UTF-8 with a mark, semicolons, CRLF; no cell can be taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings(columns, say))
    writer.writerows([_harmless(cell) for cell in row] for row in cells(rows, columns, say))
    return (_BOM + text.getvalue()).encode("utf-8", "replace")


def as_json(rows: Sequence[Row]) -> bytes:
    """Write rows as one JSON array."""
    return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"


def as_json_lines(rows: Sequence[Row]) -> bytes:
    """Write rows as JSON, each in a line of its own."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


# Cells


def _clauses(row: DecisionRow, _: Say) -> str:
    return "\n".join(clause.text for clause in row.clauses)


def _kinds(row: DecisionRow, say: Say) -> str:
    kinds = dict.fromkeys(clause.kind for clause in row.clauses if clause.kind)
    return ", ".join(say(KINDS[kind]) for kind in kinds)


def _votes(row: DecisionRow, say: Say) -> str:
    return "; ".join(filter(None, (_vote(vote, say) for vote in row.votes)))


def _vote(vote: Count, say: Say) -> str:
    counts = ((say(_VOTES[name]), getattr(vote, name)) for name in vote.__struct_fields__)
    return ", ".join(f"{name} {count}" for name, count in counts if count is not None)


def _report(row: ActionRow, say: Say) -> str:
    if row.report is None:
        return ""
    return " ".join(part for part in (row.report.date, row.report.title) if part) or say(N_("done"))


_BODY = Column(N_("body"), lambda row, _: row.body or "", share=2)
_ORGANISATION = Column(N_("organisation"), lambda row, _: row.organisation or "", share=None)


def _at(place: Callable[[Place], str]) -> Callable[[Any, Say], str]:
    return lambda row, _: place(row.place)


_WHERE = (
    Column(N_("date"), _at(lambda place: place.date or "")),
    Column(N_("body"), _at(lambda place: place.body or ""), share=2),
    Column(N_("organisation"), _at(lambda place: place.organisation or ""), share=None),
    Column(N_("number"), _at(lambda place: place.number or "")),
    Column(N_("case number"), _at(lambda place: ", ".join(place.case_numbers)), share=2),
    Column(N_("item"), _at(lambda place: place.title), share=3),
)
_FILES = (
    Column(N_("source"), _at(lambda place: place.source), share=None),
    Column(N_("page"), _at(lambda place: place.page or ""), share=None),
)
_COLUMNS: dict[type[Row], tuple[Column, ...]] = {
    DecisionRow: (
        *_WHERE,
        Column(N_("decision"), _clauses, share=6),
        Column(N_("what it does"), _kinds, share=None),
        Column(N_("decided by"), lambda row, _: row.decider or "", share=None),
        Column(N_("level"), lambda row, say: say(_LEVELS[row.level]), share=None),
        Column(N_("vote"), _votes, share=2),
        *_FILES,
    ),
    ActionRow: (
        *_WHERE,
        Column(N_("action"), lambda row, _: row.text, share=6),
        Column(N_("who"), lambda row, _: row.owner or "", share=3),
        Column(N_("due"), lambda row, _: row.due or ""),
        Column(N_("days since"), lambda row, _: "" if row.age is None else row.age),
        Column(N_("reported back"), _report, share=3),
        *_FILES,
    ),
    AttendanceRow: (
        Column(N_("name"), lambda row, _: row.name),
        Column(N_("party"), lambda row, _: row.party or ""),
        Column(N_("affiliation"), lambda row, _: row.affiliation or "", share=2),
        _BODY,
        _ORGANISATION,
        Column(N_("meetings"), lambda row, _: row.meetings),
        Column(N_("present"), lambda row, _: row.present),
        Column(N_("partly present"), lambda row, _: row.partial),
        Column(N_("absent"), lambda row, _: row.absent),
        Column(N_("took part in decisions"), lambda row, _: row.serving),
        Column(N_("first meeting"), lambda row, _: row.first or ""),
        Column(N_("last meeting"), lambda row, _: row.last or ""),
    ),
    BallotRow: (
        Column(N_("name"), lambda row, _: row.name),
        Column(N_("party"), lambda row, _: row.party or ""),
        Column(N_("voted"), lambda row, say: say(_OPTIONS[row.option])),
        *_WHERE,
        Column(N_("question"), lambda row, _: row.question or "", share=3),
        *_FILES,
    ),
}
