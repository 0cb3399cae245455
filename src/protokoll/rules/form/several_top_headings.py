"""More than one heading stands on the level of the title.

## What it does

Counts the headings of the first level (`#`).
The title come back as a page's header does not count, that is `repeated-page-header`.

## Why it matters

The heading of the first level is the document's title: one document has one.
With several, the items are no part of the minutes in the contents list and in the ears of a screen reader (WCAG
1.3.1), and Word's contents begins anew at each.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

# § 1 Budget

## Beslut

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

The fix puts every heading from the second of the first level on one level further down, so that they keep their order
of rank.
It is unsafe, for which item a heading belongs to may be read from its level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Fix, Related
from protokoll.rules.form._headings import DEEPEST, all_relevelled, headings, title_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.diagnostics import Edit
    from protokoll.model import content as c
    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find the second heading of the first level, and count those after it."""
    all_headings = headings(context)
    tops = [heading for heading in all_headings if heading.level == 1 and heading.text.strip()]
    if len(tops) < 2:  # noqa: PLR2004
        return
    title = title_of(context, all_headings)
    first = title if title in tops else tops[0]
    others = [heading for heading in tops if heading is not first]
    edits = _pushed_down(context, all_headings, others[0]) if first is tops[0] else ()
    yield Finding(
        words_of(others[0]),
        N_("a second heading stands on the level of the title")
        if len(others) == 1
        else N_("{count} more headings stand on the level of the title, this one first"),
        N_("leave `#` to the title, and begin the others with `##`"),
        {"count": len(others)},
        (Related(words_of(first), N_("the title")),),
        Fix(N_("Put the headings below the title one level down"), edits, safe=False) if edits else None,
    )


def _pushed_down(context: Context, all_headings: tuple[c.Heading, ...], second: c.Heading) -> tuple[Edit, ...]:
    below = [heading for heading in all_headings if heading.span.start >= second.span.start]
    if any(heading.level == DEEPEST for heading in below):
        return ()
    return all_relevelled(context, [(heading, heading.level + 1) for heading in below])
