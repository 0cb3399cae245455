"""Code Quality, as GitLab asks for it."""

from __future__ import annotations

from protokoll.reports import Checked
from protokoll.source import Source
from tests.reports.findings import CHECKED, many, read

FOUND = sum(len(document.diagnostics) for document in CHECKED)


def test_gitlab() -> None:
    issues = read("gitlab")
    assert len(issues) == FOUND
    assert {issue["severity"] for issue in issues} == {"major", "minor", "info"}
    assert len({issue["fingerprint"] for issue in issues}) == FOUND
    assert issues[0]["description"].startswith("P601 personal-number: a personal identity number")
    assert issues[0]["check_name"] == "personal-number"
    assert issues[0]["location"]["lines"]["begin"] == 8
    dotted = Checked("./m.md", Source("a"), many(1).diagnostics)
    assert read("gitlab", (dotted,))[0]["location"]["path"] == "m.md"
