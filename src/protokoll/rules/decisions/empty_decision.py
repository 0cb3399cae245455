"""A decision has a heading but says nothing.

## What it does

Finds headings such as `Beslut` below which nothing stands, or nothing but marks.
A sentence that leads to points, such as `Kommunstyrelsen beslutar`, is no decision where no point follows.

## Why it matters

The minutes shall say of each item what was decided (Kommunallagen 5:67).
An empty heading looks like a decision that was lost on the way, and nobody can tell what it was.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

### Sammanfattning

Taxan har inte höjts sedan 2019.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar att höja taxan till 60 kronor.

### Sammanfattning

Taxan har inte höjts sedan 2019.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.rules.decisions._points import begin, has_content, headed, heading, section_of, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import Section
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary


def check(context: Context) -> Iterator[Finding]:
    """Find decisions that say nothing."""
    empty = [section for _, _, section in sections(context) if not any(map(has_content, section.blocks))]
    if empty:
        headings = tuple(context.of(c.Heading))
        starts = [one.span.start for one in headings]
        for section in empty:
            following = bisect_right(starts, section.span.start)
            below = headings[following] if following < len(headings) else None
            if not _goes_on(section, below) and not _approves(context, section):
                yield Finding(
                    heading(context, section),
                    N_("nothing stands below `{heading}`"),
                    N_("write what was decided, or take the heading away if there was nothing to decide"),
                    {"heading": section.heading or context.source.raw(heading(context, section))},
                )
    for item, decision in headed(context):
        first = decision.clauses[0]
        if len(decision.clauses) > 1 or first.blocks or not _lead(context.words).fullmatch(first.text):
            continue
        if sum(map(has_content, section_of(context, item, decision).blocks)) == 1:
            yield Finding(
                begin(context, decision),
                N_("`{lead}` is followed by nothing"),
                N_("write below it what was decided"),
                {"lead": first.text},
            )


def _goes_on(section: Section, following: c.Heading | None) -> bool:
    """Tell whether lower headings stand in the place of a section's text."""
    return section.level is not None and following is not None and following.level > section.level


def _approves(context: Context, section: Section) -> bool:
    """Tell whether the words of a section at the end were taken for those that approve the minutes."""
    approval = context.meeting.approval
    if approval is None or approval.span.start < section.span.end:
        return False
    return not context.source.text[section.span.end : approval.span.start].strip()


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    accept = words.accept.decision
    that = rf"(?:\s(?:{alternatives(accept['clause'])}))?"
    return re.compile(rf"(?:[\w&-]+\s){{0,6}}(?:{alternatives(accept['decides'])}){that}\s?[:.…]*", re.IGNORECASE)
