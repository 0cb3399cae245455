"""Colours of a terminal, and the words that are coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from protokoll.diagnostics import Diagnostic
    from protokoll.reports.base import Style

SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
"""What a severity is called."""

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "quiet": "34",
    "cure": "32",
}
"""By what is coloured; each can be read on dark and on light."""


def painter(style: Style) -> Callable[[str, str], str]:
    """Give the function that colours words as a kind of thing, or leaves them."""
    if not style.colour:
        return lambda _kind, words: words
    return lambda kind, words: f"\x1b[{_COLOURS[kind]}m{words}\x1b[0m" if words else ""


def severity(one: Diagnostic, style: Style) -> str:
    """Name how severe a finding is."""
    return style.translate(SEVERITY_WORDS[one.severity])
