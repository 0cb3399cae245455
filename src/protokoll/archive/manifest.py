"""What was made of what: the rows that decide whether a document must be converted again.

A row is believed only as a whole: each bears a seal over what it says. A file that SQLite cannot read, of another
version, or that tells of other folders is put aside, and all is made anew.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from protokoll.archive import database, register
from protokoll.diagnostics import N_
from protokoll.errors import OutputError, ProtokollError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from protokoll.archive.record import Record

_ASIDE = ".aside"
_EVERY = 1.0
"""Seconds of work that a killed run may have to do again."""


class Output(msgspec.Struct, frozen=True, array_like=True):
    """One file that was written: its name, its stamp then, and the hash of its bytes.

    A stamp that is empty says that it is stale: the document has changed since, and was not asked for in this format.
    """

    name: str
    stamp: str
    content: str


class Page(msgspec.Struct, frozen=True):
    """One file of the site: its stamp when it was written, and the hash of its bytes."""

    stamp: str
    content: str


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One document as it was when its outputs were made: hashes of source, recipe and pictures, and the outputs."""

    source: str
    stamp: str
    content: str
    recipe: str
    pictures: dict[str, str | None]
    outputs: dict[str, Output]

    @property
    def stale(self) -> dict[str, Output]:
        """The outputs that were made of an older form of the document."""
        return {name: output for name, output in self.outputs.items() if not output.stamp}

    def without(self, outputs: Iterable[str]) -> Entry:
        """Give the entry without outputs in some formats."""
        gone = set(outputs)
        kept = {name: output for name, output in self.outputs.items() if name not in gone}
        return msgspec.structs.replace(self, outputs=kept)

    @property
    def seal(self) -> str:
        """The hash over all that the entry says."""
        told = (self.source, self.stamp, self.content, self.recipe)
        parts = (told, sorted(self.pictures.items()), sorted(self.outputs.items()))
        return sha256(msgspec.msgpack.encode(parts)).hexdigest()


def content_of(data: bytes) -> str:
    """Give the hash by which bytes are known again."""
    return sha256(data).hexdigest()


