"""An invented archive is the same for the same seed, as large as real minutes are, and read without loss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

import pytest

import archive
from protokoll.reader import read
from protokoll.source import Source

COUNT = 240


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    return dict(archive.documents(COUNT, 7))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, documents: dict[str, str]) -> None:
    written = archive.write_archive(tmp_path, COUNT, 7)
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes().decode() for path in written} == documents


@pytest.mark.parametrize("order", ["1", "2"])
def test_the_same_seed_gives_the_same_bytes_in_another_process(
    tmp_path: Path, documents: dict[str, str], order: str
) -> None:
    command = [sys.executable, archive.__file__, str(tmp_path), "--count", str(COUNT), "--seed", "7"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": order})
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == set(documents)
    for name, text in documents.items():
        assert (tmp_path / name).read_bytes().decode() == text


def test_the_years_are_those_asked_for() -> None:
    assert {name.split("/")[1] for name in dict(archive.documents(COUNT, 7, range(2019, 2021)))} == {"2019", "2020"}


def test_another_seed_gives_other_texts(documents: dict[str, str]) -> None:
    other = dict(archive.documents(COUNT, 8))
    assert len(documents) == len(other) == COUNT
    assert not set(documents.values()) & set(other.values())


def test_sizes_are_those_of_real_minutes(documents: dict[str, str]) -> None:
    sizes = [len(text.encode()) for text in documents.values()]
    wanted = {"first": 1_903, "median": 3_038, "third": 6_524, "mean": 5_328}
    got = dict(zip(wanted, [*quantiles(sizes), sum(sizes) / COUNT], strict=True))
    assert {name: size for name, size in got.items() if abs(size / wanted[name] - 1) > 0.15} == {}
    assert min(sizes) < 900
    assert 30_000 < max(sizes) < 50_000


def test_every_kind_is_there_and_read(documents: dict[str, str]) -> None:
    kinds = set()
    for name, text in documents.items():
        told = re.fullmatch(r"[\w-]+/(\d{4})/((\d{4})-\d\d-\d\d)-([a-z-]+)\.md", name)
        assert told is not None, name
        meeting = read(Source(text, Path(name)))
        assert (meeting.date, told[1]) == (told[2], told[3]), name
        assert meeting.items, name
        assert all(item.title for item in meeting.items), name
        kinds.add(told[4])
    assert kinds == set(archive.KINDS)


def test_paragraphs_go_on_through_a_year(documents: dict[str, str]) -> None:
    years: dict[str, list[int]] = defaultdict(list)
    for name, text in sorted(documents.items()):
        if name.endswith("-kommunstyrelse.md"):
            years[name.rpartition("/")[0]] += [
                int(number) for number in re.findall(r"^(?:\*\*|## )§ (\d+)", text, re.MULTILINE)
            ]
    assert years
    for numbers in years.values():
        assert numbers == list(range(1, len(numbers) + 1))


def test_members_return(documents: dict[str, str]) -> None:
    rolls = [
        set(re.findall(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+ \([A-Z]+\)", text))
        for name, text in sorted(documents.items())
        if name.endswith("-kommunfullmaktige.md")
    ]
    for before, after in pairwise(rolls):
        assert len(before & after) > len(before) / 2
