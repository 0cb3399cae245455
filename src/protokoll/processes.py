"""Processes that help: how one begins, and how many there may be."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


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
