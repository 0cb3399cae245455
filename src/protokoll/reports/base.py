"""What a report is made of, and what it may ask."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import SEVERITIES, Diagnostic
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Checked(msgspec.Struct, frozen=True):
    """One document under its name, with `/` between folders, and what was found in it, in the order of its text."""

    name: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()


class Style(msgspec.Struct, frozen=True):
    """How a report is written: in which language, with colour or without, and how wide a terminal is."""

    translate: Callable[[str], str] = str
    language: str = "en"
    colour: bool = False
    width: int = 100


def counted(checked: Iterable[Checked]) -> Counter[str]:
    """Count findings by severity."""
    return Counter(one.severity for document in checked for one in document.diagnostics)


def worst_first(checked: Sequence[Checked]) -> Iterator[tuple[Checked, Diagnostic]]:
    """Give every finding with its document, errors before warnings, and else in order."""
    for severity in SEVERITIES:
        for document in checked:
            for one in document.diagnostics:
                if one.severity == severity:
                    yield document, one


def fingerprints(document: Checked) -> list[str]:
    """Give each finding a name that stays the same while its line stays, wherever in the file that has moved.

    Made of the file, the rule and the words of the line; the second of two that are alike gets another.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for one in document.diagnostics:
        line = document.source.line(document.source.place(one.span.start).line)
        key = "\0".join((document.name, one.name, " ".join(line.split()), one.finding.message))
        seen[key] += 1
        found.append(hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32])
    return found
