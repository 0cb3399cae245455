"""Lines of a source, and what it takes to remove some of them so that what stands around them stays apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from protokoll.diagnostics import Edit
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from protokoll.rules.context import Context

_MADE_OF_MARKS = re.compile(r"[ \t]{2,}|[ \t]*(?:[|=:+#>-]|\d{1,9}[.)])")


def whole_lines(context: Context, span: Span) -> Span:
    """Widen a span to whole lines, the last one's end not among them."""
    text = context.source.text
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end == -1 else end)


def without_lines(context: Context, lines: Span, *, joins: bool = False) -> Edit:
    """Remove whole lines with the blank ones below them.

    Where neither the line above nor the one below is blank, a blank one stays between them, unless they are to join.
    """
    text = context.source.text
    above = text[text.rfind("\n", 0, max(0, lines.start - 1)) + 1 : max(0, lines.start - 1)] if lines.start else ""
    position = min(len(text), lines.end + 1)
    below_end = text.find("\n", position)
    below = text[position : len(text) if below_end == -1 else below_end]
    if above.strip(" \t") and below.strip(" \t"):
        return Edit(Span(lines.start, position), "") if joins else Edit(lines, "")
    if not text[position:].strip():
        return Edit(Span(len(text[: lines.start].rstrip()), len(text)), "\n")
    if not above.strip(" \t"):
        while below_end != -1 and not below.strip(" \t"):
            position = below_end + 1
            below_end = text.find("\n", position)
            below = text[position : len(text) if below_end == -1 else below_end]
    return Edit(Span(lines.start, position), "")


def holds_apart(context: Context, lines: Span) -> bool:
    """Tell whether lines keep apart what would be read as one without them: two lists, or a line and its marks."""
    text = context.source.text
    position = lines.end
    while position < len(text) and text[position] == "\n":
        position += 1
    blocks = context.blocks
    number = bisect_left(blocks, lines.start, key=lambda block: block.span.start) - 1
    before = blocks[number] if number >= 0 else None
    if isinstance(before, (c.BulletList, c.OrderedList)):
        after = next((block for block in blocks[number + 1 :] if block.span.start >= position), None)
        if isinstance(after, (c.BulletList, c.OrderedList)) or text[position : position + 1] in (" ", "\t"):
            return True
    # The line right below goes on with a paragraph now, and may begin something else without what stands above it.
    return position == lines.end + 1 and bool(_MADE_OF_MARKS.match(text, position))
