"""Names of persons in running text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives

if TYPE_CHECKING:
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
