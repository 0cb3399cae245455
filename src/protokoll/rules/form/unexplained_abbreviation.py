"""An abbreviation is not explained where it is first used.

## What it does

Looks in Swedish minutes for abbreviations in capitals, such as *KSO*, and for those of the roll, such as *tjg ers*.
Each is told once, at its first place.
It is explained where its words stand beside it: *kommunstyrelsens ordförande (KSO)*, or the other way about.
Those that everybody knows are none, nor are parties, names and initials from the roll and the letters of case numbers.
Further ones go into the setting `abbreviations`.

## Why it matters

Minutes are read by citizens, journalists and courts, and many years later.
Språklagen 11 § asks for a language that can be understood.
Språkrådet's advice is to explain an abbreviation the first time.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

KSO redogör för budgeten.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Budget

Kommunstyrelsens ordförande (KSO) redogör för budgeten.
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_KNOWN = frozenset(
    re.findall(
        r"\w+",
        """
    EU FN USA UK AB HB KB BRF IT TV PC CD DVD SMS MMS GPS PDF USB ID IP WC CV VD HR PR OK OBS AI ICA IKEA SJ SL SVT SR
    BNP GDPR HTML XML JSON CSV SVG URL URI API HTTP HTTPS WWW CSS SQL RSS QR PS NB DIY LED LAN WIFI VPN APP PIN BUS IRL
    SKR SKL SCB SMHI SOS MSB IMY JO JK KO CSN SFS SOU DS KL TF OSL FL PBL LOU KPI MVH OSA TT CC
    KR MKR TKR MSEK SEK EUR USD KM CM MM KG KW KWH MW MWH GW GWH HA
    JA NEJ BILD SIDA PLATS TID DATUM DNR ORT NAMN PARTI ROLL SUMMA ATT OCH MED FAQ PM TBD TBA NN XX XXX TODO
    """,
    )
)
"""What every reader knows: of everyday life, technology, law and measure; and what minutes put in capitals."""

_EXPANSIONS = {
    "sv": {
        "KSO": "kommunstyrelsens ordförande",
        "KS": "kommunstyrelsen",
        "KF": "kommunfullmäktige",
        "AU": "arbetsutskottet",
        "KSAU": "kommunstyrelsens arbetsutskott",
        "SN": "socialnämnden",
        "BUN": "barn- och utbildningsnämnden",
        "MBN": "miljö- och byggnadsnämnden",
        "LSS": "lagen om stöd och service till vissa funktionshindrade",
        "LVU": "lagen med särskilda bestämmelser om vård av unga",
        "SFI": "svenska för invandrare",
        "VA": "vatten och avlopp",
        "RKA": "Rådet för främjande av kommunala analyser",
    },
}
_ROLL = {"sv": {"tjg ers": "tjänstgörande ersättare", "tjg": "tjänstgörande", "ers": "ersättare"}}
"""Those of the roll, the longer first: the one met first stands for all."""
_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,5}(?![\w@&]|/\d|\.\w)")
_PUNCTUATION = ".,:;()!?\"”“»«’'/[]*"
_NOT_BEFORE = re.compile(r"[\w/.:@#&{$-]")
_PART_OF_NAME = re.compile(r"\w+")
_ROMAN = re.compile(r"[IVX]+")
_NUMBERED = re.compile(r"[ \xa0/-]?(?:§|\d)")
_BEFORE_NUMBER = re.compile(r"(?:§+|dnr\.?:?|diarienummer:?)\s*$", re.IGNORECASE)
_EXPLAINED_AFTER = re.compile(
    r"\s*(?:\(\s*[^\W\d_]{2,}[\s-]|\(\s*[^\W\d_]{7,}|[=:]\s*[^\W\d_]{3,}\s+[^\W\d_]|[–—-]\s+[^\W\d_]{6,})"
)


def check(context: Context) -> Iterator[Finding]:
    """Find the first place of each abbreviation that nothing explains."""
    expansions = _EXPANSIONS.get(context.language)
    if expansions is None:
        return
    words = context.spoken
    known = _known(context)
    lowered: set[str] | None = None
    seen: set[str] = set()
    shouted = _Shouted(words)
    for match in _CAPITALS.finditer(words):
        short = match[0]
        if match.start() and _NOT_BEFORE.match(words, match.start() - 1):
            continue
        if short in seen or short in known or _ROMAN.fullmatch(short) or _is_number(words, match):
            continue
        if shouted.holds(match):
            continue
        seen.add(short)
        if _is_explained(words, match):
            continue
        if lowered is None:
            lowered = {word.strip(_PUNCTUATION) for word in words.split()}
        if short.lower() in lowered:
            continue
        yield _told(Span(match.start(), match.end()), short, expansions.get(short))
    yield from _in_roll(context, words)


def _in_roll(context: Context, words: str) -> Iterator[Finding]:
    lowered = words.lower()
    for short, long in _ROLL.get(context.language, {}).items():
        match = next((match for match in _small(short).finditer(lowered) if _is_alone(lowered, match)), None)
        if match is None:
            continue
        if short not in context.settings.abbreviations and long not in lowered[: match.start()]:
            yield _told(Span(match.start(), match.end()), words[match.start() : match.end()], long)
        return


@cache
def _small(short: str) -> re.Pattern[str]:
    return re.compile(r"\.?[ \xa0]".join(short.split()) + r"(?![\w-])")


def _is_alone(words: str, match: re.Match[str]) -> bool:
    return not (match.start() and (words[match.start() - 1].isalnum() or words[match.start() - 1] in ".-_"))


def _told(span: Span, short: str, long: str | None) -> Finding:
    return Finding(
        span,
        N_("`{short}` is not explained where it is first used"),
        N_("write it out here, such as `{long} ({short})`")
        if long
        else N_("write it out here, with `({short})` behind it"),
        {"short": short, "long": long or ""},
    )


def _known(context: Context) -> frozenset[str]:
    meeting = context.meeting
    parties = {party.upper() for party in context.words.accept.persons["parties"]} | set(context.settings.parties)
    named = [person.affiliation or "" for person in meeting.attendees]
    named += [person.party or "" for person in meeting.attendees]
    named += [meeting.organisation or "", meeting.title or "", meeting.body or ""]
    initials = {"".join(part[0] for part in person.name.split()) for person in meeting.attendees}
    names = {word for words in named for word in _PART_OF_NAME.findall(words)}
    return _KNOWN | parties | names | initials | set(context.settings.abbreviations)


def _is_number(words: str, match: re.Match[str]) -> bool:
    """Tell the letters of a case number or a paragraph, `KS 2024/12` and `KS § 12`."""
    if _NUMBERED.match(words, match.end()):
        return True
    return bool(_BEFORE_NUMBER.search(words, max(0, match.start() - 15), match.start()))


class _Shouted:
    """Tells a line in capitals, and a word that alone is all of its line; a line may be long and hold many."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._end = -1
        self._shouted = False

    def holds(self, match: re.Match[str]) -> bool:
        """Tell whether a match, which stands behind those asked of before, stands in such a line."""
        if match.start() > self._end:
            start = self._words.rfind("\n", 0, match.start()) + 1
            end = self._words.find("\n", match.end())
            self._end = len(self._words) if end == -1 else end
            letters = [character for character in self._words[start : self._end] if character.isalpha()]
            self._shouted = sum(character.isupper() for character in letters) * 5 > len(letters) * 4
        return self._shouted


def _is_explained(words: str, match: re.Match[str]) -> bool:
    """Tell `The long form (SHORT)` and `SHORT (the long form)`."""
    before = words[max(0, match.start() - 60) : match.start()].rstrip()
    if before.endswith("(") and words[match.end() : match.end() + 60].lstrip().startswith((")", ",")):
        return True
    return bool(_EXPLAINED_AFTER.match(words, match.end()))
