"""Places in a template's headers and footers that each document fills: `{{ title }}` and its like."""

from __future__ import annotations

import re
from copy import deepcopy
from difflib import get_close_matches
from typing import TYPE_CHECKING

from protokoll.writers import word_xml as xml
from protokoll.writers import wordml as x

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.writers.word_body import Body
    from protokoll.writers.word_foreign import ForeignPackage

NAMES = ("body", "date", "title", "case_number", "organisation", "kind", "page", "pages")

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
"""What Word counts itself."""
_PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)(\}\})?")
_MARK = re.compile(re.escape(xml.mark("_")).replace("_", f"({'|'.join(NAMES)})"))
_GAP = "\n"
"""What stands for a tab, a picture and the like between the texts of a paragraph: no placeholder goes across one."""
_UNSEEN = {xml.w("rPr"), xml.w("lastRenderedPageBreak")}


def find_placeholders(root: xml.Node, package: ForeignPackage) -> None:
    """Put a marker for each placeholder of a header or footer, however many runs Word has split it over."""
    for paragraph in list(root.iter(xml.w("p"))):
        pieces = list(_pieces(paragraph))
        words = "".join(words for words, _ in pieces)
        # From the last to the first, so that what stands before keeps its place.
        for match in reversed(list(_PLACEHOLDER.finditer(words))):
            _put_marker(pieces, match, _name(match, package))


def fill(text: str, body: Body) -> str:
    """Fill the markers of a header or footer with what a document says."""
    view = body.page.view
    values = {
        "body": x.text(view.metadata.body),
        "date": x.text(view.date),
        "title": x.text(view.title),
        "case_number": x.text(view.metadata.case_number),
        "organisation": x.text(body.owner),
        "kind": x.text(view.kind),
    }
    return _MARK.sub(lambda mark: values[mark[1]], text)


def _name(match: re.Match[str], package: ForeignPackage) -> str:
    name = match[1].strip()
    if not match[2]:
        raise package.error("the placeholder `{placeholder}` has no end", "write `}}}}` after it", placeholder=match[0])
    # Word likes to begin a line with a capital.
    if name.lower() in NAMES:
        return name.lower()
    near = get_close_matches(name.lower(), NAMES, n=1)
    known = ", ".join(f"`{known}`" for known in NAMES)
    cure = f"did you mean `{{{{{{{{ {near[0]} }}}}}}}}`?" if near else f"those it can have are {known}"
    raise package.error("unknown placeholder `{placeholder}`", cure, placeholder=match[0])


def _pieces(paragraph: xml.Node) -> Iterator[tuple[str, xml.Node | None]]:
    """Give a paragraph's texts in order, without those of text boxes that are anchored in it."""
    for run in paragraph.iter(xml.w("r")):
        if next(run.iterancestors(xml.w("p"))) is not paragraph:
            continue
        for part in run:
            if part.tag == xml.w("t"):
                yield part.text or "", part
            elif part.tag not in _UNSEEN:
                yield _GAP, None


def _put_marker(pieces: list[tuple[str, xml.Node | None]], match: re.Match[str], name: str) -> None:
    """Put a marker into the text where a placeholder begins, and take its words out of all it runs through."""
    at, begun = 0, False
    for words, node in pieces:
        start, end = max(match.start() - at, 0), min(match.end() - at, len(words))
        at += len(words)
        if node is None or start >= end:
            continue
        before, after = words[:start], (node.text or "")[end:]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if begun:
            node.text = before + after
            continue
        begun = True
        if name in _FIELDS:
            _put_field(node, before, after, _FIELDS[name])
            continue
        place = xml.marker(name)
        node.text, place.tail = before, after
        node.insert(0, place)


def _put_field(node: xml.Node, before: str, after: str, instruction: str) -> None:
    """Put a field into a text, in the look of its run; what stands after it goes on in a run of its own."""
    run = node.getparent()
    if run is None:
        return
    look = run.find(xml.w("rPr"))
    field, shown, rest = xml.new("fldSimple", instr=f" {instruction} "), xml.new("r"), xml.new("r")
    for made in (shown, rest):
        made.extend([] if look is None else [deepcopy(look)])
    number, words = xml.new("t"), deepcopy(node)
    number.text, words.text, words.tail = "1", after, None
    shown.append(number)
    rest.extend([words, *list(node.itersiblings())])
    for mark in list(node):
        node.remove(mark)
    node.text = before
    field.append(shown)
    run.addnext(rest)
    run.addnext(field)
