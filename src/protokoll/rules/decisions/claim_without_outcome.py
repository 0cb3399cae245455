"""Nothing says what became of a claim.

## What it does

Looks at claims to refer back, to postpone, to add or to change something, in items that have a decision.
One of them is found if neither procedure, vote nor decision mentions it, by what it asks for or by who made it.
Bifall and avslag are left alone, because the decision itself tells how they fared.

## Why it matters

A claim that was put has to be tried (Kommunallagen 5:53).
Where the minutes are silent, it looks forgotten, and whoever made it cannot show that it was lost.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

### Yrkanden

Asta Berglind (S) yrkar bifall till förslaget.

Sixten Modig (M) yrkar att ärendet återremitteras.

### Beslutsgång

Ordföranden ställer proposition på bifall och finner att kommunstyrelsen bifaller det som förvaltningen föreslår.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

### Yrkanden

Asta Berglind (S) yrkar bifall till förslaget.

Sixten Modig (M) yrkar att ärendet återremitteras.

### Beslutsgång

Ordföranden ställer proposition på återremiss och finner att ärendet ska avgöras i dag.
Ordföranden ställer proposition på bifall och finner att kommunstyrelsen bifaller det som förvaltningen föreslår.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.decisions._claims import heard_of, is_put, is_told, knows, standing, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_TO_BE_TRIED = frozenset({"refer_back", "postpone", "add", "amend"})


def check(context: Context) -> Iterator[Finding]:
    """Find claims that are never heard of again."""
    if not knows(context.language):
        return
    for item in context.items:
        if not item.motions or not item.decisions:
            continue
        claims = standing(item)
        lone = len({motion.kind for motion in claims if motion.kind}) == 1
        if not lone and not is_put(item, context.language):
            continue  # that nothing was put is another rule's
        words = heard_of(item, context.source.text)
        for motion in claims:
            if motion.kind in _TO_BE_TRIED and not is_told(words, motion, context.words, context.language):
                yield Finding(
                    trimmed(context, motion.span),
                    N_("nothing says what became of this claim"),
                    N_("write below `### Beslutsgång` how it was put and what came of it"),
                )
