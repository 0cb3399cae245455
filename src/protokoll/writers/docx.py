"""The page as a Word document: the only importer of docx.

python-docx opens the base's reference document and gives its styles a brand's colours and fonts, once a process; a
brand's own Word template gets those it lacks from there (word_template.py). The body of each document is then written
in those named styles (word_body.py) and put into a package with a fixed date (word_package.py), so that the same page
gives the same bytes.
"""

from __future__ import annotations

import filecmp
import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import docx
import msgspec
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from protokoll.brand import BASE
from protokoll.errors import BrandError
from protokoll.resources import templates_folder
from protokoll.writers import wordml as x
from protokoll.writers.word_body import Body
from protokoll.writers.word_package import GENERATOR, Reference, pack

if TYPE_CHECKING:
    from pathlib import Path

    from protokoll.brand import Brand
    from protokoll.view.page import Page

STYLED = {
    "2C4257": "primary",
    "56616B": "secondary",
    "EFF3F6": "tint",
    "1D2329": "foreground",
    "1B5A8A": "link",
}
"""Stand-in colours of the base's reference document, and what a brand puts in their place."""

PLAIN_SIZE = 11
"""Size of the reference document's text, in points."""

STYLED_FONT = "Source Sans 3"
"""The stand-in for a brand's own text font."""

TEXT_WIDTH = 9070
"""Width of the text on A4 between the reference document's margins, in twentieths of a point."""

_RUNNING = (
    '<w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="first" r:id="rId6"/>'
    '<w:footerReference w:type="default" r:id="rId7"/><w:footerReference w:type="first" r:id="rId7"/>'
)
"""The base's headers and footers: the header of the first page is empty, the footer the same on all."""


def write(page: Page, brand: Brand) -> bytes:
    """Lay out a page as a Word document."""
    template = _template(brand)
    return pack(Body(page, template.brand, template.reference.sheet, template.logo), template.reference)


def is_ours(data: bytes) -> bool:
    """Tell whether this tool wrote a Word document: its application properties say so."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return bool(GENERATOR.search(package.read("docProps/app.xml")))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError):
        return False


def lacking_styles(reference: Path, whole: Path) -> list[str]:
    """Name the styles of a whole reference document that another one has not."""
    try:
        there = {style.name for style in docx.Document(str(reference)).styles}
    except Exception as error:  # noqa: BLE001 - python-docx names no errors of its own for most of what a file may be
        raise BrandError(
            "{file}{place}: is no Word document: {told}",
            "save it as .docx in Word, or take it away",
            file=reference,
            place="",
            told=" ".join(str(error).split()) or type(error).__name__,
        ) from None
    return [style.name for style in docx.Document(str(whole)).styles if style.name not in there]


def _logo_picture(brand: Brand) -> bytes:
    """Give the logo as a PNG, for programs that show no SVG: the brand's own, or one made of its drawing."""
    if brand.logo is None:
        return b""
    band = brand.customs.masthead == "band"
    if brand.logo.png is not None and not band:
        return brand.logo.png
    from protokoll.writers.pdf import picture_of  # noqa: PLC0415 - only a brand without a picture needs Typst here

    return picture_of(brand.logo.svg, brand.palette.background if band else None)


@cache
def _template(brand: Brand) -> _Template:
    return _Template(brand)


class _Template:
    """What a brand's documents are written on, and its logo as a picture."""

    def __init__(self, brand: Brand) -> None:
        self.reference = _base_reference(brand)
        if not _is_base(brand.reference_docx):
            # Only a brand with a template of its own needs what reads it.
            from protokoll.writers.word_template import Template  # noqa: PLC0415

            self.reference = Template(brand.reference_docx, self.reference)
        # A template that shows a picture at its head has the mark already.
        self.brand = msgspec.structs.replace(brand, logo=None) if self.reference.bears_logo else brand
        self.logo = _logo_picture(self.brand)


def _base_file() -> Path:
    return templates_folder() / BASE / "reference.docx"


def _is_base(file: Path) -> bool:
    """Tell whether a reference document is the base's own, or a copy of it."""
    return filecmp.cmp(file, _base_file(), shallow=False)


def _base_reference(brand: Brand) -> Reference:
    """Give the base's own reference document in a brand's look."""
    document = docx.Document(str(_base_file()))
    _dress(document, brand)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in sorted(package.namelist())}
    section = re.search(rb"<w:pgSz[^>]*/>.*?<w:pgMar[^>]*/>", parts["word/document.xml"], re.DOTALL)
    return Reference(
        parts,
        x.Sheet(
            running=_RUNNING, size=section[0].decode() if section else "", first_page="<w:titlePg/>", width=TEXT_WIDTH
        ),
    )


def _dress(document: docx.document.Document, brand: Brand) -> None:
    """Give the styles a brand's colours and fonts."""
    colours = {stand_in: getattr(brand.palette, role)[1:].upper() for stand_in, role in STYLED.items()}
    for element in document.styles.element.iter():
        for name, value in element.attrib.items():
            if value in colours:
                element.set(name, colours[value])
            elif value == STYLED_FONT:
                element.set(name, brand.typography.base)
    _dress_by_custom(document, brand)
    for name in ("Item Lead", "Item Time", "Kind"):
        if name in document.styles:
            document.styles[name].font.name = brand.typography.base
    for style in document.styles:
        if style.name.startswith("Heading") or style.name == "Masthead":
            style.font.name = brand.typography.headings
            if style.name in {"Heading 4", "Heading 5"}:  # below the rank that bears the brand's colour
                style.font.color.rgb = RGBColor.from_string(brand.palette.foreground[1:].upper())


def _dress_by_custom(document: docx.document.Document, brand: Brand) -> None:
    """Give the styles what a brand chooses besides colours and fonts."""
    customs = brand.customs
    if customs.size != PLAIN_SIZE:
        for size in document.styles.element.xpath("w:docDefaults//w:sz | w:docDefaults//w:szCs"):
            size.set(qn("w:val"), str(round(customs.size * 2)))
    if customs.masthead == "band":
        paper = RGBColor.from_string(brand.palette.background[1:].upper())
        document.styles["Kind"].font.color.rgb = document.styles["Masthead"].font.color.rgb = paper
        _paragraph_look(document, "Masthead", x.band(brand.palette.primary[1:].upper()))
    if customs.decision == "rules":
        rules = x.rules(brand.palette.primary[1:].upper())
        for name, border in zip(("Decision Heading", "Decision Lead", "Decision Clause"), rules, strict=True):
            _paragraph_look(document, name, border)
            # Rules begin and end with the text around them; only a ground needs room at its sides.
            indent = document.styles[name].paragraph_format
            hanging = -(indent.first_line_indent or 0)
            indent.left_indent, indent.right_indent = hanging, 0


def _paragraph_look(document: docx.document.Document, name: str, border: str) -> None:
    """Put other borders and another ground in the place of a style's own, in the order Word wants."""
    properties = document.styles[name].element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:shd"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    new = list(parse_xml(f"<w:pPr {nsdecls('w')}>{border}</w:pPr>"))
    later = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:textAlignment", "w:outlineLvl")
    place = next((child for child in properties if child.tag in {qn(tag) for tag in later}), None)
    for element in new:
        properties.append(element) if place is None else place.addprevious(element)
