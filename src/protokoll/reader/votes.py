"""Votes: how they were put, what was counted and who voted what, each vote of a section by itself."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.names import find_names
from protokoll.grammar.sentences import sentences
from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model import voting as v
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.model.agenda import Section
    from protokoll.vocabulary import Vocabulary

_OPTIONS: tuple[v.Option, ...] = ("yes", "no", "abstain", "absent")
_SIDES = {"yes", "no"}
_LONGEST_SENTENCE = 3_000
_LONGEST_COUNT = 3
_TITLE_WORDS = 3
"""Words such as "tjänstgörande ersättaren" that may stand before the first name of a list."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence on one line, and where it stands."""

    text: str
    span: Span


class _Part(msgspec.Struct):
    """What is told of one vote: sentences and tables in order, and what they have given so far."""

    told: list[Sentence] = []
    tables: list[c.Table] = []
    is_put: bool = False
    counts: dict[v.Option, int] = {}
    ballots: list[v.Ballot] = []

    @property
    def has_result(self) -> bool:
        return counts_both(self.counts) or bool(self.ballots)

    def span(self) -> Span:
        """Give the place of what is told; there is some."""
        spans = [one.span for one in self.told] + [one.span for one in self.tables]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def counts_both(counts: Iterable[v.Option]) -> bool:
    """Tell that both sides of a vote are among what was counted."""
    return set(counts) >= _SIDES


def read_votes(section: Section, waiting: v.Vote | None, vocabulary: Vocabulary) -> tuple[list[v.Vote], v.Vote | None]:
    """Read the votes of a section; `waiting` is one put before it, whose result may stand here.

    The second of the pair is a vote that was put, and whose result has not been met.
    """
    votes: list[v.Vote] = []
    parts = _parts(section, vocabulary, is_put=waiting is not None)
    for part in parts:
        span = part.span() if len(parts) > 1 else section.span
        put = _put(span, part.told, vocabulary)
        vote = _vote(section, part, span, put or waiting, vocabulary)
        if vote is not None:
            votes.append(vote)
        waiting = None if vote is not None else put or waiting
    return votes, waiting


def sentences_of(blocks: Iterable[c.Block], vocabulary: Vocabulary) -> Iterator[Sentence]:
    """Give the sentences of text, lists and quotes."""
    for unit in _units(blocks, vocabulary):
        if isinstance(unit, Sentence):
            yield unit


def _units(blocks: Iterable[c.Block], vocabulary: Vocabulary) -> Iterator[Sentence | c.Table]:
    for block in blocks:
        match block:
            case c.Paragraph(inlines=inlines, span=span):
                words, line = t.plain(inlines), t.Cuts(inlines)
                for start, end in sentences(words, vocabulary):
                    if words[start:end].strip() and end - start <= _LONGEST_SENTENCE:
                        part = line.cut(start, end)
                        yield Sentence(" ".join(words[start:end].split()), t.span_of(part, span))
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _units(item.blocks, vocabulary)
            case c.Quote(blocks=inner):
                yield from _units(inner, vocabulary)
            case c.Table():
                yield block
            case _:
                pass


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern for any of the words, whole."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@cache
def beginning_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern for any word that begins with one of the words."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})", re.IGNORECASE)


# One vote after another


def _parts(section: Section, vocabulary: Vocabulary, *, is_put: bool) -> list[_Part]:
    """Part what a section tells where another vote begins: one is put or called, or counted, after one that was."""
    parts = [_Part(is_put=is_put)]
    for unit in _units(section.blocks, vocabulary):
        new = _read_part(unit, vocabulary)
        if _begins_another(parts[-1], new, unit, vocabulary):
            parts.append(_Part())
        last = parts[-1]
        last.told += new.told
        last.tables += new.tables
        last.is_put = last.is_put or new.is_put
        last.counts = {**new.counts, **last.counts}
        last.ballots += new.ballots
    while len(parts) > 1 and not (parts[-1].has_result or parts[-1].is_put):  # told of the vote before, after all
        idle = parts.pop()
        parts[-1].told += idle.told
        parts[-1].tables += idle.tables
    return parts


