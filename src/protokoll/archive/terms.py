"""Words as the register's texts have them: in another form, as part of a compound, and misspelt.

SQLite's own stemmer knows English only, so texts are kept as they are, and a word that is asked for is looked up among
theirs: by its Swedish stem (the Snowball project's), at the beginning of longer words, and at their end.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_SHORT = 4
"""Letters of a stem that are too few to be looked for inside of other words."""
_MOST = 400
"""Compounds that one word may stand for: those in most passages."""
_NEAR = 0.75
"""How much a word must be like a misspelt one."""


class Terms:
    """The words of one register."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, words, row)")

    def expression(self, word: str) -> str:
        """Write what finds a word in all its forms, in the language of FTS5."""
        if word.isdecimal():
            return quoted(word)
        root = stem(word)
        forms = {word, *(term for term in self._like(f"{root}*") if stem(term) == root)}
        found = [f"{quoted(word)} *"] if len(word) >= _SHORT else []
        if len(root) >= _SHORT:
            ends = (term for term in self._like(f"?*{root}*") if stem(term).endswith(root))
            forms.update(islice(ends, _MOST))
            found = [f"{quoted(_snowball(word))} *"]
        return " OR ".join([*found, *map(quoted, sorted(forms))])

    def knows(self, word: str) -> bool:
        """Tell whether any text has a word, in whatever form."""
        found = self._connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (self.expression(word),))
        return found.fetchone() is not None

    def near(self, word: str) -> str | None:
        """Give the word that a misspelt one was most likely meant to be: `oppna` for `öppna` before all others."""
        plain = _plain(word)
        terms = [
            term
            for term, *_ in self._connection.execute(
                "SELECT term FROM temp.term WHERE length(term) BETWEEN ? AND ? ORDER BY doc DESC",
                (len(word) - 2, len(word) + 2),
            )
            if term != word and _plain(term[0]) == plain[:1]
        ]
        same = next((term for term in terms if _plain(term) == plain), None)
        return same or next(iter(get_close_matches(word, terms, n=1, cutoff=_NEAR)), None)

    def _like(self, pattern: str) -> Iterator[str]:
        """Give the words that fit a pattern, those in most passages first; `word` itself holds nothing special."""
        rows = self._connection.execute("SELECT term FROM temp.term WHERE term GLOB ? ORDER BY doc DESC", (pattern,))
        return (term for (term,) in rows)


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer  # noqa: PLC0415 - only who asks for words needs it

    return stemmer("swedish")


def _snowball(word: str) -> str:
    found: str = _stemmer().stemWord(word)
    return found if word.startswith(found) else word


@lru_cache(100_000)
def stem(word: str) -> str:
    """Give what a Swedish word has in common with its other forms: `skolor` and `skolan` have `skol`.

    Snowball leaves the endings of one certain thing, `-an` and `-et`, where they are: it takes `skolan` for a word of
    its own.
    """
    found = _snowball(word)
    return found[:-2] if found.endswith(("an", "et")) and len(found) >= _SHORT + 2 else found


def quoted(words: str) -> str:
    """Write words as FTS5 takes them as they are."""
    return '"' + words.replace('"', '""') + '"'


def _plain(word: str) -> str:
    """Take the marks off letters: `öppna` and `oppna` are told apart by them alone."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
