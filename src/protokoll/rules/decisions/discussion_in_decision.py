"""A decision holds words that are no part of it: what somebody said, thought or sends along.

## What it does

Looks at what follows the sentence of a point, and at the other sentences of a decision, for words such as *Medskick*,
*diskuterades* and *påpekar*.
Sentences about the decision itself, such as `Taxan gäller från den 1 juni`, may stand there.

## Why it matters

What is decided binds; what is said does not.
Where the two stand together, a reader of the extract cannot tell which of the words are to be followed.

## Example

```markdown
# Protokoll från styrgruppen 2024-05-14

## 1. Slutrapport

### Beslut

att tacka projektgruppen. Medskick från Asta att bilderna får användas fritt.
```

## Use instead

```markdown
# Protokoll från styrgruppen 2024-05-14

## 1. Slutrapport

### Beslut

att tacka projektgruppen.

### Medskick

Asta meddelar att bilderna får användas fritt.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.sentences import sentences
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.rules.decisions._points import headed, section_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import AgendaItem, Clause, Decision
    from protokoll.rules.context import Context

_LANGUAGE = "sv"
_LONGEST = 80

# What opens or fills a sentence that tells of talk.
_OPENS = (
    r"medskick|kommentar|anteckning|noteras\b|notera:|diskussion\b|synpunkt"
    r"|under (?:diskussionen|mötet|punkten|ärendet)\b|enligt (?-i:[A-ZÅÄÖ][a-zåäö]+) (?!kap|\d)"
)
_TOLD = re.compile(
    rf"^\W*(?:{_OPENS})|(?<!som )\b(?:diskuterade|diskuterades|diskuteras|påpeka(?:r|de)|undra(?:r|de)|tyck(?:er|te)"
    r"|mena(?:r|de)|framhåll(?:er|it)|framhöll|framfördes|framförde|poängtera(?:r|de)|betona(?:r|de)|berätta(?:r|de)"
    r"|redogjorde|lyft(?:e|es) frågan)\b",
    re.IGNORECASE,
)
_SENT_ALONG = re.compile(r"^\W*(?:medskick|kommentar)", re.IGNORECASE)
_ENOUGH = re.compile(
    r"diskut|medskick|komment|anteckning|noter|synpunkt|påpeka|undra|tyck|mena|framh|framf|poängt|beton|berätt|redogj|lyft|under|enligt",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Find talk within decisions."""
    if context.language != _LANGUAGE:
        return
    for item, decision in headed(context):
        remarks = [span for clause in decision.clauses for span in _remark(context, clause)]
        for span in [*remarks, *_others(context, item, decision)]:
            yield Finding(
                span,
                N_("this is no part of what was decided: `{words}`"),
                N_("move it out of the decision, such as below a heading of its own"),
                {"words": _short(context.source.raw(span))},
            )


def _remark(context: Context, clause: Clause) -> Iterator[Span]:
    """Give what follows a point, where it tells of talk."""
    remark = clause.remark
    if not remark:
        return
    if _TOLD.search(remark):
        words = t.plain(clause.inlines)
        start = words.rindex(remark)
        part = t.trim(t.cut(clause.inlines, start))
        yield t.span_of(part, context.first_line(clause.span))


def _others(context: Context, item: AgendaItem | None, decision: Decision) -> Iterator[Span]:
    """Give the sentences that tell of talk and are no points, nor remarks behind points."""
    section = section_of(context, item, decision)
    marked = {clause.inlines[0].span.start for clause in decision.clauses if clause.marker and clause.inlines}
    first = section.blocks[0]
    for block in section.blocks:
        if not isinstance(block, c.Paragraph) or not block.inlines or block.inlines[0].span.start in marked:
            continue
        words = t.plain(block.inlines)
        if not _ENOUGH.search(words):
            continue
        for number, (start, end) in enumerate(sentences(words, context.words)):
            is_point = number == 0 and decision.style == "sentence" and block is first
            pattern = _SENT_ALONG if is_point else _TOLD
            if pattern.search(words[start:end]):
                yield t.span_of(t.trim(t.cut(block.inlines, start, end)), block.span)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
