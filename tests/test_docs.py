"""What the docs say is what there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
DOCS = sorted([*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")])


def test_the_views_docs_are_those_of_its_code() -> None:
    code = "import make_view_docs; print(make_view_docs.view_docs(), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP / "tools", check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    assert (TOP / "docs" / "view.md").read_text(encoding="utf-8") == made, "run tools/make_view_docs.py"


def test_the_rules_docs_are_those_of_their_docstrings() -> None:
    code = "import json, make_rule_docs; print(json.dumps(make_rule_docs.documents()))"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP / "tools", check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    for name, text in json.loads(made).items():
        assert (TOP / "docs" / name).read_text(encoding="utf-8") == text, "run tools/make_rule_docs.py"


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_links_lead_somewhere(file: Path) -> None:
    prose = FENCED.sub("", file.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", prose):
        assert (file.parent / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "protokoll", "--help"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    commands = re.findall(r"^  ([a-z-]+) ", told.partition("Commands:")[2], re.MULTILINE)
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert commands
    assert not [command for command in commands if f"protokoll {command}" not in readme]
