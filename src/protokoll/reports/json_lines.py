"""For programs that read as it comes: the objects of the JSON report, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.reports.json import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.reports.base import Checked, Style


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    return lines(checked, style)
