"""Compiled patterns are kept from one run to the next, and nothing breaks where they cannot be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from protokoll import warm

if TYPE_CHECKING:
    from pathlib import Path

FLAGS = (0, re.IGNORECASE, re.VERBOSE | re.MULTILINE, re.ASCII)
PATTERNS = (
    r"(?P<day>\d{1,2})\s(?P<month>[a-zåäö]+)",
    r"§\s*(\d+)|(?:kl\.?\s)?(\d\d[.:]\d\d)",
    r"(?<!\w)att(?!\w)",
    r"[^\W\d_]{3,}",
)
TEXT = "§ 12 Mötet den 14 maj, kl. 09.30: att ÅTERREMITTERA"


def run(cache: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-m", "protokoll", *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**known, "XDG_CACHE_HOME": str(cache), **environment},
    )  # fmt: skip


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_kept_pattern_is_the_pattern(pattern: str, flags: int) -> None:
    import _sre  # noqa: PLC0415 - not a public module

    kept = _sre.compile(pattern, *warm._code_of(pattern, flags))
    compiled = re.compile(pattern, flags)
    assert kept == compiled
    assert kept.groupindex == compiled.groupindex
    assert [match.groupdict() for match in kept.finditer(TEXT)] == [m.groupdict() for m in compiled.finditer(TEXT)]
    assert kept.findall(TEXT) == compiled.findall(TEXT)


def test_the_second_run_finds_what_the_first_kept(tmp_path: Path) -> None:
    first = run(tmp_path, "rule", "missing-date")
    (file,) = (tmp_path / "protokoll").glob("patterns-*.bin")
    before = file.stat().st_mtime_ns
    second = run(tmp_path, "rule", "missing-date")
    assert first.stdout == second.stdout != ""
    assert file.stat().st_mtime_ns == before, "nothing new, nothing written"


@pytest.mark.parametrize("damage", [b"", b"xyz", b"\0" * 100])
def test_a_damaged_file_counts_for_nothing(tmp_path: Path, damage: bytes) -> None:
    run(tmp_path, "rule", "missing-date")
    (file,) = (tmp_path / "protokoll").glob("patterns-*.bin")
    file.write_bytes(file.read_bytes()[:50] + damage)
    result = run(tmp_path, "rule", "missing-date")
    assert (result.returncode, result.stderr) == (0, "")


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "protokoll").write_text("a file where the folder would be", encoding="utf-8")
    result = run(tmp_path, "rule", "missing-date")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("off", ["PROTOKOLL_NO_CACHE", "PYTHONDONTWRITEBYTECODE"])
def test_nothing_is_written_where_that_is_not_wanted(tmp_path: Path, off: str) -> None:
    run(tmp_path, "rule", "missing-date", **{off: "1"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [[1, 2], (0, 0), (0, [99999] * 40, 1, {}, (None,))], ids=["list", "short", "code"])
def test_what_another_state_of_the_program_kept_is_made_anew(tmp_path: Path, kept: object) -> None:
    first = run(tmp_path, "rule", "missing-date")
    (file,) = (tmp_path / "protokoll").glob("patterns-*.bin")
    found = warm._read(file)
    warm._write(file, kept if isinstance(kept, list) else dict.fromkeys(found, kept))  # type: ignore[arg-type]
    result = run(tmp_path, "rule", "missing-date")
    assert (result.returncode, result.stderr, result.stdout) == (0, "", first.stdout)


def test_a_home_that_is_no_folder_is_not_written_beside_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.chdir(tmp_path)
    with suppress(OSError):
        warm._write(warm._file("patterns"), {})
    assert not (tmp_path / "relative").exists()
    assert list(tmp_path.iterdir()) == []
