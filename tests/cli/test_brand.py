"""`protokoll brand` as a user meets it: the brands there are, a new one, and what is wrong with one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "protokoll", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_list(tmp_path: Path) -> None:
    lines = run("brand", "list", folder=tmp_path).stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["base", "–"],
        ["norrmark", "Norrmarks"],
        ["sundabygden", "Sundabygden"],
    ]
    assert len({line.index(os.sep) for line in lines}) == 1
    assert all(Path(line.split()[-1]).is_dir() for line in lines)


def test_list_as_json(tmp_path: Path) -> None:
    brands = json.loads(run("brand", "list", "--json", folder=tmp_path).stdout)
    assert [(brand["name"], brand["organisation"]) for brand in brands] == [
        ("base", ""),
        ("norrmark", "Norrmarks kommun"),
        ("sundabygden", "Sundabygden"),
    ]
    assert all(Path(brand["folder"]).is_dir() for brand in brands)


def test_a_new_brand_is_checked_and_used(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Möte\n\n## 09.00 Start\n\nHej.\n", encoding="utf-8")
    new = run("brand", "new", "avik", "--name", "Åviks kommun", folder=tmp_path)
    assert (new.returncode, new.stdout.splitlines()) == (0, ["avik/_brand.yml", "avik/logo.svg"])
    assert new.stderr.endswith("then run `protokoll brand check ./avik`\n")
    check = run("brand", "check", "./avik", folder=tmp_path)
    assert (check.returncode, check.stdout.splitlines()[-1], check.stderr) == (0, "0 errors, 0 notes", "")
    assert run("render", "a.md", "--brand", "avik", folder=tmp_path).returncode == 0
    assert '<p class="owner">Åviks kommun</p>' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_check_tells_all_then_measures(tmp_path: Path) -> None:
    (tmp_path / "egen").mkdir()
    yaml = 'color:\n  primary: "#9fb4c4"\n  link: x\ndefaults:\n  protokoll:\n    tnit: x\n'
    (tmp_path / "egen" / "_brand.yml").write_text(yaml, encoding="utf-8")
    result = run("brand", "check", "egen", folder=tmp_path)
    lines = result.stdout.splitlines()
    assert result.returncode == 1
    assert lines[0].startswith("egen/_brand.yml: note: has no logo of its own")
    assert lines[1].startswith(
        "egen/_brand.yml:2: error: `primary` #9fb4c4 on `background` #ffffff has contrast 2.14:1 – "
    )
    assert lines[3] == "egen/_brand.yml:6: error: unknown key `defaults.protokoll.tnit` – did you mean `tint`?"
    assert "foreground  #1d2329  on  background  #ffffff  15.85:1" in lines
    assert "primary     #9fb4c4  on  tint        #eff3f6   1.92:1  too low" in lines
    assert lines[-1] == "3 errors, 1 note"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "nope"], "there is no brand `nope`"),
        (["check", "tom"], "tom: has no _brand.yml"),
        (["check", "sundabygen"], "did you mean `sundabygden`?"),
        (["new", "full"], "full/logo.svg: exists, and is not written over"),
        (["new", "full/logo.svg"], "full/logo.svg: cannot write there: a file has that name"),
        (["new", "ny", "--extends", "sundabygen"], "did you mean `sundabygden`?"),
    ],
)
def test_what_cannot_be_run_gets_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "logo.svg").write_text("mine", encoding="utf-8")
    result = run("brand", *arguments, folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("error: ")
    assert told in result.stderr
    assert " – " in result.stderr
    assert not (tmp_path / "ny").exists()
