"""An archive of a few notes, a batch that converts in this process, and what was heard of it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import msgspec

from protokoll.archive.batch import Batch
from protokoll.archive.folders import OutputFolder, SourceFolder
from protokoll.archive.packing import look
from protokoll.archive.run import Aims, Outcome
from protokoll.errors import ProtokollError

NOTES = """\
# Direktörsmöte {day} maj 2024

Närvarande: Asta Berglind, Cilla Ekman

## 1. Budget

Gruppen beslutade att anta budgeten för bryggorna.
"""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200015e"
    "f2a3a00000000049454e44ae426082"
)
"""A picture of one point."""


def notes(folder: Path, *names: str) -> Path:
    """Write a notes file of each name, no two alike."""
    for day, name in enumerate(names, 1):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTES.format(day=day), encoding="utf-8")
    return folder


class Here(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a call."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - as an executor does
            future.set_exception(error)
        return future


class Heard:
    """All that a run told."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.said: list[ProtokollError] = []

    def begin(self, total: int) -> None:
        """Hear how many there are."""
        self.total = total

    def hear(self, outcome: Outcome) -> None:
        """Hear of one document."""
        self.outcomes.append(outcome)

    def say(self, error: ProtokollError) -> None:
        """Hear of something else."""
        self.said.append(error)

    @property
    def counts(self) -> dict[str, int]:
        """How many came to each state."""
        return dict(Counter(outcome.state for outcome in self.outcomes))

    @property
    def errors(self) -> dict[str, str]:
        """What was told of those that failed, by source."""
        return {outcome.source: outcome.error.message for outcome in self.outcomes if outcome.error}

    def of(self, state: str) -> list[str]:
        """Give the sources that came to a state."""
        return sorted(outcome.source for outcome in self.outcomes if outcome.state == state)


AIMS = Aims(formats=("html",), brand="base")


def batch(folder: Path, out: Path, executor: Executor | None = None, *, dry: bool = False, **aims: Any) -> Heard:
    """Run a batch over a folder and give what was heard."""
    heard = Heard()
    run = Batch(SourceFolder([folder]), OutputFolder(out), msgspec.structs.replace(AIMS, **aims), heard)
    if dry:
        run.dry_run()
    else:
        run.run(lambda _: (executor or Here(), 2), look(AIMS.brand))
    return heard


def names(folder: Path) -> list[str]:
    """Give what lies in a folder, but for what the tool keeps for itself."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.rpartition("/")[2].startswith((".protokoll", "register.sqlite")))
