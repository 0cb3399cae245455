"""The page as a Word document: the only importer of docx.

python-docx opens a brand's reference document and gives its styles the brand's colours and fonts, once a process. The
body of each document is then written in those named styles (word_body.py) and put into a package with a fixed date
(word_package.py), so that the same page gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import docx
from docx.shared import RGBColor

from protokoll.errors import BrandError
from protokoll.writers.word_body import Body
from protokoll.writers.word_package import GENERATOR, pack

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


def write(page: Page, brand: Brand) -> bytes:
    """Lay out a page as a Word document."""
    template = _template(brand)
    return pack(Body(page, brand, template.page, template.logo), template.parts)


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
    if brand.logo.png is not None:
        return brand.logo.png
    from protokoll.writers.pdf import picture_of  # noqa: PLC0415 - only a brand without a picture needs Typst here

    return picture_of(brand.logo.svg)


@cache
def _template(brand: Brand) -> _Template:
    return _Template(brand)


class _Template:
    """A brand's reference document in that brand's look, as parts ready to zip."""

    def __init__(self, brand: Brand) -> None:
        document = docx.Document(str(brand.reference_docx))
        _dress(document, brand)
        saved = io.BytesIO()
        document.save(saved)
        with zipfile.ZipFile(saved) as package:
            self.parts = {name: package.read(name) for name in sorted(package.namelist())}
        section = re.search(rb"<w:pgSz[^>]*/>.*?<w:pgMar[^>]*/>", self.parts["word/document.xml"], re.DOTALL)
        self.page = section[0].decode() if section else ""
        self.logo = _logo_picture(brand)


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
