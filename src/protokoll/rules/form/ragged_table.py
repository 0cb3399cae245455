r"""A row of a table has not as many cells as its header.

## What it does

Counts the cells of each row as it is written in the source.
An escaped stroke (`\|`) parts no cells, a bare one does, in code as well.
Where every row has equally few, it is told once, at the header; where many have, at the first of them.
A line without any stroke right below a table is a row of it as well, and told as such.

## Why it matters

Cells that a row has too many are dropped by every program that reads Markdown: those words are not in the minutes any
more.
Where a row has too few, what is missing may be in the middle, and all that follows stands in the wrong column.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

| Post | 2024 | 2025 |
|---|---|---|
| Hyra | 410 |
| Personal | 980 | 1010 | 1040 |
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

| Post | 2024 | 2025 | 2026 |
|---|---|---|---|
| Hyra | 410 | | |
| Personal | 980 | 1010 | 1040 |
```

## Fix safety

A row that is too short gets empty cells at its end, as it is read already: that is safe.
A line of text below a table is parted from it by a blank line, which is unsafe, for it is read as a paragraph then.
There is no fix for a row that is too long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_STROKE = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"[ \t>]*")
_HEADER_LINES = 2
_SHOWN = 3
"""Short rows of a table beyond which they are told together."""


def check(context: Context) -> Iterator[Finding]:
    """Find rows with more or fewer cells than their header."""
    for table in context.of(c.Table):
        columns = len(table.header)
        header = context.first_line(table.span)
        rows = list(_rows(context, table))
        counts = {_cells(context.source.raw(line)) for line in rows}
        if len(rows) > 1 and len(counts) == 1 and (cells := next(iter(counts))) < columns and (cells > 1):
            yield _all_short(context, header, rows, (cells, columns))
            continue
        short = [line for line in rows if 1 < _cells(context.source.raw(line)) < columns]
        short_ones = set(short) if len(short) > _SHOWN else set()
        if short_ones:
            yield _many_short(context, header, short, columns)
        for line in rows:
            words = context.source.raw(line)
            if line in short_ones:
                continue
            if columns > 1 and not _STROKE.search(words):
                yield _swallowed(line)
                continue
            cells = _cells(words)
            if cells == columns:
                continue
            missing = columns - cells
            yield Finding(
                line,
                N_("the row lacks cells: it has {cells}, and the table {columns} columns")
                if missing > 0
                else N_("the row has cells too many: {cells}, and the table {columns} columns"),
                N_("write its empty cells as well")
                if missing > 0
                else N_("give the header more, or what stands in the last is lost; within a cell a stroke is `\\|`"),
                {"cells": cells, "columns": columns},
                (Related(header, N_("the header")),),
                Fix(N_("Add empty cells at the end"), (_filled(words, line, missing),)) if missing > 0 else None,
            )


def _all_short(context: Context, header: Span, rows: Sequence[Span], counts: tuple[int, int]) -> Finding:
    cells, columns = counts
    return Finding(
        header,
        N_("the header has {columns} columns, and every row {cells} cells"),
        N_("take away the columns that no row has"),
        {"cells": cells, "columns": columns},
        (Related(rows[0], N_("the first row")),),
        Fix(
            N_("Add empty cells at the end"),
            tuple(_filled(context.source.raw(row), row, columns - cells) for row in rows),
        ),
    )


def _many_short(context: Context, header: Span, rows: Sequence[Span], columns: int) -> Finding:
    words = [context.source.raw(row) for row in rows]
    return Finding(
        rows[0],
        N_("{count} rows lack cells, this one first: the table has {columns} columns"),
        N_("write their empty cells as well"),
        {"count": len(rows), "columns": columns},
        (Related(header, N_("the header")),),
        Fix(
            N_("Add empty cells at the end"),
            tuple(_filled(told, row, columns - _cells(told)) for told, row in zip(words, rows, strict=True)),
        ),
    )


def _rows(context: Context, table: c.Table) -> Iterator[Span]:
    """Give the rows below the header as they are written, without the marks of a quote or a list around them."""
    position = table.span.start
    for number, line in enumerate(context.source.raw(table.span).split("\n")):
        start, end = position, position + len(line)
        position = end + 1
        if number < _HEADER_LINES or not line.strip():
            continue
        marks = _MARKS.match(line)
        yield Span(start + (marks.end() if marks else 0), end - (len(line) - len(line.rstrip())))


def _cells(words: str) -> int:
    inner = words.removeprefix("|")
    strokes = len(_STROKE.findall(inner))
    closed = inner.endswith("|") and not inner.endswith("\\|")
    return strokes + (0 if closed else 1)


def _filled(words: str, line: Span, missing: int) -> Edit:
    closed = words.endswith("|") and not words.endswith("\\|")
    return Edit(Span(line.end, line.end), " |" * (missing + (0 if closed else 1)))


def _swallowed(line: Span) -> Finding:
    return Finding(
        line,
        N_("this line is part of the table above it"),
        N_("put a blank line before it"),
        fix=Fix(N_("Put a blank line before it"), (Edit(Span(line.start, line.start), "\n"),), safe=False),
    )
