"""The reports in JSON, read back."""

from __future__ import annotations

import json

from protokoll.diagnostics import Finding
from protokoll.reports import Checked, report
from protokoll.source import Source
from tests.reports.findings import CHECKED, CLEAN, MINUTES, STYLE, at, found, many, read

FOUND = sum(len(document.diagnostics) for document in CHECKED)


def test_all_is_told() -> None:
    number, date, gap, *_ = read("json")
    assert number | {"fingerprint": ""} == {
        "code": "P601",
        "name": "personal-number",
        "severity": "error",
        "message": "a personal identity number stands in the text",
        "hint": "name the case instead",
        "file": "protokoll/ks, §: 100 %.md",
        "location": {"line": 8, "column": 14},
        "end_location": {"line": 8, "column": 27},
        "related": [],
        "fix": {
            "title": "Take the number out",
            "safe": False,
            "edits": [{"location": {"line": 8, "column": 8}, "end_location": {"line": 8, "column": 27}, "text": ""}],
        },
        "fingerprint": "",
    }
    assert date["related"] == [
        {
            "message": "the head says `14 maj 2024`",
            "location": {"line": 3, "column": 8},
            "end_location": {"line": 3, "column": 19},
        }
    ]
    assert date["fix"] is None
    assert len(gap["fix"]["edits"]) == 2


def test_places_lead_to_the_words() -> None:
    for record, one in zip(read("json"), CHECKED[1].diagnostics, strict=False):
        start, end = MINUTES.offset(**record["location"]), MINUTES.offset(**record["end_location"])
        assert MINUTES.text[start:end] == MINUTES.raw(one.span)


def test_lines_are_the_same_objects() -> None:
    assert [json.loads(line) for line in report("json-lines", CHECKED, STYLE).splitlines()] == read("json")


def test_nothing_found() -> None:
    assert report("json", CLEAN, STYLE) == "[]\n"


def test_fingerprints_are_of_one_finding_each_and_stay_when_lines_move() -> None:
    prints = [record["fingerprint"] for record in read("json")]
    assert len(set(prints)) == FOUND
    assert len({record["fingerprint"] for record in read("json", (many(3),))}) == 3
    moved = Source(f"\n{MINUTES.text}")
    finding = Finding(at(moved, "19121212-1212"), "a personal identity number stands in the text")
    document = Checked(CHECKED[1].name, moved, (found("P601", "personal-number", "error", finding),))
    assert read("json", (document,))[0]["fingerprint"] == prints[0]
