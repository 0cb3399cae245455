"""JUnit's XML, as Jenkins and GitLab read it: a test for each file, which fails where there is an error or a warning.

What is only worth knowing stands in the output of a test that passes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.reports.base import plain, told
from protokoll.reports.concise import line
from protokoll.reports.totals import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.diagnostics import Diagnostic
    from protokoll.reports.base import Checked, Style

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    style = plain(style)
    failures = sum(_fails(document) for document in checked)
    totals = f'name="protokoll" tests="{len(checked)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {totals}>",
        f'  <testsuite {totals} skipped="0">',
        *(row for document in checked for row in _case(document, style)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _fails(document: Checked) -> bool:
    return any(one.severity != "info" for one in document.diagnostics)


def _case(document: Checked, style: Style) -> Iterator[str]:
    name = _attribute(document.path)
    case = f'    <testcase classname="protokoll" name="{name}" file="{name}" time="0"'
    if not document.diagnostics:
        yield f"{case}/>"
        return
    yield f"{case}>"
    text = _text("\n".join(found for one in document.diagnostics for found in _finding(document, one, style)))
    if _fails(document):
        worst = "error" if any(one.severity == "error" for one in document.diagnostics) else "warning"
        yield f'      <failure type="{worst}" message="{_attribute(faults([document], style))}">{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _finding(document: Checked, one: Diagnostic, style: Style) -> Iterator[str]:
    yield line(document, one, style)
    for related in one.finding.related:
        place = document.source.place(related.span.start)
        yield f"  {document.path}:{place.line}:{place.column}: {told(related, style)}"
    hint = one.hint(style.translate)
    if hint:
        yield f"  {hint}"


def _attribute(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words).translate(_ENTITIES)


def _text(words: str) -> str:
    words = _FORBIDDEN.sub("\ufffd", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
