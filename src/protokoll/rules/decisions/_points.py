"""Where a decision and its points stand, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.model import content as c
from protokoll.model.text import block_text
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Clause, Decision, Section
    from protokoll.rules.context import Context

_MARKS = "#*_ \t"


def sections(context: Context) -> Iterator[tuple[AgendaItem | None, int, Section]]:
    """Give every section that is headed as a decision, with its item and its number there."""
    for item in context.items:
        for number, section in enumerate(item.sections):
            if section.term == "decision":
                yield item, number, section
    for number, section in enumerate(context.meeting.sections):
        if section.term == "decision":
            yield None, number, section


def section_of(context: Context, item: AgendaItem | None, decision: Decision) -> Section:
    """Give the section that a decision was read from."""
    return (item.sections if item else context.meeting.sections)[decision.section]


def headed(context: Context) -> Iterator[tuple[AgendaItem | None, Decision]]:
    """Give the decisions that stand in a section of their own, not within other text."""
    for item, decision in context.decisions:
        if decision.style != "text":
            yield item, decision


def heading(context: Context, section: Section) -> Span:
    """Where a section's heading stands, without its marks."""
    line = context.first_line(section.span)
    words = context.source.text[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip(_MARKS))
    end = line.end - (len(words) - len(words.rstrip(_MARKS)))
    return Span(start, end) if start < end else line


def begin(context: Context, decision: Decision) -> Span:
    """Where a decision begins: the first line of its first point, without a list's mark."""
    return line_of(context, decision.clauses[0])


def line_of(context: Context, clause: Clause) -> Span:
    """Where a point stands: its first line, without a list's mark."""
    if not clause.inlines:
        return context.first_line(clause.span)
    return context.first_line(Span(clause.inlines[0].span.start, clause.inlines[-1].span.end))


def own_words(clause: Clause) -> str:
    """Give a point's own sentence, without the remark behind it."""
    words = clause.text
    return words.removesuffix(clause.remark).rstrip() if clause.remark else words


def has_content(block: c.Block) -> bool:
    """Tell whether a block says anything: words, a table, a picture."""
    match block:
        case c.Paragraph(inlines=inlines):
            return any(isinstance(one, c.Image) for one in inlines) or _has_words(block_text(block))
        case c.BulletList() | c.OrderedList() | c.Quote() | c.Heading():
            return _has_words(block_text(block))
        case c.Table() | c.CodeBlock():
            return True
        case _:
            return False


def _has_words(words: str) -> bool:
    return any(map(str.isalnum, words))
