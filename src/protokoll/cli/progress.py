"""What a run over many documents tells while it goes, and of all of them when it is done."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

import msgspec

from protokoll import __version__
from protokoll.cli.console import colour, one_line, report, say
from protokoll.messages import N_, translator, wanted_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from protokoll.archive.run import Outcome
    from protokoll.errors import ProtokollError

_FIRST = 1.0
"""Seconds after which a run is long enough to tell how it goes."""
_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""
_SUMS = {
    "made": N_("converted"),
    "to_make": N_("to convert"),
    "current": N_("unchanged"),
    "failed": N_("failed"),
    "gone": N_("gone, outputs kept (--prune removes them)"),
    "removed": N_("gone, outputs removed"),
    "to_remove": N_("gone, outputs to remove"),
}


class Teller:
    """Hears how a run goes; a bar on a terminal, now and then a line elsewhere, errors at once in either."""

    def __init__(self, *, quiet: bool, lists_all: bool = False) -> None:
        """Take how much is told: nothing but errors, or each document too."""
        self._quiet = quiet
        self._lists_all = lists_all
        self._began = self._last = time.monotonic()
        self._total = 0
        self._counts: Counter[str] = Counter()
        self._outcomes: list[Outcome] = []
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._translate = translator(wanted_language())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    @property
    def has_failures(self) -> bool:
        """Whether a document failed."""
        return self._counts["failed"] > 0

    # While it goes

    def begin(self, total: int) -> None:
        self._total = total

    def hear(self, outcome: Outcome) -> None:
        self._counts[outcome.state] += 1
        self._outcomes.append(outcome)
        if outcome.error:
            self.say(outcome.error)
        elif self._lists_all and not self._quiet and outcome.state != "current":
            say(one_line(f"{self._translate(_SUMS[outcome.state])}: {outcome.source}"))
        self._show()

    def say(self, error: ProtokollError) -> None:
        if self._bar:
            self._bar.stop()  # what is said stands above the bar, which is drawn again
        report(error)
        if self._bar:
            self._bar.start()

    def _done(self) -> int:
        return sum(self._counts[state] for state in ("made", "current", "failed", "to_make"))

    def _show(self) -> None:
        now = time.monotonic()
        if self._quiet or self._lists_all or now - self._began < _FIRST:
            return
        if sys.stderr.isatty():
            self._draw()
        elif now - self._last >= _EVERY:
            self._last = now
            say(self._line(now))

    def _line(self, now: float) -> str:
        rate = self._counts["made"] / max(now - self._began, 0.001)
        left = (self._total - self._done()) / rate if rate else 0
        told = self._translate(N_("{done} of {total} documents, {failed} failed, {rate} a second, {left} s left"))
        return told.format(
            done=self._done(), total=self._total, failed=self._counts["failed"], rate=f"{rate:.0f}", left=f"{left:.0f}"
        )

    def _draw(self) -> None:
        if self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task("", total=self._total, failed=0, skipped=0, rate="")
            self._bar.start()
        if self._task is not None:
            rate = self._counts["made"] / max(time.monotonic() - self._began, 0.001)
            self._bar.update(
                self._task,
                completed=self._done(),
                failed=self._counts["failed"],
                skipped=self._counts["current"],
                rate=f"{rate:.0f}/s",
            )

    # When it is done

    def sum_up(self) -> None:
        """Tell what became of all: a row for each way a document can end that one did."""
        if self._quiet:
            return
        seconds = time.monotonic() - self._began
        width = max((len(str(count)) for count in self._counts.values()), default=1)
        for state, label in _SUMS.items():
            if count := self._counts[state]:
                say(f"  {count:>{width}}  {self._translate(label)}")
        if not self._counts:
            say(self._translate(N_("no notes files found")))
        elif self._counts["made"]:
            told = self._translate(N_("{seconds} s, {rate} documents a second"))
            say(told.format(seconds=f"{seconds:.1f}", rate=f"{self._counts['made'] / max(seconds, 0.001):.0f}"))

    def report(self, *, formats: Sequence[str]) -> bytes:
        """Give the run as JSON."""
        data = {
            "generator": f"protokoll {__version__}",
            "formats": list(formats),
            "seconds": round(time.monotonic() - self._began, 3),
            "counts": {state: self._counts[state] for state in _SUMS if self._counts[state]},
            "documents": [_described(outcome) for outcome in self._outcomes],
        }
        return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _described(outcome: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = {"source": outcome.source.encode("utf-8", "replace").decode(), "state": outcome.state}
    if outcome.outputs:
        found["outputs"] = outcome.outputs
    if outcome.seconds:
        found["seconds"] = outcome.seconds
    if outcome.error:
        found["error"] = {"message": outcome.error.message, "hint": outcome.error.hint}
    return found


def _bar() -> Progress:
    """Make the bar; nothing of a document is ever shown in it, for rich would take `[…]` for markup."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal and a long run need it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    translate = translator(wanted_language())
    failed, skipped = translate(_SUMS["failed"]), translate(_SUMS["current"])
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{{task.fields[failed]}} {failed}", style="red" if colour(sys.stderr) else ""),
        TextColumn(f"{{task.fields[skipped]}} {skipped}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True, no_color=not colour(sys.stderr)),
        refresh_per_second=4,
        transient=True,
    )
