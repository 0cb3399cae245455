"""Searching a register: words in their forms, numbers, what is left out, and what was meant."""

from pathlib import Path
from sqlite3 import Connection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archive.registers import minutes, register_of

from protokoll.archive.query import read_query
from protokoll.archive.search import END, MARK, Results, search
from protokoll.archive.selection import Selection

SPRING = minutes(
    "2023-05-14",
    """\
## § 41 Budget för vägar

Dnr KS 2023/7

Vägarna längs ån har blivit sämre. Hembygdsmuseet vill öppna i juni.

### Beslut

Kommunstyrelsen beslutar

att anta budgeten för vägarna.

## § 42 Rapport om skolor

Inga frågor ställdes.
""",
)
AUTUMN = minutes(
    "2024-10-02",
    """\
## § 90 Motion om bryggor

Dnr KS 2024/00311

Motionen vill ha nya bryggor vid norra hamnen.

### Beslut

Kommunstyrelsen beslutar

att avslå motionen.
""",
)
BOARD = """\
# Protokoll miljönämnden 2024-03-05

Sundby kommun

## Närvarande

Cilla Ström (C)

## § 5 Bryggor och bad

Nämnden talade om badplatser.
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Connection:
    return register_of(tmp_path_factory.mktemp("archive"), SPRING, AUTUMN, BOARD)


def found(register: Connection, typed: str, **selection: object) -> list[str | None]:
    return [hit.title for hit in asked(register, typed, **selection).hits]


def asked(register: Connection, typed: str, **selection: object) -> Results:
    return search(register, read_query(typed), Selection(**selection), 20)  # type: ignore[arg-type]  # names of ours


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("väg", ["Budget för vägar"]),  # vägar, vägarna
        ("bryggan", ["Bryggor och bad", "Motion om bryggor"]),
        ("museum", []),
        ("museet", ["Budget för vägar"]),  # hembygdsmuseet
        ("hembygds*", ["Budget för vägar"]),
        ("motion bryggor", ["Motion om bryggor"]),
        ("motion vägar", []),
        ("bryggor -motion", ["Bryggor och bad"]),
        ('"norra hamnen"', ["Motion om bryggor"]),
        ('"hamnen norra"', []),
        ("§ 41", ["Budget för vägar"]),
        ("KS 2023/00007", ["Budget för vägar"]),
        ("2024:311", ["Motion om bryggor"]),
        ("2024/31", []),
        ("bryggor miljönämnden", ["Bryggor och bad"]),  # the body's name stands in the minutes' head
        ("bryggor sundby", ["Bryggor och bad"]),
        ("budget 2023", ["Budget för vägar"]),
        ("budget 2024", []),
        ("bryggor 2024-03-05", ["Bryggor och bad"]),
        ("oppna", []),
    ],
)
def test_what_is_found(register: Connection, typed: str, expected: list[str]) -> None:
    assert sorted(found(register, typed), key=str) == expected


def test_a_title_tells_more_than_a_text(register: Connection) -> None:
    assert found(register, "bryggor")[0] == "Bryggor och bad"
    assert found(register, "motionen")[0] == "Motion om bryggor"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"body": "Miljö"}, ["Bryggor och bad"]),
        ({"body": "åviks"}, ["Motion om bryggor"]),
        ({"years": (2023, 2023)}, []),
        ({"years": (2020, 2024)}, ["Bryggor och bad", "Motion om bryggor"]),
        ({"person": "anna ek"}, ["Motion om bryggor"]),
        ({"decision": "reject"}, ["Motion om bryggor"]),
        ({"decision": "adopt"}, []),
    ],
)
def test_what_is_chosen(register: Connection, chosen: dict[str, object], expected: list[str]) -> None:
    assert sorted(found(register, "bryggor", **chosen), key=str) == expected


def test_a_hit_tells_where_it_stands(register: Connection) -> None:
    (hit,) = asked(register, "vägarna längs").hits
    assert (hit.date, hit.body, hit.organisation) == ("2023-05-14", "kommunstyrelsen", "Åviks kommun")
    assert (hit.number, hit.title, hit.source) == ("§ 41", "Budget för vägar", "1.md")
    assert hit.outputs["html"].startswith("1.html#")
    assert f"{MARK}Vägarna{END}" in hit.snippet


@pytest.mark.parametrize(
    ("typed", "near"),
    [("oppna", {"oppna": "öppna"}), ("buget", {"buget": "budget"}), ("bryggor xyzzyq", {}), ("budget", {})],
)
def test_what_was_meant_is_asked(register: Connection, typed: str, near: dict[str, str]) -> None:
    assert asked(register, typed).near == near


def test_the_rest_is_counted(register: Connection) -> None:
    results = search(register, read_query("bryggor"), Selection(), 1)
    assert (results.total, len(results.hits)) == (2, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aå§2/-:.*\"'()^{} ANDORNEAR\0"), max_size=24))
def test_no_search_fails(register: Connection, typed: str) -> None:
    assert asked(register, typed).total >= 0


def test_nothing_is_written(tmp_path: Path) -> None:
    register = register_of(tmp_path, SPRING)
    before = (tmp_path / "out" / "register.sqlite").read_bytes()
    asked(register, "vägar")
    register.close()
    assert (tmp_path / "out" / "register.sqlite").read_bytes() == before
