"""Documents on Word templates of other people: their looks are kept, and the document is as good as on our own."""

from __future__ import annotations

import io
import posixpath
import re
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import msgspec
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm
from lxml import etree

from protokoll.brand import Brand, load_brand
from protokoll.errors import BrandError
from protokoll.files import load
from protokoll.pipeline import render
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import page as p
from protokoll.view import present
from protokoll.writers import word_foreign
from protokoll.writers.docx import is_ours, write
from tests.sample import PNG_DOT, SAMPLE
from tests.words import output_words, pdf_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    Parts = dict[str, bytes]

TOP = Path(__file__).parent.parent.parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {"w": W, "r": R, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

SWEDISH = {
    "Heading1": "Rubrik1",
    "Heading2": "Rubrik2",
    "Heading3": "Rubrik3",
    "ListBullet": "Punktlista",
    "ListNumber": "Numreradlista",
    "Header": "Sidhuvud",
    "Footer": "Sidfot",
    "Quote": "Citat",
    "Strong": "Stark",
}
"""Ids that Word in Swedish gives to styles whose names stay English."""


# Templates


def stock(edit: Callable[[Any], None] | None = None) -> bytes:
    """Give one of Word's own stock templates, with something done to it."""
    document = docx.Document()
    if edit:
        edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Change words of one part."""
    parts = unpacked(data)
    assert old.encode() in parts[name]
    return packed(parts | {name: parts[name].replace(old.encode(), new.encode())})


def swedish(edit: Callable[[Any], None] | None = None) -> bytes:
    """Give a template with the style ids of a Swedish Word, whose headings number themselves."""
    parts = unpacked(stock(edit))
    del parts["word/stylesWithEffects.xml"]
    rels = "word/_rels/document.xml.rels"
    parts[rels] = re.sub(rb"<Relationship [^>]*stylesWithEffects[^>]*/>", b"", parts[rels])
    for name, xml in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            ids = "|".join(SWEDISH)
            parts[name] = re.sub(
                rf'((?:styleId|basedOn w:val|next w:val|link w:val|Style w:val)=)"({ids})"',
                lambda match: f'{match[1]}"{SWEDISH[match[2]]}"',
                xml.decode(),
            ).encode()
    for level in (1, 2, 3):
        parts["word/styles.xml"] = re.sub(
            rf'(w:styleId="Rubrik{level}">.*?<w:keepLines/>)'.encode(),
            rf'\1<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="70"/></w:numPr>'.encode(),
            parts["word/styles.xml"],
            count=1,
            flags=re.DOTALL,
        )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik{level + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="576" w:hanging="576"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    numbering = parts["word/numbering.xml"].decode()
    at = numbering.index("<w:num ")
    parts["word/numbering.xml"] = (
        f'{numbering[:at]}<w:abstractNum w:abstractNumId="44"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f"{numbering[at:]}".replace(
            "</w:numbering>", '<w:num w:numId="70"><w:abstractNumId w:val="44"/></w:num></w:numbering>'
        )
    ).encode()
    return packed(parts)


def bare() -> bytes:
    """Give a template with one style, named as in no other program, and a page of its own."""
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="{content}.document.main+xml"/></Types>'
            ).encode(),
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{R}/officeDocument" Target="/doc/main.xml"/></Relationships>'.encode(),
            "doc/_rels/main.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{R}/styles" Target="looks.xml"/></Relationships>'.encode(),
            "doc/main.xml": f'<w:document xmlns:w="{W}"><w:body><w:sectPr><w:pgSz w:w="8391" w:h="11906"/><w:pgMar w:top="700" w:right="700" w:bottom="700" w:left="700" w:header="300" w:footer="300" w:gutter="0"/></w:sectPr></w:body></w:document>'.encode(),
            "doc/looks.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="fact"><w:name w:val="Brödtext vår"/></w:style></w:styles>'.encode(),
        }
    )


def letterhead(document: Any) -> None:
    """Give a document a header with a picture and placeholders that Word has split, and a footer with page numbers."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.add_run().add_picture(io.BytesIO(PNG_DOT), width=Mm(20))
    begins = first.add_run("  {{ bo")
    begins.bold = True
    first.add_run("dy")
    first.add_run(" }} – {{")
    first.add_run("case_number}}!")
    section.first_page_footer.paragraphs[0].add_run("Sida {{ page }} av {{pages}}, {{ organisation }}")
    section.header.paragraphs[0].add_run("{{ kind }}: {{title}}, {{ date }}")
    section.footer.paragraphs[0].add_run("{{page}}").italic = True


def with_words(document: Any) -> None:
    document.add_heading("Instruktion", 1)
    document.add_paragraph("Skriv här.")


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "stock": stock,
    "swedish": swedish,
    "bare": bare,
    "letterhead": lambda: stock(letterhead),
    "swedish-letterhead": lambda: swedish(letterhead),
}
EACH = pytest.mark.parametrize("name", TEMPLATES)


