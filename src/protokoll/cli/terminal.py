"""A View as lines of a terminal: plain words first, bold and colour only where there is a terminal to show them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from protokoll.view import page as p

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARGIN = 8
_LEAST_WIDTH = 40


def lines(view: p.View, width: int, *, styled: bool) -> Iterator[str]:
    """Give the lines of a view, none wider than `width` but for words that are."""
    return _Terminal(max(width, _LEAST_WIDTH), styled=styled).view(view)


class _Terminal:
    def __init__(self, width: int, *, styled: bool) -> None:
        self._width = width
        self._styled = styled

    def view(self, view: p.View) -> Iterator[str]:
        yield self._bold(view.title)
        yield from self._wrapped(" · ".join([view.kind, *view.summary]), 0)
        for fact in view.facts:
            yield from self._wrapped(f"{fact.label}: {'; '.join(map(_words, fact.values))}", 0, hang=2)
        if view.roll:
            yield from ("", self._bold(f"{view.roll.heading}: {view.roll.summary}"))
            for group in view.roll.groups:
                names = "; ".join(map(_person, group.persons))
                yield from self._wrapped(f"{group.heading}: {names}", 2, hang=2)
        yield from self._front(view)
        yield from self._blocks(view.opening, 0)
        for item in view.items:
            yield from self._item(item)
        yield from self._blocks(view.remainder, 0)
        if view.closing:
            yield from ("", self._bold(view.closing.heading))
            for signature in view.closing.signatures:
                parts = (signature.name, signature.role, signature.date)
                yield from self._wrapped(", ".join(part for part in parts if part), 2)
            for fact in view.closing.approval:
                yield from self._wrapped(f"{fact.label}: {', '.join(map(_words, fact.values))}", 2, hang=2)

    def _front(self, view: p.View) -> Iterator[str]:
        if view.signing:
            yield from ("", self._bold(view.signing.heading))
            for row in view.signing.rows:
                yield from self._wrapped(", ".join(part for part in (row.name, row.role, row.mark) if part), 2)
        if view.notice:
            yield from ("", self._bold(view.notice.heading))
            yield from self._blocks(view.notice.blocks, 2)
            for fact in view.notice.facts:
                yield from self._wrapped(f"{fact.label}: {', '.join(map(_words, fact.values))}", 2, hang=2)

    def _item(self, item: p.Item) -> Iterator[str]:
        yield ""
        head = " ".join(part for part in (item.number, item.time) if part)
        title = f"{head:<{_MARGIN - 1}} {item.title_text}" if head else " " * _MARGIN + item.title_text
        yield title if item.is_break else self._bold(title)
        if item.reference:
            yield from self._wrapped(_words(item.reference), _MARGIN)
        for part in item.parts:
            if isinstance(part, p.Resolution):
                yield " " * _MARGIN + self._bold(part.heading, "green")
                yield from self._wrapped(_words(part.lead), _MARGIN)
                for clause in part.clauses:
                    marker = clause.number or "•"
                    words = " ".join(filter(None, (_words(clause.runs), _words(clause.remark))))
                    yield from self._wrapped(f"{marker} {words}", _MARGIN, hang=len(marker) + 1)
                    yield from self._blocks(clause.blocks, _MARGIN + 2)
            else:
                if part.heading:
                    yield " " * _MARGIN + self._bold(part.heading)
                yield from self._blocks(part.blocks, _MARGIN)

    def _blocks(self, blocks: Iterable[p.Block], indent: int) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, indent)

    def _block(self, block: p.Block, indent: int) -> Iterator[str]:
        match block:
            case p.Paragraph(runs=runs):
                yield from self._wrapped(_words(runs), indent)
            case p.Heading(runs=runs):
                yield " " * indent + self._bold(_words(runs))
            case p.Bullets(entries=entries):
                for entry in entries:
                    yield from self._entry("•", entry, indent)
            case p.Numbered(entries=entries, start=start):
                for number, entry in enumerate(entries, start):
                    yield from self._entry(f"{number}.", entry, indent)
            case p.Quote(blocks=blocks):
                yield from self._blocks(blocks, indent + 2)
            case p.Table(header=header, rows=rows):
                for row in (header, *rows):
                    yield from self._wrapped(" | ".join(_words(cell.runs) for cell in row), indent, hang=2)
            case p.Code(text=text):
                yield from (" " * (indent + 2) + line for line in text.split("\n"))
            case p.Figure(alt=alt):
                yield from self._wrapped(f"[{alt}]", indent)
            case p.Separator():
                yield " " * indent + "—" * 3

    def _entry(self, marker: str, entry: p.Entry, indent: int) -> Iterator[str]:
        first, *rest = entry.blocks or (p.Paragraph(runs=()),)
        indent = min(indent, self._width - _LEAST_WIDTH // 2)
        if isinstance(first, p.Paragraph):
            yield from self._wrapped(f"{marker} {_words(first.runs)}", indent, hang=len(marker) + 1)
        else:
            yield " " * indent + marker
            yield from self._block(first, indent + len(marker) + 1)
        yield from self._blocks(rest, indent + len(marker) + 1)

    def _wrapped(self, words: str, indent: int, *, hang: int = 0) -> Iterator[str]:
        for number, line in enumerate(words.split("\n")):
            first = " " * (indent if number == 0 else indent + hang)
            yield from textwrap.wrap(
                line, self._width, initial_indent=first, subsequent_indent=" " * (indent + hang), break_long_words=False
            )

    def _bold(self, words: str, colour: str | None = None) -> str:
        return typer.style(words, bold=True, fg=colour) if self._styled else words


def _words(runs: Iterable[p.Run]) -> str:
    return "".join("\n" if run.line_break else run.text for run in runs)


def _person(person: p.Person) -> str:
    described = ", ".join(part for part in (person.name, person.detail) if part)
    return f"{described} ({person.remark})" if person.remark else described
