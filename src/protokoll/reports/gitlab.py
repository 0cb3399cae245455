"""For GitLab's Code Quality: an array that `artifacts:reports:codequality` takes.

GitLab shows the description alone, so the rule and the cure stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from protokoll.reports.base import bounds, fingerprints, with_hint, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.diagnostics import Diagnostic
    from protokoll.reports.base import Checked, Style

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    return written(
        [
            _issue(document, one, fingerprint, style)
            for document in checked
            for one, fingerprint in zip(document.diagnostics, fingerprints(document), strict=True)
        ]
    )


def _issue(document: Checked, one: Diagnostic, fingerprint: str, style: Style) -> dict[str, Any]:
    start, end = bounds(document.source, one.span)
    return {
        "type": "issue",
        "description": f"{one.code} {one.name}: {with_hint(one, style)}",
        "check_name": one.name,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {
            "path": document.path,
            "lines": {"begin": start.line, "end": end.line},
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }
