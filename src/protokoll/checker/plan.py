"""What is looked for in which file: the settings nearest to it, and what the command line says beyond them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from protokoll import config
from protokoll.checker.find import matches
from protokoll.config import MinutesSettings, Profile, State
from protokoll.rules.table import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from protokoll.register import Register


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for; what it leaves open, None or empty, the settings say.

    `config` is a file of settings to use in place of those found, `isolated` that none is looked for.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    language: str | None = None
    profile: Profile | None = None
    state: State | None = None
    register: Path | None = None
    config: Path | None = None
    isolated: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How one file is checked; it goes to other processes, so it holds data alone."""

    rules: tuple[str, ...]
    language: str | None = None
    profile: Profile | None = None
    state: State | None = None
    minutes: MinutesSettings = MinutesSettings()
    register: Register | None = None


class Plans:
    """The plan of each file of a run; settings are read once a folder."""

    def __init__(self, wanted: Wanted) -> None:
        """Take what the command line asks for; settings that are broken are told before anything is checked."""
        self._wanted = wanted
        self._found: dict[Path, config.Found] = {}
        self._plans: dict[tuple[Path | None, tuple[str, ...]], Plan] = {}
        self._registers: dict[Path, Register] = {}
        if wanted.config:
            self._given = config.load(wanted.config)

    def settings(self, folder: Path) -> config.Found:
        """Give the settings for the files of a folder."""
        if self._wanted.config:
            return self._given
        if self._wanted.isolated:
            return self._isolated
        folder = folder.absolute()
        if folder not in self._found:
            self._found[folder] = config.find(folder)
        return self._found[folder]

    @cached_property
    def _isolated(self) -> config.Found:
        return config.Found(config.Settings(), Path.cwd())

    def plan(self, file: Path) -> Plan:
        """Give the plan of a file."""
        found = self.settings(file.parent)
        ignored = tuple(
            rule
            for patterns, folder in (
                (found.settings.check.per_file_ignores, found.folder),
                (self._wanted.per_file_ignores, Path.cwd()),
            )
            for rule in _ignored_in(file, patterns, folder)
        )
        key = (found.file, ignored)
        if key not in self._plans:
            self._plans[key] = self._made(found, ignored)
        return self._plans[key]

    def _made(self, found: config.Found, ignored: tuple[str, ...]) -> Plan:
        wanted, settings = self._wanted, found.settings
        rules = chosen(
            wanted.select or settings.check.select,
            (*settings.check.extend_select, *wanted.extend_select),
            (*settings.check.ignore, *wanted.ignore),
        )
        left_out = {rule.code for rule in chosen(ignored)} if ignored else set()
        return Plan(
            rules=tuple(rule.code for rule in rules if rule.code not in left_out),
            language=wanted.language or settings.language,
            profile=wanted.profile or settings.check.profile,
            state=wanted.state or settings.check.state,
            minutes=settings.minutes,
            register=self._register(found),
        )

    def _register(self, found: config.Found) -> Register | None:
        named = found.settings.minutes.register
        file = self._wanted.register or (found.folder / named if named else None)
        if file is None:
            return None
        if file not in self._registers:
            from protokoll import register  # noqa: PLC0415 - only a few runs have one

            self._registers[file] = register.load(file)
        return self._registers[file]


def _ignored_in(file: Path, patterns: Mapping[str, tuple[str, ...]], folder: Path) -> list[str]:
    return [rule for pattern, rules in patterns.items() if matches(pattern, file, folder) for rule in rules]
