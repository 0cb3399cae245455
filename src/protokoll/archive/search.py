"""Searching the register: passages that have what was asked for, the most telling first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.numbering import number_in
from protokoll.archive.query import runs
from protokoll.archive.record import person_key
from protokoll.archive.selection import Conditions, add_decision, add_meetings, add_person, prepare
from protokoll.archive.terms import Terms, quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from protokoll.archive.query import Query
    from protokoll.archive.selection import Selection

MARK, END = "\ue000", "\ue001"
"""What a snippet has around a word that was asked for: characters that stand in no text."""
_TITLE, _TEXT = 5.0, 1.0
"""How much more a word tells in an item's title."""
_WORDS = 32
"""Words of a snippet."""
_LETTERS = 200
"""Letters of one, where no word was asked for."""

_FROM = """
FROM passage p JOIN meeting m ON m.id = p.meeting JOIN document d ON d.id = m.id
LEFT JOIN item i ON i.meeting = p.meeting AND i.n = p.item
"""
_COLUMNS = """
m.id, m.date, m.body, m.organisation, m.title AS meeting, m.profile, m.language, d.source, i.number, i.prefix, i.anchor,
CASE WHEN p.item IS NULL THEN NULL ELSE p.title END AS title
"""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One passage: whose it is, the words around what was asked for, and where it can be read."""

    date: str | None
    body: str | None
    organisation: str | None
    meeting: str
    """The title of the minutes."""
    number: str | None
    """The item's, as its minutes write it; None where the passage stands in no item."""
    title: str | None
    snippet: str
    source: str
    outputs: dict[str, str]
    """Names below the output folder, by format; the page's with the item's place in it."""


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """How many passages there are, and the first of them."""

    total: int
    hits: list[Hit]
    near: dict[str, str]
    """Where nothing was found: words that no text has, and what each was most likely meant to be."""


def search(connection: sqlite3.Connection, query: Query, selection: Selection, limit: int) -> Results:
    """Find passages; each must have all that is asked for, a year or a body's name also in its meeting's head.

    `connection` is a register's, from `database.open_register`.
    """
    prepare(connection)
    return _Search(connection, query, selection).results(limit)


class _Search:
    def __init__(self, connection: sqlite3.Connection, query: Query, selection: Selection) -> None:
        self._connection = connection
        self._query = query
        self._terms = Terms(connection)
        self._conditions = Conditions()
        self._matches: list[str] = []
        self._heads: list[tuple[int, str]] | None = None
        self._ask_for_words()
        self._ask_for_numbers()
        for words in query.without:
            self._conditions.add("p.id NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", self._any(words))
        add_meetings(selection, self._conditions)
        add_person(selection, self._conditions)
        add_decision(selection, self._conditions, "p.item")

    def results(self, limit: int) -> Results:
        where, values = f"WHERE {self._conditions.sql}", self._conditions.values
        snippet, order = f"substr(p.text, 1, {_LETTERS})", "m.date DESC, m.id, p.id"
        if self._matches:
            # Each word is asked for by a condition of its own; this gives passages their rank, and marks the words.
            where = f"JOIN words ON words.rowid = p.id WHERE words MATCH ? AND {self._conditions.sql}"
            values = [" OR ".join(self._matches), *values]
            snippet = f"snippet(words, 1, '{MARK}', '{END}', '…', {_WORDS})"
            order = f"bm25(words, {_TITLE}, {_TEXT}), m.date DESC, p.id"
        total: int = self._connection.execute(f"SELECT count(*) {_FROM} {where}", values).fetchone()[0]
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, {snippet} AS snippet {_FROM} {where} ORDER BY {order} LIMIT ?",
            [*values, limit],
        ).fetchall()
        outputs = self._outputs({row["id"] for row in rows})
        hits = [_hit(row, outputs.get(row["id"], {})) for row in rows]
        return Results(total=total, hits=hits, near={} if total else self._near())

    # What is asked for

    def _ask_for_words(self) -> None:
        for word in self._query.words:
            self._ask(self._terms.expression(word), word)
        for words in self._query.beginnings:
            self._ask(f"{quoted(words)} *", words)
        for words in self._query.phrases:
            self._ask(quoted(words), words)

    def _ask(self, expression: str, words: str) -> None:
        """Ask for passages that have some words, or that stand in minutes whose head has them."""
        self._matches.append(expression)
        begins = f" {words} " if words.isdecimal() else f" {words}"  # of a name the beginning will do, of a year not
        self._conditions.add(
            "p.id IN (SELECT rowid FROM words WHERE words MATCH ?) OR m.id IN (SELECT value FROM json_each(?))",
            expression,
            json.dumps([number for number, head in self._read_heads() if begins in head]),
        )

    def _read_heads(self) -> list[tuple[int, str]]:
        """Give year, body and organisation of each meeting."""
        if self._heads is None:
            rows = self._connection.execute("SELECT id, substr(date, 1, 4), body, organisation FROM meeting")
            self._heads = [
                (number, f" {person_key(' '.join((year or '', body or '', organisation or '')))} ")
                for number, year, body, organisation in rows
            ]
        return self._heads

    def _ask_for_numbers(self) -> None:
        for number in self._query.items:
            self._conditions.add("folded(i.number) = ?", number)
        if self._query.cases:
            self._connection.create_function("runs", 1, runs, deterministic=True)
        for number in self._query.cases:
            plain = f" {runs(number)} "
            said = " OR ".join(
                f"instr(' ' || runs(coalesce({column}, '')) || ' ', ?)" for column in ("m.date", "m.case_number")
            )
            self._conditions.add(
                f"p.id IN (SELECT rowid FROM words WHERE words MATCH ?) OR {said}"  # noqa: S608 - names of ours
                " OR EXISTS (SELECT 1 FROM case_number c WHERE c.meeting = p.meeting AND c.item = p.item"
                " AND instr(' ' || runs(c.raw) || ' ', ?))",
                quoted(number),
                plain,
                plain,
                plain,
            )

    def _any(self, words: str) -> str:
        return self._terms.expression(words) if " " not in words else quoted(words)

    # What is told

    def _outputs(self, meetings: Iterable[int]) -> dict[int, dict[str, str]]:
        rows = self._connection.execute(
            "SELECT document, format, name FROM output WHERE document IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(meetings)),),
        )
        found: dict[int, dict[str, str]] = {}
        for document, kind, name in rows:
            found.setdefault(document, {})[kind] = name
        return found

    def _near(self) -> dict[str, str]:
        """Give what words were meant that no text has."""
        unknown = [word for word in self._query.words if not self._terms.knows(word)]
        near = {word: self._terms.near(word) for word in unknown}
        return {word: meant for word, meant in near.items() if meant}


def _hit(row: Any, outputs: dict[str, str]) -> Hit:
    if row["anchor"] and "html" in outputs:
        outputs = outputs | {"html": f"{outputs['html']}#{row['anchor']}"}
    return Hit(
        date=row["date"],
        body=row["body"],
        organisation=row["organisation"],
        meeting=row["meeting"],
        number=number_in(row),
        title=row["title"],
        snippet=" ".join(row["snippet"].split()),
        source=row["source"],
        outputs=outputs,
    )
