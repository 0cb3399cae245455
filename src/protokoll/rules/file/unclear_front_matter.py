"""The front matter says something that cannot be understood.

## What it does

Looks at the lines between the two `---` at the top: for what is no YAML, for a key that is nearly one of ours, for a
field that is stated twice, and for a value that its field cannot have.
Keys of other programs are left alone.

## Why it matters

Whoever wrote the line meant it to count, and `protokoll render` refuses the file rather than leave it out.

## Example

```markdown
---
datm: 2024-05-14
---
# Protokoll från kommunstyrelsen
```

## Use instead

```markdown
---
datum: 2024-05-14
---
# Protokoll från kommunstyrelsen
```

## Fix safety

Unsafe: a key that is nearly one of ours is taken for it, but it may be another program's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.problem import Problem
    from protokoll.rules.context import Context

_PROBLEMS = {
    "front_matter_syntax": (
        N_("the front matter is not YAML at `{found}`"),
        N_("{wanted}; write `key: value` lines between two `---`"),
    ),
    "unknown_key": (N_("unknown front-matter key `{found}`"), N_("take it away, or write it in the text")),
    "repeated_key": (N_("front-matter key `{found}` states `{wanted}` a second time"), N_("keep one of them")),
    "bad_value": (N_("cannot read the front-matter value `{found}`"), N_("write it like `{wanted}`")),
}


def check(context: Context) -> Iterator[Finding]:
    """Tell what the reader could not take in."""
    for problem in context.meeting.problems:
        message, hint = _PROBLEMS[problem.kind]
        if problem.kind == "unknown_key" and problem.wanted:
            hint = N_("did you mean `{wanted}`?")
        span = problem.span
        if problem.kind == "front_matter_syntax":
            span = context.first_line(context.where(problem.found, _rest_of_line(problem, context)))
        yield Finding(
            span, message, hint, {"found": problem.found, "wanted": problem.wanted}, fix=_fix(problem, context)
        )


def _rest_of_line(problem: Problem, context: Context) -> Span:
    text = context.source.text
    end = text.find("\n", problem.span.start)
    start = text.rfind("\n", 0, problem.span.start) + 1
    return Span(start, len(text) if end == -1 else end)


def _fix(problem: Problem, context: Context) -> Fix | None:
    """Write the key that was meant, where no other line has it."""
    if problem.kind != "unknown_key" or not problem.wanted or context.source.raw(problem.span) != problem.found:
        return None
    end = context.blocks[0].span.start if context.blocks else len(context.source.text)
    if re.search(rf"^{re.escape(problem.wanted)}\s*:", context.source.text[:end], re.MULTILINE | re.IGNORECASE):
        return None
    return Fix(N_("Write the key that was meant"), (Edit(problem.span, problem.wanted),), safe=False)
