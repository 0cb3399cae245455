"""An instruction does not say who is to carry it out.

## What it does

Finds points that give a task (*uppdra*, *ge i uppdrag*) and go on at once to what is to be done.
Whoever is named before the task will do: a role, a body or a person, with *åt* or without.

## Why it matters

A task that is nobody's is not done, and nobody can be asked for it.
The follow-up of decisions is made by receiver.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att uppdra att se över taxan.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att uppdra åt fritidschefen att se över taxan.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

# A task, and at once what is to be done, or nothing more.
_TASK = {
    "sv": re.compile(
        r"(?<!\w)(?:uppdra(?:s|r|gs)?|(?:ge|ger|ges|gav|gavs|lämna|lämnas)\s+i\s+uppdrag)[*_]{0,3}(?=\s+[*_]{0,3}att(?!\w)|\s*[.,:;]?\s*$)",
        re.IGNORECASE,
    ),
}
# Who is told before the task: "fritidschefen ges i uppdrag att".
_PASSIVE = ("ges", "gavs", "lämnas")


def check(context: Context) -> Iterator[Finding]:
    """Find tasks that are given to nobody."""
    pattern = _TASK.get(context.language)
    if pattern is None:
        return
    for _, _, clause in context.clauses:
        if clause.kind != "instruct" or not clause.inlines or clause.blocks:
            continue
        match = pattern.search(context.source.text, clause.inlines[0].span.start, clause.inlines[-1].span.end)
        if match and not match[0].casefold().startswith(_PASSIVE):
            yield Finding(
                Span(match.start(), match.start() + len(match[0].rstrip("*_"))),
                N_("`{words}` does not say who is given the task"),
                N_("name the receiver, such as `uppdra åt förvaltningen att …`"),
                {"words": " ".join(match[0].rstrip("*_").split())},
            )
