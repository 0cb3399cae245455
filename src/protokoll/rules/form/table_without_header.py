"""A table has no words over its columns.

## What it does

Looks for tables whose first row, the header, is empty.
An empty cell among others, such as the one over a column of names, may stand.
So may the header over facts whose labels were known, such as *Plats och tid*: they are printed with these as headers.

## Why it matters

A screen reader tells with each cell which column it stands in, from the header alone (WCAG 1.3.1).
Converters leave the header empty where the table in Word had none marked.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

|  |  |
|---|---|
| Post | Belopp |
| Hyra | 410 |
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

| Post | Belopp |
|---|---|
| Hyra | 410 |
```

## Fix safety

The fix takes the first row for the header where that row has words in each cell and no figures, and the next row has
some.
It is unsafe, for the row may be one of the data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.rules.form._lines import whole_lines
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_DIGIT = re.compile(r"\d")


def check(context: Context) -> Iterator[Finding]:
    """Find tables with an empty header."""
    for table in context.of(c.Table):
        if any(_holds_something(cell) for cell in table.header) or not table.rows or _holds_facts(context, table):
            continue
        edits = _moved(context, table)
        yield Finding(
            context.first_line(table.span),
            N_("the table has no words over its columns"),
            N_("write in the first row what each column holds"),
            fix=Fix(N_("Take the first row for the header"), edits, safe=False) if edits else None,
        )


def _holds_facts(context: Context, table: c.Table) -> bool:
    """Tell a table whose rows begin with labels ("Plats och tid"): it is printed with these as its headers."""
    if len(table.header) != 2:  # noqa: PLR2004 - a label and its value
        return False
    words = context.words
    known = sum(
        any(t.fold(row[0].text) in words.meanings(kind) for kind in ("labels", "notice", "roll")) for row in table.rows
    )
    return known * 2 >= len(table.rows)


def _holds_something(cell: c.Cell) -> bool:
    return bool(cell.text.strip()) or any(isinstance(inline, c.Image) for inline in cell.inlines)


def _moved(context: Context, table: c.Table) -> tuple[Edit, ...]:
    """Put the first row in the header's place, where it looks like one."""
    first, *others = table.rows
    if not all(cell.text.strip() and not _DIGIT.search(cell.text) for cell in first):
        return ()
    if not any(_DIGIT.search(cell.text) for row in others for cell in row):
        return ()
    row = whole_lines(context, first[0].span)
    words = context.source.raw(row)
    if table not in context.blocks or not words.startswith("|"):
        return ()
    return (Edit(context.first_line(table.span), words), Edit(Span(row.start, row.end + 1), ""))
