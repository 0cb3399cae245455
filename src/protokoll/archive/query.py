"""What a person types to search for, read: words, phrases, what is left out, numbers of items and of cases."""

from __future__ import annotations

import re
import unicodedata

import msgspec

_SMALL = frozenset(
    re.findall(
        r"\w+",
        "att av de den det dem en ett från för han hon i in med men när och om på samt som till under upp ut vid är",
    )
)
"""Words that stand in nearly every passage: they are not asked for, unless all of them are such."""
_PIECES = re.compile(
    r"""
    (?P<out>-)? (?:
      "(?P<phrase>[^"]*)"?
    | §{1,2} \s* (?P<item>\d+(?:\s?[a-zåäö]\b)?)
    | (?P<day>\b(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?\b(?![-/:.]))
    | (?P<case>(?:\b[^\W\d_]{1,4}\s|\b[^\W\d_]{1,8}[/-]?)? \b\d{2,4} (?:[-/:.]\d+)+ )
    | (?P<word>[^\s"]+)
    )
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(r"[^\W_]+")
"""What the register's tokenizer takes for one word."""
_RUN = re.compile(r"\d+|[^\W\d_]+")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What must be found, and what must not; all of it in lower case."""

    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not any((self.words, self.beginnings, self.phrases, self.items, self.cases, self.without))


def read_query(text: str) -> Query:
    """Read what was typed; whatever it holds, it is no error."""
    text = unicodedata.normalize("NFC", text).casefold().replace("ß", "ss")
    found: dict[str, list[str]] = {name: [] for name in Query.__struct_fields__}
    for piece in _PIECES.finditer(text):
        kind, words = piece.lastgroup or "", _tokens(piece[piece.lastgroup or 0] or "")
        if not words:
            continue
        if piece["out"]:
            found["without"].append(" ".join(words))
        elif kind == "item":
            found["items"].append(" ".join(piece["item"].split()))
        elif kind in {"case", "day"}:
            found["cases"].append(" ".join(words))
        elif kind == "word" and piece["word"].endswith("*"):
            found["beginnings"].append(" ".join(words))
        elif kind == "word" and len(words) == 1:
            found["words"].append(words[0])
        else:
            found["phrases"].append(" ".join(words))
    telling = [word for word in found["words"] if word not in _SMALL]
    if telling or any(found[name] for name in ("beginnings", "phrases", "items", "cases")):
        found["words"] = telling
    return Query(**{name: tuple(dict.fromkeys(values)) for name, values in found.items()})


def runs(number: str) -> str:
    """Write a case number so that its ways of writing are one: `KS 2024/00007` and `ks 2024-7` are `ks 2024 7`."""
    found = _RUN.findall(unicodedata.normalize("NFC", number).casefold())
    return " ".join(run.lstrip("0") or "0" if run.isdecimal() else run for run in found)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)
