"""The items of a meeting as printed: each with its passages and its decisions, in the order they were read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.view import page as p
from protokoll.view.content import clean, is_too_long, shortened
from protokoll.view.dates import clock
from protokoll.view.votes import is_told_in_text, vote_table, with_totals
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem, Clause, Decision, Section
    from protokoll.model.voting import Vote
    from protokoll.view.content import ContentView
    from protokoll.vocabulary import Vocabulary

_ITEM_LEVEL = 2
_LOWEST_ITEM_LEVEL = 4
_SECTION_LEVEL = 3
_LOWEST_LEVEL = 6
_LIST_NUMBER = re.compile(r"\d+[.)]$")


def item_views(
    item: AgendaItem, anchor: str, content: ContentView, order: Sequence[str] = (), level: int = _ITEM_LEVEL
) -> Iterator[p.Item]:
    """Give one item as printed, and after it those below it, a level further down.

    `order` names sections by their terms in the order they are to stand; others stay in their places.
    """
    yield _item_view(item, anchor, content, order, level)
    below = min(level + 1, _LOWEST_ITEM_LEVEL)
    for number, child in enumerate(item.children, 1):
        yield from item_views(child, f"{anchor}-{number}", content, order, below)


def anchors(item: AgendaItem, anchor: str) -> dict[int, str]:
    """Give the ids that `item_views` gives an item and those below it, by where each begins in its source."""
    found = {item.span.start: anchor}
    for number, child in enumerate(item.children, 1):
        found |= anchors(child, f"{anchor}-{number}")
    return found


def _item_view(item: AgendaItem, anchor: str, content: ContentView, order: Sequence[str], level: int) -> p.Item:
    vocabulary = content.vocabulary
    reference, sections = _reference(item, vocabulary)
    parts = tuple(_parts(_written(sections, item.decisions, item.votes, order), content, level + 1))
    title, title_text = content.runs(item.inlines), clean(item.title)
    if not title:
        # A heading of nothing is refused by PDF/UA, and said as nothing by a screen reader.
        title_text = vocabulary.say(Term.UNTITLED_ITEM)
        title = (p.Run(text=title_text),)
    if is_too_long(title_text):
        parts = (p.Passage(level=level + 1, blocks=(p.Paragraph(runs=title),)), *parts)
        title_text = shortened(title_text)
        title = (p.Run(text=title_text),)
    return p.Item(
        anchor=anchor,
        level=level,
        number=_number(item, vocabulary),
        time=_hours(item, vocabulary),
        title=title,
        title_text=title_text,
        reference=content.runs(reference),
        case_number=clean(item.case_numbers[0].raw) if item.case_numbers else "",
        is_break=item.kind == "break" and not parts and not item.children,
        parts=parts,
    )


def _hours(item: AgendaItem, vocabulary: Vocabulary) -> str:
    return "–".join(clock(time, vocabulary) for time in (item.start, item.end) if time)


def _reference(item: AgendaItem, vocabulary: Vocabulary) -> tuple[tuple[c.Inline, ...], Sequence[Section]]:
    """Take a first paragraph that gives case numbers and nothing else, "Dnr KS 2024/118", out of an item's sections."""
    first = item.sections[0] if item.sections else None
    if first is None or first.heading or not first.blocks or not item.case_numbers:
        return (), item.sections
    block = first.blocks[0]
    if not isinstance(block, c.Paragraph) or not block.inlines:
        return (), item.sections
    rest = block.text
    for number in item.case_numbers:
        rest = rest.replace(number.raw, " ")
    labels = vocabulary.met("labels", "case_number")
    if any(word.casefold().strip(".:") not in labels for word in re.findall(r"[\w.]+", rest)):
        return (), item.sections
    left = msgspec.structs.replace(first, blocks=first.blocks[1:])
    return block.inlines, (left, *item.sections[1:])


