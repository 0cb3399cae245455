"""A sentence is too long to be taken in at once.

## What it does

Counts the words of each sentence: more than 35 are too many, in a decision's points more than 60.
Lists of names and of short things are no sentences, nor are the rows of a table.

## Why it matters

Språklagen 11 § asks for a language that is simple and easy to understand, and short sentences are the surest way there.
In a decision, one point ought to say one thing, so that it can be carried out, appealed and quoted alone.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Förvaltningen har under våren gått igenom de kostnader som hör till driften av hallen och funnit att de har ökat
snabbare än intäkterna, vilket beror på att elen har blivit dyrare och på att fler lag tränar där än förr, så att
hyran bör höjas.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Förvaltningen har under våren gått igenom vad driften av hallen kostar.
Kostnaderna har ökat snabbare än intäkterna.
Det beror på att elen har blivit dyrare och på att fler lag tränar där.
Hyran bör därför höjas.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.sentences import sentences
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_LIMITS = {"sv": (35, 60), "en": (35, 60)}
"""Words of a sentence, and of a point of a decision, beyond which it is long."""

_WORD = re.compile(r"[^\W_][\w’':.,/-]*")
_NAMES = 0.3
"""The share of words with a capital that shows a list of names."""
_SHORT_PARTS = 5
"""Words between two commas, on the whole, that show a list of short things."""
_FEWEST_PARTS = 6


def check(context: Context) -> Iterator[Finding]:
    """Find long sentences."""
    if context.language not in _LIMITS:
        return
    limit, longest_point = _LIMITS[context.language]
    points = sorted((clause.span for _, _, clause in context.clauses), key=lambda span: span.start)
    begins = [span.start for span in points]
    skipped = {one.span.start for one in context.meeting.furniture}
    skipped |= {person.span.start for person in context.meeting.attendees}
    for block in context.of(c.Paragraph):
        if block.span.start in skipped or block.text.count(" ") < limit:
            continue
        for start, end in _pieces(block):
            words = context.spoken[start:end]
            if words.count(" ") < limit:
                continue
            for first, last in sentences(words, context.words):
                told = words[first:last]
                count = len(_WORD.findall(told))
                if count <= limit or _is_list(told, count):
                    continue
                begin = start + first + len(told) - len(told.lstrip())
                while begin > start and context.source.text[begin - 1] in "*_[":
                    begin -= 1
                number = bisect_right(begins, begin) - 1
                allowed = longest_point if number >= 0 and begin <= points[number].end else limit
                if count > allowed:
                    yield Finding(
                        Span(begin, start + first + len(told.rstrip())),
                        N_("a sentence of {count} words is hard to take in")
                        if allowed == limit
                        else N_("a point of {count} words is hard to take in"),
                        N_("divide it: up to {limit} words are easy to read"),
                        {"count": count, "limit": allowed},
                    )


def _pieces(block: c.Paragraph) -> Iterator[tuple[int, int]]:
    """Cut a paragraph where the writer ended a line on purpose."""
    start = block.span.start
    for inline in block.inlines:
        if isinstance(inline, c.LineBreak):
            yield start, inline.span.start
            start = inline.span.end
    yield start, block.span.end


def _is_list(told: str, count: int) -> bool:
    words = _WORD.findall(told)
    if sum(word[0].isupper() or word[0].isdigit() for word in words) > _NAMES * count:
        return True
    parts = len(re.findall(r"[,;:•]\s|\s[–-]\s", told)) + 1
    return parts > _FEWEST_PARTS and count / parts < _SHORT_PARTS
