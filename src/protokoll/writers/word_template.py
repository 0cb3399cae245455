"""A municipality's own Word template as the ground of a document.

Its styles, lists, page, headers and footers are kept as they are; the styles and lists of ours that it lacks are put
beside them. Its text is dropped, and so are macros, comments and whatever leads out of it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from protokoll.writers import word_xml as xml
from protokoll.writers import wordml as x
from protokoll.writers.word_foreign import ForeignPackage
from protokoll.writers.word_package import OFFICE_RELATION, Reference, draft_mark, relationships
from protokoll.writers.word_placeholders import fill, find_placeholders
from protokoll.writers.word_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from protokoll.errors import BrandError
    from protokoll.writers.word_body import Body
    from protokoll.writers.word_foreign import Relation
    from protokoll.writers.word_package import Row

_NARROWEST = 3_000
"""The least width of text that a table of facts still fits, in twentieths of a point: five centimetres."""
_HANGING = 964
"""How far an item's heading hangs, so that its number stands beside it; as in the base's reference document."""
_PAGE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "pgNumType")
_THEME = "word/theme/theme1.xml"
_STAND_IN_LANGUAGE = "sv-SE"
"""What stands wherever a template names a language, until a document puts its own there."""
_DROPPED_SETTINGS = (
    *("attachedTemplate", "linkStyles", "mailMerge", "documentProtection", "writeProtection"),
    *("footnotePr", "endnotePr"),  # these name notes of the template's own text
)
_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
_SHOWING = ("drawing", "pict", "object", "fldSimple", "instrText", "sym")
_PROPERTIES = re.compile(r'<w:pPr><w:pStyle w:val="([^"]*)"/>(.*?)</w:pPr>')
_NAMED = re.compile(r'<w:(rStyle|tblStyle) w:val="([^"]*)"/>')
_LIST = re.compile(r'(w:numId=|<w:numId w:val=)"(\d+)"')
_KIND = re.compile(r'(w:abstractNumId=|<w:abstractNumId w:val=)"(\d+)"')
_FIRST = re.compile("(?:<w:keepNext/>|<w:pageBreakBefore/>)*")
"""Properties of a paragraph that Word wants before its list."""
_UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'


class Template(Reference):
    """A template with our styles and lists beside its own; `base` lends what it has not."""

    def __init__(self, file: Path, base: Reference) -> None:
        self._package = ForeignPackage(file)
        self._base = base
        self._carried: dict[str, bytes] = {}
        self._media: dict[str, str] = {}
        self._running: dict[str, str] = {}
        document = self._package.word_part(self._package.main)
        self._own = {
            relation.kind: relation.target
            for relation in self._package.relations(self._package.main).values()
            if not relation.external
        }
        sheet = self._sheet([section for section in document.iter(xml.w("sectPr")) if not _is_past(section)])
        self._styles = self._adopted_styles(sheet.width)
        self._bare = self._bare_paragraphs(sheet.width)
        self._numbering, self._last_kind, self._last_list = self._kept_numbering()
        super().__init__(self._parts(), sheet)

    # A document in it

    def in_its_styles(self, text: str) -> str:
        """Give the styles and lists that a text names the names they have here."""
        moved = _LIST.sub(_counted_from(self._last_list), text)
        renamed = _NAMED.sub(lambda name: f'<w:{name[1]} w:val="{self._styles.ids.get(name[2], name[2])}"/>', moved)
        return _PROPERTIES.sub(self._paragraph, renamed)

    def numbering(self, definitions: str, lists: str) -> str:
        """Write word/numbering.xml: the template's own lists, and ours after them."""
        if not self._numbering:
            return super().numbering(definitions, lists)
        of_kind = _counted_from(self._last_kind)
        definitions, lists = _KIND.sub(of_kind, definitions), _KIND.sub(of_kind, lists)
        lists = _LIST.sub(_counted_from(self._last_list), lists)
        return self._numbering.replace(xml.mark("definitions"), definitions).replace(xml.mark("lists"), lists)

    def heads_and_feet(self, body: Body) -> dict[str, str]:
        """Fill the template's headers and footers, or write ours if it has none."""
        if self._running:
            draft = draft_mark(body.page.view)
            at_right = '<w:jc w:val="right"/>'
            mark = self.in_its_styles(x.paragraph("header", draft, at_right)) if draft else ""
            return {
                name: fill(text, body).replace("</w:hdr>", f"{mark}</w:hdr>") for name, text in self._running.items()
            }
        return {name: self.in_its_styles(text) for name, text in super().heads_and_feet(body).items()}

    def _paragraph(self, match: re.Match[str]) -> str:
        """Rename a paragraph's style, and turn its own numbers off, since ours stand in the text."""
        style, rest = match[1], match[2]
        look = "" if rest else self._bare.get(style, "")
        found = _FIRST.match(rest)
        first = found[0] if found else ""
        rest = rest.removeprefix(first)
        if style in self._styles.numbered and "<w:numPr>" not in rest:
            first += _UNNUMBERED
            # Programs differ in what indent is left once the number is gone, so it is said.
            if not look and "<w:ind " not in rest:
                look = _copied(self._styles.numbered[style]) or _FLUSH
        return f'<w:pPr><w:pStyle w:val="{self._styles.ids.get(style, style)}"/>{first}{look}{rest}</w:pPr>'

    # Its page

    def _sheet(self, sections: list[xml.Node]) -> x.Sheet:
        """Give the page of the last section, which is what Word goes on with."""
        base = self._base.sheet
        last = sections[-1] if sections else xml.new("sectPr")
        own = {name: last.find(xml.w(name)) for name in (*_PAGE, "titlePg", "docGrid")}
        first_page = _is_on(own["titlePg"])
        running = self._take_running(sections, first_page=first_page)
        size, width = "".join(_copied(own[name]) for name in _PAGE), _text_width(own["pgSz"], own["pgMar"])
        if width is None:
            size, width = base.size, base.width
        if width < _NARROWEST:
            raise self._package.error(
                "leaves less than 5 cm to the text", "make its page wider or its margins narrower"
            )
        return x.Sheet(
            running=running or base.running,
            size=size,
            first_page="<w:titlePg/>" if first_page or not running else "",
            width=width,
            grid=_copied(own["docGrid"]),
        )

    def _take_running(self, sections: list[xml.Node], *, first_page: bool) -> str:
        """Take the headers and footers that the last section has or inherits, and name them as a section does.

        Word leaves empty ones behind when someone has only looked at them; where none shows anything, ours are used.
        """
        relations = self._package.relations(self._package.main)
        found: dict[tuple[str, str], str] = {}
        for reference in (each for section in sections for each in section):
            relation = relations.get(xml.relation_id(reference))
            if relation and relation.kind in {"header", "footer"}:
                found[relation.kind, reference.get(xml.w("type"), "default")] = relation.target
        found = {place: name for place, name in found.items() if first_page or place[1] != "first"}
        roots = {name: self._package.word_part(name) for name in found.values()}
        if not any(map(_shows, roots.values())):
            return ""
        names: dict[str, str] = {}
        for (kind, _), name in found.items():
            if name not in names:
                names[name] = f"{kind}{len(names) + 1}"
                self._take_header(name, roots[name], f"word/{names[name]}.xml")
        shown_first = found.get(("header", "first" if first_page else "default"))
        self.bears_logo = shown_first is not None and _shows_picture(roots[shown_first])
        self.running = tuple(
            (f"rIdR{own}", f"{OFFICE_RELATION}/{own.rstrip('0123456789')}", f"{own}.xml") for own in names.values()
        )
        return "".join(
            f'<w:{kind}Reference w:type="{page}" r:id="rIdR{names[name]}"/>' for (kind, page), name in found.items()
        )

    def _take_header(self, name: str, root: xml.Node, own: str) -> None:
        self._carry_relations(name, root, own)
        find_placeholders(root, self._package)
        self._running[own] = xml.written(root)

    # Its styles and lists

    def _adopted_styles(self, width: int) -> Styles:
        ours = xml.parse(self._base.parts["word/styles.xml"])
        name = self._own.get("styles")
        root = self._package.word_part(name) if name else xml.new("styles")
        styles = Styles(root, ours, (width, self._base.sheet.width))
        styles.speak(_STAND_IN_LANGUAGE)
        return styles

    def _bare_paragraphs(self, width: int) -> dict[str, str]:
        """Give what a paragraph of ours needs that the template's style of its name has not."""
        bare, styles = {}, self._styles
        if "Heading2" in styles.kept and (not styles.hangs("Heading2") or "Heading2" in styles.numbered):
            bare["Heading2"] = (
                f'<w:tabs><w:tab w:val="left" w:pos="{_HANGING}"/></w:tabs>'
                f'<w:ind w:left="{_HANGING}" w:hanging="{_HANGING}"/>'
            )
        if "footer" in styles.kept:
            stops = sorted(styles.tab_stops("footer") - {width})
            cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in stops)
            bare["footer"] = f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        return bare

    def _kept_numbering(self) -> tuple[str, int, int]:
        """Give the template's lists with a mark where ours go, and the last numbers of its kinds and its lists."""
        name = self._own.get("numbering")
        if name is None:
            return "", 0, 0
        root = self._package.word_part(name)
        self._carry_relations(name, root, "word/numbering.xml")
        tags = [str(child.tag) for child in root]
        end = tags.index(xml.w("numIdMacAtCleanup")) if xml.w("numIdMacAtCleanup") in tags else len(tags)
        first_list = tags.index(xml.w("num")) if xml.w("num") in tags else end
        root.insert(end, xml.marker("lists"))
        root.insert(first_list, xml.marker("definitions"))
        return xml.written(root), _last(root, "abstractNum", "abstractNumId"), _last(root, "num", "numId")

    # Its package

    def _parts(self) -> dict[str, bytes]:
        base = self._base.parts
        parts = {"[Content_Types].xml": base["[Content_Types].xml"], "word/styles.xml": xml.as_part(self._styles.root)}
        parts["word/settings.xml"] = self._settings() if "settings" in self._own else base["word/settings.xml"]
        parts["word/fontTable.xml"] = self._fonts() if "fontTable" in self._own else base["word/fontTable.xml"]
        if "theme" in self._own:
            parts[_THEME] = self._theme()
        parts |= self._carried
        parts["[Content_Types].xml"] = _with_types(parts)
        return parts

    def _settings(self) -> bytes:
        root = self._package.word_part(self._own["settings"])
        dropped = {xml.w(name) for name in _DROPPED_SETTINGS}
        if not self._running:
            dropped.add(xml.w("evenAndOddHeaders"))  # ours are the same on both
        for setting in list(root):
            if setting.tag in dropped or xml.relation_ids(setting):
                root.remove(setting)
            elif setting.tag == xml.w("themeFontLang"):
                setting.set(xml.w("val"), _STAND_IN_LANGUAGE)
        return xml.as_part(root)

    def _fonts(self) -> bytes:
        """Give the template's table of fonts, and what to show for those of ours that a reader has not."""
        name = self._own["fontTable"]
        root = self._package.word_part(name)
        known = {font.get(xml.w("name")) for font in root}
        root.extend(
            font for font in xml.parse(self._base.parts["word/fontTable.xml"]) if font.get(xml.w("name")) not in known
        )
        self._carry_relations(name, root, "word/fontTable.xml")
        return xml.as_part(root)

    def _theme(self) -> bytes:
        name = self._own["theme"]
        root = self._package.parse(name)
        self._carry_relations(name, root, _THEME)
        return xml.as_part(root)

    def _carry_relations(self, name: str, root: xml.Node, own: str) -> None:
        """Take along what a part refers to: pictures, fonts and links."""
        given = self._package.relations(name)
        inside: list[Row] = []
        outside: list[Row] = []
        for key in sorted(xml.relation_ids(root) & given.keys()):
            relation = given[key]
            kind = f"{OFFICE_RELATION}/{relation.kind}"
            if relation.kind == "hyperlink" and relation.external:
                outside.append((key, kind, relation.target))
            elif relation.kind in {"image", "font"} and not relation.external:
                inside.append((key, kind, f"/{self._take_medium(relation.target)}"))
            else:
                raise self._unfit(name, relation)
        if inside or outside:
            folder, base = own.rsplit("/", 1)
            self._carried[f"{folder}/_rels/{base}.rels"] = relationships(inside, outside).encode()

    def _unfit(self, name: str, relation: Relation) -> BrandError:
        if relation.external:
            return self._package.error(
                "`{part}` shows `{target}`, which lies outside it",
                "put the picture itself into the template",
                part=name,
                target=relation.target,
            )
        return self._package.error(
            "`{part}` holds something of the kind `{kind}`",
            "a header or footer may hold text, tables and pictures",
            part=name,
            kind=relation.kind,
        )

    def _take_medium(self, name: str) -> str:
        """Take a picture or font along, under a name that none of a document's own has."""
        if name not in self._media:
            suffix = PurePosixPath(name).suffix.lower()
            if suffix[1:] not in _MEDIA_TYPES:
                raise self._package.error(
                    "`{part}` is a picture of a kind that is not known", "save it as PNG or JPEG", part=name
                )
            self._media[name] = f"word/media/template{len(self._media) + 1}{suffix}"
            self._carried[self._media[name]] = self._package.read(name)
        return self._media[name]


