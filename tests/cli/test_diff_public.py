"""`protokoll diff-public`: what will not be published, whole, before it is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

NOTES = """\
---
title: Möte
kontakt: Anna Ek # intern
---

## § 12 Personärende <!-- intern -->

Anna Ek slutar.

- i maj

## § 13 Budget

Planen antas<!-- intern --> trots allt<!-- /intern -->.

<!-- intern -->
Ett stycke till.
<!-- /intern -->

<!-- fråga Bo -->
"""
TOLD = """\
a.md:3:1: field
  kontakt: Anna Ek
a.md:6:9: item
  Personärende

  Anna Ek slutar.

  - i maj
a.md:14:13: inline
  trots allt
a.md:16:1: block
  Ett stycke till.
4 passages, 14 words left out
"""


def run(*arguments: str, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    command = [sys.executable, "-m", "protokoll", "diff-public", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, input=stdin, encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one notes file."""
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_each_passage_is_told_with_its_place_and_whole(folder: Path) -> None:
    result = run("a.md", folder=folder)
    assert (result.returncode, result.stderr, result.stdout) == (0, "", TOLD)


def test_the_difference_shows_comments_too(folder: Path) -> None:
    told = run("--diff", "a.md", folder=folder).stdout
    assert "\n--- a.md\n+++ a.md (public)\n" in told
    assert "\n-kontakt: Anna Ek # intern\n" in told
    assert "\n+## § 12 \\[utelämnat\\]\n" in told
    assert "\n-<!-- fråga Bo -->\n" in told


def test_as_json(folder: Path) -> None:
    told = json.loads(run("--json", "--diff", "a.md", folder=folder).stdout)
    assert [passage["kind"] for passage in told["passages"]] == ["field", "item", "inline", "block"]
    assert told["passages"][1]["text"] == "Personärende\n\nAnna Ek slutar.\n\n- i maj"
    assert (told["file"], told["language"]) == ("a.md", "sv-SE")
    assert told["diff"].startswith("--- a.md\n")


def test_nothing_internal_and_one_word(folder: Path) -> None:
    assert run("-", folder=folder, stdin="# Möte\n\nText.\n").stdout == "0 passages, 0 words left out\n"
    told = run("-", folder=folder, stdin="# Möte\n\na <!-- intern -->b<!-- /intern -->\n").stdout
    assert told == "<stdin>:3:3: inline\n  b\n1 passage, 1 word left out\n"


def test_a_mistake_gets_one_line_and_its_place(folder: Path) -> None:
    result = run("-", folder=folder, stdin="# Möte\n\nText <!-- internt --> hemligt\n")
    assert (result.returncode, result.stdout) == (1, "")
    lines = result.stderr.split("\n")
    assert lines[0].startswith(
        "error: <stdin>:3:6: is this a mark of what is internal? – write `<!-- intern -->` before"
    )
    assert lines[1:3] == ["  3 | Text <!-- internt --> hemligt", "    |      ^^^^^^^^^^^^^^^^"]


def test_a_file_that_is_not_there(folder: Path) -> None:
    assert run("nope.md", folder=folder).returncode == 2
