"""Headings as written: which there are, and what edits give one another level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import Edit
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from protokoll.rules.context import Context

DEEPEST = 6
_HASHES = re.compile(r"#{1,6}(?!#)")
_RANKS_OF_LINES = {1: "=", 2: "-"}
"""What a heading is underlined with, by its level."""


def headings(context: Context) -> tuple[c.Heading, ...]:
    """Give the document's headings but those that are a page's furniture, such as its title come back."""
    furniture = {one.span.start for one in context.meeting.furniture}
    return tuple(
        block for block in context.blocks if isinstance(block, c.Heading) and block.span.start not in furniture
    )


def title_of(context: Context, among: tuple[c.Heading, ...]) -> c.Heading | None:
    """Give the heading that the title was read from; None where it was read from elsewhere."""
    if not context.meeting.title_inlines:
        return None
    at = context.meeting.title_inlines[0].span.start
    return next((heading for heading in among if heading.span.start <= at < heading.span.end), None)


def words_of(heading: c.Heading) -> Span:
    """Give where a heading's words stand, without its marks."""
    if not heading.inlines:
        return heading.span
    return Span(heading.inlines[0].span.start, heading.inlines[-1].span.end)


def relevelled(context: Context, heading: c.Heading, level: int) -> Edit | None:
    """Give the edit that puts a heading on another level; None for one that cannot be written there."""
    raw = context.source.raw(heading.span)
    if hashes := _HASHES.match(raw):
        return Edit(Span(heading.span.start, heading.span.start + hashes.end()), "#" * level)
    words, line_end, underline = raw.rpartition("\n")
    if not line_end or "\n" in words:
        return None
    if mark := _RANKS_OF_LINES.get(level):
        return Edit(Span(heading.span.end - len(underline), heading.span.end), mark * len(underline.strip()))
    return Edit(heading.span, f"{'#' * level} {words}")


def all_relevelled(context: Context, wanted: list[tuple[c.Heading, int]]) -> tuple[Edit, ...]:
    """Give the edits for several headings; none at all where one of them cannot be written."""
    edits = [relevelled(context, heading, level) for heading, level in wanted if heading.level != level]
    return tuple(edit for edit in edits if edit) if all(edits) else ()
