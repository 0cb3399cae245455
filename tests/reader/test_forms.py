"""Items in every form minutes give them: numbers, lines that are no headings, lists, wrappers, matters within matters."""

from __future__ import annotations

import pytest

from protokoll.model.agenda import AgendaItem
from protokoll.model.meeting import Meeting
from protokoll.reader import read
from protokoll.source import Source


def meeting(text: str) -> Meeting:
    """Read a text that is long enough to be known as Swedish."""
    return read(Source(f"# Protokoll\n\n{text}"), "sv")


def titles(text: str) -> list[str]:
    """Give the titles of a text's items, those below others set in."""
    return [f"{'>' * depth}{item.title}" for depth, item in _flat(meeting(text).items, 0)]


def _flat(items: tuple[AgendaItem, ...], depth: int) -> list[tuple[int, AgendaItem]]:
    return [pair for item in items for pair in [(depth, item), *_flat(item.children, depth + 1)]]


@pytest.mark.parametrize(
    ("line", "prefix", "number", "title"),
    [
        ("§ 12 Budget", None, "12", "Budget"),
        ("**§ 12** Budget", None, "12", "Budget"),
        ("**§ 12 Budget**", None, "12", "Budget"),
        ("#§ 12 Budget", None, "12", "Budget"),
        ("## KF § 102 Budget", "KF", "102", "Budget"),
        ("## Ksau §21 Budget", "Ksau", "21", "Budget"),
        ("## § 34/2020 Budget", None, "34/2020", "Budget"),
        ("## 56 § Budget", None, "56", "Budget"),
        ("## § 12–14 Budget", None, "12–14", "Budget"),
        ("## § 12 a Budget", None, "12 a", "Budget"),
        ("## Punkt 3 Budget", "Punkt", "3", "Budget"),
        ("## Ärende 3: Budget", "Ärende", "3", "Budget"),
        ("## 003/24 Budget", None, "003/24", "Budget"),
        ("## 1.2 Budget", None, "1.2", "Budget"),
        ("**3. Budget**", None, "3", "Budget"),
        ("1. **Budget**", None, "1", "Budget"),
    ],
)
def test_a_numbered_item(line: str, prefix: str | None, number: str, title: str) -> None:
    (item,) = meeting(f"{line}\n\nText om saken.\n").items
    assert (item.prefix, item.number, item.title) == (prefix, number, title)


def test_a_range_of_hours_has_an_end() -> None:
    (item,) = meeting("## 09.00–09.30 Budget\n\nText.\n").items
    assert (item.start, item.end, item.title) == ("09:00", "09:30", "Budget")


@pytest.mark.parametrize("below", ["Val av justerare", "**Val av justerare**", "## Val av justerare"])
def test_the_title_may_stand_on_the_next_line(below: str) -> None:
    (item,) = meeting(f"## § 12\n\n{below}\n\nBo Alm utses.\n").items
    assert (item.number, item.title, item.kind) == ("12", "Val av justerare", "election")


def test_a_reference_to_a_paragraph_of_law_is_no_item() -> None:
    assert titles("## § 1 Jäv\n\n§ 28 i lagen gäller.\n\n§ 34 och § 35 justeras omedelbart.\n") == ["Jäv"]


def test_a_bare_number_counts_where_others_continue_it() -> None:
    assert [i.number for i in meeting("## 1. A\n\nText.\n\n## 2 B\n\nText.\n").items] == ["1", "2"]
    assert titles("## 20 stängda ärenden\n\nText.\n") == ["20 stängda ärenden"]
    assert [(i.prefix, i.number) for i in meeting("## KS 190 A\n\nT.\n\n## KS 191 B\n\nT.\n").items] == [
        ("KS", "190"),
        ("KS", "191"),
    ]


def test_bold_lines_are_items_where_no_heading_is() -> None:
    assert titles("**Budget**\n\nText.\n\n**Personal**\n\nText.\n") == ["Budget", "Personal"]


def test_a_bold_line_within_a_numbered_item_is_its_section() -> None:
    (item,) = meeting("## § 1 Budget\n\n**Läget i mars**\n\nText.\n").items
    assert [section.heading for section in item.sections] == ["Läget i mars"]


