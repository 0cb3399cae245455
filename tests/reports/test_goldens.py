"""Each report of one set of findings, compared with a file that was looked at.

After a change that is meant to change reports: `pytest tests/reports --update-golden`, and read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from protokoll.reports import REPORTS, Checked, Style, report
from protokoll.reports.github import summary_table
from tests.reports.findings import CHECKED, CLEAN, RULES, STYLE

GOLDEN = Path(__file__).parent.parent / "golden" / "reports"


def compare(name: str, actual: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    compare(name, report(name, CHECKED, STYLE), request)


def test_golden_of_the_jobs_summary(request: pytest.FixtureRequest) -> None:
    compare("github-summary", summary_table(CHECKED, STYLE), request)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_same_each_time_and_can_be_encoded(name: str) -> None:
    named = Checked("m\udcf6te.md", CHECKED[1].source, CHECKED[1].diagnostics)
    text = report(name, [*CHECKED, named], STYLE)
    assert text == report(name, [*CHECKED, named], STYLE)
    assert text.encode()
    assert text.endswith("\n")


@pytest.mark.parametrize("name", ["full", "concise", "json-lines", "github"])
@pytest.mark.parametrize("checked", [(), CLEAN])
def test_nothing_found_is_nothing_written(name: str, checked: tuple[Checked, ...]) -> None:
    assert not report(name, checked, STYLE)


@pytest.mark.parametrize("name", REPORTS)
def test_colour_is_for_people_alone(name: str) -> None:
    coloured = Style(colour=True, width=80, rules=lambda: RULES)
    assert ("\x1b" in report(name, CHECKED, coloured)) == (name in {"full", "concise"})


@pytest.mark.parametrize("name", REPORTS)
def test_the_docs_show_what_is_written(name: str) -> None:
    docs = (GOLDEN.parent.parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    _, told, rest = docs.partition(f"\n## {name}\n")
    assert told
    written = report(name, CHECKED, STYLE).splitlines()
    for fence in re.findall(r"```(?:text|json|xml)\n(.*?)```", rest.partition("\n## ")[0], re.DOTALL):
        assert [line for line in fence.splitlines() if line not in written] == []
