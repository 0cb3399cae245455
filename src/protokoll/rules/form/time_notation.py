"""A time or a range of days is not written as the Swedish rules for writing have it.

## What it does

Looks in Swedish minutes for `kl` without its full stop, hyphens in ranges of times and days, a colon after `kl.` and
hedges behind the time (`11ca`).
Code, addresses and case numbers are left alone.

## Why it matters

*Myndigheternas skrivregler* asks for `kl. 9.00–12.00`: a full stop in the time, and an en dash without spaces in a
range.
The same notation all through makes times easy to find and to compare.

## Example

```markdown
# Möte i direktörsgruppen 2024-05-14

Plats och tid: Sessionssalen, kl 09.00-12.00
```

## Use instead

```markdown
# Möte i direktörsgruppen 2024-05-14

Plats och tid: Sessionssalen, kl. 09.00–12.00
```

## Fix safety

The fix is safe: the times are read the same before and after.
It is unsafe in an item's title, which other documents may quote.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_FULL_CLOCK = r"[0-2]\d[.:][0-5]\d"
_DASH = r"[ \xa0]?(?:--?|–|—)[ \xa0]?"
_ABOUT = r"(?:ca\.?|cirka)"
_END = r"(?![\d:]|[.,]\d|-\d|/\d)"
_UNIT = (
    r"(?!\s*(?:kr|kronor|mkr|tkr|mnkr|msek|miljon|miljard|tusen|procent|poäng|meter|km|m²|kvm|ha|grader|euro|%|€|°))"
)

# Each of these begins with what is rare, so that most of a text is passed over at once; what may not stand before them
# is looked at afterwards.
_AFTER_WORD = re.compile(
    rf"""(?P<word>[kK](?:l(?:ockan|\.)?|L\.?))(?P<gap>[ \xa0]*)(?P<inside>{_ABOUT}[ \xa0])?
        (?P<since>{_CLOCK})(?:(?P<dash>{_DASH})(?:kl\.?[ \xa0])?(?P<until>{_CLOCK}))?{_END}
        (?P<after>[ \xa0]?{_ABOUT}(?!\w))?""",
    re.VERBOSE,
)
_ABOUT_BEFORE = re.compile(rf"(?<![\w.-]){_ABOUT}[ \xa0]$")
_BARE_RANGE = re.compile(rf"(?P<since>{_FULL_CLOCK})(?P<dash>{_DASH})(?P<until>{_FULL_CLOCK}){_END}{_UNIT}(?!\w)")
_HEDGE = re.compile(r"ca(?!\w)")
_TIME_BEFORE = re.compile(rf"(?:{_FULL_CLOCK}|\d{{1,2}})$")
_DAY_BEFORE = re.compile(r"(?P<first>\d{1,2})[ \xa0]?$")
_NOT_BEFORE = re.compile(r"[\w.:/§-]|(?<=§) ")
_NOT_TIMES = re.compile(
    r"(?:avsnitt|kapitel|kap\.|punkt|punkterna|version|tabell|bilaga|bilagorna|sid\.|sidorna|nr|plan)\s*$",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Find times and ranges of days that are written otherwise."""
    if context.language != "sv":
        return
    titles = [Span(item.inlines[0].span.start, item.inlines[-1].span.end) for item in context.items if item.inlines]
    taken = -1
    for start, end, written, message in sorted(_found(context)):
        if start < taken:
            continue
        taken = end
        span = Span(start, end)
        in_title = any(title.start <= start < title.end for title in titles)
        yield Finding(
            span,
            message,
            N_("write `{better}`"),
            {"better": written, "found": context.source.raw(span)},
            fix=Fix(N_("Write it as the rules for writing have it"), (Edit(span, written),), safe=not in_title),
        )


def _found(context: Context) -> Iterator[tuple[int, int, str, str]]:
    words = context.spoken
    for match in _AFTER_WORD.finditer(words):
        before = _ABOUT_BEFORE.search(words, max(0, match.start() - 8), match.start())
        start = before.start() if before else match.start()
        better = _after_word(match, before[0] if before else "")
        if better != words[start : match.end()] and not _continues(words, start):
            yield start, match.end(), better, N_("the time `{found}` is not in the usual notation")
    for match in _BARE_RANGE.finditer(words):
        if match["dash"] == "–" or _continues(words, match.start()) or not _are_hours(match["since"], match["until"]):
            continue
        if not _NOT_TIMES.search(words, max(0, match.start() - 15), match.start()):
            better = f"{match['since']}–{match['until']}"
            yield match.start(), match.end(), better, N_("the range of times `{found}` is not joined by an en dash")
    yield from _hedged(words)
    yield from _ranges_of_days(words, context.words)


def _hedged(words: str) -> Iterator[tuple[int, int, str, str]]:
    """Find `11ca` where no `kl` stands before it."""
    for match in _HEDGE.finditer(words):
        before = _TIME_BEFORE.search(words, max(0, match.start() - 5), match.start())
        if before and not _continues(words, before.start()):
            better = f"ca kl. {_time(before[0])}"
            yield before.start(), match.end(), better, N_("the time `{found}` is not in the usual notation")


def _ranges_of_days(words: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str, str]]:
    for match in _rest_of_days(vocabulary).finditer(words):
        before = _DAY_BEFORE.search(words, max(0, match.start() - 3), match.start())
        if before is None or _continues(words, before.start()):
            continue
        better = f"{before['first']}–{match['last']}"
        right = better == words[before.start() : match.end()]
        if not right and int(before["first"]) < int(match["last"]) <= 31:  # noqa: PLR2004
            yield before.start(), match.end(), better, N_("the range of days `{found}` is not joined by an en dash")


def _continues(words: str, start: int) -> bool:
    """Tell that what stands at a place is the rest of something longer, such as a date or a number."""
    return start > 0 and bool(_NOT_BEFORE.match(words, start - 1))


def _are_hours(*times: str) -> bool:
    return all(int(time[:2]) <= 24 for time in times)  # noqa: PLR2004


@cache
def _rest_of_days(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give the pattern of `12-14 maj` from its dash on."""
    months = "|".join(vocabulary.months)
    return re.compile(rf"(?:--?|–|—)[ \xa0]?(?P<last>\d{{1,2}})(?=[ \xa0](?i:{months})\b)")


def _after_word(match: re.Match[str], before: str) -> str:
    """Give the time as it should be written."""
    word = match["word"]
    full = "klockan" if word.casefold() == "klockan" else "kl."
    if word[:1].isupper():
        full = full.capitalize()
    about = before or match["inside"] or ("ca " if match["after"] else "")
    since = _time(match["since"])
    until = f"–{_time(match['until'])}" if match["until"] else ""
    if about and full[0].isupper():
        about, full = about.capitalize(), full.lower()
    gap = "\xa0" if "\xa0" in match["gap"] else " "
    return f"{about}{full}{gap}{since}{until}"


def _time(written: str) -> str:
    return written.replace(":", ".")
