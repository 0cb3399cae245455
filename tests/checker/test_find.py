"""Which files a run is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll.checker.find import find_files, matches
from protokoll.errors import UsageError


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of notes files as an archive has them, and go there."""
    for name in (
        "a.md",
        "b.MD",
        "c.markdown",
        "d.txt",
        "2023/mars.md",
        "2023/utkast/april.md",
        ".dold/x.md",
        "node_modules/p/readme.md",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Protokoll\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*named: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [path.as_posix() for path in find_files([Path(name) for name in named], exclude)]


@pytest.mark.usefixtures("archive")
def test_a_folder_is_walked_for_markdown() -> None:
    assert names(".") == ["a.md", "b.MD", "c.markdown", "2023/mars.md", "2023/utkast/april.md"]


@pytest.mark.usefixtures("archive")
def test_a_file_is_taken_as_named_and_once() -> None:
    assert names("d.txt", "a.md", "a.md", "2023") == ["d.txt", "a.md", "2023/mars.md", "2023/utkast/april.md"]


@pytest.mark.usefixtures("archive")
def test_a_missing_file_stops_before_anything_is_checked() -> None:
    with pytest.raises(UsageError, match=r"e\.md: no such file"):
        names("a.md", "e.md")


def test_what_git_ignores_is_left_out(archive: Path) -> None:
    (archive / ".gitignore").write_text("b.MD\nutkast/\n*.markdown\n", encoding="utf-8")
    assert names(".") == ["a.md", "2023/mars.md"]
    assert names("2023/utkast/april.md") == ["2023/utkast/april.md"], "a file that is named is never left out"


def test_a_nearer_gitignore_overrules_one_farther_up(archive: Path) -> None:
    (archive / ".gitignore").write_text("mars.md\n", encoding="utf-8")
    (archive / "2023" / ".gitignore").write_text("!mars.md\n", encoding="utf-8")
    assert "2023/mars.md" in names(".")


def test_the_repository_above_a_folder_counts(archive: Path) -> None:
    (archive / ".git" / "info").mkdir(parents=True)
    (archive / ".git" / "info" / "exclude").write_text("april.md\n", encoding="utf-8")
    (archive / ".gitignore").write_text("/2023/mars.md\n", encoding="utf-8")
    assert names("2023") == []


def test_patterns_above_a_repository_do_not_count(archive: Path) -> None:
    (archive / ".gitignore").write_text("mars.md\n", encoding="utf-8")
    (archive / "2023" / ".git").mkdir()
    assert names("2023") == ["2023/mars.md", "2023/utkast/april.md"]


@pytest.mark.usefixtures("archive")
def test_exclude_adds_to_what_is_left_out() -> None:
    assert names(".", exclude=("2023/", "*.markdown")) == ["a.md", "b.MD"]


def test_links_are_not_followed(archive: Path) -> None:
    (archive / "2023" / "loop").symlink_to(archive, target_is_directory=True)
    (archive / "z.md").symlink_to(archive / "a.md")
    assert len(names(".")) == 5


@pytest.mark.parametrize(
    ("pattern", "file", "expected"),
    [
        ("arkiv/**", "arkiv/2023/mars.md", True),
        ("*.md", "arkiv/mars.md", True),
        ("/mars.md", "arkiv/mars.md", False),
        ("arkiv", "arkiv/mars.md", True),
        ("arkiv/2022/", "arkiv/2023/mars.md", False),
    ],
)
def test_patterns_of_settings(pattern: str, file: str, expected: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert matches(pattern, tmp_path / file, tmp_path) is expected
