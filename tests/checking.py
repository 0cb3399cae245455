"""Runs rules on the fenced samples of docs and fixtures.

A sample is Markdown in a fence whose info string may set `profile`, `state`, `name` (the file's) and `files` (those
beside it, by comma). A `toml` fence before it holds the settings, one marked `toml register` the body's register.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from protokoll.config import MinutesSettings, Profile, Settings, State
from protokoll.diagnostics import Diagnostic
from protokoll.reader import read_whole
from protokoll.register import Register
from protokoll.register import read as read_register
from protokoll.rules import RULES, Context, check
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from protokoll.rules.base import Rule
    from protokoll.rules.pages import Sample


class Case(msgspec.Struct):
    """One sample with what the fences before it set."""

    text: str
    given: dict[str, str]
    settings: MinutesSettings = MinutesSettings()
    register: Register | None = None

    def context(self, text: str | None = None) -> Context:
        """Read the sample, or another text under the same settings."""
        name = self.given.get("name")
        source = Source(self.text if text is None else text, Path(name) if name else None)
        reading = read_whole(source)
        files = set(filter(None, self.given.get("files", "").split(",")))
        return Context(
            source,
            reading.meeting,
            reading.blocks,
            profile=cast("Profile | None", self.given.get("profile")),
            state=cast("State | None", self.given.get("state")),
            settings=self.settings,
            register=self.register,
            exists=files.__contains__ if "files" in self.given else None,
        )

    def diagnostics(self, rules: Iterable[Rule] = RULES, text: str | None = None) -> list[Diagnostic]:
        """Run rules over the sample."""
        return check(self.context(text), tuple(rules))


def cases(samples: Iterable[Sample]) -> Iterator[Case]:
    """Give each Markdown sample with the settings that stand before it."""
    settings, register = MinutesSettings(), None
    for sample in samples:
        if sample.language == "toml" and "register" in sample.given:
            register = read_register(sample.text, Path("ledamoter.toml"))
        elif sample.language == "toml":
            settings = msgspec.toml.decode(sample.text, type=Settings).minutes
        elif sample.language == "markdown":
            yield Case(sample.text, sample.given, settings, register)


def told(diagnostics: Iterable[Diagnostic], source: Source) -> str:
    """Write diagnostics as fixtures hold them: `line:column code message`, related places and hint below."""
    lines: list[str] = []
    for one in diagnostics:
        place = source.place(one.span.start)
        lines.append(f"{place.line}:{place.column} {one.severity} {source.raw(one.span)!r} {one.message()}")
        for related in one.finding.related:
            at = source.place(related.span.start)
            lines.append(
                f"  {at.line}:{at.column} {source.raw(related.span)!r} {related.message.format(**related.values)}"
            )
        if one.hint():
            lines.append(f"  hint: {one.hint()}")
    return "\n".join(lines) + "\n" if lines else ""


def fixed(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """Apply every fix that does not touch another; the sample's own, not the command's way with files."""
    edits = sorted(
        (edit for one in diagnostics if one.finding.fix for edit in one.finding.fix.edits),
        key=lambda edit: (edit.span.start, edit.span.end),
    )
    pieces: list[str] = []
    position = 0
    for edit in edits:
        if edit.span.start < position:
            continue
        pieces += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    return "".join(pieces) + text[position:]
