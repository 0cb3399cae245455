"""One open document as its editor wants it: what is wrong with it, how to mend that, what it holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol import types

from protokoll.checker.check import check_source, context_of
from protokoll.checker.fixing import mend
from protokoll.checker.ignoring import ignored_on_line
from protokoll.diagnostics import N_
from protokoll.lsp.places import Places
from protokoll.rules.pages import page
from protokoll.rules.table import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pygls.workspace import PositionCodec

    from protokoll.checker.plan import Plan
    from protokoll.diagnostics import Diagnostic, Edit
    from protokoll.model.agenda import AgendaItem
    from protokoll.source import Source, Span

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
FIX_ALL = types.CodeActionKind(types.CodeActionKind.SourceFixAll)


class Document:
    """What is known of one state of an open document; each part is looked at when it is first asked for."""

    def __init__(
        self, uri: str, source: Source, plan: Plan, codec: PositionCodec, translate: Callable[[str], str]
    ) -> None:
        """Take a document as it is now."""
        self._uri = uri
        self._source = source
        self._plan = plan
        self._places = Places(source, codec)
        self._translate = translate

    @cached_property
    def found(self) -> list[Diagnostic]:
        """What is wrong with it."""
        return check_source(self._source, self._plan)

    def diagnostics(self) -> list[types.Diagnostic]:
        """Tell what is wrong with it, as the editor marks it."""
        return [self._diagnostic(one) for one in self.found]

    def _diagnostic(self, one: Diagnostic) -> types.Diagnostic:
        hint = one.hint(self._translate)
        return types.Diagnostic(
            range=self._places.range(one.span),
            message=one.message(self._translate) + (f" – {hint}" if hint else ""),
            severity=_SEVERITIES[one.severity],
            code=one.code,
            source="protokoll",
            related_information=[
                types.DiagnosticRelatedInformation(
                    location=types.Location(self._uri, self._places.range(related.span)),
                    message=self._translate(related.message).format(**related.values),
                )
                for related in one.finding.related
            ],
            data={"rule": one.name},
        )

    def hover(self, position: types.Position) -> types.Hover | None:
        """Give the pages of the rules that have something to say at a place."""
        offset = self._places.offset(position)
        here = [one for one in self.found if one.span.start <= offset <= one.span.end]
        if not here:
            return None
        pages = [page(BY_NAME[code]).markdown(self._translate) for code in dict.fromkeys(one.code for one in here)]
        text = "\n\n---\n\n".join(pages)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), self._places.range(here[0].span))

    # Mending

    def actions(self, range_: types.Range, only: Iterable[types.CodeActionKind | str] | None) -> list[types.CodeAction]:
        """Give what can be done in a range: mend what is found there, silence it, or mend all."""
        wanted = tuple(str(getattr(kind, "value", kind)) for kind in only or ())
        span = self._places.span(range_)
        actions: list[types.CodeAction] = []
        if not wanted or any(types.CodeActionKind.QuickFix.value.startswith(kind) for kind in wanted):
            for one in self.found:
                if one.span.start <= span.end and span.start <= one.span.end:
                    actions += self._quick_fixes(one)
        if not wanted or any(types.CodeActionKind.SourceFixAll.value.startswith(kind) for kind in wanted):
            actions += self._fix_all()
        return actions

    def _quick_fixes(self, one: Diagnostic) -> Iterator[types.CodeAction]:
        diagnostic = self._diagnostic(one)
        fix = one.finding.fix
        if fix:
            yield types.CodeAction(
                title=self._translate(fix.title).format(**one.finding.values),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=fix.safe,
                edit=self._edited(fix.edits),
            )
        comment = ignored_on_line(self._source, one)
        if comment:
            yield types.CodeAction(
                title=self._translate(N_("Ignore `{rule}` on this line")).format(rule=one.name),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                edit=self._edited([comment]),
            )

    def _fix_all(self) -> Iterator[types.CodeAction]:
        if not any(one.finding.fix and one.finding.fix.safe for one in self.found):
            return
        done = mend(self._source, self._plan, unsafe=False)
        if done.text != self._source.text:
            yield types.CodeAction(
                title=self._translate(N_("Mend all that can be mended safely")),
                kind=types.CodeActionKind.SourceFixAll,
                edit=types.WorkspaceEdit(changes={self._uri: [self.replaced(done.text)]}),
            )

    def _edited(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        made = [types.TextEdit(self._places.range(edit.span), edit.text) for edit in edits]
        return types.WorkspaceEdit(changes={self._uri: made})

    def replaced(self, text: str) -> types.TextEdit:
        """Give the edit that puts another text in the place of all."""
        start, end = types.Position(0, 0), self._places.position(len(self._source.text))
        return types.TextEdit(types.Range(start, end), text)

    # What it holds

    def symbols(self) -> list[types.DocumentSymbol]:
        """Give the items with the decisions in them, for an outline."""
        context = context_of(self._source, self._plan)
        return [self._item(item, context.heading(item)) for item in context.meeting.items]

    def _item(self, item: AgendaItem, heading: Span) -> types.DocumentSymbol:
        head = " ".join(part for part in (item.prefix, item.number and f"§ {item.number}", item.start) if part)
        inner = [self._clause(words, span) for words, span in _clauses(item)]
        inner += [self._item(child, child.span) for child in item.children]
        whole = self._places.range(item.span)
        return types.DocumentSymbol(
            name=" ".join(part for part in (head, item.title) if part) or "–",
            kind=types.SymbolKind.Event,
            range=whole,
            selection_range=self._within(self._places.range(heading), whole),
            children=inner,
        )

    def _clause(self, words: str, span: Span) -> types.DocumentSymbol:
        place = self._places.range(span)
        return types.DocumentSymbol(name=words or "–", kind=types.SymbolKind.Key, range=place, selection_range=place)

    @staticmethod
    def _within(inner: types.Range, outer: types.Range) -> types.Range:
        return inner if outer.start <= inner.start and inner.end <= outer.end else outer


def _clauses(item: AgendaItem) -> Iterator[tuple[str, Span]]:
    for decision in item.decisions:
        for clause in decision.clauses:
            yield clause.text, clause.span
