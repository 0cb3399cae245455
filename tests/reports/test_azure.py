"""The logging commands of Azure Pipelines."""

from __future__ import annotations

from protokoll.reports import report
from tests.reports.findings import CHECKED, STYLE


def test_errors_come_first_and_each_is_one_command() -> None:
    lines = report("azure", CHECKED, STYLE).splitlines()
    assert len(lines) == sum(len(document.diagnostics) for document in CHECKED)
    kinds = [line.partition("type=")[2].partition(";")[0] for line in lines]
    assert kinds == sorted(kinds)
    assert all(line.startswith("##vso[task.logissue type=") for line in lines)


def test_what_ends_a_property_is_escaped() -> None:
    from protokoll.reports.azure import _data, _property  # noqa: PLC0415 - the two ways to escape

    assert _property("a;b]c%d\n") == "a%3Bb%5Dc%AZP25d%0A"
    assert _data("a;b]c%d\n") == "a;b]c%AZP25d%0A"
