"""Where pages lie in the output folder, and how one leads to another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

if TYPE_CHECKING:
    import sqlite3

_FOLDER = "site"
_START = "index.html"


class Places(msgspec.Struct, frozen=True):
    """Where the site lies, kept clear of the names that documents have."""

    folder: str
    """All but the first page lie in it."""
    start: str
    """The first page: at the top, or in the folder where a document already has that name."""

    def below(self, name: str) -> str:
        """Give the name of a file of the site."""
        return f"{self.folder}/{name}"


def find_places(connection: sqlite3.Connection) -> Places:
    """Choose places that no output has; names that differ only in case are one, as they are on many disks."""
    taken = {name.casefold() for (name,) in connection.execute("SELECT name FROM output")}
    tops = {name.partition("/")[0] for name in taken}
    folder, count = _FOLDER, 1
    while folder in tops:
        count += 1
        folder = f"{_FOLDER}-{count}"
    return Places(folder, _START if _START not in tops else f"{folder}/{_START}")


def address(name: str) -> str:
    """Write a name as part of a web address."""
    return quote(name)


def up_from(name: str) -> str:
    """Give the way from a page to the top of the output folder."""
    return "../" * name.count("/")
