"""What the law asks of a Word document (EN 301 549, clause 10), requirement by requirement, on a formal protocol."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from protokoll.brand import brand_names, load_brand
from protokoll.colour import contrast
from protokoll.files import load
from protokoll.pipeline import Wishes, render
from protokoll.source import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "kommunfullmaktige.md"


@cache
def parts(brand: str = "base", state: str | None = None) -> dict[str, bytes]:
    wishes = Wishes(state=state)  # type: ignore[arg-type]  # one of its keys
    data = render(load(EXAMPLE), ["docx"], load_brand(brand), wishes)["docx"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(name: str = "word/document.xml", **asked: str) -> etree._Element:
    return etree.fromstring(parts(**asked)[name])


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val")) if style is not None else ""


def words_of(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


@cache
def outline_levels() -> dict[str, int]:
    """Give the outline level of each style, its own or the one it is based on."""
    found: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in tree("word/styles.xml").iter(f"{W}style"):
        name = str(style.get(f"{W}styleId"))
        level, parent = style.find(f"{W}pPr/{W}outlineLvl"), style.find(f"{W}basedOn")
        if level is not None:
            found[name] = int(level.get(f"{W}val", "9")) + 1
        if parent is not None:
            based[name] = str(parent.get(f"{W}val"))
    return found | {name: found[parent] for name, parent in based.items() if parent in found and name not in found}


@pytest.mark.parametrize("brand", brand_names())
def test_headings_are_styles_one_at_the_top_and_none_skipped(brand: str) -> None:
    levels = [
        outline_levels()[style_of(paragraph)]
        for paragraph in tree(brand=brand).iter(f"{W}p")
        if style_of(paragraph) in outline_levels()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_heading_is_empty_and_no_paragraph_is_one_by_bold_alone() -> None:
    for paragraph in tree().iter(f"{W}p"):
        if style_of(paragraph) in outline_levels():
            assert words_of(paragraph).strip()
        elif style_of(paragraph) == "Normal":
            runs = [run for run in paragraph.iter(f"{W}r") if words_of(run)]
            assert not runs or any(run.find(f"{W}rPr/{W}b") is None for run in runs), words_of(paragraph)


def test_title_language_author_and_subject_are_properties() -> None:
    core = parts()["docProps/core.xml"].decode()
    assert "<dc:title>Sammanträdesprotokoll Kommunfullmäktige 2024-06-17</dc:title>" in core
    assert "<dc:language>sv-SE</dc:language>" in core
    assert "<dc:creator>" in core
    assert "<dc:subject>Kommunfullmäktige</dc:subject>" in core


def test_the_documents_language_is_in_its_styles() -> None:
    language = tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "sv-SE"


def test_words_in_another_language_are_marked() -> None:
    source = Source(
        "# Möte\n\n2024-05-14\n\n## 1. Rapport\n\nDeltagarna läste rapporten och tackade för den.\n\n> The members of the board are of the opinion that the work of the group is good and that it has to go on.\n"
    )
    data = render(source, ["docx"], load_brand("base"), Wishes(language="sv"))["docx"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    marked = {
        words_of(run): str(language.get(f"{W}val"))
        for run in document.iter(f"{W}r")
        if (language := run.find(f"{W}rPr/{W}lang")) is not None
    }
    assert [tag for words, tag in marked.items() if words.startswith("The members")] == ["en"]
    assert not [words for words in marked if words.startswith("Deltagarna")]


def test_links_have_words_that_tell_where_they_lead() -> None:
    source = load(EXAMPLE.parent / "lang-dag.md")
    data = render(source, ["docx"], load_brand("base"))["docx"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        links = list(etree.fromstring(package.read("word/document.xml")).iter(f"{W}hyperlink"))
    assert {"beskrivningen av formatet", "heldag@sundabygden.example"} <= {words_of(link) for link in links}
    assert all(words_of(link).strip() for link in links)


@pytest.mark.parametrize("brand", brand_names())
def test_every_colour_of_a_style_stands_out_from_its_ground(brand: str) -> None:
    palette = load_brand(brand).palette
    for style in tree("word/styles.xml", brand=brand).iter(f"{W}style"):
        colour, ground = style.find(f"{W}rPr/{W}color"), style.find(f"{W}pPr/{W}shd")
        if colour is None:
            continue
        below = [f"#{ground.get(f'{W}fill')}"] if ground is not None else [palette.background, palette.tint]
        if style.get(f"{W}styleId") == "Kind" and load_brand(brand).customs.masthead == "band":
            below = [palette.primary]
        assert all(contrast(f"#{colour.get(f'{W}val')}", other) >= 4.5 for other in below), style.get(f"{W}styleId")


def test_lists_are_lists() -> None:
    lists = [paragraph for paragraph in tree().iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}numPr") is not None]
    styles = {style_of(paragraph) for paragraph in lists}
    assert {"FrontFact", "DecisionClause", "ListBullet", "ListNumber"} <= styles
    assert not [
        words_of(p) for p in tree().iter(f"{W}p") if re.match(r"[-•–]\s|\d+\.\s", words_of(p)) and p not in lists
    ]


def test_tables_have_a_header_row_or_row_headers_and_no_merged_cells() -> None:
    tables = list(tree().iter(f"{W}tbl"))
    assert len(tables) >= 5
    for table in tables:
        rows = table.findall(f"{W}tr")
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        repeated = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert repeated or look.get(f"{W}firstColumn") == "1"
        assert repeated == (look.get(f"{W}firstRow") == "1")
        # A row stays on one page, but for one that would fill a page: the members of a council.
        tall = [row for row in rows if len(list(row.iter(f"{W}p"))) > 16]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows if row not in tall)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is None for row in tall)
        assert len({len(row.findall(f"{W}tc")) for row in rows}) == 1
        assert table.find(f".//{W}gridSpan") is None
        assert table.find(f".//{W}vMerge") is None


def test_pictures_have_words_or_are_marked_as_decoration() -> None:
    for name, data in parts("sundabygden").items():
        if name.startswith("word/") and name.endswith(".xml"):
            for picture in etree.fromstring(data).iter("{*}docPr"):
                decorative = picture.find(".//{*}decorative")
                assert picture.get("descr") or (decorative is not None and decorative.get("val") == "1")


def test_the_logo_beside_its_owners_name_is_decoration_and_alone_it_has_words() -> None:
    beside = parts("sundabygden")["word/document.xml"].decode()
    assert "decorative" in beside
    alone = parts("base")["word/document.xml"].decode()
    assert "decorative" not in alone
    assert 'descr="Ett protokollblad"' in alone


def test_space_comes_from_styles_not_from_empty_paragraphs_or_tabs() -> None:
    empty = [p for p in tree().iter(f"{W}p") if not words_of(p) and p.getparent().tag == f"{W}body"]  # type: ignore[union-attr]
    # The only ones keep apart what Word would join: tables that touch.
    assert {style_of(paragraph) for paragraph in empty} <= {"TableText"}
    for paragraph in tree().iter(f"{W}p"):
        if list(paragraph.iter(f"{W}tab")) and paragraph.find(f".//{W}r/{W}tab") is not None:
            assert style_of(paragraph) in {"Masthead", "Heading2", "toc1", "toc2", "ContentsColumns"}


def test_a_long_document_has_contents_that_word_can_renew() -> None:
    instructions = [node.text or "" for node in tree().iter(f"{W}instrText")]
    assert any(text.strip().startswith("TOC ") for text in instructions)
    goals = {link.get(f"{W}anchor") for link in tree().iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
    marks = {mark.get(f"{W}name") for mark in tree().iter(f"{W}bookmarkStart")}
    assert goals
    assert goals <= marks
    assert sum(text.strip().startswith("TC ") for text in instructions) == len(goals)


def test_the_headers_facts_stand_in_the_text_as_well() -> None:
    header = words_of(tree("word/header1.xml"))
    assert header == "Kommunfullmäktige · 17 juni 2024"
    body = words_of(tree())
    assert "Kommunfullmäktige" in body
    assert "17 juni 2024" in body


def test_a_draft_says_so_on_every_page_and_once_in_the_text() -> None:
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "UTKAST" in words_of(tree(name, state="draft"))
        assert "UTKAST" not in words_of(tree(name))
    assert words_of(tree(state="draft")).count("Utkast") == 1


def test_text_stands_at_the_left_and_can_be_read() -> None:
    assert not [node for node in tree("word/styles.xml").iter(f"{W}jc") if node.get(f"{W}val") == "both"]
    sizes = [int(size.get(f"{W}val", "0")) for size in tree("word/styles.xml").iter(f"{W}sz")]
    assert min(sizes) >= 14


def test_absence_is_said_not_only_struck() -> None:
    source = load(EXAMPLE.parent / "direktorsmote.md")
    data = render(source, ["docx"], load_brand("base"))["docx"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = words_of(etree.fromstring(package.read("word/document.xml")))
    assert "Frånvarande" in body or "frånvarande" in body
