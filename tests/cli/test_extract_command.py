"""`protokoll extract`, and what `render` shares with it: states, profiles, names, the embedded source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_render import error_of, run

if TYPE_CHECKING:
    from pathlib import Path

NOTES = "# Protokoll\n\nMiljönämnden\n\n**Sammanträdesdatum:** 2024-05-14\n\n## § 1 Bro\n\nBron lagas.\n\n## § 2 Väg\n\nVägen stängs.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one notes file."""
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_an_extract_in_three_formats_beside_its_notes(folder: Path) -> None:
    assert run("extract", "a.md", "--item", "2", folder=folder).returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == ["a-2.docx", "a-2.html", "a-2.pdf", "a.md"]
    page = (folder / "a-2.html").read_text(encoding="utf-8")
    assert "Vägen stängs." in page
    assert "Bron lagas." not in page


def test_an_item_there_is_none_of_stops_before_anything_is_written(folder: Path) -> None:
    error = error_of(run("extract", "a.md", "--item", "9", folder=folder), 2)
    assert "choose from 1, 2" in error
    assert [file.name for file in folder.iterdir()] == ["a.md"]


def test_an_extract_needs_an_item(folder: Path) -> None:
    error_of(run("extract", "a.md", folder=folder), 2)


def test_files_named_by_what_is_in_them(folder: Path) -> None:
    assert run("render", "a.md", "--to", "html,json", "--name", "{kind}-{body}-{date}", folder=folder).returncode == 0
    stem = "protokoll-miljonamnden-2024-05-14"
    assert sorted(file.name for file in folder.iterdir()) == ["a.md", f"{stem}.html", f"{stem}.json"]


def test_two_files_that_would_get_one_name(folder: Path) -> None:
    (folder / "b.md").write_text(NOTES, encoding="utf-8")
    error = error_of(run("render", "a.md", "b.md", "-q", "--to", "html", "--name", "{body}-{date}", folder=folder), 1)
    assert "would get the same name as a.md" in error
    assert (folder / "miljonamnden-2024-05-14.html").exists()


def test_a_draft_says_so_once_in_the_text(folder: Path) -> None:
    run("render", "a.md", "--to", "html", "--state", "draft", folder=folder)
    assert (folder / "a.html").read_text(encoding="utf-8").count('class="state"') == 1


@pytest.mark.parametrize(
    ("option", "value", "cure"),
    [("--state", "drft", "did you mean `draft`?"), ("--profile", "x", "choose from kl, samverkan, anteckning")],
)
def test_a_value_there_is_none_of(folder: Path, option: str, value: str, cure: str) -> None:
    assert cure in error_of(run("render", "a.md", option, value, folder=folder), 2)


def test_a_profile_overrules_what_is_seen(folder: Path) -> None:
    run("render", "a.md", "--to", "json,html", "--profile", "anteckning", folder=folder)
    assert json.loads((folder / "a.json").read_bytes())["profile"] == "anteckning"
    assert 'id="signing"' not in (folder / "a.html").read_text(encoding="utf-8")


def test_the_source_within_the_pdf_is_said(folder: Path) -> None:
    result = run("render", "a.md", "--to", "pdf", "--embed-source", folder=folder)
    assert "wrote a.pdf (PDF/A-3a, holds its source)" in result.stderr.decode()
    assert b"/EmbeddedFile" in (folder / "a.pdf").read_bytes()


def test_a_file_named_whole_keeps_its_name_and_no_number_stands_twice(folder: Path) -> None:
    assert run("extract", "a.md", "--item", "2", "-o", "out.html", folder=folder).returncode == 0
    assert (folder / "out.html").exists()
    assert run("extract", "a.md", "--item", "2", "--item", "2", "--to", "html", folder=folder).returncode == 0
    assert (folder / "a-2.html").exists()
