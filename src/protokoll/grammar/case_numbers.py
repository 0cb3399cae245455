"""Registry numbers (diarienummer): found by their label or by standing alone on a line, and split."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import DIGIT, alternatives
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.agenda import CaseNumber
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.vocabulary import Vocabulary

_YEAR = r"(?:19|20)\d\d"
_BODY = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}"
_FORMS = [
    rf"(?P<body>{_BODY})[\s/.-]{{1,2}}(?P<year>{_YEAR})[/:.-](?P<serial>\d{{1,6}}(?:/\d{{1,6}})*)(?:-(?P<suffix>\w+))?",
    rf"(?P<body>{_BODY})[\s/.-]{{1,2}}(?P<serial>\d{{1,6}})/(?P<year>{_YEAR})(?:-(?P<suffix>\w+))?",
    rf"(?P<year>{_YEAR})/(?P<body>[A-ZÅÄÖ]{{2,5}})\s?(?P<serial>\d+)(?:\s(?P<suffix>\d+))?",
    rf"(?P<year>{_YEAR})[/.:-](?P<serial>\d{{1,6}})(?:\s(?P<body>[A-ZÅÄÖ]{{2,5}})(?:-(?P<suffix>\w+))?)?",
    rf"(?P<serial>\d{{1,6}})/(?P<year>{_YEAR})",
]
_NUMBERS = [re.compile(rf"(?<![\w/:.-]){form}(?![\w/]|[.:-]\w)") for form in _FORMS]
_LONGEST_LINE = 60


@cache
def _label(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = [word for word, term in vocabulary.meanings("labels").items() if term == "case_number"]
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)\.?\s*:?\s*", re.IGNORECASE)


def find_case_numbers(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, CaseNumber]]:
    """Find the case numbers that follow a label in a text, or are all there is of it, each with its characters."""
    labels = [match.end() for match in _label(vocabulary).finditer(text)]
    stripped = text.strip()
    if not labels and stripped:
        found = _number_at(text, text.index(stripped))
        return [found] if found and found[1] - found[0] == len(stripped) else []
    numbers: list[tuple[int, int, CaseNumber]] = []
    for start in labels:
        position = start
        while found := _number_at(text, position):
            numbers.append(found)
            position = found[1]
            joint = re.compile(r"\s*(?:,|och|and|samt)\s*").match(text, position)
            if not joint:
                break
            position = joint.end()
    return numbers


def _number_at(text: str, position: int) -> tuple[int, int, CaseNumber] | None:
    for pattern in _NUMBERS:
        if match := pattern.match(text, position):
            known = match.groupdict()
            number = CaseNumber(
                span=Span(0, 0),
                raw=match[0],
                body=known.get("body"),
                year=int(known["year"]),
                serial=known["serial"],
                suffix=known.get("suffix"),
            )
            return match.start(), match.end(), number
    return None


def case_number_behind(text: str, start: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Give where a labelled case number begins that ends a title, brackets included; None where there is none."""
    for match in _label(vocabulary).finditer(text, start, end):
        found = _number_at(text, match.end())
        if found and not text[found[1] : end].strip(" )]."):
            begin = match.start()
            while begin > start and text[begin - 1] in " ([,–-":
                begin -= 1
            return begin
    return None


def read_case_numbers(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> Iterator[CaseNumber]:
    """Give the case numbers of a line or a title, with their places."""
    text = t.plain(inlines)
    if not DIGIT.search(text):
        return
    line = t.Cuts(inlines)
    for start, end, number in find_case_numbers(text, vocabulary):
        part = line.cut(start, end)
        if part:
            yield CaseNumber(
                span=t.span_of(part, part[0].span),
                raw=number.raw,
                body=number.body,
                year=number.year,
                serial=number.serial,
                suffix=number.suffix,
            )


def case_numbers_of(blocks: Iterable[c.Block], vocabulary: Vocabulary) -> Iterator[CaseNumber]:
    """Give the case numbers on short lines of an item's own paragraphs."""
    for block in blocks:
        if isinstance(block, c.Paragraph):
            for line, _ in t.lines(block.inlines):
                if len(t.plain(line)) <= _LONGEST_LINE:
                    yield from read_case_numbers(line, vocabulary)
