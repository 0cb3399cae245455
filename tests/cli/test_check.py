"""`protokoll check` as a user meets it: what is found and where, what is chosen, mended, silenced and known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.test_render import error_of, run

GOOD = """\
# Minnesanteckningar från nätverket i Sundby 2024-05-14

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30

## Närvarande

- Asta Berglind, ordförande
- Cilla Ekman, sekreterare

## 1. Budget

Gruppen gick igenom budgeten.
"""
UNDATED = """\
# Protokoll från kommunstyrelsen i Sundby

Plats: Sessionssalen

## § 1 **Budget**

### Beslut

Kommunstyrelsen beslutar att anta budgeten.
"""
ALONE = ("--isolated", "--lang", "en", "--format", "concise")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with good notes and bad minutes."""
    (tmp_path / "bra.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "odaterat.md").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def found(
    folder: Path, *arguments: object, code: int | None = 1, stdin: bytes = b"", **environment: str
) -> list[tuple[str, str]]:
    """Check, and give what was found as `file code`."""
    result = run("check", *arguments, *ALONE, folder=folder, stdin=stdin, **environment)
    told = result.stderr.decode()
    assert "Traceback" not in told, told
    assert code is None or result.returncode == code, (result.stdout.decode(), told)
    lines = re.finditer(r"^(\S+?):\d+:\d+: (P\d+)", result.stdout.decode(), re.MULTILINE)
    return [(line[1], line[2]) for line in lines]


# Exit codes and places


def test_good_notes_are_clean_and_quick_to_say_so(folder: Path) -> None:
    result = run("check", "bra.md", "--isolated", "--lang", "en", "--select", "P1,P2,P6", folder=folder)
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode() == "no faults found in 1 file\n"


def test_an_error_exits_with_1_and_names_its_place(folder: Path) -> None:
    result = run("check", "odaterat.md", "--select", "missing-date", *ALONE, folder=folder)
    assert result.returncode == 1
    assert result.stdout.decode().startswith("odaterat.md:1:3: P104 ")


def test_exit_zero_reports_and_passes(folder: Path) -> None:
    assert found(folder, "odaterat.md", "--select", "P104", "--exit-zero", code=0) == [("odaterat.md", "P104")]


def test_warnings_fail_only_a_strict_run(folder: Path) -> None:
    (folder / "x.md").write_text(GOOD + "\n<!-- protokoll: ignore[missing-date] -->\n", encoding="utf-8")
    assert found(folder, "x.md", "--select", "P9,P104", code=0) == [("x.md", "P904")]
    assert found(folder, "x.md", "--select", "P9,P104", "--strict", code=1) == [("x.md", "P904")]


def test_a_folder_is_walked_and_told_in_order(folder: Path) -> None:
    (folder / "arkiv").mkdir()
    (folder / "arkiv" / "a.md").write_text(UNDATED, encoding="utf-8")
    assert found(folder, "--select", "P104") == [("odaterat.md", "P104"), ("arkiv/a.md", "P104")]
    assert found(folder, "arkiv", "--select", "P104") == [("arkiv/a.md", "P104")]


# What bad input gets


def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_go_on(folder: Path) -> None:
    (folder / "latin.md").write_bytes("# Protokoll\n\nMötet i Åvik\n".encode("latin-1"))
    (folder / "tom.md").write_text(" \n", encoding="utf-8")
    result = run("check", ".", "--select", "P9,P104", *ALONE, folder=folder)
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 1
    assert [line.split(": ")[0] for line in lines] == ["latin.md:3:2", "odaterat.md:1:3", "tom.md:1:1"]
    assert "is not UTF-8 text" in lines[0]
    assert "is empty" in lines[2]


def test_many_files_are_checked_side_by_side_in_the_same_order(folder: Path) -> None:
    for number in range(40):
        (folder / f"p{number:02}.md").write_text(UNDATED, encoding="utf-8")
    files = [file for file, _ in found(folder, "--select", "P104")]
    assert files == sorted(files)
    assert len(files) == 41