def _read_part(unit: Sentence | c.Table, vocabulary: Vocabulary) -> _Part:
    if isinstance(unit, c.Table):
        return _Part(tables=[unit], ballots=list(_table(unit, vocabulary)))
    return _Part(
        told=[unit],
        is_put=_puts(unit.text, vocabulary),
        counts={one.option: one.value for one in _counted(unit, vocabulary)},
        ballots=_balloted(unit, vocabulary),
    )


def _begins_another(last: _Part, new: _Part, unit: Sentence | c.Table, vocabulary: Vocabulary) -> bool:
    if not last.has_result:
        return False
    if new.ballots:
        return _is_again(last.ballots, new.ballots)
    if counts_both(new.counts):
        return counts_both(last.counts) and any(
            last.counts[side] != new.counts[side] for side in new.counts if side in _SIDES
        )
    called = isinstance(unit, Sentence) and any_of(vocabulary.accept.vote["called"]).search(unit.text)
    return (new.is_put and last.is_put) or bool(called)


def _is_again(before: Sequence[v.Ballot], new: Sequence[v.Ballot]) -> bool:
    """Tell a second vote, in which the same vote once more, from one name too many in the first."""
    voters = {(one.voter, one.party) for one in before}
    options = {one.option for one in before}
    met = sum((one.voter, one.party) in voters for one in new)
    return any(one.option in options for one in new) and 2 * met > len(new)


# One vote


def _puts(words: str, vocabulary: Vocabulary) -> bool:
    """Tell that a sentence says what yes stands for."""
    match = _yes_stands(vocabulary).search(words)
    return match is not None and not _lists_names(words[match.end() :], vocabulary)


