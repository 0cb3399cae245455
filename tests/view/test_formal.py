"""Formal minutes as printed: the first page, the contents, votes as tables, sections in the brand's order, states."""

from __future__ import annotations

import msgspec
import pytest

from protokoll.customs import SECTIONS, Customs
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import page as p
from protokoll.view import present
from protokoll.vocabulary import load

FORMAL = """\
# Sammanträdesprotokoll

Kommunstyrelsen

**Sammanträdesdatum:** 2024-05-14

**Plats och tid:** Sessionssalen i Åvik kl. 13.00–16.25

## Beslutande

- Eva Ek (S), ordförande
- Bo Alm (M), §§ 52–53
- Cia Dal (C), tjg ers för Dan Berg (C)

## Övriga närvarande

- Siv Rask, sekreterare

{notice}## § 52 Val av justerare

Bo Alm utses att justera.

## § 53 Vägen till bryggan

Dnr KS 2024/118

### Bakgrund

Vägen är sliten.

### Omröstningsresultat

Eva Ek (S) röstar ja (1). Bo Alm (M) röstar nej (1). Cia Dal (C) avstår från att rösta (1).

### Beslut

Kommunstyrelsen beslutar att laga vägen.

## § 54 Anmälan

Till handlingarna.

## § 55 Avslutning

Ordföranden avslutar.

{end}"""
NOTICE = """\
## Anslag/bevis

| | |
|---|---|
| Organ | Kommunstyrelsen |
| Anslaget sätts upp | 2024-05-21 |

"""


def view(notice: str = "", end: str = "", **asked: object) -> p.View:
    text = FORMAL.format(notice=notice, end=end)
    return present(read(Source(text), "sv"), **asked).view  # type: ignore[arg-type]  # what the test asks for


def words(runs: p.Runs) -> str:
    return "".join(run.text for run in runs)


def facts(shown: p.View) -> dict[str, list[str]]:
    return {fact.label: [words(value) for value in fact.values] for fact in shown.facts}


def test_the_first_page_says_who_was_there_row_by_row() -> None:
    shown = view()
    assert (shown.layout, shown.kind, shown.title, shown.roll) == (
        "formal",
        "Sammanträdesprotokoll",
        "Kommunstyrelsen",
        None,
    )
    assert facts(shown) == {
        "Sammanträdesdatum": ["2024-05-14"],
        "Plats och tid": ["Sessionssalen i Åvik kl. 13.00–16.25"],
        "Beslutande": ["Eva Ek (S) – ordförande", "Bo Alm (M) – §§ 52–53", "Cia Dal (C) – tjg ers för Dan Berg (C)"],
        "Övriga närvarande": ["Siv Rask – sekreterare"],
        "Justerare": ["Bo Alm"],
        "Paragrafer": ["§§ 52–55"],
    }
    assert [fact.label for fact in shown.facts if fact.listed] == ["Beslutande", "Övriga närvarande"]


def test_notes_keep_the_lighter_first_page() -> None:
    shown = present(read(Source("# Anteckningar\n\n## Närvarande\n\n- Eva Ek\n\n## Budget\n\nBra."), "sv")).view
    assert (shown.layout, shown.signing, shown.notice, shown.contents) == ("plain", None, None, None)
    assert shown.roll is not None


def test_who_is_to_sign_by_office_or_as_written() -> None:
    assert [(row.role, row.name) for row in signing(view())] == [
        ("Sekreterare", "Siv Rask"),
        ("Ordförande", "Eva Ek"),
        ("Justerare", "Bo Alm"),
    ]
    written = view(end="## Underskrifter\n\nSiv Rask  \nsekreterare\n")
    assert [(row.role, row.name) for row in signing(written)] == [("Sekreterare", "Siv Rask"), ("Justerare", "Bo Alm")]
    assert written.closing is None


def signing(shown: p.View) -> tuple[p.SigningRow, ...]:
    assert shown.signing is not None
    return shown.signing.rows


def test_the_last_day_of_appeal_is_computed_and_said_to_be() -> None:
    notice = view(NOTICE).notice
    assert notice is not None
    assert [(fact.label, words(fact.values[0])) for fact in notice.facts] == [
        ("Organ", "Kommunstyrelsen"),
        ("Anslaget sätts upp", "2024-05-21"),
        ("Sista dag för överklagande", "11 juni 2024 (beräknat)"),
    ]


def test_a_last_day_that_is_stated_stays_the_only_one() -> None:
    stated = NOTICE + "| Sista dag för överklagande | 2024-06-12 |\n\n"
    notice = view(stated.replace("|\n\n|", "|\n|")).notice
    assert notice is not None
    assert [words(fact.values[0]) for fact in notice.facts][2:] == ["2024-06-12"]


