"""A municipality's look: one folder, one `_brand.yml`, and what it inherits from `templates/base`.

The file follows the public brand.yml format, so that other tools can read it too; what only this tool knows stands
under `defaults.protokoll`. See docs/brands.md.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.brand_file import BrandFile, Flaw, refuse
from protokoll.colour import LEAST_CONTRAST, contrast, read_colour
from protokoll.customs import CHOICES, LARGEST, SECTIONS, SMALLEST, Customs, chosen
from protokoll.errors import BrandError
from protokoll.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILE_NAME = "_brand.yml"
BASE = "base"
SITE = "site"
"""The folder of a brand that holds templates of an archive's pages."""

_OWN = ("defaults", "protokoll")
_OWN_KEYS = ("extends", "tint", "order", "size", *CHOICES)
ROLES = {
    "foreground": ("color", "foreground"),
    "background": ("color", "background"),
    "primary": ("color", "primary"),
    "secondary": ("color", "secondary"),
    "link": ("typography", "link", "color"),
    "tint": (*_OWN, "tint"),
}
"""Each colour of the palette, and the keys it stands under."""
_GROUNDS = ("background", "tint")
_TEXTS = ("foreground", "primary", "secondary", "link")
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


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """How well one colour of a palette reads on another."""

    text: str
    ground: str
    text_colour: str
    ground_colour: str
    ratio: float

    @property
    def is_enough(self) -> bool:
        """Whether text in this colour may stand there."""
        return self.ratio >= LEAST_CONTRAST

    @property
    def shown(self) -> str:
        """The ratio in two decimals, cut off, so that what is too low never looks as if it were enough."""
        return f"{int(self.ratio * 100) / 100:.2f}:1"


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """One font file."""

    family: str
    weight: str
    """A number, or for a variable font a range such as `200 900`."""
    style: str
    """`normal` or `italic`."""
    path: Path

    @property
    def is_for_web(self) -> bool:
        """Whether the page takes it, and not paper."""
        return self.path.suffix == ".woff2"


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

    path: Path
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
    site_folders: tuple[Path, ...]
    """Where the templates of an archive's pages are looked for, the brand's own folder first."""
    customs: Customs = Customs()
    font_folders: tuple[Path, ...]
    """Every folder with fonts that paper may use, the brand's own first, the fallback for other scripts last."""


def load_brand(name: str) -> Brand:
    """Load a brand by its name, or by the folder it lies in; a brand is read once a process."""
    return _load(find_brand(name))


def read_brand(folder: Path, hear: Callable[[Flaw], object]) -> tuple[Brand, BrandFile]:
    """Read a brand whatever is wrong with it, each flaw told: what cannot be used is as if it were not written."""
    reader = _Reader(folder, hear)
    return reader.brand(), reader.file


def brand_names() -> tuple[str, ...]:
    """Give the names of the brands that come with the tool."""
    return tuple(sorted(file.parent.name for file in templates_folder().glob(f"*/{FILE_NAME}")))


def find_brand(name: str) -> Path:
    """Give the folder of a brand, by its name or by the folder or file it lies in."""
    if name in brand_names():
        return (templates_folder() / name).resolve()
    folder = Path(name)
    if folder.name == FILE_NAME and folder.is_file():
        return folder.parent.resolve()
    if (folder / FILE_NAME).is_file():
        return folder.resolve()
    if folder.is_dir():
        raise BrandError("{folder}: has no {file}", "a brand's folder holds one", folder=folder, file=FILE_NAME)
    near = get_close_matches(name, brand_names(), n=1)
    known = ", ".join(f"`{known}`" for known in brand_names())
    hint = f"did you mean `{near[0]}`?" if near else f"choose from {known}, or name a folder with a {FILE_NAME}"
    raise BrandError("there is no brand `{name}`", hint, name=name)


@cache
def _load(folder: Path) -> Brand:
    return _Reader(folder, refuse).brand()


@cache
def _base() -> Path:
    return (templates_folder() / BASE).resolve()