# What was written

METADATA = msgspec.structs.replace(SAMPLE.view.metadata, body="Styrelsen & <vänner>", case_number="KS 2024/12")
PAGE = p.Page(view=msgspec.structs.replace(SAMPLE.view, metadata=METADATA), images=SAMPLE.images)


def branded(folder: Path, template: bytes) -> Brand:
    """Make a brand that has a template of its own."""
    (folder / "_brand.yml").write_text('meta:\n  name: Åviks kommun\ncolor:\n  primary: "#7a1f2b"\n', encoding="utf-8")
    (folder / "reference.docx").write_bytes(template)
    return load_brand(str(folder))


def on(folder: Path, template: bytes, page: p.Page = PAGE) -> Parts:
    """Write a page on a template and unpack it."""
    return unpacked(write(page, branded(folder, template)))


def find(data: bytes, path: str) -> list[_Element]:
    """Find elements of a part by XPath."""
    found: list[_Element] = etree.fromstring(data).xpath(path, namespaces=NS)  # type: ignore[assignment]  # the paths here find elements
    return found


def values(data: bytes, path: str, name: str = "val") -> list[str]:
    return [str(node.get(f"{{{W}}}{name}", "")) for node in find(data, path)]


def shown(data: bytes) -> str:
    """Give the text of a part."""
    return "".join(node.text or "" for node in find(data, "//w:t"))


def ids_by_name(styles: bytes) -> dict[str, str]:
    """Give the id of each style, by its name."""
    return {
        name.casefold(): here
        for name, here in zip(values(styles, "//w:style/w:name"), values(styles, "//w:style", "styleId"), strict=True)
    }


@EACH
def test_the_package_holds_together(tmp_path: Path, name: str) -> None:
    parts = on(tmp_path, TEMPLATES[name]())
    types = etree.fromstring(parts["[Content_Types].xml"])
    overrides = {node.get("PartName") for node in types if node.get("PartName")}
    suffixes = {node.get("Extension") for node in types if node.get("Extension")}
    assert all(override in {f"/{part}" for part in parts} for override in overrides)
    assert all(part.rpartition(".")[2] in suffixes for part in parts if part != "[Content_Types].xml")
    assert all(f"/{part}" in overrides for part in parts if part.endswith(".xml") and part != "[Content_Types].xml")
    reached = {"[Content_Types].xml"}
    for part, data in parts.items():
        if not part.endswith(".rels"):
            continue
        reached.add(part)
        folder, described = posixpath.dirname(posixpath.dirname(part)), posixpath.basename(part)[: -len(".rels")]
        source = parts.get(posixpath.join(folder, described), b"<a/>")
        known = {row.get("Id") for row in etree.fromstring(data)}
        named = {
            ref for node in find(source, "//*[@r:*]") for key, ref in node.attrib.items() if f"{{{R}}}" in str(key)
        }
        assert named <= known
        for row in etree.fromstring(data):
            if row.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, row.get("Target", "")))[1:]
                assert target in parts
                reached.add(target)
    assert reached == set(parts)


@EACH
def test_every_style_and_list_it_names_is_there_once(tmp_path: Path, name: str) -> None:
    parts = on(tmp_path, TEMPLATES[name]())
    styles, numbering = parts["word/styles.xml"], parts["word/numbering.xml"]
    ids = [here.casefold() for here in values(styles, "//w:style", "styleId")]
    assert len(ids) == len(set(ids))
    names = [each.casefold() for each in values(styles, "//w:style/w:name")]
    assert len(names) == len(set(names))
    known = set(values(styles, "//w:style", "styleId"))
    texts = [data for part, data in parts.items() if re.match(r"word/(document|header|footer)\d*\.xml", part)]
    assert all(set(values(text, "//w:pStyle | //w:rStyle")) <= known for text in texts)
    assert set(values(styles, "//w:basedOn | //w:next | //w:link")) <= known
    assert len(find(styles, "//w:style[@w:type='paragraph'][@w:default='1']")) == 1
    lists, kinds = values(numbering, "//w:num", "numId"), values(numbering, "//w:abstractNum", "abstractNumId")
    assert len(lists) == len(set(lists))
    assert len(kinds) == len(set(kinds))
    assert set(values(numbering, "//w:num/w:abstractNumId")) <= set(kinds)
    assert set(values(parts["word/document.xml"], "//w:numId")) - {"0"} <= set(lists)


