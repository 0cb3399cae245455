"""For Azure Pipelines: a logging command a finding, errors first; it knows no lesser kind than a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.reports.base import one_line, plain, worst_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.diagnostics import Diagnostic
    from protokoll.reports.base import Checked, Style


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    style = plain(style)
    return "".join(f"{_command(document, one, style)}\n" for document, one in worst_first(checked))


def _command(document: Checked, one: Diagnostic, style: Style) -> str:
    place = document.source.place(one.span.start)
    properties = {
        "type": "error" if one.severity == "error" else "warning",
        "sourcepath": document.path,
        "linenumber": place.line,
        "columnnumber": place.column,
        "code": one.code,
    }
    given = "".join(f"{key}={_property(str(value))};" for key, value in properties.items())
    words = " – ".join(filter(None, (one.message(style.translate), one.hint(style.translate))))
    return f"##vso[task.logissue {given}]{_data(one_line(words))}"


def _data(words: str) -> str:
    return words.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(";", "%3B").replace("]", "%5D")