def _counted_from(last: int) -> Callable[[re.Match[str]], str]:
    """Count a number on from the last one that is taken."""
    return lambda number: f'{number[1]}"{int(number[2]) + last}"'


def _last(root: xml.Node, element: str, number: str) -> int:
    numbers = [node.get(xml.w(number), "") for node in root.iterchildren(xml.w(element))]
    return max((int(text) for text in numbers if text.isdecimal()), default=0)


def _is_past(section: xml.Node) -> bool:
    """Tell whether a section's properties are those from before a change that Word has tracked."""
    above = section.getparent()
    return above is not None and above.tag == xml.w("sectPrChange")


def _is_on(switch: xml.Node | None) -> bool:
    return switch is not None and switch.get(xml.w("val"), "1") not in {"0", "false", "off"}


def _text_width(size: xml.Node | None, margins: xml.Node | None) -> int | None:
    """Give what the margins leave to the text, in twentieths of a point; None where a section does not say."""
    if size is None or margins is None:
        return None
    measures = [size.get(xml.w("w"), "0"), *(margins.get(xml.w(side), "0") for side in ("left", "right", "gutter"))]
    if not all(measure.isdecimal() for measure in measures):
        return None
    width, *taken = map(int, measures)
    return width - sum(taken)


def _copied(node: xml.Node | None) -> str:
    """Write an element of a section anew, with what is Word's own in it.

    Of its page numbers only the look is kept: where they begin was meant for the template's own text.
    """
    if node is None:
        return ""
    name = xml.local(node.tag)
    looks = "".join(
        f" w:{xml.local(key)}={x.attribute(value)}"
        for key, value in xml.attributes(node).items()
        if key.startswith(xml.w("")) and (name != "pgNumType" or key == xml.w("fmt"))
    )
    return f"<w:{name}{looks}>{''.join(map(_copied, node))}</w:{name}>" if looks or len(node) else ""


def _shows(root: xml.Node) -> bool:
    """Tell whether a header or footer shows anything."""
    if next(root.iter(*map(xml.w, _SHOWING)), None) is not None:
        return True
    return any((node.text or "").strip() for node in root.iter(xml.w("t")))


def _shows_picture(root: xml.Node) -> bool:
    return any(str(node.tag).endswith(("}blip", "}imagedata")) for node in root.iter("*"))


def _with_types(parts: Mapping[str, bytes]) -> bytes:
    """Name the kinds of what a template has and the base has not."""
    given = parts["[Content_Types].xml"]
    suffixes = sorted({PurePosixPath(name).suffix[1:] for name in parts} & _MEDIA_TYPES.keys())
    added = "".join(
        f'<Default Extension="{suffix}" ContentType="{_MEDIA_TYPES[suffix]}"/>'
        for suffix in suffixes
        if f'Extension="{suffix}"'.encode() not in given
    )
    if _THEME in parts:
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        added += f'<Override PartName="/{_THEME}" ContentType="{kind}"/>'
    return given.replace(b"</Types>", added.encode() + b"</Types>")
