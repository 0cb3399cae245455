"""A municipality's look: one folder, one `_brand.yml`, and what it inherits from `templates/base`.

The file follows the public brand.yml format, so that other tools can read it too; what only this tool knows stands
under `defaults.protokoll`. See docs/brands.md.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from protokoll.customs import Customs
from protokoll.errors import BrandError
from protokoll.resources import templates_folder

FILE_NAME = "_brand.yml"
BASE = "base"
LEAST_CONTRAST = 4.5
"""Contrast of text to its ground that WCAG 2.1 asks for (1.4.3)."""

_OWN_KEYS = ("extends", "tint")
_ROLES = ("foreground", "background", "primary", "secondary")
_ON_GROUND = (
    ("foreground", "background"),
    ("foreground", "tint"),
    ("primary", "background"),
    ("primary", "tint"),
    ("secondary", "background"),
    ("secondary", "tint"),
    ("link", "background"),
    ("link", "tint"),
)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_VIEW_BOX = re.compile(
    r"<svg\b[^>]*\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*[\"']", re.DOTALL
)
_UNSAFE_SVG = re.compile(
    r"<script|<foreignObject|<!ENTITY|<!DOCTYPE|\son\w+\s*=|href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)", re.IGNORECASE
)


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """Colours as `#rrggbb`. All but the two grounds, `background` and `tint`, are readable as text on both."""

    foreground: str
    background: str
    primary: str
    """Headings and what marks a decision."""
    secondary: str
    """Small text and lines."""
    link: str
    tint: str
    """The ground of a decision."""


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """One font file."""

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
    """The mark at the head of the first page. `png` is a picture of it for programs that know no SVG."""

    svg: str
    alt: str
    width: float
    height: float
    """Size of the drawing in its own units: only their ratio means something."""
    png: bytes | None = None


class Brand(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All a writer needs to know of a look. The page templates are given by path: the brand's own, or inherited."""

    name: str
    folder: Path
    organisation: str
    palette: Palette
    typography: Typography
    logo: Logo | None
    html_template: Path
    typst_template: Path
    reference_docx: Path
    customs: Customs = Customs()
    font_folders: tuple[Path, ...]
    """Every folder with fonts that paper may use, the brand's own first, the fallback for other scripts last."""


def load_brand(name: str) -> Brand:
    """Load a brand by its name, or by the folder it lies in; a brand is read once a process."""
    return _load(_find(name).resolve())


def brand_names() -> tuple[str, ...]:
    """Give the names of the brands that come with the tool."""
    return tuple(sorted(file.parent.name for file in templates_folder().glob(f"*/{FILE_NAME}")))


def _find(name: str) -> Path:
    shipped = templates_folder() / name
    if name in brand_names():
        return shipped
    folder = Path(name)
    if folder.name == FILE_NAME and folder.is_file():
        return folder.parent
    if (folder / FILE_NAME).is_file():
        return folder
    if folder.is_dir():
        raise BrandError("{folder}: has no {file}", "a brand's folder holds one", folder=folder, file=FILE_NAME)
    near = get_close_matches(name, brand_names(), n=1)
    known = ", ".join(f"`{known}`" for known in brand_names())
    hint = f"did you mean `{near[0]}`?" if near else f"choose from {known}, or name a folder with a {FILE_NAME}"
    raise BrandError("there is no brand `{name}`", hint, name=name)


@cache
def _load(folder: Path) -> Brand:
    return _Reader(folder).brand()