def test_an_agenda_that_headings_repeat_is_not_counted() -> None:
    found = meeting(
        "## Dagordning\n\n1. Budget\n   - bilaga\n2. Personal\n\n## 1. Budget\n\nText.\n\n## 2. Personal\n\nText.\n"
    )
    assert [item.title for item in found.items] == ["Budget", "Personal"]
    assert [(section.term, section.heading) for section in found.sections] == [("agenda", "Dagordning")]


def test_a_table_of_contents_is_not_counted() -> None:
    text = "**Innehåll**\n\n| § | Ärende | Sida |\n|---|---|---|\n| § 1 | Budget | 3 |\n\n§ 1 Budget\n\nText.\n"
    assert titles(text) == ["Budget"]


def test_the_entries_of_a_list_are_items_where_nothing_else_is() -> None:
    assert titles("- Budget.\n\n    Vi gick igenom utfallet.\n\n- Personal.\n\n    Två nya.\n") == [
        "Budget",
        "Personal",
    ]
    assert titles("## Dagordning\n\n1. Budget\n2. Personal\n") == ["Budget", "Personal"]
    numbered = meeting("1. **Budget**\n   - bra\n2. **Personal**\n   - bra\n").items
    assert [(item.number, item.level) for item in numbered] == [("1", None), ("2", None)]


def test_the_list_under_the_opening_holds_the_items() -> None:
    text = "## Mötets öppnande 12.00\n\n- Budget\n  - bra\n- Personal\n  - bra\n\n## Mötet avslutas 13.05\n"
    assert titles(text) == ["Mötets öppnande", "Budget", "Personal", "Mötet avslutas"]
    assert (meeting(text).start, meeting(text).end) == ("12:00", "13:05")


def test_notes_that_are_sentences_in_a_list_are_no_items() -> None:
    text = "* intro\n* övriga frågor\n\n## Anteckningar\n\n* Maj berättade om budgeten för året.\n* Bo tog upp frågan om lokalen.\n"
    assert titles(text) == ["intro", "övriga frågor"]


def test_other_business_holds_matters_of_its_own() -> None:
    text = "### Budget\n\nText.\n\n#### Bakgrundssiffror\n\nText.\n\n### Övriga frågor\n\n#### Parkering\n\nText.\n"
    assert titles(text) == ["Budget", "Övriga frågor", ">Parkering"]


def test_numbers_below_numbers_and_letters_are_items_below() -> None:
    assert titles("## 4. Budget\n\nText.\n\n### 4.1 Drift\n\nText.\n\n## 5. Val\n\n## a) Ordförande\n\nText.\n") == [
        "Budget",
        ">Drift",
        "Val",
        ">Ordförande",
    ]


def test_a_heading_that_only_wraps_others_is_no_item() -> None:
    found = meeting("## Beslutspunkter\n\n### Budget\n\nText.\n\n### Personal\n\nText.\n")
    assert [item.title for item in found.items] == ["Budget", "Personal"]
    assert [section.heading for section in found.sections] == ["Beslutspunkter"]


def test_sections_as_lines_labels_and_in_the_bodys_name() -> None:
    (item,) = meeting(
        "## § 1 Budget\n\nÄrendebeskrivning\n\nText.\n\n**Beslutsunderlag:** Skrivelse.\n\n"
        "Kommunstyrelsens beslut\n\nBudgeten godkänns.\n\nEXPEDIERAS TILL\n\nEkonomichefen\n"
    ).items
    assert [(section.term, section.heading) for section in item.sections] == [
        ("background", "Ärendebeskrivning"),
        ("documents", "Beslutsunderlag"),
        ("decision", "Kommunstyrelsens beslut"),
        ("recipients", "EXPEDIERAS TILL"),
    ]
    assert item.recipients == ("Ekonomichefen",)
    assert item.decisions[0].decider == "Kommunstyrelsen"


def test_text_behind_a_run_in_label_goes_on_without_it() -> None:
    (item,) = meeting("## § 1 Budget\n\nBeslut: Godkänns.\n\nDärefter talade vi om annat.\n").items
    assert [(section.heading, len(section.blocks)) for section in item.sections] == [("Beslut", 1), (None, 1)]


