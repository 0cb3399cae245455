"""Claims stand against each other, and nothing says how they were put to the meeting.

## What it does

Looks at items with two or more claims that ask for different things, such as approval and rejection, and for how the
chair put them: a section `Beslutsgång`, a vote, or words such as `ställer proposition` and `finner`.
Claims that were withdrawn count for nothing, and nor do those that support another.

## Why it matters

The minutes shall say in which order the chair put the claims to the meeting (Kommunallagen 5:67, point 2).
Without it nobody can see that each claim was tried, and how the decision came about.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

### Yrkanden

Asta Berglind (S) yrkar bifall till förslaget.

Sixten Modig (M) yrkar avslag på förslaget.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan.

### Yrkanden

Asta Berglind (S) yrkar bifall till förslaget.

Sixten Modig (M) yrkar avslag på förslaget.

### Beslutsgång

Ordföranden ställer proposition på bifall och avslag och finner att kommunstyrelsen bifaller förslaget.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding, Related
from protokoll.rules.decisions._claims import is_put, knows, standing, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Find claims between which nobody seems to have chosen."""
    if not knows(context.language):
        return
    for item in context.items:
        if len(item.motions) < 2 or is_put(item, context.language):  # noqa: PLR2004 - one stands against none
            continue
        claims = [motion for motion in standing(item) if motion.kind]
        second = next((one for one in claims if one.kind != claims[0].kind), None)
        if second is None:
            continue
        yield Finding(
            trimmed(context, second.span),
            N_("this claim stands against another, and nothing says how they were put to the meeting"),
            N_("write below `### Beslutsgång` in which order the chair put them and how each fared"),
            related=(Related(trimmed(context, claims[0].span), N_("the claim it stands against")),),
        )
