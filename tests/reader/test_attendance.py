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
