"""The work of a run: sources read, converted side by side, outputs put in their places, and all of it remembered."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll import writers
from protokoll.archive.convert import Answer, Asked, Made, Order, Refused, convert
from protokoll.archive.manifest import Entry, Output, content_of
from protokoll.archive.run import Outcome
from protokoll.diagnostics import N_
from protokoll.errors import PLACE, OutputError, ProtokollError
from protokoll.processes import interrupts_held_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from threading import Event

    from protokoll.archive.manifest import Manifest
    from protokoll.archive.packing import Look
    from protokoll.archive.plan import Task
    from protokoll.archive.run import Aims, Watcher
    from protokoll.archive.storage import Outputs, Sources

_FORMATS = {**writers.FORMATS, **writers.DATA_FORMATS}
_STORING = 4
"""Threads that put files in their places: most of their time they wait for the disk."""
_TO_STORE = 32
"""Documents that may wait for the disk before no further ones are begun: they lie in memory."""

_LISTEN_EVERY = 0.5
"""Seconds after which a run at the latest sees that it is to stop."""

_SAVE_EVERY = 60.0
"""Seconds of work that a run may have to do again whose machine goes down, where the outputs lie elsewhere."""


class FailedFast(Exception):  # noqa: N818 - no error: the run is to end here
    """A document failed, and the run was to stop at the first that does."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was read, the pictures it had the last time, and whether all of it is as it was then."""

    data: bytes
    stamp: str
    content: str
    pictures: dict[str, bytes | None]
    is_current: bool


def read_source(sources: Sources, task: Task, entry: Entry | None) -> Read:
    """Read a source, and compare it with what is known of it."""
    name = task.found.name
    data, stamp = sources.read(name)
    content = content_of(data)
    pictures = {src: sources.picture(name, src) for src in entry.pictures} if entry else {}
    same = entry is not None and entry.content == content and entry.pictures == _contents(pictures)
    return Read(data=data, stamp=stamp, content=content, pictures=pictures, is_current=same and task.stands)


class _Doing(msgspec.Struct):
    """A document under way."""

    task: Task
    order: Order
    stamp: str
    content: str
    made: Made | None = None


