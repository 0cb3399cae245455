"""The shape of a document: its title, and under each further heading the blocks that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.reader.headings import HeadingRead, read_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.vocabulary import Vocabulary


class Part(msgspec.Struct, frozen=True):
    """One heading and the blocks up to the next; the head of the document has no heading."""

    heading: HeadingRead | None
    blocks: tuple[c.Block, ...]


class Outline(msgspec.Struct, frozen=True):
    """A document cut at its headings. `item_level` is the level at which an unmarked heading is an item."""

    title: c.Heading | None
    parts: tuple[Part, ...]
    item_level: int
    furniture: tuple[m.Furniture, ...]


def read_outline(blocks: Sequence[c.Block], raw: str, vocabulary: Vocabulary) -> Outline:
    """Cut a document at its headings. `raw` is the source's text, for what is kept as it was written."""
    title = _find_title(blocks, vocabulary)
    title_words = title.text if title else None
    furniture: list[m.Furniture] = []
    parts: list[Part] = []
    heading: HeadingRead | None = None
    current: list[c.Block] = []
    for block in blocks:
        if block is title:
            continue
        if isinstance(block, c.Paragraph) and not block.text.strip():
            if not _holds_something(block):
                furniture.append(_furniture("blank", "", block, raw))
                continue
        elif isinstance(block, c.Heading):
            found = read_heading(block, title_words, vocabulary)
            if found.role == "running_header":
                furniture.append(_furniture("running_header", found.words, block, raw))
            else:
                parts.append(Part(heading, tuple(current)))
                heading, current = found, []
            continue
        current.append(block)
    parts.append(Part(heading, tuple(current)))
    return Outline(title, tuple(parts), _item_level(parts), tuple(furniture))


def _find_title(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> c.Heading | None:
    """Take the first heading of the first rank; failing that the first heading, if it is nothing else."""
    headings = [block for block in blocks if isinstance(block, c.Heading) and block.text.strip()]
    top = next((heading for heading in headings if heading.level == 1), None)
    first = next(iter(headings), None)
    if top is None and first is not None and read_heading(first, None, vocabulary).role == "own":
        alone = sum(heading.level == first.level for heading in headings) == 1
        return first if alone or blocks[0] is first else None
    if top is not None and read_heading(top, None, vocabulary).role in {"item", "section", "roll"}:
        return None
    return top


def _item_level(parts: Sequence[Part]) -> int:
    numbered = [
        part.heading.heading.level
        for part in parts
        if part.heading and part.heading.role == "item" and (part.heading.number or part.heading.start)
    ]
    own = [part.heading.heading.level for part in parts if part.heading and part.heading.role in {"own", "item"}]
    return min(numbered or own or [2])


def _holds_something(block: c.Paragraph) -> bool:
    return any(not isinstance(inline, (c.Text, c.SoftBreak, c.LineBreak)) for inline in block.inlines)


def _furniture(kind: str, words: str, block: c.Block, raw: str) -> m.Furniture:
    return m.Furniture(span=block.span, kind=kind, text=words, raw=raw[block.span.start : block.span.end])  # type: ignore[arg-type]  # the two callers name kinds
