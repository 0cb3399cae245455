"""What was decided: the points of a section headed "Beslut", each with what follows it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.agenda import Clause, Decision, Section
from protokoll.reader.times import alternatives
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.vocabulary import Vocabulary

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"”’(]*[^\W\d_])")
_LAST_WORD = re.compile(r"[\w.]*$")
_MAX_DECIDER_WORDS = 6


def read_decision(section: Section, number: int, vocabulary: Vocabulary) -> Decision | None:
    """Read a decision section, the `number`-th of its item; None where it says nothing that could be a point."""
    clauses: list[Clause] = []
    decider = lead = None
    paragraphs = [block for block in section.blocks if isinstance(block, c.Paragraph)]
    # Where some points are marked, an unmarked paragraph among them is text; where none are, each paragraph is a point.
    marked = any(isinstance(block, (c.OrderedList, c.BulletList)) for block in section.blocks) or any(
        _begins_clause(line, vocabulary) for block in paragraphs for line, _ in t.lines(block.inlines)
    )
    for block in section.blocks:
        match block:
            case c.Paragraph(inlines=inlines, span=span):
                found = _leading(inlines, vocabulary) if marked and not clauses and lead is None else None
                if found:
                    decider, lead = found
                else:
                    clauses += _paragraph_clauses(inlines, span, vocabulary, marked=marked)
            case c.OrderedList(items=items) | c.BulletList(items=items):
                clauses += [_list_clause(item, vocabulary) for item in items if item.blocks]
            case _:
                pass
    if not clauses:
        return None
    if decider is None:
        decider = _decider(clauses[0].text, vocabulary) or _decider(section.heading or "", vocabulary)
    return Decision(span=section.span, section=number, decider=decider, lead=lead, clauses=tuple(clauses))


def _paragraph_clauses(
    inlines: Sequence[c.Inline], span: Span, vocabulary: Vocabulary, *, marked: bool
) -> list[Clause]:
    if not t.plain(inlines).strip():
        return []
    if not marked:
        return [_clause(None, inlines, span, (), vocabulary)]
    groups: list[list[c.Inline]] = []
    for line, _ in t.lines(inlines):
        if _begins_clause(line, vocabulary):
            groups.append(list(line))
        elif groups:
            end = groups[-1][-1].span.end
            groups[-1] += [c.SoftBreak(span=Span(end, line[0].span.start if line else end)), *line]
        else:
            return []
    return [_clause(t.plain(group).split()[0], group, t.span_of(group, span), (), vocabulary) for group in groups]


def _list_clause(item: c.ListItem, vocabulary: Vocabulary) -> Clause:
    first, *rest = item.blocks
    if not isinstance(first, c.Paragraph):
        return Clause(span=item.span, marker=item.marker, text="", inlines=(), blocks=item.blocks)
    return _clause(item.marker, first.inlines, item.span, tuple(rest), vocabulary)


def _clause(
    marker: str | None,
    inlines: Sequence[c.Inline],
    span: Span,
    blocks: tuple[c.Block, ...],
    vocabulary: Vocabulary,
) -> Clause:
    words = t.plain(inlines)
    end = _end_of_point(words, vocabulary) if marker is not None else None
    return Clause(
        span=span,
        marker=marker,
        text=words.strip(),
        inlines=tuple(inlines),
        remark=words[end:].strip() if end is not None else None,
        blocks=blocks,
    )


def _begins_clause(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> bool:
    first = t.plain(inlines).split(maxsplit=1)
    return bool(first) and first[0].casefold().strip("*_") in vocabulary.accept.decision["clause"]


def _end_of_point(words: str, vocabulary: Vocabulary) -> int | None:
    """Find where a point's own sentence ends and something else follows; None where nothing does."""
    for match in _SENTENCE_END.finditer(words):
        before = _LAST_WORD.search(words[: match.start()])
        last = before[0].casefold() if before else ""
        if last in vocabulary.accept.decision["abbreviations"] or len(last) == 1:
            continue
        if words[match.end() :].lstrip('"”’(')[:1].isupper():
            return match.end()
    return None


def _leading(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> tuple[str | None, str] | None:
    """Read the sentence before the points: "Styrelsen beslutar", "Gruppen beslutade:"."""
    words = t.plain(inlines).strip()
    bare = words.rstrip(": ")
    for clause in vocabulary.accept.decision["clause"]:
        bare = bare.removesuffix(f" {clause}")
    if _begins_clause(inlines, vocabulary) or not _decides(vocabulary).search(bare):
        return None
    if not words.endswith((":", *vocabulary.accept.decision["decides"], *vocabulary.accept.decision["clause"])):
        return None
    return _decider(bare, vocabulary), words


def _decider(words: str, vocabulary: Vocabulary) -> str | None:
    """Give who decides in "Styrelsen beslutar …"; None where nobody is named."""
    match = _decides(vocabulary).search(words)
    if not match:
        return None
    name = words[: match.start()].strip()
    return name if name and name[0].isupper() and len(name.split()) <= _MAX_DECIDER_WORDS else None


@cache
def _decides(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.decision['decides'])})(?!\w)", re.IGNORECASE)
