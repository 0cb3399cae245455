"""Processes of this machine that documents are handed to, one at a time each.

An `Executor` like any other, but that a call which takes too long, too much memory, or the process down with it is
stopped alone: its future fails, its process is replaced, and nobody else notices. Each process has a pipe of its own,
so that one which dies in the midst of an answer leaves no lock behind that others wait for.
"""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Executor, Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from protokoll.diagnostics import N_
from protokoll.errors import ProtokollError
from protokoll.processes import begin_helping

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
_Task = tuple["Future[Any]", "Callable[..., Any]", tuple[Any, ...]]
_LIFE = 500
"""Calls after which a process is replaced: what libraries keep of documents long done grows no further."""
_LAST = 5
"""Seconds that a process has to end in when it is asked to."""


class StoppedError(ProtokollError):
    """A call that was ended before it was done."""


def took_too_long(seconds: float) -> StoppedError:
    """Say that a document was not done in time."""
    return StoppedError(
        N_("is not done after {seconds} seconds, and was stopped"),
        N_("split it, or give it more time with `--timeout`"),
        seconds=f"{seconds:g}",
    )


def _died(code: int | None) -> StoppedError:
    return StoppedError(
        N_("took its process down ({code}), for want of memory or by a fault"),
        N_("give it more memory with `--memory`; if that does not help, please report it"),
        code=code,
    )


def too_large(megabytes: int | None) -> StoppedError:
    """Say that a document needs more memory than it may have."""
    return StoppedError(
        N_("needs more memory than it may have ({limit} MB)"),
        N_("split it, or give it more with `--memory`"),
        limit=megabytes or "?",
    )


class Workers(Executor):
    """As many processes as are wanted, each begun when there is work for it."""

    def __init__(self, count: int, *, timeout: float | None = None, memory: int | None = None) -> None:
        """Take limits of one call: `timeout` in seconds, `memory` in megabytes."""
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._timeout = timeout
        self._memory = memory
        self._slots = [Thread(target=self._serve, name=f"slot {number}", daemon=True) for number in range(count)]
        self._stopping = False
        self._context = _context()
        self._processes: set[_Process] = set()
        for slot in self._slots:
            slot.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand out a call; its future fails with `StoppedError` where it had to be ended."""
        if kwargs:
            raise TypeError("arguments are given by their places")
        future: Future[T] = Future()
        self._tasks.put((future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the interface of Executor
        """End the processes: when all that was handed out is done, or at once."""
        if cancel_futures:
            self._stopping = True
            for process in tuple(self._processes):
                process.kill()
        for _ in self._slots:
            self._tasks.put(None)
        if wait:
            for slot in self._slots:
                slot.join()

    def _serve(self) -> None:
        """Give one process task after task, and end it at last."""
        process: _Process | None = None
        while (task := self._tasks.get()) is not None:
            future, fn, args = task
            if self._stopping:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if process is None:
                    process = _Process(self._context, self._memory)
                    self._processes.add(process)
                result = process.call(fn, args, self._timeout)
            except BaseException as error:  # noqa: BLE001 - whoever waits for the future must be told
                if process is not None and not process.is_alive():
                    self._processes.discard(process)
                    process = None
                future.set_exception(error)
            else:
                future.set_result(result)
            if process is not None and process.calls >= _LIFE:
                self._end(process)
                process = None
        if process is not None:
            self._end(process)

    def _end(self, process: _Process) -> None:
        process.end()
        self._processes.discard(process)


def _context() -> BaseContext:
    """Give the way to begin processes: from a server that has loaded what they need, where there can be one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["protokoll.archive.convert"])
    return context


class _Process:
    """One process, and the pipe to it."""

    def __init__(self, context: BaseContext, memory: int | None) -> None:
        self._pipe, theirs = context.Pipe()
        self._memory = memory
        self.calls = 0
        # `BaseContext` has no `Process` in its types, and each of its kinds has one.
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, memory), daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def call(self, fn: Callable[..., Any], args: tuple[Any, ...], timeout: float | None) -> Any:
        """Run a call there and give its result, or raise what it raised."""
        self.calls += 1
        try:
            self._pipe.send((fn, args))
            if not self._pipe.poll(timeout):
                self.kill()
                raise took_too_long(timeout or 0)
            done, result = self._pipe.recv()
        except (EOFError, ConnectionError):
            self._process.join(_LAST)
            self.kill()
            raise _died(self._process.exitcode) from None
        if done:
            return result
        if isinstance(result, MemoryError):
            self.kill()  # what it could not give back is given back now
            raise too_large(self._memory)
        raise result

    def kill(self) -> None:
        """End the process in whatever it is at."""
        self._process.kill()
        self._process.join(_LAST)

    def end(self) -> None:
        """Ask the process to end, for it has nothing more to do."""
        with suppress(OSError):
            self._pipe.close()
        self._process.join(_LAST)
        if self._process.is_alive():
            self.kill()


def _work(pipe: Connection, memory: int | None) -> None:
    """Be a process that works: take calls until there are no more."""
    begin_helping()
    _limit(memory)
    while True:
        try:
            fn, args = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, fn(*args))
        except Exception as error:  # noqa: BLE001 - it is told where the call came from
            answer = (False, error)
        pipe.send(answer)


def _limit(memory: int | None) -> None:
    """Let this process have so many megabytes of its own data, besides what it has already."""
    if memory is None or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    with suppress(ValueError, OSError):  # a limit that is set already is lower
        limit = memory * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
