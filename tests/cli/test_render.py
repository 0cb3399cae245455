"""`protokoll render` as a user meets it: files out, one line when something is wrong, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTES = "# Möte i Ödeby\n\nÖdeby 240517\n\n## 09.00 **Start**\n\n### Beslut\n\n**att** börja.\n"


def run(*arguments: object, folder: Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "protokoll", *map(str, arguments)], cwd=folder, input=stdin, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip


def error_of(result: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Give the one line of an error, which is all there may be but for the excerpt."""
    told = result.stderr.decode()
    assert result.returncode == code, told
    assert "Traceback" not in told
    lines = told.rstrip("\n").split("\n")
    assert lines[0].startswith("error: ")
    assert all(line.startswith("  ") for line in lines[1:]), told
    assert " – " in lines[0], "the cure is missing"
    return lines[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one notes file."""
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def names(folder: Path) -> set[str]:
    """List everything in a folder."""
    return {path.name for path in folder.iterdir()}


def test_three_documents_beside_the_notes(folder: Path) -> None:
    result = run("render", "a.md", folder=folder)
    assert result.returncode == 0
    assert names(folder) == {"a.md", "a.docx", "a.html", "a.pdf"}
    assert result.stdout == b""
    assert result.stderr.decode().split() == ["wrote", "a.docx", "wrote", "a.html", "wrote", "a.pdf"]


def test_rendering_again_replaces_our_own_files_with_the_same_bytes(folder: Path) -> None:
    run("render", "a.md", "--to", "docx,html,pdf,json", folder=folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("render", "a.md", "--to", "docx,html,pdf,json", "-q", folder=folder).stderr == b""
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_to_a_folder_that_does_not_exist_yet(folder: Path) -> None:
    assert run("render", "a.md", "-o", "ut/hit", "--to", "html", folder=folder).returncode == 0
    assert names(folder / "ut" / "hit") == {"a.html"}


def test_to_one_file(folder: Path) -> None:
    assert run("render", "a.md", "-o", "b.pdf", folder=folder).returncode == 0
    assert (folder / "b.pdf").read_bytes().startswith(b"%PDF")


def test_from_standard_input_to_standard_output(folder: Path) -> None:
    result = run("render", "-", "--to", "json", "-o", "-", folder=folder, stdin=NOTES.encode())
    assert json.loads(result.stdout)["date"] == "2024-05-17"
    assert result.stderr == b""


def test_options_have_twins_in_the_environment(folder: Path) -> None:
    run("render", "a.md", folder=folder, PROTOKOLL_TO="html", PROTOKOLL_BRAND="sundabygden", PROTOKOLL_QUIET="1")
    assert names(folder) == {"a.md", "a.html"}
    assert "#15594a" in (folder / "a.html").read_text(encoding="utf-8")


def test_a_flag_in_the_environment_must_be_yes_or_no(folder: Path) -> None:
    assert "neither yes nor no" in error_of(run("render", "a.md", folder=folder, PROTOKOLL_FORCE="kanske"), 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_unicode_files_are_read(folder: Path, encoding: str) -> None:
    (folder / "b.md").write_bytes(NOTES.replace("\n", "\r\n").encode(encoding))
    result = run("render", "b.md", "--to", "json", "-o", "-", folder=folder)
    assert json.loads(result.stdout)["title"] == "Möte i Ödeby"


# What bad input gets


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nope.md"], 2, "nope.md: no such file"),
        (["."], 2, ".: is a folder"),
        (["a.md", "--brand", "sundabygen"], 2, "no brand `sundabygen` – did you mean `sundabygden`?"),
        (["a.md", "--to", "docs"], 2, "no output format `docs` – did you mean `docx`?"),
        (["a.md", "--to", ","], 2, "names no format"),
        (["a.md", "-o", "b.odt"], 2, "no output format has the ending `.odt`"),
        (["a.md", "-o", "-"], 2, "one file in one format"),
        (["a.md", "-o", "a.md/ut"], 2, "cannot write there"),
        (["a.md", "-o", "/proc/ut"], 2, "/proc/ut: cannot write there"),
        (["notes.json", "--to", "json", "--force"], 2, "notes.json: would be written over a source"),
        (["notes.json", "-o", "./notes.json", "--force"], 2, "notes.json: would be written over a source"),
        (["-"], 2, "standard input has no folder"),
        (["a.md", "--colour", "red"], 2, "--colour"),
        (["a.md", "sub/a.md", "-o", "ut"], 2, "would both be written to ut/a.docx"),
        (["a.md", "--language", "tlh"], 2, "`tlh`"),
        (["latin1.md"], 1, "latin1.md:1:4: is not UTF-8"),
        (["empty.md"], 1, "empty.md: is empty"),
        (["blank.md"], 1, "blank.md: is empty"),
        (["front.md"], 1, "front.md: has front matter and no text"),
        (["yaml.md"], 1, "yaml.md:2:8: the front matter is not YAML"),
        (["key.md"], 1, "key.md:3:1: unknown front-matter key `plase` – did you mean `plats`?"),
        (["value.md"], 1, "value.md:2:7: cannot read the front-matter value `i morgon`"),
        (["taken.md"], 1, "taken.docx: exists, and protokoll did not write it"),
        (["folder.md"], 1, "folder.docx: exists, and protokoll did not write it"),
    ],
)
def test_bad_input_gets_one_line_and_nothing_half_written(
    folder: Path, arguments: list[str], code: int, told: str
) -> None:
    files = {
        "latin1.md": "# Möte".encode("latin-1"),
        "notes.json": NOTES.encode(),
        "empty.md": b"",
        "blank.md": b" \n\n\t\n",
        "front.md": b"---\ntitle: x\n---\n",
        "yaml.md": b"---\ntitle: [x\n---\n# T\n",
        "key.md": "---\ntitle: x\nplase: Åvik\n---\n# T\n".encode(),
        "value.md": b"---\ndate: i morgon\n---\n# T\n",
        "taken.md": NOTES.encode(),
        "taken.docx": b"mine",
        "folder.md": NOTES.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "folder.docx").mkdir()
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text(NOTES, encoding="utf-8")
    before = names(folder)
    line = error_of(run("render", *arguments, folder=folder), code)
    assert told in line
    assert names(folder) - {"ut"} == before
    assert (folder / "taken.docx").read_bytes() == b"mine"
    assert (folder / "notes.json").read_bytes() == NOTES.encode()


def test_the_line_itself_is_shown_with_a_caret(folder: Path) -> None:
    (folder / "b.md").write_text("---\ntitle: x\nplase: Åvik\n---\n# T\n", encoding="utf-8")
    told = run("render", "b.md", folder=folder).stderr.decode().split("\n")
    assert told[1:3] == ["  3 | plase: Åvik", "    | ^^^^^"]


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "b.md").write_bytes(b"")
    result = run("render", "b.md", "a.md", "--to", "html", folder=folder)
    assert result.returncode == 1
    assert names(folder) == {"a.md", "b.md", "a.html"}


def test_force_replaces_what_is_not_ours(folder: Path) -> None:
    (folder / "a.html").write_text("mine", encoding="utf-8")
    assert run("render", "a.md", "--to", "html", "--force", folder=folder).returncode == 0
    assert (folder / "a.html").read_bytes().startswith(b"<!doctype html>")


def test_a_file_too_large_is_said_to_be(folder: Path) -> None:
    with (folder / "big.md").open("wb") as file:
        file.truncate(50_000_000)
    assert "is 50 MB" in error_of(run("render", "big.md", folder=folder), 1)


def test_a_name_with_control_characters_is_shown_and_not_obeyed(folder: Path) -> None:
    assert "no\\x1b[2Jpe.md" in error_of(run("render", "no\x1b[2Jpe.md", folder=folder), 2)


def test_output_closed_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m protokoll schema | head -c 10"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, check=False)
    assert result.stdout == b'{\n  "$ref"'
    assert b"Traceback" not in result.stderr


# Pictures and the paths they may not take


def test_pictures_are_shown_only_from_the_notes_own_folder(folder: Path) -> None:
    dot = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082")  # fmt: skip
    (folder / "notes").mkdir()
    (folder / "hemlig.png").write_bytes(dot)
    (folder / "notes" / "bild.png").write_bytes(dot)
    (folder / "notes" / "falsk.png").write_bytes(b"no picture")
    (folder / "notes" / "ut.png").symlink_to(folder / "hemlig.png")
    sources = [
        "bild.png",
        "../hemlig.png",
        "ut.png",
        "falsk.png",
        f"{folder}/hemlig.png",
        "http://a.example/b.png",
        "file:///etc/passwd",
    ]
    text = "# Möte\n\n" + "\n\n".join(f"![text {n}]({source})" for n, source in enumerate(sources))
    (folder / "notes" / "n.md").write_text(text, encoding="utf-8")
    html = run("render", "notes/n.md", "--to", "html", "-o", "-", folder=folder).stdout.decode()
    assert html.count("data:image/png") == 1
    assert [f"[Bild: text {n}]" in html for n in range(7)] == [False, True, True, True, True, True, False]
    assert "![text 6](file:///etc/passwd)" in html  # CommonMark makes no picture of it


# The other commands


def test_show(folder: Path) -> None:
    result = run("show", "a.md", folder=folder, NO_COLOR="1", COLUMNS="80")
    assert result.stdout.decode().startswith("Möte i Ödeby\nProtokoll · fredag 17 maj 2024\n")
    assert "09.00   Start\n        Beslut\n        • att börja.\n" in result.stdout.decode()


def test_version_and_help(folder: Path) -> None:
    assert run("--version", folder=folder).stdout.startswith(b"protokoll 0.")
    shown = run("render", "--help", folder=folder).stdout.decode()
    assert "Examples:\n    protokoll render minutes.md\n" in shown


def test_nothing_asked_gives_the_help(folder: Path) -> None:
    result = run(folder=folder)
    assert result.returncode == 2
    assert result.stderr.startswith(b"Usage: ")


@pytest.mark.parametrize(("typed", "offered"), [("protokoll ren", b"render"), ("protokoll render --br", b"--brand")])
def test_completion(folder: Path, typed: str, offered: bytes) -> None:
    result = subprocess.run(
        [Path(sys.executable).parent / "protokoll"], cwd=folder, capture_output=True, check=False,
        env={**os.environ, "_PROTOKOLL_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))},
    )  # fmt: skip
    assert result.stdout.strip() == offered
