"""An extract holds its items, who served in them, and nothing of the rest."""

from __future__ import annotations

import pytest

from protokoll.errors import UsageError
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import present
from protokoll.view.extract import extracted

NOTES = """\
# Protokoll

Kommunstyrelsen

**Sammanträdesdatum:** 2024-05-14

## Beslutande

- Eva Ek (S), ordförande
- Bo Alm (M), §§ 1–2
- Cia Dal (C), jäv § 2
- Dan Berg (V), ej § 3
- ~~Eli Fors (L)~~

## Övriga närvarande

- Siv Rask, sekreterare

## § 1 Budget

Text om budgeten.

## § 2 Väg

Text om vägen.

## § 3 a Brygga

Text om bryggan.

Protokollet har justerats av Bo Alm.
"""


def served(*items: str) -> list[str]:
    return [person.name for person in extracted(read(Source(NOTES), "sv"), items).attendees]


@pytest.mark.parametrize(
    ("items", "names"),
    [
        (["1"], ["Eva Ek", "Bo Alm", "Cia Dal", "Dan Berg"]),
        (["2"], ["Eva Ek", "Bo Alm", "Dan Berg"]),
        (["3 a"], ["Eva Ek", "Cia Dal"]),
        (["§ 2", "3a"], ["Eva Ek", "Bo Alm", "Cia Dal", "Dan Berg"]),
    ],
)
def test_who_served_in_an_item(items: list[str], names: list[str]) -> None:
    assert served(*items) == names


def test_items_come_in_their_own_order_and_nothing_else_comes() -> None:
    shown = present(extracted(read(Source(NOTES), "sv"), ["3a", "1"])).view
    assert [item.number for item in shown.items] == ["§ 1", "§ 3 a"]
    assert (shown.kind, shown.title) == ("Protokollsutdrag", "Kommunstyrelsen")
    assert shown.metadata.title == "Protokollsutdrag Kommunstyrelsen § 1 § 3 a 2024-05-14"
    assert "vägen" not in str(shown)


def test_it_says_how_the_minutes_were_approved_and_leaves_room_to_certify() -> None:
    shown = present(extracted(read(Source(NOTES), "sv"), ["1"])).view
    assert shown.state is not None
    assert shown.state.note == "Justerat av Bo Alm."
    assert shown.certification is not None
    assert shown.certification.columns == ("Datum", "Namn", "Underskrift")
    assert shown.signing is None


def test_an_item_without_number_goes_by_its_clock_time() -> None:
    notes = "# Möte\n\n## 09.20 Rapport\n\nText.\n\n## 10.00 Avslut\n\nSlut.\n"
    assert [item.title for item in extracted(read(Source(notes), "sv"), ["9:20"]).items] == ["Rapport"]


def test_an_item_there_is_none_of() -> None:
    with pytest.raises(UsageError) as caught:
        served("7")
    assert caught.value.message == "there is no item `7`"
    assert caught.value.hint == "choose from 1, 2, 3 a"
