"""REPORTS: the ways to tell what was found, one file each; a report is text and asks no clock and no environment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from protokoll.reports.base import Checked, RuleHelp, Style, counted, fingerprints, worst_first
from protokoll.reports.totals import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "REPORTS",
    "Checked",
    "RuleHelp",
    "Style",
    "counted",
    "fingerprints",
    "report",
    "summary",
    "worst_first",
]

REPORTS: tuple[str, ...] = (
    "full",
    "concise",
    "json",
    "json-lines",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "rdjson",
    "azure",
)
"""Each report's name; its module has the same one, with underscores."""


def report(name: str, checked: Sequence[Checked], style: Style) -> str:
    """Write what was found in the form of a report."""
    written: str = import_module(f"protokoll.reports.{name.replace('-', '_')}").write(checked, style)
    return written
