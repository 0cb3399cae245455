"""A Word file that someone else made, opened with care: what is in its package, and what refers to what."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from protokoll.errors import BrandError
from protokoll.writers import word_xml as xml

if TYPE_CHECKING:
    from pathlib import Path

MOST_UNPACKED = 50_000_000
"""Bytes a template may unpack to; real ones have a few million at most."""

_SAVE_AGAIN = "open it in Word and save it again as .docx"


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What a part refers to: the last word of the relation's type, and a part's name or an address outside."""

    kind: str
    target: str
    external: bool


class ForeignPackage:
    """A Word file: .docx or .dotx, with macros or without."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
        except (zipfile.BadZipFile, OSError, ValueError):
            raise self.error("is no Word document", "save it in Word as .docx or .dotx, without a password") from None
        if sum(entry.file_size for entry in self._zip.infolist()) > MOST_UNPACKED:
            raise self.error(f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB", "make its pictures smaller")
        self._names = set(self._zip.namelist())
        self.main = next((r.target for r in self.relations("").values() if r.kind == "officeDocument"), "")
        if not self.main:
            raise self.error("is no Word document", "save it in Word as .docx or .dotx")

    def error(self, told: str, cure: str, **values: str) -> BrandError:
        """Make an error that names the file; `values` are the words of the message that the file itself holds."""
        return BrandError(f"{{file}}: {told}", cure, file=self.file, **values)

    def read(self, name: str) -> bytes:
        """Give a part as it is."""
        if name not in self._names:
            raise self.error("refers to `{part}`, which is not in it", _SAVE_AGAIN, part=name)
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error):
            raise self.error("`{part}` in it cannot be unpacked", _SAVE_AGAIN, part=name) from None

    def parse(self, name: str) -> xml.Node:
        """Give a part as XML, of whatever kind."""
        try:
            return xml.parse(self.read(name))
        except xml.NotXmlError as error:
            raise self.error(f"`{{part}}` in it {error}", _SAVE_AGAIN, part=name) from None

    def word_part(self, name: str) -> xml.Node:
        """Give a part that is written in Word's own elements."""
        root = self.parse(name)
        if not xml.speaks_word(root):
            raise self.error(
                "is no Word document of the usual kind",
                "save it in Word as `Word Document (.docx)`, not as `Strict Open XML Document`",
            )
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """Give what a part refers to, by the id it uses for it; the package itself has the name ``."""
        folder, base = posixpath.split(name)
        described = posixpath.join(folder, "_rels", f"{base}.rels")
        if described not in self._names:
            return {}
        return {
            row.get("Id", ""): _relation(row, folder)
            for row in self.parse(described)
            if str(row.tag).endswith("}Relationship")
        }


def _relation(row: xml.Node, folder: str) -> Relation:
    kind, target = row.get("Type", "").rpartition("/")[2], row.get("Target", "")
    if row.get("TargetMode") == "External":
        return Relation(kind=kind, target=target, external=True)
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target).partition("#")[0]))
    return Relation(kind=kind, target=path.lstrip("/"), external=False)
