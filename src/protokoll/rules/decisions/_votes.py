"""What the rules on votes ask of an item's words, and what a vote gave where that is beyond doubt."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives
from protokoll.rules.decisions import _people as people
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.voting import Ballot, Option, Vote
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

SIDES: tuple[Option, ...] = ("yes", "no")
_SUMS = frozenset({"summa", "totalt", "total", "antal", "sum", "antal röster"})
_ENDS = re.compile(r"[.()\n]")
_PUT_AGAIN = 2
"""Times that "nej för" stands in a section from which on it tells of more than one vote."""


def item_votes(context: Context) -> Iterator[tuple[AgendaItem, Vote]]:
    """Give every vote with its item."""
    for item in context.items:
        for vote in item.votes:
            yield item, vote


def words_of(context: Context, item: AgendaItem, terms: frozenset[str | None] | None = None) -> str:
    """Give an item's running text as it stands, or that of its sections of some kinds."""
    sections = (one for one in item.sections if terms is None or one.term in terms)
    return "\n".join(context.prose[one.span.start : one.span.end] for one in sections)


def ballots_of(vote: Vote, option: Option) -> list[Ballot]:
    """Give the named ballots for an option, without the row of a table that sums them up."""
    return [one for one in vote.ballots if one.option == option and one.voter.casefold() not in _SUMS]


def is_simple(context: Context, vote: Vote) -> bool:
    """Tell that the part of the text a vote was read from tells of one vote and not of two."""
    words = context.prose[vote.span.start : vote.span.end]
    if len(_put(context.words).findall(words)) >= _PUT_AGAIN:
        return False
    if any(len(_side(context.words, side).findall(words)) >= _PUT_AGAIN for side in SIDES):
        return False
    voters = [(one.voter, one.party) for one in vote.ballots]
    return len(voters) - len(set(voters)) <= len(voters) // 4


@cache
def _put(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    no, stands = alternatives(accept["no"][:1]), alternatives(accept["for"])
    return re.compile(rf"(?<!\w)(?:{no})\s+(?:{stands})(?!\w)", re.IGNORECASE)


@cache
def _side(vocabulary: Vocabulary, side: Option) -> re.Pattern[str]:
    """Give a pattern of the end of a list of names, "röstar ja (4)": two of a side are two votes."""
    accept = vocabulary.accept.vote
    verbs, words = alternatives(accept["verbs"]), alternatives(accept[side][:1])
    return re.compile(rf"(?<!\w)(?:{verbs})\s+(?:{words})\s*\(\d", re.IGNORECASE)


@cache
def _option_word(vocabulary: Vocabulary, option: Option) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.vote[option])})", re.IGNORECASE)


def stated(context: Context, vote: Vote) -> dict[Option, tuple[int, Span]]:
    """Give the counts that the text states in so many words, "4 ja", each with the place of its number.

    "med 4 röster mot 3" does not say which side was ja, and is not among them.
    """
    found: dict[Option, tuple[int, Span]] = {}
    for count in vote.counts:
        words = context.source.text[count.span.start : count.span.end]
        if _option_word(context.words, count.option).search(words):
            found[count.option] = (count.value, _number(context, count.option, count.value, count.span))
    return found


def _number(context: Context, option: Option, value: int, span: Span) -> Span:
    """Find the number of a count beside its word, else the first that is the same."""
    numbers = context.words.accept.vote["number_words"]
    written = rf"{value}" + (rf"|{re.escape(numbers[value])}" if value < len(numbers) else "")
    word = alternatives(context.words.accept.vote[option])
    number = rf"(?<!\w)(?P<number>{written})(?!\w)"
    text = context.source.text
    for pattern in (
        rf"(?<!\w)(?:{word})\W{{0,4}}(?:\w+[ \t:=–-]{{1,3}})?\(?{number}",
        rf"{number}[\W]+(?:\w+\W+){{0,2}}?(?:{word})",
        number,
    ):
        match = re.compile(pattern, re.IGNORECASE).search(text, span.start, span.end)
        if match:
            return Span(match.start("number"), match.end("number"))
    return context.first_line(span)


def result(context: Context, vote: Vote) -> dict[Option, int] | None:
    """Give how many said ja and nej, from the counts or the ballots; None where it is not sure, or they disagree."""
    if not is_simple(context, vote):
        return None
    counts = {option: value for option, (value, _) in stated(context, vote).items() if option in SIDES}
    named = {option: len(ballots_of(vote, option)) for option in SIDES}
    if set(counts) == set(SIDES):
        return counts if not all(named.values()) or named == counts else None
    return named if not counts and all(named.values()) else None


def winner(context: Context, vote: Vote) -> Option | None:
    """Give the side that won; None for a tie, or where it is not sure."""
    told = result(context, vote)
    if told is None or told["yes"] == told["no"]:
        return None
    return "yes" if told["yes"] > told["no"] else "no"


@cache
def _word_behind(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.vote
    words = alternatives(word for side in SIDES for word in accept[side])
    return re.compile(rf" (?:{words})(?!\w)(?:-\w+)?", re.IGNORECASE)


def mark(context: Context, vote: Vote) -> Span:
    """Give the words that stand for a vote: its numbers, or the first words that tell of it."""
    counts = [span for option, (_, span) in stated(context, vote).items() if option in SIDES]
    if counts:
        first, last = min(one.start for one in counts), max(one.end for one in counts)
        if not _ENDS.search(context.source.text, first, last):
            behind = _word_behind(context.words).match(context.source.text, last)
            return Span(first, behind.end() if behind else last)
        return min(counts, key=lambda one: one.start)
    if vote.counts:
        return context.first_line(vote.counts[0].span)
    if vote.ballots:
        return people.place(context, vote.ballots[0].voter, vote.ballots[0].span)
    text = context.source.text
    start = vote.span.start
    while start < vote.span.end and text[start] in "# \n*_":
        start += 1
    return context.first_line(Span(start, vote.span.end))
