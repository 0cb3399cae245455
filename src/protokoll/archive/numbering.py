"""How an item's number is written where its document is not at hand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from protokoll.vocabulary import Term
from protokoll.vocabulary import load as load_vocabulary

if TYPE_CHECKING:
    import sqlite3

    from protokoll.vocabulary import Vocabulary


def number_in(row: sqlite3.Row) -> str | None:
    """Write the number of a row with an item's `number` and `prefix`, its meeting's `profile` and `language`."""
    if not row["number"]:
        return None
    words, is_formal = load_vocabulary("sv"), row["profile"] == "kl"
    return item_number(row["number"], row["prefix"], words, is_formal=is_formal, language=row["language"])


@lru_cache(10_000)
def item_number(number: str, prefix: str | None, vocabulary: Vocabulary, *, is_formal: bool, language: str) -> str:
    """Write an item's number as its document does, as far as the register tells: formal minutes number by §."""
    if is_formal and re.match(r"\d+(?: ?[a-z])?$", number) and (not prefix or _is_body(prefix, language)):
        sign = vocabulary.say(Term.SECTION_SIGN, number=number)
        return f"{prefix} {sign}" if prefix else sign
    if prefix:
        return f"{prefix} {number}"
    return number if re.search(r"\D", number) else f"{number}."


def _is_body(prefix: str, language: str) -> bool:
    """Tell letters of a body (`KS § 12`) from a word that numbers points (`TOP 3`)."""
    return prefix.isupper() and language.startswith(("sv", "fi"))
