"""`protokoll approve`: an approval in the front matter, and a hash that tells a later change."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from protokoll.grammar.approvals import broken_approvals
from protokoll.reader import read
from protokoll.seal import content_hash
from protokoll.source import Source
from protokoll.vocabulary import load

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """\
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Sixten Modig (M)
- ~~Cilla Ekman (C)~~

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.
"""
HEAD = "---\ntitle: 'Protokoll'   # så\nplace:  Sundby\n---\n"
ASTA = ("approve", "a.md", "--as", "Asta Berglind", "--role", "ordförande", "--date", "2024-05-20")
SIXTEN = ("approve", "a.md", "--as", "Sixten Modig", "--role", "justerare", "--date", "2024-05-21")


def run(*arguments: str, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    command = [sys.executable, "-m", "protokoll", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, input=stdin, encoding="utf-8"
    )


def error_of(result: subprocess.CompletedProcess[str], code: int) -> str:
    """Give the one line of a run that failed as it should."""
    assert (result.returncode, result.stdout) == (code, "")
    assert result.stderr.startswith("error: ")
    return result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one notes file."""
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def text_of(folder: Path) -> str:
    """Read the notes file."""
    return (folder / "a.md").read_bytes().decode()


def test_a_file_without_front_matter_gets_one(folder: Path) -> None:
    result = run(*ASTA, folder=folder)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "a.md: approved by Asta Berglind on 2024-05-20\n"
    assert text_of(folder) == (
        "---\napproved:\n  - name: Asta Berglind\n    role: ordförande\n    date: 2024-05-20\n"
        f"    content: {content_hash(NOTES)}\n---\n\n{NOTES}"
    )


def test_a_second_approver_is_a_second_entry(folder: Path) -> None:
    run(*ASTA, folder=folder)
    assert run(*SIXTEN, folder=folder).returncode == 0
    approvals = read(Source(text_of(folder))).approvals
    assert [(one.name, one.role, one.title, one.date) for one in approvals] == [
        ("Asta Berglind", "chair", "ordförande", "2024-05-20"),
        ("Sixten Modig", "approver", "justerare", "2024-05-21"),
    ]
    assert {one.content for one in approvals} == {content_hash(NOTES)}
    assert text_of(folder).endswith(f"---\n\n{NOTES}")


def test_the_rest_of_the_front_matter_stays_byte_for_byte(folder: Path) -> None:
    (folder / "a.md").write_text(HEAD + NOTES, encoding="utf-8")
    run(*ASTA, folder=folder)
    before, _, after = text_of(folder).partition("approved:")
    assert before == HEAD.removesuffix("---\n")
    assert after.endswith(f"---\n{NOTES}")


@pytest.mark.parametrize(
    "key", ["approved:\n- name: Bo Alm\n  date: 2024-05-19\n", "justerat: [{name: Bo Alm, date: 2024-05-19}]\n"]
)
def test_entries_written_by_hand_are_added_to(folder: Path, key: str) -> None:
    (folder / "a.md").write_text(f"---\n{key}place: Sundby\n---\n{NOTES}", encoding="utf-8")
    assert run(*ASTA, folder=folder).returncode == 0
    assert [one.name for one in read(Source(text_of(folder))).approvals] == ["Bo Alm", "Asta Berglind"]
    assert text_of(folder).startswith(f"---\n{key.partition(':')[0]}:\n")
    assert text_of(folder).endswith(f"\nplace: Sundby\n---\n{NOTES}")


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be")])
def test_line_ends_and_encoding_stay(folder: Path, mark: bytes, encoding: str) -> None:
    notes = NOTES.replace("\n", "\r\n")
    (folder / "a.md").write_bytes(mark + notes.encode(encoding))
    assert run(*ASTA, folder=folder).returncode == 0
    assert run(*SIXTEN, folder=folder).returncode == 0
    data = (folder / "a.md").read_bytes()
    assert data.startswith(mark)
    text = data.removeprefix(mark).decode(encoding)
    assert text.endswith(notes)
    assert "\n" not in text.replace("\r\n", "")


def test_the_day_is_today_and_a_name_may_be_short(folder: Path) -> None:
    assert run("approve", "a.md", "--as", "Sixten (M)", "-q", folder=folder).stderr == ""
    (one,) = read(Source(text_of(folder))).approvals
    assert (one.name, one.title) == ("Sixten Modig", None)
    assert abs((dt.date.fromisoformat(one.date) - dt.date.today()).days) <= 1  # noqa: DTZ011


def test_standard_input_goes_to_standard_output(folder: Path) -> None:
    result = run("approve", "-", *ASTA[2:], folder=folder, stdin=NOTES)
    assert result.returncode == 0
    assert result.stdout.endswith(f"---\n\n{NOTES}")
    assert result.stderr == "<stdin>: approved by Asta Berglind on 2024-05-20\n"


