"""The page of a rule, made from its module's docstring: what it does, why, an example, what to write instead."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from protokoll.rules.base import Rule

WHAT, WHY, EXAMPLE, INSTEAD, SAFETY = (
    N_("What it does"),
    N_("Why it matters"),
    N_("Example"),
    N_("Use instead"),
    N_("Fix safety"),
)
HEADINGS = (WHAT, WHY, EXAMPLE, INSTEAD, SAFETY)
"""The parts of a page, in their order; the last is there for rules that mend what they find."""

_SEVERITIES = {"E": N_("error"), "W": N_("warning"), "I": N_("info"), "-": N_("off")}
_PART = re.compile(rf"^## ({'|'.join(HEADINGS)})$", re.MULTILINE)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


class Sample(msgspec.Struct, frozen=True):
    """A fenced piece of a page: its language, what its info string sets (`state=approved`), and the text."""

    language: str
    given: dict[str, str]
    text: str


class Page(msgspec.Struct, frozen=True):
    """A rule's page: one sentence, and its parts as Markdown."""

    rule: Rule
    summary: str
    parts: dict[str, str]

    def samples(self, heading: str) -> list[Sample]:
        """Give the fenced pieces of a part."""
        return list(samples(self.parts.get(heading, "")))

    def paragraphs(self) -> Iterator[str]:
        """Give all that is prose: the messages of a catalogue."""
        yield self.summary
        for heading in self.parts:
            yield from self.prose(heading)

    def prose(self, heading: str) -> Iterator[str]:
        """Give the paragraphs of a part that are no examples."""
        for piece in _pieces(self.parts.get(heading, "")):
            if not _FENCE.match(piece):
                yield piece

    def markdown(self, translate: Callable[[str], str] = str) -> str:
        """Give the page as Markdown, in a language."""
        kl, samverkan, anteckning = (translate(_SEVERITIES[level]) for level in self.rule.levels.split("/"))
        lines = [
            f"# {self.rule.name} ({self.rule.code})",
            translate(self.summary),
            f"kl: {kl} · samverkan: {samverkan} · anteckning: {anteckning}",
        ]
        for heading, part in self.parts.items():
            lines.append(f"## {translate(heading)}")
            lines += [piece if _FENCE.match(piece) else translate(piece) for piece in _pieces(part)]
        return "\n\n".join(lines) + "\n"


def samples(text: str) -> Iterator[Sample]:
    """Give the fenced pieces of a text."""
    for match in _FENCE.finditer(text):
        language, *settings = match["info"].split() or [""]
        given = dict(setting.partition("=")[::2] for setting in settings)
        yield Sample(language, given, match["text"])


@cache
def page(rule: Rule) -> Page:
    """Read a rule's page from its module."""
    text = (import_module(rule.module).__doc__ or "").strip() + "\n"
    parts = list(_headings(text))
    ends = [*(match.start() for match in parts[1:]), len(text)]
    return Page(
        rule,
        text[: parts[0].start() if parts else len(text)].strip(),
        {match[1]: text[match.end() : end].strip("\n") for match, end in zip(parts, ends, strict=bool(parts))},
    )


def _headings(text: str) -> Iterator[re.Match[str]]:
    """Give the headings of a page; those within a fence are an example's own."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    for heading in _PART.finditer(text):
        if not any(start < heading.start() < end for start, end in fences):
            yield heading


def _pieces(part: str) -> Iterator[str]:
    """Give paragraphs and fenced pieces, in order; a paragraph on one line."""
    position = 0
    for match in _FENCE.finditer(part + "\n"):
        yield from _paragraphs(part[position : match.start()])
        yield match[0]
        position = match.end()
    yield from _paragraphs(part[position:])


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if paragraph.strip():
            yield paragraph.strip() if paragraph.lstrip().startswith("- ") else " ".join(paragraph.split())
