"""`protokoll fmt`: one form for all, and hands off what it cannot keep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NOTES = "# Möte\n\nPlats: Salen\n\n## 09.00 **Budget**\n\n### **Beslut**\n\n**att** anta planen\n"
CANONICAL = "# Möte\n\n**Plats:** Salen\n\n## 09.00 Budget\n\n### Beslut\n\n**att** anta planen\n"


def run(*arguments: str, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    command = [sys.executable, "-m", "protokoll", "fmt", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, input=stdin, encoding="utf-8"
    )


def test_a_file_is_rewritten_once(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(NOTES, encoding="utf-8")
    first, second = run("a.md", folder=tmp_path), run("a.md", folder=tmp_path)
    assert (first.returncode, first.stderr) == (0, "wrote a.md\n")
    assert (second.returncode, second.stderr) == (0, "")
    assert file.read_text(encoding="utf-8") == CANONICAL


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(NOTES, encoding="utf-8")
    check, diff = run("--check", "a.md", folder=tmp_path), run("--diff", "a.md", folder=tmp_path)
    assert (check.returncode, check.stderr) == (1, "would change a.md\n")
    assert diff.returncode == 1
    assert "-## 09.00 **Budget**\n+## 09.00 Budget\n" in diff.stdout
    assert file.read_text(encoding="utf-8") == NOTES


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    result = run("-", folder=tmp_path, stdin=NOTES)
    assert (result.returncode, result.stdout) == (0, CANONICAL)


def test_a_text_whose_meaning_would_change_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    notes = "§ 13\n\nx\n"  # on one line it would be item "13 x"
    file.write_text(notes, encoding="utf-8")
    result = run("a.md", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("error: a.md: is left as it is: its canonical form would be read differently – ")
    assert file.read_text(encoding="utf-8") == notes
