"""Small archives for the tests: Markdown minutes in a register, with the files that were made of them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from protokoll.archive import database, register
from protokoll.archive.record import record
from protokoll.brand import load_brand
from protokoll.pipeline import compose
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from protokoll.brand import Brand

MAY = """\
# Protokoll kommunstyrelsen 2024-05-14

Organisation: Åviks kommun

## Närvarande

Ordförande: Anna Ek (S)
Bo Alm (M)

## § 41 Budget för vägar

Dnr KS 2024/00007

### Beslut

Kommunstyrelsen beslutar

att anta budgeten för vägarna, och
att uppdra åt förvaltningen att återkomma i höst.

## § 42 Rapport

Ingen fråga.
"""
JUNE = """\
# Protokoll kommunstyrelsen 2023-06-01

Organisation: Åviks kommun

## § 9 Ny simhall

12 ja-röster mot 9 nej-röster.

### Beslut

Kommunstyrelsen beslutar att bygga en simhall vid ån.
"""
CULTURE = """\
# Protokoll kulturnämnden 2024-03-05

Organisation: Åviks kommun

## § 3 Biblioteket & arkivet </script><script>alert(1)</script>

### Beslut

Kulturnämnden beslutar att hålla öppet på söndagar.
"""
MINUTES = {"ks/maj 2024.md": MAY, "ks/juni.md": JUNE, "kultur/mars.md": CULTURE}


def filled(folder: Path, minutes: Mapping[str, str], brand: Brand | None = None) -> sqlite3.Connection:
    """Make the register of an archive in a folder; with a brand, the minutes' own pages as well."""
    connection = database.connect(folder / database.FILE_NAME)
    for number, (source, text) in enumerate(minutes.items(), 1):
        document = compose(Source(text), brand or load_brand("base"))
        connection.execute("INSERT INTO document VALUES (?, ?, '', ?, '', '')", (number, source, str(hash(text))))
        for kind in ("html", "docx", "pdf"):
            name = f"{source.removesuffix('.md')}.{kind}"
            connection.execute("INSERT INTO output VALUES (?, ?, ?, '', '')", (number, kind, name))
        if brand:
            file = folder / f"{source.removesuffix('.md')}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.write(["html"], brand)["html"])
        register.keep(connection, number, record(document.meeting, document.page.anchors))
    return connection