def entries_of(file: Path, tops: tuple[str, str]) -> dict[str, Entry]:
    """Read a manifest without touching its file; one that would not be trusted has nothing to say."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return {}
    try:
        about = dict(connection.execute("SELECT key, value FROM about").fetchall())
        trusted = database.is_ours(connection) and (about.get("sources"), about.get("outputs")) == tops
        return _entries(connection)[0] if trusted else {}
    except (sqlite3.Error, UnicodeDecodeError):
        return {}
    finally:
        connection.close()


def known_top(file: Path) -> str | None:
    """Give the place of sources that a manifest tells of, None where there is none to ask."""
    if not file.exists():
        return None
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        found = connection.execute("SELECT value FROM about WHERE key = 'sources'").fetchone()
        connection.close()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None


def _entries(connection: sqlite3.Connection) -> tuple[dict[str, Entry], dict[str, int]]:
    """Read all entries, and their numbers, by source."""
    pictures: dict[int, dict[str, str | None]] = {}
    for number, src, content in connection.execute("SELECT document, src, content FROM picture"):
        pictures.setdefault(number, {})[src] = content
    outputs: dict[int, dict[str, Output]] = {}
    for number, name, *fields in connection.execute("SELECT document, format, name, stamp, content FROM output"):
        outputs.setdefault(number, {})[name] = Output(*fields)
    entries, numbers = {}, {}
    query = "SELECT id, seal, source, stamp, content, recipe FROM document"
    for number, seal, source, stamp, content, recipe in connection.execute(query):
        entry = Entry(source, stamp, content, recipe, pictures.get(number, {}), outputs.get(number, {}))
        numbers[source] = number
        # A row that does not say what was written is as good as none, but its number is taken.
        entries[source] = entry if entry.seal == seal else Entry(source, "", "", "", {}, entry.outputs)
    return entries, numbers


class Manifest:
    """The manifest and the register of one output folder, open for writing."""

    def __init__(self, file: Path, tops: tuple[str, str], tell: Callable[[ProtokollError], object]) -> None:
        """Open a file, or put it aside and begin a new one; `tops` are the places of sources and outputs."""
        self._file = file
        self._tops = tops
        self.entries: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}
        self.pages: dict[str, Page] = {}
        self.site = ""
        self.was_cut_off = False
        if reason := self._open():
            self._put_aside(reason, tell)
        self._committed = time.monotonic()
        self._dirty = False
        self._has_strangers = False

    # Opening

    def _open(self) -> str | None:
        """Read what there is; give the reason where it cannot be trusted."""
        known = self._file.exists()
        try:
            self._connection = database.connect(self._file)
            if not database.is_ours(self._connection):
                return N_("{file}: is of another version of protokoll, and is made anew")
            if known and (reason := self._distrust()):
                return reason
            self._read()
        except sqlite3.OperationalError as error:
            if "unable to open" in str(error) or "readonly" in str(error) or "full" in str(error):
                raise self.cannot_write(error) from None
            return N_("{file}: is damaged, and is made anew")
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return N_("{file}: is damaged, and is made anew")
        return None

    def _distrust(self) -> str | None:
        about = dict(self._connection.execute("SELECT key, value FROM about").fetchall())
        if not about:
            return None  # nothing was ever put into it
        if (about.get("sources"), about.get("outputs")) != self._tops:
            return N_("{file}: tells of other folders, and is made anew")
        self.was_cut_off = about.get("state") != "done"
        check = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] if self.was_cut_off else "ok"
        return None if check == "ok" else N_("{file}: is damaged, and is made anew")

    def _read(self) -> None:
        self.entries, self._numbers = _entries(self._connection)
        rows = self._connection.execute("SELECT name, stamp, content FROM page")
        self.pages = {name: Page(stamp, content) for name, stamp, content in rows}
        found = self._connection.execute("SELECT value FROM about WHERE key = 'site'").fetchone()
        self.site = found[0] if found else ""

    def _put_aside(self, reason: str, tell: Callable[[ProtokollError], object]) -> None:
        tell(ProtokollError(reason, N_("the old one is kept as {aside}"), file=self._file, aside=self._aside))
        with suppress(AttributeError, sqlite3.Error):
            self._connection.close()
        try:
            self._file.replace(self._aside)
            for ending in ("-journal", "-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            self._connection = database.connect(self._file)
        except (OSError, sqlite3.Error) as error:
            raise self.cannot_write(error) from None
        self.entries.clear()
        self._numbers.clear()
        self.pages.clear()
        self.site = ""
        self.was_cut_off = True

    @property
    def _aside(self) -> Path:
        return self._file.with_name(self._file.name + _ASIDE)

    # Changing

    def begin(self) -> None:
        """Say that a run is under way: whoever finds it so later knows that it was cut off."""
        self._begin_change()
        values = [("state", "running"), ("sources", self._tops[0]), ("outputs", self._tops[1])]
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values)
        self.commit()

    def keep(self, entry: Entry, record: Record | None) -> None:
        """Put a document's entry in the place of an older one, and its record into the register."""
        self._begin_change()
        fields = (entry.stamp, entry.content, entry.recipe, entry.seal)
        number = self._numbers.get(entry.source)
        if number is None:
            row = self._connection.execute(
                "INSERT INTO document (source, stamp, content, recipe, seal) VALUES (?, ?, ?, ?, ?)",
                (entry.source, *fields),
            )
            number = self._numbers[entry.source] = row.lastrowid or 0
        else:
            self._has_strangers = True  # persons whom only the older text named
            self._connection.execute(
                "UPDATE document SET stamp = ?, content = ?, recipe = ?, seal = ? WHERE id = ?", (*fields, number)
            )
        self._replace(number, "picture", entry.pictures.items())
        outputs = [(name, output.name, output.stamp, output.content) for name, output in entry.outputs.items()]
        self._replace(number, "output", outputs)
        if record is not None:
            register.keep(self._connection, number, record)
        self.entries[entry.source] = entry
        self._commit_at_times()

    def _replace(self, number: int, table: str, rows: Iterable[tuple[str | None, ...]]) -> None:
        values = [(number, *row) for row in rows]
        self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))  # noqa: S608 - a table of ours
        if values:
            marks = ", ".join("?" * len(values[0]))
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608

    def forget(self, source: str) -> None:
        """Take a document out of manifest and register."""
        self._begin_change()
        self._has_strangers = True
        number = self._numbers.pop(source)
        register.forget(self._connection, number)
        self._connection.execute("DELETE FROM document WHERE id = ?", (number,))
        del self.entries[source]
        self._commit_at_times()

    def keep_site(self, key: str, pages: dict[str, Page]) -> None:
        """Remember what the site was made of, and its files."""
        self._begin_change()
        self._connection.execute("INSERT OR REPLACE INTO about VALUES ('site', ?)", (key,))
        self._connection.execute("DELETE FROM page")
        rows = [(name, page.stamp, page.content) for name, page in pages.items()]
        self._connection.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
        self.site, self.pages = key, pages
        self.commit()

    def _begin_change(self) -> None:
        if not self._dirty:
            self._connection.execute("BEGIN IMMEDIATE")
            self._dirty = True

    def _commit_at_times(self) -> None:
        if time.monotonic() - self._committed > _EVERY:
            self.commit()

    def commit(self) -> None:
        """Let all changes stand together."""
        if self._dirty:
            self._connection.execute("COMMIT")
            self._dirty = False
        self._committed = time.monotonic()

    def roll_back(self) -> None:
        """Take back all changes since the last commit, after one that failed: the next run will find them missing."""
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")
        self._dirty = False

    def end(self) -> None:
        """Let all changes stand, and say that the run came to its end."""
        self._begin_change()
        if self._has_strangers:
            register.forget_strangers(self._connection)
        self._connection.execute("INSERT OR REPLACE INTO about VALUES ('state', 'done')")
        self.commit()

    def close(self) -> None:
        """Close the file; what was not committed is as if it had not been."""
        with suppress(sqlite3.Error):
            self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, to read from."""
        return self._connection

    def cannot_write(self, error: Exception) -> OutputError:
        """Say that the register cannot be written."""
        if database.tells_of_damage(error):
            return OutputError(N_("{file}: is damaged"), N_("run again: it is then made anew"), file=self._file)
        reason = getattr(error, "strerror", None) or str(error)
        return OutputError(
            N_("{file}: cannot be written: {reason}"),
            N_("make room; what was converted is there, and the next run goes on from it"),
            file=self._file,
            reason=reason,
        )
