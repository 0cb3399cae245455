"""Words in letters that every system and every web address can hold."""

from __future__ import annotations

import re
import unicodedata

_SPELLED = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "œ": "oe"})
_LONGEST = 120


def slug(words: str) -> str:
    """Write words in small letters, digits and hyphens alone: `§ 12 a` as `12-a`, `Åvik` as `avik`."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
