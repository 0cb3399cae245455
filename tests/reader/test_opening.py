"""The head of minutes: place, date, time and who to ask, however they are told."""

from __future__ import annotations

import pytest

from protokoll.model.meeting import Meeting
from protokoll.reader import read
from protokoll.source import Source


def meeting(text: str) -> Meeting:
    """Read a text."""
    return read(Source(text))


def test_place_and_six_digit_date() -> None:
    issued = meeting("# Möte\n\nVikstad 240517\n").issued
    assert issued is not None
    assert (issued.place, issued.date, issued.raw) == ("Vikstad", "2024-05-17", "Vikstad 240517")


def test_a_date_without_its_year_takes_it_from_the_head() -> None:
    found = meeting(
        "# Möte\n\nVikstad 240517\n\nPlats och tid: Mötet hölls den 17 maj kl 09.00-12.00 på Stadshotellet i Vikstad.\n"
    )
    assert (found.date, found.start, found.end) == ("2024-05-17", "09:00", "12:00")
    assert found.place == "Stadshotellet i Vikstad"


@pytest.mark.parametrize(
    ("line", "place", "date", "start", "end"),
    [
        ("Plats och tid: Salen, Åvik, måndagen den 3 juni 2024 kl. 9–15.30", "Salen, Åvik", "2024-06-03", "09:00", "15:30"),
        ("Plats och tid: Videomöte 2024-06-03 kl 13.00", "Videomöte", "2024-06-03", "13:00", None),
        ("**Tid och plats:** 3 juni 2024 klockan 08:30–09:15 i Folkets hus", "Folkets hus", "2024-06-03", "08:30", "09:15"),
        ("Plats och tid: Rum {7}, Vikstad, den 2 januari 2024 kl 8.30–9.15", "Rum {7}, Vikstad", "2024-01-02", "08:30", "09:15"),
    ],
)  # fmt: skip
def test_place_and_time_in_one_line(line: str, place: str, date: str, start: str, end: str | None) -> None:
    found = meeting(f"# Möte\n\n{line}\n")
    assert (found.place, found.date, found.start, found.end) == (place, date, start, end)


def test_labelled_lines_in_one_paragraph() -> None:
    found = meeting(
        "# Möte\n\n**Plats:** Åvik  \n**Datum:** 3 juni 2024  \n**Tid:** 10.00–11.00  \n**Ordförande:** Eva Berg\n"
    )
    assert (found.place, found.date, found.start, found.chair) == ("Åvik", "2024-06-03", "10:00", "Eva Berg")
    assert [line.label for line in found.opening] == ["Plats", "Datum", "Tid", "Ordförande"]


def test_labelled_lines_in_a_list_and_a_table() -> None:
    for text in ("- Plats: Åvik\n- Dnr: KS 2024/12\n", "| Plats | Åvik |\n|---|---|\n| Dnr | KS 2024/12 |\n"):
        found = meeting(f"# Möte\n\n{text}")
        assert (found.place, found.case_number) == ("Åvik", "KS 2024/12")


def test_a_line_that_wraps_belongs_to_the_one_before() -> None:
    found = meeting("# Möte\n\nPlats och tid: Mötet hölls den 3 juni 2024\nkl 9.00-10.00 på Stora\ntorget.\n")
    assert (found.start, found.place) == ("09:00", "Stora torget")


def test_contact() -> None:
    (contact,) = meeting("# Möte\n\nanna.ek@exempel.example\n").contacts
    assert contact.email == "anna.ek@exempel.example"


def test_title_tells_body_organisation_and_date() -> None:
    found = meeting("# Protokoll från styrelsemöte i Sundabygden 2024-05-17\n")
    assert (found.body, found.organisation, found.date) == ("styrelsemöte", "Sundabygden", "2024-05-17")


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("Protokoll från kommunstyrelsens sammanträde", "kl"),
        ("Direktörsmöte i Sundabygden", "samverkan"),
        ("Mötesanteckningar från nätverket", "anteckning"),
    ],
)
def test_profile(title: str, profile: str) -> None:
    notes = "---\nkind: notes\n---\n" if profile == "anteckning" else ""
    assert meeting(f"{notes}# {title}\n").profile == profile


