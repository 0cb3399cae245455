"""SARIF, held against its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from protokoll.reports import Checked, RuleHelp, Style, report
from protokoll.source import Source
from tests.reports.findings import CHECKED, CLEAN, STYLE, many, read

SCHEMA = Path(__file__).parent.parent / "schemas" / "sarif-2.1.0-rtm.5.json"


@pytest.mark.parametrize("checked", [CHECKED, CLEAN, ()])
@pytest.mark.parametrize("style", [STYLE, Style(), Style(language="sv")])
def test_the_schema_holds(checked: tuple[Checked, ...], style: Style) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    errors = [error.message for error in Draft4Validator(schema).iter_errors(read("sarif", checked, style))]
    assert not errors


def test_rules_are_those_given_and_those_found() -> None:
    run = read("sarif")["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules[:3]] == ["P106", "P601", "P999"]
    assert rules[1]["help"]["text"] == "P601 personal-number\n\nA number.\n\nExample\n\nProtokoll\n"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_rules_are_asked_by_no_other_report() -> None:
    def never() -> tuple[RuleHelp, ...]:
        raise AssertionError

    for name in ("full", "concise", "json", "github", "gitlab", "junit", "rdjson"):
        assert report(name, CHECKED, Style(rules=never))


def test_a_result() -> None:
    result = read("sarif")["runs"][0]["results"][2]
    assert result["level"] == "warning"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert unquote(location["artifactLocation"]["uri"]) == CHECKED[1].name
    assert location["region"] == {"startLine": 10, "startColumn": 4, "endLine": 10, "endColumn": 7}
    deletion, insertion = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert "insertedContent" not in deletion
    assert insertion["insertedContent"] == {"text": "2"}
    related = read("sarif")["runs"][0]["results"][1]["relatedLocations"]
    assert [(other["id"], other["message"]["text"]) for other in related] == [(1, "the head says `14 maj 2024`")]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("./a b/å:ä,%.md", "a%20b/%C3%A5%3A%C3%A4%2C%25.md"),
        ("a\nb.md", "a%0Ab.md"),
        ("m\udcf6te.md", "m%F6te.md"),
        ("../m.md", "../m.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_relative_names(name: str, uri: str) -> None:
    assert artifact(name) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("name", "uri"),
    [("/tmp/å b.md", "file:///tmp/%C3%A5%20b.md"), ("C:/p r/m.md", "file:///C:/p%20r/m.md")],  # noqa: S108
)
def test_names_from_the_root(name: str, uri: str) -> None:
    assert artifact(name) == {"uri": uri}


def artifact(name: str) -> Any:
    (result,) = read("sarif", (Checked(name, Source("a"), many(1).diagnostics),))["runs"][0]["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]
