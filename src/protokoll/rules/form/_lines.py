"""Lines of a source, and what it takes to remove some of them so that what stands around them stays apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import Edit
from protokoll.source import Span

if TYPE_CHECKING:
    from protokoll.rules.context import Context


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