def lineage(folder: Path) -> tuple[Path, ...]:
    """Give a brand's folder and those of the brands it extends, the base last; where they lead in a ring, each once."""
    found = [folder]
    while folder != _base():
        name = str(BrandFile(folder / FILE_NAME).section(*_OWN).get("extends", BASE))
        folder = _find_parent(name, folder)
        if folder in found:
            break
        found.append(folder)
    return tuple(found)


def _find_parent(name: str, folder: Path) -> Path:
    """Give the folder of the brand that another extends; a path counts from that other's folder first."""
    beside = folder / name
    return find_brand(str(beside) if name not in brand_names() and (beside / FILE_NAME).is_file() else name)


class _Reader:
    """Reads one brand's folder over the brand it extends.

    Where what is written cannot be used, the flaw is told, and reading goes on with what is inherited.
    """

    def __init__(self, folder: Path, hear: Callable[[Flaw], object]) -> None:
        self._folder = folder
        self.file = BrandFile(folder / FILE_NAME, hear)
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
            site_folders=self._site_folders(),
            customs=self._customs(),
            font_folders=tuple(dict.fromkeys((*own_fonts, templates_folder() / BASE / "fonts"))),
        )

    def _check_own_keys(self) -> None:
        for key in self.file.section(*_OWN):
            if key not in _OWN_KEYS:
                near = get_close_matches(key, _OWN_KEYS, n=1)
                cure = f"did you mean `{near[0]}`?" if near else f"the keys there are {', '.join(_OWN_KEYS)}"
                self.file.tell(f"unknown key `defaults.protokoll.{key}`", cure, *_OWN, key)

    def _load_parent(self) -> Brand | None:
        if self._folder == _base():
            return None
        name = str(self.file.section(*_OWN).get("extends", BASE))
        try:
            parent = _find_parent(name, self._folder)
            if not self._is_extended_by(parent):
                return _load(parent)
            self.file.tell(f"extends `{name}`, which leads back to it", f"write `extends: {BASE}`", *_OWN, "extends")
        except BrandError as error:
            self.file.tell(f"cannot extend `{name}`: {error.message}", error.hint, *_OWN, "extends")
        return _load(_base())

    def _is_extended_by(self, parent: Path) -> bool:
        """Tell whether following `extends` from a parent comes back here."""
        ancestors = lineage(parent)
        return self._folder in ancestors or ancestors[-1] != _base()

    # Parts

    def _customs(self) -> Customs:
        """Read what a brand chooses besides colours and fonts, over what it inherits."""
        inherited = self._parent.customs if self._parent else Customs()
        found = msgspec.structs.asdict(inherited)
        own = self.file.section(*_OWN)
        for key, choices in CHOICES.items():
            if key in own:
                found[key] = self._one_of(key, str(own[key]), choices) or found[key]
        if "order" in own:
            order = [self._one_of("order", str(name), SECTIONS) for name in self.file.entries(*_OWN, "order")]
            found["order"] = tuple(dict.fromkeys(name for name in order if name))
        if "size" in own:
            found["size"] = self._size(str(own["size"])) or found["size"]
        return chosen(found)

    def _one_of(self, key: str, written: str, choices: Sequence[str]) -> str | None:
        if written in choices:
            return written
        near = get_close_matches(written, choices, n=1)
        cure = f"did you mean `{near[0]}`?" if near else f"choose from {', '.join(choices)}"
        self.file.tell(f"`defaults.protokoll.{key}`: there is no `{written}`", cure, *_OWN, key)
        return None

    def _size(self, written: str) -> float | None:
        if re.fullmatch(r"\d{1,2}(?:\.\d)?", written) and SMALLEST <= float(written) <= LARGEST:
            return float(written)
        cure = f"write the text's size in points, {SMALLEST} to {LARGEST}"
        self.file.tell(f"`defaults.protokoll.size`: `{written}` is none", cure, *_OWN, "size")
        return None

    def _organisation(self) -> str:
        name = self.file.section("meta").get("name", "")
        if isinstance(name, dict):
            return str(name.get("short") or name.get("full") or "")
        return str(name) if self._parent else ""

    def _palette(self) -> Palette:
        palette = Palette(**{role: self._colour_of(role) for role in ROLES})
        for measured in contrasts(palette):
            if not measured.is_enough:
                text, ground = measured.text, measured.ground
                self.file.tell(
                    f"`{text}` {measured.text_colour} on `{ground}` {measured.ground_colour} "
                    f"has contrast {measured.shown}",
                    f"text needs {LEAST_CONTRAST}:1; make one darker or the other lighter",
                    *next((ROLES[role] for role in (text, ground) if self.file.has(*ROLES[role])), ()),
                )
        return palette

    def _colour_of(self, role: str) -> str:
        keys = ROLES[role]
        if not self.file.has(*keys):
            return self._inherited(role)
        value = str(self.file.section(*keys[:-1])[keys[-1]])
        named = self.file.section("color", "palette")
        if value in named:
            keys = ("color", "palette", value)
        written = str(named.get(value, value))
        if colour := read_colour(written):
            return colour
        near = get_close_matches(written, named, n=1)
        cure = f"did you mean `{near[0]}`?" if near else "write it as #rrggbb or name one of `color.palette`"
        self.file.tell(f"`{'.'.join(keys)}: {written}` is no colour", cure, *keys)
        return self._inherited(role)

    def _inherited(self, role: str) -> str:
        if self._parent is None:
            self.file.tell(f"no colour `{role}`", "the base brand must have all of them")
            return "#000000"
        return str(getattr(self._parent.palette, role))

    def _typography(self) -> Typography:
        listed = list(enumerate(self.file.entries("typography", "fonts")))
        faces = [face for number, font in listed for face in self._faces(number, font)]
        parent = self._parent.typography if self._parent else None
        given = {face.family for face in faces} | ({face.family for face in parent.faces} if parent else set())
        # A family whose files are missing has been told of already.
        named = given | {str(font.get("family")) for _, font in listed if isinstance(font, dict) and font.get("files")}
        section = self.file.section("typography")

        def family(key: str, inherited: str) -> str:
            value = section.get(key, inherited)
            name = str(value.get("family", inherited) if isinstance(value, dict) else value)
            if key not in section or key == "monospace" or name in given:
                return name
            if name not in named:
                self.file.tell(
                    f"`typography.{key}` is `{name}`, and no font of that family comes with the brand",
                    "list its files under `typography.fonts`",
                    "typography",
                    key,
                )
            return inherited

        headings = section.get("headings")
        weight = headings.get("weight") if isinstance(headings, dict) else None
        return Typography(
            base=family("base", parent.base if parent else ""),
            headings=family("headings", parent.headings if parent else ""),
            heading_weight=int(str(weight)) if str(weight).isdecimal() else (parent.heading_weight if parent else 600),
            monospace=family("monospace", parent.monospace if parent else ""),
            faces=(*(face for face in faces if not face.is_for_web), *(parent.faces if parent else ())),
            web_faces=(*(face for face in faces if face.is_for_web), *(parent.web_faces if parent else ())),
        )

    def _faces(self, number: int, font: object) -> list[Face]:
        keys = ("typography", "fonts", number)
        if not isinstance(font, dict) or font.get("source", "file") != "file":
            told = "a font of `typography.fonts` is not `source: file`"
            self.file.tell(told, "fonts must lie in the folder: nothing is fetched", *keys)
            return []
        files = font.get("files") or []
        if not isinstance(files, list):
            self.file.tell("`files` of a font must hold a list", "begin each file with `- path:`", *keys, "files")
            return []
        found = []
        for place, entry in enumerate(files):
            described = entry if isinstance(entry, dict) else {"path": entry}
            if path := self._inside(str(described.get("path", "")), "font", *keys, "files", place):
                found.append(
                    Face(
                        family=str(font.get("family", "")),
                        weight=str(described.get("weight", "400")).replace("..", " "),
                        style=str(described.get("style", "normal")),
                        path=path,
                    )
                )
        return found

    def _logo(self) -> Logo | None:
        section = self.file.section("logo")
        inherited = self._parent.logo if self._parent else None
        size = next((size for size in ("medium", "small", "large") if size in section), None)
        if size is None:
            return inherited
        chosen: Any = section[size]
        keys: tuple[str, ...] = ("logo", size)
        images = self.file.section("logo", "images")
        if isinstance(chosen, str) and chosen in images:
            chosen, keys = images[chosen], ("logo", "images", chosen)
        entry = chosen if isinstance(chosen, dict) else {"path": chosen}
        alt = str(entry.get("alt", "")).strip()
        if not alt:
            cure = "write `alt:` beside its `path:`, for those who cannot see it"
            self.file.tell("the logo has no alt text", cure, *keys, "alt")
        path = self._inside(str(entry.get("path", "")), "logo", *keys, "path")
        return (path and self._read_logo(path, alt, keys)) or inherited

    def _read_logo(self, path: Path, alt: str, keys: tuple[str, ...]) -> Logo | None:
        try:
            svg = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            svg = ""
        size = _VIEW_BOX.search(svg)
        width, height = (_number(size[1]), _number(size[2])) if size else (0.0, 0.0)
        if not width or not height:
            told = f"the logo {path.name} is no SVG with a viewBox"
            self.file.tell(told, "export it as plain SVG", *keys, "path")
            return None
        unsafe = list(_UNSAFE_SVG.finditer(svg))
        for found in unsafe:
            line = svg.count("\n", 0, found.start()) + 1
            self.file.tell(
                f"the logo {path.name} holds `{found[0].strip()}` in line {line}",
                "export it as plain SVG, without scripts and references",
                *keys,
                "path",
            )
        if unsafe:
            return None
        png = path.with_suffix(".png")
        return Logo(
            path=path, svg=svg, alt=alt, width=width, height=height, png=png.read_bytes() if png.is_file() else None
        )

    def _inside(self, name: str, what: str, *keys: str | int) -> Path | None:
        """Give the path of a file of the brand; it may not lie outside its folder, links followed."""
        path = self._folder / name
        if not name or "\0" in name:
            self.file.tell(f"the {what} names no file", "write its `path:`", *keys)
        elif not path.resolve().is_relative_to(self._folder) or Path(name).is_absolute():
            self.file.tell(f"the {what} `{name}` lies outside the brand's folder", "copy it into the folder", *keys)
        elif not path.is_file():
            cure = "check the path, which counts from the brand's folder"
            self.file.tell(f"the {what} `{name}` does not exist", cure, *keys)
        else:
            return path
        return None

    def _site_folders(self) -> tuple[Path, ...]:
        inherited = self._parent.site_folders if self._parent else ()
        own = self._folder / SITE
        return (own, *inherited) if own.is_dir() else inherited

    def _template(self, name: str) -> Path:
        """Give the brand's own page template, or the one it inherits: the first folder up the line that has it."""
        path = self._folder / name
        if path.is_file():
            return path
        if self._parent is None:
            # Nothing can stand in for what all brands inherit.
            raise BrandError("{file}: is missing", "install protokoll again", file=path)
        inherited = {
            "minutes.html.j2": self._parent.html_template,
            "minutes.typ": self._parent.typst_template,
            "reference.docx": self._parent.reference_docx,
        }
        return inherited[name]


def contrasts(palette: Palette) -> tuple[Contrast, ...]:
    """Measure each colour of text on each ground it may stand on."""
    return tuple(
        Contrast(
            text=text,
            ground=ground,
            text_colour=getattr(palette, text),
            ground_colour=getattr(palette, ground),
            ratio=contrast(getattr(palette, text), getattr(palette, ground)),
        )
        for text in _TEXTS
        for ground in _GROUNDS
    )


def _number(digits: str) -> float:
    """Read a length; what is none counts as nothing."""
    try:
        return float(digits)
    except ValueError:
        return 0.0
