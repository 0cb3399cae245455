"""Where things stand in a text: offsets while we work, line and column only when a person is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

import msgspec

_SURROGATE = re.compile("[\ud800-\udfff]")


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A half-open range of characters, `source.text[start:end]`; in JSON the pair `[start, end]`."""

    start: int
    end: int


class Place(msgspec.Struct, frozen=True):
    """A place as editors count it: line and column, both from 1, columns in characters."""

    line: int
    column: int


class Source:
    """One notes file: its decoded text, with line feeds for line endings, and where it came from."""

    def __init__(self, text: str, path: Path | None = None) -> None:
        """Take decoded text; `path` is None for text that came from no file.

        Line endings become line feeds, and half a surrogate pair, which no file can hold, a replacement character.
        """
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = _SURROGATE.sub("\ufffd", text)
        self.path = path

    @property
    def name(self) -> str:
        """What to call this source in a message."""
        return str(self.path) if self.path else "<stdin>"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def place(self, offset: int) -> Place:
        """Line and column of a character."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Offset of a character at a line and column, both from 1; beyond a text's end, its end."""
        if line > len(self._line_starts):
            return len(self.text)
        return min(self._line_starts[line - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """One line's text, without its ending; `number` counts from 1."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end == -1 else self.text[start:end]

    def raw(self, span: Span) -> str:
        """Give what was written there."""
        return self.text[span.start : span.end]


def excerpt(source: Source, start: int, end: int) -> str:
    """Show the line of a place with carets below it."""
    place = source.place(start)
    line = source.line(place.line)
    width = max(1, min(end - start, len(line) - place.column + 1))
    number = str(place.line)
    indent = "".join("\t" if character == "\t" else " " for character in line[: place.column - 1])
    return f"{number} | {line}\n{' ' * len(number)} | {indent}{'^' * width}"