def test_contents_give_number_title_and_case_number() -> None:
    contents = view().contents
    assert contents is not None
    assert [(entry.lead, entry.title, entry.case_number) for entry in contents.entries] == [
        ("§ 52", "Val av justerare", ""),
        ("§ 53", "Vägen till bryggan", "KS 2024/118"),
        ("§ 54", "Anmälan", ""),
        ("§ 55", "Avslutning", ""),
    ]


def test_the_sources_own_list_of_contents_gives_way_to_ours_unless_it_says_more() -> None:
    listed = "## Innehåll\n\n| § | Ärende | Dnr |\n|---|---|---|\n| § 52 | Val av justerare | |\n| § 53 | Vägen till bryggan | KS 2024/118 |\n\n"
    assert "Innehåll" not in [item.title_text for item in view(listed).items]
    more = listed.replace("Val av justerare", "Val av justerare med lottning")
    assert "Innehåll" in [item.title_text for item in view(more).items]


def test_a_case_number_alone_stands_below_the_heading() -> None:
    item = view().items[1]
    assert (words(item.reference), item.case_number) == ("Dnr KS 2024/118", "KS 2024/118")
    assert [part.heading for part in item.parts] == ["Bakgrund", "Omröstningsresultat", "Beslut"]


def test_a_vote_told_in_sentences_comes_once_more_as_a_table() -> None:
    passage = view().items[1].parts[1]
    assert isinstance(passage, p.Passage)
    told, table = passage.blocks
    assert isinstance(told, p.Paragraph)
    assert isinstance(table, p.Table)
    rows = [[words(cell.runs) for cell in row] for row in (table.header, *table.rows, table.totals)]
    assert rows == [
        ["Namn", "Parti", "Ja", "Nej", "Avstår"],
        ["Eva Ek", "S", "X", "", ""],
        ["Bo Alm", "M", "", "X", ""],
        ["Cia Dal", "C", "", "", "X"],
        ["Summa", "", "1", "1", "1"],
    ]
    assert table.row_headers
    assert table.caption == "Så röstade ledamöterna"


def test_a_vote_that_is_a_table_gets_its_sums() -> None:
    text = "# Möte\n\n## § 1 Väg\n\n### Omröstning\n\n| Namn | Ja | Nej |\n|---|---|---|\n| Eva Ek (S) | X | |\n| Bo Alm (M) | | X |\n"
    passage = present(read(Source(text), "sv")).view.items[0].parts[0]
    assert isinstance(passage, p.Passage)
    (table,) = passage.blocks
    assert isinstance(table, p.Table)
    assert [words(cell.runs) for cell in table.totals] == ["Summa", "1", "1"]


def test_sections_stand_in_the_brands_order() -> None:
    shown = view(customs=Customs(order=("decision", "background")))
    assert [part.heading for part in shown.items[1].parts] == ["Beslut", "Omröstningsresultat", "Bakgrund"]


def test_what_a_brand_may_order_are_the_vocabularys_sections() -> None:
    assert set(SECTIONS) <= set(load("sv").accept.sections)


@pytest.mark.parametrize(("asked", "boxes"), [("auto", 2), ("always", 2), ("never", 0)])
def test_boxes_for_initials(asked: str, boxes: int) -> None:
    customs = msgspec.convert({"initials": asked}, Customs)
    assert len(view(customs=customs).initials) == boxes


def test_minutes_signed_electronically_need_no_boxes_and_say_so() -> None:
    text = FORMAL.format(notice="", end="").replace(
        "**Plats", "**Justeringens plats och tid:** Digital justering\n\n**Plats"
    )
    shown = present(read(Source(text), "sv")).view
    assert shown.initials == ()
    assert {row.mark for row in signing(shown)} == {"Undertecknas digitalt"}


@pytest.mark.parametrize(
    ("state", "label", "note"),
    [
        ("draft", "Utkast", "Utkast: protokollet är inte justerat."),
        ("approved", "Justerat", "Justerat 20 maj 2024 av Bo Alm."),
        ("published", "Publicerat", "Justerat 20 maj 2024 av Bo Alm. Publicerat 21 maj 2024."),
    ],
)
def test_states_in_words(state: str, label: str, note: str) -> None:
    text = FORMAL.format(notice=NOTICE, end="").replace("**Plats", "**Justeringens tid:** 2024-05-20\n\n**Plats")
    shown = present(read(Source(text), "sv"), state=state).view.state  # type: ignore[arg-type]  # one of its keys
    assert shown == p.State(key=state, label=label, note=note)


def test_a_final_document_need_not_say_so() -> None:
    assert view(state="final").state is None


def test_a_passage_in_another_language_is_marked() -> None:
    text = FORMAL.format(notice="", end="").replace(
        "Ordföranden avslutar.", "The board thanks all of the members for the work they have done in the year that was."
    )
    passage = present(read(Source(text), "sv")).view.items[3].parts[0]
    assert isinstance(passage, p.Passage)
    paragraph = passage.blocks[0]
    assert isinstance(paragraph, p.Paragraph)
    assert paragraph.runs[0].lang == "en"
    assert all(run.lang is None for run in view().items[3].title)
