"""A bold line stands in the place of a heading.

## What it does

Looks for paragraphs that are nothing but bold and that a text follows, where the minutes are read as having a heading.
A bold label with a colon, a decision's *att*, a person and the rows of a sign-off are none.

## Why it matters

A bold line looks like a heading and is none: it is missing from the contents list, and nobody can jump to it (WCAG
1.3.1).
Its size and the space around it do not follow the template.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

**§ 1 Budget**

Kommunstyrelsen godkänner budgeten.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsen godkänner budgeten.
```

## Fix safety

The fix makes the line a heading, of the level it was read to have but at most one below the heading before it.
It is unsafe, for only the writer knows where the line should rank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.grammar.names import find_names
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_LONGEST = 12
_MARKS = 2


def check(context: Context) -> Iterator[Finding]:
    """Find bold lines that were read as headings and over which nothing but their text stands."""
    lines = [
        (number, block, strong)
        for number, block in enumerate(context.blocks)
        if isinstance(block, c.Paragraph) and (strong := _bold_line(block))
    ]
    if not lines:
        return
    read = _levels(context)
    groups = {t.fold(person.group): person.group_level for person in context.meeting.attendees if person.group}
    groups |= dict.fromkeys(map(t.fold, context.meeting.closing_headings))
    before, passed = 1, 0  # the level of the last heading above, and the blocks looked through for it
    for number, block, strong in lines:
        for other in context.blocks[passed:number]:
            before = other.level if isinstance(other, c.Heading) else before
        passed = number
        folded = t.fold(block.text)
        following = context.blocks[number + 1] if number + 1 < len(context.blocks) else None
        if following is None or isinstance(following, c.Heading) or _is_title(context, block):
            continue
        if (block.span.start not in read and folded not in groups) or _is_clause_or_person(context, block.text):
            continue
        level = min(read.get(block.span.start) or groups.get(folded) or before + 1, before + 1, 6)
        before = level
        words = context.source.text[strong.span.start + _MARKS : strong.span.end - _MARKS].strip()
        yield Finding(
            block.span,
            N_("a bold line stands in the place of a heading"),
            N_("make it a heading: `{marks} {words}`"),
            {"marks": "#" * level, "words": words},
            fix=Fix(
                N_("Make it a heading"),
                (Edit(Span(block.span.start, strong.span.end), f"{'#' * level} {words}"),),
                safe=False,
            )
            if not words.endswith("#")
            else None,
        )


def _bold_line(block: c.Paragraph) -> c.Strong | None:
    """Give the bold of a paragraph that is one line of it and nothing else, and reads as a title."""
    strong, *behind = block.inlines or (None,)
    if not all(isinstance(inline, c.CommentInline) or t.plain((inline,)).isspace() for inline in behind):
        return None
    words = block.text.strip()
    if not isinstance(strong, c.Strong) or not words or len(words.split()) > _LONGEST:
        return None
    if any(isinstance(inline, (c.SoftBreak, c.LineBreak, c.Image)) for inline in strong.inlines):
        return None
    if words.endswith((".", ",", ";", ":", "!", "?")) or "|" in words or "\t" in words:
        return None
    return strong if any(character.isalpha() for character in words) else None


def _levels(context: Context) -> dict[int, int | None]:
    """Give the level of everything that was read as having a heading, by where that stands."""
    sections = [section for item in context.items for section in item.sections]
    sections += context.meeting.sections
    levels = {section.span.start: section.level for section in sections if section.heading}
    return levels | {item.span.start: item.level for item in context.items}


def _is_title(context: Context, block: c.Paragraph) -> bool:
    inlines = context.meeting.title_inlines
    return bool(inlines) and block.span.start <= inlines[0].span.start < block.span.end


def _is_clause_or_person(context: Context, words: str) -> bool:
    first = words.split(maxsplit=1)[0].casefold()
    if first in context.words.accept.decision["clause"]:
        return True
    names = find_names(words, context.words)
    return len(names) == 1 and names[0][0] == words.strip() and t.fold(words) not in context.words.meanings("sections")
