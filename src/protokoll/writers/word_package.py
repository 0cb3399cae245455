"""The package around a Word document's body: properties, header and footer, relations, and a zip with a fixed date."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from protokoll.writers import wordml as x

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from protokoll.view.page import Metadata, View
    from protokoll.writers.word_body import Body

    Row = tuple[str, str, str]
    """A relation: its id, its kind, and what it leads to."""

GENERATOR = re.compile(rb"<Application>protokoll \d")
"""The mark by which our documents are known."""

_BOX_WIDTH, _BOX_LETTER = 1930, 125
"""Width of a box for initials, and of a letter of a word that is too long for it, in twentieths of a point."""
_EPOCH = (2000, 1, 1, 0, 0, 0)
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LANGUAGE = b'w:val="sv-SE"'
"""The reference document's language, wherever it is named."""
_KEPT = {"styles": "rId1", "settings": "rId2", "fontTable": "rId3", "theme/theme1": "rId8"}
"""Parts of the reference document that the new one goes on with, as far as they are there."""


class Reference:
    """The document that another is built on: the base's own, in a brand's look.

    `parts` are those to go on with, `sheet` is what the body is written on, `running` the relations to its headers and
    footers, and `bears_logo` tells whether these show a picture.
    """

    bears_logo = False
    running: Sequence[Row] = (
        ("rId5", f"{OFFICE_RELATION}/header", "header1.xml"),
        ("rId6", f"{OFFICE_RELATION}/header", "header2.xml"),
        ("rId7", f"{OFFICE_RELATION}/footer", "footer1.xml"),
    )

    def __init__(self, parts: Mapping[str, bytes], sheet: x.Sheet) -> None:
        self.parts = parts
        self.sheet = sheet

    def in_its_styles(self, text: str) -> str:
        """Give the styles and lists that a text names the names they have here."""
        return text

    def numbering(self, definitions: str, lists: str) -> str:
        """Write word/numbering.xml."""
        return f"<w:numbering {_NS}>{definitions}{lists}</w:numbering>"

    def heads_and_feet(self, body: Body) -> dict[str, str]:
        """Write the headers and footers."""
        mark = draft_mark(body.page.view)
        draft = x.TAB + mark if mark else ""
        header = x.paragraph("header", x.plain(" · ".join(body.page.view.running_header)) + draft)
        first_header = x.paragraph("header", draft, '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>')
        return {
            "word/header1.xml": f"<w:hdr {_NS}>{header}</w:hdr>",
            "word/header2.xml": f"<w:hdr {_NS}>{first_header}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {_NS}>{_footer(body)}</w:ftr>",
        }


def pack(body: Body, reference: Reference) -> bytes:
    """Zip a body with its reference document; the same in gives the same out."""
    view = body.page.view
    parts = dict(reference.parts)
    for name in ("word/styles.xml", "word/settings.xml"):
        if name in parts:
            parts[name] = parts[name].replace(_LANGUAGE, f"w:val={x.attribute(view.language)}".encode())
    own = _own_parts(body, reference, view) | {"word/_rels/document.xml.rels": _document_relations(body, reference)}
    parts |= {name: (_HEAD + xml).encode() for name, xml in own.items()}
    parts |= {f"word/media/{name}": data for name, data in body.media().items()}
    types = "[Content_Types].xml"
    parts[types] = _content_types(parts[types], own)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in (types, *(name for name in parts if name != types)):
            package.writestr(_entry(name), parts[name])
    return out.getvalue()


def draft_mark(view: View) -> str:
    """Say at the right of a header that a document is a draft, if it is one."""
    if view.state is None or view.state.key != "draft":
        return ""
    return x.plain(view.state.label.upper(), "Strong")


