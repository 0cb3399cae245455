"""Claims, how they were put, votes, dissents and conflicts of interest: typed from an item's sections."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.grammar.names import find_names
from protokoll.grammar.times import alternatives, hint
from protokoll.model import text as t
from protokoll.model import voting as v
from protokoll.reader.votes import Sentence, any_of, beginning_of, read_votes, sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.model.agenda import Section
    from protokoll.vocabulary import Vocabulary

_ALWAYS = {"motions", "procedure", "vote", "dissent", "conflict"}


class Voting(msgspec.Struct, frozen=True):
    """What an item tells of its claims and votes."""

    motions: tuple[v.Motion, ...] = ()
    procedure: str | None = None
    votes: tuple[v.Vote, ...] = ()
    dissents: tuple[v.Dissent, ...] = ()
    conflicts: tuple[v.Conflict, ...] = ()


def read_voting(sections: Sequence[Section], vocabulary: Vocabulary) -> Voting:
    """Read an item's sections; the words stay where they stand."""
    motions: list[v.Motion] = []
    votes: list[v.Vote] = []
    dissents: list[v.Dissent] = []
    conflicts: list[v.Conflict] = []
    procedure = None
    waiting: v.Vote | None = None
    for section in sections:
        words = " ".join(map(t.block_text, section.blocks)).casefold()
        if section.term not in _ALWAYS and not _hint(vocabulary).search(words):
            continue
        told = list(sentences_of(section.blocks, vocabulary))
        if section.term in {None, "motions", "procedure", "discussion"}:
            motions += _motions(told, vocabulary)
        if section.term == "procedure" and procedure is None:
            procedure = " ".join(sentence.text for sentence in told) or None
        found, waiting = read_votes(section, waiting, vocabulary)
        votes += found
        dissents += _dissents(section, told, vocabulary)
        conflicts += _conflicts(section, told, vocabulary)
    if waiting is not None:
        votes.append(waiting)
    return Voting(tuple(motions), procedure, tuple(votes), tuple(dissents), tuple(conflicts))


@cache
def _hint(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern that looks quickly whether a section could tell of a claim, a vote or a dissent."""
    accept = vocabulary.accept
    dissent = (word for words in accept.dissent.values() for word in words)
    stems = hint((*accept.motions["verbs"], *accept.vote["verbs"], *accept.vote["called"], *dissent))
    ballots = alternatives((*accept.vote["yes"][:1], *accept.vote["no"][:1]))
    return re.compile(rf"{stems.pattern}|(?:{ballots})(?!\w)")  # each branch begins with a letter: much faster


# Claims


def _motions(told: Iterable[Sentence], vocabulary: Vocabulary) -> Iterator[v.Motion]:
    accept = vocabulary.accept.motions
    for sentence in told:
        verb = any_of(accept["verbs"]).search(sentence.text)
        if not verb:
            continue
        movers = tuple(name for name, _ in find_names(sentence.text[: verb.start()], vocabulary))
        if not movers:
            continue
        claim = sentence.text[verb.start() :]
        kinds: tuple[v.MotionKind, ...] = ("refer_back", "postpone", "reject", "add", "amend", "approve")
        kind = next((kind for kind in kinds if beginning_of(accept[kind]).search(claim)), None)
        withdrawn = bool(any_of(accept["withdrawn"]).search(sentence.text))
        yield v.Motion(span=sentence.span, text=sentence.text, movers=movers, kind=kind, withdrawn=withdrawn)


# Dissent and conflict


def _dissents(section: Section, told: Sequence[Sentence], vocabulary: Vocabulary) -> Iterator[v.Dissent]:
    verbs = beginning_of(vocabulary.accept.dissent["verbs"])
    for number, sentence in enumerate(told):
        verb = verbs.search(sentence.text)
        if verb or (section.term == "dissent" and number == 0):
            before = sentence.text[: verb.start()] if verb else sentence.text
            found = find_names(before, vocabulary)
            found = found or (find_names(sentence.text[verb.end() :], vocabulary) if verb else [])
            names = tuple(name for name, _ in found)
            if names or section.term == "dissent":
                yield v.Dissent(span=sentence.span, names=names, text=sentence.text)


def _conflicts(section: Section, told: Sequence[Sentence], vocabulary: Vocabulary) -> Iterator[v.Conflict]:
    accept = vocabulary.accept.dissent
    conflict, apart = beginning_of(accept["conflict"]), beginning_of(accept["not_taking_part"])
    for sentence in told:
        aside = apart.search(sentence.text)
        found = conflict.search(sentence.text)
        if not (aside or found or section.term == "conflict"):
            continue
        kind: Literal["conflict", "not_taking_part"] = "conflict" if found or not aside else "not_taking_part"
        at = aside or found
        before = find_names(sentence.text[: at.start()] if at else sentence.text, vocabulary)
        for name, _ in before or find_names(sentence.text, vocabulary):
            yield v.Conflict(span=sentence.span, name=name, kind=kind, text=sentence.text)
