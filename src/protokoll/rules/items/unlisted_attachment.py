"""The text cites an attachment that is listed nowhere.

## What it does

Looks for each attachment cited by number or letter, such as `bilaga 1`, among those listed: under `Bilagor`, among an
item's documents, in a heading or a line that begins with it, or in a link.
Another document's attachment, such as `bilaga 2 till avtalet`, is none of these.

## Why it matters

An attachment is part of the minutes.
Whoever signs, archives or asks for them has to see which there are.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Kommunstyrelsen beslutar att anta budgeten enligt bilaga 1.
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Kommunstyrelsen beslutar att anta budgeten enligt bilaga 1.

### Bilagor

- Bilaga 1: Budget för 2025
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items import _attachments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find attachments that are cited and not listed."""
    found = _attachments.read(context)
    known = {one.key for one in found.listed} | {str(number) for number in range(1, found.unkeyed + 1)}
    for mention in found.cited:
        if mention.key in known:
            continue
        known.add(mention.key)
        yield Finding(
            mention.span,
            N_("attachment {key} is cited here but listed nowhere"),
            N_("list it with its name below `### {heading}`, or link to it here"),
            {"key": mention.key.upper(), "heading": _attachments.NAMES[context.language][1]},
        )
