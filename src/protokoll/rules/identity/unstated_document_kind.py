"""The title does not say what kind of document this is.

## What it does

Looks for a word such as Protokoll, Mötesanteckningar or Kallelse in the title, in `kind:` of the front matter, and
above the first item.

## Why it matters

Minutes, notes and a notice of a meeting have different weight, and different rules for keeping them.
A title that names only the meeting leaves the reader to guess which of them it is (WCAG 2.4.2, page titled).

## Example

```markdown profile=samverkan
# Chefsnätverket i Sundabygden 2024-05-14

## 09.00 Budget

Gruppen beslutar att ta upp frågan igen i juni.
```

## Use instead

```markdown profile=samverkan
# Protokoll från chefsnätverket i Sundabygden 2024-05-14

## 09.00 Budget

Gruppen beslutar att ta upp frågan igen i juni.
```
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import text as t
from protokoll.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_FURTHER = {
    "sv": ("anteckning", "referat", "utdrag", "kungörelse", "tillkännagivande"),
    "en": ("notes", "record", "summary", "extract", "notice"),
}
"""Further words that say what a document is, by language."""


def check(context: Context) -> Iterator[Finding]:
    """Find a title that names no kind of document, where nothing above the first item does."""
    meeting = context.meeting
    if not (meeting.title or "").strip() or context.statement("kind"):
        return
    kinds = _kinds(context.words)
    if any(word in words for words in map(str.casefold, _above(context)) for word in kinds):
        return
    yield Finding(
        context.head,
        N_("the title does not say whether these are minutes, notes or an agenda"),
        N_("write the kind into it, such as `Protokoll från …`"),
    )


def _above(context: Context) -> Iterator[str]:
    meeting = context.meeting
    yield meeting.title or ""
    yield from (f"{line.label or ''} {line.text}" for line in meeting.opening)
    yield from (one.text for one in meeting.furniture)
    first = min((item.span.start for item in meeting.items), default=len(context.source.text))
    for block in context.blocks:
        if block.span.start >= first:
            break
        yield t.block_text(block)
    yield from (section.heading for section in meeting.sections if section.heading)


@cache
def _kinds(vocabulary: Vocabulary) -> frozenset[str]:
    known = (vocabulary, *map(load, vocabulary.relatives))
    words = [word for one in known for words in one.accept.kinds.values() for word in words]
    words += _FURTHER.get(vocabulary.tag[:2], ())
    return frozenset(word for word in words if not any(other != word and other in word for other in words))
