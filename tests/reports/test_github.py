"""Commands as GitHub's runner reads them, and the summary of a job."""

from __future__ import annotations

import re

from protokoll.diagnostics import Finding
from protokoll.reports import Checked, report
from protokoll.reports.github import MOST_BYTES, summary_table
from protokoll.source import Source, Span
from tests.reports.findings import CHECKED, CLEAN, STYLE, found, many


def test_commands_are_read_as_they_were_meant() -> None:
    commands = [parse(line) for line in report("github", CHECKED, STYLE).splitlines()]
    assert [kind for kind, _, _ in commands] == ["error"] * 3 + ["warning"] * 3 + ["notice"] * 3
    assert commands[0] == (
        "error",
        {
            "file": "protokoll/ks, §: 100 %.md",
            "line": "8",
            "col": "14",
            "endLine": "8",
            "endColumn": "27",
            "title": "P601 personal-number",
        },
        (
            "a personal identity number stands in the text\nname the case instead\n"
            "protokoll/ks, §: 100 %.md:8:14: P601 personal-number"
        ),
    )
    over_lines = next(properties for _, properties, _ in commands if properties["title"].startswith("P708"))
    assert over_lines == {"file": "udda\nnamn/åäö.md", "line": "1", "endLine": "6", "title": "P708 long-section"}


def test_what_github_would_hide_is_said() -> None:
    lines = report("github", (many(13), *CHECKED), STYLE).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 4
    said = next(line for line in lines if line.startswith("::notice title=protokoll::"))
    assert "6 more findings" in said
    assert sum(": P" in line for line in lines if not line.startswith("::")) == 6


def test_at_most_ten_notices_with_the_one_that_says_so() -> None:
    infos = Checked("i.md", Source("a"), tuple(found("P1", "x", "info", Finding(Span(0, 1), "y")) for _ in range(11)))
    lines = report("github", (infos,), STYLE).splitlines()
    assert sum(line.startswith("::notice") for line in lines) == 10
    assert "2 more findings" in "".join(lines)
    ten = Checked("i.md", Source("a"), infos.diagnostics[:10])
    assert len(report("github", (ten,), STYLE).splitlines()) == 10


def test_plain_lines_are_no_commands() -> None:
    document = many(12, "##[error]not meant")
    named = Checked("::error file=x::y.md", document.source, document.diagnostics)
    lines = report("github", (named,), STYLE).splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    assert lines[-1] == f"::{token}::"
    assert len(lines[lines.index(stop) + 1 : -1]) == 2
    assert not any(token in line for line in lines[lines.index(stop) + 1 : -1])


def test_the_summary_takes_nothing_at_its_word() -> None:
    summary = summary_table(CHECKED, STYLE)
    assert "&#124;more&#124;" in summary
    assert "<code>§ 3</code>" in summary
    for row in (line for line in summary.splitlines() if line.startswith("|")):
        assert row.count("|") == 5
    assert not re.findall(r"<(?!/?code>)", summary)


def test_the_summary_stays_below_githubs_bound() -> None:
    text = summary_table((many(3000),), STYLE)
    assert "2500 more findings are not shown here" in text
    text = summary_table((many(400, "å" * 5000),), STYLE)
    assert MOST_BYTES - 20_000 < len(text.encode()) < MOST_BYTES
    assert "more findings are not shown here" in text


def test_the_summary_of_nothing() -> None:
    assert summary_table(CLEAN, STYLE) == "### protokoll check\n\nno faults found in 1 file\n"


def parse(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub's runner does."""
    kind, told, data = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
    properties = dict(pair.split("=", 1) for pair in told.split(","))
    return (
        kind,
        {key: unescape(value, ":,") for key, value in properties.items()},
        unescape(data),
    )


def unescape(words: str, more: str = "") -> str:
    for character in f"\r\n{more}%":
        words = words.replace(f"%{ord(character):02X}", character)
    return words
