"""The register: meetings, persons, items, decisions and votes as rows, put in and taken out a document at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from protokoll.archive.record import Record

_DERIVED = ("attendance", "item", "case_number", "decision", "clause", "action", "vote", "ballot", "dissent")


def keep(connection: sqlite3.Connection, document: int, record: Record) -> None:
    """Put a meeting in the place of what the register has of a document, within the caller's transaction."""
    forget(connection, document)
    _insert(connection, "meeting", [(document, *record.meeting)])
    for table, rows in record.rows.items():
        _insert(connection, table, [(document, *row) for row in rows])
    connection.executemany("INSERT OR IGNORE INTO person VALUES (?, ?)", record.persons.items())
    for item, title, text in record.passages:
        row = connection.execute(
            "INSERT INTO passage (meeting, item, title, text) VALUES (?, ?, ?, ?)", (document, item, title, text)
        )
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (row.lastrowid, title, text))


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - a table of ours


def forget(connection: sqlite3.Connection, document: int) -> None:
    """Take out of the register what it has of a document."""
    old = connection.execute("SELECT id, title, text FROM passage WHERE meeting = ?", (document,)).fetchall()
    connection.executemany("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", old)
    connection.execute("DELETE FROM passage WHERE meeting = ?", (document,))
    for table in _DERIVED:
        connection.execute(f"DELETE FROM {table} WHERE meeting = ?", (document,))  # noqa: S608 - a table of ours
    connection.execute("DELETE FROM meeting WHERE id = ?", (document,))


def forget_strangers(connection: sqlite3.Connection) -> None:
    """Take out the persons whom no meeting names any more."""
    connection.execute(
        "DELETE FROM person WHERE key NOT IN (SELECT person FROM attendance UNION SELECT person FROM ballot"
        " UNION SELECT person FROM dissent)"
    )
