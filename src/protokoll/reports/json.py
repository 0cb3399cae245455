"""For programs: an array of findings, each with all that is known of it; columns count characters, from 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.reports.base import bounds, fingerprints, one_line, told, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.diagnostics import Diagnostic, Fix
    from protokoll.reports.base import Checked, Style
    from protokoll.source import Source, Span


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    return written(list(records(checked, style)))


def records(checked: Sequence[Checked], style: Style) -> Iterator[dict[str, Any]]:
    """Give each finding as an object."""
    for document in checked:
        for one, fingerprint in zip(document.diagnostics, fingerprints(document), strict=True):
            yield _record(document, one, fingerprint, style)


def lines(checked: Sequence[Checked], style: Style) -> str:
    """Write each finding on a line of its own."""
    encode = msgspec.json.encode
    return "".join(f"{encode(record).decode()}\n" for record in records(checked, style))


def _record(document: Checked, one: Diagnostic, fingerprint: str, style: Style) -> dict[str, Any]:
    source, finding = document.source, one.finding
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": one_line(one.message(style.translate)),
        "hint": one_line(one.hint(style.translate)),
        "file": document.path,
        **_location(source, one.span),
        "related": [{"message": told(other, style), **_location(source, other.span)} for other in finding.related],
        "fix": _fix(source, finding.fix, style) if finding.fix else None,
        "fingerprint": fingerprint,
    }


def _fix(source: Source, fix: Fix, style: Style) -> dict[str, Any]:
    return {
        "title": style.translate(fix.title),
        "safe": fix.safe,
        "edits": [{**_location(source, edit.span), "text": edit.text} for edit in fix.edits],
    }


def _location(source: Source, span: Span) -> dict[str, Any]:
    start, end = bounds(source, span)
    return {
        "location": {"line": start.line, "column": start.column},
        "end_location": {"line": end.line, "column": end.column},
    }
