"""Comments that silence a rule where it is wrong: `<!-- protokoll: ignore[personal-number] a reason -->`.

On a line of its own a comment counts for the next line that is not blank, or for the whole table that begins there;
within a line for that line. `ignore-start` and `ignore-end` bound a range, `ignore-file` counts for the whole file.
Rules stand by name or code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.rules.table import BY_NAME, near_name
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.rules.base import Rule
    from protokoll.rules.context import Context

_OURS = re.compile(r"-*\s*protokoll\s*:\s*(?P<told>.*)", re.DOTALL | re.IGNORECASE)
_TOLD = re.compile(r"(?P<verb>ignore(?:-start|-end|-file)?)\s*\[(?P<names>[^\]]*)\](?P<reason>.*)", re.DOTALL)
_MEANT = re.compile(r"ign\w*|(?:disable|enable|noqa|skip)\b|(?:on|off)\s*\Z|[\w-]{1,30}\s?\[", re.IGNORECASE)
"""What was perhaps meant so; `<!-- Protokoll: skrivs rent i maj -->` is a comment like any other."""

_END = re.compile(r"ignore-end(?![\w-])(?!\s*\[)")
_LEAD = re.compile(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)])(?:[\s>]+|$))*")
"""Marks of quotes and lists that a line begins with."""

_UNUSED = "P904"
"""The rule that finds comments of no use, which a comment may name to be left alone."""


class _Comment(NamedTuple):
    """A comment for us: its place, and what it says behind `protokoll:`, which begins at `offset`."""

    span: Span
    told: str
    offset: int


class Suppression(msgspec.Struct):
    """One comment: where it stands, and the lines it counts for.

    `lines` are the first and last line, from 1; `names` pairs each name as written with its rule, None for one that
    no rule has. `end` is where the range ends that it begins.
    """

    span: Span
    lines: tuple[int, int]
    names: tuple[tuple[str, Rule | None], ...]
    end: Span | None = None


class Suppressions:
    """All comments of one document that silence rules."""

    def __init__(self, context: Context) -> None:
        """Find them; those in code are words like any other."""
        self._source = context.source
        self._faults: list[Finding] = []
        self.all: list[Suppression] = []
        self._of_line: dict[tuple[str, int], list[Suppression]] = {}
        self._of_range: dict[str, list[tuple[int, int]]] = {}
        self._met: dict[str, list[int]] = {}
        comments = list(_comments(context.source.text))
        if not comments:
            return
        code = [block.span for block in context.of(c.CodeBlock)] + [code.span for code in context.inlines(c.Code)]
        code.sort(key=lambda span: span.start)
        starts = [span.start for span in code]
        self._last_line = self._line(len(context.source.text))
        self._tables = {
            self._line(table.span.start): self._line(max(table.span.start, table.span.end - 1))
            for table in context.of(c.Table)
        }
        self._next_lines: dict[int, int] = {}
        self._alone: dict[int, bool] = {}
        self._read([one for one in comments if not _is_in(one.span.start, code, starts)])
        for one in self.all:
            for code_of in {rule.code for _, rule in one.names if rule}:
                if one.lines[0] == one.lines[1]:
                    self._of_line.setdefault((code_of, one.lines[0]), []).append(one)
                else:
                    self._of_range.setdefault(code_of, []).append(one.lines)
        self._of_range = {code_of: list(_joined(ranges)) for code_of, ranges in self._of_range.items()}

    def _read(self, comments: list[_Comment]) -> None:
        begun: list[tuple[_Comment, tuple[tuple[str, Rule | None], ...]]] = []
        for comment in comments:
            told = _TOLD.match(comment.told)
            if _END.match(comment.told):
                if begun:
                    first, names = begun.pop()
                    lines = (self._line(first.span.start), self._line(comment.span.end))
                    self._add(first, names, lines, comment.span)
                else:
                    self._fault(comment, N_("no range of ignored rules has begun here"), N_("take the comment away"))
            elif told is None:
                self._fault(
                    comment,
                    N_("cannot read what this comment says"),
                    N_("write it as `<!-- protokoll: ignore[rule-name] reason -->`"),
                )
            elif told["verb"] == "ignore-end":
                self._fault(
                    comment, N_("`ignore-end` takes no rules"), N_("write it as `<!-- protokoll: ignore-end -->`")
                )
                if begun:
                    first, names = begun.pop()
                    self._add(first, names, (self._line(first.span.start), self._line(comment.span.end)), comment.span)
            else:
                self._take(comment, told, begun)
        for first, names in begun:
            self._fault(
                first,
                N_("the range of ignored rules that begins here has no end"),
                N_("write `<!-- protokoll: ignore-end -->` after it"),
            )
            self._add(first, names, (self._line(first.span.start), self._last_line))

    def _take(
        self,
        comment: _Comment,
        told: re.Match[str],
        begun: list[tuple[_Comment, tuple[tuple[str, Rule | None], ...]]],
    ) -> None:
        names = tuple(self._names(told, comment.offset))
        if not names:
            self._fault(
                comment,
                N_("this comment names no rule"),
                N_("write it as `<!-- protokoll: ignore[rule-name] reason -->`"),
            )
        if told["verb"] == "ignore-start":
            begun.append((comment, names))
        elif told["verb"] == "ignore-file":
            self._add(comment, names, (1, self._last_line))
        else:
            self._add(comment, names, self._target(comment))

    def _add(
        self,
        comment: _Comment,
        names: tuple[tuple[str, Rule | None], ...],
        lines: tuple[int, int],
        end: Span | None = None,
    ) -> None:
        if any(rule for _, rule in names):
            self.all.append(Suppression(comment.span, lines, names, end))

    def _names(self, told: re.Match[str], offset: int) -> Iterator[tuple[str, Rule | None]]:
        for match in re.finditer(r"[^\s,]+", told["names"]):
            name = match[0]
            rule = BY_NAME.get(name.lower()) or BY_NAME.get(name.upper())
            yield name, rule
            if rule is None:
                near = near_name(name)
                start = offset + told.start("names") + match.start()
                self._faults.append(
                    Finding(
                        Span(start, start + len(name)),
                        N_("no rule is called `{name}`"),
                        N_("did you mean `{near}`?") if near else N_("see them all with `protokoll rule --all`"),
                        {"name": name, "near": near},
                        fix=_renamed(Span(start, start + len(name)), near) if near else None,
                    )
                )

    def _fault(self, comment: _Comment, message: str, hint: str) -> None:
        self._faults.append(Finding(comment.span, message, hint))

    def _line(self, offset: int) -> int:
        return self._source.place(offset).line

    def _target(self, comment: _Comment) -> tuple[int, int]:
        """Tell which lines a comment counts for: its own, or where it stands alone the next that is not blank."""
        start, end = comment.span.start, comment.span.end
        first, last = self._line(start), self._line(end)
        if first == last:
            alone = self._holds_comments_alone(first)
        else:
            before = self._source.line(first)[: self._source.place(start).column - 1]
            after = self._source.line(last)[self._source.place(end).column - 1 :]
            alone = _is_idle(_without_comments(before)) and not _without_comments(after).strip()
        if not alone:
            return first, last
        target = self._next_line(last)
        return target, self._tables.get(target, target)

    def _holds_comments_alone(self, number: int) -> bool:
        if number not in self._alone:
            self._alone[number] = _is_idle(_without_comments(self._source.line(number)))
        return self._alone[number]

    def _next_line(self, number: int) -> int:
        """Give the next line that holds more than comments; the line itself where none follows."""
        passed = []
        target = number + 1
        while target <= self._last_line and target not in self._next_lines:
            if _without_comments(self._source.line(target)).strip(" \t>"):
                break
            passed.append(target)
            target += 1
        found = self._next_lines.get(target, target)
        self._next_lines.update(dict.fromkeys(passed, found))
        return found if found <= self._last_line else number

    def silences(self, rule: Rule, span: Span) -> bool:
        """Tell whether a finding of a rule at a place is silenced, and remember that it was met."""
        if not self.all:
            return False
        line = self._line(span.start)
        ranges = self._of_range.get(rule.code, ())
        number = bisect_right(ranges, (line, self._last_line)) - 1
        if (rule.code, line) not in self._of_line and not (number >= 0 and line <= ranges[number][1]):
            return False
        insort(self._met.setdefault(rule.code, []), line)
        return True

    def _is_used(self, one: Suppression, code: str) -> bool:
        """Tell whether one of the lines a comment counts for has met a finding of a rule."""
        met = self._met.get(code, ())
        number = bisect_left(met, one.lines[0])
        return number < len(met) and met[number] <= one.lines[1]

    @cached_property
    def faults(self) -> Sequence[Finding]:
        """Comments that cannot be understood."""
        return sorted(self._faults, key=lambda finding: finding.span.start)

    def unused(self, run: Iterable[Rule]) -> Iterator[Finding]:
        """Give the comments, or the names in them, that have silenced nothing although their rules were run."""
        codes = {rule.code for rule in run} - {_UNUSED}
        for one in self.all:
            if any(rule and rule.code == _UNUSED for _, rule in one.names):
                continue
            idle = {
                name: None
                for name, rule in one.names
                if rule and rule.code in codes and not self._is_used(one, rule.code)
            }
            if not idle:
                continue
            kept = [name for name, _ in one.names if name not in idle]
            yield Finding(
                one.span,
                N_("nothing here is silenced by `{names}`"),
                N_("take the name away") if kept else N_("take the comment away"),
                {"names": ", ".join(idle)},
                fix=Fix(
                    N_("Take the name away") if kept else N_("Take the comment away"), tuple(self._without(one, kept))
                ),
            )

    def _without(self, one: Suppression, kept: list[str]) -> Iterator[Edit]:
        if kept:
            old = self._source.raw(one.span)
            opening, closing = old.index("["), old.index("]")
            yield Edit(Span(one.span.start + opening + 1, one.span.start + closing), ", ".join(kept))
            return
        yield self._cut(one.span)
        if one.end:
            yield self._cut(one.end)

    def _cut(self, span: Span) -> Edit:
        """Take a comment out, with its line where it stands alone; what it kept apart stays apart."""
        start, end = span.start, span.end
        text = self._source.text
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line_end = len(text) if line_end == -1 else line_end
        if not (text[line_start:start] + text[end:line_end]).strip():
            before = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : line_start].strip()
            after = text[line_end + 1 :].partition("\n")[0].strip() if line_end - end < len(text) else ""
            return Edit(Span(line_start, line_end if before and after else min(line_end + 1, len(text))), "")
        while start > line_start and text[start - 1] in " \t":
            start -= 1
        if start == line_start:  # words follow
            start = span.start
            while end < line_end and text[end] in " \t":
                end += 1
        return Edit(Span(start, end), "")


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give ranges in order and apart, those that overlap joined."""
    before: tuple[int, int] | None = None
    for first, last in sorted(ranges):
        if before and first <= before[1]:
            before = (before[0], max(before[1], last))
            continue
        if before:
            yield before
        before = (first, last)
    if before:
        yield before


def _renamed(span: Span, name: str) -> Fix:
    return Fix(N_("Write the name that was meant"), (Edit(span, name),), safe=False)


def _comments(text: str) -> Iterator[_Comment]:
    position = 0
    while (start := text.find("<!--", position)) != -1:
        closing = text.find("-->", start + 4)
        if closing == -1:
            return
        position = closing + 3
        inside = text[start + 4 : closing]
        ours = _OURS.match(inside)
        if ours and _MEANT.match(ours["told"]):
            yield _Comment(Span(start, position), ours["told"], start + 4 + ours.start("told"))


def _without_comments(line: str) -> str:
    parts = []
    position = 0
    while (start := line.find("<!--", position)) != -1 and (closing := line.find("-->", start + 4)) != -1:
        parts.append(line[position:start])
        position = closing + 3
    return "".join(parts) + line[position:]


def _is_idle(words: str) -> bool:
    """Tell that nothing stands there but marks of quotes and lists."""
    return _LEAD.fullmatch(words) is not None


def _is_in(offset: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    number = bisect_right(starts, offset) - 1
    return number >= 0 and offset < spans[number].end
