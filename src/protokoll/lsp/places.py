"""Places as editors count them: lines and columns from 0, columns in the units that the client has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from protokoll.source import Span

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

    from protokoll.source import Source


class Places:
    """Turns offsets of a source into a client's places, and back."""

    def __init__(self, source: Source, codec: PositionCodec) -> None:
        """Take a source, and how its client counts."""
        self._source = source
        self._codec = codec

    def position(self, offset: int) -> types.Position:
        """Give the place of a character."""
        place = self._source.place(offset)
        before = self._source.line(place.line)[: place.column - 1]
        return types.Position(place.line - 1, self._codec.client_num_units(before))

    def range(self, span: Span) -> types.Range:
        """Give the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Give the character at a place; beyond a line's end, its end."""
        if position.line >= self._source.place(len(self._source.text)).line:
            return len(self._source.text)
        line = self._source.line(position.line + 1)
        column = units = 0
        while column < len(line) and units < position.character:
            units += self._codec.client_num_units(line[column])
            column += 1
        return self._source.offset(position.line + 1, column + 1)

    def span(self, range_: types.Range) -> Span:
        """Give the span of a range."""
        return Span(self.offset(range_.start), self.offset(range_.end))
