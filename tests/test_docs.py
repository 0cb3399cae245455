"""What the docs say is what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
DOCS = sorted([*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")])


def test_the_views_docs_are_those_of_its_code() -> None:
    code = "import make_view_docs; print(make_view_docs.view_docs(), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP / "tools", check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    assert (TOP / "docs" / "view.md").read_text(encoding="utf-8") == made, "run tools/make_view_docs.py"


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "protokoll", "--help"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    commands = re.findall(r"^  ([a-z-]+) ", told.partition("Commands:")[2], re.MULTILINE)
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert commands
    assert not [command for command in commands if f"protokoll {command}" not in readme]
