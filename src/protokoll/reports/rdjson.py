"""For reviewdog: its Diagnostic Format, with a fix as a suggestion that a reviewer takes with a click.

Columns count bytes of UTF-8, from 1. Each suggestion can be taken alone, so a fix of several edits, which is all or
nothing, becomes one suggestion for all that lies from the first to the last, if that is not too much to look over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from protokoll.reports.base import plain, told, with_hint, written
from protokoll.reports.concise import line
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.diagnostics import Diagnostic, Fix
    from protokoll.reports.base import Checked, Style
    from protokoll.source import Source

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_MOST_LINES = 30

Positions = dict[int, dict[str, int]]


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    style = plain(style)
    return written(
        {
            "source": {"name": "protokoll"},
            "diagnostics": [diagnostic for document in checked for diagnostic in _diagnostics(document, style)],
        }
    )


def _diagnostics(document: Checked, style: Style) -> Iterator[dict[str, Any]]:
    source = document.source
    suggested = [_suggestion(source, one.finding.fix) for one in document.diagnostics]
    spans = [
        *(one.span for one in document.diagnostics),
        *(related.span for one in document.diagnostics for related in one.finding.related),
        *(span for suggestion in suggested if suggestion for span in (suggestion[0],)),
    ]
    positions = _positions(source, {offset for span in spans for offset in (span.start, span.end)})
    for one, suggestion in zip(document.diagnostics, suggested, strict=True):
        found: dict[str, Any] = {
            "message": _message(document, one, positions, style),
            "location": {"path": document.path, "range": _range(one.span, positions)},
            "severity": _SEVERITIES[one.severity],
            "code": {"value": one.code},
        }
        if suggestion:
            found["suggestions"] = [{"range": _range(suggestion[0], positions), "text": suggestion[1]}]
        found["original_output"] = line(document, one, style)
        yield found


def _message(document: Checked, one: Diagnostic, positions: Positions, style: Style) -> str:
    others = [
        f"{document.path}:{positions[related.span.start]['line']}: {told(related, style)}"
        for related in one.finding.related
    ]
    return "\n".join([with_hint(one, style), *others])


def _suggestion(source: Source, fix: Fix | None) -> tuple[Span, str] | None:
    """Make one edit of a fix."""
    if not fix or not fix.edits:
        return None
    whole = Span(fix.edits[0].span.start, fix.edits[-1].span.end)
    if source.text.count("\n", whole.start, whole.end) >= _MOST_LINES:
        return None
    pieces: list[str] = []
    position = whole.start
    for edit in fix.edits:
        pieces += (source.text[position : edit.span.start], edit.text)
        position = edit.span.end
    return whole, "".join(pieces)


def _range(span: Span, positions: Positions) -> dict[str, Any]:
    return {"start": positions[span.start], "end": positions[span.end]}


def _positions(source: Source, offsets: Iterable[int]) -> Positions:
    """Find line and column of offsets, counting the bytes of each line once."""
    positions: Positions = {}
    counted_from = counted = 0
    for offset in sorted(offsets):
        place = source.place(offset)
        start = offset - place.column + 1
        if start > counted_from or not positions:
            counted_from, counted = start, 0
        counted += len(source.text[counted_from:offset].encode())
        counted_from = offset
        positions[offset] = {"line": place.line, "column": counted + 1}
    return positions
