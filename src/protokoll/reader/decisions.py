"""What was decided: the points of a section headed "Beslut", and sentences elsewhere that tell of a decision."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.sentences import end_of_point, sentences
from protokoll.grammar.times import alternatives, hint
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.agenda import Clause, Decision, Section
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import ClauseKind, DecisionLevel, DecisionStyle
    from protokoll.vocabulary import Vocabulary

_MAX_DECIDER_WORDS = 6
_LONGEST_SENTENCE = 1_200
_MARKER = re.compile(r"\d+[.)]\s*|[-–•]\s+")
_LABEL_END = re.compile(r"\s*[:–-]?\s*")

_SILENT = {
    "proposal",
    "motions",
    "background",
    "documents",
    "summary",
    "procedure",
    "agenda",
    "dissent",
    "recipients",
    "links",
    "present",
    "absent",
    "invited",
    "notice",
}
"""Sections whose sentences tell of no decision taken here, whatever verbs they hold."""


def read_decisions(sections: Sequence[Section], vocabulary: Vocabulary) -> tuple[Decision, ...]:
    """Read all decisions of an item, or of a document's own sections, in order."""
    found: list[Decision] = []
    for number, section in enumerate(sections):
        if section.term == "decision":
            decision = read_decision(section, number, vocabulary)
            if decision:
                found.append(_granted(decision, sections[number - 1] if number else None, vocabulary))
        elif section.term not in _SILENT:
            clauses = tuple(_told(section.blocks, vocabulary))
            if clauses:
                span = Span(clauses[0].span.start, clauses[-1].span.end)
                decider = _decider(clauses[0].text, vocabulary)
                found.append(Decision(span=span, section=number, decider=decider, style="text", clauses=clauses))
    return tuple(found)


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
        decider = decider or _owner(section.heading or "", vocabulary)
    return Decision(
        span=section.span,
        section=number,
        decider=decider,
        lead=lead,
        level=_level(f"{lead or ''} {clauses[0].text}", vocabulary),
        style=_style(clauses, vocabulary),
        clauses=tuple(clauses),
    )


def _style(clauses: Sequence[Clause], vocabulary: Vocabulary) -> DecisionStyle:
    first = clauses[0]
    words = vocabulary.accept.decision["clause"]
    marker = first.marker or ""
    if t.fold(first.text).startswith(tuple(f"{word} " for word in words)):
        return "att"
    if marker[:1].isdigit():
        return "numbered"
    return "dash" if marker in {"-", "*", "+"} else "sentence"


def _level(words: str, vocabulary: Vocabulary) -> DecisionLevel:
    decides = _decides(vocabulary).search(words)
    match = _recommends(vocabulary).search(words)
    return "recommendation" if match and (not decides or match.start() <= decides.start()) else "final"


@cache
def _recommends(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.decision['recommends'])})(?!\w)", re.IGNORECASE)


def kind_of_clause(words: str, vocabulary: Vocabulary) -> ClauseKind | None:
    """Tell what a point does by its verb: the one that comes first counts, of those at one place the more telling."""
    folded = words.casefold()
    if not _any_verb(vocabulary).search(folded):
        return None
    found = [
        (match.start(), order, kind)
        for order, (kind, stems) in enumerate(vocabulary.accept.verbs.items())
        if (match := _stems(stems).search(folded))
    ]
    return min(found)[2] if found else None  # type: ignore[return-value]  # a test holds the keys to ClauseKind


@cache
def _any_verb(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _stems(tuple(stem for stems in vocabulary.accept.verbs.values() for stem in stems))


@cache
def _stems(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(stems)})")


# Points of a section


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
    return [_clause(_first_word(group), group, t.span_of(group, span), (), vocabulary) for group in groups]


def _first_word(inlines: Sequence[c.Inline]) -> str:
    return t.plain(inlines).split()[0]


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
    end = end_of_point(words, vocabulary) if marker is not None else None
    return Clause(
        span=span,
        marker=marker,
        text=words.strip(),
        inlines=tuple(inlines),
        kind=kind_of_clause(words[:end], vocabulary),
        remark=words[end:].strip() if end is not None else None,
        blocks=blocks,
    )


