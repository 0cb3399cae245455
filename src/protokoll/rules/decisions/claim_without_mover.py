"""A claim does not say who made it.

## What it does

Finds sentences such as `Det yrkas avslag`, and those below `Yrkanden` that ask for something, where neither the
sentence nor anything else in the section names a member, a party or a role.

## Why it matters

The minutes shall say which claims were put (Kommunallagen 5:67, point 1), and by custom by whom.
Whoever made a claim that was lost may dissent from the decision, and a reader cannot tell whether the dissent is right.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Yrkanden

Det yrkas avslag på förslaget.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Yrkanden

Sixten Modig (M) yrkar avslag på förslaget.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.names import find_names
from protokoll.grammar.sentences import sentences
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.text import block_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import Section
    from protokoll.rules.context import Context

_PASSIVE = {
    "sv": re.compile(
        r"(?<!\w)(?:yrkas|yrkades|yrkande(?:n)?\s(?:\w+\s){0,5}?(?:framställs|framställdes|framförs|framfördes|väcks"
        r"|väcktes|har inkommit))(?!\w)",
        re.IGNORECASE,
    ),
}
_ASKS = {
    "sv": re.compile(
        r"^\W*(?:(?:att\s+)?bifall|(?:att\s+)?avslag|(?:att\s+)?avslå|återremi|bordlägg|yrkande\s+om|yrkar)",
        re.IGNORECASE,
    )
}
# Whoever can make a claim, where no name stands: a role, a party, a body.
_SOMEBODY = {
    "sv": re.compile(
        r"(?<!\w)(?:ordförande\w*|vice\s\w+|ledamot\w*|ledamöter\w*|\w*demokrat\w*|\w*parti\w*|moderat\w*|liberal\w*|\w*majoritet\w*|opposition\w*|allians\w*"
        r"|\w*grupp\w*|\w*utskott\w*|\w*nämnd\w*|\w*styrelse\w*|av\s+[A-ZÅÄÖ]\w+)|\([A-ZÅÄÖ]{1,3}\)",
        re.IGNORECASE,
    ),
}
_LOOKED_AT = frozenset({None, "motions", "discussion"})


def check(context: Context) -> Iterator[Finding]:
    """Find claims that nobody made."""
    passive = _PASSIVE.get(context.language)
    if passive is None:
        return
    asks = _ASKS[context.language]
    somebody = _SOMEBODY[context.language]
    for item in context.items:
        for section in item.sections:
            if section.term not in _LOOKED_AT or not _may_claim(section, passive):
                continue
            told = "\n".join(map(block_text, section.blocks))
            if somebody.search(told) or find_names(told, context.words):
                continue
            for paragraph in _paragraphs(section.blocks):
                words = t.plain(paragraph.inlines)
                for start, end in sentences(words, context.words):
                    sentence = words[start:end]
                    if passive.search(sentence) or (section.term == "motions" and asks.search(sentence)):
                        yield Finding(
                            t.span_of(t.trim(t.cut(paragraph.inlines, start, end)), paragraph.span),
                            N_("nothing says who made this claim"),
                            N_("name who made it, such as `Asta Berglind (S) yrkar …`"),
                        )


def _may_claim(section: Section, passive: re.Pattern[str]) -> bool:
    return section.term == "motions" or any(passive.search(block_text(block)) for block in section.blocks)


def _paragraphs(blocks: tuple[c.Block, ...]) -> Iterator[c.Paragraph]:
    for block in blocks:
        match block:
            case c.Paragraph():
                yield block
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _paragraphs(item.blocks)
            case _:
                pass
