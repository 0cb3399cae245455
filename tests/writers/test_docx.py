"""The Word document, walked as XML: what a screen reader, and Word itself, will find in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import msgspec
import pytest
from lxml import etree

from protokoll.brand import brand_names, load_brand
from protokoll.view import page as p
from protokoll.writers.docx import is_ours, write
from tests.sample import LIST, SAMPLE, entry, paragraph, text

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
BRANDS = pytest.mark.parametrize("brand", brand_names())


def part(data: bytes, name: str) -> _Element:
    """Parse one part of the package."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def body(page: p.Page = SAMPLE, brand: str = "base") -> _Element:
    """Write a page and parse its body."""
    return part(write(page, load_brand(brand)), "word/document.xml")


def find(node: _Element, path: str) -> list[_Element]:
    """Find elements by XPath."""
    found: list[_Element] = node.xpath(path, namespaces=NS)  # type: ignore[assignment]  # the paths here find elements
    return found


def styles(node: _Element) -> list[str]:
    """List the styles of all paragraphs, in order."""
    return [mark.get(f"{{{W}}}val", "") for mark in find(node, "//w:pStyle")]


def with_items(*items: p.Item) -> p.Page:
    """Put other items into the sample."""
    return p.Page(view=msgspec.structs.replace(SAMPLE.view, items=items), images=SAMPLE.images)


@BRANDS
def test_the_same_page_gives_the_same_bytes(brand: str) -> None:
    assert write(SAMPLE, load_brand(brand)) == write(SAMPLE, load_brand(brand))


@BRANDS
def test_python_docx_opens_it_and_finds_the_properties(brand: str) -> None:
    document = docx.Document(BytesIO(write(SAMPLE, load_brand(brand))))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Direktörsmöte i Sundabygden 2024-05-17",
        "Sundabygden",
        "sv-SE",
    )
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-05-17"


def test_it_is_known_again_and_others_are_not() -> None:
    data = write(SAMPLE, load_brand("base"))
    foreign = BytesIO()
    docx.Document().save(foreign)
    assert is_ours(data)
    assert not is_ours(foreign.getvalue())
    assert not is_ours(b"PK\x03\x04 broken")


@pytest.mark.parametrize("language", ["sv-SE", "en-GB"])
def test_language_is_set(language: str) -> None:
    page = p.Page(view=msgspec.structs.replace(SAMPLE.view, language=language), images=SAMPLE.images)
    data = write(page, load_brand("base"))
    (lang,) = find(part(data, "word/styles.xml"), "//w:docDefaults//w:lang")
    assert lang.get(f"{{{W}}}val") == language
    assert find(part(data, "word/document.xml"), "//w:r[w:t='in English']/w:rPr/w:lang[@w:val='en']")


def test_every_style_it_uses_is_in_the_reference() -> None:
    data = write(SAMPLE, load_brand("base"))
    known = {style.get(f"{{{W}}}styleId") for style in find(part(data, "word/styles.xml"), "//w:style")}
    used = {mark.get(f"{{{W}}}val") for mark in find(part(data, "word/document.xml"), "//w:pStyle | //w:rStyle")}
    assert used <= known


def test_headings_begin_at_one_and_skip_no_level() -> None:
    data = write(SAMPLE, load_brand("base"))
    levels: dict[str, int | None] = {}
    for style in find(part(data, "word/styles.xml"), "//w:style"):
        outline = find(style, ".//w:outlineLvl")
        based = find(style, "w:basedOn")
        name = style.get(f"{{{W}}}styleId", "")
        inherited = levels.get(based[0].get(f"{{{W}}}val", "")) if based else None
        levels[name] = int(outline[0].get(f"{{{W}}}val", "")) if outline else inherited
    order = [levels[style] for style in styles(part(data, "word/document.xml")) if levels.get(style) is not None]
    assert order[0] == 0
    assert order.count(0) == 1
    assert all(isinstance(b, int) and isinstance(a, int) and b <= a + 1 for a, b in pairwise(order))


