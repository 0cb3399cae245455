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
    return rf"(?<!\w){_WORD}(?:\s(?:{_WORD}|{particles})){{0,4}}"


@cache
def _with_party(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_name(vocabulary)})\s\((?P<party>[A-Za-zÅÄÖåäöÆØ]{{1,5}}|-)\)")


@cache
def _full_name(vocabulary: Vocabulary) -> re.Pattern[str]:
    particles = alternatives(vocabulary.accept.persons["particles"])
    return re.compile(rf"(?<!\w){_WORD}(?:\s(?:{_WORD}|{particles})){{1,4}}(?<![.])")


def resolve(name: str, attendees: Sequence[Attendee]) -> str | None:
    """Find the one attendee a name means: the same name, or the only one who has it as first or last name."""
    folded = fold(name)
    if any(fold(person.name) == folded for person in attendees):
        return next(person.name for person in attendees if fold(person.name) == folded)
    titled = [person.name for person in attendees if folded.endswith(f" {fold(person.name)}")]
    if len(titled) == 1:
        return titled[0]
    matching = [person.name for person in attendees if folded in fold(person.name).split()]
    here = {person.name for person in attendees if person.status != "absent"}
    present = [found for found in matching if found in here] or matching
    return present[0] if len(present) == 1 else None
