"""What reviewdog reads, with columns in bytes."""

from __future__ import annotations

from protokoll.diagnostics import Edit, Finding, Fix
from protokoll.reports import Checked
from protokoll.source import Source, Span
from tests.reports.findings import CHECKED, MINUTES, found, read


def test_columns_count_bytes() -> None:
    for document in CHECKED:
        ours = [one for one in read("rdjson")["diagnostics"] if one["location"]["path"] == document.path]
        for written, one in zip(ours, document.diagnostics, strict=True):
            start, end = (offset(document.source, written["location"]["range"][key]) for key in ("start", "end"))
            assert document.source.text.encode()[start:end].decode() == document.source.raw(one.span)


def test_a_fix_is_one_suggestion() -> None:
    number, _, gap = read("rdjson")["diagnostics"][:3]
    assert number["suggestions"][0]["text"] == ""
    (suggestion,) = gap["suggestions"]
    data = MINUTES.text.encode()
    start, end = (offset(MINUTES, suggestion["range"][key]) for key in ("start", "end"))
    text = (data[:start] + suggestion["text"].encode() + data[end:]).decode()
    assert text == MINUTES.text.replace("🎉", "").replace("§ 3", "§ 2")


def test_edits_far_apart_are_no_suggestion() -> None:
    source = Source("a\n" * 100)
    fix = Fix("y", (Edit(Span(0, 1), "b"), Edit(Span(198, 199), "b")))
    document = Checked("a.md", source, (found("P1", "x", "error", Finding(Span(0, 1), "y", fix=fix)),))
    assert "suggestions" not in read("rdjson", (document,))["diagnostics"][0]


def test_shape() -> None:
    result = read("rdjson")
    assert result["source"] == {"name": "protokoll"}
    assert {one["severity"] for one in result["diagnostics"]} == {"ERROR", "WARNING", "INFO"}
    assert result["diagnostics"][0]["code"] == {"value": "P601"}
    assert result["diagnostics"][1]["message"].endswith("§: 100 %.md:3: the head says `14 maj 2024`")


def offset(source: Source, place: dict[str, int]) -> int:
    lines = source.text.encode().split(b"\n")
    return sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1