class _Reader:
    """Reads one brand's folder over the brand it extends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE_NAME
        self._data = self._parse()
        self._own: dict[str, Any] = self._section("defaults", "protokoll")
        self._check_own_keys()
        self._parent = self._load_parent()

    def brand(self) -> Brand:
        palette = self._palette()
        typography = self._typography()
        own_fonts = tuple(dict.fromkeys(face.path.parent for face in typography.faces))
        return Brand(
            name=self._folder.name,
            folder=self._folder,
            organisation=self._organisation(),
            palette=palette,
            typography=typography,
            logo=self._logo(),
            html_template=self._template("minutes.html.j2"),
            typst_template=self._template("minutes.typ"),
            reference_docx=self._template("reference.docx"),
            font_folders=tuple(dict.fromkeys((*own_fonts, templates_folder() / BASE / "fonts"))),
        )

    # The file

    def _parse(self) -> dict[str, Any]:
        import yaml  # noqa: PLC0415 - a process that uses no brand need not load it

        try:
            text = self._file.read_text(encoding="utf-8-sig")
            loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
            data = yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes nothing but text
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            told = getattr(error, "problem", None) or "it cannot be parsed"
            raise self._error(f"{{file}}{place}: is not YAML: {told}", "see docs/brands.md for an example") from None
        except (OSError, UnicodeDecodeError) as error:
            raise self._error(
                f"{{file}}: cannot be read: {error}", "check its permissions and save it as UTF-8"
            ) from None
        if not isinstance(data, dict):
            raise self._error("{file}: is no brand", "it must hold keys such as `meta:` and `color:`")
        return data

    def _error(self, message: str, hint: str) -> BrandError:
        # What the message quotes may hold braces of its own, so only the file's name is a place to fill.
        escaped = message.replace("{", "{{").replace("}", "}}").replace("{{file}}", "{file}")
        return BrandError(escaped, hint.replace("{", "{{").replace("}", "}}"), file=self._file)

    def _section(self, *keys: str) -> dict[str, Any]:
        found: Any = self._data
        for key in keys:
            found = found.get(key) or {}
            if not isinstance(found, dict):
                raise self._error(f"{{file}}: `{'.'.join(keys)}` must hold keys", "see docs/brands.md for an example")
        return dict(found)

    def _check_own_keys(self) -> None:
        for key in self._own:
            if key not in _OWN_KEYS:
                near = get_close_matches(key, _OWN_KEYS, n=1)
                cure = f"did you mean `{near[0]}`?" if near else f"the keys there are {', '.join(_OWN_KEYS)}"
                raise self._error(f"{{file}}: unknown key `defaults.protokoll.{key}`", cure)

    def _load_parent(self) -> Brand | None:
        base = (templates_folder() / BASE).resolve()
        if self._folder == base:
            return None
        name = self._own.get("extends", BASE)
        parent = _find(name).resolve()
        if parent == self._folder or (parent != base and self._extends_again(parent)):
            raise self._error(f"{{file}}: extends `{name}`, which leads back to it", f"write `extends: {BASE}`")
        return _load(parent)

    def _extends_again(self, parent: Path) -> bool:
        """Tell whether following `extends` from a parent comes back here."""
        seen = {self._folder}
        base = (templates_folder() / BASE).resolve()
        while parent != base:
            if parent in seen:
                return True
            seen.add(parent)
            match = re.search(
                r"^\s+extends:\s*[\"']?([^\"'#\n]+)", (parent / FILE_NAME).read_text("utf-8"), re.MULTILINE
            )
            parent = _find(match[1].strip() if match else BASE).resolve()
        return False

    # Parts

    def _organisation(self) -> str:
        name = self._data.get("meta", {}).get("name", "")
        if isinstance(name, dict):
            return str(name.get("short") or name.get("full") or "")
        return str(name) if self._parent else ""

    def _palette(self) -> Palette:
        colours = self._section("color")
        named = self._section("color", "palette")
        found = {
            role: self._colour(f"color.{role}", colours[role], named) if role in colours else self._inherited(role)
            for role in _ROLES
        }
        link = self._section("typography", "link").get("color")
        found["link"] = self._colour("typography.link.color", link, named) if link else self._inherited("link")
        found["tint"] = (
            self._colour("defaults.protokoll.tint", self._own["tint"], named)
            if "tint" in self._own
            else self._inherited("tint")
        )
        for text, ground in _ON_GROUND:
            ratio = contrast(found[text], found[ground])
            if ratio < LEAST_CONTRAST:
                raise self._error(
                    f"{{file}}: `{text}` {found[text]} on `{ground}` {found[ground]} has contrast {ratio:.2f}:1",
                    f"text needs {LEAST_CONTRAST}:1; make one darker or the other lighter",
                )
        return Palette(**found)

    def _inherited(self, role: str) -> str:
        if self._parent is None:
            raise self._error(f"{{file}}: no colour `{role}`", "the base brand must have all of them")
        return str(getattr(self._parent.palette, role))

    def _colour(self, key: str, value: object, named: dict[str, Any]) -> str:
        written = str(named.get(str(value), value))
        if not _HEX.fullmatch(written):
            near = get_close_matches(str(value), named, n=1)
            cure = f"did you mean `{near[0]}`?" if near else "write it as #rrggbb or name one of `color.palette`"
            raise self._error(f"{{file}}: `{key}: {value}` is no colour", cure)
        digits = written[1:]
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)).lower()  # noqa: PLR2004

    def _typography(self) -> Typography:
        section = self._section("typography")
        faces = [face for font in section.get("fonts") or () for face in self._faces(font)]
        parent = self._parent.typography if self._parent else None
        families = {face.family for face in faces} | ({face.family for face in parent.faces} if parent else set())

        def family(key: str, inherited: str) -> str:
            value = section.get(key, inherited)
            name = str(value.get("family", inherited) if isinstance(value, dict) else value)
            if key in section and key != "monospace" and name not in families:
                raise self._error(
                    f"{{file}}: `typography.{key}` is `{name}`, and no font of that family comes with the brand",
                    "list its files under `typography.fonts`",
                )
            return name

        headings = section.get("headings")
        weight = headings.get("weight") if isinstance(headings, dict) else None
        return Typography(
            base=family("base", parent.base if parent else ""),
            headings=family("headings", parent.headings if parent else ""),
            heading_weight=int(str(weight)) if str(weight).isdecimal() else (parent.heading_weight if parent else 600),
            monospace=family("monospace", parent.monospace if parent else ""),
            faces=(*(face for face in faces if face.path.suffix != ".woff2"), *(parent.faces if parent else ())),
            web_faces=(
                *(face for face in faces if face.path.suffix == ".woff2"),
                *(parent.web_faces if parent else ()),
            ),
        )

    def _faces(self, font: object) -> list[Face]:
        if not isinstance(font, dict) or font.get("source", "file") != "file":
            raise self._error(
                "{file}: a font of `typography.fonts` is not `source: file`",
                "fonts must lie in the folder: nothing is fetched",
            )
        found = []
        for entry in font.get("files") or ():
            described = entry if isinstance(entry, dict) else {"path": entry}
            found.append(
                Face(
                    family=str(font.get("family", "")),
                    weight=str(described.get("weight", "400")).replace("..", " "),
                    style=str(described.get("style", "normal")),
                    path=self._inside(str(described.get("path", "")), "font"),
                )
            )
        return found

    def _logo(self) -> Logo | None:
        section = self._section("logo")
        chosen: Any = next((section[size] for size in ("medium", "small", "large") if size in section), None)
        if chosen is None:
            return self._parent.logo if self._parent else None
        images = self._section("logo", "images")
        entry = images.get(chosen, chosen) if isinstance(chosen, str) else chosen
        entry = entry if isinstance(entry, dict) else {"path": entry}
        path = self._inside(str(entry.get("path", "")), "logo")
        alt = str(entry.get("alt", "")).strip()
        if not alt:
            raise self._error(
                "{file}: the logo has no alt text", "write `alt:` beside its `path:`, for those who cannot see it"
            )
        return self._read_logo(path, alt)

    def _read_logo(self, path: Path, alt: str) -> Logo:
        try:
            svg = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            svg = ""
        size = _VIEW_BOX.search(svg)
        if not size or not float(size[1]) or not float(size[2]):
            raise self._error(f"{{file}}: the logo {path.name} is no SVG with a viewBox", "export it as plain SVG")
        if unsafe := _UNSAFE_SVG.search(svg):
            raise self._error(
                f"{{file}}: the logo {path.name} holds `{unsafe[0].strip()}`",
                "export it as plain SVG, without scripts and references",
            )
        png = path.with_suffix(".png")
        return Logo(
            svg=svg,
            alt=alt,
            width=float(size[1]),
            height=float(size[2]),
            png=png.read_bytes() if png.is_file() else None,
        )

    def _inside(self, name: str, what: str) -> Path:
        """Give the path of a file of the brand; it may not lie outside its folder, links followed."""
        path = self._folder / name
        if not name or not path.resolve().is_relative_to(self._folder) or Path(name).is_absolute():
            raise self._error(
                f"{{file}}: the {what} `{name}` lies outside the brand's folder", "copy it into the folder"
            )
        if not path.is_file():
            raise self._error(
                f"{{file}}: the {what} `{name}` does not exist", "check the path, which counts from the brand's folder"
            )
        return path

    def _template(self, name: str) -> Path:
        """Give the brand's own page template, or the one it inherits: the first folder up the line that has it."""
        path = self._folder / name
        if path.is_file():
            return path
        if self._parent is None:
            raise self._error(f"{{file}}: {name} is missing beside it", "install protokoll again")
        inherited = {
            "minutes.html.j2": self._parent.html_template,
            "minutes.typ": self._parent.typst_template,
            "reference.docx": self._parent.reference_docx,
        }
        return inherited[name]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours `#rrggbb`, 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
