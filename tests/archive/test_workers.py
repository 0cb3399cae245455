"""Processes that documents are handed to: each can be late, greedy or dead, and none but its own call notices."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import CancelledError, Future
from typing import Any

import pytest

from protokoll.archive.workers import StoppedError, Workers


def square(number: int) -> int:
    return number * number


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def fail(_: int) -> None:
    raise ValueError("not this one")


def die(how: int) -> None:
    os.kill(os.getpid(), how)


def eat(megabytes: int) -> int:
    return len(bytes(megabytes * 1_000_000))


def answer_much(megabytes: int) -> bytes:
    return bytes(megabytes * 1_000_000)


def told(future: Future[Any]) -> str:
    error = future.exception(30)
    assert isinstance(error, StoppedError)
    return error.message


def test_calls_are_done_in_processes_of_their_own() -> None:
    with Workers(2) as workers:
        assert [future.result() for future in [workers.submit(square, number) for number in range(20)]] == [
            number * number for number in range(20)
        ]
        assert workers.submit(sleep, 0).result() != os.getpid()


def test_an_exception_is_the_futures_and_the_process_goes_on() -> None:
    with Workers(1) as workers:
        before = workers.submit(sleep, 0).result()
        with pytest.raises(ValueError, match="not this one"):
            workers.submit(fail, 1).result()
        assert workers.submit(sleep, 0).result() == before


def test_a_call_that_takes_too_long_is_stopped_alone() -> None:
    with Workers(2, timeout=3) as workers:
        late = workers.submit(sleep, 60)
        others = [workers.submit(square, number) for number in range(10)]
        assert "not done after 3 seconds" in told(late)
        assert [other.result(10) for other in others] == [number * number for number in range(10)]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_process_that_dies_takes_only_its_own_call_with_it(how: int) -> None:
    with Workers(2) as workers:
        dead = workers.submit(die, how)
        others = [workers.submit(square, number) for number in range(10)]
        assert "took its process down" in told(dead)
        assert [other.result(10) for other in others] == [number * number for number in range(10)]


def test_a_process_killed_in_the_midst_of_its_answer_blocks_nobody() -> None:
    with Workers(2) as workers:
        process = workers.submit(sleep, 0).result()
        much = [workers.submit(answer_much, 50) for _ in range(4)]
        os.kill(process, signal.SIGKILL)
        ends = [future.exception(30) for future in much]
        assert sum(isinstance(end, StoppedError) for end in ends) <= 1
        assert workers.submit(square, 3).result(10) == 9


def test_a_call_that_wants_too_much_memory_is_stopped_alone() -> None:
    with Workers(1, memory=300) as workers:
        assert workers.submit(eat, 1).result() == 1_000_000
        assert "more memory than it may have (300 MB)" in told(workers.submit(eat, 2_000))
        assert workers.submit(eat, 1).result() == 1_000_000


def test_what_waits_is_let_go_of_at_the_end() -> None:
    workers = Workers(1)
    calls = [workers.submit(sleep, 30) for _ in range(5)]
    time.sleep(0.5)
    began = time.monotonic()
    workers.shutdown(cancel_futures=True)
    assert time.monotonic() - began < 10
    assert all(call.done() for call in calls)
    with pytest.raises((CancelledError, StoppedError)):
        calls[-1].result()


def test_a_process_is_replaced_when_it_has_served_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("protokoll.archive.workers._LIFE", 3)
    with Workers(1) as workers:
        processes = [workers.submit(sleep, 0).result(30) for _ in range(7)]
    assert [processes.count(process) for process in dict.fromkeys(processes)] == [3, 3, 1]
