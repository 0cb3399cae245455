"""Claims, how they were put, votes, dissents and conflicts of interest: typed from an item's sections."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.grammar.names import find_names
from protokoll.grammar.sentences import sentences
from protokoll.grammar.times import alternatives, hint
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model import voting as v
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.model.agenda import Section
    from protokoll.vocabulary import Vocabulary

_OPTIONS: tuple[v.Option, ...] = ("yes", "no", "abstain", "absent")
_LONGEST_SENTENCE = 3_000
_ALWAYS = {"motions", "procedure", "vote", "dissent", "conflict"}


class Voting(msgspec.Struct, frozen=True):
    """What an item tells of its claims and votes."""

    motions: tuple[v.Motion, ...] = ()
    procedure: str | None = None
    votes: tuple[v.Vote, ...] = ()
    dissents: tuple[v.Dissent, ...] = ()
    conflicts: tuple[v.Conflict, ...] = ()


class _Sentence(msgspec.Struct, frozen=True):
    text: str
    span: Span


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
        told = list(_sentences(section.blocks, vocabulary))
        if section.term in {None, "motions", "procedure", "discussion"}:
            motions += _motions(told, vocabulary)
        if section.term == "procedure" and procedure is None:
            procedure = " ".join(sentence.text for sentence in told) or None
        put = _put(section, told, words, vocabulary)
        vote = _vote(section, told, put or waiting, vocabulary)
        if vote is not None:
            votes.append(vote)
            waiting = None
        else:
            waiting = put or waiting
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


def _sentences(blocks: Iterable[c.Block], vocabulary: Vocabulary) -> Iterator[_Sentence]:
    for block in blocks:
        match block:
            case c.Paragraph(inlines=inlines, span=span):
                words, line = t.plain(inlines), t.Cuts(inlines)
                for start, end in sentences(words, vocabulary):
                    if words[start:end].strip() and end - start <= _LONGEST_SENTENCE:
                        part = line.cut(start, end)
                        yield _Sentence(" ".join(words[start:end].split()), t.span_of(part, span))
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _sentences(item.blocks, vocabulary)
            case c.Quote(blocks=inner):
                yield from _sentences(inner, vocabulary)
            case _:
                pass


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@cache
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})", re.IGNORECASE)


# Claims


def _motions(told: Iterable[_Sentence], vocabulary: Vocabulary) -> Iterator[v.Motion]:
    accept = vocabulary.accept.motions
    for sentence in told:
        verb = _any(accept["verbs"]).search(sentence.text)
        if not verb:
            continue
        movers = tuple(name for name, _ in find_names(sentence.text[: verb.start()], vocabulary))
        if not movers:
            continue
        claim = sentence.text[verb.start() :]
        kinds: tuple[v.MotionKind, ...] = ("refer_back", "postpone", "reject", "add", "amend", "approve")
        kind = next((kind for kind in kinds if _beginning(accept[kind]).search(claim)), None)
        withdrawn = bool(_any(accept["withdrawn"]).search(sentence.text))
        yield v.Motion(span=sentence.span, text=sentence.text, movers=movers, kind=kind, withdrawn=withdrawn)


# Votes


def _put(section: Section, told: Sequence[_Sentence], words: str, vocabulary: Vocabulary) -> v.Vote | None:
    """Read how a vote was put, "Ja för bifall, nej för avslag"; its result may stand in a later section."""
    if not _any(vocabulary.accept.vote["yes"][:1]).search(words):
        return None
    whole = " ".join(sentence.text for sentence in told)
    meaning = _meaning(whole, vocabulary)
    if not meaning:
        return None
    question = next((sentence for sentence in told if meaning["yes"] in sentence.text), None)
    span = question.span if question else section.span
    return v.Vote(span=span, question=question.text if question else None, meaning=meaning)


def _vote(section: Section, told: Sequence[_Sentence], put: v.Vote | None, vocabulary: Vocabulary) -> v.Vote | None:
    """Read the vote a section tells of: from its counts, its named ballots or its table."""
    ballots = [ballot for sentence in told for ballot in _named(sentence, vocabulary)]
    for block in section.blocks:
        if isinstance(block, c.Table):
            ballots += _table(block, vocabulary)
    counts: dict[v.Option, v.Count] = {}
    for sentence in told:
        for count in (*_counts(sentence, vocabulary), *_balance(sentence, vocabulary)):
            counts.setdefault(count.option, count)
    words = " ".join(sentence.text for sentence in told)
    accept = vocabulary.accept.vote
    called = section.term == "vote" or _any(accept["called"]).search(words)
    if not (ballots or {"yes", "no"} <= counts.keys() or (called and counts)):
        return None
    secret, casting, lot = (_beginning(accept[name]).search(words) for name in ("secret", "casting", "lot"))
    return v.Vote(
        span=section.span,
        method="secret" if secret else "open",
        question=put.question if put else None,
        meaning=put.meaning if put else {},
        counts=tuple(counts[option] for option in _OPTIONS if option in counts),
        recounted=dict(Counter(ballot.option for ballot in ballots)),
        ballots=tuple(ballots),
        tie_break="casting_vote" if casting else ("lot" if lot else None),
    )


def _counts(sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[v.Count]:
    text = sentence.text
    for match in _count_pattern(vocabulary).finditer(text):
        written = match["before"] or match["behind"]
        number = int(written) if written.isdecimal() else vocabulary.accept.vote["number_words"].index(written.lower())
        option = _option(match["option"] or match["option2"], vocabulary)
        if option:
            yield v.Count(span=sentence.span, option=option, value=number)


def _balance(sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[v.Count]:
    """Read "med 4 röster mot 3"."""
    accept = vocabulary.accept.vote
    match = _balance_pattern(tuple(accept["ballots"]), tuple(accept["against"])).search(sentence.text)
    if match:
        yield v.Count(span=sentence.span, option="yes", value=int(match["yes"]))
        yield v.Count(span=sentence.span, option="no", value=int(match["no"] or match["no2"]))


@cache
def _balance_pattern(ballots: tuple[str, ...], against: tuple[str, ...]) -> re.Pattern[str]:
    votes = rf"(?:\s(?:{alternatives(ballots)}))"
    return re.compile(
        rf"(?<![\d/-])(?P<yes>\d{{1,3}})(?:{votes}\s(?:{alternatives(against)})\s(?P<no>\d{{1,3}})|\s(?:{alternatives(against)})\s(?P<no2>\d{{1,3}}){votes})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _count_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    options = alternatives([word for option in _OPTIONS for word in accept[option]])
    numbers = rf"\d{{1,3}}|{alternatives(accept['number_words'])}"
    ballots = rf"(?:\s?-?\s?(?:{alternatives(accept['ballots'])}))?"
    return re.compile(
        rf"""(?<![\w/§-])(?:
            (?P<before>{numbers})\s+(?:\w+\s+(?:{alternatives(accept["verbs"])})\s+)?(?:(?:{alternatives(accept["ballots"])})\s+)?(?P<option>{options}){ballots}(?!\w|\s\d)
          | (?P<option2>{options}){ballots}\s*(?::|=|–|-)?\s*\(?(?P<behind>\d{{1,3}})(?!\w|\.\d|\s*§)\)?
          )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _option(words: str, vocabulary: Vocabulary) -> v.Option | None:
    folded = t.fold(words)
    return next((option for option in _OPTIONS if folded in vocabulary.accept.vote[option]), None)


