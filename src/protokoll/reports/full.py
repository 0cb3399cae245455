"""For a person at a terminal: each finding with its line, the other places it is about, the cure, and a last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_
from protokoll.reports.ansi import painter, severity
from protokoll.reports.base import one_line, told
from protokoll.reports.concise import options
from protokoll.reports.excerpts import rows
from protokoll.reports.totals import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from protokoll.diagnostics import Diagnostic
    from protokoll.reports.base import Checked, Style
    from protokoll.reports.excerpts import Row
    from protokoll.source import Place, Span

_HINT, _FIX = N_("hint"), N_("fix")


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report; nothing where nothing was found."""
    written = [
        "".join(f"{line}\n" for line in _Finding(document, one, style).lines())
        for document in checked
        for one in document.diagnostics
    ]
    return "\n".join([*written, f"{summary(checked, style)}\n"]) if written else ""


class _Finding:
    def __init__(self, document: Checked, one: Diagnostic, style: Style) -> None:
        self._document = document
        self._one = one
        self._style = style
        self._paint: Callable[[str, str], str] = painter(style)
        source, spans = document.source, (one.span, *(related.span for related in one.finding.related))
        self._gutter = max(len(str(source.place(max(span.start, span.end - 1)).line)) for span in spans)

    def lines(self) -> Iterator[str]:
        one, style, paint = self._one, self._style, self._paint
        place = self._document.source.place(one.span.start)
        at = paint("place", f"{self._at(place)}:")
        kind = paint(one.severity, f"{severity(one, style)}:")
        yield f"{at} {paint(one.severity, one.code)} [{one.name}] {kind} {one_line(one.message(style.translate))}"
        yield from self._excerpt(one.span, "^", one.severity)
        for related in one.finding.related:
            place = self._document.source.place(related.span.start)
            arrow = paint("quiet", f"{' ' * self._gutter}-->")
            yield f"{arrow} {self._at(place)}: {told(related, style)}"
            yield from self._excerpt(related.span, "-", "quiet")
        hint, fix = one_line(one.hint(style.translate)), one.finding.fix
        if hint:
            yield self._note(_HINT, hint)
        if fix:
            yield self._note(_FIX, f"{one_line(style.translate(fix.title))} ({options(fix)})")

    def _at(self, place: Place) -> str:
        return f"{one_line(self._document.name)}:{place.line}:{place.column}"

    def _excerpt(self, span: Span, mark: str, kind: str) -> Iterator[str]:
        shown = rows(self._document.source, span, self._style.width - self._gutter - len(" | "))
        if shown:
            yield self._line("")
        for row in shown:
            yield from self._row(row, mark, kind)

    def _row(self, row: Row | None, mark: str, kind: str) -> Iterator[str]:
        if row is None:
            yield self._paint("quiet", f"{'':{self._gutter}} ...")
            return
        yield self._line(str(row.number), row.text)
        if row.marked:
            yield self._line("", " " * row.indent + self._paint(kind, mark * row.marked))

    def _line(self, number: str, text: str = "") -> str:
        bar = self._paint("quiet", f"{number:>{self._gutter}} |")
        return f"{bar} {text}" if text else bar

    def _note(self, label: str, words: str) -> str:
        label = self._paint("cure", f"{self._style.translate(label)}:")
        return f"{self._paint('quiet', ' ' * self._gutter + ' =')} {label} {words}"
