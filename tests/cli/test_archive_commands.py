"""`search` and `decisions`: what a person sees of an archive's register, and what a mistake gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archive.registers import archive, minutes

from protokoll.cli import make_app
from protokoll.cli.console import run_guarded

NOTES = minutes(
    "2024-05-14",
    """\
## § 41 Budget för vägar

Dnr KS 2024/7

Vägarna längs ån har blivit sämre.

### Beslut

Kommunstyrelsen beslutar att uppdra åt förvaltningen att laga vägarna.
""",
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive"), NOTES)


def run(*arguments: object) -> int:
    """Run a command as the command line does."""
    app = make_app()
    return run_guarded(lambda **options: app(args=[str(argument) for argument in arguments], **options))


def test_a_hit_is_told_in_three_lines(out: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("search", out, "vägar sämre") == 0
    assert capsysbinary.readouterr().out.decode().splitlines() == [
        "2024-05-14  kommunstyrelsen  § 41  Budget för vägar",
        (
            "    Dnr KS 2024/7 Vägarna längs ån har blivit sämre. Beslut Kommunstyrelsen beslutar att uppdra åt"
            " förvaltningen att laga vägarna."
        ),
        "    1.html#p1",
    ]


def test_json_marks_what_was_asked_for(out: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("search", out, "sämre", "--to", "json") == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["total"] == 1
    assert "**sämre**" in told["hits"][0]["snippet"]
    assert run("search", out / "register.sqlite", "sämre", "--to", "json-lines") == 0
    (line,) = capsysbinary.readouterr().out.splitlines()
    assert json.loads(line) == told["hits"][0]


def test_nothing_found_is_exit_1_and_says_what_was_meant(out: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("search", out, "samre") == 1
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert printed.err.decode().splitlines() == ["nothing found", "no minutes have `samre`; did you mean `sämre`?"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["search", "{out}", "!"], "there is nothing to search for"),
        (["search", "{out}", "bro", "--years", "snart"], "`--years snart`: is no year"),
        (["search", "{out}", "bro", "--decision", "adpot"], "did you mean `adopt`?"),
        (["search", "{out}", "bro", "--to", "xml"], "choose from text, json, json-lines"),
        (["search", "{out}/none", "bro"], "there is no register"),
        (["decisions", "{out}", "--list", "vote"], "did you mean `votes`?"),
        (["decisions", "{out}", "--all"], "`--all` belongs to `--list actions`"),
        (["decisions", "{out}", "--list", "attendance", "--decision", "adopt"], "nothing to choose"),
    ],
)
def test_a_mistake_gets_one_line(
    out: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*(argument.format(out=out) for argument in arguments)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_register_that_is_damaged_is_told(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"SQLite format 3\0" + bytes(200))
    assert run("search", tmp_path, "bro") == 2
    assert "is damaged, or of another version" in capsys.readouterr().err
    data = bytearray((out / "register.sqlite").read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    (tmp_path / "register.sqlite").write_bytes(data)
    assert run("search", tmp_path, "bro") == 2
    assert "remove it and run `protokoll batch` again" in capsys.readouterr().err


@pytest.mark.parametrize("years", ["2024", "2020-2024", "2024–2020", "2024-", "-2024"])
def test_years(out: Path, years: str) -> None:
    assert run("search", out, "vägar", f"--years={years}") == 0
    assert run("search", out, "vägar", "--years", "2019") == 1


def test_decisions_as_a_table(out: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("decisions", out) == 0
    heading, row, *_ = capsysbinary.readouterr().out.decode().splitlines()
    assert heading.split("  ")[0] == "Date"
    assert row.startswith("2024-05-14  kommunstyrelsen")


@pytest.mark.parametrize(
    ("name", "begins"), [("beslut.csv", b"\xef\xbb\xbfDatum;"), ("beslut.json", b"[\n"), ("beslut.jsonl", b'{"place"')]
)
def test_the_files_name_tells_its_format(
    out: Path, tmp_path: Path, name: str, begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROTOKOLL_LANG", "sv")
    assert run("decisions", out, "-o", tmp_path / name) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_open_actions_and_an_empty_list(out: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("decisions", out, "--list", "actions", "--to", "json") == 0
    assert json.loads(capsysbinary.readouterr().out)[0]["owner"] == "förvaltningen"
    assert run("decisions", out, "--list", "votes") == 0
    assert capsysbinary.readouterr().out == b"none\n"
