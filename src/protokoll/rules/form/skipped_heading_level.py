"""A heading stands more than one level below the one it belongs to.

## What it does

Follows the levels of the headings down the document: after `##` may come `###`, but not `####`.
The title counts as the first level, however it is written.

## Why it matters

A screen reader tells the level of each heading, and who jumps from one to the next thinks to have missed one where a
level is left out (WCAG 1.3.1, and what Word's and the PDF's accessibility checkers look for).
Levels that drift also make it unclear what a decision belongs to.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

#### Beslut

Budgeten godkänns.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

### Beslut

Budgeten godkänns.
```

## Fix safety

The fix moves the heading up, and those that rank with it or below it.
It is safe where all of them head a part of an item, such as `Beslut`, for these are told by their words.
It is unsafe for any other heading: on another level it may be read as an item, or no longer as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Finding, Fix
from protokoll.rules.form._headings import all_relevelled, headings, title_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model import content as c
    from protokoll.rules.context import Context


class _Skip(msgspec.Struct):
    """A heading that skips a level, the level it should have, and every heading that moves with it."""

    heading: c.Heading
    before: int
    level: int
    moved: list[tuple[c.Heading, int]]


def check(context: Context) -> Iterator[Finding]:
    """Find each heading that skips a level."""
    all_headings = headings(context)
    skips = list(_skips(all_headings, title_of(context, all_headings)))
    if not skips:
        return
    known = _parts_of_items(context)
    for skip in skips:
        edits = all_relevelled(context, skip.moved)
        safe = all(heading.span.start in known for heading, _ in skip.moved)
        yield Finding(
            words_of(skip.heading),
            N_("a heading of level {level} follows one of level {before}"),
            N_("begin it with `{marks}`"),
            {"level": skip.heading.level, "before": skip.before, "marks": "#" * skip.level},
            fix=Fix(N_("Move the heading up, and those that rank with it"), edits, safe=safe) if edits else None,
        )


def _skips(all_headings: tuple[c.Heading, ...], title: c.Heading | None) -> Iterator[_Skip]:
    """Go down the headings with a stack of those above, each as it is and as it should be."""
    above: list[tuple[int, int]] = [(1, 1)]
    last: _Skip | None = None
    previous = 1
    for heading in all_headings:
        level = 1 if heading is title else heading.level
        while len(above) > 1 and above[-1][0] >= level:
            above.pop()
        wanted = 1 if level == 1 else above[-1][1] + 1
        if level > previous + 1:
            if last:
                yield last
            last = _Skip(heading, previous, wanted, [])
        if last and wanted != heading.level and heading is not title:
            last.moved.append((heading, wanted))
        if level > 1:
            above.append((level, wanted))
        previous = level
    if last:
        yield last


def _parts_of_items(context: Context) -> set[int]:
    """Give where the headings stand that were read as parts of items by their words."""
    return {
        section.span.start for item in context.items for section in item.sections if section.term and section.heading
    }
