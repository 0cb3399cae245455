"""What a run aims at, what becomes of each document, and who is told."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, Protocol

import msgspec

from protokoll import __version__
from protokoll.archive.packing import fingerprint
from protokoll.errors import ProtokollError
from protokoll.pipeline import Wishes

State = Literal["made", "current", "failed", "gone", "removed", "to_make", "to_remove"]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document; a failure that is no document's has no source.

    `outputs` are the names of its files by format; `seconds` is what converting it took.
    """

    source: str
    state: State
    outputs: dict[str, str] = {}
    error: ProtokollError | None = None
    seconds: float = 0.0


class Watcher(Protocol):
    """Who is told how a run goes."""

    def begin(self, total: int) -> None:
        """Hear how many documents there are."""
        ...

    def hear(self, outcome: Outcome) -> None:
        """Hear what became of one."""
        ...

    def say(self, error: ProtokollError) -> None:
        """Hear of something that is no document's fault and stops nothing."""
        ...


class Aims(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made of each document, and how a run is to go about it.

    `force` makes all anew, and replaces files that this tool did not write; `prune` removes what is left of sources
    that are gone. `site_address` is where the output folder is published, for links that must be whole.
    """

    formats: tuple[str, ...]
    brand: str
    wishes: Wishes = Wishes()
    force: bool = False
    prune: bool = False
    fail_fast: bool = False
    site: bool = False
    site_address: str | None = None

    @property
    def recipe(self) -> str:
        """The hash of all that outputs are made of, but the sources."""
        parts = (__version__, fingerprint(self.brand), self.wishes)
        return sha256(msgspec.msgpack.encode(parts)).hexdigest()
