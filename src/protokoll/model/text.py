"""Plain words of content, and content cut to a part of its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_MARKED = (c.Emphasis, c.Strong, c.Strikeout, c.Link)


def plain(inlines: Iterable[c.Inline]) -> str:
    """Give the words alone: a line end counts as a space, a picture as its alternative text, a comment as nothing."""
    if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is c.Text:
        return inlines[0].text  # most lines are nothing else
    return "".join(_plain_parts(inlines))


def _plain_parts(inlines: Iterable[c.Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case c.Text(text=text) | c.Code(text=text) | c.RawInline(text=text):
                yield text
            case c.SoftBreak() | c.LineBreak():
                yield " "
            case c.Image(alt=alt):
                yield f" {alt} "  # its words are no part of the words beside it
            case c.CommentInline():
                pass
            case _:
                yield from _plain_parts(inline.inlines)


def block_text(block: c.Block) -> str:
    """Give the words of a block, its parts on lines of their own."""
    match block:
        case c.Paragraph(text=text) | c.Heading(text=text):
            return text
        case c.BulletList(items=items) | c.OrderedList(items=items):
            return "\n".join(block_text(inner) for item in items for inner in item.blocks)
        case c.Quote(blocks=blocks):
            return "\n".join(map(block_text, blocks))
        case c.Table(header=header, rows=rows):
            return "\n".join(" ".join(cell.text for cell in row) for row in (header, *rows))
        case c.CodeBlock(text=text) | c.RawBlock(text=text):
            return text
        case _:
            return ""


def width(inline: c.Inline) -> int:
    """Count the characters an inline has in `plain`."""
    return len(plain((inline,)))


def cut(inlines: Sequence[c.Inline], start: int, end: int | None = None) -> tuple[c.Inline, ...]:
    """Give the inlines that hold characters `start` to `end` of `plain(inlines)`, marks around them kept."""
    kept: list[c.Inline] = []
    position = 0
    stop = end if end is not None else sum(map(width, inlines))
    for inline in inlines:
        size = width(inline)
        first, last = max(start - position, 0), min(stop - position, size)
        position += size
        if first == 0 and last == size:
            kept.append(inline)
        elif first < last:
            kept.append(_cut_one(inline, first, last))
    return tuple(kept)


class Cuts:
    """Cuts one line many times: each cut looks only at the inlines it needs."""

    def __init__(self, inlines: Sequence[c.Inline]) -> None:
        """Take the line's inlines."""
        self._inlines = inlines
        self._starts = [0, *accumulate(map(width, inlines))]

    def cut(self, start: int, end: int) -> tuple[c.Inline, ...]:
        """Give what `cut` gives."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end)
        offset = self._starts[first]
        return cut(self._inlines[first:last], start - offset, end - offset)


def _cut_one(inline: c.Inline, first: int, last: int) -> c.Inline:
    match inline:
        case c.Text(text=text, span=span):
            if span.end - span.start == len(text):  # no escapes: characters and offsets agree
                span = Span(span.start + first, span.start + last)
            return c.Text(span=span, text=text[first:last])
        case c.Emphasis() | c.Strong() | c.Strikeout():
            inner = cut(inline.inlines, first, last)
            return type(inline)(span=_around(inner, inline.span), inlines=inner)
        case c.Link(href=href, title=title):
            return c.Link(span=inline.span, href=href, title=title, inlines=cut(inline.inlines, first, last))
        case _:
            return inline


def _around(inlines: Sequence[c.Inline], otherwise: Span) -> Span:
    return Span(inlines[0].span.start, inlines[-1].span.end) if inlines else otherwise


def trim(inlines: Sequence[c.Inline]) -> tuple[c.Inline, ...]:
    """Drop white space at both ends."""
    words = plain(inlines)
    start = len(words) - len(words.lstrip())
    end = max(start, len(words.rstrip()))
    return tuple(inlines) if end - start == len(words) else cut(inlines, start, end)


def span_of(inlines: Sequence[c.Inline], otherwise: Span) -> Span:
    """Give the span from the first inline to the last, or `otherwise` for none."""
    return _around(inlines, otherwise)


def place_of(inlines: Sequence[c.Inline], start: int, end: int, otherwise: Span) -> Span:
    """Give where characters `start` to `end` of `plain(inlines)` stand, marks around them left out."""
    part = cut(inlines, start, end)
    if not part:
        return otherwise
    first, last = part[0], part[-1]
    while isinstance(first, _MARKED) and first.inlines:
        first = first.inlines[0]
    while isinstance(last, _MARKED) and last.inlines:
        last = last.inlines[-1]
    return Span(first.span.start, last.span.end)


def lines(inlines: Sequence[c.Inline]) -> list[tuple[tuple[c.Inline, ...], bool]]:
    """Split at line ends; the flag tells that the line before it was ended on purpose, by a hard break."""
    if len(inlines) == 1:
        return [(tuple(inlines), True)]
    found: list[tuple[tuple[c.Inline, ...], bool]] = []
    current: list[c.Inline] = []
    hard = True
    for inline in inlines:
        if isinstance(inline, (c.SoftBreak, c.LineBreak)):
            found.append((tuple(current), hard))
            current, hard = [], isinstance(inline, c.LineBreak)
        else:
            current.append(inline)
    found.append((tuple(current), hard))
    return found


def without_breaks(inlines: Sequence[c.Inline]) -> tuple[c.Inline, ...]:
    """Take line ends for spaces, as in a heading written over two lines."""
    if not any(isinstance(inline, (c.SoftBreak, c.LineBreak)) for inline in inlines):
        return tuple(inlines)
    return tuple(
        c.Text(span=inline.span, text=" ") if isinstance(inline, (c.SoftBreak, c.LineBreak)) else inline
        for inline in inlines
    )


def fold(words: str) -> str:
    """Make words comparable: no case, white space as single spaces, no colon or full stop at the end."""
    return " ".join(words.split()).casefold().rstrip(":. ")
