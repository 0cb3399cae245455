"""What a rule is: a code, a name, how severe its findings are for whom, and from which state on it speaks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from protokoll.config import STATES, Profile, State
from protokoll.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from protokoll.diagnostics import Finding
    from protokoll.rules.context import Context

ROOMS = {
    "1": "identity",
    "2": "attendance",
    "3": "items",
    "4": "decisions",
    "5": "approval",
    "6": "privacy",
    "7": "form",
    "9": "file",
}
"""The room of a rule by its code's first digit."""

_LEVELS: dict[str, Severity | None] = {"E": "error", "W": "warning", "I": "info", "-": None}
PROFILES: tuple[Profile, ...] = ("kl", "samverkan", "anteckning")


class Rule(msgspec.Struct, frozen=True):
    """One rule of the table.

    `levels` are the severities for kl, samverkan and anteckning, such as `E/W/-`; `since` is the first state of the
    minutes for which the rule speaks. `engine` tells that the finding is made where the fault is met (a file that
    cannot be read, a rule that crashes) and not by looking at a meeting. `together` tells that the rule looks at
    several documents at once: its module has `digest`, what it keeps of one, and `compare`, which finds the faults.
    """

    code: str
    name: str
    levels: str
    since: State = "draft"
    engine: bool = False
    together: bool = False

    @property
    def room(self) -> str:
        """The folder the rule stands in."""
        return ROOMS[self.code[1]]

    @property
    def module(self) -> str:
        """The module the rule stands in."""
        return f"protokoll.rules.{self.room}.{self.name.replace('-', '_')}"

    def severity(self, profile: Profile) -> Severity | None:
        """How severe a finding is for a profile; None where the rule is off."""
        return _LEVELS[self.levels.split("/")[PROFILES.index(profile)]]

    def speaks(self, profile: Profile, state: State) -> bool:
        """Tell whether the rule is on for minutes of a profile that have come so far."""
        return self.severity(profile) is not None and STATES.index(state) >= STATES.index(self.since)

    def check(self) -> Callable[[Context], Iterator[Finding]]:
        """Load what finds the fault."""
        found: Callable[[Context], Iterator[Finding]] = import_module(self.module).check
        return found
