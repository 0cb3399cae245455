"""A heading is made bold or italic by marks.

## What it does

Looks for bold in headings, and for italics that cover all of one.
A single word in italics, such as the title of a book, may stand.

## Why it matters

How a heading looks is for the template to say, and the same everywhere: bold in some of them makes these look more
important than they are.
Word's styles and the municipality's graphic profile cannot reach what is marked by hand.

## Example

```markdown
# Möte i direktörsgruppen 2024-05-14

## 09.00 **Inledning**

Asta hälsade välkommen.
```

## Use instead

```markdown
# Möte i direktörsgruppen 2024-05-14

## 09.00 Inledning

Asta hälsade välkommen.
```

## Fix safety

The fix is safe: it takes the marks away and leaves the words, with the links, code and italics among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_Mark = c.Strong | c.Emphasis


def check(context: Context) -> Iterator[Finding]:
    """Find headings with marks of their own."""
    for heading in context.of(c.Heading):
        marks = [*_covering(heading.inlines), *_bold(heading.inlines)]
        if not marks:
            continue
        marks = list(dict.fromkeys(marks))
        first = min(marks, key=lambda mark: mark.span.start)
        edits = _unmarked(marks)
        yield Finding(
            first.span,
            N_("part of a heading is marked in bold or italics")
            if len(t.plain((first,)).split()) < len(heading.text.split())
            else N_("a heading is marked in bold or italics"),
            N_("leave its looks to the template, and take the marks away"),
            fix=Fix(N_("Take the marks away"), edits) if _may_lose(context, heading) else None,
        )


def _covering(inlines: Sequence[c.Inline]) -> Iterator[_Mark]:
    """Give the marks that cover all of a heading, one inside the other."""
    while len(inlines) == 1 and isinstance(inlines[0], (c.Strong, c.Emphasis)):
        yield inlines[0]
        inlines = inlines[0].inlines


def _bold(inlines: Sequence[c.Inline]) -> Iterator[_Mark]:
    for inline in inlines:
        if isinstance(inline, c.Strong):
            yield inline
        if isinstance(inline, (c.Strong, c.Emphasis, c.Strikeout, c.Link)):
            yield from _bold(inline.inlines)


def _unmarked(marks: Sequence[_Mark]) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    for mark in marks:
        width = 2 if isinstance(mark, c.Strong) else 1
        start, end = mark.span.start, mark.span.end
        edits += (Edit(Span(start, start + width), ""), Edit(Span(end - width, end), ""))
    return tuple(sorted(edits, key=lambda edit: edit.span.start))


def _may_lose(context: Context, heading: c.Heading) -> bool:
    """Tell whether a heading's words stay the same without its marks: no star or mark of a heading is left bare."""
    if "*" in heading.text or "_" in heading.text or not heading.text.strip():
        return False
    numbered = context.source.text.startswith("#", heading.span.start)
    return "#" not in heading.text if numbered else heading.text.lstrip()[:1].isalpha()
