"""The page as PDF/A-2a and PDF/UA-1 in one file, or as PDF/A-3a where it holds its source: the only importer of typst.

The template is a static Typst file that reads the View as JSON, so that no word of a document is ever run as code.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
import typst

from protokoll.errors import BrandError
from protokoll.resources import templates_folder
from protokoll.writers.coverage import characters, font_characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from protokoll.brand import Brand
    from protokoll.view.page import Page

STANDARDS: Final[tuple[Literal["a-2a"], Literal["ua-1"]]] = ("a-2a", "ua-1")
WITH_SOURCE: Final[tuple[Literal["a-3a"], Literal["ua-1"]]] = ("a-3a", "ua-1")
"""PDF/A-2 holds no files; its successor may."""

_OURS = re.compile(rb"protokoll \d+\.\d+")
_ALWAYS_SHOWN = {0x20, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202F, 0xFE0F, 0x0A, 0x09}
"""Spaces, breaks and joiners that need no glyph."""
_STRING = re.compile(r'"(?:href|image)":"(?:[^"\\]|\\.)*"|"metadata":\{[^}]*\}|"(?:[^"\\]|\\.)*"')
_TOO_LONG = re.compile(r"(?P<letters>[^\W\d_]{28,})|[^\s\"\\]{41,}")
_UNBROKEN = ('"href":', '"image":', '"metadata":')
_SIGN = re.compile(r"[/?&=._~#%+@-]")
_NO_BREAK = re.compile("[^\u200b]{40}(?=[^\u200b])")
_NO_GLYPH = re.compile(r"could not be displayed|codepoint", re.IGNORECASE)
_BAD_IMAGE = re.compile(r"failed to decode|image|unknown format", re.IGNORECASE)
_DRAWING = b"""
#let ground = sys.inputs.ground
#let (rim, fill) = if ground == "" { (0pt, none) } else { (4pt, rgb(ground)) }
#set page(width: auto, height: auto, margin: rim, fill: fill)
#image(bytes(sys.inputs.svg), format: "svg", height: 40pt)
"""
_LARGE = 30_000
"""Characters of a View from which on what Typst remembers of it costs more memory than it will save time."""
_REMEMBERED = 10
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def write(page: Page, brand: Brand) -> bytes:
    """Set a page on paper."""
    inputs = {
        "view": _breakable(msgspec.json.encode(page.view).decode()),
        "brand": _press(brand).brand_json,
        "images": _images(page),
    }
    if page.attachment:
        inputs |= {"source": page.attachment.text, "source_name": page.attachment.name}
    date = page.view.metadata.date
    stamp = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else _EPOCH
    return _press(brand).print(inputs, int(stamp.timestamp()))


def picture_of(svg: str, ground: str | None = None) -> bytes:
    """Draw an SVG as a PNG, for formats whose readers may know no SVG; on a ground, a colour, with a rim of it."""
    inputs = {"svg": svg, "ground": ground or ""}
    try:
        return typst.compile(_DRAWING, format="png", ppi=300, sys_inputs=inputs, ignore_system_fonts=True)
    except typst.TypstError as error:
        told = " ".join(str(error).split())
        raise BrandError("the logo cannot be drawn: {told}", "export it as plain SVG", told=told) from None


def families_by_file(folders: Iterable[Path]) -> dict[Path, str]:
    """Give the family that Typst finds in each font at or below folders; what it cannot parse is not there."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return {Path(font.path): font.family for font in fonts.fonts() if font.path}


def is_ours(data: bytes) -> bool:
    """Tell whether this tool wrote a PDF: its keywords name the generator, in metadata that is never compressed."""
    return data.startswith(b"%PDF-") and bool(_OURS.search(data))


def _breakable(view: str) -> str:
    """Give what is too long for a line places to break: letters at a soft hyphen, the rest after its signs.

    It works on the strings of the View's JSON; addresses, names of pictures and metadata stay as they are.
    """
    return _STRING.sub(_broken_string, view) if _TOO_LONG.search(view) else view


def _broken_string(found: re.Match[str]) -> str:
    written = found[0]
    return written if written.startswith(_UNBROKEN) else _TOO_LONG.sub(_broken, written)


