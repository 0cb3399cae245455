"""Case numbers however an item bears them: as read, or standing about in its heading and first lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.model.text import block_text

if TYPE_CHECKING:
    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context

_ANY = re.compile(
    r"(?<![\w/-])(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6}[ /.:-]{1,2}(?:(?:19|20)\d\d[/:.-]\d{1,6}|\d{1,6}/(?:19|20)\d\d)"
    r"|(?:19|20)\d\d/(?:[A-ZÅÄÖ]{2,5}\s?)?\d{1,6}|(?:19|20)\d\d[.:-]\d{3,6}|\d{2,6}/(?:19|20)?\d\d)(?![\w-])"
)
_LABEL = re.compile(r"\b(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|case no)\b", re.IGNORECASE)
_FIRST_BLOCKS = 3


def has_case_number(item: AgendaItem, context: Context) -> bool:
    """Tell whether an item bears anything that could be a case number, or a label for one."""
    if item.case_numbers:
        return True
    texts = [item.raw, *(block_text(block) for part in item.sections[:2] for block in part.blocks[:_FIRST_BLOCKS])]
    pattern = context.settings.case_number_pattern
    return any(
        _ANY.search(text) or _LABEL.search(text) or (pattern and re.search(pattern, text) is not None)
        for text in (text[:500] for text in texts)
    )
