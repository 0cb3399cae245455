"""XML that other programs wrote, parsed with care and written again: the only importer of lxml."""

from __future__ import annotations

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml gives its elements no public name

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class NotXmlError(Exception):
    """What was to be parsed is no XML, or more than plain XML; the message ends a sentence that names the part."""


def w(name: str) -> str:
    """Give a name of Word's own in full."""
    return f"{{{_WORD}}}{name}"


def parse(data: bytes) -> Node:
    """Parse XML, fetching nothing and expanding nothing."""
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        )
    except (etree.XMLSyntaxError, ValueError):
        raise NotXmlError("is no XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotXmlError("has a DOCTYPE")
    return root


def speaks_word(root: Node) -> bool:
    """Tell whether XML is of the usual kind of Word document, with the prefix that all programs use for it."""
    return root.nsmap.get("w") == _WORD and str(root.tag).startswith(f"{{{_WORD}}}")


def written(node: Node) -> str:
    """Write XML as text."""
    return etree.tostring(node, encoding="unicode", with_tail=False)


def as_part(node: Node) -> bytes:
    """Write XML as a part of a package."""
    return etree.tostring(node, encoding="UTF-8", standalone=True, with_tail=False)


def new(name: str, **attributes: str) -> Node:
    """Make an element of Word's own."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap={"w": _WORD})


def marker(name: str) -> Node:
    """Make a mark that no text of a document can be taken for; written, it is as `mark` gives it."""
    return etree.ProcessingInstruction("protokoll", name)


def mark(name: str) -> str:
    """Give a marker as it is written."""
    return f"<?protokoll {name}?>"


def local(name: object) -> str:
    """Give a name without its namespace."""
    return str(name).rpartition("}")[2]


def attributes(node: Node) -> dict[str, str]:
    """Give what an element says, by full names."""
    return {str(name): str(value) for name, value in node.attrib.items()}


def relation_id(node: Node) -> str:
    """Give the id of the relation that an element refers to."""
    return node.get(f"{{{_RELATIONS}}}id", "")


def relation_ids(node: Node) -> set[str]:
    """Give the ids of relations that an element or anything in it refers to."""
    return {
        value
        for element in node.iter("*")
        for name, value in attributes(element).items()
        if name.startswith(f"{{{_RELATIONS}}}") or name.endswith("}relid")
    }