def section_view(
    sections: Sequence[Section], decisions: Sequence[Decision], anchor: str, content: ContentView
) -> p.Item:
    """Give a part of the document that is no item, and the parts below it, as printed.

    `decisions` name their sections by their place in `sections`.
    """
    first, *rest = sections
    words = clean(first.heading or "")
    title = (p.Run(text=shortened(words) if is_too_long(words) else words),)
    whole = (p.Passage(blocks=(p.Paragraph(runs=(p.Run(text=words),)),)),) if is_too_long(words) else ()
    bare = msgspec.structs.replace(first, heading=None, level=None)
    parts = tuple(_parts(_written((bare, *rest), decisions), content, _SECTION_LEVEL, titled=True))
    return p.Item(anchor=anchor, title=title, title_text=title[0].text, parts=(*whole, *parts))


def _number(item: AgendaItem, vocabulary: Vocabulary) -> str:
    if item.number is None:
        return ""
    if "§" in item.raw:
        number = vocabulary.say(Term.SECTION_SIGN, number=item.number)
        return f"{item.prefix} {number}" if item.prefix else number
    if item.prefix:
        return f"{item.prefix} {item.number}"
    return item.number if "." in item.number else f"{item.number}."


class _Written(msgspec.Struct, frozen=True):
    """A section with what was read from it: the decision it is, the vote it tells of."""

    section: Section
    decision: Decision | None = None
    vote: Vote | None = None


def _written(
    sections: Sequence[Section], decisions: Sequence[Decision], votes: Sequence[Vote] = (), order: Sequence[str] = ()
) -> list[_Written]:
    """Put sections and what was read from them together, in the order they are printed."""
    set_apart = {decision.section: decision for decision in decisions if sections[decision.section].term == "decision"}
    told = {vote.span: vote for vote in votes}
    found = [
        _Written(section, set_apart.get(number), told.get(section.span)) for number, section in enumerate(sections)
    ]
    return _ordered(found, order) if order else found


def _ordered(written: Sequence[_Written], order: Sequence[str]) -> list[_Written]:
    """Let the sections that an order names change places; each takes with it what stands below its heading."""
    groups: list[list[_Written]] = []
    for part in written:
        section = part.section
        head = groups[-1][0].section if groups else None
        below = head is not None and section.term is None and (section.level or 0) > (head.level or 0) > 0
        if below:
            groups[-1].append(part)
        else:
            groups.append([part])
    places = [number for number, group in enumerate(groups) if group[0].section.term in order]
    moved = sorted((groups[number] for number in places), key=lambda group: order.index(str(group[0].section.term)))
    for number, group in zip(places, moved, strict=True):
        groups[number] = group
    return [part for group in groups for part in group]


def _parts(
    written: Sequence[_Written], content: ContentView, level: int, *, titled: bool = False
) -> Iterator[p.Passage | p.Resolution]:
    """Give sections as printed, their headings at `level` and below; `titled` tells that a heading names the first."""
    open_passage: p.Passage | None = None
    levels: list[int] = []
    for number, part in enumerate(written):
        section = part.section
        depth = _depth(section, levels, level)
        if part.decision is not None:
            yield from [open_passage] if open_passage else []
            open_passage = None
            heading = "" if titled and number == 0 else clean(section.heading or content.vocabulary.say(Term.DECISION))
            yield from _decision_parts(section, part.decision, content, heading, level)
        elif depth > level:
            # A heading below a section's own: it stays within the passage it was written in.
            heading_part = content.heading(section.heading or "", min(depth, _LOWEST_LEVEL))
            before = open_passage or p.Passage(level=level, blocks=())
            added = (*before.blocks, heading_part, *_section_blocks(part, content))
            open_passage = msgspec.structs.replace(before, blocks=added)
        else:
            yield from [open_passage] if open_passage else []
            heading_text, blocks = clean(section.heading or ""), _section_blocks(part, content)
            if is_too_long(heading_text):
                blocks = (p.Paragraph(runs=(p.Run(text=heading_text),)), *blocks)
                heading_text = shortened(heading_text)
            open_passage = p.Passage(heading=heading_text, level=level, blocks=blocks)
            if not open_passage.heading and not blocks:
                open_passage = None
    yield from [open_passage] if open_passage else []


