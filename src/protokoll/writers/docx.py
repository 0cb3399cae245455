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
from docx.shared import RGBColor

from protokoll.brand import BASE
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


def _logo_picture(brand: Brand) -> bytes:
    """Give the logo as a PNG, for programs that show no SVG: the brand's own, or one made of its drawing."""
    if brand.logo is None:
        return b""
    if brand.logo.png is not None:
        return brand.logo.png
    from protokoll.writers.pdf import picture_of  # noqa: PLC0415 - only a brand without a picture needs Typst here

    return picture_of(brand.logo.svg)


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
    for name in ("Item Lead", "Item Time", "Kind"):
        if name in document.styles:
            document.styles[name].font.name = brand.typography.base
    for style in document.styles:
        if style.name.startswith("Heading") or style.name == "Masthead":
            style.font.name = brand.typography.headings
            if style.name in {"Heading 4", "Heading 5"}:  # below the rank that bears the brand's colour
                style.font.color.rgb = RGBColor.from_string(brand.palette.foreground[1:].upper())