def test_a_missing_file_could_not_run(folder: Path) -> None:
    assert "nej.md: no such file" in error_of(run("check", "nej.md", *ALONE, folder=folder), 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--select", "missing-dat"], "did you mean `missing-date`?"),
        (["--ignore", "P777"], "no rule is called `P777`"),
        (["--profile", "kommun"], "choose from kl, samverkan, anteckning"),
        (["--state", "drafts"], "did you mean `draft`?"),
        (["--format", "jsn"], "did you mean `json`?"),
        (["--fix", "--diff"], "take one of them"),
        (["--unsafe-fixes"], "add `--fix`"),
        (["--update-baseline"], "name it with `--baseline FILE`"),
        (["--baseline", "nej.json"], "nej.json: no such baseline"),
        (["--config", "nej.toml"], "nej.toml: no such file of settings"),
        (["--per-file-ignores", "arkiv"], "write it as PATTERN:RULES"),
        (["--register", "nej.toml"], "nej.toml"),
    ],
)
def test_options_that_do_not_fit_could_not_run(folder: Path, arguments: list[str], told: str) -> None:
    assert told in error_of(run("check", "bra.md", *arguments, "--lang", "en", folder=folder), 2)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            "[check]\nselct = []\n",
            "protokoll.toml:2: no setting is called `check.selct` – did you mean `check.select`?",
        ),
        ("[chek]\n", "protokoll.toml:1: no setting is called `chek` – did you mean `check`?"),
        ("[check]\n\nstrict = 'ja'\n", "protokoll.toml:3: `check.strict`: expected `bool`, got `str`"),
        ("[check\n", "protokoll.toml: is not TOML"),
        ("[check]\nselect = ['P104', 'missing-dat']\n", "no rule is called `missing-dat`"),
        ("[minutes]\ncase-number-pattern = '('\n", "protokoll.toml:2: `minutes.case-number-pattern`"),
    ],
)
def test_broken_settings_could_not_run_and_say_where(folder: Path, settings: str, told: str) -> None:
    (folder / "protokoll.toml").write_text(settings, encoding="utf-8")
    assert told in error_of(run("check", "bra.md", "--lang", "en", folder=folder), 2)


# Choosing


def test_rules_are_chosen_by_code_name_and_beginning(folder: Path) -> None:
    assert found(folder, "odaterat.md", "--select", "P1") != []
    assert found(folder, "odaterat.md", "--select", "P10", "--ignore", "missing-date,P109", code=0) == []
    assert found(folder, "odaterat.md", "--select", "P6", "--extend-select", "P104") == [("odaterat.md", "P104")]
    assert found(folder, "odaterat.md", "--ignore", "P1", "--select", "P104") == [("odaterat.md", "P104")]


def test_rules_are_left_out_for_some_files(folder: Path) -> None:
    assert found(folder, "--select", "P104", "--per-file-ignores", "oda*:P104", code=0) == []


def test_settings_are_found_in_the_file_s_own_folder_and_above(folder: Path) -> None:
    (folder / "protokoll.toml").write_text('[check]\nselect = ["P104"]\n', encoding="utf-8")
    inner = folder / "arkiv" / "gammalt"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(UNDATED, encoding="utf-8")
    (folder / "arkiv" / "pyproject.toml").write_text('[tool.protokoll.check]\nignore = ["P104"]\n', encoding="utf-8")
    result = run("check", ".", "--format", "concise", "--lang", "en", folder=folder)
    told = [line for line in result.stdout.decode().splitlines() if "P104" in line]
    assert [line.split(":")[0] for line in told] == ["odaterat.md"]


def test_every_option_has_its_twin_in_the_environment(folder: Path) -> None:
    assert found(folder, "odaterat.md", PROTOKOLL_SELECT="P104") == [("odaterat.md", "P104")]
    assert found(folder, "odaterat.md", "--select", "P104", code=0, PROTOKOLL_EXIT_ZERO="1") != []


