"""The minutes have no title.

## What it does

Looks for a heading at the top, a line that stands for one, or `title:` in the front matter.

## Why it matters

The title is the document's name in Word, in the PDF's window, in a search result and for a screen reader.
Without one a reader has to open the document to know what it is (WCAG 2.4.2, page titled).

## Example

```markdown profile=kl
Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

Plats och tid: Sessionssalen, den 14 maj 2024 kl. 13.00–15.30

## § 1 Budget

Kommunstyrelsen beslutar att anta budgeten.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find minutes without a title."""
    if (context.meeting.title or "").strip():
        return
    yield Finding(
        context.head,
        N_("the minutes have no title"),
        N_("begin with a line such as `# Protokoll från kommunstyrelsen 2024-05-14`"),
    )
