"""One run of `batch`: the places opened, the work handed out, and all of it told and reported."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from protokoll.archive.batch import Batch
from protokoll.archive.storage import is_address
from protokoll.cli.console import say, write_bytes
from protokoll.cli.progress import Teller
from protokoll.errors import UsageError
from protokoll.files import store
from protokoll.messages import N_, translator, wanted_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from protokoll.archive.packing import Look
    from protokoll.archive.run import Aims
    from protokoll.archive.storage import Outputs, Sources


class Limits(msgspec.Struct, frozen=True):
    """Who converts, and what one document may take: seconds, and megabytes of memory."""

    jobs: int | None
    timeout: float
    memory: int
    scheduler: str | None


class Run:
    """What was asked for, ready to be done."""

    def __init__(
        self,
        named: Sequence[str],
        output: str,
        exclude: Sequence[str],
        aims: Aims,
        limits: Limits,
        report: Path | None,
        *,
        quiet: bool,
    ) -> None:
        """Take the options as they were given."""
        self._named = _listed(named)
        self._output = output
        self._exclude = exclude
        self._aims = aims
        self._limits = limits
        self._report = report
        self._quiet = quiet
        self._pool: Executor | None = None
        self._room = 0

    def dry(self) -> int:
        """Tell what a run would do."""
        with Teller(quiet=self._quiet, lists_all=True) as teller:
            self._batch(teller).dry_run()
        return self._ended(teller)

    def once(self) -> int:
        """Bring the outputs up to date."""
        with ExitStack() as stack:
            stack.callback(self._shut_down)
            return self._run()

    def watching(self) -> int:
        """Bring the outputs up to date, and again whenever a source changes, until stopped."""
        if any(map(is_address, self._named)):
            raise UsageError(N_("`--watch` can see folders of this machine only"), N_("run it again instead"))
        from protokoll.archive.watching import changes  # noqa: PLC0415 - few runs watch

        with ExitStack() as stack:
            stack.callback(self._shut_down)
            code = 0
            for _ in changes([Path(name) for name in self._named]):
                code = self._run()
                say_watching(quiet=self._quiet)
            return code

    def _run(self) -> int:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is done is kept, however a run is stopped
        with Teller(quiet=self._quiet) as teller:
            batch = self._batch(teller)
            try:
                batch.run(self._executor, self._look())
            except KeyboardInterrupt:
                self._write_report(teller)
                raise
        return self._ended(teller)

    def _ended(self, teller: Teller) -> int:
        teller.sum_up()
        self._write_report(teller)
        return int(teller.has_failures)

    def _write_report(self, teller: Teller) -> None:
        if self._report is not None:
            data = teller.report(formats=self._aims.formats)
            if str(self._report) == "-":
                write_bytes(data)
            else:
                store(self._report, data)

    # Places

    def _batch(self, teller: Teller) -> Batch:
        outputs = self._outputs()
        return Batch(self._sources(outputs), outputs, self._aims, teller)

    def _outputs(self) -> Outputs:
        if is_address(self._output):
            from protokoll.archive.remote import RemoteOutputs  # noqa: PLC0415 - few runs leave this machine

            return RemoteOutputs(self._output)
        from protokoll.archive.folders import OutputFolder  # noqa: PLC0415 - loads what reads pictures

        return OutputFolder(Path(self._output))

    def _sources(self, outputs: Outputs) -> Sources:
        if any(map(is_address, self._named)):
            from protokoll.archive.remote import RemoteSources  # noqa: PLC0415 - few runs leave this machine

            return RemoteSources(self._named, self._exclude)
        from protokoll.archive.folders import SourceFolder, common_folder  # noqa: PLC0415 - as above
        from protokoll.archive.manifest import known_top  # noqa: PLC0415 - as above

        paths = [Path(name) for name in self._named]
        top = common_folder(paths)
        known = known_top(outputs.database())
        # A part of an archive that was converted as a whole keeps its place in it.
        if known and top.resolve().is_relative_to(known):
            top = Path(known)
        return SourceFolder(paths, self._exclude, top)

    # Workers

    def _look(self) -> Look:
        from protokoll.archive.packing import look, packed  # noqa: PLC0415 - only where there is something to convert
        from protokoll.brand import load_brand  # noqa: PLC0415 - loads YAML

        load_brand(self._aims.brand)  # what is wrong with it is told now, and once
        return packed(self._aims.brand) if self._limits.scheduler else look(self._aims.brand)

    def _executor(self, documents: int) -> tuple[Executor, int]:
        """Give what converts: kept from one run to the next under `--watch`."""
        if self._pool is None:
            limits = self._limits
            if limits.scheduler:
                from protokoll.archive.machines import Machines  # noqa: PLC0415 - loads Dask

                machines = Machines(limits.scheduler, timeout=limits.timeout)
                self._pool, self._room = machines, machines.room
            else:
                from protokoll.archive.workers import Workers  # noqa: PLC0415 - only where there is something to do
                from protokoll.processes import processors  # noqa: PLC0415 - as above

                count = min(limits.jobs or processors(), documents)
                self._pool = Workers(count, timeout=limits.timeout, memory=limits.memory)
                self._room = 2 * count  # so that none waits for this process
        return self._pool, self._room

    def _shut_down(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def say_watching(*, quiet: bool) -> None:
    """Tell that the run goes on."""
    if not quiet:
        translate = translator(wanted_language())
        say(translate(N_("{time} watching; Ctrl-C ends it")).format(time=time.strftime("%H:%M:%S")))


def _listed(named: Sequence[str]) -> list[str]:
    """Read the names that stand for others: `-` for those on standard input, a line or a NUL apart."""
    found: list[str] = []
    for name in named:
        if name == "-":
            text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
            found += [line for line in text.split("\0" if "\0" in text else "\n") if line.strip()]
        else:
            found.append(name)
    if not found:
        raise UsageError(N_("standard input names no files"), N_("write one name on each line"))
    return found
