"""A municipality's look: one folder, one `_brand.yml`, and what it inherits from `templates/base`."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """Colours as `#rrggbb`, each checked for contrast where text stands on it."""

    foreground: str
    background: str
    primary: str
    """Headings, the brand's own colour; readable as text on `background`."""
    secondary: str
    """Small text and lines; readable as text on `background`."""
    tint: str
    """The ground of a decision; `foreground` is readable on it."""
    link: str


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """One font file: `file` for paper (TrueType or OpenType), `web` for the page (WOFF2, if there is one)."""

    family: str
    weight: str
    """A number, or for a variable font a range such as `200 900`."""
    style: str
    """`normal` or `italic`."""
    path: Path


class Typography(msgspec.Struct, frozen=True, kw_only=True):
    """Which family sets what, and the faces that come with the brand."""

    base: str
    headings: str
    heading_weight: int
    monospace: str
    faces: tuple[Face, ...]
    """TrueType or OpenType, for paper."""
    web_faces: tuple[Face, ...]
    """WOFF2, for the page."""


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """The mark at the head of the first page, as SVG; an empty `alt` never passes."""

    svg: str
    alt: str
    width: float
    height: float
    """Size of the drawing in its own units: only their ratio means something."""


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """All a writer needs to know of a look; `page_template` and the like are the texts themselves, already read."""

    name: str
    folder: Path
    organisation: str
    link: str
    palette: Palette
    typography: Typography
    logo: Logo | None
    html_template: str
    typst_template: str
    reference_docx: bytes
    font_folders: tuple[Path, ...]
    """Every folder with fonts that the PDF may use, the brand's own first, the base's fallback fonts last."""