def _section_blocks(part: _Written, content: ContentView) -> tuple[p.Block, ...]:
    """Give a section's blocks; a vote that it tells in sentences comes once more as a table."""
    blocks, vote, vocabulary = part.section.blocks, part.vote, content.vocabulary
    if vote is None or not vote.ballots:
        return content.blocks(blocks)
    if is_told_in_text(vote, blocks):
        return (*content.blocks(blocks), vote_table(vote, vocabulary))
    shown: list[p.Block] = []
    for block in blocks:
        for printed in content.blocks((block,)):
            if isinstance(printed, p.Table) and isinstance(block, c.Table):
                shown.append(with_totals(printed, block, vote, vocabulary))
            else:
                shown.append(printed)
    return tuple(shown)


def _depth(section: Section, levels: list[int], highest: int) -> int:
    """Give a section's heading the level it prints at, from the levels (of the source) of those it lies under."""
    if section.level is None:
        return 0
    while levels and levels[-1] >= section.level:
        levels.pop()
    if section.term is not None:
        levels.clear()  # what minutes always have ranks alike, whatever level it was typed at
    levels.append(section.level)
    return highest - 1 + len(levels)


# Decisions


def _decision_parts(
    section: Section, decision: Decision, content: ContentView, heading: str, level: int
) -> Iterator[p.Passage | p.Resolution]:
    """Give a decision as printed, the blocks around its points in the place they stood."""
    lead: list[p.Run] = []
    before: list[c.Block] = []
    after: list[c.Block] = []
    clauses: list[p.Clause] = []
    waiting = list(decision.clauses)
    for block in section.blocks:
        mine = [clause for clause in waiting if block.span.start <= clause.span.start < block.span.end]
        if mine:
            if after:  # text between two points stays between them, as part of the first
                clauses[-1] = _with_blocks(clauses[-1], content.blocks(after))
                after = []
            clauses += [_clause(clause, content) for clause in mine]
            waiting = waiting[len(mine) :]
        elif clauses:
            after.append(block)
        elif isinstance(block, c.Paragraph):
            lead += [*([p.Run(line_break=True)] if lead else []), *content.runs(block.inlines)]
        else:
            before.append(block)
    if before:
        yield p.Passage(level=level, blocks=content.blocks(before))
    if lead and not clauses:
        # The points stand elsewhere: what is said here is that they were granted.
        clauses, lead = [p.Clause(runs=tuple(lead))], []
    if clauses:
        yield p.Resolution(heading=heading, level=level, lead=tuple(lead), clauses=tuple(clauses))
    if after:
        yield p.Passage(level=level, blocks=content.blocks(after))


def _with_blocks(clause: p.Clause, blocks: Sequence[p.Block]) -> p.Clause:
    return msgspec.structs.replace(clause, blocks=(*clause.blocks, *blocks))


def _clause(clause: Clause, content: ContentView) -> p.Clause:
    words = t.plain(clause.inlines).rstrip()
    end = len(words) - len(clause.remark) if clause.remark else len(words)
    return p.Clause(
        number=clause.marker if clause.marker and _LIST_NUMBER.match(clause.marker) else "",
        runs=_opened(content.runs(t.cut(clause.inlines, 0, end)), content.vocabulary),
        remark=content.runs(t.cut(clause.inlines, end)) if clause.remark else (),
        blocks=content.blocks(clause.blocks),
    )


def _opened(runs: p.Runs, vocabulary: Vocabulary) -> p.Runs:
    """Set the "att" that opens a point in strong, whether or not the source did."""
    for word in vocabulary.accept.decision["clause"]:
        if runs and not runs[0].strong and runs[0].text.casefold().startswith(f"{word} "):
            first = runs[0]
            opening = msgspec.structs.replace(first, text=first.text[: len(word)], strong=True)
            return (opening, msgspec.structs.replace(first, text=first.text[len(word) :]), *runs[1:])
    return runs
