"""Items that are the entries of a list: in the agenda, under the opening, or bare at the head of the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.headings import HeadingRead, read_heading
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.vocabulary import Vocabulary

_LEAST = 2
_LONGEST_TITLE_WORDS = 30
_SHORT_TITLE_WORDS = 8

List = c.BulletList | c.OrderedList


def is_agenda(block: c.Block) -> bool:
    """Tell a list whose entries could be the items of a meeting."""
    if not isinstance(block, (c.BulletList, c.OrderedList)) or len(block.items) < _LEAST:
        return False
    titles = [_title_line(item) for item in block.items]
    named = [title for title in titles if title and len(t.plain(title).split()) <= _LONGEST_TITLE_WORDS]
    return len(named) * 4 >= len(block.items) * 3 and None not in titles


def has_content(block: c.Block) -> bool:
    """Tell a list that holds the minutes themselves from one that only names the items."""
    return isinstance(block, (c.BulletList, c.OrderedList)) and any(
        len(item.blocks) > 1 or not isinstance(item.blocks[0], c.Paragraph) for item in block.items if item.blocks
    )


def has_short_titles(block: c.Block) -> bool:
    """Tell a list whose entries begin with titles from one of sentences."""
    lengths = sorted(len(title.split()) for title in titles_of(block))
    return bool(lengths) and lengths[len(lengths) // 2] <= _SHORT_TITLE_WORDS


def read_entries(block: List, vocabulary: Vocabulary) -> Iterator[tuple[HeadingRead, list[c.Block], Span]]:
    """Give each entry as an item: its heading, the blocks below it and the span of both."""
    for item in block.items:
        title = _title_line(item)
        if title is None:
            continue
        words = t.plain(title)
        shown = t.trim(t.cut(title, 0, len(words.rstrip(" .:")))) or title
        heading = c.Heading(span=t.span_of(title, item.span), level=1, text=t.plain(shown), inlines=shown)
        found = read_heading(heading, None, vocabulary, "entry")
        yield _numbered(found, item, shown), _rest(item), item.span


def titles_of(block: c.Block) -> list[str]:
    """Give the titles in a list, folded, for comparing."""
    items = block.items if isinstance(block, (c.BulletList, c.OrderedList)) else ()
    return [t.fold(t.plain(title)) for item in items if (title := _title_line(item))]


def _numbered(found: HeadingRead, item: c.ListItem, title: tuple[c.Inline, ...]) -> HeadingRead:
    number = found.leading.number if found.leading.sure else None
    marker = item.marker.rstrip(".)")
    if number is None and marker.isdecimal():
        number = marker
    start = found.leading.start if found.leading.sure else 0
    leading = msgspec.structs.replace(found.leading, number=number, start=start, sure=True)
    words = found.title if found.role in {"item", "own"} and found.leading.sure else t.trim(title)
    return msgspec.structs.replace(found, role="item", leading=leading, title=words, origin="entry")


def _title_line(item: c.ListItem) -> tuple[c.Inline, ...] | None:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, c.Paragraph) or not first.text.strip():
        return None
    line, *_ = [line for line, _ in t.lines(first.inlines)]
    more = t.plain(first.inlines)[len(t.plain(line)) :].strip()
    # A title that wraps goes on in the next line.
    return first.inlines if more[:1].islower() and len(more) < len(t.plain(line)) else t.trim(line)


def _rest(item: c.ListItem) -> list[c.Block]:
    """Give what an entry holds beyond its title."""
    first, *blocks = item.blocks
    title = _title_line(item) or ()
    if isinstance(first, c.Paragraph) and len(t.plain(title)) < len(first.text.strip()):
        left = t.trim(t.cut(first.inlines, t.plain(first.inlines).index(t.plain(title)) + len(t.plain(title))))
        if left:
            span = Span(left[0].span.start, first.span.end)
            return [c.Paragraph(span=span, text=t.plain(left), inlines=left), *blocks]
    return list(blocks)
