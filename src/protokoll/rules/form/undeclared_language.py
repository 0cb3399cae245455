"""The language of the minutes is not told, or told wrongly.

## What it does

Counts the small words of each language that are known here.
Minutes in Swedish need no declaration; others need `language` in the front matter.
A declared language is told where another clearly has more of its words in the text.

## Why it matters

Word, the PDF and the web page say which language they are in, and a screen reader chooses its voice by that (WCAG
3.1.1).
Also headings, dates and names are read by the rules of the language.

## Example

```markdown
---
language: en
---
# Möte i direktörsgruppen 2024-05-14

Asta hälsade alla välkomna till mötet och gick igenom vad som har hänt sedan det förra mötet, som hölls i Vikstad.
Gruppen var överens om att det är viktigt att arbetet med den nya planen inte försenas, och att alla ska få den i tid.
```

## Use instead

```markdown
---
language: sv
---
# Möte i direktörsgruppen 2024-05-14

Asta hälsade alla välkomna till mötet och gick igenom vad som har hänt sedan det förra mötet, som hölls i Vikstad.
Gruppen var överens om att det är viktigt att arbetet med den nya planen inte försenas, och att alla ska få den i tid.
```

## Fix safety

To declare the language that the minutes were read in is safe.
To change a declared language is unsafe, for they are read anew by the rules of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.grammar.language import WORD, counted
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_ENOUGH = 3_000
"""Words that are enough to tell."""
_FEWEST = 12
"""Small words of a language below which a text is too short to tell."""
_CLEARLY = 2
"""How many times more of its words than of another language's show a text to be in one."""


def check(context: Context) -> Iterator[Finding]:
    """Find minutes that do not declare their language, or another than they show."""
    declared = context.statement("language")
    if any(problem.kind == "front_matter_syntax" for problem in context.meeting.problems):
        return
    language = declared.value.split("-")[0].lower() if declared else context.language
    if not declared and language == "sv":
        return
    counts = counted(WORD.findall(context.spoken.casefold())[:_ENOUGH])
    shown = max(counts, key=lambda name: counts[name])
    others = max((count for name, count in counts.items() if name != shown), default=0)
    if counts[shown] < _FEWEST:
        return
    if declared:
        if language in counts and counts[shown] >= _CLEARLY * max(1, counts[language]):
            yield Finding(
                declared.span,
                N_("the minutes are declared to be in `{declared}`, and their words are of `{shown}`"),
                N_("write `{shown}` instead"),
                {"declared": language, "shown": shown},
                fix=Fix(N_("Declare the language of the words"), (Edit(declared.span, shown),), safe=False)
                if context.source.raw(declared.span) == declared.raw
                else None,
            )
    elif shown == language and counts[shown] >= _CLEARLY * counts["sv"] and counts[shown] > others:
        yield Finding(
            context.head,
            N_("the minutes are in `{shown}`, and nothing declares it"),
            N_("write `language: {shown}` at the top, between two lines of `---`"),
            {"shown": shown},
            fix=Fix(N_("Declare the language"), (_declaration(context, shown),)),
        )


def _declaration(context: Context, language: str) -> Edit:
    """Add a line to the front matter, or one of its own."""
    first = context.source.text.partition("\n")[0]
    if first.rstrip() == "---" and context.blocks and _has_front_matter(context):
        return Edit(Span(len(first) + 1, len(first) + 1), f"language: {language}\n")
    return Edit(Span(0, 0), f"---\nlanguage: {language}\n---\n\n")


def _has_front_matter(context: Context) -> bool:
    """Tell front matter from a line across the page: no block of the text begins before it ends."""
    return context.blocks[0].span.start > 0
