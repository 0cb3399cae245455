"""The ways the checker runs for others: pre-commit, GitHub's action and GitLab's job, each run as those would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parent.parent
BAD = "# Protokoll från kommunstyrelsen i Sundby\n\nPlats: Sessionssalen\n"
GOOD = "# Anteckningar från nätverket i Sundby 2024-05-14\n\nVi talade om budgeten.\n"


def told(*command: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder with our own first on the PATH."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": path, "PROTOKOLL_LANG": "en", **environment},
    )  # fmt: skip


def hooks() -> list[dict[str, str]]:
    return list(yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))


def test_each_hook_is_a_command_that_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    for hook in hooks():
        result = told(*hook["entry"].split(), "a.md", folder=tmp_path)
        # Notes of a network are no minutes of a board: only the hook that takes them for that has errors to tell.
        expected = 1 if hook["id"] == "protokoll-check-kl" else 0
        assert result.returncode == expected, (hook["id"], result.stdout, result.stderr)


@pytest.mark.slow
def test_pre_commit_itself_runs_the_hook(tmp_path: Path) -> None:
    repository = tmp_path / "scratch"
    repository.mkdir()
    (repository / "protokoll.md").write_text(BAD, encoding="utf-8")
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        assert told(*command, folder=repository).returncode == 0
    environment = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    ours = tmp_path / "ours"
    assert told("git", "clone", "-q", TOP, ours, folder=tmp_path).returncode == 0
    result = told(
        "pre-commit", "try-repo", ours, "protokoll-check", "--files", "protokoll.md", folder=repository, **environment
    )
    assert result.returncode == 1, result.stdout + result.stderr
    assert "P104" in result.stdout
    (repository / "protokoll.md").write_text(GOOD, encoding="utf-8")
    again = told(
        "pre-commit", "try-repo", ours, "protokoll-check", "--files", "protokoll.md", folder=repository, **environment
    )
    assert again.returncode == 0, again.stdout + again.stderr


def test_the_action_s_steps_run(tmp_path: Path) -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    steps = {step["name"]: step for step in action["runs"]["steps"] if "name" in step}
    (tmp_path / "protokoll.md").write_text(BAD, encoding="utf-8")
    summary = tmp_path / "summary.md"
    environment = {"FILES": ".", "ARGS": "--select P104", "SARIF": "ut.sarif", "GITHUB_STEP_SUMMARY": str(summary)}
    wrote = told("bash", "-e", "-c", steps["Write SARIF"]["run"], folder=tmp_path, **environment)
    assert wrote.returncode == 0, wrote.stderr
    assert json.loads((tmp_path / "ut.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    checked = told("bash", "-e", "-c", steps["Check minutes"]["run"], folder=tmp_path, **environment)
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=protokoll.md,")
    assert "missing-date" in summary.read_text(encoding="utf-8")
    used = {name for step in steps.values() for name in step.get("env", {})}
    assert used <= environment.keys()


def test_the_gitlab_job_runs(tmp_path: Path) -> None:
    job = yaml.safe_load((TOP / "docs" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["protokoll"]
    (tmp_path / "protokoll.md").write_text(BAD, encoding="utf-8")
    _install, report, check = job["script"]
    assert told("bash", "-e", "-c", report, folder=tmp_path).returncode == 0
    found = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "protokoll.md" in {one["location"]["path"] for one in found}
    assert told("bash", "-e", "-c", check, folder=tmp_path).returncode == 1
