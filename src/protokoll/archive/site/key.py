"""Whether the site must be made anew: one hash over all that it is made of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from protokoll import __version__

if TYPE_CHECKING:
    import sqlite3

    from protokoll.brand import Brand


def site_key(connection: sqlite3.Connection, brand: Brand, *, language: str = "sv", address: str | None = None) -> str:
    """Give a hash that changes whenever a file of the site may; it reads the manifest, not the register."""
    found = hashlib.sha256()

    def add(*parts: object) -> None:
        found.update(msgspec.json.encode([str(part) for part in parts]))

    add(__version__, language, address)
    _add_brand(brand, found)
    # The register's rows follow from a document's bytes and recipe; so do its outputs, and their sizes.
    for sql in (
        "SELECT source, content, recipe FROM document ORDER BY source",
        "SELECT source, format, name, o.content FROM output o JOIN document d ON d.id = document ORDER BY name",
    ):
        cursor = connection.cursor()
        cursor.row_factory = None
        found.update(msgspec.json.encode(cursor.execute(sql).fetchall()))
    return found.hexdigest()


def _add_brand(brand: Brand, found: hashlib._Hash) -> None:
    told = (brand.organisation, brand.palette, brand.customs, brand.typography.base, brand.typography.headings)
    weight = brand.typography.heading_weight
    found.update(msgspec.json.encode((told, weight, brand.logo and (brand.logo.svg, brand.logo.alt))))
    files = [face.path for face in brand.typography.web_faces]
    for folder in brand.site_folders:
        files += sorted(path for path in folder.iterdir() if path.is_file())
    for file in files:
        found.update(msgspec.json.encode((file.name, hashlib.sha256(file.read_bytes()).hexdigest())))
    for face in brand.typography.web_faces:
        found.update(msgspec.json.encode((face.family, face.weight, face.style)))