def _own_parts(body: Body, reference: Reference, view: View) -> dict[str, str]:
    colour = body.brand.palette.primary[1:].upper()
    return {
        "word/document.xml": f"<w:document {_NS}><w:body>{reference.in_its_styles(body.xml)}</w:body></w:document>",
        "word/numbering.xml": reference.numbering(
            body.numbering.definitions(colour, body.decision_left), body.numbering.lists()
        ),
        **reference.heads_and_feet(body),
        "docProps/core.xml": _core_properties(view.metadata),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{x.text(view.metadata.generator)}</Application>"
        f"<Company>{x.text(body.owner)}</Company></Properties>",
        "_rels/.rels": relationships(
            [
                ("rId1", f"{OFFICE_RELATION}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{OFFICE_RELATION}/extended-properties", "docProps/app.xml"),
            ]
        ),
    }


def _footer(body: Body) -> str:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    parts = re.split(r"(\{pages?\})", body.page.view.labels.page_of)
    written = "".join(
        f'<w:fldSimple w:instr=" {fields[part]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if part in fields
        else x.plain(part)
        for part in parts
    )
    return _initials(body) + x.paragraph("footer", f"{x.plain(body.owner)}{x.TAB}{written}")


def _initials(body: Body) -> str:
    """Write the boxes for initials at the foot of each page."""
    boxes = body.page.view.initials
    if not boxes:
        return ""
    longest = max(len(word) for words in boxes for word in words.split())
    width = min(max(_BOX_WIDTH, longest * _BOX_LETTER), body.sheet_width // len(boxes))
    line = 'w:val="single" w:sz="4" w:space="0" w:color="A8AEB4"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideV"))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{x.paragraph("footer", x.plain(words))}</w:tc>'
        for words in boxes
    )
    grid = f'<w:gridCol w:w="{width}"/>' * len(boxes)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * len(boxes)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="510" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
        + x.paragraph("footer", "", '<w:spacing w:line="80" w:lineRule="exact"/>')
    )


def _core_properties(metadata: Metadata) -> str:
    moment = f"{metadata.date or '2000-01-01'}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{x.text(metadata.title)}</dc:title><dc:subject>{x.text(metadata.subject)}</dc:subject>"
        f"<dc:creator>{x.text(metadata.creator)}</dc:creator>"
        f"<cp:keywords>{x.text(', '.join(metadata.keywords))}</cp:keywords>"
        f"<dc:language>{x.text(metadata.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def _document_relations(body: Body, reference: Reference) -> str:
    rows = [
        (key, f"{OFFICE_RELATION}/{name.partition('/')[0]}", f"{name}.xml")
        for name, key in _KEPT.items()
        if f"word/{name}.xml" in reference.parts
    ]
    rows += [("rId4", f"{OFFICE_RELATION}/numbering", "numbering.xml"), *reference.running]
    rows += [(key, f"{OFFICE_RELATION}/image", f"media/{name}") for name, key in body.relations.media.items()]
    external = [(key, f"{OFFICE_RELATION}/hyperlink", address) for address, key in body.relations.links.items()]
    return relationships(rows, external)


def _content_types(given: bytes, own: Iterable[str]) -> bytes:
    defaults = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
    added = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>'
        for suffix, kind in defaults.items()
        if f'Extension="{suffix}"'.encode() not in given
    )
    kinds = {
        "numbering": f"{_WORD}.numbering+xml",
        "header": f"{_WORD}.header+xml",
        "footer": f"{_WORD}.footer+xml",
        "core": "application/vnd.openxmlformats-package.core-properties+xml",
        "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    for name in own:
        kind = re.fullmatch(r"\w+/([a-z]+)\d*\.xml", name)
        if kind and kind[1] in kinds and f'PartName="/{name}"'.encode() not in given:
            added += f'<Override PartName="/{name}" ContentType="{kinds[kind[1]]}"/>'
    return given.replace(b"</Types>", added.encode() + b"</Types>")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def relationships(rows: Iterable[Row], external: Iterable[Row] = ()) -> str:
    """Write what a part refers to, inside the package and outside."""
    inside = "".join(
        f'<Relationship Id={x.attribute(key)} Type="{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    outside = "".join(
        f'<Relationship Id={x.attribute(key)} Type="{kind}" Target={x.attribute(target)} TargetMode="External"/>'
        for key, kind, target in external
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}{outside}</Relationships>'
