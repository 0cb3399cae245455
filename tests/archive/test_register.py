"""The register: what a meeting says as rows, found again by its words, and gone when the document is."""

import sqlite3
from pathlib import Path

import pytest

from protokoll.archive import database, register
from protokoll.archive.record import person_key, record
from protokoll.brand import load_brand
from protokoll.pipeline import Document, compose
from protokoll.source import Source

NOTES = """\
# Protokoll kommunstyrelsen 2024-05-14

Åviks kommun

## Närvarande

Ordförande: Anna Ek (S)
Bo Alm (M)

## § 41 Budget för vägar

Dnr KS 2024/7

### Beslut

Kommunstyrelsen beslutar

att anta budgeten för vägarna, och
att uppdra åt förvaltningen att återkomma i höst.

## § 42 Rapport

Ingen fråga.
"""


def composed(text: str) -> Document:
    return compose(Source(text), load_brand("base"))


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    connection = database.connect(tmp_path / database.FILE_NAME)
    connection.execute("INSERT INTO document VALUES (1, 'a.md', '', '', '', '')")
    return connection


def kept(connection: sqlite3.Connection, text: str) -> None:
    document = composed(text)
    register.keep(connection, 1, record(document.meeting, document.page.anchors))


def test_a_meeting_is_rows(connection: sqlite3.Connection) -> None:
    kept(connection, NOTES)
    assert connection.execute("SELECT body, date FROM meeting").fetchall() == [("kommunstyrelsen", "2024-05-14")]
    assert connection.execute("SELECT number, title FROM item").fetchall() == [
        ("41", "Budget för vägar"),
        ("42", "Rapport"),
    ]
    assert [text for (text,) in connection.execute("SELECT text FROM clause")] == [
        "att anta budgeten för vägarna, och",
        "att uppdra åt förvaltningen att återkomma i höst.",
    ]
    assert connection.execute("SELECT raw FROM case_number").fetchall() == [("KS 2024/7",)]
    assert connection.execute("SELECT name FROM person ORDER BY name").fetchall() == [("Anna Ek",), ("Bo Alm",)]


def test_the_anchors_are_the_written_pages_own(connection: sqlite3.Connection) -> None:
    kept(connection, NOTES)
    page = composed(NOTES).write(["html"], load_brand("base"))["html"].decode()
    for anchor, title in connection.execute("SELECT anchor, title FROM item").fetchall():
        assert f'id="{anchor}"' in page
        assert title in page.split(f'id="{anchor}"')[1][:300]


def test_words_are_found_and_forgotten(connection: sqlite3.Connection) -> None:
    found = "SELECT count(*) FROM words WHERE words MATCH ?"
    kept(connection, NOTES)
    assert connection.execute(found, ("vägarna",)).fetchone() == (1,)
    assert connection.execute(found, ("vagarna",)).fetchone() == (0,)  # ä is a letter of its own
    kept(connection, NOTES.replace("vägarna", "broarna"))
    assert connection.execute(found, ("vägarna",)).fetchone() == (0,)
    register.forget(connection, 1)
    register.forget_strangers(connection)
    for table in ("meeting", "person", "item", "clause", "passage"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - tables of ours
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_a_name_is_known_again_however_it_is_spaced_and_composed() -> None:
    assert person_key("Åsa  Öst") == person_key("A\u030asa O\u0308st")
    assert person_key("Anna Ek") != person_key("Anna Eka")


def test_a_register_of_another_kind_is_not_opened(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / database.FILE_NAME)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    with pytest.raises(Exception, match="damaged, or of another version"):
        database.open_register(tmp_path)
    with pytest.raises(Exception, match="there is no register"):
        database.open_register(tmp_path / "nowhere")
