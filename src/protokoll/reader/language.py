"""Which language minutes are in, from the small words they are made of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from protokoll import vocabulary
from protokoll.model.text import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from protokoll.model import content as c

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 3_000
"""Words that are enough to tell."""


def detect(blocks: Iterable[c.Block], besides: str = "") -> str:
    """Give the short name of the language whose function words a text has most of; Swedish where none tells.

    Only words that are read count: addresses of links and pictures do not. `besides` is text from outside the blocks.
    """
    words: list[str] = _WORD.findall(besides.casefold())[:_ENOUGH]
    for block in blocks:
        words += _WORD.findall(block_text(block).casefold())
        if len(words) > _ENOUGH:
            break
    met = Counter(words[:_ENOUGH])
    counts = {name: sum(met[word] for word in vocabulary.function_words(name)) for name in vocabulary.languages()}
    return max(counts, key=lambda name: counts[name])
