"""The title of the minutes is no heading of the first level.

## What it does

Looks whether the document has a heading of the first level (`#`) when its title was read from something else: a
heading further down, or a first line that names the kind of document.
A title in the front matter is printed as the heading of the first level, and a document without any title is the
matter of `missing-title`.

## Why it matters

Who listens to a page begins with its one heading of the first level, and a contents list has its root there.
WCAG 1.3.1 asks that what looks like a title is marked as one, and 2.4.6 that headings tell what they stand over.

## Example

```markdown
## Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Budgeten godkänns.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Budgeten godkänns.
```

## Fix safety

The fix is safe: the words were read as the title before, and are so after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.rules.form._headings import headings, relevelled, title_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find a title that is no heading of the first level."""
    if not context.meeting.title_inlines:
        return
    all_headings = headings(context)
    if any(heading.level == 1 for heading in all_headings):
        return
    title = title_of(context, all_headings)
    edits = _as_top(context, title) if title else _promoted(context)
    yield Finding(
        context.head,
        N_("the title is no heading of the first level"),
        N_("begin its line with `# `"),
        fix=Fix(N_("Make the title a heading of the first level"), edits) if edits else None,
    )


def _as_top(context: Context, title: c.Heading) -> tuple[Edit, ...]:
    edit = relevelled(context, title, 1)
    return (edit,) if edit else ()


def _promoted(context: Context) -> tuple[Edit, ...]:
    """Mark a line as a heading, with a blank line between it and what follows."""
    head = context.head
    block = next((block for block in context.blocks if block.span.start <= head.start < block.span.end), None)
    if not isinstance(block, c.Paragraph) or context.source.text[block.span.start] == "%":
        return ()
    first = t.lines(block.inlines)[0][0]
    line = Span(first[0].span.start, first[-1].span.end)
    if line.start != block.span.start or not _alone_in_its_line(context, line):
        return ()
    marks = Edit(Span(line.start, line.start), "# ")
    if line.end >= block.span.end:
        return (marks,)
    following = context.source.text.find("\n", line.end)
    return (marks, Edit(Span(line.end, following), "\n"))


def _alone_in_its_line(context: Context, line: Span) -> bool:
    text = context.source.text
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    end = text.find("\n", line.end)
    after = text[line.end : len(text) if end == -1 else end]
    return not before.strip() and not after.strip(" \\") and "\n" not in text[line.start : line.end]
