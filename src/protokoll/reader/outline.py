"""The shape of a document: its title, and under each further heading the blocks that belong to it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.model import text as t
from protokoll.reader.furniture import as_furniture, clear
from protokoll.reader.headings import HeadingRead, read_heading, unmarked
from protokoll.reader.structure import Mark, Piece, promote
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.vocabulary import Vocabulary

_DEFAULT_ITEM_LEVEL = 2
_LONGEST_TITLE_LINE = 140


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
    cleared = clear(blocks, raw, vocabulary)
    pieces = promote(cleared.blocks, vocabulary)
    title, pieces = _take_title(pieces, vocabulary)
    title_words = title.text if title else None
    furniture = list(cleared.furniture)
    parts: list[Part] = []
    heading: HeadingRead | None = None
    current: list[c.Block] = []
    for piece in pieces:
        if not isinstance(piece, Mark):
            current.append(piece)
            continue
        found = read_heading(piece.heading, title_words, vocabulary, piece.origin)
        if found.role == "running_header":
            furniture.append(as_furniture("running_header", found.words, piece.heading, raw))
            continue
        parts.append(Part(heading, tuple(current)))
        heading, current = found, []
    parts.append(Part(heading, tuple(current)))
    parts = _run_in_ended(parts, vocabulary)
    parts = _numbered(parts)
    level = _item_level(parts)
    return Outline(title, tuple(_levelled(parts, level)), level, tuple(furniture))


# Title


def _take_title(pieces: list[Piece], vocabulary: Vocabulary) -> tuple[c.Heading | None, list[Piece]]:
    title = _find_title([piece.heading for piece in pieces if isinstance(piece, Mark)], pieces, vocabulary)
    if title is not None:
        return title, [piece for piece in pieces if not (isinstance(piece, Mark) and piece.heading is title)]
    leading = [number for number, piece in enumerate(pieces) if not isinstance(piece, c.Comment)][:2]
    if leading and (bold := _bold_title(pieces[leading[0]], vocabulary)):
        return bold, [*pieces[: leading[0]], *pieces[leading[0] + 1 :]]
    for number in leading:
        piece = pieces[number]
        if isinstance(piece, c.Paragraph) and (lines := _title_line(piece, vocabulary)):
            first, rest = lines
            heading = c.Heading(span=t.span_of(first, piece.span), level=1, text=t.plain(first), inlines=first)
            left: list[Piece] = [*pieces[:number], *([rest] if rest else []), *pieces[number + 1 :]]
            return heading, left
    return None, pieces


def _bold_title(piece: Piece, vocabulary: Vocabulary) -> c.Heading | None:
    """Take a bold line that leads a text without a title for it where it names a kind of document and more."""
    if not isinstance(piece, Mark) or piece.origin != "line" or not _names_kind(piece.heading.text, vocabulary):
        return None
    inlines = unmarked(piece.heading.inlines)
    heading = piece.heading
    alone = read_heading(heading, None, vocabulary).role != "own"
    return None if alone else c.Heading(span=heading.span, level=1, text=heading.text, inlines=inlines)


def _title_line(
    paragraph: c.Paragraph, vocabulary: Vocabulary
) -> tuple[tuple[c.Inline, ...], c.Paragraph | None] | None:
    """Take the first line of a text without headings for its title where it names a kind of document."""
    first, *rest = [line for line, _ in t.lines(paragraph.inlines)]
    words = t.plain(first).strip()
    offset = 2 if words.startswith("% ") else 0
    kinds = "|".join(re.escape(word) for words in vocabulary.accept.kinds.values() for word in words)
    named = re.search(rf"(?:{kinds})(?!\w)", words.casefold())
    if not words or len(words) > _LONGEST_TITLE_LINE or words.endswith((".", ":")) or not (named or offset):
        return None
    start = len(first) and t.plain(first).index(words) + offset
    title = t.trim(t.cut(first, start))
    if not rest:
        return title, None
    tail = _without_percent([line for line, _ in t.lines(paragraph.inlines)][1:])
    span = Span(tail[0].span.start, paragraph.span.end) if tail else paragraph.span
    return title, c.Paragraph(span=span, text=t.plain(tail), inlines=tail) if tail else None


def _without_percent(lines: Iterable[tuple[c.Inline, ...]]) -> tuple[c.Inline, ...]:
    """Join the lines of a title block, without the mark that pandoc's have."""
    joined: list[c.Inline] = []
    for line in lines:
        words = t.plain(line)
        kept = t.trim(t.cut(line, words.index("% ") + 2)) if words.strip().startswith("% ") else t.trim(line)
        if joined and kept:
            joined.append(c.LineBreak(span=Span(joined[-1].span.end, kept[0].span.start)))
        joined += kept
    return tuple(joined)


