"""Where sentences end, with an eye for full stops that end none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.vocabulary import Vocabulary

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"”’(]*[^\W\d_])")
_LAST_WORD = re.compile(r"[\w.]*$")
_LONGEST_WORD = 40


def sentence_ends(words: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Give where each sentence but the last ends and the next one begins; a line end may stand as a line feed."""
    for match in _SENTENCE_END.finditer(words):
        before = _LAST_WORD.search(words[max(0, match.start() - _LONGEST_WORD) : match.start()])
        last = before[0].casefold() if before else ""
        if last in vocabulary.accept.decision["abbreviations"] or (len(last) == 1 and last.isalpha()):
            continue
        # A new sentence has a capital; a name that has none begins one at least where a new line does.
        if words[match.end() :][:4].lstrip('"”’(')[:1].isupper() or "\n" in match[0]:
            yield match.end()


def sentences(words: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Give the first and the last character of each sentence."""
    start = 0
    for end in sentence_ends(words, vocabulary):
        yield start, end
        start = end
    yield start, len(words)


def end_of_point(words: str, vocabulary: Vocabulary) -> int | None:
    """Find where a point's own sentence ends and something else follows; None where nothing does."""
    return next(sentence_ends(words, vocabulary), None)