@cache
def _yes_stands(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    yes, verbs = alternatives(accept["yes"][:1]), alternatives(accept["verbs"])
    return re.compile(
        rf"(?<!\w)(?:{yes}){_stands(vocabulary)}(?!\d)|(?<!\w)(?:{alternatives(accept['who'])})\s[^.]*?(?<!\w)(?:{verbs})\s(?:{yes})(?!\w)",
        re.IGNORECASE,
    )


def _put(span: Span, told: Sequence[Sentence], vocabulary: Vocabulary) -> v.Vote | None:
    """Read how a vote was put, "Ja för bifall, nej för avslag"; its result may stand in a later section."""
    whole = " ".join(sentence.text for sentence in told)
    if not any_of(vocabulary.accept.vote["yes"][:1]).search(whole):
        return None
    meaning = _meaning(whole, vocabulary)
    if not meaning:
        return None
    question = next((sentence for sentence in told if meaning["yes"] in sentence.text), None)
    at = question.span if question else span
    return v.Vote(span=at, question=question.text if question else None, meaning=meaning)


def _vote(section: Section, part: _Part, span: Span, put: v.Vote | None, vocabulary: Vocabulary) -> v.Vote | None:
    """Read a vote from its counts, its named ballots or its table."""
    counts: dict[v.Option, v.Count] = {}
    for sentence in part.told:
        for count in _counted(sentence, vocabulary):
            counts.setdefault(count.option, count)
    for table in part.tables:
        for count in _sums(table, vocabulary):
            counts.setdefault(count.option, count)
    words = " ".join(sentence.text for sentence in part.told)
    accept = vocabulary.accept.vote
    called = section.term == "vote" or any_of(accept["called"]).search(words)
    if not (part.ballots or counts_both(counts) or (called and counts)):
        return None
    secret, casting, lot = (beginning_of(accept[name]).search(words) for name in ("secret", "casting", "lot"))
    return v.Vote(
        span=span,
        method="secret" if secret else "open",
        question=put.question if put else None,
        meaning=put.meaning if put else {},
        counts=tuple(counts[option] for option in _OPTIONS if option in counts),
        recounted=dict(Counter(ballot.option for ballot in part.ballots)),
        ballots=tuple(part.ballots),
        tie_break="casting_vote" if casting else ("lot" if lot else None),
    )


def _counted(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[v.Count]:
    yield from _counts(sentence, vocabulary)
    yield from _balance(sentence, vocabulary)


def _counts(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[v.Count]:
    text = sentence.text
    for match in _count_pattern(vocabulary).finditer(text):
        written = match["before"] or match["behind"] or match["before2"]
        number = int(written) if written.isdecimal() else vocabulary.accept.vote["number_words"].index(written.lower())
        option = _option(match["option"] or match["option2"] or match["option3"], vocabulary)
        if option:
            yield v.Count(span=sentence.span, option=option, value=number)


def _balance(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[v.Count]:
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
    apart = alternatives([word for option in ("abstain", "absent") for word in accept[option]])
    numbers = rf"\d{{1,3}}|{alternatives(accept['number_words'])}"
    ballots = rf"(?:\s?-?\s?(?:{alternatives(accept['ballots'])}))?"
    return re.compile(
        rf"""(?<![\w/§-])(?:
            (?P<before>{numbers})\s+(?:\w+\s+(?:{alternatives(accept["verbs"])})\s+)?(?:(?:{alternatives(accept["ballots"])})\s+)?(?P<option>{options}){ballots}(?!\w|\s\d)
          | (?P<option2>{options}){ballots}\s*(?::|=|–|-)?\s*\(?(?P<behind>\d{{1,3}})(?!\w|\.\d|\s*§)\)?
          | (?P<before2>{numbers})\s+(?-i:[^\W\d_A-ZÅÄÖ]+)\s+(?P<option3>{apart})(?!\w)
          )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _option(words: str, vocabulary: Vocabulary) -> v.Option | None:
    folded = t.fold(words)
    return next((option for option in _OPTIONS if folded in vocabulary.accept.vote[option]), None)


def _meaning(text: str, vocabulary: Vocabulary) -> dict[v.Option, str]:
    """Read "Ja för bifall till förslaget och nej för avslag": what yes and no stand for."""
    for pattern in (_meaning_pattern(vocabulary), _side_pattern(vocabulary)):
        match = pattern.search(text)
        if match and not _lists_names(match["yes"], vocabulary):
            yes, no = match["yes"].strip(" ,;."), match["no"].strip(" ,;.")
            if yes and no:
                return {"yes": yes, "no": no}
    return {}


@cache
def _meaning_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    stands = _stands(vocabulary)
    also = alternatives(vocabulary.accept.presence["also"])
    return re.compile(
        rf"(?<!\w)(?:{alternatives(accept['yes'][:1])}){stands}(?P<yes>.{{1,300}}?)[\s,;.]+(?:(?:{also})\s+)?"
        rf"(?:{alternatives(accept['no'][:1])}){stands}(?P<no>[^.]{{1,300}})",
        re.IGNORECASE,
    )


def _stands(vocabulary: Vocabulary) -> str:
    accept = vocabulary.accept.vote
    return rf"(?:[-\s]*(?:{alternatives(accept['ballots'])}))?\s*(?:{alternatives(accept['for'])}|=|:)\s*"


@cache
def _side_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of "Den som vill bifalla röstar ja. Den som vill avslå röstar nej"."""
    accept = vocabulary.accept.vote
    who, verbs = alternatives(accept["who"]), alternatives(accept["verbs"])
    yes, no = alternatives(accept["yes"][:1]), alternatives(accept["no"][:1])
    return re.compile(
        rf"(?<!\w)(?:{who})\s(?P<yes>[^.]{{1,300}}?)\s(?:{verbs})\s(?:{yes})(?!\w)[\s,;.]+(?:\w+\s)?"
        rf"(?:{who})\s(?P<no>[^.]{{1,300}}?)\s(?:{verbs})\s(?:{no})(?!\w)",
        re.IGNORECASE,
    )


# Ballots


def _balloted(sentence: Sentence, vocabulary: Vocabulary) -> list[v.Ballot]:
    return list(_listed(sentence, vocabulary)) or list(_named(sentence, vocabulary))


def _listed(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[v.Ballot]:
    """Read "Ja: Anna Ek (S), Bo Al (M)" and "Följande röstar nej: Cia Dal (C)"."""
    labels = list(_side_label(vocabulary).finditer(sentence.text))
    ends = [*(label.start() for label in labels[1:]), len(sentence.text)]
    for label, end in zip(labels, ends, strict=False):
        words = sentence.text[label.end() : end]
        option = _option(label["option"] or label["option2"], vocabulary)
        if option and _lists_names(words, vocabulary):
            for name, party in find_names(words, vocabulary):
                yield v.Ballot(span=sentence.span, voter=name, party=party, option=option)


@cache
def _side_label(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    options = alternatives([word for option in _OPTIONS for word in accept[option]])
    ballots, verbs = alternatives(accept["ballots"]), alternatives(accept["verbs"])
    return re.compile(
        rf"(?<!\w)(?:(?P<option>{options})(?:[-\s]*(?:{ballots}))?(?:\s(?:{verbs}))?|(?:{verbs})\s(?P<option2>{options}))"
        rf"\s*(?:\(?\d{{1,3}}\)?)?\s*:\s",
        re.IGNORECASE,
    )


def _lists_names(words: str, vocabulary: Vocabulary) -> bool:
    """Tell that words begin a list of names, and not a claim that names somebody."""
    found = find_names(words, vocabulary)
    if not found:
        return False
    name, party = found[0]
    start = words.find(name)
    before, behind = words[:start], words[start + len(name) :].removeprefix(f" ({party})").lstrip()
    also = any_of(vocabulary.accept.presence["also"])
    titled = len(before.split()) <= _TITLE_WORDS and not any_of(vocabulary.accept.vote["for"]).search(before)
    return titled and (behind[:1] in {"", ",", ".", ";"} or also.match(behind) is not None)


def _named(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[v.Ballot]:
    """Read "Anna Ek (S), Bo Al (M) och ordföranden Cia Dal (C) röstar ja (3)"."""
    match = _casting(vocabulary).search(sentence.text)
    if not match or any_of(vocabulary.accept.vote["who"]).match(sentence.text):
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
    columns = _columns(table, vocabulary)
    for row in table.rows if columns else ():
        named = row[columns["name"]]
        name = named.text.strip()
        if _is_sum(name, vocabulary):
            continue
        for option in _OPTIONS:
            number = columns.get(option)
            if number is not None and row[number].text.strip().casefold() in {"x", "1", option, "✓", "ja", "nej"}:
                found = find_names(name, vocabulary)
                voter, party = found[0] if len(found) == 1 else (name, None)
                party = party or (row[columns["party"]].text.strip("() ") if "party" in columns else None)
                yield v.Ballot(span=named.span, voter=voter, party=party or None, option=option)
                break


def _sums(table: c.Table, vocabulary: Vocabulary) -> Iterator[v.Count]:
    """Read the row that sums a list of votes up."""
    columns = _columns(table, vocabulary)
    for row in table.rows if columns else ():
        if not any(_is_sum(cell.text, vocabulary) for cell in row):
            continue
        for option in _OPTIONS:
            cell = row[columns[option]] if option in columns else None
            if cell is not None and cell.text.strip().isdecimal() and len(cell.text.strip()) <= _LONGEST_COUNT:
                yield v.Count(span=cell.span, option=option, value=int(cell.text))


def _columns(table: c.Table, vocabulary: Vocabulary) -> dict[str, int]:
    """Give which column holds what in a list of votes; none for any other table."""
    meanings = vocabulary.meanings("columns")
    columns = {meanings.get(t.fold(cell.text), ""): number for number, cell in enumerate(table.header)}
    return columns if {"name", "yes", "no"} <= columns.keys() else {}


def _is_sum(words: str, vocabulary: Vocabulary) -> bool:
    return t.fold(words) in vocabulary.accept.vote["total"]
