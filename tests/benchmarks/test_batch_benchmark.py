"""The benchmark of the batch looks at the right processes, and sums up what it saw."""

from __future__ import annotations

import sys
from pathlib import Path

import batch
import pytest

WORK = """
import multiprocessing, pathlib, sys, time

def work(number):
    held = bytearray(40_000_000)
    held[::4096] = b"x" * len(held[::4096])
    folder = pathlib.Path(sys.argv[1])
    (folder / f"{number}.pdf").write_text("")
    time.sleep(1.5)
    (folder / f"{number}.docx").write_text("")

if __name__ == "__main__":
    those = [multiprocessing.get_context("fork").Process(target=work, args=(number,)) for number in range(2)]
    for one in those:
        one.start()
    for one in those:
        one.join()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_are_watched_while_they_write(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(WORK)
    out = tmp_path / "out"
    out.mkdir()
    run = batch.watch([sys.executable, script, out], out, pause=0.2)
    busy = [sample for sample in run.samples if sample.files == 2 and len(sample.workers) == 2]
    assert run.code == 0
    assert busy
    assert min(busy[-1].workers) > 40_000
    assert run.peak >= max(busy[-1].workers)
    assert run.cpu > 0
    assert run.wall > 1.5
    assert batch.made(out) == 4


def test_memory_is_the_median_of_the_workers_over_a_part_of_the_files() -> None:
    samples = [
        batch.Sample(0, (9 * 1024,)),
        batch.Sample(3, (10 * 1024, 20 * 1024)),
        batch.Sample(6, (30 * 1024,)),
        batch.Sample(30, (50 * 1024,)),
    ]
    assert batch.median_mb(samples, 0, 6) == 20
    assert batch.median_mb(samples, 24, 30) == 50
    assert batch.median_mb(samples, 6, 24) is None


def test_a_sample_is_taken_evenly() -> None:
    files = [Path(str(number)) for number in range(10)]
    assert batch.evenly(files, 3) == [Path("0"), Path("3"), Path("6")]
    assert batch.evenly(files, 99) == files


def test_the_table_tells_what_the_first_run_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = "import pathlib, sys; [(pathlib.Path(sys.argv[1]) / f'a.{end}').touch() for end in ('docx', 'html')]"
    run = batch.first_run([sys.executable, "-c", script, tmp_path], tmp_path, 1)
    told = capsys.readouterr().out
    assert "exit code 0, 2 of 3 files made" in told
    assert f"| seconds | {run.wall:.2f} | – |" in told


def test_later_runs_change_the_file_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "a.md"
    notes.write_text("# Anteckning 2024-05-03\n")
    batch.later_runs([sys.executable, "-c", ""], [sys.executable, "-c", ""], notes, tmp_path)
    assert notes.read_text(encoding="utf-8").count("Tillägg nummer") == batch.RUNS
    assert "| nothing changed |" in capsys.readouterr().out
