"""What a person reads at a terminal."""

from __future__ import annotations

import re

import pytest

from protokoll.diagnostics import Edit, Finding, Fix, Severity
from protokoll.reports import Checked, Style, report, summary
from protokoll.reports.excerpts import rows
from protokoll.source import Source, Span
from tests.reports.findings import CHECKED, CLEAN, at, found

SWEDISH = {
    "{faults} in 1 file": "{faults} i 1 fil",
    "{faults} in {count} of {all} files": "{faults} i {count} av {all} filer",
    "1 error": "1 fel",
    "{count} errors": "{count} fel",
    "{count} warnings": "{count} varningar",
    "{count} info": "{count} upplysningar",
    "{count} can be mended with --fix": "{count} kan rättas med --fix",
    "1 more with --unsafe-fixes": "1 till med --unsafe-fixes",
    "no faults found in {count} files": "inga fel i {count} filer",
    "error": "fel",
    "hint": "råd",
    "name the case instead": "skriv diarienumret i stället",
}


def swedish(message: str) -> str:
    return SWEDISH.get(message, message)


def shown(text: str, span: Span, room: int = 80) -> list[str]:
    """Draw rows with carets."""
    drawn: list[str] = []
    for row in rows(Source(text), span, room):
        drawn += [row.text, " " * row.indent + "^" * row.marked] if row else ["..."]
    return drawn


def one(severity: Severity = "error", *, fix: bool | None = None) -> Checked:
    """Make a document with a finding that has a safe fix, one that is not, or none."""
    edits = (Edit(Span(0, 1), "b"),)
    finding = Finding(Span(0, 1), "x", fix=None if fix is None else Fix("y", edits, safe=fix))
    return Checked("a.md", Source("a"), (found("P101", "x", severity, finding),))


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        ([], "no faults found in 0 files"),
        (CLEAN, "no faults found in 1 file"),
        (CLEAN * 2, "no faults found in 2 files"),
        ([one()], "1 error in 1 file"),
        ([one(), *CLEAN], "1 error in 1 of 2 files"),
        ([one(), one("warning")], "1 error, 1 warning in 2 files"),
        ([one("info", fix=True)], "1 info in 1 file; 1 can be mended with --fix"),
        ([one(fix=False)], "1 error in 1 file; 1 can be mended with --fix --unsafe-fixes"),
        (
            [one(fix=True), one(fix=True), one(fix=False)],
            "3 errors in 3 files; 2 can be mended with --fix, 1 more with --unsafe-fixes",
        ),
    ],
)
def test_summary(checked: list[Checked], said: str) -> None:
    assert summary(checked, Style()) == said


def test_swedish() -> None:
    style = Style(translate=swedish, language="sv")
    text = report("full", CHECKED, style)
    assert "§: 100 %.md:8:14: P601 [personal-number] fel: a personal identity number stands in the text\n" in text
    assert "  = råd: skriv diarienumret i stället\n" in text
    assert text.endswith(
        "\n3 fel, 3 varningar, 3 upplysningar i 3 av 4 filer; 2 kan rättas med --fix, 1 till med --unsafe-fixes\n"
    )
    assert summary([*CLEAN, *CLEAN], style) == "inga fel i 2 filer"


def test_colour_changes_no_word() -> None:
    for name in ("full", "concise"):
        coloured = report(name, CHECKED, Style(colour=True))
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == report(name, CHECKED, Style())


@pytest.mark.parametrize(
    ("text", "words", "drawn"),
    [
        ("Datum: 14 maj\n", "14 maj", ["Datum: 14 maj", "       ^^^^^^"]),
        ("会議 A", "A", ["会議 A", "     ^"]),
        ("会議 A", "議", ["会議 A", "  ^^"]),
        ("o\u0308l A", "A", ["o\u0308l A", "   ^"]),
        ("\tA", "A", ["    A", "    ^"]),
        ("\x1b[31mA", "A", ["␛[31mA", "     ^"]),
        ("a\u202eb", "b", ["a<U+202E>b", "         ^"]),
        ("12\u00a0345 kr", "345", ["12 345 kr", "   ^^^"]),
        ("a\u0308", "\u0308", ["a\u0308", " ^"]),
        ("en rad   \n", "   ", ["en rad", "      ^^^"]),
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, drawn: list[str]) -> None:
    assert shown(text, at(Source(text), words)) == drawn


@pytest.mark.parametrize(
    ("text", "span", "drawn"),
    [
        ("", Span(0, 0), []),
        ("a", Span(0, 0), ["a", "^"]),
        ("a", Span(1, 1), ["a", " ^"]),
        ("a\n", Span(2, 2), ["", "^"]),
        ("a\n", Span(1, 2), ["a", " ^"]),
        ("ab\ncd\n", Span(1, 4), ["ab", " ^", "cd", "^"]),
        ("ab\ncd\n", Span(0, 3), ["ab", "^^"]),
        ("a\n\nb\n", Span(0, 4), ["a", "^", "", "", "b", "^"]),
        ("a\nb\nc\nd\ne\n", Span(0, 9), ["a", "^", "b", "^", "...", "e", "^"]),
        ("a", Span(5, 9), ["a", " ^"]),
    ],
)
def test_points_lines_and_what_lies_outside(text: str, span: Span, drawn: list[str]) -> None:
    assert shown(text, span) == drawn


@pytest.mark.parametrize("start", [0, 1, 20, 500, 979, 1000])
@pytest.mark.parametrize("length", [0, 1, 30, 700])
@pytest.mark.parametrize("letter", ["x", "議", "e\u0301"])
def test_long_lines_are_cut_around_the_place(start: int, length: int, letter: str) -> None:
    text = letter * 1000
    line, carets = shown(text, Span(start, min(start + length, len(text))), 40)
    assert "…" in line
    width = 2 if letter == "議" else 1
    assert sum(width if character == letter[0] else character == "…" for character in line) <= 40
    assert 1 <= carets.count("^") <= 40
    assert len(carets) <= 41


def test_a_long_line_with_many_findings_takes_no_longer_than_short_ones() -> None:
    """Hours, if each finding looked at all of its line."""
    text = f"{'å' * 200_000} slut\n"
    findings = tuple(
        found("P101", "x", "error", Finding(Span(start, start + 5), "y")) for start in range(0, 200_000, 100)
    )
    document = Checked("a.md", Source(text), findings)
    for name in ("full", "rdjson", "json", "sarif"):
        assert len(report(name, [document], Style())) < 2_000_000