@pytest.mark.parametrize(
    ("written", "split"),
    [
        ("KS 2018/14", ("KS", 2018, "14", None)),
        ("KS/2022:123", ("KS", 2022, "123", None)),
        ("Bun/2025:172", ("Bun", 2025, "172", None)),
        ("KS-2015/31", ("KS", 2015, "31", None)),
        ("KU.2017.3", ("KU", 2017, "3", None)),
        ("SLK-2026-00676", ("SLK", 2026, "00676", None)),
        ("KS/2019/0001/0009", ("KS", 2019, "0001/0009", None)),
        ("Ks 641/2014", ("Ks", 2014, "641", None)),
        ("2009/KKA500", ("KKA", 2009, "500", None)),
        ("2011/KS 0206 001", ("KS", 2011, "0206", "001")),
        ("2011/434", (None, 2011, "434", None)),
        ("2020/0147 KS-3", ("KS", 2020, "0147", "3")),
        ("2025.489 KS", ("KS", 2025, "489", None)),
        ("00322/2026", (None, 2026, "00322", None)),
    ],
)
def test_a_case_number(written: str, split: tuple[str | None, int, str, str | None]) -> None:
    source = Source(f"# Protokoll\n\n## § 1 Budget\n\nDnr {written}\n")
    (number,) = read(source, "sv").items[0].case_numbers
    assert (number.body, number.year, number.serial, number.suffix) == split
    assert number.raw == source.raw(number.span) == written


def test_a_case_number_behind_the_title_leaves_it() -> None:
    (item,) = meeting("## KF § 102 Budget DNR: KU.2017.3\n\nText.\n").items
    assert (item.title, item.case_numbers[0].raw) == ("Budget", "KU.2017.3")


def test_furniture_of_an_old_page_is_taken_out_and_its_words_joined() -> None:
    found = meeting(
        "## § 1 Budget\n\nVi talade om kommunsty-\n\nJusterandes sign\n\nSida 4 (9)\n\nrelsen och budgeten.\n"
    )
    (block,) = found.items[0].sections[0].blocks
    assert getattr(block, "text", "") == "Vi talade om kommunstyrelsen och budgeten."
    assert [(piece.kind, piece.text) for piece in found.furniture] == [
        ("initials", "Justerandes sign"),
        ("page_number", "Sida 4 (9)"),
        ("hyphen", "kommunsty- relsen"),
    ]


def test_a_page_number_inside_a_paragraph_goes_and_the_text_stays() -> None:
    found = meeting("## § 1 Budget\n\nEtt stycke\nSida 4 (9)\nsom går vidare.\n")
    assert [piece.text for piece in found.furniture] == ["Sida 4 (9)"]
    assert len(found.items[0].sections[0].blocks) == 2


def test_a_heading_that_recurs_over_other_content_is_content() -> None:
    (item,) = meeting("## § 1 Budget\n\n### Drift\n\nEtt.\n\n### Drift\n\nTvå.\n").items
    assert [section.heading for section in item.sections] == ["Drift", "Drift"]


def test_a_plain_line_with_a_sign_is_an_item_only_where_it_goes_on_with_the_headings() -> None:
    meeting = read(
        Source(
            "# Protokoll\n\n§ 41 Upprop\n§ 42 Budget\n\n## § 41 Upprop\n\n§ 42 Budget\n\n### Underlag\n\n"
            "§ 12 Arbetsutskottet 2024-04-02\n\nKF § 43\n\n## § 44 Taxa\n\n§ 45 Badhus\n"
        )
    )
    assert [item.number for item in meeting.items] == ["41", "42", "44", "45"]


def test_a_line_that_leads_to_a_page_is_no_item() -> None:
    meeting = read(
        Source(
            "# Protokoll\n\nInnehåll\n\n§ 1 Upprop ........ 3\n§ 2 Budget … 4\n\n§ 1 Upprop\n\nText.\n\n§ 2 Budget\n"
        )
    )
    assert [item.title for item in meeting.items] == ["Upprop", "Budget"]


def test_a_bold_line_that_names_the_kind_of_document_is_its_title() -> None:
    bold = read(Source("**Minnesanteckningar från arbetsgruppen 2024-05-14**\n\nVi talade om bryggan.\n"))
    assert (bold.title, bold.date) == ("Minnesanteckningar från arbetsgruppen 2024-05-14", "2024-05-14")
    assert read(Source("**Protokoll**\n\nFöre.\n\n**Beslut**\n\natt gå.\n")).title is None