def test_approving_twice_changes_nothing(folder: Path) -> None:
    run(*ASTA, folder=folder)
    once = text_of(folder)
    result = run("approve", "a.md", "--as", "asta berglind", folder=folder)
    assert (result.returncode, result.stderr) == (0, "a.md: nothing to do, Asta Berglind approved it on 2024-05-20\n")
    assert text_of(folder) == once


@pytest.mark.parametrize(
    ("arguments", "message", "cure"),
    [
        (
            ("--as", "Asta Berglin"),
            "`Asta Berglin` is not among those who were at the meeting",
            "did you mean `Asta Berglind`?",
        ),
        (("--as", "Bo Alm"), "`Bo Alm` is not among those who were at the meeting", "add `--force`"),
        (("--as", "Cilla Ekman"), "`Cilla Ekman` was absent", "add `--force`"),
        (("--as", "Sixten Modig", "--date", "2024-05-13"), "before the meeting on 2024-05-14", "`--date`"),
    ],
)
def test_what_is_refused(folder: Path, arguments: tuple[str, ...], message: str, cure: str) -> None:
    error = error_of(run("approve", "a.md", *arguments, folder=folder), 1)
    assert message in error
    assert cure in error
    assert text_of(folder) == NOTES


@pytest.mark.parametrize(
    "arguments", [("--as", " "), ("--as", "Asta\nBerglind"), ("--as", "Asta", "--date", "igår"), ()]
)
def test_options_that_do_not_fit(folder: Path, arguments: tuple[str, ...]) -> None:
    error_of(run("approve", "a.md", *arguments, folder=folder), 2)
    assert text_of(folder) == NOTES


def test_force_lets_a_stranger_approve(folder: Path) -> None:
    assert run("approve", "a.md", "--as", "Jörgen O'Hara: kanslichef", "--force", folder=folder).returncode == 0
    assert [one.name for one in read(Source(text_of(folder))).approvals] == ["Jörgen O'Hara: kanslichef"]


def test_a_changed_file_needs_all_approvals_again(folder: Path) -> None:
    run(*ASTA, folder=folder)
    (folder / "a.md").write_text(text_of(folder).replace("anta budgeten", "avslå budgeten"), encoding="utf-8")
    error = error_of(run(*SIXTEN, folder=folder), 1)
    assert "has changed since Asta Berglind approved it on 2024-05-20" in error
    assert "`--again`" in error
    assert "has changed" in error_of(run(*ASTA, folder=folder), 1)
    result = run(*SIXTEN, "--again", folder=folder)
    assert (result.returncode, result.stderr) == (
        0,
        "a.md: approved by Sixten Modig on 2024-05-21, and the older approvals taken away\n",
    )
    assert [one.name for one in read(Source(text_of(folder))).approvals] == ["Sixten Modig"]


@pytest.mark.parametrize("value", ["yes", "Asta Berglind", "[Asta Berglind]", "\n  - Asta Berglind"])
def test_a_key_that_says_something_else_is_left_alone(folder: Path, value: str) -> None:
    notes = f"---\napproved: {value}\n---\n{NOTES}"
    (folder / "a.md").write_text(notes, encoding="utf-8")
    assert "in a form that no approval can be added to" in error_of(run(*ASTA, "--again", folder=folder), 1)
    assert text_of(folder) == notes


def test_a_file_that_cannot_be_understood(folder: Path) -> None:
    (folder / "a.md").write_text(f"---\napproved:\n  - role: justerare\n---\n{NOTES}", encoding="utf-8")
    assert "a.md:3:5: cannot read" in error_of(run(*ASTA, folder=folder), 1)


# What holds the hash, and what breaks it


@pytest.mark.parametrize(
    "kept",
    [
        NOTES.replace("\n", "\r\n"),
        NOTES.replace("\n", "  \t\n"),
        NOTES.rstrip(),
        f"\n{NOTES}\n\n",
        f"---\napproved:\n  - name: A\n\n# c\n    date: 2024-01-01\n---\n\n\n{NOTES}",
        f"---\n'JUSTERAT' : [{{name: A}}]\n---\n{NOTES}",
    ],
)
def test_an_editor_does_not_break_the_hash(kept: str) -> None:
    assert content_hash(kept) == content_hash(NOTES)


@pytest.mark.parametrize(
    "changed",
    [
        NOTES.replace("anta", "Anta"),
        NOTES.replace("anta budgeten", "anta  budgeten"),
        NOTES.replace("\n\n", "\n", 1),
        f"{NOTES}\n<!-- x -->\n",
        f"---\nplace: Sundby\n---\n{NOTES}",
        f"---\napproved:\n  - name: A\nplace: Sundby\n---\n{NOTES}",
        f"---\napproval: x\n---\n{NOTES}",
    ],
)
def test_anything_else_does(changed: str) -> None:
    assert content_hash(changed) != content_hash(NOTES)


