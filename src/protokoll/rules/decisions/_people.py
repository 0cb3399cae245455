"""Who is meant by a name: matched with care, for to take one member for another is worse than to say nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from protokoll.grammar.names import find_names
from protokoll.grammar.service import served
from protokoll.model import text as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.attendance import Attendee
    from protokoll.model.voting import Ballot
    from protokoll.rules.context import Context
    from protokoll.source import Span
    from protokoll.vocabulary import Vocabulary

_T = TypeVar("_T")

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FULL = 2
"""Words that make a name a full one."""
_MEMBERS = 3
"""Persons known to have served from which on a roll is taken for one."""
_BEFORE_NAMES = {
    "sv": frozenset(
        """även också därutöver dessutom ledamoten ledamöterna ersättaren ersättarna ordföranden vice tjänstgörande
        nämndens styrelsens av och samt röstar""".split()  # noqa: SIM905 - a list of words, to be read as one
    )
}
"""Words that can stand before a name with a capital, at the beginning of a sentence."""


class Person(msgspec.Struct, frozen=True):
    """A name as words, folded, and the party beside it."""

    words: tuple[str, ...]
    party: str | None = None


def person(name: str, party: str | None, vocabulary: Vocabulary) -> Person:
    """Take a name apart; a capacity before it, "Ordföranden Asta Berglind", is no part of it."""
    words = [word.casefold() for word in _WORD.findall(name.partition("(")[0])]
    before = _BEFORE_NAMES.get(vocabulary.tag[:2], frozenset())
    while len(words) > 1 and (words[0] in before or words[0] in vocabulary.meanings("roles")):
        words.pop(0)
    return Person(tuple(words), _party(party))


def _party(party: str | None) -> str | None:
    folded = (party or "").strip("() ").casefold()
    return folded if folded not in {"", "-"} else None


def of_ballot(ballot: Ballot, vocabulary: Vocabulary) -> Person:
    """Give who cast a ballot."""
    return person(ballot.voter, ballot.party, vocabulary)


def named(name: str, words: str, vocabulary: Vocabulary) -> Person:
    """Give the person a reading holds by name alone; the party is taken from the words that name it."""
    party = next((party for found, party in find_names(words, vocabulary) if found == name), None)
    return person(name, party, vocabulary)


def same(one: Person, other: Person) -> bool:
    """Tell that two full names are one person's: no party speaks against it, and the shorter ends the longer."""
    if one.party and other.party and one.party != other.party:
        return False
    length = min(len(one.words), len(other.words))
    return length >= _FULL and one.words[-length:] == other.words[-length:]


def place(context: Context, name: str, within: Span) -> Span:
    """Give where a name stands, without the capacity before it."""
    return context.where(bare(name, context.words), within)


def bare(name: str, vocabulary: Vocabulary) -> str:
    """Give a name as written, without the capacity before it."""
    kept = len(person(name, None, vocabulary).words)
    return " ".join(name.split()[-kept:]) if kept else name


def by_surname(named: Iterable[tuple[Person, _T]]) -> dict[tuple[str, ...], list[tuple[Person, _T]]]:
    """Put what belongs to persons in order by their last names, where namesakes stand together."""
    found: dict[tuple[str, ...], list[tuple[Person, _T]]] = {}
    for who, thing in named:
        found.setdefault(who.words[-1:], []).append((who, thing))
    return found


class People:
    """The roll, asked for one person."""

    def __init__(self, context: Context) -> None:
        """Take the roll of a document."""
        words = context.words
        self._known = [
            (person(one.name, one.party, words), one)
            for one in context.meeting.attendees
            if t.fold(one.name) not in words.accept.presence["vacant"]
        ]
        self._by_surname = by_surname(self._known)
        self._substitutes = by_surname(
            (person(one.substitutes_for, None, words), one) for _, one in self._known if one.substitutes_for
        )
        self.with_conflicts = [one for _, one in self._known if one.conflicts]

    @property
    def says_who_served(self) -> bool:
        """Tell whether the roll tells those who served from the others."""
        return sum(1 for _, one in self._known if one.serving) >= _MEMBERS

    def find(self, wanted: Person) -> Attendee | None:
        """Give the one person on the roll that a name can mean; None where there is none, or more than one."""
        namesakes = self._by_surname.get(wanted.words[-1:], ())
        found = [one for known, one in namesakes if same(known, wanted)]
        if not found and len(wanted.words) == 1:  # a surname alone
            found = [one for known, one in namesakes if not (wanted.party and known.party != wanted.party)]
        return found[0] if len(found) == 1 else None

    def knows_surname(self, wanted: Person) -> bool:
        """Tell whether somebody on the roll has a person's surname."""
        return wanted.words[-1:] in self._by_surname

    def substitutes(self, gone: Person) -> list[Attendee]:
        """Give those who by the roll serve for a person."""
        return [one for replaced, one in self._substitutes.get(gone.words[-1:], ()) if same(replaced, gone)]

    def one(self, first: Person, second: Person) -> bool:
        """Tell that two names mean one person; a surname alone does where the roll has it once."""
        if same(first, second):
            return True
        if min(len(first.words), len(second.words)) > 1:
            return False
        found = self.find(first)
        return found is not None and found is self.find(second)

    def servers(self, item: AgendaItem) -> tuple[int, int]:
        """Count who served in an item, at least and at most: some came, left, or are listed twice over."""
        least = most = 0
        for _, one in self._known:
            doubtful = bool(one.also) or one.since is not None or one.until is not None or one.struck
            if one.serving and served(one, item):
                most += 1
                least += not doubtful
            elif one.serving is not None and doubtful and one.status != "absent":
                most += 1
        return least, most


_ROLLS: WeakKeyDictionary[Context, People] = WeakKeyDictionary()


def roll_of(context: Context) -> People:
    """Give the roll of a document, made ready once for all rules that ask for it."""
    if context not in _ROLLS:
        _ROLLS[context] = People(context)
    return _ROLLS[context]
