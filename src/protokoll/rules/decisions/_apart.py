"""Who took no part in an item: for a conflict of interest, or by choice, where the words leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.names import find_names
from protokoll.grammar.service import covers
from protokoll.rules.decisions._people import People, Person, bare, named, person, place
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem
    from protokoll.model.voting import Conflict
    from protokoll.rules.context import Context

_DOUBT = {
    "sv": re.compile(
        r"(?<!\w)(?:(?:ingen|inget|inga|inte|ej|utan)\s+(?:\w+\s+)?(?:jäv\w*|föreligg\w*)|jäv\w*\s+(?:inte|ej|saknas)"
        r"|föreligger\s+(?:inte|ej)|fråga\w*|jävsfråg\w*|pröva\w*|ifrågasätt\w*|väck\w*|yrka\w*|skulle|kan\s+vara"
        r"|eventuell\w*)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:no|not|none|whether|possible|question\w*)\b", re.IGNORECASE),
}
_JOINTS = {
    "sv": frozenset(
        "och samt ordföranden ordförande ledamoten ledamöterna ersättaren ersättarna vice".split()  # noqa: SIM905
    )
}
_LEFT = {"sv": re.compile(r"(?<!\w)(?:(?:deltar|deltog)\s+(?:inte|ej|varken)|lämna(?:r|de))(?!\w)", re.IGNORECASE)}
_WORDS = re.compile(r"[^\W\d_]\w*")


class Apart(msgspec.Struct, frozen=True):
    """One who took no part: the name, where it says so, and whether for a conflict of interest or by choice."""

    who: Person
    name: str
    span: Span
    kind: str
    text: str


def apart(context: Context, item: AgendaItem, people: People) -> Iterator[Apart]:
    """Give those who took no part in an item, by its own words and by the roll."""
    for one in item.conflicts:
        if not _doubtful(context, one):
            who = named(one.name, one.text, context.words)
            yield Apart(who, bare(one.name, context.words), place(context, one.name, one.span), one.kind, one.text)
    if item.number is None:
        return
    for known in people.with_conflicts:
        if covers(known.conflicts, item.number):
            who = person(known.name, known.party, context.words)
            yield Apart(who, known.name, place(context, known.name, known.span), "conflict", known.raw)


def _doubtful(context: Context, told: Conflict) -> bool:
    doubt = _DOUBT.get(context.language)
    if doubt is None or doubt.search(told.text):
        return True
    names = [name for name, _ in find_names(told.text, context.words)]
    if told.kind == "conflict" and not _says_so(context, told.text, names):
        return True
    if len(names) <= 1:
        return False
    # Of several names all but one may be somebody else's: "Tore Wiklund (M) ersätter Cilla Ekman (C) vid jäv".
    between = told.text[told.text.find(names[0]) : told.text.rfind(names[-1])]
    return not _only_names(context, between, names)


def _says_so(context: Context, text: str, names: list[str]) -> bool:
    """Tell whether a sentence tells of a conflict of interest: below its heading, names alone and leaving do too."""
    if any(word in text.casefold() for word in context.words.accept.dissent["conflict"]):
        return True
    left = _LEFT.get(context.language)
    return (left is not None and left.search(text) is not None) or _only_names(context, text, names)


def _only_names(context: Context, text: str, names: list[str]) -> bool:
    for name in names:
        text = text.replace(name, " ")
    words = _WORDS.findall(re.sub(r"\([^)]*\)", " ", text))
    return all(word.casefold() in _JOINTS.get(context.language, ()) for word in words)
