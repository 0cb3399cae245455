"""The claims of an item: which still stand, and what else the item tells of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives
from protokoll.model.text import block_text
from protokoll.source import Span

if TYPE_CHECKING:
    from protokoll.model.agenda import AgendaItem
    from protokoll.model.voting import Motion
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

# Words that tell how claims were put to the meeting, and the beginnings of what tells how they fared.
_PUT = {
    "sv": (
        *("proposition", "ställer", "ställde", "finner", "fann", "acklamation", "votering", "omröstning", "röst"),
        *("beslutsgång", "utan prövning", "enhällig", "enig", "enas", "enades", "lottning"),
    ),
}

# Beginnings of words by which a kind of claim is named where its outcome is told.
_NAMED = {
    "sv": {
        "refer_back": ("återremi", "avgöras idag", "avgöras i dag", "avgörs idag", "avgörs i dag", "idag"),
        "postpone": ("bordl", "skjut", "avgöras idag", "avgöras i dag", "avgörs idag", "avgörs i dag", "senare"),
        "add": ("tillägg",),
        "amend": ("ändring", "ändrat", "ändrad", "ändra"),
    },
}
# Words that mean every claim at once.
_ALL = {"sv": ("yrkandena", "yrkanden", "förslagen", "utan prövning")}

_LED_TO = frozenset({"motions", "proposal", "background", "documents", "summary", "discussion", "recipients"})


def knows(language: str) -> bool:
    """Tell whether there are words for a language."""
    return language in _PUT


def standing(item: AgendaItem) -> list[Motion]:
    """Give the claims that nobody has withdrawn; a sentence that withdraws takes back its speakers' claims."""
    gone = {name for motion in item.motions if motion.withdrawn for name in motion.movers}
    return [motion for motion in item.motions if not motion.withdrawn and not gone & set(motion.movers)]


def trimmed(context: Context, span: Span) -> Span:
    """Cut white space off the end of a span."""
    return Span(span.start, span.start + len(context.source.raw(span).rstrip()))


def is_put(item: AgendaItem, language: str) -> bool:
    """Tell whether the item says anything of how claims were put or decided between."""
    if item.procedure or item.votes or any(part.term in {"procedure", "vote"} for part in item.sections):
        return True
    return bool(_put(language).search(_told(item)))


def heard_of(item: AgendaItem, text: str) -> str:
    """Give in lower case what procedure, vote, decision and text say, without the claims' own sentences."""
    claims = sorted((motion.span.start, motion.span.end) for motion in item.motions)
    starts = [start for start, _ in claims]
    pieces: list[str] = []
    for part in item.sections:
        if part.term in _LED_TO:
            continue
        position = part.span.start
        for start, end in claims[bisect_left(starts, position) : bisect_left(starts, part.span.end)]:
            pieces.append(text[position:start])
            position = max(position, end)
        pieces.append(text[position : part.span.end])
    return " ".join(" ".join(pieces).split()).casefold()


def is_told(words: str, motion: Motion, vocabulary: Vocabulary, language: str) -> bool:
    """Tell whether words in lower case mention a claim: by its kind, by its mover, or all claims at once."""
    stems = (
        *_ALL[language],
        *_NAMED[language].get(motion.kind or "", ()),
        *vocabulary.accept.motions.get(motion.kind or "", ()),
        *(name.split()[-1].casefold() for name in motion.movers),
    )
    return any(stem in words for stem in stems)


def _told(item: AgendaItem) -> str:
    return "\n".join(block_text(block) for part in item.sections if part.term not in _LED_TO for block in part.blocks)


@cache
def _put(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_PUT[language])})", re.IGNORECASE)
