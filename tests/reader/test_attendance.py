"""One person a line: where from, in what capacity, and for how much of the meeting."""

from __future__ import annotations

import pytest

from protokoll.model.attendance import Attendee
from protokoll.reader import read
from protokoll.source import Source


def roll(text: str) -> tuple[Attendee, ...]:
    """Read the persons of a text."""
    return read(Source(text)).attendees


def person(line: str) -> Attendee:
    """Read one person's line."""
    (found,) = roll(f"# Möte\n\n## Närvarande\n\n{line}\n")
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anna Ek, Sundby", {"name": "Anna Ek", "affiliation": "Sundby", "status": "present"}),
        ("Börje af Ugglas", {"name": "Börje af Ugglas", "affiliation": None}),
        ("~~Anna Ek, Sundby~~", {"status": "absent", "raw": "Anna Ek, Sundby"}),
        ("Anna Ek, Sundby till kl 11ca", {"affiliation": "Sundby", "status": "partial", "until": "11:00", "approximate": True}),
        ("Anna Ek (MP) (fr.o.m. kl 20.55)", {"party": "MP", "since": "20:55", "status": "partial", "approximate": False}),
        ("Anna Ek (S), ordförande", {"party": "S", "role": "chair"}),
        ("Anna Ek, kommundirektör", {"title": "kommundirektör", "affiliation": None}),
        ("Anna Ek, frånvarande", {"status": "absent"}),
        ("Anna Ek (M), ersätter Bo Al", {"substitutes_for": "Bo Al"}),
        ("**Anna Ek**, Sundby", {"name": "Anna Ek", "affiliation": "Sundby"}),
    ],
)  # fmt: skip
def test_a_person(line: str, expected: dict[str, object]) -> None:
    found = person(line)
    assert {field: getattr(found, field) for field in expected} == expected


def test_the_heading_is_the_group_and_may_say_absent() -> None:
    found = roll("# M\n\n## Närvarande tjänstemän:\n\nAnna Ek, Sundby\n\n## Anmält förhinder\n\n- Bo Al\n")
    assert [(p.name, p.group, p.status) for p in found] == [
        ("Anna Ek", "Närvarande tjänstemän", "present"),
        ("Bo Al", "Anmält förhinder", "absent"),
    ]


def test_a_line_of_names_in_the_opening() -> None:
    assert [p.name for p in roll("# M\n\nNärvarande: Anna Ek, Bo Al och Cia Dal\n")] == ["Anna Ek", "Bo Al", "Cia Dal"]


def test_a_paragraph_that_names_nobody_stays_text() -> None:
    meeting = read(Source("# M\n\n## Närvarande\n\nAlla ledamöter var på plats utom en.\n"))
    assert meeting.attendees == ()
    assert [(section.term, section.heading) for section in meeting.sections] == [("present", "Närvarande")]


def test_spans_point_at_the_person() -> None:
    source = Source("# M\n\n## Närvarande\n\n- Anna Ek, Sundby\n- ~~Bo Al, Åvik~~\n")
    assert [source.raw(p.span) for p in read(source).attendees] == ["Anna Ek, Sundby", "~~Bo Al, Åvik~~"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anna Ek (S), tjg ers för Bo Alm (S)", {"role": "substitute", "substitutes_for": "Bo Alm (S)", "serving": True}),
        ("Anna Ek (S) för Bo Alm (S)", {"party": "S", "substitutes_for": "Bo Alm (S)"}),
        ("Anna Ek ersätter Bo Alm (V) § 170, 172–184", {"substitutes_for": "Bo Alm (V)", "items": "170, 172–184", "status": "partial"}),
        ("Anna Ek (M) ers: Bo Alm (M)", {"party": "M", "substitutes_for": None, "note": "ers: Bo Alm (M)"}),
        ("Anna Ek (S), §§ 138-159, 161-166", {"items": "138-159, 161-166", "status": "partial"}),
        ("Anna Ek (S), ej § 13", {"except_items": "13", "status": "partial"}),
        ("Anna Ek (M), jäv § 115", {"conflicts": "115", "status": "present"}),
        ("Anna Ek (S), kom 17:20", {"since": "17:20", "status": "partial"}),
        ("Anna Ek (MP) (t.o.m. kl 20.05)", {"until": "20:05", "status": "partial"}),
        ("Anna Ek, s", {"party": "s"}),
        ("Anna Ek (-)", {"party": "-"}),
        ("Anna Ek, ekonomichef, § 55", {"title": "ekonomichef", "items": "55"}),
        ("Anna Ek (S), på distans", {"remote": True, "affiliation": None}),
        ("Anna Ek (S) (rum 429)", {"room": "rum 429"}),
        ("Anna Ek <anna.ek@sundby.example>", {"name": "Anna Ek", "email": "anna.ek@sundby.example"}),
        ("Anna Ek @anna-ek (Sundby)", {"name": "Anna Ek", "handle": "@anna-ek", "affiliation": "Sundby"}),
        ("Ordförande: Anna Ek", {"name": "Anna Ek", "role": "chair"}),
        ("Vakant", {"name": "Vakant"}),
        ("Anna Ek (1:e vice ordf)", {"role": "vice_chair"}),
        ("Anna Ek kl 10.15–11.00", {"name": "Anna Ek", "since": "10:15", "until": "11:00", "status": "partial"}),
        ("Anna Ek (10:15-11:00)", {"name": "Anna Ek", "since": "10:15", "until": "11:00"}),
        ("Anna Ek (S), kl. 9-11, § 4", {"since": "09:00", "until": "11:00", "items": "4"}),
        ("Anna Ek på distans", {"name": "Anna Ek", "remote": True}),
        ("Anna Ek ordförande", {"name": "Anna Ek", "role": "chair"}),
    ],
)  # fmt: skip
def test_more_of_a_persons_line(line: str, expected: dict[str, object]) -> None:
    (found,) = read(Source(f"# Protokoll\n\n## Beslutande\n\n- {line}\n"), "sv").attendees
    assert {field: getattr(found, field) for field in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Anna Ek, Bo Alm och Cia Dahl",
        "## Närvarande\n\nAnna Ek, Bo Alm, Cia Dahl",
        "## Närvarande\n\nAnna Ek (S), ordförande, Bo Alm (M) och Cia Dahl (C)",
        "## Närvarande\n\nAnna Ek; Bo Alm; Cia Dahl",
        "## Närvarande\n\nAnna Ek, Bo\nAlm, Cia Dahl",
        "## Närvarande\n\n- Ledamöter: Anna Ek, Bo Alm\n- Gäster: Cia Dahl",
        "## Närvarande\n\n- Ledamöter\n  - Anna Ek\n  - Bo Alm\n- Gäster\n  - Cia Dahl",
        "## Närvarande\n\n| Namn | Organisation |\n|---|---|\n| Anna Ek | Sundby |\n| Bo Alm | Åvik |\n| Cia Dahl | |",
        "Närvarande | Organisation\n---|---\nAnna Ek | Sundby\nBo Alm | Åvik\nCia Dahl |",
        "| Plats | Salen |\n|---|---|\n| Närvarande | Anna Ek (S)<br>Bo Alm (M)<br>Cia Dahl (C) |",
        "**Närvarande:**\n\n* Anna Ek\n* Bo Alm\n* Cia Dahl",
        "Närvarande\nAnna Ek\nBo Alm\nCia Dahl",
    ],
)
def test_a_roll_in_any_form(text: str) -> None:
    found = read(Source(f"# Protokoll\n\n{text}\n\n## § 1 Budget\n\nText.\n"), "sv").attendees
    assert [person.name for person in found] == ["Anna Ek", "Bo Alm", "Cia Dahl"]