def _find_title(headings: Sequence[c.Heading], pieces: Sequence[Piece], vocabulary: Vocabulary) -> c.Heading | None:
    """Take the first heading of the first rank; failing that the first heading, if it is nothing else."""
    real = [heading for heading in headings if heading.level and heading.text.strip()]
    top = next((heading for heading in real if heading.level == 1), None)
    first = next(iter(real), None)
    leading = next((piece for piece in pieces if not isinstance(piece, c.Comment)), None)
    leads = isinstance(leading, Mark) and leading.heading is first
    if top is None and first is not None:
        read = read_heading(first, None, vocabulary)
        alone = sum(heading.level == first.level for heading in real) == 1
        named = _names_kind(first.text, vocabulary) and (read.role != "part" or alone)
        if named or (read.role == "own" and not read.leading.marked):
            return first if alone or leads or named else None
        return None
    if top is None or _names_kind(top.text, vocabulary):
        return top
    role = read_heading(top, None, vocabulary).role
    if role not in {"item", "section", "roll", "label"} and (role != "part" or top is first):
        return top
    # A converter's ranks are not to be trusted: what leads the document may be its title all the same.
    leads = leads and first is not top
    return first if leads and first is not None and read_heading(first, None, vocabulary).role == "own" else None


def _names_kind(words: str, vocabulary: Vocabulary) -> bool:
    kinds = {word for words in vocabulary.accept.kinds.values() for word in words}
    folded = t.fold(words)
    return any(re.match(rf"{re.escape(kind)}(?!\w)", folded) for kind in kinds)


# Levels


def _run_in_ended(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Part]:
    """End a run-in label after its paragraph and what that leads to; what follows goes on without a heading."""
    ended: list[Part] = []
    for part in parts:
        if part.heading is None or part.heading.origin != "run_in":
            ended.append(part)
            continue
        count = 1
        clause = vocabulary.accept.decision["clause"]
        while count < len(part.blocks) and _goes_on(part.blocks[count - 1], part.blocks[count], clause):
            count += 1
        ended.append(Part(part.heading, part.blocks[:count]))
        if part.blocks[count:]:
            ended.append(Part(None, part.blocks[count:]))
    return ended


def _goes_on(before: c.Block, block: c.Block, clause: Sequence[str]) -> bool:
    led = isinstance(before, c.Paragraph) and before.text.rstrip().endswith((":", *clause))
    if isinstance(block, c.Paragraph):
        return block.text.casefold().startswith(tuple(f"{word} " for word in clause))
    return led and isinstance(block, (c.BulletList, c.OrderedList))


def _numbered(parts: Sequence[Part]) -> list[Part]:
    """Take bare numbers ("6 Title", "KS 190") for item numbers where a heading near by continues the count."""
    numbers: list[tuple[int, str | None, int]] = []  # a word such as "TOP" is no part of the count, "KS" is
    for position, part in enumerate(parts):
        heading = part.heading
        if (
            heading
            and heading.role in {"item", "own"}
            and heading.leading.number
            and heading.leading.number.isdecimal()
        ):
            body = heading.leading.prefix if heading.leading.sign or not heading.leading.sure else None
            numbers.append((position, body, int(heading.leading.number)))
    sure: set[int] = set()
    for (first, prefix, number), (second, prefix2, number2) in pairwise(numbers):
        if prefix == prefix2 and number2 == number + 1:
            sure |= {first, second}
    return [_settled(part, position in sure) for position, part in enumerate(parts)]


def _settled(part: Part, sure: bool) -> Part:  # noqa: FBT001 - told by the one caller
    heading = part.heading
    if heading is None or heading.leading.sure:
        return part
    replace = msgspec.structs.replace
    if sure:
        return Part(replace(heading, role="item", leading=replace(heading.leading, sure=True)), part.blocks)
    # The number is part of the title after all.
    leading = replace(heading.leading, start=0, number=None, prefix=None)
    words = t.trim(t.cut(t.without_breaks(heading.heading.inlines), 0, heading.leading.end))
    return Part(replace(heading, leading=leading, title=words), part.blocks)


def _item_level(parts: Sequence[Part]) -> int:
    headings = [part.heading for part in parts if part.heading and part.heading.heading.level]
    marked = [
        heading.heading.level
        for heading in headings
        if heading.marked and not (heading.leading.number or "x").isalpha()
    ]
    if marked:
        common = Counter(marked).most_common()
        return min(level for level, count in common if count * 4 >= common[0][1])
    own = [heading.heading.level for heading in headings if heading.role == "own"]
    return min(own, default=0) or min(
        (heading.heading.level for heading in headings if heading.role == "item"), default=_DEFAULT_ITEM_LEVEL
    )


def _levelled(parts: Iterable[Part], level: int) -> Iterable[Part]:
    """Give headings that are lines the level they would have had."""
    real = any(
        part.heading and part.heading.heading.level == level and part.heading.role in {"item", "own"} for part in parts
    )
    replace = msgspec.structs.replace
    for part in parts:
        heading = part.heading
        if heading is None or heading.heading.level:
            yield part
            continue
        as_item = heading.role == "item" or (heading.role == "own" and not real)
        as_part = heading.role in {"roll", "closing", "label", "part", "date"}
        own = level if as_item or as_part else level + 1
        yield Part(replace(heading, heading=replace(heading.heading, level=own)), part.blocks)
