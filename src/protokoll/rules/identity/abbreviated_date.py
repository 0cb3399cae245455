"""A date is written in six digits, or without its year.

## What it does

Looks at the title and at the lines that say when and where: for dates such as `221111` and `22-11-11`, and for days
without a year.
Elsewhere it looks for six digits that are surely a date, because a word such as mötet or senast stands before them and
the year is near that of the meeting.
Only Swedish minutes are looked at.

## Why it matters

Minutes are kept for ever, and in 2122 `221111` is any of two days.
The Swedish writing rules for public authorities (Myndigheternas skrivregler) ask for the whole year, as in
11 november 2022 or 2022-11-11.

## Example

```markdown
# Protokoll från styrelsen

Sundby 221111
```

## Use instead

```markdown
# Protokoll från styrelsen

Sundby 2022-11-11
```

## Fix safety

The date is written out, and means the same day.
A day without a year gets the year only if another statement gives the same day with it; if none does, there is no fix.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.grammar.times import find_dates
from protokoll.rules.identity._days import MEETING_TERMS, told
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.rules.identity._days import Day, Told

_SHORT = re.compile(r"\d{6}|\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d\d")
_SIX = re.compile(r"\d{6}(?![\w/:-]|[.,]\d|\s?(?:kr|kronor|tkr|st|%))")
_CUE = re.compile(
    r"(?:möte[ts]?|sammanträde[ts]?|(?<!\w)(?:den|datum|daterad|daterat|daterade|senast))\s+$", re.IGNORECASE
)
_BEFORE = 30
_LANGUAGE = "sv"
_ARTICLE = ("den ", "Den ")
_YEARS = 1
"""How many years from the meeting's own a date in the text may lie to be surely one."""


def check(context: Context) -> Iterator[Finding]:
    """Find dates without all their digits; the writing rules are those of Swedish."""
    if context.language != _LANGUAGE:
        return
    seen: set[int] = set()
    for one in told(context):
        if one.where == "front matter" or not _is_head(one):
            continue
        for day in one.days:
            if day.span.start not in seen and (finding := _at_head(day, one, context)):
                seen.add(day.span.start)
                yield finding
    yield from _in_text(context, seen)


def _is_head(one: Told) -> bool:
    return one.where == "title" or one.term in MEETING_TERMS or one.term == "approval_place_time"


def _at_head(day: Day, one: Told, context: Context) -> Finding | None:
    exact = context.source.raw(day.span) == day.raw  # else marks or escapes stand within
    if day.year is not None:
        if not _SHORT.fullmatch(day.raw):
            return None
        article = context.source.text[: day.span.start].endswith(_ARTICLE)
        return _shortened(day.span, day.raw, _full(day.year, day.month, day.day, context, article=article), exact=exact)
    if any(other.year and other is not day for other in one.days) or ("/" in day.raw and one.where == "title"):
        return None  # "13 maj – 14 maj 2024"; "Styrelsemöte 3/8", the third of eight
    date = context.meeting.date or ""
    known = date[5:] == f"{day.month:02}-{day.day:02}"
    full = date if "/" in day.raw else f"{day.raw} {date[:4]}"
    return Finding(
        day.span,
        N_("a date without its year: `{raw}`"),
        N_("write `{full}`") if known else N_("write the year too, such as `14 maj 2024`"),
        {"raw": day.raw, "full": full},
        fix=Fix(N_("Write the year"), (Edit(day.span, full),)) if known and exact else None,
    )


def _in_text(context: Context, seen: set[int]) -> Iterator[Finding]:
    date = context.meeting.date
    if not date:
        return
    for match in context.found(_SIX):
        before = context.prose[max(0, match.start() - _BEFORE) : match.start()]
        if not (cue := _CUE.search(before)):
            continue
        raw, span = match[0], Span(match.start(), match.end())
        found = find_dates(raw, context.words)
        if not found or span.start in seen or abs(int(date[:4]) - (found[0].year or 0)) > _YEARS:
            continue
        article = cue[0].split()[0] in {"den", "Den"}
        full = _full(found[0].year or 0, found[0].month, found[0].day, context, article=article)
        yield _shortened(span, raw, full, exact=True)


def _full(year: int, month: int, day: int, context: Context, *, article: bool) -> str:
    """Write a date out: in digits, but in words behind an article, "den 17 maj 2024"."""
    return f"{day} {context.words.months[month - 1]} {year}" if article else f"{year:04}-{month:02}-{day:02}"


def _shortened(span: Span, raw: str, full: str, *, exact: bool) -> Finding:
    return Finding(
        span,
        N_("a date without its century: `{raw}`"),
        N_("write `{full}`"),
        {"raw": raw, "full": full},
        fix=Fix(N_("Write the whole date"), (Edit(span, full),)) if exact else None,
    )