def _broken(found: re.Match[str]) -> str:
    written = found[0]
    if found["letters"]:
        return "\u00ad".join(written[at : at + 14] for at in range(0, len(written), 14))
    return _NO_BREAK.sub("\\g<0>\u200b", _SIGN.sub("\\g<0>\u200b", written))


def _images(page: Page) -> str:
    if not page.images:
        return "{}"
    return msgspec.json.encode({name: list(picture.data) for name, picture in page.images.items()}).decode()


class _Press:
    """A brand's template with its fonts loaded, kept for the life of the process."""

    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(brand.font_folders)
        )
        template = brand.typst_template
        self._compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=self._fonts)
        blank = templates_folder() / "base" / "blank.typ"
        self._blank = typst.Compiler(str(blank), root=str(blank.parent), font_paths=self._fonts)
        logo = brand.logo
        self.brand_json = msgspec.json.encode(
            {
                "organisation": brand.organisation,
                "palette": brand.palette,
                "base": brand.typography.base,
                "headings": brand.typography.headings,
                "heading_weight": brand.typography.heading_weight,
                "monospace": brand.typography.monospace,
                "customs": brand.customs,
                "logo": {"svg": logo.svg, "alt": logo.alt, "ratio": logo.width / logo.height} if logo else None,
            }
        ).decode()

    def print(self, inputs: dict[str, str], timestamp: int) -> bytes:
        try:
            return self._compile(inputs, timestamp)
        except typst.TypstError as error:
            return self._print_mended(inputs, timestamp, error)

    def _forget(self) -> None:
        """Let Typst forget a large document: it remembers what it set for as long as ten later ones take."""
        for _ in range(_REMEMBERED + 1):
            self._blank.compile(format="pdf")

    def _compile(self, inputs: dict[str, str], timestamp: int) -> bytes:
        standards: Sequence[Literal["a-2a", "a-3a", "ua-1"]] = WITH_SOURCE if "source" in inputs else STANDARDS
        data = self._compiler.compile(
            format="pdf", pdf_standards=list(standards), sys_inputs=inputs, timestamp=timestamp
        )
        if len(inputs["view"]) > _LARGE:
            self._forget()
        return data if isinstance(data, bytes) else b""

    def _print_mended(self, inputs: dict[str, str], timestamp: int, error: typst.TypstError) -> bytes:
        """Try again without what paper cannot hold: characters no font has, pictures that are none."""
        mended = dict(inputs)
        menders = self._menders()
        for _ in range(5):  # at most each mender once, and the pictures
            if _NO_GLYPH.search(str(error)) and (mend := next(menders, None)):
                mended["view"] = mend(inputs["view"])
            elif mended["images"] != "{}" and _BAD_IMAGE.search(str(error)):
                mended["images"] = "{}"
            else:
                break
            try:
                return self._compile(mended, timestamp)
            except typst.TypstError as again:
                error = again
        raise self._template_error(error)

    def _menders(self) -> Iterator[Callable[[str], str]]:
        """Give ever stricter ways to name characters instead of showing them.

        A character may have a glyph and still fail in the company it keeps (a joined emoji), so after the characters
        of all fonts come those of the text's own font, and last plain ASCII.
        """
        yield _named_unless(characters(self._brand.font_folders))
        typography = self._brand.typography
        if base := next((face.path for face in typography.faces if face.family == typography.base), None):
            yield _named_unless(font_characters(base))
        yield _named_unless(frozenset(range(0x20, 0x7F)))

    def _template_error(self, error: typst.TypstError) -> BrandError:
        told = " ".join(str(error).split())
        found = re.search(r"\.typ:(\d+):(\d+)", getattr(error, "diagnostic", "") or "")
        return BrandError(
            "{file}{place}: the template fails: {told}",
            "mend the template, or use another brand",
            file=self._brand.typst_template,
            place=f":{found[1]}:{found[2]}" if found else "",
            told=told,
        )


@cache
def _press(brand: Brand) -> _Press:
    return _Press(brand)


def _named_unless(shown: frozenset[int]) -> Callable[[str], str]:
    """Give a function that writes each character outside a set as `[U+4E2D]`."""
    kept = shown | _ALWAYS_SHOWN

    def named(text: str) -> str:
        strange = {character for character in set(text) if ord(character) not in kept}
        return text.translate({ord(character): f"[U+{ord(character):04X}]" for character in strange})

    return named