def _meaning(text: str, vocabulary: Vocabulary) -> dict[v.Option, str]:
    """Read "Ja för bifall till förslaget och nej för avslag": what yes and no stand for."""
    match = _meaning_pattern(vocabulary).search(text)
    if not match:
        return {}
    yes, no = match["yes"].strip(" ,;."), match["no"].strip(" ,;.")
    return {"yes": yes, "no": no} if yes and no else {}


@cache
def _meaning_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    stands = rf"(?:[-\s]*(?:{alternatives(accept['ballots'])}))?\s*(?:{alternatives(accept['for'])}|=|:)\s*"
    also = alternatives(vocabulary.accept.presence["also"])
    return re.compile(
        rf"(?<!\w)(?:{alternatives(accept['yes'][:1])}){stands}(?P<yes>.{{1,300}}?)[\s,;.]+(?:(?:{also})\s+)?"
        rf"(?:{alternatives(accept['no'][:1])}){stands}(?P<no>[^.]{{1,300}})",
        re.IGNORECASE,
    )


def _named(sentence: _Sentence, vocabulary: Vocabulary) -> Iterator[v.Ballot]:
    """Read "Anna Ek (S), Bo Al (M) och ordföranden Cia Dal (C) röstar ja (3)"."""
    match = _casting(vocabulary).search(sentence.text)
    if not match:
        return
    option = _option(match["option"] or match["abstain"], vocabulary)
    if option is None:
        return
    for name, party in find_names(sentence.text[: match.start()], vocabulary):
        yield v.Ballot(span=sentence.span, voter=name, party=party, option=option)


@cache
def _casting(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    options = alternatives([word for option in ("yes", "no") for word in accept[option]])
    return re.compile(
        rf"(?<!\w)(?:(?:{alternatives(accept['verbs'])})\s+(?P<option>{options})(?!\w)|(?P<abstain>{alternatives(accept['abstain'])})(?!\w))",
        re.IGNORECASE,
    )


def _table(table: c.Table, vocabulary: Vocabulary) -> Iterator[v.Ballot]:
    """Read a list of votes: a row a member, a cross below what they voted."""
    meanings = vocabulary.meanings("columns")
    columns = {meanings.get(t.fold(cell.text)): number for number, cell in enumerate(table.header)}
    named = columns.get("name")
    if named is None or not {"yes", "no"} <= columns.keys():
        return
    for row in table.rows:
        name = row[named].text.strip()
        for option in _OPTIONS:
            number = columns.get(option)
            if number is not None and row[number].text.strip().casefold() in {"x", "1", option, "✓", "ja", "nej"}:
                found = find_names(name, vocabulary)
                voter, party = found[0] if len(found) == 1 else (name, None)
                party = party or (row[columns["party"]].text.strip("() ") if "party" in columns else None)
                yield v.Ballot(span=row[named].span, voter=voter, party=party or None, option=option)
                break


# Dissent and conflict


def _dissents(section: Section, told: Sequence[_Sentence], vocabulary: Vocabulary) -> Iterator[v.Dissent]:
    verbs = _beginning(vocabulary.accept.dissent["verbs"])
    for number, sentence in enumerate(told):
        verb = verbs.search(sentence.text)
        if verb or (section.term == "dissent" and number == 0):
            before = sentence.text[: verb.start()] if verb else sentence.text
            found = find_names(before, vocabulary)
            found = found or (find_names(sentence.text[verb.end() :], vocabulary) if verb else [])
            names = tuple(name for name, _ in found)
            if names or section.term == "dissent":
                yield v.Dissent(span=sentence.span, names=names, text=sentence.text)


def _conflicts(section: Section, told: Sequence[_Sentence], vocabulary: Vocabulary) -> Iterator[v.Conflict]:
    accept = vocabulary.accept.dissent
    conflict, apart = _beginning(accept["conflict"]), _beginning(accept["not_taking_part"])
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
