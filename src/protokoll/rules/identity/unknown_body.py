"""The minutes do not say which body met.

## What it does

Looks for the body in the front matter, in the title, in the lines at the top, in the notice and in the words of the
decisions, such as "Styrelsen beslutar".

## Why it matters

A decision holds only as that of a body that had the power to take it.
The notice on the notice board needs the body's name, and so does whoever wants to appeal.

## Example

```markdown profile=kl
# Protokoll 2024-05-14

## § 1 Budget

Budgeten antas.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Budgeten antas.
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.times import alternatives, find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_MEETING_WORDS = 4
"""The first words of a vocabulary's table of meetings: those that name the meeting itself, no body."""


def check(context: Context) -> Iterator[Finding]:
    """Find minutes of nobody in particular; outside the law's bodies, any name in the title will do."""
    meeting = context.meeting
    if meeting.body or (meeting.notice and meeting.notice.body):
        return
    if context.profile != "kl" and (meeting.organisation or _names_somebody(meeting.title or "", context.words)):
        return
    yield Finding(
        context.head,
        N_("it is nowhere to be read which body met"),
        N_("name it in the title, such as `Protokoll från kommunstyrelsen`, or in a line `Organ: …`"),
    )


def _names_somebody(title: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a title says more than what it is, when that was and what it is about."""
    for found in reversed(find_dates(title, vocabulary)):
        title = title[: found.start] + title[found.end :]
    words = re.findall(r"[^\W\d_]+", _idle(vocabulary).sub(" ", title))
    return bool(words) and words[0].casefold() not in vocabulary.accept.bodies["about"]


@cache
def _idle(vocabulary: Vocabulary) -> re.Pattern[str]:
    bodies, kinds = vocabulary.accept.bodies, vocabulary.accept.kinds.values()
    meetings = [word for word in bodies["meeting"][:_MEETING_WORDS] if word not in bodies["statutory"]]
    idle = (*meetings, *bodies["of"], *vocabulary.weekdays, *(word for words in kinds for word in words))
    return re.compile(rf"(?<!\w)(?:{alternatives(idle)})(?!\w)", re.IGNORECASE)