@EACH
def test_it_is_as_accessible_as_on_our_own(tmp_path: Path, name: str) -> None:
    english = p.Page(view=msgspec.structs.replace(PAGE.view, language="en-GB"), images=PAGE.images)
    data = write(english, branded(tmp_path, TEMPLATES[name]()))
    parts = unpacked(data)
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == "Direktörsmöte i Sundabygden 2024-05-17"
    assert set(values(parts["word/styles.xml"], "//w:lang")) == {"en-GB"}
    by_id = {style.style_id: style for style in document.styles}
    levels = []
    for paragraph in document.paragraphs:
        style = by_id[paragraph.style.style_id] if paragraph.style else None
        while style is not None and not style.element.xpath("w:pPr/w:outlineLvl"):
            style = style.base_style
        if style is not None:
            levels.append(int(style.element.xpath("w:pPr/w:outlineLvl/@w:val")[0]))
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@EACH
def test_the_same_page_gives_the_same_bytes_and_the_same_words(tmp_path: Path, name: str) -> None:
    brand = branded(tmp_path, TEMPLATES[name]())
    data = write(PAGE, brand)
    assert data == write(PAGE, brand)
    assert is_ours(data)
    on_ours = unpacked(write(PAGE, load_brand("base")))
    assert shown(unpacked(data)["word/document.xml"]).split() == shown(on_ours["word/document.xml"]).split()


def test_a_copy_of_the_bases_own_is_as_the_base(tmp_path: Path) -> None:
    ours = load_brand("base")
    (tmp_path / "_brand.yml").write_text("meta:\n  name:\n", encoding="utf-8")
    (tmp_path / "reference.docx").write_bytes(ours.reference_docx.read_bytes())
    assert write(SAMPLE, load_brand(str(tmp_path))) == write(SAMPLE, ours)


# Styles


def test_styles_are_found_by_name_and_keep_their_look(tmp_path: Path) -> None:
    template = swedish()
    parts = on(tmp_path, template)
    used = set(values(parts["word/document.xml"], "//w:pStyle"))
    assert {"Rubrik1", "Rubrik2", "Rubrik3", "Punktlista", "Numreradlista", "Citat"} <= used
    assert not used & set(SWEDISH)
    for style in ("Rubrik1", "Punktlista", "Normal", "Stark"):
        (before,) = find(unpacked(template)["word/styles.xml"], f"//w:style[@w:styleId='{style}']")
        (after,) = find(parts["word/styles.xml"], f"//w:style[@w:styleId='{style}']")
        assert [(n.tag, n.attrib.values()) for n in before.iter() if not str(n.tag).endswith("lang")] == [
            (n.tag, n.attrib.values()) for n in after.iter() if not str(n.tag).endswith("lang")
        ]


def test_styles_it_lacks_are_added_in_the_brands_colours(tmp_path: Path) -> None:
    styles = on(tmp_path, swedish())["word/styles.xml"]
    (box,) = find(styles, "//w:style[w:name/@w:val='Decision Heading']")
    assert "7A1F2B" in etree.tostring(box).decode()
    (based,) = find(styles, "//w:style[w:name/@w:val='Decision Heading']/w:basedOn[@w:val='Rubrik3']")
    assert based is not None


def test_a_template_without_any_style_of_ours_gets_them_all(tmp_path: Path) -> None:
    parts = on(tmp_path, bare())
    ids = ids_by_name(parts["word/styles.xml"])
    # The template's own text style has the id that ours would have but for its case.
    assert ids["brödtext vår"] == "fact"
    assert ids["fact"] == "Fact2"
    assert "Fact2" in values(parts["word/document.xml"], "//w:pStyle")
    assert "7A1F2B" in parts["word/styles.xml"].decode()


def test_a_name_that_a_style_of_another_type_has_is_not_taken_twice(tmp_path: Path) -> None:
    parts = on(tmp_path, stock(lambda d: d.styles.add_style("Fact", WD_STYLE_TYPE.CHARACTER)))
    ids = ids_by_name(parts["word/styles.xml"])
    assert ids["fact"] == "Fact"
    assert ids["fact 2"] == "Fact2"
    assert "Fact2" in values(parts["word/document.xml"], "//w:pStyle")
    assert "Fact" not in values(parts["word/document.xml"], "//w:pStyle")


