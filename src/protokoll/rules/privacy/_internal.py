"""The passages of a document that are marked internal: what stands in them is not published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.errors import SourceError

if TYPE_CHECKING:
    from protokoll.rules.context import Context
    from protokoll.source import Span

_HINT = re.compile(r"<!--\s*intern|#\s*intern", re.IGNORECASE)


def internal(context: Context) -> tuple[Span, ...]:
    """Give the passages marked internal; none where their marks cannot be understood, for then nothing is hidden."""
    if not _HINT.search(context.source.text):
        return ()
    from protokoll.public import internal_passages  # noqa: PLC0415 - most documents hold no mark

    try:
        return tuple(one.span for one in internal_passages(context.source.text, context.meeting.language))
    except SourceError:
        return ()


def is_within(start: int, passages: tuple[Span, ...]) -> bool:
    """Tell whether a character stands in one of some passages."""
    return any(span.start <= start < span.end for span in passages)
