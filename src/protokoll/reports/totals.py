"""How much was found, and how much of it can be mended, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, SEVERITIES, filled
from protokoll.reports.base import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.reports.base import Checked, Style

# One and many are messages of their own: each language we speak tells just these two apart.
COUNTS = {
    "error": (N_("1 error"), N_("{count} errors")),
    "warning": (N_("1 warning"), N_("{count} warnings")),
    "info": (N_("1 info"), N_("{count} info")),
}
_CLEAN = (N_("no faults found in 1 file"), N_("no faults found in {count} files"))
_IN_ALL = (N_("{faults} in 1 file"), N_("{faults} in {count} files"))
_IN_SOME = (N_("{faults} in 1 of {all} files"), N_("{faults} in {count} of {all} files"))
_SAFE = (N_("1 can be mended with --fix"), N_("{count} can be mended with --fix"))
_UNSAFE = (
    N_("1 can be mended with --fix --unsafe-fixes"),
    N_("{count} can be mended with --fix --unsafe-fixes"),
)
_MORE = (N_("1 more with --unsafe-fixes"), N_("{count} more with --unsafe-fixes"))


def number(style: Style, messages: tuple[str, str], count: int, **values: str | int) -> str:
    """Say a message for a number of things, from the one for a single thing and that for any other number."""
    return filled(style.translate(messages[count != 1]), {"count": count, **values})


def faults(checked: Sequence[Checked], style: Style) -> str:
    """Count what was found by severity: `3 errors, 1 warning`."""
    counts = counted(checked)
    return ", ".join(number(style, COUNTS[kind], counts[kind]) for kind in SEVERITIES if counts[kind])


def summary(checked: Sequence[Checked], style: Style) -> str:
    """Say what was found in how many files, and what of it can be mended."""
    found = sum(bool(document.diagnostics) for document in checked)
    if not found:
        return number(style, _CLEAN, len(checked))
    where = _IN_ALL if found == len(checked) else _IN_SOME
    parts = [number(style, where, found, faults=faults(checked, style), all=len(checked))]
    fixes = [one.finding.fix for document in checked for one in document.diagnostics if one.finding.fix]
    safe = sum(fix.safe for fix in fixes)
    unsafe = len(fixes) - safe
    mended = [number(style, _SAFE, safe)] if safe else []
    if unsafe:
        mended.append(number(style, _MORE if safe else _UNSAFE, unsafe))
    return "; ".join([*parts, ", ".join(mended)] if mended else parts)
