"""One fixed set of findings for all reports, made by hand; no rule is asked. All names are invented."""

from __future__ import annotations

import json
import re
from typing import Any

from protokoll.diagnostics import Diagnostic, Edit, Finding, Fix, Related, Severity
from protokoll.reports import Checked, RuleHelp, Style, report
from protokoll.source import Source, Span

MINUTES = Source(
    """\
# Protokoll från kommunstyrelsen i Vikstad

Datum: 14 maj 2024
Närvarande: Asta Berglind (S), ordförande

## § 1 Ansökan

Ansökan från 19121212-1212 beviljas. 🎉 Sammanträdet hölls den 15 maj 2024.

## § 3 Övrigt
"""
)
LONG = "Härmed anmäls att ärendet har beretts av förvaltningen. " * 6
ODD = Source(f"| 会議\tA |\x07 soft\u00adhyphen\n\n{LONG}Kommunen åtar sig 12 345 kr.\n{LONG}\n\nslut\n")
"""Wide characters, a tab, a control character, a soft hyphen, and lines wider than any terminal."""


def at(source: Source, words: str, skip: int = 0) -> Span:
    """Find words in a source."""
    match = list(re.finditer(re.escape(words), source.text))[skip]
    return Span(*match.span())


def found(code: str, name: str, severity: Severity, finding: Finding) -> Diagnostic:
    """Make a diagnostic."""
    return Diagnostic(code, name, severity, finding)


_DATE = at(MINUTES, "15 maj 2024")
_NUMBER = at(MINUTES, "19121212-1212")
_GAP = at(MINUTES, "§ 3")
_GRIN = at(MINUTES, "🎉")

CHECKED = (
    Checked("protokoll/ks 2024-05-14.md", Source("# Protokoll\n")),
    Checked(
        "protokoll/ks, §: 100 %.md",
        MINUTES,
        (
            found(
                "P601",
                "personal-number",
                "error",
                Finding(
                    _NUMBER,
                    "a personal identity number stands in the text",
                    "name the case instead",
                    fix=Fix("Take the number out", (Edit(Span(_NUMBER.start - 6, _NUMBER.end), ""),), safe=False),
                ),
            ),
            found(
                "P106",
                "contradictory-dates",
                "error",
                Finding(
                    _DATE,
                    "the text says that the meeting was held on `{date}`",
                    "let all places name the same day",
                    {"date": "15 maj 2024"},
                    (Related(at(MINUTES, "14 maj 2024"), "the head says `{date}`", {"date": "14 maj 2024"}),),
                ),
            ),
            found(
                "P303",
                "gap-in-numbering",
                "warning",
                Finding(
                    _GAP,
                    "`{found}` follows `{before}`: <{missing}> & |more| is missing",
                    "number the items in order",
                    {"found": "§ 3", "before": "§ 1", "missing": "§ 2"},
                    fix=Fix(
                        "Number the items in order",
                        (Edit(_GRIN, ""), Edit(Span(_GAP.end - 1, _GAP.end), "2")),
                    ),
                ),
            ),
        ),
    ),
    Checked("protokoll/tom.md", Source(""), (found("P901", "unreadable", "error", Finding(Span(0, 0), "the file cannot be read: not UTF-8")),)),
    Checked(
        "udda\nnamn/åäö.md",
        ODD,
        (
            found("P708", "long-section", "warning", Finding(Span(0, len(ODD.text) - 1), "a span of many lines")),
            found("P706", "odd-character", "info", Finding(at(ODD, "A |"), "wide characters and a tab stand before this")),
            found("P706", "odd-character", "info", Finding(at(ODD, "\u00ad"), "an invisible character")),
            found(
                "P707",
                "odd-number",
                "warning",
                Finding(at(ODD, "12 345"), "a sum far out in a long line", fix=Fix("Set it together", (Edit(at(ODD, "12 345"), "12345"),))),
            ),
            found("P709", "no-end", "info", Finding(Span(len(ODD.text), len(ODD.text)), "nothing stands at the end", "write the end")),
        ),
    ),
)  # fmt: skip

CLEAN = (CHECKED[0],)

RULES = (
    RuleHelp("P106", "contradictory-dates", "The minutes name two days.", "# P106\n\nLong.\n", "error", "Looks.", ("identity",)),
    RuleHelp(
        "P601",
        "personal-number",
        "A personal identity number stands in the text.",
        "# P601 personal-number\n\nA number.\n\n## Example\n\n```markdown\n# Protokoll\n```\n",
        "error",
        tags=("privacy",),
    ),
    RuleHelp("P999", "never-found", "Nothing.", "# P999\n", "info"),
)  # fmt: skip

STYLE = Style(width=80, rules=lambda: RULES)


def read(name: str, checked: tuple[Checked, ...] = CHECKED, style: Style = STYLE) -> Any:
    """Write a report in JSON and read it back."""
    return json.loads(report(name, checked, style))


def many(count: int, message: str = "a fault") -> Checked:
    """Make a document with many errors."""
    finding = Finding(Span(0, 1), message)
    return Checked("m.md", Source("a\n"), tuple(found("P101", "missing-title", "error", finding) for _ in range(count)))
