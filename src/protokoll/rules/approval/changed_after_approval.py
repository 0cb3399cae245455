"""The minutes have been changed since they were approved.

## What it does

`protokoll approve` keeps in the front matter who approved the minutes, when, and a hash of what was approved.
This compares each hash with the text as it is now.
Line endings and white space at line ends do not count, nor does the key of the approvals itself.
A heading or a paragraph that begins with `Rättelse`, `Korrigering` or `Correction` and has a day no earlier than
the approval tells of the change, and then nothing is said.

## Why it matters

What was approved is what was decided.
Approved minutes may be put right, but the correction must be seen and say what was changed: to put another page in
the place of one was criticised by Justitieombudsmannen (JO 581-2013).

## Example

```markdown
---
approved:
  - name: Asta Berglind
    role: justerare
    date: 2024-05-20
    content: sha256:0000000000000000000000000000000000000000000000000000000000000000
---
# Protokoll från kommunstyrelsen 2024-05-14

Kommunstyrelsen beslutar att avslå budgeten.
```

## Use instead

```markdown
---
approved:
  - name: Asta Berglind
    role: justerare
    date: 2024-05-20
    content: sha256:0000000000000000000000000000000000000000000000000000000000000000
---
# Protokoll från kommunstyrelsen 2024-05-14

Kommunstyrelsen beslutar att avslå budgeten.

## Rättelse 2024-06-03

I beslutet stod genom skrivfel "anta". Det är rättat till "avslå".
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.approvals import broken_approvals, corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find approvals of another text than the one that stands here now."""
    text = context.source.text
    broken = broken_approvals(context.meeting, text, context.words)
    told = bool(broken) and any(True for _ in corrections(text, context.words))
    for one in broken:
        yield Finding(
            context.where(one.content or "", one.span),
            N_("the minutes have been changed since {name} approved them on {date}"),
            N_("give the correction note the day of the correction, which is no earlier than the approval")
            if told
            else N_("tell of the change in a part that begins `Rättelse` and the day, or have them approved again"),
            {"name": one.name, "date": one.date},
        )
