"""A sentence tells of a named person's health, beliefs, union, crimes or the like.

## What it does

Looks for words such as sjukskriven, LVU or fackligt ansluten in a sentence that names a person, and for illness as the
reason of somebody's absence.
A sentence in which the person informs, asks or proposes something tells of a subject and not of the person, and is
passed over; so are names of bodies, and passages marked internal.
The setting `sensitive-words` adds words, which are looked for beside any name.

## Why it matters

Such data are sensitive personal data (GDPR, article 9) or data on crimes (article 10), and may not be published on the
web.
That somebody is absent is enough; the reason is nobody's business.

## Example

```markdown state=final
# Protokoll från personalutskottet 2024-05-14

## § 1 Vikariat

Eftersom Asta Berglind är sjukskriven till augusti utses Cilla Ekman till vikarie.
```

## Use instead

```markdown state=final
# Protokoll från personalutskottet 2024-05-14

## § 1 Vikariat

Cilla Ekman utses till vikarie till augusti.
```
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.sentences import sentences
from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.rules.privacy._internal import internal, is_within
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from protokoll.rules.context import Context

_WORDS = {
    "sv": (
        r"sjukskriv(?:en|na|s|its|ning|ningen)|sjukledig\w*|långtidssjuk\w*|diagnosen|diagnostiser(?:ad|ats|ades)"
        r"|diagnos(?=\s+(?:adhd|autism|cancer|depression|demens|utmattning))|lider\s+av|utmattningssyndrom|är\s+gravid"
        r"|(?:enligt|stöd\s+av)\s+(?:\d+\s*§\s*)?(?:lvu|lvm)|missbrukar|missbrukare|alkoholproblem|skyddad\s+identitet|skyddade\s+personuppgifter"
        r"|fackligt?\s+(?:ansluten|medlem\w*|organiserad)|medlem\s+i\s+(?:facket|fackförbundet|kommunal)"
        r"|dömd(?:es)?\s+för|dömts\s+för|misstänk(?:t|s)\s+för|polisanmäl(?:d|ts|des)|homosexuell|transperson"
        r"|(?:bekänner\s+sig|konverter\w+)\s+till"
    ),
    "en": (
        r"sick\s+leave|diagnosed\s+with|is\s+pregnant|suffers\s+from|trade\s+union\s+member|convicted\s+of"
        r"|suspected\s+of"
    ),
}
"""What is said of a person and of no subject, by language."""

_HINTS = (
    *("sjuk", "diagnos", "lider", "utmattning", "gravid", "lvu", "lvm", "missbruk", "alkohol", "skyddad", "facklig"),
    *("medlem", "dömd", "dömt", "misstänk", "polisanm", "homosex", "transperson", "bekänner", "konverter"),
    *("sick", "diagnosed", "pregnant", "suffers", "union", "convicted", "suspected"),
)
"""Parts of the words above: where none stands, none of them does."""

_SPEAKS = {
    "sv": (
        r"informera\w*|redovisa\w*|föredra\w*|presentera\w*|rapportera\w*|berätta\w*|svara\w*|fråga\w*|ställ(?:er|de|t)|lyft\w*"
        r"|yrka\w*|anför\w*|föresl\w+|interpell\w+|tacka\w*|redogör\w*|påpeka\w*|undra\w*|yttra\w*|föreläs\w*|inle(?:der|dde)"
        r"|motion\w*|deltar|återkoppla\w*|beskriv\w*|diskutera\w*"
    ),
    "en": (
        r"inform\w*|report\w*|present\w*|ask\w*|answer\w*|propos\w*|mov(?:es|ed)|describ\w*|explain\w*|updat\w*|"
        r"discuss\w*|suggest\w*|introduc\w*|not(?:es|ed)"
    ),
}
"""Verbs of those who tell of a subject, by language."""

_ABSENCE = {
    "sv": r"(?<![\w-])(?:sjuk|sjukdom|sjukskriven|sjukanmäld|sjukledig|covid\w*|influensa)(?![\w-])",
    "en": r"(?<![\w-])(?:sick|ill|illness|sick leave|covid\w*)(?![\w-])",
}
"""Reasons for an absence that are sensitive data, by language."""

_NAME = re.compile(
    r"(?<![\w-])[A-ZÅÄÖÉÜ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?:\s(?:[A-ZÅÄÖÉÜ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?|af|von|de)){1,3}"
)
_NOBODY = re.compile(
    r"(?:nämnd|nämnden|styrelse|styrelsen|utskott|utskottet|kommun|kommuns|region|regionen|förbund|förbundet|föreningen"
    r"|förvaltning|förvaltningen|stiftelsen|bolaget|skolan|skola|sverige|sveriges|svenska|familjen|kyrkan|råd|rådet"
    r"|byrån|verket|myndigheten|företrädare|gatan|vägen|lagen|centrum|hemmet|kliniken|vården|omsorg|omsorgen|kontoret"
    r"|ab|lvu|lvm|lss|team|teams|kommunal|council|board|committee|group|university|foundation|act|union)s?$",
    re.IGNORECASE,
)
_BEGINNINGS = re.compile(
    r"(?:eftersom|då|när|medan|att|om|för|enligt|efter|under|vid|inför|på|i|till|från|men|och|även|också|ledamoten"
    r"|ordföranden|eleven|handläggaren|medarbetaren|sökanden|since|when|while|as|because|for|after|that|but|and)$",
    re.IGNORECASE,
)
"""Words with a capital at the beginning of a sentence that are no part of the name behind them."""

_LONGEST = 6_000
_WORD = re.compile(r"[^\W\d_]+")
_NAMESAKES = 20


def check(context: Context) -> Iterator[Finding]:
    """Find sentences that tell what is nobody's business."""
    pattern, own = _pattern(context.language), _own(context.settings.sensitive_words)
    found = [*_absences(context)]
    if context.holds(*_HINTS, *map(str.lower, context.settings.sensitive_words)):
        found += _sentences(context, pattern, own)
    if not found:
        return
    passages = internal(context)
    seen: set[int] = set()
    for finding in sorted(found, key=lambda one: one.span.start):
        if finding.span.start not in seen and not is_within(finding.span.start, passages):
            seen.add(finding.span.start)
            yield finding


