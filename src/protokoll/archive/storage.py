"""Where sources lie and outputs go, whatever kind of place that is; names have `/` between folders, from its top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path


class Found(msgspec.Struct, frozen=True):
    """One notes file: its name, and what tells without reading it that it is as it was; empty where nothing does."""

    name: str
    stamp: str


class Sources(Protocol):
    """A place that notes files are read from."""

    top: str
    """The place itself, as it is known: an absolute path, or an address."""

    def find(self, tell: Callable[[UsageError], object]) -> Iterable[Found]:
        """Give the notes files, in the order of their names; what cannot be looked through is told."""
        ...

    def folders(self) -> Sequence[str]:
        """Give the folders that are looked through, as absolute paths or addresses."""
        ...

    def covers(self, name: str) -> bool:
        """Tell whether a file of this name would have been found, were it there."""
        ...

    def shown(self, name: str) -> str:
        """Say what a file is called when a person is told of it."""
        ...

    def read(self, name: str) -> tuple[bytes, str]:
        """Give a notes file's bytes, and the stamp of just these."""
        ...

    def picture(self, name: str, src: str) -> bytes | None:
        """Give the bytes of a picture that a notes file may show, None where there is none it may."""
        ...


class Outputs(Protocol):
    """A place that outputs are written to."""

    top: str

    def lock(self) -> AbstractContextManager[object]:
        """Keep the place to ourselves; a `UsageError` where another run has it."""
        ...

    def database(self) -> Path:
        """Give the register's file on this machine, where there may be none yet."""
        ...

    def save_database(self) -> None:
        """Put the register where the outputs are, after a change."""
        ...

    def clear(self) -> None:
        """Take away what a run that was killed left of files half written; only who has the lock may."""
        ...

    def stamps(self, names: Collection[str]) -> Mapping[str, str]:
        """Give the stamp of each file that is there."""
        ...

    def shown(self, name: str) -> str:
        """Say what a file is called when a person is told of it."""
        ...

    def held(self, name: str) -> bytes | None:
        """Give the bytes of a file, None where there is none."""
        ...

    def write(self, name: str, data: bytes) -> str:
        """Put a file in its place whole, and give its stamp."""
        ...

    def remove(self, names: Sequence[str]) -> None:
        """Take files away, and folders that are then empty."""
        ...


def is_address(name: str) -> bool:
    """Tell whether a place is named by an address, such as `s3://bucket/folder`, and not by a path."""
    return "://" in name


def changes_under_way(shown: str) -> SourceError:
    """Say that a file could not be read in peace."""
    return SourceError(
        N_("{file}: changes while it is read"), N_("run again when whoever writes it is done"), file=shown
    )


def busy(shown: str) -> UsageError:
    """Say that another run has the output folder."""
    return UsageError(
        N_("{folder}: another run of `protokoll batch` is at work there"), N_("wait until it is done"), folder=shown
    )
