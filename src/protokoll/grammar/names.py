"""Names of persons in running text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives
from protokoll.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.attendance import Attendee
    from protokoll.vocabulary import Vocabulary

_WORD = r"[A-ZÅÄÖÆØÉÜ][\w'’.-]*"
_MOST_WORDS = 12
_LONGEST = 2_000
"""Characters of a text within which names are looked for."""


def find_names(text: str, vocabulary: Vocabulary) -> list[tuple[str, str | None]]:
    """Give the persons a text names with their parties, "Anna Ek (S)"; without any party, full names alone."""
    text = text[:_LONGEST]
    with_party = [(match["name"].strip(), match["party"]) for match in _with_party(vocabulary).finditer(text)]
    if with_party:
        return with_party
    return [(match[0].strip(), None) for match in _full_name(vocabulary).finditer(text)]


@cache
def _name(vocabulary: Vocabulary) -> str:
    particles = alternatives(vocabulary.accept.persons["particles"])
    return rf"(?<!\w){_WORD}(?:\s(?:(?:{particles})\s){{0,2}}{_WORD}){{0,4}}"


@cache
def _with_party(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_name(vocabulary)})\s\((?P<party>[A-Za-zÅÄÖåäöÆØ]{{1,5}}|-)\)")


@cache
def _full_name(vocabulary: Vocabulary) -> re.Pattern[str]:
    particles = alternatives(vocabulary.accept.persons["particles"])
    return re.compile(rf"(?<!\w){_WORD}(?:\s(?:(?:{particles})\s){{0,2}}{_WORD}){{1,4}}(?<![.])")


def resolve(name: str, attendees: Sequence[Attendee]) -> str | None:
    """Find the one attendee a name means: the same name, or the only one who has it as first or last name."""
    return _roll(attendees).resolve(fold(name))


class _Roll:
    """Those of a roll by their names, and by each word of them."""

    def __init__(self, attendees: Sequence[Attendee]) -> None:
        self.attendees = attendees
        self._by_name: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._here: set[str] = set()
        for person in attendees:
            folded = fold(person.name)
            self._by_name.setdefault(folded, []).append(person.name)
            for word in dict.fromkeys(folded.split()):
                self._by_word.setdefault(word, []).append(person.name)
            if person.status != "absent":
                self._here.add(person.name)

    def resolve(self, folded: str) -> str | None:
        if folded in self._by_name:
            return self._by_name[folded][0]
        words = folded.split(" ")
        behind = (" ".join(words[number:]) for number in range(max(1, len(words) - _MOST_WORDS), len(words)))
        titled = [name for part in behind for name in self._by_name.get(part, ())]
        if len(titled) == 1:
            return titled[0]
        matching = self._by_word.get(folded, [])
        present = [found for found in matching if found in self._here] or matching
        return present[0] if len(present) == 1 else None


_newest: list[_Roll] = []
"""The roll asked of last: one meeting's, which many names are looked up in."""


def _roll(attendees: Sequence[Attendee]) -> _Roll:
    if not isinstance(attendees, tuple):  # one that may yet grow
        return _Roll(attendees)
    known = _newest[-1] if _newest else None
    if known is None or known.attendees is not attendees:
        known = _Roll(attendees)
        _newest[:] = [known]
    return known
