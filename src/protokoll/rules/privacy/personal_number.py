"""A personal identity number or a coordination number stands in the minutes.

## What it does

Looks in the whole file, front matter and comments too, for ten or twelve digits that hold a day of the calendar and end
in the right check digit; a coordination number has 60 added to its day.
Organisation numbers have 20 or more where the month would stand and are none.
Telephone, account and case numbers and addresses are passed over, and so are passages that are marked internal.

## Why it matters

A personal identity number may be handled without consent only where that is clearly justified (Dataskyddslagen 3:10).
It must be taken out of minutes before they are published on the web, and minutes are kept for ever.

## Example

```markdown
# Protokoll från socialnämnden 2024-05-14

## § 1 Ansökan

Ansökan gäller 480229-9802.
```

## Use instead

```markdown
# Protokoll från socialnämnden 2024-05-14

## § 1 Ansökan

Ansökan gäller ärende SN 2024/118.
```

## Fix safety

Unsafe: the last four digits are masked, and cannot be had back from the minutes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.rules.privacy._internal import internal, is_within
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_DASHES = r"\-‐‑‒–—−"
_NUMBER = re.compile(
    rf"(?<![\w/.,:§+{_DASHES}])(?P<day>(?:19|20|18)?[0-9]{{2}}(?:0[1-9]|1[0-2])[0-9]{{2}})"
    rf"(?P<sign>\s?[{_DASHES}+]\s?|[ \u00a0])?(?P<last>[0-9]{{4}})(?![\w/+{_DASHES}]|[.,:][0-9])"
)
_DIGITS = re.compile(r"[0-9]{6,}")
_TOLD = re.compile(
    r"person\s?(?:nummer|nr)|pnr|samordnings\s?(?:nummer|nr)|född|personal (?:identity )?number|born", re.IGNORECASE
)
_OTHER = re.compile(
    r"giro|\bbg\b|\bpg\b|konto|clearing|iban|\btele?|telefon|mobil|fax|\btfn|phone|faktura|invoice|\bocr|dnr|diarie"
    r"|ärende\s?(?:nummer|nr)|order|artikel|referens|serie|version|isbn|issn"
    r"|kund\s?(?:nummer|nr)|mötes-?id|meeting id|pin\b|lösenord|passcode",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"07[02369]|\+?46")
_BEFORE = 30


def check(context: Context) -> Iterator[Finding]:
    """Find numbers that are a person's."""
    text = context.source.text
    passages: tuple[Span, ...] | None = None
    for digits in _DIGITS.finditer(text):
        match = _NUMBER.match(text, digits.start())
        if match is None or not _is_persons(match, text):
            continue
        if passages is None:
            passages = internal(context)
        if is_within(match.start(), passages):
            continue
        last = Span(*match.span("last"))
        sign = match["sign"]
        yield Finding(
            Span(match.start(), match.end()),
            N_("a coordination number: `{masked}`")
            if int(match["day"][-2:]) > 60  # noqa: PLR2004 - its day has that added
            else N_("a personal identity number: `{masked}`"),
            N_("take it out, or mark it internal with `<!-- intern -->` and `<!-- /intern -->`"),
            {"masked": f"{match['day']}{(sign or '').strip() or '-'}NNNN"},
            fix=Fix(N_("Mask the last four digits"), (Edit(last, "NNNN" if sign else "-NNNN"),), safe=False),
        )


def _is_persons(match: re.Match[str], text: str) -> bool:
    """Tell a person's number from other digits: by its day and check digit, and by the words before it."""
    before = text[max(0, match.start() - _BEFORE, text.rfind("\n", 0, match.start()) + 1) : match.start()]
    told = _TOLD.search(before)
    sign = (match["sign"] or "").strip()
    if not told:
        if _OTHER.search(before) or _is_in_address(match, text):
            return False
        if not _looks_like_one(match["day"], match["sign"], match["last"]):
            return False
    from personnummer import personnummer  # noqa: PLC0415 - most minutes hold no such digits

    written = f"{match['day']}{'+' if sign == '+' else '-'}{match['last']}"
    return bool(personnummer.valid(written))


def _looks_like_one(day: str, sign: str | None, last: str) -> bool:
    """Tell digits that no word calls a personal number from a telephone number, a day with an hour, or a serial."""
    if sign:
        return sign.strip() == sign
    is_serial = int(day[-2:]) > 31 or _MOBILE.match(day)  # noqa: PLR2004 - the longest month
    is_moment = day[:2] == "20" and len(day) == 8 and last < "2400" and last[2:] < "60"  # noqa: PLR2004
    return not (is_serial or is_moment)


def _is_in_address(match: re.Match[str], text: str) -> bool:
    start = max(text.rfind(mark, 0, match.start()) for mark in " \n\t(<[|") + 1
    word = text[start : match.end()]
    return "://" in word or word.startswith("www.") or "@" in word or "=" in word
