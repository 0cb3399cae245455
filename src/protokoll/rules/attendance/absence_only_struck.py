"""That a person was absent is shown by a strike through the name and by nothing else.

## What it does

Looks for struck names in the roll that neither stand under a heading such as `Frånvarande` nor have a word such as
`frånvarande` behind them.

## Why it matters

A strike is invisible to whoever listens to the minutes or copies their text (WCAG 1.3.1 and 1.4.1), and does not tell
absence from a slip that was mended.

## Example

```markdown
# Direktörsmöte 2024-05-17

## Närvarande

- Asta Berglind, Sundby
- ~~Folke Rask, Tallmo~~
```

## Use instead

```markdown
# Direktörsmöte 2024-05-17

## Närvarande

- Asta Berglind, Sundby
- ~~Folke Rask, Tallmo~~ (frånvarande)
```

## Fix safety

The fix writes the word for absent, in the language of the minutes, behind the strike.
It is safe: the person is read as absent before and after.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.rules.attendance._roll import people, says_absent
from protokoll.source import Span
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_MARKS = re.compile(r"[*_]+")


def check(context: Context) -> Iterator[Finding]:
    """Find names that are only struck through."""
    struck = [
        person
        for person in people(context)
        if person.struck and not says_absent(f"{person.raw} {person.group or ''}", context.words)
    ]
    if not struck:
        return
    strikes = [inline.span for inline in context.inlines(c.Strikeout)]
    starts = [span.start for span in strikes]
    word = context.words.say(Term.IS_ABSENT)
    for person in struck:
        place = bisect_left(starts, person.span.start)
        strike = strikes[place] if place < len(starts) and starts[place] < person.span.end else None
        fix = None
        if strike:
            # Bold around the strike ends behind it.
            marks = _MARKS.match(context.source.text, strike.end, max(strike.end, person.span.end))
            end = marks.end() if marks else strike.end
            fix = Fix(N_("Write that the person was absent"), (Edit(Span(end, end), f" ({word})"),))
        yield Finding(
            strike or context.first_line(person.span),
            N_("only a strike shows that {name} was absent"),
            N_("write `({word})` behind it"),
            {"name": person.name, "word": word},
            fix=fix,
        )
