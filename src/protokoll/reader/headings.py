"""What a heading is: an item of the meeting, a part of one, the roll, the end, or a running header left in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.grammar.case_numbers import case_number_behind
from protokoll.grammar.times import alternatives, find_dates
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.numbering import Leading, read_leading

if TYPE_CHECKING:
    from protokoll.model.agenda import ItemKind
    from protokoll.vocabulary import Vocabulary

_LONGEST_ROLL = 5
"""Words beyond which a heading that begins like a roll is the title of something else."""

_LONGEST_BREAK = 25
_LONGEST_DATE_HEADING = 5

Role = Literal["item", "section", "roll", "label", "part", "date", "closing", "running_header", "own"]
"""What a heading begins; "part" heads the agenda, the notes or links, "date" is nothing but the meeting's date."""

Origin = Literal["heading", "line", "run_in", "entry"]
"""How a heading was written: as one, as a line of its own, as the label a paragraph begins with, as a list's entry."""


class HeadingRead(msgspec.Struct, frozen=True):
    """One heading understood.

    `role` tells what it begins; `term` is the canonical name of a section or a label, present/absent/invited for a
    roll, agenda/minutes/links for a part, signatures/approval/notice for the end. For an item, `leading` holds what
    stood around its `title`. `tail` is a case number that was written behind the title.
    """

    role: Role
    heading: c.Heading
    words: str
    term: str | None = None
    leading: Leading = Leading(0, 0)
    title: tuple[c.Inline, ...] = ()
    tail: tuple[c.Inline, ...] = ()
    kind: ItemKind = "business"
    origin: Origin = "heading"

    @property
    def marked(self) -> bool:
        """Whether a number or a time shows it to be an item, whatever its level."""
        return self.role == "item" and self.leading.marked and self.leading.sure


def read_heading(
    heading: c.Heading, document_title: str | None, vocabulary: Vocabulary, origin: Origin = "heading"
) -> HeadingRead:
    """Tell what a heading is from its words alone; whether an unmarked one is an item, its level decides later."""
    inlines = t.without_breaks(heading.inlines)
    words = " ".join(t.plain(inlines).split())
    folded = t.fold(words)
    if document_title is not None and folded == t.fold(document_title):
        return HeadingRead("running_header", heading, words, origin=origin)
    if known := known_heading(folded, vocabulary):
        return HeadingRead(known[0], heading, words, term=known[1], title=unmarked(t.trim(inlines)), origin=origin)
    if (
        len(words.split()) <= _LONGEST_DATE_HEADING
        and (dates := find_dates(words, vocabulary))
        and _is_all(dates[0].start, dates[0].end, words, vocabulary)
    ):
        return HeadingRead("date", heading, words, origin=origin)
    return _item(heading, inlines, words, vocabulary, origin)


def known_heading(folded: str, vocabulary: Vocabulary) -> tuple[Role, str] | None:
    """Give the role and the term of a heading that a vocabulary knows, from its folded words."""
    if section := vocabulary.meanings("sections").get(folded):
        return "section", section
    if decision_of_body(folded, vocabulary):
        return "section", "decision"
    if roll := roll_term(folded, vocabulary):
        return "roll", roll
    label, colon, _ = folded.partition(":")
    if colon and (part := vocabulary.meanings("parts").get(label)):
        return "part", part
    tables: tuple[tuple[Role, str], ...] = (("closing", "closing"), ("part", "parts"), ("label", "labels"))
    found = ((role, vocabulary.meanings(table).get(folded)) for role, table in tables)
    return next(((role, term) for role, term in found if term), None)


def _is_all(start: int, end: int, words: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a date at `start` to `end` is all there is, but for a weekday or the kind of document."""
    around = f"{words[:start]} {words[end:]}".strip(" ,.()–-").casefold()
    kinds = {word for alternatives_ in vocabulary.accept.kinds.values() for word in alternatives_}
    days = {f"{day}{ending}".casefold() for day in vocabulary.weekdays for ending in ("", "en")}
    return not around or around in kinds or around in days or around in {"den", "the", "am"}


def _item(
    heading: c.Heading, inlines: tuple[c.Inline, ...], words: str, vocabulary: Vocabulary, origin: Origin
) -> HeadingRead:
    text = t.plain(inlines)
    leading = read_leading(text, vocabulary)
    end = leading.end
    tail: tuple[c.Inline, ...] = ()
    if found := case_number_behind(text, leading.start, end, vocabulary):
        tail = t.trim(t.cut(inlines, found, end))
        end = found
    title = unmarked(t.trim(t.cut(inlines, leading.start, end)))
    kind = item_kind(t.plain(title), vocabulary)
    marked = leading.marked and leading.sure
    role: Role = "item" if marked or kind in {"opening", "closing", "break"} else "own"
    return HeadingRead(role, heading, words, leading=leading, title=title, tail=tail, kind=kind, origin=origin)


def unmarked(inlines: tuple[c.Inline, ...]) -> tuple[c.Inline, ...]:
    """Take off bold or italics that cover the whole of a title: a heading has its weight from its style."""
    while len(inlines) == 1 and isinstance(inlines[0], (c.Strong, c.Emphasis)):
        inlines = inlines[0].inlines
    return inlines


def item_kind(title: str, vocabulary: Vocabulary) -> ItemKind:
    """Tell what kind of item a title names."""
    folded = t.fold(title).rstrip("?! ")
    kind = vocabulary.meanings("items").get(folded)
    if kind is None and (first := _break_pattern(vocabulary).match(folded)):
        short = first["rest"] == "" or (first["rest"][0] in " (,–-" and len(first["rest"]) < _LONGEST_BREAK)
        kind = "break" if short else None
    if kind is None and folded.startswith(_election_words(vocabulary)):
        kind = "election"
    if kind is None and _question_pattern(vocabulary).match(folded):
        kind = "question"
    return kind or "business"  # type: ignore[return-value]  # a test holds the keys to ItemKind


@cache
def _election_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(f"{word} " for word in vocabulary.accept.elections["headings"])


@cache
def _question_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary.accept.questions['headings'])})(?!\w)")


@cache
def _break_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(vocabulary.accept.items['break'])})(?P<rest>\W.*|)$")


def decision_of_body(folded: str, vocabulary: Vocabulary) -> bool:
    """Tell that words such as "kommunstyrelsens beslut" or "styrelsen beslutar" head a decision."""
    words = folded.split()
    return len(words) in {2, 3} and words[-1] in {
        *vocabulary.accept.sections["decision"][:1],
        *vocabulary.accept.decision["decides"][:2],
    }


def roll_term(folded: str, vocabulary: Vocabulary) -> str | None:
    """Give present, absent or invited for words that head a list of persons."""
    roll = vocabulary.meanings("roll")
    words = folded.split()
    if not words or len(words) > _LONGEST_ROLL:
        return None
    for count in range(len(words), 0, -1):
        beginning = " ".join(words[:count])
        term = roll.get(beginning) or roll.get(beginning.rstrip(",:"))
        if count < len(words) and (term == "alone" or words[count][0].isdigit()):
            continue
        if term:
            return {"alone": "present", "serving": "present", "not_serving": "present"}.get(term, term)
    return None