# Lists and numbers


def test_headings_do_not_number_twice(tmp_path: Path) -> None:
    document = on(tmp_path, swedish())["word/document.xml"]
    headings = find(document, "//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Rubrik')]]")
    assert len(headings) > 5
    assert all([n.get(f"{{{W}}}val") for n in heading.iter(f"{{{W}}}numId")] == ["0"] for heading in headings)
    for style in ("DecisionHeading", "RollHeading"):  # which are based on headings
        assert set(values(document, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']//w:numId")) == {"0"}


def test_the_templates_own_lists_stay_and_ours_come_after(tmp_path: Path) -> None:
    numbering = on(tmp_path, swedish())["word/numbering.xml"]
    assert values(numbering, "//w:num[@w:numId='70']/w:abstractNumId") == ["44"]
    order = [str(node.tag).rpartition("}")[2] for node in etree.fromstring(numbering)]
    assert order == sorted(order, key=["abstractNum", "num"].index)
    ours = find(numbering, "//w:num[@w:numId > 70]")
    assert len(ours) > 5


def test_a_paragraphs_properties_stand_in_words_order(tmp_path: Path) -> None:
    order = ["pStyle", "keepNext", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "outlineLvl", "sectPr"]
    for properties in find(on(tmp_path, swedish())["word/document.xml"], "//w:p/w:pPr"):
        names = [str(node.tag).rpartition("}")[2] for node in properties]
        assert names == sorted(set(names), key=order.index)


def test_an_items_heading_hangs_from_its_number(tmp_path: Path) -> None:
    document = on(tmp_path, stock())["word/document.xml"]
    hanging = find(document, "//w:p[w:pPr/w:pStyle/@w:val='Heading2'][w:pPr/w:ind/@w:hanging='964']")
    assert len(hanging) == 3


# Page, headers and footers


def test_placeholders_are_filled_however_they_are_split(tmp_path: Path) -> None:
    parts = on(tmp_path, stock(letterhead))
    texts = {shown(data) for name, data in parts.items() if re.match(r"word/(header|footer)\d", name)}
    assert texts == {
        "  Styrelsen & <vänner> – KS 2024/12!",
        "Sida 1 av 1, Sundabygden",
        "Protokoll: Direktörsmöte i Sundabygden, 17 maj 2024",
        "1",
    }
    first = next(data for data in parts.values() if b"Styrelsen &amp;" in data)
    (bold,) = find(first, "//w:r[w:rPr/w:b]")
    assert "".join(map(str, bold.itertext())) == "  Styrelsen & <vänner>"


def test_what_fills_them_is_what_the_minutes_say(tmp_path: Path) -> None:
    text = "---\nbody: Styrelsen\ncase_number: KS 2024/7\ndate: 2024-05-17\n---\n# Möte\n\n§ 1 Öppnande\n"
    template = stock(
        lambda d: d.sections[0].header.paragraphs[0].add_run("{{body}}|{{case_number}}|{{date}}|{{organisation}}")
    )
    parts = on(tmp_path, template, present(read(Source(text))))
    assert shown(parts["word/header1.xml"]) == "Styrelsen|KS 2024/7|17 maj 2024|Åviks kommun"


def test_page_numbers_are_fields_in_the_look_of_their_run(tmp_path: Path) -> None:
    parts = on(tmp_path, stock(letterhead))
    footers = [data for name, data in parts.items() if re.match(r"word/footer\d", name)]
    fields = sorted(instruction for data in footers for instruction in values(data, "//w:p/w:fldSimple", "instr"))
    assert fields == [" NUMPAGES ", " PAGE ", " PAGE "]
    assert [bool(find(data, "//w:fldSimple/w:r[w:rPr/w:i]")) for data in footers].count(True) == 1


def test_what_stands_around_a_page_number_stays_in_its_place(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        run = document.sections[0].footer.paragraphs[0].add_run("a {{kind}} {{page}}/{{pages}}, {{kind}}")
        run.add_tab()
        run.add_text("z")

    (footer,) = (data for name, data in on(tmp_path, stock(edit)).items() if re.match(r"word/footer\d", name))
    assert shown(footer) == "a Protokoll 1/1, Protokollz"
    order = [str(node.tag).rpartition("}")[2] for node in find(footer, "//w:p/w:r/* | //w:p/w:fldSimple")]
    assert order == ["t", "fldSimple", "t", "fldSimple", "t", "tab", "t"]


def test_a_decisions_ground_begins_in_one_line_without_the_headings_number(tmp_path: Path) -> None:
    document = on(tmp_path, swedish())["word/document.xml"]
    assert values(document, "//w:p[w:pPr/w:pStyle/@w:val='DecisionHeading']/w:pPr/w:ind", "left") == ["227", "227"]


@pytest.mark.parametrize(
    ("written", "told", "cure"),
    [
        ("{{ titel }}", "unknown placeholder `{{ titel }}`", "did you mean `{{ title }}`?"),
        ("{{sammanträde}}", "unknown placeholder `{{sammanträde}}`", "those it can have are `body`, "),
        ("{{ title }", "the placeholder `{{ title ` has no end", "write `}}` after it"),
    ],
)
def test_a_placeholder_that_is_none_is_told(tmp_path: Path, written: str, told: str, cure: str) -> None:
    brand = branded(tmp_path, stock(lambda d: d.sections[0].header.paragraphs[0].add_run(written)))
    with pytest.raises(BrandError) as error:
        write(PAGE, brand)
    assert error.value.message == f"{tmp_path / 'reference.docx'}: {told}"
    assert error.value.hint.startswith(cure)


def test_a_placeholder_does_not_go_across_a_tab(tmp_path: Path) -> None:
    brand = branded(tmp_path, stock(lambda d: d.sections[0].header.paragraphs[0].add_run("{{ ti\ttle }}")))
    with pytest.raises(BrandError, match="has no end"):
        write(PAGE, brand)


def test_two_placeholders_that_share_a_run_are_both_filled(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        for piece in ("{", "{ kind }} och {", "{ Date", " }}{{kind}", "}."):
            paragraph.add_run(piece)

    assert shown(on(tmp_path, stock(edit))["word/header1.xml"]) == "Protokoll och 17 maj 2024Protokoll."


def test_headers_that_show_nothing_give_way_to_ours(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].add_run(" ")
        document.settings.odd_and_even_pages_header_footer = True

    parts = on(tmp_path, stock(edit))
    assert shown(parts["word/header1.xml"]) == "Direktörsmöte i Sundabygden · 17 maj 2024"
    assert shown(parts["word/footer1.xml"]) == "SundabygdenSida 1 av 1"
    assert not find(parts["word/settings.xml"], "//w:evenAndOddHeaders")


def test_even_pages_keep_their_own_header(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].header.paragraphs[0].add_run("udda")
        document.sections[0].even_page_header.paragraphs[0].add_run("jämn")

    parts = on(tmp_path, stock(edit))
    assert find(parts["word/settings.xml"], "//w:evenAndOddHeaders")
    assert values(parts["word/document.xml"], "//w:headerReference", "type") == ["default", "even"]


def test_the_last_sections_page_and_the_headers_it_inherits_are_used(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].add_run("ärvd")
        second = document.add_section()
        second.page_width, second.left_margin, second.right_margin = Mm(180), Mm(20), Mm(20)

    parts = on(tmp_path, stock(edit))
    assert shown(parts["word/header1.xml"]) == "ärvd"
    assert set(values(parts["word/document.xml"], "//w:pgSz", "w")) == {"10205"}


def test_a_head_with_a_picture_needs_no_second_mark(tmp_path: Path) -> None:
    with_picture = on(tmp_path, stock(letterhead))
    assert [node.get("descr") for node in find(with_picture["word/document.xml"], "//wp:docPr")] == [
        "Karta över området"
    ]
    assert with_picture["word/media/template1.png"] == PNG_DOT


@pytest.mark.parametrize("name", ["bare", "stock"])
def test_tables_are_as_wide_as_the_text(tmp_path: Path, name: str) -> None:
    document = on(tmp_path, TEMPLATES[name]())["word/document.xml"]
    size, margins = find(document, "//w:pgSz")[0], find(document, "//w:pgMar")[0]
    width = int(size.get(f"{{{W}}}w", "")) - sum(int(margins.get(f"{{{W}}}{side}", "")) for side in ("left", "right"))
    widths = [sum(map(int, values(etree.tostring(table), "//w:gridCol", "w"))) for table in find(document, "//w:tbl")]
    assert len(widths) == 3
    assert all(width - 10 <= each <= width for each in widths)


# What is left behind, and what is refused


def test_the_templates_own_words_comments_and_macros_are_left_behind(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        with_words(document)
        document.add_comment(document.paragraphs[0].runs, "Hemligt", author="A", initials="A")

    parts = unpacked(stock(edit))
    settings, kinds = "word/_rels/settings.xml.rels", "[Content_Types].xml"
    parts["word/vbaProject.bin"] = b"Sub AutoOpen"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    parts[settings] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="t" Type="{R}/attachedTemplate" Target="file:///x.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    parts["word/settings.xml"] = re.sub(
        rb"(<w:settings[^>]*>)", rf'\1<w:attachedTemplate xmlns:r="{R}" r:id="t"/>'.encode(), parts["word/settings.xml"]
    )
    parts[kinds] = parts[kinds].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    written = on(tmp_path, packed(parts))
    whole = b"".join(written.values())
    for word in ("Instruktion", "Hemligt", "AutoOpen", "x.dotm", "attachedTemplate", "vbaProject", "commentReference"):
        assert word.encode() not in whole, word
    assert b"wordprocessingml.document.main+xml" in written[kinds]


def test_a_dotx_gives_a_document(tmp_path: Path) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    dotx = changed(stock(), "[Content_Types].xml", f"{main}.document.main+xml", f"{main}.template.main+xml")
    types = on(tmp_path, dotx)["[Content_Types].xml"].decode()
    assert "template.main" not in types
    assert "document.main" in types


def spreadsheet() -> bytes:
    root = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return packed(unpacked(stock()) | {"word/document.xml": root})


def with_linked_picture() -> bytes:
    template = stock(letterhead)
    name = next(name for name in unpacked(template) if re.fullmatch(r"word/_rels/header\d\.xml\.rels", name))
    return changed(template, name, 'Target="media/image1.png"', 'Target="http://x.example/a.png" TargetMode="External"')


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Protokoll", "is no Word document"),
    "zip": (lambda: packed({"a.txt": b"a"}), "is no Word document"),
    "spreadsheet": (spreadsheet, "is no Word document of the usual kind"),
    "strict": (
        lambda: changed(stock(), "word/document.xml", W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "is no Word document of the usual kind",
    ),
    "bomb": (lambda: packed(unpacked(stock()) | {"word/x.xml": b" " * 60_000_000}), "unpacks to more than 50 MB"),
    "doctype": (
        lambda: changed(stock(), "word/styles.xml", "<w:styles", "<!DOCTYPE a [<!ENTITY b 'c'>]><w:styles"),
        "`word/styles.xml` in it has a DOCTYPE",
    ),
    "broken XML": (lambda: changed(stock(), "word/theme/theme1.xml", "</a:theme>", ""), "in it is no XML"),
    "lost part": (
        lambda: packed({name: data for name, data in unpacked(stock()).items() if name != "word/styles.xml"}),
        "refers to `word/styles.xml`, which is not in it",
    ),
    "linked picture": (with_linked_picture, "shows `http://x.example/a.png`, which lies outside it"),
    "narrow": (
        lambda: stock(lambda d: setattr(d.sections[0], "page_width", Mm(80))),
        "leaves less than 5 cm to the text",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_template_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    make, told = REFUSED[name]
    brand = branded(tmp_path, make())
    with pytest.raises(BrandError) as error:
        write(PAGE, brand)
    assert told in error.value.message
    assert error.value.message.startswith(f"{tmp_path / 'reference.docx'}: ")
    assert "\n" not in error.value.message
    assert error.value.hint


def test_a_part_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    template = bytearray(stock())
    entry = template.rindex(b"word/styles.xml") - 46
    template[entry + 16 : entry + 20] = b"\0\0\0\0"  # its checksum
    with pytest.raises(BrandError, match=r"`word/styles\.xml` in it cannot be unpacked"):
        write(PAGE, branded(tmp_path, bytes(template)))


def test_the_limit_is_on_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_foreign, "MOST_UNPACKED", 1_000_000)
    assert on(tmp_path, stock())


@pytest.mark.slow
def test_libreoffice_opens_it_with_the_same_words(tmp_path: Path) -> None:
    files = []
    for name, make in TEMPLATES.items():
        folder = tmp_path / name
        folder.mkdir()
        source = load(TOP / "examples" / "kommunstyrelsen.md")
        file = tmp_path / f"{name}.docx"
        file.write_bytes(render(source, ["docx"], branded(folder, make()))["docx"])
        files.append(str(file))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True)
    for file in map(Path, files):
        missing = output_words(file.read_bytes(), "docx") - pdf_words(file.with_suffix(".pdf"))
        assert not set(missing) - {"sida", "av"}, file.name
