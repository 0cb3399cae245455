"""Passages in another language than the document's, so that a screen reader says them in their own voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll import vocabulary as words_of

if TYPE_CHECKING:
    from protokoll.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 8
_LEAST_HITS = 4
_TIMES_OWN = 3
"""How many times as many small words of the other language there must be as of the document's."""


def foreign_language(text: str, vocabulary: Vocabulary) -> str | None:
    """Give the short name of the language a paragraph is in, by its small words; None for the document's own."""
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST_WORDS:
        return None
    own = _hits(words, vocabulary.function_words)
    if own * _TIMES_OWN >= len(words):
        return None
    counts = {
        language: _hits(words, words_of.function_words(language))
        for language in words_of.languages()
        if not vocabulary.tag.startswith(language)
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= max(_LEAST_HITS, own * _TIMES_OWN, len(words) // 6) else None


def _hits(words: list[str], of: frozenset[str]) -> int:
    return sum(map(of.__contains__, words))
