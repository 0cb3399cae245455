"""A mark of what is internal cannot be understood.

## What it does

Looks for all that would stop the public variant: a mark `<!-- intern -->` without its end, an end without its
beginning, a comment that never ends, and what looks like a mark misspelt.

## Why it matters

What is marked internal must not be published, and a typing mistake in a mark would publish it.
`protokoll render --public` refuses such a file; it is better known while the minutes are still being written.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

Planen antas <!-- inter -->med tvekan<!-- /intern -->.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

Planen antas <!-- intern -->med tvekan<!-- /intern -->.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_SIGNS = ("<", "＜", "‹", "&lt;", ">", "&gt;")
_HINT = re.compile(r"<!|[＜‹<]\W{0,12}[^\W\d_]{3}|&lt;|[-–—]\s?(?:>|&gt;)")
"""What any mark, right or wrong, holds somewhere; most minutes hold none of it."""


def check(context: Context) -> Iterator[Finding]:
    """Find marks that would stop the public variant."""
    text = context.source.text
    front = text[: text.find("\n---", 3)] if text.startswith(("---", "\ufeff---")) else ""
    may_be_marked = any(sign in text for sign in _SIGNS) and _HINT.search(text)
    if not may_be_marked and "#" not in front:
        return
    from protokoll.public import faults  # noqa: PLC0415 - most documents hold no mark

    for span, message, hint in faults(context.source, context.meeting.language):
        yield Finding(span, message, hint)
