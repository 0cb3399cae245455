"""Writes the comments that silence what was found: on the finding's line, or for the file where no comment fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.checker.check import check_source, context_of
from protokoll.diagnostics import Edit
from protokoll.model.meaning import facts
from protokoll.seal import FENCED
from protokoll.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from protokoll.checker.plan import Plan
    from protokoll.diagnostics import Diagnostic

_THERE = re.compile(r"<!--\s*protokoll:\s*ignore\[(?P<names>[^\]]*)\]")
_ENGINE = ("P9",)
"""Findings on the file itself and on comments; what makes them is mended, not silenced."""
_UNUSED = "P904"
_ROUNDS = 6
"""How often what the comments leave, or make anew, is looked at again."""
_READINGS = 40
"""How often a text is read to learn which lines take a comment."""

_Names = dict[str, None]


class Ignored(msgspec.Struct, frozen=True):
    """A text with its comments, and how many findings those silence.

    `approved` tells that the text was left alone for it has been approved.
    """

    text: str
    count: int
    approved: bool = False


def with_ignores(source: Source, plan: Plan, reason: str = "") -> Ignored:
    """Give a text in which nothing is found any more; what is read of it stays.

    A comment goes to the end of the line; where that would change what is read or does not help (a table, code, front
    matter), one for the whole file is put last, or first where the end takes none.
    """
    found = _to_silence(check_source(source, plan))
    if not found:
        return Ignored(source.text, 0)
    meeting = context_of(source, plan).meeting
    if meeting.approvals:
        return Ignored(source.text, 0, approved=True)
    known = facts(meeting)
    for at_top in (False, True):
        writing = _Writing(source, plan, reason, at_top=at_top)
        text = writing.silencing(found, known)
        if text is not None:
            return Ignored(text, len(found))
    return Ignored(source.text, 0)


def ignored_on_line(source: Source, one: Diagnostic) -> Edit | None:
    """Give the edit that silences a finding on its line; None where no comment fits."""
    if one.code.startswith(_ENGINE):
        return None
    place = source.place(one.span.start)
    line = source.line(place.line)
    if not _takes_comment(line):
        return None
    start = source.offset(place.line, 1)
    return Edit(Span(start, start + len(line)), _with_comment(line, [one.name], ""))


class _Writing:
    """One way to write the comments: with that for the whole file last, or first."""

    def __init__(self, source: Source, plan: Plan, reason: str, *, at_top: bool) -> None:
        self._source = source
        self._plan = plan
        self._reason = reason
        self._lines = source.text.split("\n")
        head = FENCED.match(source.text) if at_top else None
        self._top = (head.end() if head else 0) if at_top else None
        self._of_line: dict[int, _Names] = {}
        self._of_file: _Names = {}
        self._readings = _READINGS

    def silencing(self, found: Iterable[Diagnostic], known: object) -> str | None:
        """Give a text with the same facts in which nothing is left; None where this way there is none."""
        for one in found:
            number = self._source.place(one.span.start).line
            if _takes_comment(self._lines[number - 1]):
                self._of_line.setdefault(number, {})[one.name] = None
            else:
                self._of_file[one.name] = None
        fitting = self._fitting(list(self._of_line), known)
        for number in [number for number in self._of_line if number not in fitting]:
            self._of_file |= self._of_line.pop(number)
        for _ in range(_ROUNDS):
            source = Source(self._text(self._of_line, self._of_file), self._source.path)
            after = check_source(source, self._plan)
            if not (self._move_idle(source, after) | self._move_left(source, _to_silence(after))):
                same = facts(context_of(source, self._plan).meeting) == known
                return source.text if same and not _to_silence(after) else None
        return None

    def _fitting(self, numbers: list[int], known: object) -> set[int]:
        """Give the lines of some whose comments change nothing that is read."""
        if not numbers or self._readings <= 0:
            return set()
        self._readings -= 1
        text = self._text({number: self._of_line[number] for number in numbers}, {})
        if facts(context_of(Source(text, self._source.path), self._plan).meeting) == known:
            return set(numbers)
        if len(numbers) == 1:
            return set()
        half = len(numbers) // 2
        return self._fitting(numbers[:half], known) | self._fitting(numbers[half:], known)

    def _move_left(self, source: Source, left: Iterable[Diagnostic]) -> bool:
        """Silence for the whole file what its line does not silence; tell whether anything was left to move."""
        moved = False
        for one in left:
            moved |= one.name not in self._of_file
            self._of_file[one.name] = None
            self._drop(self._line(source, one.span.start), one.name)
        return moved

    def _move_idle(self, source: Source, after: Iterable[Diagnostic]) -> bool:
        """Take back the names that silence nothing; tell whether there were any."""
        moved = False
        for number, name in _idle(source, after):
            line = self._line_of_text(source, number)
            if name in self._of_line.get(line, ()):
                moved = True
                self._drop(line, name)
        return moved

    def _drop(self, number: int, name: str) -> None:
        names = self._of_line.get(number, {})
        names.pop(name, None)
        if not names:
            self._of_line.pop(number, None)

    def _line(self, source: Source, offset: int) -> int:
        return self._line_of_text(source, source.place(offset).line)

    def _line_of_text(self, source: Source, number: int) -> int:
        """Give the line of the text that was given: what stands first moves all others down."""
        return number - (source.text.count("\n") - self._source.text.count("\n") if self._top is not None else 0)

    def _text(self, of_line: Mapping[int, _Names], of_file: _Names) -> str:
        lines = self._lines.copy()
        for number, names in of_line.items():
            lines[number - 1] = _with_comment(lines[number - 1], names, self._reason)
        text = "\n".join(lines)
        if not of_file:
            return text
        comment = _comment("ignore-file", of_file, self._reason)
        if self._top is None:
            return f"{text.rstrip()}\n\n{comment}\n"
        return f"{text[: self._top]}{comment}\n\n{text[self._top :]}"


def _to_silence(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in diagnostics if not one.code.startswith(_ENGINE)]


def _idle(source: Source, diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[int, str]]:
    """Give the names that silence nothing, each with the line of its comment."""
    for one in diagnostics:
        if one.code == _UNUSED:
            for name in str(one.finding.values.get("names", "")).split(", "):
                yield source.place(one.span.start).line, name


def _takes_comment(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("|", "```", "~~~"))


def _with_comment(line: str, names: Iterable[str], reason: str) -> str:
    there = _THERE.search(line)
    if there:
        known = [name.strip() for name in there["names"].split(",") if name.strip()]
        together = ", ".join(dict.fromkeys([*known, *names]))
        return f"{line[: there.start('names')]}{together}{line[there.end('names') :]}"
    cut = len(line.rstrip())
    if line[:cut].endswith("\\"):  # what breaks the line stays last
        cut = len(line[: cut - 1].rstrip())
    return f"{line[:cut]} {_comment('ignore', names, reason)}{line[cut:]}"


def _comment(verb: str, names: Iterable[str], reason: str) -> str:
    said = f" {reason}" if reason else ""
    return f"<!-- protokoll: {verb}[{', '.join(names)}]{said} -->"
