"""Running text: its pieces as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.model import content as c

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def texts(inlines: Iterable[c.Inline]) -> Iterator[c.Text]:
    """Give the plain words of a line, in whatever marks; code is none."""
    for inline in inlines:
        if isinstance(inline, c.Text):
            yield inline
        elif isinstance(inline, (c.Emphasis, c.Strong, c.Strikeout, c.Link)):
            yield from texts(inline.inlines)
