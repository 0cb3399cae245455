"""JUnit's XML, read back."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from protokoll.diagnostics import Finding
from protokoll.reports import Checked, report
from protokoll.source import Source, Span
from tests.reports.findings import CHECKED, STYLE, found, many


def test_a_test_for_each_file() -> None:
    root = ET.fromstring(report("junit", CHECKED, STYLE))  # noqa: S314 - our own
    suite = root[0]
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("4", "3")
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == [document.name for document in CHECKED]
    failures = [case.find("failure") for case in cases]
    assert failures[0] is None
    assert failures[1] is not None
    assert (failures[1].get("type"), failures[1].get("message")) == ("error", "2 errors, 1 warning")
    assert "`§ 3` follows `§ 1`: <§ 2> & |more| is missing [--fix]" in (failures[1].text or "")
    assert "  name the case instead" in (failures[1].text or "")


def test_what_is_only_worth_knowing_fails_nothing() -> None:
    document = Checked("a.md", Source("a"), (found("P1", "x", "info", Finding(Span(0, 1), "y")),))
    suite = ET.fromstring(report("junit", (document,), STYLE))[0]  # noqa: S314 - our own
    assert suite.get("failures") == "0"
    assert suite.findtext("testcase/system-out") == "a.md:1:1: P1 info y"


def test_characters_that_xml_forbids() -> None:
    document = Checked('a"\x00\ufffe<&>.md', Source("a"), many(1, "\x1b \ud800 \uffff").diagnostics)
    case = ET.fromstring(report("junit", (document,), STYLE))[0][0]  # noqa: S314 - our own
    assert case.get("name") == 'a"\ufffd\ufffd<&>.md'
