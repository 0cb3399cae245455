"""A word of officialese has a plain equivalent.

## What it does

Looks in Swedish minutes for old and heavy words that a plain one can stand for, such as *votering* for *omröstning*
and *suppleant* for *ersättare*, in all their forms.
Words in quotation marks or italics, in the titles of items and beside the number of a law are left alone.
*Yrkande* is the law's own word (Kommunallagen 5:67) and is none of them.

## Why it matters

The language of public bodies is to be cared for, simple and easy to understand (Språklagen 11 §).
Kommunallagen itself says *omröstning* and *ersättare*.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Votering begärs och ska genomföras.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Omröstning begärs och ska genomföras.
```

## Fix safety

The fix puts the plain word in the same form in its place.
It is unsafe, for the sentence around it may have to be turned.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_PLAIN = {
    "sv": {
        "votering": "omröstning",
        "voteringen": "omröstningen",
        "voteringens": "omröstningens",
        "voteringar": "omröstningar",
        "voteringarna": "omröstningarna",
        "voteringslista": "omröstningslista",
        "voteringslistan": "omröstningslistan",
        "voteringslistor": "omröstningslistor",
        "voteringsresultat": "omröstningsresultat",
        "voteringsresultatet": "omröstningsresultatet",
        "voteringsordning": "omröstningsordning",
        "voteringsordningen": "omröstningsordningen",
        "suppleant": "ersättare",
        "suppleanten": "ersättaren",
        "suppleanter": "ersättare",
        "suppleanterna": "ersättarna",
        "suppleants": "ersättares",
        "suppleantens": "ersättarens",
        "suppleanternas": "ersättarnas",
        "propositionsordning": "beslutsgång",
        "propositionsordningen": "beslutsgången",
        "lämnas utan bifall": "avslås",
        "lämnar utan bifall": "avslår",
        "lämna utan bifall": "avslå",
        "lämnades utan bifall": "avslogs",
        "lämnade utan bifall": "avslog",
        "bifalla": "godkänna",
        "bifaller": "godkänner",
        "bifalles": "godkänns",
        "bifalls": "godkänns",
        "bifallas": "godkännas",
        "biföll": "godkände",
        "bifölls": "godkändes",
        "bifallit": "godkänt",
        "bifallits": "godkänts",
        "hemställa": "föreslå",
        "hemställer": "föreslår",
        "hemställde": "föreslog",
        "hemställt": "föreslagit",
        "hemställan": "begäran",
        "erhålla": "få",
        "erhåller": "får",
        "erhöll": "fick",
        "erhållit": "fått",
        "erfordra": "kräva",
        "erfordras": "behövs",
        "erfordrades": "behövdes",
        "erforderlig": "nödvändig",
        "erforderligt": "nödvändigt",
        "erforderliga": "nödvändiga",
        "tillse": "se till",
        "tillser": "ser till",
        "tillsåg": "såg till",
        "ombesörja": "ordna",
        "ombesörjer": "ordnar",
        "ombesörjde": "ordnade",
        "ombesörjt": "ordnat",
        "ombesörjas": "ordnas",
        "ombesörjs": "ordnas",
        "jämlikt": "enligt",
        "i enlighet med": "enligt",
        "medelst": "med",
        "därest": "om",
        "ävensom": "och",
        "huruvida": "om",
        "emedan": "eftersom",
        "ehuru": "även om",
        "vidtaga": "vidta",
        "antaga": "anta",
        "antages": "antas",
        "mottaga": "ta emot",
        "avgiva": "avge",
        "erlägga": "betala",
        "erlägger": "betalar",
        "erläggas": "betalas",
        "erläggs": "betalas",
        "erlagt": "betalat",
    },
}
_PUNCTUATION = ".,:;()!?\"”“»«’'/[]*§"
_QUOTED = re.compile(r"[\"”“»«][^\"”“»«\n]{1,200}[\"”“»«]")
_LAW = re.compile(r"\((?:18|19|20)\d\d:\d+\)")
_LONGEST_LABEL = 2
"""Words of a heading that is a label, and no title of anything."""


def check(context: Context) -> Iterator[Finding]:
    """Find heavy words, and the plain ones in the same form."""
    plain = _PLAIN.get(context.language)
    if not plain:
        return
    words = context.spoken
    lowered = words.lower()
    told = _keys(context.language).keys() & {word.strip(_PUNCTUATION) for word in set(lowered.split())}
    if not told or len(lowered) != len(words):  # a few letters of other scripts are two in lower case
        return
    kept = _named(context)
    heavy = (word for key in told for word in _keys(context.language)[key])
    for start, end in sorted(place for word in heavy for place in _places(word, lowered)):
        span = Span(start, end)
        if _is_within(span, kept):
            continue
        found = words[start:end]
        better = plain[" ".join(found.lower().split())]
        if found[0].isupper():
            better = better.upper() if found.isupper() else better[0].upper() + better[1:]
        yield Finding(
            span,
            N_("`{word}` is a heavy word"),
            N_("write `{better}`, or turn the sentence"),
            {"word": " ".join(found.split()), "better": better},
            fix=Fix(N_("Write the plain word"), (Edit(span, better),), safe=False) if "\n" not in found else None,
        )


@cache
def _keys(language: str) -> dict[str, tuple[str, ...]]:
    """Give each word by which heavy ones are told, the longest of each, with those it tells."""
    keys: dict[str, tuple[str, ...]] = {}
    for heavy in _PLAIN[language]:
        key = max(heavy.split(), key=len)
        keys[key] = (*keys.get(key, ()), heavy)
    return keys


def _places(heavy: str, words: str) -> Iterator[tuple[int, int]]:
    """Give each place of a word or a phrase that is no part of a longer one."""
    for match in _pattern(heavy).finditer(words):
        if match.start() == 0 or not (words[match.start() - 1].isalnum() or words[match.start() - 1] in "-_"):
            yield match.span()


@cache
def _pattern(heavy: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, heavy.split())) + r"(?![\w-])")


def _named(context: Context) -> list[Span]:
    """Give the parts that quote or name something, in which words are another's."""
    spans = [mark.span for mark in context.inlines(c.Emphasis)]
    spans += [Span(match.start(), match.end()) for match in _QUOTED.finditer(context.spoken)]
    spans += [block.span for block in context.of(c.Quote)]
    spans += [heading.span for heading in context.of(c.Heading) if len(heading.text.split()) > _LONGEST_LABEL]
    spans += [
        Span(item.inlines[0].span.start, item.inlines[-1].span.end)
        for item in context.items
        if item.inlines and len(item.title.split()) > _LONGEST_LABEL
    ]
    text = context.source.text
    for match in _LAW.finditer(text):
        end = text.find("\n", match.end())
        spans.append(Span(text.rfind("\n", 0, match.start()) + 1, len(text) if end == -1 else end))
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    number = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return number >= 0 and span.start < others[number].end
