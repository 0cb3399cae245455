"""A Dask cluster of two processes converts what this machine would have converted, byte for byte."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from tests.archive.batching import batch, names, notes

from protokoll.archive.machines import Machines
from protokoll.archive.packing import packed, unpacked
from protokoll.archive.workers import StoppedError
from protokoll.brand import load_brand
from protokoll.brand_new import write_new_brand
from protokoll.errors import UsageError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # of the cluster, not ours
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in names(out)}


def process_id(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_outputs_are_the_same_bytes_as_those_made_here(cluster: Any, tmp_path: Path) -> None:
    source = notes(tmp_path / "in", *(f"{number}.md" for number in range(6)))
    formats = ("docx", "html", "pdf", "json")
    batch(source, tmp_path / "here", formats=formats)
    with Machines(cluster.scheduler_address, timeout=60) as machines:
        assert batch(source, tmp_path / "there", machines, formats=formats).counts == {"made": 6}
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    assert len(outputs(tmp_path / "here")) == 24


def test_both_processes_work(cluster: Any) -> None:
    with Machines(cluster.scheduler_address) as machines:
        assert machines.room == 4
        assert len({call.result() for call in [machines.submit(process_id, number) for number in range(20)]}) == 2


def test_a_worker_that_is_killed_loses_nothing(cluster: Any, tmp_path: Path) -> None:
    source = notes(tmp_path / "in", *(f"{number}.md" for number in range(40)))
    with Machines(cluster.scheduler_address, timeout=60) as machines:
        victim = machines.submit(process_id, 0).result()
        killer = threading.Timer(0.7, os.kill, (victim, signal.SIGKILL))
        killer.start()
        heard = batch(source, tmp_path / "out", machines, formats=("html", "pdf"))
        killer.join()
    assert heard.counts == {"made": 40}
    assert len(names(tmp_path / "out")) == 80
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)


def test_a_call_that_takes_too_long_is_stopped_and_the_others_go_on(cluster: Any) -> None:
    with Machines(cluster.scheduler_address, timeout=1.5) as machines:
        late = machines.submit(sleep, 120)
        assert isinstance(late.exception(30), StoppedError)
    with Machines(cluster.scheduler_address) as machines:
        assert [call.result(30) for call in [machines.submit(sleep, 0.01) for _ in range(8)]] == [0.01] * 8


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("protokoll.archive.machines._TO_CONNECT", 1)
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        Machines("tcp://127.0.0.1:9")


def test_a_brand_of_ones_own_is_sent_with_those_it_extends(tmp_path: Path) -> None:
    write_new_brand(tmp_path / "region", "Region", "base")
    write_new_brand(tmp_path / "avik", "Åviks kommun", str(tmp_path / "region"))
    sent = packed(str(tmp_path / "avik"))
    brand = load_brand(unpacked(sent))
    assert sent.packed
    assert not brand.folder.is_relative_to(tmp_path)
    assert brand.organisation == load_brand(str(tmp_path / "avik")).organisation
    assert packed("sundabygden").packed is None