def test_profile_and_state_choose_what_is_asked_for(folder: Path) -> None:
    text = UNDATED.replace("Sundby\n", "Sundby 2024-05-14\n")
    (folder / "x.md").write_text(text, encoding="utf-8")
    assert ("x.md", "P504") in found(folder, "x.md", "--state", "approved", "--select", "P504")
    assert found(folder, "x.md", "--state", "draft", "--select", "P504", code=0) == []
    assert found(folder, "x.md", "--state", "approved", "--profile", "anteckning", "--select", "P504", code=0) == []


# Standard input


def test_standard_input_is_checked_under_the_name_it_is_given(folder: Path) -> None:
    assert found(folder, "-", "--select", "P104", stdin=UNDATED.encode()) == [("<stdin>", "P104")]
    named = found(folder, "-", "--stdin-filename", "arkiv/x.md", "--select", "P104", stdin=UNDATED.encode())
    assert named == [("arkiv/x.md", "P104")]


def test_standard_input_is_mended_to_standard_output(folder: Path) -> None:
    result = run("check", "-", "--fix", "--select", "P704,P104", *ALONE, folder=folder, stdin=UNDATED.encode())
    assert result.stdout.decode() == UNDATED.replace("**Budget**", "Budget")
    assert "P104" in result.stderr.decode(), "what is left is told beside it"
    assert result.returncode == 1


# Mending


def test_safe_fixes_are_made_and_what_is_left_is_told(folder: Path) -> None:
    result = run("check", "odaterat.md", "--fix", "--select", "P704,P104", *ALONE, folder=folder)
    assert (folder / "odaterat.md").read_text(encoding="utf-8") == UNDATED.replace("**Budget**", "Budget")
    assert result.returncode == 1
    assert "P704" not in result.stdout.decode()
    assert "P104" in result.stdout.decode()
    assert "1 mended" in result.stderr.decode()
    again = (folder / "odaterat.md").stat().st_mtime_ns
    run("check", "odaterat.md", "--fix", "--select", "P704,P104", *ALONE, folder=folder)
    assert (folder / "odaterat.md").stat().st_mtime_ns == again, "nothing to mend, nothing written"


