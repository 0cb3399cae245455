"""`register.sqlite`: one file in the output folder that holds the manifest and the register, changed together.

The manifest (`document`, `picture`, `output`) tells what was made of which bytes; the register (the other tables) what
the documents say. Both are derived: a file that cannot be trusted is put aside and made anew from the sources.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "register.sqlite"
VERSION = 1
"""Counts up with each change of the tables; a file of another version is made anew."""

_APPLICATION = 0x50524F54
"""`PROT`: what kind of SQLite file this is, for `file` and for us."""

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The manifest

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,  -- below the folder of sources, with `/`
    stamp TEXT NOT NULL,          -- what tells without reading that the source is as it was
    content TEXT NOT NULL,        -- SHA-256 of the source's bytes
    recipe TEXT NOT NULL,         -- SHA-256 of all else that the outputs are made of: brand, settings, the tool
    seal TEXT NOT NULL            -- SHA-256 over the document's own rows of the manifest
);
CREATE TABLE picture (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    src TEXT NOT NULL,            -- as the document names it
    content TEXT,                 -- SHA-256 of its bytes, NULL where it could not be shown
    PRIMARY KEY (document, src)
) WITHOUT ROWID;
CREATE TABLE output (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    format TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,    -- below the output folder, with `/`
    stamp TEXT NOT NULL,          -- what tells without reading that it is as we wrote it
    content TEXT NOT NULL,        -- SHA-256 of its bytes
    PRIMARY KEY (document, format)
) WITHOUT ROWID;
CREATE TABLE page (               -- of the site
    name TEXT PRIMARY KEY,        -- below the output folder, with `/`
    stamp TEXT NOT NULL,
    content TEXT NOT NULL
) WITHOUT ROWID;

-- The register; `meeting` is the document's id, and things are numbered (`n`) within their meeting

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,           -- minutes, notes, agenda, extract
    profile TEXT NOT NULL,        -- kl, samverkan, anteckning
    organisation TEXT,
    body TEXT,
    language TEXT NOT NULL,
    date TEXT,                    -- ISO
    start TEXT, "end" TEXT,       -- HH:MM
    place TEXT,
    case_number TEXT,
    chair TEXT,
    secretary TEXT,
    paragraphs TEXT
);
CREATE INDEX meeting_by_date ON meeting (date);

CREATE TABLE person (
    key TEXT PRIMARY KEY,         -- the name folded: how it is known again
    name TEXT NOT NULL            -- as first written
) WITHOUT ROWID;

CREATE TABLE attendance (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    affiliation TEXT, party TEXT, title TEXT,
    role TEXT,                    -- chair, member, substitute, officer, …
    serving INTEGER,              -- 1 took part in decisions, 0 did not, NULL where not said
    status TEXT NOT NULL,         -- present, partial, absent
    since TEXT, until TEXT,
    substitutes_for TEXT,
    remote INTEGER NOT NULL,
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;
CREATE INDEX attendance_by_person ON attendance (person);

CREATE TABLE item (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    parent INTEGER,
    number TEXT, prefix TEXT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,           -- business, information, election, question, …
    start TEXT,
    anchor TEXT,                  -- the item's id in the page that is written of the minutes
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;

CREATE TABLE case_number (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    item INTEGER NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (meeting, item, raw)
) WITHOUT ROWID;
CREATE INDEX case_number_by_raw ON case_number (raw);

CREATE TABLE decision (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    item INTEGER,                 -- NULL for a decision that stands in no item
    decider TEXT, lead TEXT,
    level TEXT NOT NULL,          -- final, recommendation
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;

CREATE TABLE clause (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    decision INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT,                    -- adopt, grant, reject, instruct, elect, …
    text TEXT NOT NULL,
    PRIMARY KEY (meeting, decision, n)
) WITHOUT ROWID;

CREATE TABLE action (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    item INTEGER,
    text TEXT NOT NULL,
    owner TEXT,
    due TEXT,                     -- an ISO date, or the words where they name none
    done INTEGER NOT NULL,
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;

CREATE TABLE vote (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    item INTEGER NOT NULL,
    method TEXT NOT NULL,
    question TEXT,
    yes INTEGER, no INTEGER, abstain INTEGER, absent INTEGER,
    yes_means TEXT, no_means TEXT,
    tie_break TEXT,
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;

CREATE TABLE ballot (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    vote INTEGER NOT NULL,
    n INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    party TEXT,
    option TEXT NOT NULL,         -- yes, no, abstain, absent
    PRIMARY KEY (meeting, vote, n)
) WITHOUT ROWID;
CREATE INDEX ballot_by_person ON ballot (person);

CREATE TABLE dissent (
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    n INTEGER NOT NULL,
    item INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (meeting, n)
) WITHOUT ROWID;

-- Words: one passage an item, and one for what stands in no item

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    item INTEGER,
    title TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passage_by_meeting ON passage (meeting);
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='passage', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0", prefix='3'  -- å, ä and ö are letters of their own
);
"""


def connect(file: Path) -> sqlite3.Connection:
    """Open a database for writing, made anew where there is none."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 10000")
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        _make(connection)
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN;{SCHEMA}PRAGMA application_id = {_APPLICATION};PRAGMA user_version = {VERSION};COMMIT;"
    )


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether an open database is one of this version of ours."""
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return (kind, version) == (_APPLICATION, VERSION)


def tells_of_damage(error: Exception) -> bool:
    """Tell whether what went wrong is the file itself, and not the disk or another process."""
    code = getattr(error, "sqlite_errorcode", 0)  # its lowest byte is the kind, the others say more
    return code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def reading(place: Path) -> Iterator[sqlite3.Connection]:
    """Open a register to read from, and say so where reading shows that it is damaged."""
    connection = open_register(place)
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise UsageError(
            N_("{file}: cannot be read: {reason}"),
            N_("remove it and run `protokoll batch` again: it makes the register anew"),
            file=place / FILE_NAME if place.is_dir() else place,
            reason=str(error),
        ) from None
    finally:
        connection.close()


def open_register(place: Path) -> sqlite3.Connection:
    """Open the register of an output folder, or a register's own file, to read from; rows come with names."""
    file = place / FILE_NAME if place.is_dir() else place
    if not file.is_file():
        raise UsageError(
            N_("{file}: there is no register"),
            N_("`protokoll batch FOLDER -o {folder}` makes one"),
            file=file,
            folder=place,
        )
    try:
        connection = sqlite3.connect(f"file:{_escaped(file)}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA busy_timeout = 10000")
        if is_ours(connection):
            return connection
    except sqlite3.DatabaseError:
        pass
    raise UsageError(
        N_("{file}: is damaged, or of another version of protokoll"),
        N_("run `protokoll batch` again: it makes the register anew"),
        file=file,
    )


def _escaped(file: Path) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - hardly any other module needs it

    return quote(str(file.absolute()))
