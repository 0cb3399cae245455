"""A line for each finding: `file:line:column: P601 error message [--fix]`; the end says what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.reports.ansi import painter, severity
from protokoll.reports.base import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.diagnostics import Diagnostic, Fix
    from protokoll.reports.base import Checked, Style


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    return "".join(f"{line(document, one, style)}\n" for document in checked for one in document.diagnostics)


def line(document: Checked, one: Diagnostic, style: Style) -> str:
    """Write one finding."""
    paint = painter(style)
    place = document.source.place(one.span.start)
    at = paint("place", f"{one_line(document.name)}:{place.line}:{place.column}:")
    kind = paint(one.severity, f"{one.code} {severity(one, style)}")
    words = one_line(one.message(style.translate))
    fix = one.finding.fix
    return f"{at} {kind} {words}" + (paint("cure", f" [{options(fix)}]") if fix else "")


def options(fix: Fix) -> str:
    """Name the options that apply a fix."""
    return "--fix" if fix.safe else "--fix --unsafe-fixes"
