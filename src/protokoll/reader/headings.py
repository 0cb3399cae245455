"""What a heading is: an item of the meeting, a part of one, the roll, the end, or a running header left in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.times import CLOCK, alternatives, clock

if TYPE_CHECKING:
    from protokoll.model.agenda import ItemKind
    from protokoll.vocabulary import Vocabulary

_NUMBER = r"\d{1,4}(?:\s?[a-zåäö](?![^\W\d_]))?(?:\s*/\s*\d{2,4})?"
_MARKS = re.compile(
    rf"""^\s*(?:
        (?:(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,5}})\s*)?§+\s*(?P<section>{_NUMBER})(?![\d.])[.:)]?
      | (?P<before>\d{{1,4}}(?:\s?[a-z])?)\s*§
      | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}})+)[.:)]?(?=\s)
      | (?P<plain>\d{{1,3}})[.)](?=\s)
      )\s*[-–—:]?\s*""",
    re.VERBOSE,
)
_TIME = re.compile(rf"^\s*(?:kl\.?\s*)?(?P<time>{CLOCK})\s*(?:[-–—]\s*{CLOCK})?\s*[-–—:]?\s*")
_FULL_TIME = re.compile(r"\s*(?:[01]\d|2[0-3])[.:][0-5]\d(?![.:]?\d)")
_TIME_BEHIND = re.compile(rf"[\s,(]*(?:kl\.?\s*)?(?P<time>{CLOCK})\)?\s*$")

_LONGEST_ROLL = 4
"""Words beyond which a heading that begins like a roll is the title of something else."""

Role = Literal["item", "section", "roll", "closing", "running_header", "own"]


class HeadingRead(msgspec.Struct, frozen=True):
    """One heading understood.

    `role` tells what it begins; `term` is the canonical name of a section, or present/absent for a roll, or
    signatures/approval for the end. For an item, `number`, `prefix` and `start` are what stood before its `title`.
    `marked` tells that a number or a time showed it to be an item, whatever its level.
    """

    role: Role
    heading: c.Heading
    words: str
    term: str | None = None
    number: str | None = None
    prefix: str | None = None
    start: str | None = None
    title: tuple[c.Inline, ...] = ()
    kind: ItemKind = "business"
    marked: bool = False


def read_heading(heading: c.Heading, document_title: str | None, vocabulary: Vocabulary) -> HeadingRead:
    """Tell what a heading is from its words alone; whether an unmarked one is an item, its level decides later."""
    inlines = t.without_breaks(heading.inlines)
    words = " ".join(t.plain(inlines).split())
    folded = t.fold(words)
    if document_title is not None and folded == t.fold(document_title):
        return HeadingRead("running_header", heading, words)
    if section := _sections(vocabulary).get(folded) or _section_of_body(folded, vocabulary):
        return HeadingRead("section", heading, words, term=section)
    if roll := _roll(folded, vocabulary):
        return HeadingRead("roll", heading, words, term=roll)
    if closing := _exact(vocabulary, "closing").get(folded):
        return HeadingRead("closing", heading, words, term=closing)
    return _item(heading, inlines, words, vocabulary)


def _item(heading: c.Heading, inlines: tuple[c.Inline, ...], words: str, vocabulary: Vocabulary) -> HeadingRead:
    text = t.plain(inlines)
    position = 0
    number = prefix = start = None
    # "09.55 Title" is a time; "4.12 Title" a number.
    if not _FULL_TIME.match(text) and (mark := _MARKS.match(text)):
        number = mark["section"] or mark["before"] or mark["dotted"] or mark["plain"]
        prefix = mark["prefix"]
        position = mark.end()
    if (time := _TIME.match(text[position:])) and (start := clock(time["time"])):
        position += time.end()
    end = len(text)
    if start is None and (behind := _TIME_BEHIND.search(text, position)) and behind.start() > position:
        start = clock(behind["time"])
        end = behind.start()
    title = unmarked(t.trim(t.cut(inlines, position, end)))
    kind = _kind(t.plain(title), vocabulary)
    marked = number is not None or start is not None or kind != "business"
    role: Role = "item" if marked else "own"
    return HeadingRead(
        role, heading, words, number=number, prefix=prefix, start=start, title=title, kind=kind, marked=marked
    )


def unmarked(inlines: tuple[c.Inline, ...]) -> tuple[c.Inline, ...]:
    """Take off bold or italics that cover the whole of a title: a heading has its weight from its style."""
    while len(inlines) == 1 and isinstance(inlines[0], (c.Strong, c.Emphasis)):
        inlines = inlines[0].inlines
    return inlines


def _kind(title: str, vocabulary: Vocabulary) -> ItemKind:
    folded = t.fold(title)
    kind = _exact(vocabulary, "items").get(folded)
    if kind is None and (first := _break_pattern(vocabulary).match(folded)):
        kind = "break" if first["rest"] == "" or (first["rest"][0] in " (,–-" and len(first["rest"]) < 25) else None  # noqa: PLR2004 - a break is short
    return kind or "business"  # type: ignore[return-value]  # a test holds the keys to ItemKind


@cache
def _break_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary.accept.items['break'])})(?P<rest>\W.*|)$")


@cache
def _exact(vocabulary: Vocabulary, table: Literal["closing", "items"]) -> dict[str, str]:
    tables: dict[str, tuple[str, ...]] = getattr(vocabulary.accept, table)
    return {word: meaning for meaning, words in tables.items() for word in words}


@cache
def _sections(vocabulary: Vocabulary) -> dict[str, str]:
    return {word: term for term, words in vocabulary.accept.sections.items() for word in words}


def _section_of_body(folded: str, vocabulary: Vocabulary) -> str | None:
    """Read "kommunstyrelsens beslut" and "styrelsen beslutar" as the decision they head."""
    words = folded.split()
    if len(words) in {2, 3} and words[-1] in {
        *vocabulary.accept.sections["decision"][:1],
        *vocabulary.accept.decision["decides"][:1],
    }:
        return "decision"
    return None


def _roll(folded: str, vocabulary: Vocabulary) -> str | None:
    for term in ("absent", "present"):
        for word in vocabulary.accept.roll[term]:
            if folded == word or (
                folded.startswith(word) and not folded[len(word)].isalnum() and len(folded.split()) <= _LONGEST_ROLL
            ):
                return term
    return None
