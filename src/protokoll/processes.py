"""Processes that help: how one begins, and how many there may be."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Event, Thread, current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def processors() -> int:
    """Count the processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin_helping() -> None:
    """Begin a process that helps: it ends without a word when it is stopped, or when nobody waits for it any more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = parent_process()
    if parent is None:
        return

    def end_with_it() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=end_with_it, daemon=True).start()


@contextmanager
def interrupts_held_back() -> Iterator[Event]:
    """Let no Ctrl-C and no SIGTERM break in where things must stay in step: the event tells that one came."""
    came = Event()
    if current_thread() is not main_thread():  # signals never break in there
        yield came
        return
    held = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: came.set()) for number in held]
    try:
        yield came
    finally:
        for number, handler in zip(held, before, strict=True):
            signal.signal(number, handler)
