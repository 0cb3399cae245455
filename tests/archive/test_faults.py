"""Runs that are killed, that find the disk full, and that meet each other: nothing is lost, and nothing is half."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archive.batching import names, notes

KILLS = 25
"""How many runs are killed, each at another moment; there are two such series, which may go side by side."""


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "protokoll", "batch", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `protokoll batch` to its end."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False)


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in names(out)}


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(("series", "jobs", "formats"), [(5, 2, "docx,html,pdf"), (6, 1, "docx,html")])
def test_a_run_killed_at_any_moment_leaves_whole_files_and_the_next_one_completes_it(
    tmp_path: Path, series: int, jobs: int, formats: str
) -> None:
    source = notes(tmp_path / "in", *(f"{year}/{number}.md" for year in (2022, 2023) for number in range(3)))
    options = ("--jobs", jobs, "--to", formats)
    assert run(source, "-o", tmp_path / "whole", *options).returncode == 0
    expected = outputs(tmp_path / "whole")
    assert len(expected) == 6 * len(formats.split(","))
    chance = random.Random(series)  # noqa: S311 - moments, the same each time
    began = time.monotonic()
    assert run(source, "-o", tmp_path / "timed", *options).returncode == 0
    lasts = time.monotonic() - began
    cut_off = 0
    for number in range(KILLS):
        out = tmp_path / (f"new{number}" if number % 3 == 0 else "out")  # from nothing, or from what others left
        run_ = subprocess.Popen(
            command(source, "-o", out, "--force", *options), start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, lasts))
        run_.send_signal(signal.SIGKILL)
        run_.wait()
        cut_off += run_.returncode == -signal.SIGKILL
        found = outputs(out) if out.exists() else {}
        assert all(expected[name] == data for name, data in found.items()), "half a file"
        deadline = time.monotonic() + 10
        while alive(run_.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not alive(run_.pid), "processes were left behind"
        if number % 4 == 0:
            ended = run(source, "-o", out, *options, "--report", tmp_path / "r.json")
            assert ended.returncode == 0, ended.stderr
            report = json.loads((tmp_path / "r.json").read_text())
            assert sum(report["counts"].values()) == len(report["documents"]) == 6
            assert outputs(out) == expected
            assert not list(out.rglob("*.part"))
    assert cut_off > KILLS / 4, "the kills came too late to test anything"


@pytest.mark.slow
def test_a_full_disk_is_told_for_each_document_and_the_next_run_completes(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("whoever runs this may mount nothing")
    try:
        source = notes(tmp_path / "in", *(f"{number}.md" for number in range(30)))
        ended = run(source, "-o", disk / "out", "--report", tmp_path / "r.json")
        assert ended.returncode == 1
        assert "Traceback" not in ended.stderr
        report = json.loads((tmp_path / "r.json").read_text())
        states = {document["source"]: document["state"] for document in report["documents"]}
        assert len(states) == 30
        failed = [name for name, state in states.items() if state == "failed"]
        assert failed
        lines = [line for line in ended.stderr.splitlines() if line.startswith("error: ")]
        assert len(lines) >= len(failed)
        assert all("No space left" in line or "full" in line for line in lines), ended.stderr
        made = [name for name, state in states.items() if state == "made"]
        assert all(
            (disk / "out" / f"{Path(name).stem}.{kind}").stat().st_size
            for name in made
            for kind in ("docx", "html", "pdf")
        )
        subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
        assert run(source, "-o", disk / "out").returncode == 0
        assert len(names(disk / "out")) == 90
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def test_the_second_of_two_runs_says_so_and_stops(tmp_path: Path) -> None:
    source = notes(tmp_path / "in", *(f"{number}.md" for number in range(40)))
    first = subprocess.Popen(command(source, "-o", tmp_path / "out", "-q"))
    while not (tmp_path / "out" / "register.sqlite").exists():
        time.sleep(0.02)
    second = run(source, "-o", tmp_path / "out")
    assert first.wait() == 0
    assert second.returncode == 2
    assert "another run of `protokoll batch` is at work there" in second.stderr
    assert len(names(tmp_path / "out")) == 120


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_a_run_that_is_stopped_says_so_and_the_next_goes_on(tmp_path: Path, how: int, code: int) -> None:
    source = notes(tmp_path / "in", *(f"{number}.md" for number in range(80)))
    first = subprocess.Popen(
        command(source, "-o", tmp_path / "out", "--jobs", "1"),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(list((tmp_path / "out").glob("*.pdf"))) < 3:
        time.sleep(0.02)
    first.send_signal(how)
    told = first.communicate()[1]
    assert first.returncode == code, told
    assert "stopped" in told
    assert "Traceback" not in told
    done = len(list((tmp_path / "out").glob("*.pdf")))
    assert done < 80
    ended = run(source, "-o", tmp_path / "out", "--report", "-")
    counts = json.loads(ended.stdout)["counts"]
    assert counts["made"] + counts["current"] == 80
    assert counts["current"] >= done - 2


def test_a_document_that_takes_too_long_is_stopped_alone(tmp_path: Path) -> None:
    source = notes(tmp_path / "in", "a.md", "b.md")
    (source / "long.md").write_text(
        "# Möte\n\n" + "\n\n".join(f"## {n}. Ärende\n\nOrd nummer {n}." for n in range(8000))
    )
    ended = run(source, "-o", tmp_path / "out", "--timeout", "2")
    assert ended.returncode == 1
    assert "long.md: is not done after 2 seconds, and was stopped" in ended.stderr
    assert len(names(tmp_path / "out")) == 6


def test_what_changes_is_converted_while_it_is_watched(tmp_path: Path) -> None:
    source, out = notes(tmp_path / "in", "a.md"), tmp_path / "out"
    watching = subprocess.Popen(
        command(source, "-o", out, "--to", "html", "--watch"), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        wait_for(lambda: names(out) == ["a.html"])
        notes(source, "a.md", "b.md", "c/c.md")  # a file, and a folder that was not there
        wait_for(lambda: names(out) == ["a.html", "b.html", "c/c.html"])
        (source / "a.md").write_text("# Styrgruppen 3 juni 2025\n\nIngen fråga.\n", encoding="utf-8")
        wait_for(lambda: "Styrgruppen" in (out / "a.html").read_text(encoding="utf-8"))
    finally:
        watching.send_signal(signal.SIGINT)
        told = watching.communicate(timeout=30)[1]
    assert watching.returncode == 130, told
    assert "watching; Ctrl-C ends it" in told
    assert "Traceback" not in told


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)