def test_front_matter_wins_and_the_text_is_kept_beside_it() -> None:
    found = meeting("---\nplace: Ekeby\nstart: 09:30\n---\n# Möte\n\nPlats: Sundby\n")
    assert (found.place, found.start) == ("Ekeby", "09:30")
    places = [(s.value, s.origin, s.wins) for s in found.statements if s.field == "place"]
    assert places == [("Ekeby", "front_matter", True), ("Sundby", "text", False)]


def test_front_matter_keeps_text_as_text() -> None:
    found = meeting("---\nplace: no\ntitle: 1.10\nslut: 16:00\n---\n\nText\n")
    assert (found.place, found.title, found.end) == ("no", "1.10", "16:00")


@pytest.mark.parametrize(
    ("yaml", "kind", "found", "wanted"),
    [
        ("plase: Åvik", "unknown_key", "plase", "pla"),
        ("date: i morgon", "bad_value", "i morgon", "2024-05-17"),
        ("kind: möte", "bad_value", "möte", "minutes"),
        ("title: a\ntitle: b", "repeated_key", "title", "title"),
        ("title: [a", "front_matter_syntax", "title: [a", ""),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_problem_with_a_place(
    yaml: str, kind: str, found: str, wanted: str
) -> None:
    source = Source(f"---\nplats: Åvik\nlanguage: sv\n{yaml}\n---\n# Möte\n")
    (problem,) = [p for p in read(source).problems if p.kind != "repeated_key" or kind == "repeated_key"]
    assert (problem.kind, problem.found) == (kind, found)
    assert wanted in problem.wanted
    assert source.place(problem.span.start).line >= 4


def test_a_line_across_the_page_is_no_front_matter() -> None:
    assert meeting("---\n\nText under en linje.\n\n---\n").problems == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [("# Möte\n\nVi talade om att det är bra.", "sv-SE"), ("# Board\n\nIt was agreed that the plan is fine.", "en-GB")],
)
def test_language_is_seen_from_the_words(text: str, language: str) -> None:
    assert meeting(text).language == language


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Protokoll från kommunstyrelsens sammanträde 2024-03-12", "Kommunstyrelsen"),
        ("Miljönämndens möte", "Miljönämnden"),
        ("Kommunstyrelsens arbetsutskott", "Kommunstyrelsens arbetsutskott"),
    ],
)
def test_whose_meeting_it_was(title: str, body: str) -> None:
    assert read(Source(f"# {title}\n\n## § 1 Budget\n\nText.\n"), "sv").body == body


def test_a_note_in_the_singular_is_notes() -> None:
    found = read(Source("# Anteckning från telefonmöte\n\nAsta och Bo gick igenom läget för leden, som är beställd."))
    assert (found.kind, found.profile, found.body) == ("notes", "anteckning", "telefonmöte")


@pytest.mark.parametrize(
    ("head", "body", "organisation"),
    [
        ("# Protokoll 2024-05-14\n\nKommunfullmäktige i Lomarks kommun", "Kommunfullmäktige", "Lomarks kommun"),
        ("# Protokoll kommunstyrelsen 2024-05-14\n\nÅviks kommun", "kommunstyrelsen", "Åviks kommun"),
        (
            "# Protokoll 2024-05-14\n\n**Miljönämnden**  \nUpplands Åviks kommun",
            "Miljönämnden",
            "Upplands Åviks kommun",
        ),
        ("Region Skog\n\n# Protokoll hälsonämnden 2024-05-14", "hälsonämnden", "Region Skog"),
        ("# Protokoll kommunstyrelsen 2024-05-14\n\nTomten ägs av Åviks kommun", "kommunstyrelsen", None),
        ("# Protokoll kommunstyrelsen 2024-05-14\n\nÅviks kommun äger tomten.", "kommunstyrelsen", None),
    ],
)
def test_a_line_of_nothing_but_a_name_tells_whose_meeting_it_was(
    head: str, body: str, organisation: str | None
) -> None:
    found = meeting(f"{head}\n\n## § 1 Val av justerare\n\nBo Alm utses.\n")
    assert (found.body, found.organisation) == (body, organisation)
