"""Comments that silence a rule where it is wrong: `<!-- protokoll: ignore[personal-number] a reason -->`.

On a line of its own a comment counts for the next line that is not blank, within a line for that line. `ignore-start`
and `ignore-end` bound a range, `ignore-file` counts for the whole file. Rules stand by name or code.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.rules.table import BY_NAME
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.rules.base import Rule
    from protokoll.rules.context import Context

_COMMENT = re.compile(r"<!--+\s*protokoll\s*:\s*(?P<told>.*?)\s*--+>", re.DOTALL | re.IGNORECASE)
_TOLD = re.compile(r"(?P<verb>ignore(?:-start|-end|-file)?)\s*\[(?P<names>[^\]]*)\]\s*(?P<reason>.*)", re.DOTALL)
_END = re.compile(r"ignore-end\s*$")


class Suppression(msgspec.Struct):
    """One comment: where it stands, the lines it counts for, and which of its rules have been silenced by it.

    `lines` are the first and last line, from 1; `names` pairs each name as written with its rule.
    """

    span: Span
    lines: tuple[int, int]
    names: tuple[tuple[str, Rule], ...]
    used: set[str] = msgspec.field(default_factory=set)


class Suppressions:
    """All comments of one document that silence rules."""

    def __init__(self, context: Context) -> None:
        """Find them; those in code are words like any other."""
        self._source = context.source
        self._faults: list[Finding] = []
        code = [block.span for block in context.of(c.CodeBlock)] + [code.span for code in context.inlines(c.Code)]
        self._last_line = context.source.place(len(context.source.text)).line
        self.all: list[Suppression] = []
        self._read([match for match in _COMMENT.finditer(context.source.text) if not _in_any(match.start(), code)])

    def _read(self, comments: list[re.Match[str]]) -> None:
        open_ranges: list[tuple[re.Match[str], tuple[tuple[str, Rule], ...]]] = []
        for comment in comments:
            span = Span(comment.start(), comment.end())
            if _END.fullmatch(comment["told"]):
                if not open_ranges:
                    self._fault(span, N_("no range of ignored rules has begun here"), N_("take the comment away"))
                else:
                    begun, names = open_ranges.pop()
                    self._add(begun, names, (self._line(begun.start()), self._line(comment.end())))
                continue
            told = _TOLD.fullmatch(comment["told"])
            if told is None:
                self._fault(
                    span,
                    N_("cannot read what this comment says"),
                    N_("write it as `<!-- protokoll: ignore[rule-name] reason -->`"),
                )
                continue
            names = tuple(self._names(told, comment.start("told")))
            if told["verb"] == "ignore-start":
                open_ranges.append((comment, names))
            elif told["verb"] == "ignore-end":
                self._fault(span, N_("`ignore-end` takes no rules"), N_("write it as `<!-- protokoll: ignore-end -->`"))
            elif told["verb"] == "ignore-file":
                self._add(comment, names, (1, self._last_line))
            else:
                self._add(comment, names, (self._target(comment),) * 2)
        for begun, names in open_ranges:
            self._fault(
                Span(begun.start(), begun.end()),
                N_("the range of ignored rules that begins here has no end"),
                N_("write `<!-- protokoll: ignore-end -->` after it"),
            )
            self._add(begun, names, (self._line(begun.start()), self._last_line))

    def _add(self, comment: re.Match[str], names: tuple[tuple[str, Rule], ...], lines: tuple[int, int]) -> None:
        if names:
            self.all.append(Suppression(Span(comment.start(), comment.end()), lines, names))

    def _names(self, told: re.Match[str], offset: int) -> Iterator[tuple[str, Rule]]:
        for match in re.finditer(r"[^\s,]+", told["names"]):
            name = match[0]
            rule = BY_NAME.get(name.lower()) or BY_NAME.get(name.upper())
            if rule:
                yield name, rule
                continue
            from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

            near = get_close_matches(name.lower(), list(BY_NAME), n=1)
            start = offset + told.start("names") + match.start()
            self._faults.append(
                Finding(
                    Span(start, start + len(name)),
                    N_("no rule is called `{name}`"),
                    N_("did you mean `{near}`?") if near else N_("see them all with `protokoll rule --all`"),
                    {"name": name, "near": near[0] if near else ""},
                )
            )

    def _fault(self, span: Span, message: str, hint: str) -> None:
        self._faults.append(Finding(span, message, hint))

    def _line(self, offset: int) -> int:
        return self._source.place(offset).line

    def _target(self, comment: re.Match[str]) -> int:
        """Tell which line a comment counts for: its own, or the next that is not blank where it stands alone."""
        text = self._source.text
        first, last = self._line(comment.start()), self._line(max(comment.start(), comment.end() - 1))
        before = text[text.rfind("\n", 0, comment.start()) + 1 : comment.start()]
        end = text.find("\n", comment.end())
        after = text[comment.end() : len(text) if end == -1 else end]
        if _COMMENT.sub("", before).strip(" \t>") or _COMMENT.sub("", after).strip():
            return first
        for number in range(last + 1, self._last_line + 1):
            line = self._source.line(number)
            if _COMMENT.sub("", line).strip():
                return number
        return last

    def silences(self, rule: Rule, span: Span) -> bool:
        """Tell whether a finding of a rule at a place is silenced, and remember by which comment."""
        line = self._line(span.start)
        silenced = False
        for one in self.all:
            if one.lines[0] <= line <= one.lines[1] and any(known.code == rule.code for _, known in one.names):
                one.used.add(rule.code)
                silenced = True
        return silenced

    @cached_property
    def faults(self) -> Sequence[Finding]:
        """Comments that cannot be understood."""
        return sorted(self._faults, key=lambda finding: finding.span.start)

    def unused(self, run: Iterable[Rule]) -> Iterator[Finding]:
        """Give the comments, or the names in them, that have silenced nothing although their rules were run."""
        codes = {rule.code for rule in run}
        for one in self.all:
            idle = [name for name, rule in one.names if rule.code in codes and rule.code not in one.used]
            if not idle:
                continue
            yield Finding(
                one.span,
                N_("nothing here is silenced by `{names}`"),
                N_("take it away"),
                {"names": ", ".join(idle)},
                fix=Fix(N_("Take the comment away"), (self._without(one, idle),)),
            )

    def _without(self, one: Suppression, idle: list[str]) -> Edit:
        kept = [name for name, _ in one.names if name not in idle]
        text = self._source.text
        if kept:
            old = self._source.raw(one.span)
            head, _, rest = old.partition("[")
            return Edit(one.span, f"{head}[{', '.join(kept)}]{rest.partition(']')[2]}")
        start, end = one.span.start, one.span.end
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line_end = len(text) if line_end == -1 else line_end + 1
        if not (text[line_start:start] + text[end:line_end]).strip():
            return Edit(Span(line_start, line_end), "")
        while start > line_start and text[start - 1] in " \t":
            start -= 1
        return Edit(Span(start, end), "")


def _in_any(offset: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)