def _absences(context: Context) -> Iterator[Finding]:
    """Find illness as a reason in the roll."""
    reasons = _ABSENCE.get(context.language)
    if reasons is None:
        return
    starts = sorted({person.span.start for person in context.meeting.attendees})
    for person in context.meeting.attendees:
        span = person.span
        # As far as the line goes, or to where another person's words begin.
        number = bisect_right(starts, span.start)
        stop = starts[number] if number < len(starts) else len(context.source.text)
        line_end = context.source.text.find("\n", span.end, max(stop, span.end))
        end = min(stop, max(span.end, line_end if line_end != -1 else stop))
        match = re.compile(reasons, re.IGNORECASE).search(context.prose, span.start, end)
        if match:
            yield Finding(
                Span(match.start(), match.end()),
                N_("why {name} is absent is sensitive data: `{word}`"),
                N_("write only that the person is absent"),
                {"name": person.name, "word": match[0]},
            )


def _sentences(context: Context, pattern: re.Pattern[str] | None, own: re.Pattern[str] | None) -> Iterator[Finding]:
    known: dict[str, list[str]] = {}
    for person in context.meeting.attendees:
        if " " in person.name and (word := _WORD.search(person.name)):
            known.setdefault(word[0], []).append(person.name)
    speaks = _spoken(context.language)
    for inlines in _texts(context):
        words = t.plain(inlines)
        if len(words) > _LONGEST or not any(one and one.search(words) for one in (pattern, own)):
            continue
        for start, end in sentences(words, context.words):
            part = words[start:end]
            for one in (pattern, own):
                match = one.search(part) if one else None
                if match is None or (one is pattern and speaks and speaks.search(part)):
                    continue
                name = _person(part, known)
                if name:
                    yield Finding(
                        t.span_of(t.cut(inlines, start + match.start(), start + match.end()), inlines[0].span),
                        N_("sensitive data of a person, {name}: `{word}`"),
                        N_("leave it out, or mark it internal"),
                        {"name": name, "word": " ".join(match[0].split())},
                    )


def _texts(context: Context) -> Iterator[tuple[c.Inline, ...]]:
    for block in context.all_blocks:
        match block:
            case c.Paragraph(inlines=inlines) | c.Heading(inlines=inlines) if inlines:
                yield inlines
            case c.Table(header=header, rows=rows):
                yield from (cell.inlines for row in (header, *rows) for cell in row if cell.inlines)
            case _:
                pass


def _person(words: str, known: Mapping[str, Sequence[str]]) -> str | None:
    for word in _WORD.findall(words):
        for name in known.get(word, ())[:_NAMESAKES]:
            if name in words:
                return name
    for match in _NAME.finditer(words):
        parts = match[0].split()
        begins = not re.search(r"\w", words[: match.start()])
        if begins and _BEGINNINGS.match(parts[0]):
            parts = parts[1:]  # "Eftersom Anna Ek"
        if len(parts) > 1 and not any(_NOBODY.search(part) for part in parts):
            return " ".join(parts)
    return None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if words else None


@cache
def _spoken(language: str) -> re.Pattern[str] | None:
    words = _SPEAKS.get(language)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if words else None


@cache
def _own(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w-])(?:{alternatives(words)})(?![\w-])", re.IGNORECASE) if words else None
