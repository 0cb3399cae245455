"""A register of a few minutes, made as a batch makes it."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

from tests.archive.batching import batch

from protokoll.archive.database import open_register

BOARD = """\
# Protokoll kommunstyrelsen {date}

Åviks kommun

## Närvarande

Ordförande: Anna Ek (S)
Bo Alm (M)

{items}
"""
"""Minutes of a board; `{items}` are its items."""


def minutes(date: str, items: str, form: str = BOARD) -> str:
    """Write minutes of a day."""
    return form.replace("{date}", date).replace("{items}", items)


def archive(folder: Path, *texts: str) -> Path:
    """Convert minutes to pages, and give the folder they and their register are in."""
    source, out = folder / "in", folder / "out"
    source.mkdir(exist_ok=True)
    for number, text in enumerate(texts, 1):
        (source / f"{number}.md").write_text(text, encoding="utf-8")
    heard = batch(source, out)
    assert not heard.errors
    return out


def register_of(folder: Path, *texts: str) -> Connection:
    """Give the register of some minutes."""
    return open_register(archive(folder, *texts))