class Work:
    """Converts what a plan asks for. This thread alone reads sources, and alone changes the manifest."""

    def __init__(
        self,
        sources: Sources,
        outputs: Outputs,
        aims: Aims,
        watcher: Watcher,
        manifest: Manifest,
        look: Look,
    ) -> None:
        """Take where from and where to, what is aimed at, who is told, and what is known."""
        self._sources = sources
        self._outputs = outputs
        self._aims = aims
        self._recipe = aims.recipe
        self._watcher = watcher
        self._manifest = manifest
        self._look = look
        self._saved = time.monotonic()
        self._converting: dict[Future[Answer], _Doing] = {}
        self._storing: dict[Future[dict[str, Output]], _Doing] = {}
        self.stale: dict[str, dict[str, Output]] = {}
        """Outputs in formats that are no longer asked for, of documents that have changed since."""

    def run(self, tasks: Sequence[Task], executor: Executor, room: int) -> None:
        """Convert all; `room` is how many calls the executor shall have at a time.

        Raises `FailedFast`, or `KeyboardInterrupt` where the run was stopped: what is in its place by then is
        remembered all the same.
        """
        with interrupts_held_back() as stopped, ThreadPoolExecutor(_STORING, "storing") as storing:
            try:
                self._convert_all(iter(tasks), executor, room, storing, stopped)
            finally:
                self._finish_storing()
                self._manifest_commit()
        if stopped.is_set():
            raise KeyboardInterrupt

    def _convert_all(
        self, waiting: Iterator[Task], executor: Executor, room: int, storing: ThreadPoolExecutor, stopped: Event
    ) -> None:
        while not stopped.is_set():
            self._fill(waiting, executor, room)
            self._save_at_times()
            if not self._converting and not self._storing:
                return
            pending: list[Future[Any]] = [*self._converting, *self._storing]
            for future in wait(pending, timeout=_LISTEN_EVERY, return_when=FIRST_COMPLETED).done:
                if future in self._converting:
                    self._converted(self._converting.pop(future), future, executor, storing)
                else:
                    self._stored(self._storing.pop(future), future)

    def _finish_storing(self) -> None:
        """Wait for the outputs that are on their way to the disk, and remember them."""
        while self._storing:
            future, doing = self._storing.popitem()
            with suppress(FailedFast):
                self._stored(doing, future)

    def _fill(self, waiting: Iterator[Task], executor: Executor, room: int) -> None:
        while len(self._converting) < room and len(self._storing) < _TO_STORE:
            task = next(waiting, None)
            if task is None:
                return
            try:
                doing = self._begun(task)
            except ProtokollError as error:
                self._failed(task, error)
            else:
                if doing is not None:
                    self._converting[executor.submit(convert, doing.order)] = doing

    # Reading

    def _begun(self, task: Task) -> _Doing | None:
        """Read a source; None where it turns out to be as it was."""
        name = task.found.name
        entry = self._manifest.entries.get(name)
        read = read_source(self._sources, task, entry)
        if entry and read.is_current:
            if entry.stamp != read.stamp:
                self._remember(msgspec.structs.replace(entry, stamp=read.stamp))
            self._watcher.hear(Outcome(source=name, state="current"))
            return None
        order = Order(
            name=name,
            path=self._sources.shown(name),
            data=read.data,
            formats=tuple(task.outputs),
            look=self._look,
            wishes=self._aims.wishes,
            pictures=read.pictures,
        )
        return _Doing(task, order, read.stamp, read.content)

    # Converting

    def _converted(
        self, doing: _Doing, future: Future[Answer], executor: Executor, storing: ThreadPoolExecutor
    ) -> None:
        try:
            answer = future.result()
        except ProtokollError as error:
            self._failed(doing.task, _placed(error, doing.order.path))
            return
        except Exception as error:  # noqa: BLE001 - an executor that is not ours may fail in its own ways
            self._failed(doing.task, _fell(error, doing.order.path))
            return
        match answer:
            case Made():
                doing.made = answer
                self._storing[storing.submit(self._store, doing)] = doing
            case Asked(pictures=names):
                found = {src: self._sources.picture(doing.order.name, src) for src in names}
                doing.order = msgspec.structs.replace(doing.order, pictures={**doing.order.pictures, **found})
                self._converting[executor.submit(convert, doing.order)] = doing
            case Refused():
                self._failed(doing.task, answer.error)

    # Writing

    def _store(self, doing: _Doing) -> dict[str, Output]:
        """Put a document's outputs in their places; this runs in threads of its own."""
        entry = self._manifest.entries.get(doing.task.found.name)
        ours = {output.name for output in entry.outputs.values()} if entry else set()
        made = doing.made.outputs if doing.made else {}
        stored = {}
        for name, data in made.items():
            place = doing.task.outputs[name]
            if place not in ours and not self._aims.force:
                self._check_ours(place, name)
            stored[name] = Output(place, self._outputs.write(place, data), content_of(data))
        return stored

    def _check_ours(self, place: str, name: str) -> None:
        held = self._outputs.held(place)
        if held is not None and not _FORMATS[name].is_ours(held):
            raise OutputError(
                "{file}: exists, and protokoll did not write it",
                "add `--force` to replace it, or choose another `-o`",
                file=self._outputs.shown(place),
            )

    def _stored(self, doing: _Doing, future: Future[dict[str, Output]]) -> None:
        made = doing.made
        try:
            outputs = future.result()
        except ProtokollError as error:
            self._failed(doing.task, error)
            return
        if made is None:
            return
        name = doing.task.found.name
        pictures = {src: doing.order.pictures.get(src) for src in made.pictures}
        before = self._manifest.entries.get(name)
        left = before.without(outputs).outputs if before else {}
        stale = {key: Output(output.name, "", output.content) for key, output in left.items()}
        entry = Entry(name, doing.stamp, doing.content, self._recipe, _contents(pictures), {**stale, **outputs})
        try:
            self._manifest.keep(entry, made.record)
        except sqlite3.Error as error:
            self._manifest.roll_back()
            self._failed(doing.task, self._manifest.cannot_write(error))
            return
        if stale:
            self.stale[name] = stale
        self._watcher.hear(Outcome(source=name, state="made", outputs=doing.task.outputs, seconds=made.seconds))

    def _save_at_times(self) -> None:
        """Put the register where the outputs are, if it is not worked on there."""
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self._manifest_commit()
            self._outputs.save_database()
            self._saved = time.monotonic()

    def _remember(self, entry: Entry) -> None:
        """Keep an entry that only has another stamp; where that fails, the next run reads the source once more."""
        try:
            self._manifest.keep(entry, None)
        except sqlite3.Error:
            self._manifest.roll_back()

    def _manifest_commit(self) -> None:
        try:
            self._manifest.commit()
        except sqlite3.Error as error:
            self._manifest.roll_back()
            self._watcher.say(self._manifest.cannot_write(error))

    def _failed(self, task: Task, error: ProtokollError) -> None:
        self._watcher.hear(Outcome(source=task.found.name, state="failed", error=error))
        if self._aims.fail_fast:
            raise FailedFast


def _contents(pictures: dict[str, bytes | None]) -> dict[str, str | None]:
    return {src: content_of(data) if data is not None else None for src, data in pictures.items()}


def _placed(error: ProtokollError, shown: str) -> ProtokollError:
    """Say of which document an error is, where it does not."""
    if PLACE.match(error.template):
        return error
    values = {"file": shown, **error.values}
    return ProtokollError(f"{{file}}: {error.template}", error.hint_template, excerpt=error.excerpt, **values)


def _fell(error: Exception, shown: str) -> ProtokollError:
    return ProtokollError(
        N_("{file}: could not be converted: {kind}: {told}"),
        N_("run again; if it fails again, please report it"),
        file=shown,
        kind=type(error).__name__,
        told=" ".join(str(error).split())[:200],
    )
