"""Which language minutes are in, from the small words they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.grammar.language import WORD, counted
from protokoll.model.text import block_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from protokoll.model import content as c

_ENOUGH = 3_000
"""Words that are enough to tell."""


def detect(blocks: Iterable[c.Block], besides: str = "") -> str:
    """Give the short name of the language whose function words a text has most of; Swedish where none tells.

    Only words that are read count: addresses of links and pictures do not. `besides` is text from outside the blocks.
    """
    words: list[str] = WORD.findall(besides.casefold())[:_ENOUGH]
    for block in blocks:
        words += WORD.findall(block_text(block).casefold())
        if len(words) > _ENOUGH:
            break
    counts = counted(words[:_ENOUGH])
    return max(counts, key=lambda name: counts[name])
