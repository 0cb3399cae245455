"""What a report is made of, and what it may ask."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import SEVERITIES, Diagnostic, Related, Severity, filled
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.source import Place, Span


class Checked(msgspec.Struct, frozen=True):
    """One document under its name, with `/` between folders, and what was found in it, in the order of its text."""

    name: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        """The name as other programs want it: no `./` before it, and nothing in it that UTF-8 cannot hold."""
        name = self.name.removeprefix("./")
        return name if name.isascii() else name.encode("utf-8", "replace").decode()


class RuleHelp(msgspec.Struct, frozen=True):
    """A rule as a viewer of findings shows it, in the report's language.

    `summary` is one sentence, `description` a paragraph, `markdown` the whole page; `level` is the severity that most
    findings have, `tags` are what a viewer may sort by.
    """

    code: str
    name: str
    summary: str
    markdown: str
    level: Severity
    description: str = ""
    tags: tuple[str, ...] = ()


class Style(msgspec.Struct, frozen=True):
    """How a report is written: in which language, with colour or without, and how wide a terminal is.

    `rules` gives the pages of all rules; only a report that shows them asks.
    """

    translate: Callable[[str], str] = str
    language: str = "en"
    colour: bool = False
    width: int = 100
    rules: Callable[[], Iterable[RuleHelp]] = tuple


def plain(style: Style) -> Style:
    """Take the colours from a style."""
    return msgspec.structs.replace(style, colour=False)


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
    lines: dict[int, str] = {}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for one in document.diagnostics:
        number = document.source.place(one.span.start).line
        if number not in lines:  # a line may be long and hold many findings
            lines[number] = _digest(" ".join(document.source.line(number).split()))
        key = "\0".join((document.path, one.name, lines[number], one.finding.message))
        seen[key] += 1
        found.append(_digest(f"{key}\0{seen[key]}")[:32])
    return found


def _digest(words: str) -> str:
    import hashlib  # noqa: PLC0415 - only some reports ask, and it is slow to load

    return hashlib.sha256(words.encode()).hexdigest()


def bounds(source: Source, span: Span) -> tuple[Place, Place]:
    """Give the place of a span's first character and that after its last."""
    return source.place(span.start), source.place(span.end)


def with_hint(one: Diagnostic, style: Style) -> str:
    """Say in one line what was found, and the cure."""
    return one_line(" – ".join(filter(None, (one.message(style.translate), one.hint(style.translate)))))


def told(related: Related, style: Style) -> str:
    """Say in one line what stands at another place."""
    return one_line(filled(style.translate(related.message), related.values))


def one_line(words: str) -> str:
    """Show what would end or garble a line instead of obeying it: names of files may hold anything."""
    if words.isprintable():
        return words
    return "".join(
        character if character.isprintable() or unicodedata.category(character) == "Zs" else repr(character)[1:-1]
        for character in words
    )


def written(data: object) -> str:
    """Write JSON as a person may read it."""
    return msgspec.json.format(msgspec.json.encode(data)).decode() + "\n"
