"""Which language words are in, told by the small ones among them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from protokoll import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]+")
"""A word, for counting."""


def counted(words: Sequence[str]) -> dict[str, int]:
    """Count for each language how many of the words, in small letters, are function words of it."""
    met = Counter(words)
    return {name: sum(met[word] for word in vocabulary.function_words(name)) for name in vocabulary.languages()}
