"""The machines of a Dask cluster as those who convert: the only importer of distributed."""

from __future__ import annotations

import logging
import time
from concurrent.futures import Executor, Future
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from protokoll.archive.workers import took_too_long
from protokoll.diagnostics import N_
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_TO_CONNECT = 15
"""Seconds in which a scheduler must answer."""
_LOOK = 0.5
"""Seconds between two looks for calls that take too long."""


class Machines(Executor):
    """What `Client.get_executor` gives, with a limit to how long a call may take.

    The limit counts from when a call is handed out. A process that is over it is restarted; what else it had to do,
    and what a process that dies had, Dask gives to others.
    """

    def __init__(self, address: str, *, timeout: float | None = None) -> None:
        """Take the scheduler's address; memory is limited by how the cluster's workers were started."""
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            raise UsageError(
                N_("`--scheduler` needs Dask, which is not installed"), N_("run `pip install 'protokoll[dask]'`")
            ) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by us
        try:
            self._client = Client(address, timeout=_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(
                N_("{address}: no Dask scheduler answers: {reason}"),
                N_("check the address, and that `dask scheduler` runs there"),
                address=address,
                reason=" ".join(str(error).split())[:200] or type(error).__name__,
            ) from None
        self._executor = self._client.get_executor(pure=False)
        self._timeout = timeout
        self._running: dict[str, tuple[float, Future[Any], Future[Any]]] = {}
        self._lock = Lock()
        self._ended = Event()
        if timeout is not None:
            Thread(target=self._watch, args=(timeout,), daemon=True).start()

    @property
    def room(self) -> int:
        """How many calls keep all workers at work: one in hand and one to come for each thread."""
        with suppress(Exception):
            threads: int = sum(self._client.nthreads().values())
            return 2 * max(threads, 1)
        return 2

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Hand out a call; its future fails where it took too long."""
        key = f"protokoll-{uuid4().hex}"
        theirs: Future[T] = self._executor.submit(fn, *args, key=key, **kwargs)
        ours: Future[T] = Future()
        ours.set_running_or_notify_cancel()
        with self._lock:
            self._running[key] = (time.monotonic(), ours, theirs)
        theirs.add_done_callback(lambda _: self._done(key))
        return ours

    def _done(self, key: str) -> None:
        with self._lock:
            running = self._running.pop(key, None)
        if running is None:
            return  # it took too long, and has been told
        _, ours, theirs = running
        if theirs.cancelled():
            ours.set_exception(ConnectionError("the cluster has let go of it"))
        elif error := theirs.exception():
            ours.set_exception(error)
        else:
            ours.set_result(theirs.result())

    def _watch(self, timeout: float) -> None:
        while not self._ended.wait(_LOOK):
            late = time.monotonic() - timeout
            with self._lock:
                over = {key: running for key, running in self._running.items() if running[0] < late}
                for key in over:
                    del self._running[key]
            for key, (_, ours, theirs) in over.items():
                self._stop(key, theirs)
                ours.set_exception(took_too_long(timeout))

    def _stop(self, key: str, theirs: Future[Any]) -> None:
        with suppress(Exception):  # the worker may just have gone, or be one that nobody can restart
            workers = [worker for worker, keys in self._client.processing().items() if key in keys]
            theirs.cancel()
            if workers:
                self._client.restart_workers(workers, timeout=_TO_CONNECT, raise_for_error=False)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the interface of Executor
        """Let go of the cluster, which goes on."""
        self._ended.set()
        with suppress(Exception):
            self._executor.shutdown(wait=wait and not cancel_futures)
        with suppress(Exception):
            self._client.close()
