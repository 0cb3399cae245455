"""All that is wrong with a brand, told at once: its file, fonts, logo, colours and page templates."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache, partial
from typing import TYPE_CHECKING, Final

import msgspec

from protokoll import pipeline, writers
from protokoll.brand import BASE, ROLES, Contrast, contrasts, find_brand, load_brand, read_brand
from protokoll.brand_file import Flaw
from protokoll.colour import read_colour
from protokoll.errors import BrandError
from protokoll.images import read_picture
from protokoll.source import Source
from protokoll.view import present
from protokoll.writers.docx import lacking_styles
from protokoll.writers.pdf import families_by_file, picture_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from protokoll.brand import Face
    from protokoll.view.page import Page

_KNOWN: Final = {
    (): ("meta", "logo", "color", "typography", "defaults"),
    ("meta",): ("name", "link"),
    ("logo",): ("images", "small", "medium", "large"),
    ("color",): (
        *("palette", "foreground", "background", "primary", "secondary", "tertiary"),
        *("success", "info", "warning", "danger", "light", "dark"),
    ),
    ("typography",): ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link"),
    ("typography", "link"): ("color", "background-color", "weight", "decoration"),
    ("defaults",): ("protokoll",),
}
"""Keys of brand.yml. Others may be those of other tools, so only a near miss is worth a word."""

_NEAR = 0.75
"""How alike two keys must be for one to be taken for the other misspelt."""
_WOFF2 = b"wOF2"

_MINUTES: Final = """# Nämndmöte i Åvik

Plats: Salen, 17 maj 2024 kl. 09.00–10.30

## Närvarande

- Asta Berglind, ordförande
- Bo Ek, §§ 1–2

## Frånvarande

- Cilla Ekman

## § 1 Budget

