"""Dates and times in every form, and minutes of the neighbours."""

from __future__ import annotations

import pytest

from protokoll import vocabulary
from protokoll.grammar.times import find_dates, find_times
from protokoll.reader import read
from protokoll.source import Source


@pytest.mark.parametrize(
    ("language", "written", "iso"),
    [
        ("sv", "221111", "2022-11-11"),
        ("sv", "2022-11-11", "2022-11-11"),
        ("sv", "20221111", "2022-11-11"),
        ("sv", "24-09-16", "2024-09-16"),
        ("sv", "fredagen den 11 november 2022", "2022-11-11"),
        ("sv", "11 nov. 2022", "2022-11-11"),
        ("sv", "11–12 maj 2024", "2024-05-11"),
        ("sv", "11/11 2022", "2022-11-11"),
        ("nb", "06.03.2023", "2023-03-06"),
        ("da", "tirsdag d. 7. marts 2024", "2024-03-07"),
        ("fi", "13. marraskuuta 2023", "2023-11-13"),
        ("de", "28.03.19", "2019-03-28"),
        ("en", "May 23, 2018", "2018-05-23"),
        ("en", "3/23/19", "2019-03-23"),
        ("en", "31/10/2024", "2024-10-31"),
    ],
)
def test_a_date(language: str, written: str, iso: str) -> None:
    (date,) = find_dates(f"x {written} y", vocabulary.load(language))
    assert date.iso() == iso


@pytest.mark.parametrize("written", ["version 1.2.3", "222000-1594", "10.30.15", "2024-13-45", "070-123 45 67"])
def test_what_is_no_date(written: str) -> None:
    assert find_dates(written, vocabulary.load("sv")) == []


@pytest.mark.parametrize(
    ("language", "written", "since", "until"),
    [
        ("sv", "kl 09.00-12.00", "09:00", "12:00"),
        ("sv", "kl. 9–15.30", "09:00", "15:30"),
        ("sv", "12:10-ish", "12:10", None),
        ("nb", "1300-1500", "13:00", "15:00"),
        ("de", "13:00 Uhr - 14:15 Uhr", "13:00", "14:15"),
        ("de", "um 19 Uhr", "19:00", None),
        ("fi", "klo 16.30–18.15", "16:30", "18:15"),
        ("en", "7 p.m - 8 p.m.", "19:00", "20:00"),
        ("en", "4:05pm", "16:05", None),
    ],
)
def test_a_time(language: str, written: str, since: str, until: str | None) -> None:
    (time,) = find_times(f"x {written} y", vocabulary.load(language))
    assert (time.since, time.until) == (since, until)


def test_two_hours_without_a_dash() -> None:
    meeting = read(Source("# Protokoll\n\nTid: 2024-05-14 klockan 17:00 22:07\n"))
    assert (meeting.start, meeting.end) == ("17:00", "22:07")


def test_statements_that_disagree_are_all_kept() -> None:
    meeting = read(Source("# Protokoll 2024-05-14\n\nDatum: 2024-05-15\n\n## § 1 A\n\nText.\n"))
    assert [(s.value, s.wins) for s in meeting.statements if s.field == "date"] == [
        ("2024-05-15", True),
        ("2024-05-14", False),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Møtet ble holdt i rådhuset og alle var til stede fra starten av møtet."),
        ("da", "Mødet blev holdt på rådhuset og alle var til stede fra begyndelsen af mødet."),
        ("fi", "Kokous pidettiin kunnantalolla ja kaikki olivat paikalla kun kokous alkoi."),
        ("de", "Die Sitzung fand im Rathaus statt und alle waren von Anfang an mit dabei."),
        ("en", "The meeting was held at the town hall and everybody was there from the start."),
        ("sv", "Mötet hölls på kommunhuset och alla var med från början till slut."),
    ],
)
def test_the_language_shows_in_small_words(language: str, text: str) -> None:
    assert read(Source(text)).language.startswith(language)


def test_headings_of_a_relative_are_understood() -> None:
    meeting = read(
        Source(
            "# Styrelsemöte\n\n**Sekreterare:** Bo Alm\n\n## Närvarande\n\n- Anna Ek\n\n## Budget\n\nThe board was told that it is all there and that we will go on as we have been doing for the year.\n"
        )
    )
    assert meeting.language == "en-GB"
    assert (meeting.secretary, [person.name for person in meeting.attendees]) == ("Bo Alm", ["Anna Ek"])


def test_front_matter_of_other_tools() -> None:
    meeting = read(
        Source(
            "---\nlayout: post\ntags: [a, b]\ndato: 06.03.2023\nleading: Anna Ek\nAnwesend:\n  - Anna Ek\n  - Bo Alm\nEntschuldigt: [Cia Dahl]\nraumnummer: 12\n---\n# Sitzung\n\nText.\n"
        )
    )
    assert (meeting.date, meeting.chair) == ("2023-03-06", "Anna Ek")
    assert [(person.name, person.status) for person in meeting.attendees] == [
        ("Anna Ek", "present"),
        ("Bo Alm", "present"),
        ("Cia Dahl", "absent"),
    ]
    assert [piece.raw for piece in meeting.furniture if piece.kind == "metadata"] == ["layout: post", "tags: [a, b]"]
    assert ("raumnummer", "12") in [(line.label, line.text) for line in meeting.opening]
    assert meeting.problems == ()
