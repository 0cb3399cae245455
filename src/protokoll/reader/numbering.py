"""What stands before an item's title: its number in any of its forms and its time; and a time behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import CLOCK, alternatives, clock

if TYPE_CHECKING:
    from protokoll.vocabulary import Vocabulary

_NUMBER = r"\d{1,4}(?:\s?[a-zåäö](?![^\W\d_]))?(?:\s*/\s*\d{2,4})?"
_RANGE = rf"{_NUMBER}(?:\s?[-–—]{{1,2}}\s?{_NUMBER})?"
_TIME = re.compile(
    rf"^\s*(?:(?:kl|klo|kl\.)\.?\s*)?(?P<time>{CLOCK})\s*(?:[-–—]\s*(?P<end>{CLOCK}))?(?:\s*Uhr\b)?\s*[-–—:]?\s*"
)
_FULL_TIME = re.compile(r"\s*(?:[01]\d|2[0-3])[.:][0-5]\d(?![.:]?\d)")
_TIME_BEHIND = re.compile(
    rf"[\s,(–-]*(?:(?:kl|klo)\.?\s*)?(?P<time>{CLOCK})(?:\s*[-–—]\s*(?P<end>{CLOCK}))?\s*(?:Uhr)?\)?\s*$"
)


class Leading(msgspec.Struct, frozen=True):
    """The marks of an item: characters `start` to `end` of its heading are the title.

    `sure` tells that the marks alone show an item; a bare number ("6 Title") or a short word before one ("KS 190")
    counts only beside others that continue it.
    """

    start: int
    end: int
    number: str | None = None
    prefix: str | None = None
    since: str | None = None
    until: str | None = None
    sure: bool = True
    sign: bool = False

    @property
    def marked(self) -> bool:
        """Whether a number or a time stands there at all."""
        return self.number is not None or self.since is not None


def read_leading(text: str, vocabulary: Vocabulary) -> Leading:
    """Read the marks around an item's title."""
    position = 0
    number = prefix = since = until = None
    sure, sign = True, False
    # "09.55 Title" is a time; "4.12 Title" a number.
    if not _FULL_TIME.match(text) and (mark := _marks(vocabulary).match(text)):
        known = mark.groupdict()
        number = next(value for name, value in known.items() if name.startswith("n_") and value)
        prefix = known["prefix"] or known["unit"] or known["body"]
        sure = not (known["n_bare"] or known["n_body"])
        sign = bool(known["n_section"] or known["n_before"])
        position = mark.end()
    if (time := _TIME.match(text[position:])) and (since := clock(time["time"])):
        until = clock(time["end"]) if time["end"] else None
        position += time.end()
    end = len(text)
    if since is None and (behind := _time_behind(text, position)):
        since = clock(behind["time"])
        until = clock(behind["end"]) if behind["end"] else None
        end = behind.start()
    return Leading(position, end, " ".join(number.split()) if number else None, prefix, since, until, sure, sign)


def _time_behind(text: str, position: int) -> re.Match[str] | None:
    """Find a time that ends a title; "Bygglov på Tallmo 2:14" ends with the name of a property."""
    behind = _TIME_BEHIND.search(text, position)
    if behind is None or behind.start() <= position:
        return None
    *before, last = text[position : behind.start()].split() or [""]
    of_property = behind[0].strip() == behind["time"] and ":" in behind["time"] and before and last[:1].isupper()
    return None if of_property else behind


@cache
def _marks(vocabulary: Vocabulary) -> re.Pattern[str]:
    units = alternatives([word for word, _ in vocabulary.meanings("numbering").items()])
    return re.compile(
        rf"""^\s*(?:
            (?:(?P<prefix>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,5}}(?:\s[A-ZÅÄÖ]{{1,3}})?)\s*)?§{{1,2}}\s*(?P<n_section>{_RANGE})(?![\d.])[.:)]?
          | (?P<n_before>\d{{1,4}}(?:\s?[a-z])?)\s*§
          | (?P<unit>(?i:{units}))\.?\s*(?P<n_unit>\d{{1,4}}(?:[./]\d{{1,4}})*(?:\s?[a-z](?![^\W\d_]))?)
                (?!\d)[.:)]?(?=\s|$|[-–—:])
          | (?P<n_slash>\d{{1,4}}/\d{{2,4}})[.:)]?(?=\s|$)
          | (?P<n_dotted>\d{{1,3}}(?:\.\d{{1,3}})+)[.:)]?(?=\s|$)
          | (?P<n_plain>\d{{1,3}}(?:\s?[a-z])?)[.)](?=\s|$)
          | (?P<n_letter>[a-zåäö])\)(?=\s)
          | (?P<body>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,5}})\s(?P<n_body>\d{{1,4}})(?=\s+[^\W\d_]|$)
          | (?P<n_bare>\d{{1,3}})(?=\s+[^\W\d_]|\s+[("„”«])
          )\s*[-–—:]?\s*""",
        re.VERBOSE,
    )
