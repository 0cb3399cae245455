"""Writes the comments that silence what was found: on the finding's line, or for the file where no comment fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.checker.check import check_source, context_of
from protokoll.diagnostics import Edit
from protokoll.model.meaning import facts
from protokoll.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.checker.plan import Plan
    from protokoll.diagnostics import Diagnostic

_THERE = re.compile(r"<!--\s*protokoll:\s*ignore\[(?P<names>[^\]]*)\]")
_LINE_END = re.compile(r"(?:\s*\\|\s*)$")
_ENGINE = ("P9",)
"""Findings on the file itself and on comments; what makes them is mended, not silenced."""


def with_ignores(source: Source, plan: Plan, reason: str = "") -> tuple[str, int]:
    """Give a text in which nothing is found any more, and how many findings its new comments silence.

    A comment goes to the end of the line; where that would change what is read or does not help (a table, code, front
    matter), one for the whole file is put last.
    """
    found = [one for one in check_source(source, plan) if not one.code.startswith(_ENGINE)]
    if not found:
        return source.text, 0
    text = _on_lines(source, found, reason)
    if facts(context_of(Source(text, source.path), plan).meeting) != facts(context_of(source, plan).meeting):
        text = source.text
    left = [one for one in check_source(Source(text, source.path), plan) if not one.code.startswith(_ENGINE)]
    return _for_file(text, dict.fromkeys(one.name for one in left), reason), len(found)


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


def _takes_comment(line: str) -> bool:
    return not line.lstrip().startswith(("|", "```", "~~~"))


def _on_lines(source: Source, found: Sequence[Diagnostic], reason: str) -> str:
    lines = source.text.split("\n")
    by_line: dict[int, dict[str, None]] = {}
    for one in found:
        by_line.setdefault(source.place(one.span.start).line - 1, {})[one.name] = None
    for number, names in by_line.items():
        if _takes_comment(lines[number]):
            lines[number] = _with_comment(lines[number], names, reason)
    return "\n".join(lines)


def _with_comment(line: str, names: Iterable[str], reason: str) -> str:
    there = _THERE.search(line)
    if there:
        known = [name.strip() for name in there["names"].split(",") if name.strip()]
        together = ", ".join(dict.fromkeys([*known, *names]))
        return f"{line[: there.start('names')]}{together}{line[there.end('names') :]}"
    end = _LINE_END.search(line)
    cut = end.start() if end else len(line)
    return f"{line[:cut]} {_comment('ignore', names, reason)}{line[cut:]}"


def _for_file(text: str, names: Iterable[str], reason: str) -> str:
    names = list(names)
    return f"{text.rstrip()}\n\n{_comment('ignore-file', names, reason)}\n" if names else text


def _comment(verb: str, names: Iterable[str], reason: str) -> str:
    said = f" {reason}" if reason else ""
    return f"<!-- protokoll: {verb}[{', '.join(names)}]{said} -->"
