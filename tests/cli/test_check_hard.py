"""`protokoll check` where things go wrong: processes that die, files that change or vanish, names nobody would give."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import protokoll

TEXT = "# **Protokoll**\n\nMöte kl 9-10.\n"
MENDED = "# Protokoll\n\nMöte kl. 9–10.\n"
DYING = """
import os, signal, sys
import protokoll.checker.check as checking
from protokoll.cli import main

known = checking.context_of

def context_of(source, plan):
    if source.path.name == "m07.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return known(source, plan)

checking.context_of = context_of
main()
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(protokoll.__file__).parents[1])}
"""The runs stand in other folders, and are of these sources all the same."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and links as POSIX has them")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "protokoll", "check", "--isolated", "--format", "concise", *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60, env=ENVIRONMENT
    )


def archive(folder: Path, count: int = 40) -> Path:
    for number in range(count):
        (folder / f"m{number:02}.md").write_text(TEXT * 20, encoding="utf-8")
    return folder


def members(group: int) -> list[str]:
    """Give the processes of a group that are still there; zombies have no command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(entry.name)) == group and (entry / "cmdline").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found


def test_a_process_that_dies_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    arguments = ["check", str(archive(tmp_path)), "--isolated", "--format", "concise"]
    result = subprocess.run(
        [sys.executable, "-c", DYING, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    if len(os.sched_getaffinity(0)) == 1:
        pytest.skip("one processor, one process")
    (told,) = [line for line in result.stdout.splitlines() if "P903" in line]
    assert "m07.md" in told
    assert "has died" in told
    assert len({line.partition(":")[0] for line in result.stdout.splitlines()}) == 40
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_process_and_no_half_file(tmp_path: Path, how: signal.Signals) -> None:
    archive(tmp_path)
    old = (tmp_path / "m00.md").read_text(encoding="utf-8")
    process = subprocess.Popen(
        command("--fix", "."),
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(0.8)
    process.send_signal(how)
    _, said = process.communicate(timeout=30)
    if how == signal.SIGINT and process.returncode == 130:
        assert said == b"stopped\n"
    deadline = time.monotonic() + 10
    while members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(process.pid) == []
    texts = {file.read_text(encoding="utf-8") for file in tmp_path.glob("m*.md")}
    assert len(texts - {old}) <= 1


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text(TEXT, encoding="utf-8")
    real.chmod(0o600)
    link = tmp_path / "link.md"
    link.symlink_to("real.md")
    run(tmp_path, "--fix", "--unsafe-fixes", "link.md")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == MENDED
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("report", ["json", "json-lines", "full", "sarif", "junit", "gitlab"])
def test_names_that_are_no_text(tmp_path: Path, report: str) -> None:
    for name in (b"b\xff\xe9.md", b"c\nd.md", b"-x.md"):
        try:
            (tmp_path / os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
        except OSError:
            pytest.skip("names are text here")
    result = run(tmp_path, ".", "--format", report)
    assert result.returncode == 1
    assert "error:" not in result.stderr
    assert run(tmp_path, ".", "--diff").returncode == 1
    assert run(tmp_path, ".", "--baseline", "known.json", "--update-baseline").returncode == 0
    assert run(tmp_path, ".", "--baseline", "known.json").returncode == 0


def test_streams_that_are_closed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    words = " ".join(command("a.md"))
    for closed in (">&-", "2>&-", ">&- 2>&-", "<&-"):
        result = subprocess.run(
            ["/bin/sh", "-c", f"{words} {closed}"], cwd=tmp_path, capture_output=True, check=False, env=ENVIRONMENT
        )
        assert result.returncode == 1, closed
        assert b"Traceback" not in result.stderr
        assert b"went wrong" not in result.stderr


def test_what_was_changed_meanwhile_is_left_and_the_others_are_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from protokoll.checker.plan import Plans, Wanted  # noqa: PLC0415 - beside what it is for
    from protokoll.cli import checking  # noqa: PLC0415

    for name in "abc":
        (tmp_path / f"{name}.md").write_text(TEXT, encoding="utf-8")
    from protokoll.checker.check import check_files as known  # noqa: PLC0415

    def check_files(files: list[Path], plans: Plans) -> object:
        found = known(files, plans)
        (tmp_path / "a.md").write_text("# Annat\n", encoding="utf-8")
        (tmp_path / "b.md").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(checking, "check_files", check_files)
    run_of = checking.Run(Plans(Wanted(isolated=True)), [tmp_path], lang="en")
    run_of.mended(unsafe=True)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "# Annat\n"
    assert (tmp_path / "c.md").read_text(encoding="utf-8") == MENDED
    assert run_of.failing([], strict=False)
    assert "has changed" in capsys.readouterr().err