def test_groups_below_a_heading_tell_who_served() -> None:
    found = roll(
        "# P\n\n## Närvarande\n\n### Beslutande ledamöter\n\n- Anna Ek (S)\n\n### Ej tjänstgörande ersättare\n\n- Bo Alm (M)\n"
    )
    assert [(p.name, p.group, p.serving) for p in found] == [
        ("Anna Ek", "Beslutande ledamöter", True),
        ("Bo Alm", "Ej tjänstgörande ersättare", False),
    ]


def test_columns_of_a_table_fill_a_persons_fields() -> None:
    (found,) = roll("# P\n\n## Närvarande\n\n| Namn | Parti | Roll |\n|---|---|---|\n| Anna Ek | S | Ordförande |\n")
    assert (found.party, found.role) == ("S", "chair")


def test_one_person_is_one_entry_wherever_named() -> None:
    (found,) = roll(
        "# Protokoll\n\nOrdförande: Anna Ek\n\n## Beslutande\n\n- Anna Ek (S)\n\n## Övriga närvarande\n\n- Anna Ek, kommunalråd\n"
    )
    assert (found.party, found.role, found.title) == ("S", "chair", "kommunalråd")
    assert [(mention.group, mention.raw) for mention in found.also] == [("Övriga närvarande", "Anna Ek, kommunalråd")]


def test_namesakes_from_different_places_stay_two() -> None:
    assert len(roll("# P\n\n## Närvarande\n\n- Anna Ek, Sundby\n- Anna Ek, Åvik\n")) == 2


def test_who_was_called_is_neither_present_nor_absent() -> None:
    found = roll("# P\n\n## Kallade\n\n- Anna Ek\n- Bo Alm\n\n## Närvarande\n\n- Anna Ek\n")
    assert [(person.name, person.status) for person in found] == [("Anna Ek", "present")]


def test_nobody_is_nobody() -> None:
    assert roll("# Protokoll\n\nNärvarande: Anna Ek\nFrånvarande: Ingen\n")[-1].name == "Anna Ek"


def test_a_word_behind_a_strike_changes_nothing_but_the_line() -> None:
    roll = "# Möte\n\n## Närvarande\n\n- Asta Berglind, Sundby\n- ~~Folke Rask, Tallmo~~{word}"
    before, after = (read(Source(roll.format(word=word)), "sv").attendees[1] for word in ("", " (frånvarande)"))
    assert (before.status, before.struck, before.name, before.affiliation) == ("absent", True, "Folke Rask", "Tallmo")
    same = ("status", "struck", "name", "affiliation", "party", "title", "role", "group", "note")
    assert [getattr(before, field) for field in same] == [getattr(after, field) for field in same]


def test_a_long_line_among_names_is_read_in_linear_time() -> None:
    import time  # noqa: PLC0415 - for this one test

    roll = "# Protokoll\n\n## Beslutande\n\n- Bo Ek (S)\n\n" + "teams " * 20_000
    start = time.process_time()
    read(Source(roll), "sv")
    assert time.process_time() - start < 5