Frågan är **viktig** och *ny*; se [underlaget](https://avik.example/).

1. Första
2. Andra

| Post | Belopp |
|---|---:|
| Bryggor | 120 |

> Ett citat.

### Beslut

**att** anta budgeten

**att** lägga rapporten till handlingarna

## Paus

## § 2 Övrigt

### Beslut

Nämnden beslutar:

1. att avsluta mötet

Vid protokollet

Dag Alm
sekreterare

Justerat av Asta Berglind
"""
"""A page with something of everything, so that each part of a template is run."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of a brand found."""

    flaws: tuple[Flaw, ...]
    contrasts: tuple[Contrast, ...]

    @property
    def errors(self) -> int:
        """How many flaws must be mended."""
        return sum(not flaw.is_note for flaw in self.flaws)

    @property
    def notes(self) -> int:
        """How many are only worth knowing."""
        return sum(flaw.is_note for flaw in self.flaws)


def check_brand(name: str) -> Report:
    """Look through a brand, by its name or the folder it lies in; tell all that is wrong, the brand's file first."""
    folder = find_brand(name)
    flaws: dict[Flaw, None] = {}  # in order, each once
    check = _Check(folder, flaws.setdefault)
    if check.file.data:  # else its keys cannot be read, which has been told
        check.keys()
        check.fonts()
        check.logo()
    check.templates()
    return Report(
        flaws=tuple(sorted(flaws, key=lambda flaw: (flaw.file != str(check.file.path), flaw.file, _line(flaw)))),
        contrasts=contrasts(check.brand.palette) if check.file.data else (),
    )


def _line(flaw: Flaw) -> int:
    return int(flaw.place.split(":")[1]) if flaw.place else 0


class _Check:
    """Looks through one brand's folder; `hear` is called with each flaw."""

    def __init__(self, folder: Path, hear: Callable[[Flaw], object]) -> None:
        self._folder = folder
        self._hear = hear
        self.brand, self.file = read_brand(folder, hear)

    # Keys

    def keys(self) -> None:
        """Tell of keys that nobody reads though somebody meant them to be, and of colours that are none."""
        for above, known in _KNOWN.items():
            for key in self.file.section(*above):
                near = get_close_matches(key, known, n=1, cutoff=_NEAR)
                if key not in known and near:
                    told = f"unknown key `{'.'.join((*above, key))}`"
                    self.file.tell(told, f"did you mean `{near[0]}`?", *above, key, is_note=True)
        palette = self.file.section("color", "palette")
        for name, written in palette.items():
            if read_colour(str(written)) is None and name not in self._colours_used():
                told = f"`color.palette.{name}: {written}` is no colour"
                self.file.tell(told, "write it as #rrggbb", "color", "palette", name, is_note=True)

    def _colours_used(self) -> set[str]:
        return {str(self.file.section(*keys[:-1]).get(keys[-1])) for keys in ROLES.values()}

    # Fonts

    def fonts(self) -> None:
        """Tell of font files that are none or another family's, and of families that some format does not get."""
        typography = self.brand.typography
        families = families_by_file(self.brand.font_folders)
        own = [face for face in (*typography.faces, *typography.web_faces) if face.path.is_relative_to(self._folder)]
        for face in own:
            flaw = _web_font_flaw(face.path) if face.is_for_web else _paper_font_flaw(face, families)
            if flaw:
                told, cure = flaw
                self.file.tell(f"the font `{face.path.name}` {told}", cure, *self._keys_of(face))
        for family in dict.fromkeys((*(face.family for face in own), typography.base, typography.headings)):
            self._tell_formats(family)
        if self.file.has("typography", "monospace") and typography.monospace not in families.values():
            told = f"`typography.monospace` is `{typography.monospace}`, and paper has no font of that family"
            cure = "list its files under `typography.fonts`, or take it away"
            self.file.tell(told, cure, "typography", "monospace", is_note=True)

    def _tell_formats(self, family: str) -> None:
        """Tell of a family that comes for paper alone, or for the web page alone."""
        paper, web = (
            [face for face in faces if face.family == family]
            for faces in (self.brand.typography.faces, self.brand.typography.web_faces)
        )
        keys = self._keys_of((paper + web)[0])[:3] if paper or web else ()
        if not web:
            cure = "add one, or the web page uses a font of the reader's"
            self.file.tell(f"`{family}` has no .woff2", cure, *keys, is_note=True)
        if not paper:
            cure = "add one, or paper uses another font"
            self.file.tell(f"`{family}` has no .ttf or .otf", cure, *keys, is_note=True)

    def _keys_of(self, face: Face) -> tuple[str | int, ...]:
        """Give the keys under which a font file is listed."""
        for number, font in enumerate(self.file.entries("typography", "fonts")):
            files = font.get("files") if isinstance(font, dict) else None
            for place, entry in enumerate(files if isinstance(files, list) else ()):
                name = entry.get("path") if isinstance(entry, dict) else entry
                if self._folder / str(name) == face.path:
                    return ("typography", "fonts", number, "files", place)
        return ()

    # Logo

    def logo(self) -> None:
        """Tell of a logo that cannot be drawn, and of a brand without one of its own."""
        logo = self.brand.logo
        if not {"small", "medium", "large"} & self.file.section("logo").keys():
            cure = "name yours under `logo:`"
            self.file.tell("has no logo of its own, and shows that of the brand it extends", cure, is_note=True)
        if logo is None or not logo.path.is_relative_to(self._folder):
            return
        try:
            picture_of(logo.svg)
        except BrandError as error:
            self._hear(Flaw(file=str(logo.path), message=error.message, cure=error.hint))
            self.brand = msgspec.structs.replace(self.brand, logo=None)  # it would fail in the templates as well
        if logo.png is not None and read_picture(logo.png) is None:
            told, cure = "is no picture, and Word would show it", "export it as PNG again, or take it away"
            self._hear(Flaw(file=str(logo.path.with_suffix(".png")), message=told, cure=cure))

    # Page templates

    def templates(self) -> None:
        """Run the brand's own page templates."""
        for name, file in (("html", self.brand.html_template), ("pdf", self.brand.typst_template)):
            if file.is_relative_to(self._folder):
                self._hear_from(file, partial(writers.write, _sample(), self.brand, name))
        if self.brand.reference_docx.is_relative_to(self._folder):
            self._hear_from(self.brand.reference_docx, self._tell_styles)

    def _hear_from(self, file: Path, run: Callable[[], object]) -> None:
        try:
            run()
        except BrandError as error:
            place = str(error.values.get("place", ""))
            told = error.message.removeprefix(f"{file}{place}: ")
            self._hear(Flaw(file=str(file), place=place, message=told, cure=error.hint))

    def _tell_styles(self) -> None:
        reference = self.brand.reference_docx
        lacking = lacking_styles(reference, load_brand(BASE).reference_docx)
        if lacking:
            told = f"lacks the style{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}"
            cure = "those of the base's reference.docx are used"
            self._hear(Flaw(file=str(reference), message=told, cure=cure, is_note=True))


@cache
def _sample() -> Page:
    return present(pipeline.understand(Source(_MINUTES)))


def _paper_font_flaw(face: Face, families: Mapping[Path, str]) -> tuple[str, str] | None:
    """Tell what is wrong with a font for paper: Typst must find it, and by the name the brand calls it."""
    found = families.get(face.path)
    if found is None:
        return "cannot be parsed", "export it as .ttf or .otf again"
    if found.casefold() != face.family.casefold():
        return f"is of the family `{found}`, not `{face.family}`", f"write `family: {found}`, or name another file"
    return None


def _web_font_flaw(path: Path) -> tuple[str, str] | None:
    """Tell what is wrong with a font for the web page: its head must say what it is, and how long."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}", "check its permissions"
    if data[:4] != _WOFF2:
        return "is no WOFF2", "export it as .woff2 again"
    if int.from_bytes(data[8:12]) != len(data):
        return "is not whole", "copy it again"
    return None