@pytest.mark.parametrize(
    ("note", "holds"),
    [
        ("## Rättelse 2024-06-03\n\nBeloppet i § 1 var fel.\n", True),
        ("**Rättelse:** beloppet i § 1 var fel. 3 juni 2024\n", True),
        ("- Korrigering den 20 maj 2024 av § 1\n", True),
        ("## Correction\n\nOn 2024-06-03 the sum was put right.\n", True),
        ("## Rättelse\n\nBeloppet i § 1 var fel.\n", False),
        ("## Rättelse 2024-05-19\n\nBeloppet i § 1 var fel.\n", False),
        ("Beloppet är fel.\nRättelse 2024-06-03.\n", False),
        ("Se rättelse 2024-06-03.\n", False),
    ],
)
def test_a_correction_that_is_told_lets_the_approval_stand(note: str, holds: bool) -> None:  # noqa: FBT001 - a row
    approval = f"---\napproved:\n  - name: A\n    date: 2024-05-20\n    content: {content_hash(NOTES)}\n---\n"
    text = f"{approval}{NOTES}\n{note}"
    assert (broken_approvals(read(Source(text)), text, load("sv")) == []) is holds


# What the other commands make of it


def test_an_approved_file_says_so_in_its_documents_until_it_changes(folder: Path) -> None:
    run(*ASTA, folder=folder)
    run("render", "a.md", "--to", "html,json", folder=folder)
    page = (folder / "a.html").read_text(encoding="utf-8")
    assert "Justerat 20 maj 2024 av Asta Berglind." in page
    assert "sha256" not in page
    assert len(json.loads((folder / "a.json").read_bytes())["approvals"]) == 1
    (folder / "a.md").write_text(text_of(folder).replace("anta", "avslå"), encoding="utf-8")
    run("render", "a.md", "--to", "html", folder=folder)
    assert "Justerat 20 maj" not in (folder / "a.html").read_text(encoding="utf-8")


def test_fmt_leaves_an_approved_file_alone(folder: Path) -> None:
    run("fmt", "a.md", folder=folder)
    run(*ASTA, folder=folder)
    once = text_of(folder)
    assert run("fmt", "--check", "a.md", folder=folder).returncode == 0
    assert run("fmt", "a.md", folder=folder).returncode == 0
    assert text_of(folder) == once
    other = NOTES.replace("- Sixten", "* Sixten")
    (folder / "a.md").write_text(other, encoding="utf-8")
    run(*ASTA, folder=folder)
    once = text_of(folder)
    assert "it is approved" in error_of(run("fmt", "a.md", folder=folder), 1)
    assert text_of(folder) == once


def test_canonical_markdown_keeps_no_hash_that_is_not_its_own(folder: Path) -> None:
    (folder / "a.md").write_text(NOTES.replace("- Sixten", "* Sixten"), encoding="utf-8")
    run(*ASTA, folder=folder)
    canonical = run("render", "a.md", "--to", "md", "-o", "-", folder=folder).stdout
    assert "  - name: Asta Berglind\n    role: ordförande\n    date: 2024-05-20\n---" in canonical
    (folder / "a.md").write_text(canonical.partition("---\n\n")[2], encoding="utf-8")
    run(*ASTA, folder=folder)
    assert run("render", "a.md", "--to", "md", "-o", "-", folder=folder).stdout == text_of(folder)


def test_the_public_variant_has_no_hash_of_the_whole(folder: Path) -> None:
    (folder / "a.md").write_text(f"{NOTES}\nMed <!-- intern -->tvekan<!-- /intern -->.\n", encoding="utf-8")
    run(*ASTA, folder=folder)
    result = run("render", "a.md", "--public", "--to", "html,json", folder=folder)
    assert result.returncode == 0
    for file in (folder / "a.html", folder / "a.json"):
        assert "sha256" not in file.read_text(encoding="utf-8")
    assert "Justerat 20 maj 2024 av Asta Berglind." in (folder / "a.html").read_text(encoding="utf-8")
    assert "-    content: sha256:" in run("diff-public", "--diff", "a.md", folder=folder).stdout


def test_a_public_variant_that_leaves_out_nothing_keeps_it(folder: Path) -> None:
    run(*ASTA, folder=folder)
    made = run("render", "a.md", "--public", "--to", "json", "-o", "-", folder=folder).stdout
    assert json.loads(made)["approvals"][0]["content"] == content_hash(NOTES)
