"""Approved minutes still bear a mark of a draft.

## What it does

Looks in approved minutes for `UTKAST` or `DRAFT` in capitals or alone on its line, `TODO` and `FIXME`, `???`,
`lorem ipsum`, `{{…}}`, what is to be filled in between brackets, such as `[namn]`, and `XX` where a number, a day
or a name should be.
A draft that the minutes tell of (`utkast till remissvar`), a Roman numeral, initials, a list of things to do and
words in code are let be.

## Why it matters

With the approval the minutes are finished, and become a public record (Tryckfrihetsförordningen 2:10).
A gap that was to be filled in later can no longer be filled without a correction that everybody sees.

## Example

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsen beslutar att anslå XX kronor till [namn].
```

## Use instead

```markdown profile=kl state=approved
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsen beslutar att anslå 400 000 kronor till Sundby museum.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_HINT = re.compile(r"utkast|draft|TODO|FIXME|\?\?\?|lorem|\{\{|XX|xx|\[(?=[^\W\d_])", re.IGNORECASE)
"""What a document without any of them need not be searched for."""

_BLANKS = (
    "namn", "förnamn", "efternamn", "datum", "dag", "tid", "klockslag", "plats", "ort", "belopp", "summa", "antal",
    "nummer", "nr", "dnr", "diarienummer", "titel", "rubrik", "text", "parti", "organ", "nämnd", "nämndens namn",
    "kommun", "paragraf", "bilaga", "länk", "fyll i", "infoga", "komplettera", "kompletteras", "kontrolleras",
    "att fylla i", "namn namnsson", "name", "date", "time", "place", "amount", "number", "title", "fill in", "insert",
)  # fmt: skip
"""What stands in brackets where something is to be filled in."""

_WHOLE_DRAFT = re.compile(r"\b(?:UTKAST|DRAFT)\b")
_DRAFT_LINE = re.compile(r"^[ \t]*\(?(?:utkast|draft)[!.)]*[ \t]*$", re.IGNORECASE | re.MULTILINE)
_WORK = re.compile(r"\b(?:TODO|FIXME)\b")
_QUESTION = re.compile(r"(?<![\w?!])\?{3,}")
_LOREM = re.compile(r"\blorem(?:[ ]ipsum)?\b", re.IGNORECASE)
_MUSTACHE = re.compile(r"\{\{\s?[^\W\d_][\w .-]{0,40}\}\}")
_BRACKET = re.compile(
    rf"\\?\[(?:{'|'.join(sorted(_BLANKS, key=len, reverse=True))})(?=[\s\]:.…?-])[^\[\]\n]{{0,40}}\]", re.IGNORECASE
)
_UNIT = r"(?:kr(?:onor)?|tkr|mnkr|miljoner|tusen|procent|%|st(?:ycken)?|personer|ledamöter|timmar|dagar|år|m2|kvm|euro)"
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_VERB = r"(?:yrkar|föreslår|reserverar|informerar|föredrar|redogör|deltar|utses|väljs|anmäler|öppnar|avslutar|hälsar)"
_GAP = re.compile(
    rf"""(?<![\w.-])(?:
        §{{1,2}}[ ]?(?P<a>X{{2,}}) | (?:20|19)(?P<b>XX|xx)(?!\w)(?:[-/.](?:\d\d|XX|xx))*
      | (?:20|19)\d\d-(?:(?P<c>XX|xx)-(?:\d\d|XX|xx)|\d\d-(?P<d>XX|xx))
      | (?P<e>X{{2,}}|x{{2,}})(?=[ ](?:{_UNIT}(?!\w)|{_MONTH}\b))
      | (?:kl\.?|klockan)[ ](?P<f>XX|xx)(?:[.:](?:\d\d|XX|xx))?
      | (?:bilaga|sid(?:a|an)?|nr|dnr|punkt)[ ](?P<g>X{{2,}})
      | [A-ZÅÄÖ]{{2,5}}[ ]?\d{{4}}[/:](?P<h>X{{2,}}|x{{2,}})
      | (?P<i>X{{2,}})(?=[ ](?:{_VERB}\b|\((?:[A-ZÅÄÖ]{{1,2}}|-)\)))
      | (?P<j>X{{2,}})(?=,[ ](?:ordförande|sekreterare|justerare|ledamot)\b)
      | (?<=utse[ ])(?P<k>X{{2,}}) | (?<=utser[ ])(?P<l>X{{2,}}) | (?<=välja[ ])(?P<m>X{{2,}})
    )(?![\w-])""",
    re.VERBOSE,
)
_NAMES = ("i", "j", "k", "l", "m")
"""The forms in which a name is missing, which initials could be too."""

_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST_LINE = 200
"""Characters before and after a word that tell whether its line is all in capitals."""


def check(context: Context) -> Iterator[Finding]:
    """Find what was to be filled in or taken out before the approval."""
    if not _HINT.search(context.prose):
        return
    prose = context.spoken
    for pattern in (_QUESTION, _MUSTACHE, _BRACKET, _GAP):
        for match in pattern.finditer(prose):
            if pattern is _GAP and match.lastgroup in _NAMES and _has_initials(match[match.lastgroup], context):
                continue
            yield Finding(
                _words_of(match),
                N_("approved minutes have a gap here: `{words}`"),
                N_("fill it in"),
                {"words": match[0].strip()},
            )
    for match in _marks(prose, context):
        yield Finding(
            _words_of(match),
            N_("approved minutes still bear a mark of a draft: `{words}`"),
            N_("take it away"),
            {"words": match[0].strip()},
        )


def _marks(prose: str, context: Context) -> Iterator[re.Match[str]]:
    for match in _WHOLE_DRAFT.finditer(prose):
        if not _is_in_capitals(match, prose):
            yield match
    for match in _DRAFT_LINE.finditer(prose):
        if not _WHOLE_DRAFT.search(match[0]):
            yield match
    yield from _LOREM.finditer(prose)
    actions = _places_of_actions(context)
    for match in _WORK.finditer(prose):
        before = bisect_right(actions, match.start(), key=_start) - 1
        if before < 0 or match.start() >= actions[before].end:
            yield match


def _start(span: Span) -> int:
    return span.start


def _words_of(match: re.Match[str]) -> Span:
    """Give the words without blanks around them."""
    words = match[0]
    return Span(match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip()))


def _is_in_capitals(match: re.Match[str], prose: str) -> bool:
    """Tell a line written all in capitals, `§ 14 UTKAST TILL BUDGET`, unless it is the minutes that are a draft."""
    before = prose[max(0, match.start() - _LONGEST_LINE) : match.start()].rpartition("\n")[2]
    after = prose[match.end() : match.end() + _LONGEST_LINE].partition("\n")[0]
    others = "".join(_LETTERS.findall(before + after))
    return len(others) > 1 and others.isupper() and "PROTOKOLL" not in others


def _has_initials(words: str, context: Context) -> bool:
    return any("".join(part[0] for part in person.name.split()) == words for person in context.meeting.attendees)


def _places_of_actions(context: Context) -> list[Span]:
    """Give where things to do are listed, for which `TODO` is a proper word; formal minutes do so in parts alone."""
    meeting = context.meeting
    sections = [*meeting.sections, *(section for item in context.items for section in item.sections)]
    formal = context.profile == "kl"
    places = [one.span for one in sections if one.term == "actions" and (one.level is not None or not formal)]
    if not formal:
        actions = (*meeting.actions, *(one for item in context.items for one in item.actions))
        places += [action.span for action in actions]
    return sorted(places, key=_start)
