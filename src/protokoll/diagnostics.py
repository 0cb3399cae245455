"""What a checker has to say: a fault with its place, its cure and, where there is one, the edits that mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.messages import N_ as N_  # re-exported: whoever makes a finding marks its words
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst down."""

Values = dict[str, str | int | float]


def filled(template: str, values: Values) -> str:
    """Put values into a message; one without values may hold braces of its own."""
    return template.format(**values) if values else template


class Edit(msgspec.Struct, frozen=True):
    """Put `text` in the place of a span; an empty span inserts."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a fault, all or none of them, in order and apart; a safe fix keeps what the minutes say.

    `title` says in a few words what is done, for an editor's menu.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Related(msgspec.Struct, frozen=True):
    """Another place that a fault is about, and what stands there."""

    span: Span
    message: str
    values: Values = {}


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: it knows neither its code nor how severe it is.

    `message` names the thing found, `hint` the cure; both are single lines without a full stop, in English, marked for
    the catalogues with `N_`, and templates for `values`. `related` are further places, such as the other half of a
    contradiction.
    """

    span: Span
    message: str
    hint: str = ""
    values: Values = {}
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding of a rule: `code` and `name` are the rule's, the severity that of the document's profile."""

    code: str
    name: str
    severity: Severity
    finding: Finding

    @property
    def span(self) -> Span:
        """The place it is about."""
        return self.finding.span

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Say what was found."""
        return filled(translate(self.finding.message), self.finding.values)

    def hint(self, translate: Callable[[str], str] = str) -> str:
        """Say the cure; empty where there is none to name."""
        return filled(translate(self.finding.hint), self.finding.values) if self.finding.hint else ""