def test_diff_shows_and_writes_nothing(folder: Path) -> None:
    result = run("check", "odaterat.md", "--diff", "--select", "P704", "--isolated", folder=folder)
    assert result.returncode == 1
    assert "-## § 1 **Budget**\n+## § 1 Budget\n" in result.stdout.decode()
    assert (folder / "odaterat.md").read_text(encoding="utf-8") == UNDATED
    assert run("check", "bra.md", "--diff", "--select", "P704", "--isolated", folder=folder).returncode == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_mended_file_keeps_its_encoding_and_line_endings(folder: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    file = folder / "odaterat.md"
    file.write_bytes((mark + UNDATED).replace("\n", "\r\n").encode(encoding))
    run("check", "odaterat.md", "--fix", "--select", "P704", *ALONE, folder=folder)
    expected = (mark + UNDATED).replace("**Budget**", "Budget").replace("\n", "\r\n").encode(encoding)
    assert file.read_bytes() == expected


# Silencing


def test_add_ignore_writes_comments_that_silence_what_is_found(folder: Path) -> None:
    before = found(folder, "odaterat.md")
    assert before
    run("check", "odaterat.md", "--add-ignore", "--reason", "gammalt", *ALONE, folder=folder)
    text = (folder / "odaterat.md").read_text(encoding="utf-8")
    assert "missing-date" in text
    assert "] gammalt -->" in text
    assert found(folder, "odaterat.md", code=0) == []


def test_add_ignore_finds_a_way_where_a_comment_fits_on_no_line(folder: Path) -> None:
    text = GOOD + "\n| Namn | Nummer |\n|---|---|\n| Asta | 811218-9876 |\n"
    (folder / "x.md").write_text(text, encoding="utf-8")
    assert ("x.md", "P601") in found(folder, "x.md", "--select", "P601")
    run("check", "x.md", "--add-ignore", "--select", "P601", *ALONE, folder=folder)
    assert "| Asta | 811218-9876 |\n" in (folder / "x.md").read_text(encoding="utf-8")
    assert found(folder, "x.md", "--select", "P601,P904", code=0) == []


# A baseline


def test_a_baseline_lets_an_old_archive_start_clean(folder: Path) -> None:
    run("check", ".", "--baseline", "known.json", "--update-baseline", *ALONE, folder=folder)
    known = (folder / "known.json").read_text(encoding="utf-8")
    assert "Budget" not in known, "a baseline holds no words of the minutes"
    assert found(folder, "--baseline", "known.json", code=0) == []
    moved = UNDATED.replace("Plats: Sessionssalen", "Plats: Sessionssalen\n\nEn rad till.")
    (folder / "odaterat.md").write_text(moved, encoding="utf-8")
    assert found(folder, "--baseline", "known.json", "--select", "P104", code=0) == [], "a finding may move"
    (folder / "ny.md").write_text(UNDATED, encoding="utf-8")
    assert found(folder, "--baseline", "known.json", "--select", "P104") == [("ny.md", "P104")]


def test_a_baseline_of_something_else_is_refused(folder: Path) -> None:
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert "is no baseline" in error_of(run("check", ".", "--baseline", "known.json", "--lang", "en", folder=folder), 2)


# Reports


def test_auto_sees_where_it_runs(folder: Path) -> None:
    options = ("check", "odaterat.md", "--select", "P104", "--isolated", "--lang", "en")
    github = run(*options, folder=folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(folder / "summary.md"))
    assert github.stdout.decode().startswith("::error file=odaterat.md,line=1,")
    assert "missing-date" in (folder / "summary.md").read_text(encoding="utf-8")
    gitlab = run(*options, folder=folder, GITLAB_CI="true", GITHUB_ACTIONS="")
    assert json.loads(gitlab.stdout)[0]["check_name"]
    local = run(*options, folder=folder, GITHUB_ACTIONS="", GITLAB_CI="")
    assert "^" in local.stdout.decode()


def test_a_report_goes_to_a_file(folder: Path) -> None:
    run("check", ".", "--select", "P104", "--format", "json", "-o", "ut.json", "--isolated", folder=folder)
    told = json.loads((folder / "ut.json").read_text(encoding="utf-8"))
    assert [one["code"] for one in told] == ["P104"]


def test_statistics_count_by_rule(folder: Path) -> None:
    (folder / "x.md").write_text(UNDATED, encoding="utf-8")
    result = run("check", ".", "--select", "P104,P704", "--statistics", "--isolated", "--lang", "en", folder=folder)
    lines = result.stdout.decode().splitlines()
    assert lines[0].startswith("2 P104 [ ] missing-date: ")
    assert lines[1].startswith("2 P704 [*] marks-in-heading: ")


def test_swedish_is_spoken_where_asked_for(folder: Path) -> None:
    english = run("check", "odaterat.md", "--select", "P104", "--isolated", "--lang", "en", folder=folder).stdout
    swedish = run("check", "odaterat.md", "--select", "P104", "--isolated", folder=folder, LANG="sv_SE.UTF-8").stdout
    assert english != swedish
    assert "mötet" in swedish.decode().lower()
    error = run("check", "nej.md", "--isolated", folder=folder, PROTOKOLL_LANG="sv").stderr.decode()
    assert "finns inte" in error


# The rules' pages


def test_a_rule_s_page_is_printed_by_code_and_name(folder: Path) -> None:
    by_code, by_name = run("rule", "P104", folder=folder), run("rule", "missing-date", folder=folder)
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.decode().startswith("# missing-date (P104)\n")
    assert "did you mean `missing-date`?" in error_of(run("rule", "missing-dat", folder=folder), 2)


def test_all_rules_are_told_as_table_markdown_and_json(folder: Path) -> None:
    assert run("rule", folder=folder).stdout.decode().splitlines()[0].startswith("P101  ")
    pages = run("rule", "--all", folder=folder).stdout.decode()
    told = json.loads(run("rule", "--all", "--json", folder=folder).stdout)
    assert pages.count("## Why it matters") == len(told) > 90
    assert told[0]["severity"] == {"kl": "error", "samverkan": "warning", "anteckning": "warning"}
