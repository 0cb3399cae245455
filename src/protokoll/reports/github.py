"""For GitHub Actions: annotations on the lines, worst first, and a summary for the job's page.

GitHub shows ten annotations of each kind in a step and says nothing of the rest. So only those are annotations; the
rest are plain lines of the log, and an annotation says that there are such.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, SEVERITIES
from protokoll.reports.ansi import SEVERITY_WORDS, severity
from protokoll.reports.base import bounds, counted, one_line, plain, told, worst_first
from protokoll.reports.concise import line
from protokoll.reports.totals import number, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.diagnostics import Diagnostic, Severity
    from protokoll.reports.base import Checked, Style

MOST_ANNOTATIONS = 10
"""How many of each kind GitHub shows."""

MOST_ROWS, MOST_FILES, MOST_BYTES = 500, 10, 900_000
"""Bounds of the summary; GitHub drops one of more than 1 MiB whole."""

_KINDS = {"error": "error", "warning": "warning", "info": "notice"}
_HIDDEN = (
    N_("GitHub shows ten annotations of a kind: 1 more finding stands in the step's log and the job's summary"),
    N_("GitHub shows ten annotations of a kind: {count} more findings stand in the step's log and the job's summary"),
)
_LEFT_OUT = (N_("1 more finding is not shown here"), N_("{count} more findings are not shown here"))
_RULE, _FILE, _PLACE, _FINDING = N_("rule"), N_("file"), N_("place"), N_("finding")
_OBEYED = re.compile(r"[\\*_<>\[\]|~&@:#`$]")


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    style = plain(style)
    counts = counted(checked)
    crowded = any(counts[kind] > MOST_ANNOTATIONS for kind in SEVERITIES)
    room = Counter(dict.fromkeys(SEVERITIES, MOST_ANNOTATIONS))
    room["info"] -= crowded  # the notice that there are more takes a place
    shown: list[str] = []
    hidden: list[str] = []
    for document, one in worst_first(checked):
        if room[one.severity]:
            room[one.severity] -= 1
            shown.append(_annotation(document, one, style))
        else:
            hidden.append(line(document, one, style))
    if hidden:
        shown.append(f"::notice title=protokoll::{_data(number(style, _HIDDEN, len(hidden)))}")
    return "".join(f"{row}\n" for row in [*shown, *_unobeyed(hidden)])


def _annotation(document: Checked, one: Diagnostic, style: Style) -> str:
    start, end = bounds(document.source, one.span)
    properties: dict[str, str | int] = {"file": document.path, "line": start.line}
    if start.line == end.line:  # GitHub takes columns only within one line
        properties |= {"col": start.column, "endLine": end.line, "endColumn": end.column}
    else:
        properties["endLine"] = end.line
    properties["title"] = f"{one.code} {one.name}"
    where = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_KINDS[one.severity]} {where}::{_data(chr(10).join(_words(document, one, style)))}"


def _words(document: Checked, one: Diagnostic, style: Style) -> Iterator[str]:
    """Say what was found, the cure, and where: a step's log shows these words and nothing else."""
    yield one_line(one.message(style.translate))
    hint = one.hint(style.translate)
    if hint:
        yield one_line(hint)
    name = one_line(document.path)
    for related in one.finding.related:
        place = document.source.place(related.span.start)
        yield f"{name}:{place.line}:{place.column}: {told(related, style)}"
    place = document.source.place(one.span.start)
    yield f"{name}:{place.line}:{place.column}: {one.code} {one.name}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _unobeyed(lines: Sequence[str]) -> list[str]:
    """Keep GitHub from taking a word of these lines for a command: a text may hold `##[error]`, a name `::error::`."""
    if not lines:
        return []
    token = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
    return [f"::stop-commands::{token}", *lines, f"::{token}::"]


def summary_table(checked: Sequence[Checked], style: Style) -> str:
    """Write Markdown for the job's page: counts by rule, the worst files, the findings."""
    style = plain(style)
    blocks = ["### protokoll check", _cell(summary(checked, style))]
    if any(document.diagnostics for document in checked):
        blocks += [_rules(checked, style), _files(checked, style)]
        blocks += _findings(checked, style, MOST_BYTES - sum(len(block.encode()) for block in blocks))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _rules(checked: Sequence[Checked], style: Style) -> str:
    found: dict[str, Counter[Severity]] = {}
    for _, one in worst_first(checked):
        found.setdefault(f"{one.code} {one.name}", Counter())[one.severity] += 1
    return _counts(_RULE, _worst(found), style)


def _files(checked: Sequence[Checked], style: Style) -> str:
    """Count by file, the worst first; one file needs no table."""
    found = {
        document.path: Counter(one.severity for one in document.diagnostics)
        for document in checked
        if document.diagnostics
    }
    if len(found) == 1:
        return ""
    return _counts(_FILE, _worst(found)[:MOST_FILES], style)


def _worst(found: dict[str, Counter[Severity]]) -> list[tuple[str, Counter[Severity]]]:
    """Sort what was counted, most errors first."""
    return sorted(found.items(), key=lambda pair: [-pair[1][kind] for kind in SEVERITIES])


def _counts(label: str, found: list[tuple[str, Counter[Severity]]], style: Style) -> str:
    kinds = [kind for kind in SEVERITIES if any(counts[kind] for _, counts in found)]
    head = [style.translate(label), *(style.translate(SEVERITY_WORDS[kind]) for kind in kinds)]
    return "\n".join(
        [
            _row(head),
            _row(["---", *("--:" for _ in kinds)]),
            *(_row([_cell(name), *(str(counts[kind] or "") for kind in kinds)]) for name, counts in found),
        ]
    )


def _findings(checked: Sequence[Checked], style: Style, room: int) -> list[str]:
    """Give the table of findings, and how many it leaves out."""
    rows = [_row([style.translate(_PLACE), "", style.translate(_RULE), style.translate(_FINDING)]), _row(["---"] * 4)]
    left = sum(counted(checked).values())
    for document, one in worst_first(checked):
        place = document.source.place(one.span.start)
        row = _row(
            [
                _cell(f"{document.path}:{place.line}:{place.column}"),
                severity(one, style),
                _cell(one.code),
                _quoted(one.message(style.translate)),
            ]
        )
        room -= len(row.encode()) + 1
        if room < 0 or len(rows) - 2 == MOST_ROWS:
            break
        rows.append(row)
        left -= 1
    return ["\n".join(rows), number(style, _LEFT_OUT, left) if left else ""]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    """Take all meaning from what Markdown or HTML would obey."""
    return _OBEYED.sub(lambda match: f"&#{ord(match[0])};", one_line(words))


def _quoted(words: str) -> str:
    """Set what stands between back-ticks as code."""
    parts = [_cell(part) for part in words.split("`")]
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))
