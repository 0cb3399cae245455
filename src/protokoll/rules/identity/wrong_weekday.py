"""The weekday beside a date is not that date's.

## What it does

Compares each weekday with the date beside it, before ("tisdagen den 14 maj 2024") or after ("2024-05-14, tisdag").
At the head a date may lack its year where it is the day of the meeting.

## Why it matters

One of the two is wrong, and only the writer knows which.
If it is the date, then every last day that is counted from it is wrong too: of approval, of the notice and of appeal
(Kommunallagen 5:69, 8:12 and 13:5).

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, onsdagen den 14 maj 2024 kl. 13.00–15.30
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen

Plats och tid: Sessionssalen, tisdagen den 14 maj 2024 kl. 13.00–15.30
```

## Fix safety

Unsafe: the weekday is made to agree with the date, but the date may be what is wrong.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related
from protokoll.grammar.times import alternatives, find_dates
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.grammar.times import FoundDate
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_SHORT = {"sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön")}
"""Short names of the weekdays, from Monday, by language; those of the others are too like other words."""

_LEADS = re.compile(r"[.,]?\s+(?:(?:den|the|dag|am)\s+)?|,\s*")
_TRAILS = re.compile(r"[.,]?\s*[(,]?\s*")
_RANGE = re.compile(r"\d{1,2}\.?\s?[-–]\s?\d{1,2}\b(?!-)")
_AHEAD, _BEHIND = 60, 40


def check(context: Context) -> Iterator[Finding]:
    """Find weekdays that their dates are not."""
    text = context.prose
    names = _weekdays(context.words)
    short = [f"{name}{end}" for name in _SHORT.get(context.language, ()) for end in (" ", ".", ",", "\n", ")")]
    if context.holds(*(day.lower() for day in context.words.weekdays), *short):
        yield from _in(text, 0, names, context)
    for one in context.meeting.statements:
        if one.origin == "front_matter" and one.field == "date":
            yield from _in(context.source.raw(one.span), one.span.start, names, context)


def _in(text: str, offset: int, names: re.Pattern[str], context: Context) -> Iterator[Finding]:
    first = min((item.span.start for item in context.meeting.items), default=len(text))
    for match in names.finditer(text):
        found, start = _date_beside(text, match, context.words)
        if found is None or _RANGE.match(text, start, start + found.end - found.start):
            continue
        year = found.year
        meant = context.meeting.date or ""
        if year is None and offset + start < first and meant[5:] == f"{found.month:02}-{found.day:02}":
            year = int(meant[:4])
        if year is None:
            continue
        try:
            weekday = date(year, found.month, found.day).weekday()
        except ValueError:  # 29 February in a year that has none
            continue
        if weekday != _number(match["name"], context.words):
            yield _finding(
                match, Span(offset + start, offset + start + found.end - found.start), offset, weekday, context
            )


def _finding(match: re.Match[str], day: Span, offset: int, weekday: int, context: Context) -> Finding:
    written, raw = match[0], context.source.raw(day)
    name = context.words.weekdays[_number(match["name"], context.words)]
    is_short = len(match["name"]) < len(name)
    right = _SHORT[context.language][weekday] if is_short else context.words.weekdays[weekday]
    right += match["ending"] or ""
    right = right.capitalize() if written[0].isupper() else right.lower()
    span = Span(offset + match.start(), offset + match.end())
    return Finding(
        span,
        N_("`{raw}` is {weekday}, not {written}"),
        N_("write `{right}`, or mend the date"),
        {"raw": raw, "weekday": context.words.weekdays[weekday], "written": name, "right": right},
        (Related(day, N_("the date beside it")),),
        Fix(N_("Write the date's own weekday"), (Edit(span, right),), safe=False),
    )


def _date_beside(text: str, match: re.Match[str], words: Vocabulary) -> tuple[FoundDate | None, int]:
    """Give the date that follows a weekday, else the one right before it, and where it begins."""
    lead = _LEADS.match(text, match.end())
    if lead:
        ahead = find_dates(text[lead.end() : lead.end() + _AHEAD].partition("\n")[0], words)
        if ahead and ahead[0].start == 0:
            return ahead[0], lead.end()
    begin = max(0, match.start() - _BEHIND, text.rfind("\n", 0, match.start()) + 1)
    behind = find_dates(text[begin : match.start()], words)
    if behind and _TRAILS.fullmatch(text, begin + behind[-1].end, match.start()):
        return behind[-1], begin + behind[-1].start
    return None, 0


@cache
def _weekdays(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = (*vocabulary.weekdays, *_SHORT.get(vocabulary.tag[:2], ()))
    return re.compile(rf"(?<![\w–-])(?P<name>{alternatives(names)})(?P<ending>en|ens|s)?(?![\w-])", re.IGNORECASE)


def _number(name: str, vocabulary: Vocabulary) -> int:
    known = (*vocabulary.weekdays, *_SHORT.get(vocabulary.tag[:2], ()))
    return [word.casefold() for word in known].index(name.casefold()) % 7