def test_lists_are_lists_and_numbers_restart() -> None:
    page = with_items(p.Item(anchor="a", title=text("A"), title_text="A", parts=(p.Passage(blocks=(LIST, LIST)),)))
    data = write(page, load_brand("base"))
    document, numbering = part(data, "word/document.xml"), part(data, "word/numbering.xml")
    numbered = [n.get(f"{{{W}}}val") for n in find(document, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId")]
    assert len(numbered) == len(set(numbered)) == 2
    for number in numbered:
        starts = find(numbering, f"//w:num[@w:numId='{number}']//w:startOverride")
        assert {start.get(f"{{{W}}}val") for start in starts} == {"3"}
    used = {n.get(f"{{{W}}}val") for n in find(document, "//w:numId")}
    assert used <= {n.get(f"{{{W}}}numId") for n in find(numbering, "//w:num")}


def test_persons_are_a_list_in_two_columns() -> None:
    document = body()
    persons = find(document, "//w:p[w:pPr/w:pStyle/@w:val='Person']")
    assert len(persons) == 9
    assert all(find(person, "w:pPr/w:numPr") for person in persons)
    assert len(find(document, "//w:cols[@w:num='2']")) == 1


def test_only_the_first_section_names_headers_and_the_rest_go_on() -> None:
    sections = find(body(), "//w:sectPr")
    assert [len(find(section, "w:headerReference")) for section in sections] == [2, 0, 0]
    assert [len(find(section, "w:type[@w:val='continuous']")) for section in sections] == [0, 1, 1]


def test_tables_have_header_rows_or_row_headers() -> None:
    facts, data, approval = find(body(), "//w:tbl")
    assert len(find(data, "w:tr/w:trPr/w:tblHeader")) == 1
    assert find(data, "w:tr[1]/w:trPr/w:tblHeader")
    for table in (facts, approval):
        assert find(table, "w:tblPr/w:tblLook[@w:firstColumn='1']")
        assert find(table, "w:tblPr/w:tblCaption")
    assert not find(body(), "//w:gridSpan | //w:vMerge")


def test_pictures_have_alternative_text() -> None:
    described = [node.get("descr") for node in find(body(), "//wp:docPr")]
    assert described == ["", "Karta över området"]  # the logo stands beside its owner's name


def test_links_lead_out() -> None:
    data = write(SAMPLE, load_brand("base"))
    targets = [r.get("Target") for r in part(data, "word/_rels/document.xml.rels") if r.get("TargetMode") == "External"]
    assert targets == ["mailto:maj.lindh@example.org", "https://example.org/?a=1&b=2"]


def test_page_numbers_are_fields() -> None:
    footer = part(write(SAMPLE, load_brand("base")), "word/footer1.xml")
    assert [field.get(f"{{{W}}}instr", "").strip() for field in find(footer, "//w:fldSimple")] == ["PAGE", "NUMPAGES"]
    assert "Sida " in "".join(str(t) for t in footer.itertext())


def test_a_decision_is_set_apart_and_its_numbers_are_words_own() -> None:
    document = body()
    assert styles(document).count("DecisionHeading") == 2
    points = find(document, "//w:p[w:pPr/w:pStyle/@w:val='DecisionClause']")
    assert len(points) == 4
    assert all(find(point, "w:pPr/w:numPr") for point in points)


def test_numbers_that_do_not_count_up_are_typed_as_they_were() -> None:
    clauses = tuple(p.Clause(number=number, runs=text("x")) for number in ("2.", "5."))
    page = with_items(
        p.Item(anchor="a", title=text("A"), title_text="A", parts=(p.Resolution(heading="B", clauses=clauses),))
    )
    assert [
        "".join(map(str, point.itertext()))
        for point in find(body(page), "//w:p[w:pPr/w:pStyle/@w:val='DecisionClause']")
    ] == ["2. x", "5. x"]


def decision(*words: str) -> p.Item:
    """Make an item with a decision of some points."""
    part = p.Resolution(heading="Beslut", clauses=tuple(p.Clause(runs=text(point)) for point in words))
    return p.Item(anchor="a", title=text("A"), title_text="A", parts=(part,))


def kept(document: _Element, style: str) -> list[bool]:
    """Tell of each paragraph in a style whether it stays with the next."""
    found = find(document, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")
    return [bool(find(paragraph, "w:pPr/w:keepNext")) for paragraph in found]


def test_a_short_decision_is_never_torn_in_two_and_a_long_one_may_be() -> None:
    assert kept(body(with_items(decision("x", "y", "z"))), "DecisionClause") == [True, True, False]
    assert kept(body(with_items(decision("x" * 500, "y" * 500))), "DecisionClause") == [False, False]


def test_of_a_short_list_no_line_is_left_alone() -> None:
    def page(count: int) -> p.Page:
        short = p.Bullets(entries=tuple(entry(f"rad {number}") for number in range(count)))
        return with_items(
            p.Item(anchor="a", title=text("A"), title_text="A", parts=(p.Passage(heading="B", blocks=(short,)),))
        )

    assert kept(body(page(3)), "ListBullet")[-3:] == [True, True, False]
    assert not any(kept(body(page(5)), "ListBullet")[-5:])


def test_a_decision_between_rules_begins_where_the_text_does() -> None:
    data = write(with_items(decision("x")), load_brand("norrmark"))
    for name in ("DecisionHeading", "DecisionLead", "DecisionClause"):
        [indent] = find(part(data, "word/styles.xml"), f"//w:style[@w:styleId='{name}']/w:pPr/w:ind")
        assert int(indent.get(f"{{{W}}}left", "0")) == int(indent.get(f"{{{W}}}hanging", "0"))
        assert indent.get(f"{{{W}}}right") == "0"
    [level] = find(part(data, "word/numbering.xml"), "//w:lvl[w:lvlText/@w:val='▪']/w:pPr/w:ind")
    assert level.get(f"{{{W}}}left") == level.get(f"{{{W}}}hanging")


def wide(words: str) -> p.Table:
    """Make a table of ten columns."""
    cells = tuple(p.Cell(runs=text(words)) for _ in range(10))
    return p.Table(alignments=(None,) * 10, header=cells, rows=(cells,))


def test_a_table_wider_than_the_text_goes_into_the_margins_and_cuts_no_word() -> None:
    view = msgspec.structs.replace(SAMPLE.view, opening=(wide("omfattning"),))
    table = find(body(p.Page(view=view, images=SAMPLE.images)), "//w:tbl[count(w:tblGrid/w:gridCol)=10]")[0]
    [stands_out] = find(table, "w:tblPr/w:tblInd")
    assert stands_out.get(f"{{{W}}}w") == "-680"
    widths = [int(column.get(f"{{{W}}}w", "0")) for column in find(table, "w:tblGrid/w:gridCol")]
    assert all(width > len("omfattning") * 80 for width in widths)
    assert sum(widths) <= 9070 + 2 * 680


def test_a_table_of_many_columns_that_fits_stays_within_the_text() -> None:
    view = msgspec.structs.replace(SAMPLE.view, opening=(wide("ord"),))
    table = find(body(p.Page(view=view, images=SAMPLE.images)), "//w:tbl[count(w:tblGrid/w:gridCol)=10]")[0]
    assert not find(table, "w:tblPr/w:tblInd")


def test_text_that_follows_the_facts_at_once_is_set_off_from_them() -> None:
    view = msgspec.structs.replace(SAMPLE.view, roll=None, contents=None, opening=(paragraph("En rad."),))
    assert "AfterDecision" in styles(body(p.Page(view=view, images=SAMPLE.images)))


def test_no_paragraph_is_empty_for_the_sake_of_space() -> None:
    empty = [
        node
        for node in find(body(), "//w:body/w:p")
        if not "".join(map(str, node.itertext())) and not find(node, ".//w:drawing")
    ]
    # After a table, where Word must have a paragraph, and a line across the page.
    assert {style for node in empty for style in styles_of(node)} == {"TableText", "Separator"}


def styles_of(node: _Element) -> list[str]:
    """List the style of one paragraph."""
    return [mark.get(f"{{{W}}}val", "") for mark in find(node, "w:pPr/w:pStyle")]


def test_what_xml_cannot_hold_is_left_out() -> None:
    page = with_items(p.Item(anchor="a", title=text("a\x00b\x1fc<&>\ud800"), title_text="x"))
    assert "abc<&>" in "".join(map(str, body(page).itertext()))


def test_deep_lists_stay_within_words_levels() -> None:
    deep: p.Block = paragraph("djup")
    for _ in range(60):
        deep = p.Bullets(entries=(p.Entry(blocks=(paragraph("x"), deep)),))
    page = with_items(p.Item(anchor="a", title=text("A"), title_text="A", parts=(p.Passage(blocks=(deep,)),)))
    assert max(int(level.get(f"{{{W}}}val", "")) for level in find(body(page), "//w:ilvl")) == 8


def test_a_brand_gives_its_colours_and_fonts() -> None:
    styles_xml = etree.tostring(part(write(SAMPLE, load_brand("sundabygden")), "word/styles.xml")).decode()
    assert "15594A" in styles_xml
    assert "2C4257" not in styles_xml
    assert re.search(r'w:styleId="Heading1".*?Source Serif 4', styles_xml, re.DOTALL)