def _begins_clause(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> bool:
    first = t.plain(inlines[:2]).split(maxsplit=1)
    return bool(first) and first[0].casefold().strip("*_") in vocabulary.accept.decision["clause"]


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
    if any(character.isdigit() for character in name):  # "Med 5 röster mot 4 beslutar styrelsen"
        return None
    return name if name and name[0].isupper() and len(name.split()) <= _MAX_DECIDER_WORDS else None


def _owner(heading: str, vocabulary: Vocabulary) -> str | None:
    """Give whose decision a heading such as "Kommunstyrelsens beslut" is over."""
    *body, last = heading.split() or [""]
    if not body or last.casefold() != vocabulary.accept.sections["decision"][0]:
        return None
    name = " ".join(body)
    return name.removesuffix("s") if name[:1].isupper() else None


@cache
def _decides(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.decision['decides'])})(?!\w)", re.IGNORECASE)


def _granted(decision: Decision, proposal: Section | None, vocabulary: Vocabulary) -> Decision:
    """Put the proposal in the place of a decision that says no more than that it is granted."""
    said = t.fold(decision.clauses[0].text)
    granted = said in vocabulary.accept.decision["granted"]
    rejected = said in vocabulary.accept.decision["rejected"]
    if len(decision.clauses) > 1 or not (granted or rejected) or proposal is None or proposal.term != "proposal":
        return decision
    clauses = tuple(
        _clause(None, block.inlines, block.span, (), vocabulary)
        for block in proposal.blocks
        if isinstance(block, c.Paragraph)
    )
    if not clauses:
        return decision
    span = Span(clauses[0].span.start, decision.span.end)
    return Decision(
        span=span,
        section=decision.section,
        decider=decision.decider,
        lead=decision.clauses[0].text,
        style="text",
        clauses=clauses,
    )


# Sentences that tell of a decision


def _told(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Iterator[Clause]:
    """Find the sentences of text, lists and quotes that tell of a decision taken."""
    for block in blocks:
        match block:
            case c.Paragraph():
                yield from _told_in(block, vocabulary)
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _told(item.blocks, vocabulary)
            case c.Quote(blocks=inner):
                yield from _told(inner, vocabulary)
            case _:
                pass


def _told_in(paragraph: c.Paragraph, vocabulary: Vocabulary) -> Iterator[Clause]:
    words = "\n".join(t.plain(line) for line, _ in t.lines(paragraph.inlines))
    if not _hint(vocabulary).search(words.casefold()):
        return
    line = t.Cuts(paragraph.inlines)
    for start, end in sentences(words, vocabulary):
        sentence = words[start:end]
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        begin = _point_start(sentence, vocabulary)
        if begin is None and not _tells(sentence, vocabulary):
            continue
        part = t.trim(line.cut(start + (begin or 0), end))
        if part:
            text = " ".join(t.plain(part).split())
            yield Clause(
                span=t.span_of(part, paragraph.span),
                text=text,
                inlines=part,
                kind=kind_of_clause(text, vocabulary),
            )


def _point_start(sentence: str, vocabulary: Vocabulary) -> int | None:
    """Give where the point begins in `Beslut: att anta planen` or `Beslut att anta planen`."""
    label = _label(vocabulary).match(sentence)
    return label.end() if label and sentence[label.end() :].strip() else None


@cache
def _label(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = [word for word, term in vocabulary.meanings("sections").items() if term == "decision"]
    clause = alternatives(vocabulary.accept.decision["clause"])
    return re.compile(rf"\W*(?:{alternatives(words)})(?:\s*(?:{_NUMBERED})?:\s*|\s+(?=(?:{clause})\s))", re.IGNORECASE)


_NUMBERED = r"\d{0,3}"


def _tells(sentence: str, vocabulary: Vocabulary) -> bool:
    if not _telling_verb(vocabulary).search(sentence) or sentence.rstrip().endswith("?"):
        return False
    return not _undecided(vocabulary).search(sentence)


@cache
def _hint(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of the beginnings of all words that could tell of a decision: a quick look before a close one."""
    labels = [word for word, term in vocabulary.meanings("sections").items() if term == "decision"]
    return hint((*labels, *vocabulary.accept.decision["told"]))


@cache
def _telling_verb(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.decision['told'])})(?!\w)", re.IGNORECASE)


@cache
def _undecided(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.decision['undecided'])})(?!\w)", re.IGNORECASE)
