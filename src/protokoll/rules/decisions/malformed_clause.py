"""A point of a decision is not well formed: *att* is missing, doubled or followed by no verb.

## What it does

Looks at the points of decisions in Swedish whose points begin with *att*.
It finds a point without *att*, two points in one, a point that begins with *samt*, an *att* with nothing or with no
infinitive behind it, and *samt* or *och* at the end where no last point follows.
An *att* within a point, as in "att uppdra åt chefen att återkomma", is right, and so is *samt* before the last point.

## Why it matters

Each point is one decision, which is noted, carried out and appealed against by itself.
It has to be understood alone, and a trailing *samt* makes the reader look for a point that is lost.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar

att höja taxan till 60 kronor, samt att öppna badet den 1 juni, samt
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Taxa för badhuset

### Beslut

Kommunstyrelsen beslutar

att höja taxan till 60 kronor, samt

att öppna badet den 1 juni.
```

## Fix safety

The fixes for a doubled *att*, for *samt* before a point and for *samt* between two points are safe.
Those that divide a point, add *att*, change a verb or end the last point are not, because a word or a whole point may
be missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Edit, Finding, Fix
from protokoll.model import content as c
from protokoll.rules.decisions._points import headed, line_of, own_words, section_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import Clause, Decision, Section
    from protokoll.rules.context import Context

_LANGUAGE = "sv"
_MARK = r"[*_]{0,3}"
_BEGINS = re.compile(r"att\b", re.IGNORECASE)
_LINKED = re.compile(rf"{_MARK}(?P<link>samt|och){_MARK}\s+{_MARK}att\b", re.IGNORECASE)
_AND_ATT = re.compile(
    rf"\s*(?:,\s*(?:samt|och)?|;|\s(?:samt|och))\s+{_MARK}(?P<att>att){_MARK}\s+(?P<verb>\w+)", re.IGNORECASE
)
_ATT = re.compile(r"(?<!\w)att(?!\w)", re.IGNORECASE)
_TWICE = re.compile(r"att\s+att\b", re.IGNORECASE)
_TRAILING = re.compile(rf",?\s+{_MARK}(?P<link>samt|och){_MARK}\s*[,.:]?\s*$", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”»«]")
_WORD = re.compile(r"[^\W\d_]+")

# What can be a verb, by its ending; a point in which no word has one has none.
_VERB_ENDINGS = ("a", "r", "s", "de", "te", "t", "å", "o", "y", "ö")
_NO_VERBS = frozenset({"enligt", "budget", "beslut", "projekt", "dokument", "samt", "drift", "investeringsbudget"})
_SHORT_VERBS = frozenset(
    (
        *("ge", "se", "be", "le", "ske", "bete", "bero", "kan", "ska", "skall", "vill", "bör", "får", "är", "var"),
        *("blev", "fick", "gick", "kom", "stod", "tog", "gav", "såg", "lät", "skrev", "drog", "höll", "fann", "ej"),
        *("vet", "avse", "utse", "förse", "inse", "bese", "tillse"),
    )
)
_VOWELS = tuple("aeiouyåäö")
_FEW = 12

# The present of verbs that decide, which need a subject after att, and their infinitives.
_PRESENT = {
    "beslutar": "besluta",
    "godkänner": "godkänna",
    "antar": "anta",
    "fastställer": "fastställa",
    "beviljar": "bevilja",
    "uppdrar": "uppdra",
    "noterar": "notera",
    "utser": "utse",
    "väljer": "välja",
    "avslår": "avslå",
    "bifaller": "bifalla",
    "tackar": "tacka",
    "lägger": "lägga",
    "ger": "ge",
    "föreslår": "föreslå",
    "återremitterar": "återremittera",
    "bordlägger": "bordlägga",
    "överlämnar": "överlämna",
    "entledigar": "entlediga",
    "ställer": "ställa",
    "upphäver": "upphäva",
}


def check(context: Context) -> Iterator[Finding]:
    """Find points that are not well formed."""
    if context.language != _LANGUAGE:
        return
    for item, decision in headed(context):
        with_att = sum(1 for clause in decision.clauses if _BEGINS.match(clause.text))
        if with_att * 2 < len(decision.clauses) or not with_att:
            continue
        last = len(decision.clauses) - 1
        lone = section_of(context, item, decision)
        yield from _lost(context, lone, decision)
        for number, clause in enumerate(decision.clauses):
            if not clause.inlines:
                continue
            if not _BEGINS.match(clause.text):
                yield from _without(context, clause)
                continue
            yield from _within(context, clause)
            if not clause.remark and not clause.blocks and number != last - 1:
                yield from _trailing(context, clause, is_last=number == last)


def _whole(clause: Clause) -> Span:
    return Span(clause.inlines[0].span.start, clause.inlines[-1].span.end)


# Points that do not begin with att


def _without(context: Context, clause: Clause) -> Iterator[Finding]:
    if clause.marker is None:
        return
    whole = _whole(clause)
    linked = _LINKED.match(context.source.text, whole.start, whole.end)
    if linked:
        yield _linked(linked)
        return
    words = clause.text
    first = _WORD.match(words)
    if first is None:
        return
    begin = line_of(context, clause)
    lower = first[0].islower()
    known = clause.kind is not None and first[0].endswith("a")
    fix = None
    if lower or known:
        at = context.source.text.find(first[0], whole.start, whole.end)
        if at >= 0:
            edit = Edit(Span(at, at + 1), f"att {first[0][0].lower()}")
            fix = Fix(N_("Begin the point with `att`"), (edit,), safe=False)
    yield Finding(
        begin,
        N_("this point does not begin with `att`, as the others do"),
        N_("begin it with `att`, or take it out of the points if it is a remark"),
        fix=fix,
    )


def _linked(match: re.Match[str]) -> Finding:
    return Finding(
        Span(match.start("link"), match.end("link")),
        N_("the point begins with `{word}`"),
        N_("begin it with `att`, so that it can stand alone"),
        {"word": match["link"]},
        fix=Fix(
            N_("Begin the point with `att`"),
            (Edit(Span(match.start(), _att_after(match)), ""),),
        ),
    )


def _att_after(match: re.Match[str]) -> int:
    """Where `att` and the marks that belong to it begin, behind the word before it."""
    words = match[0]
    # Marks around the linking word go with it only where they close before att.
    att = len(words) - len("att")
    while att and words[att - 1] in "*_":
        att -= 1
    return match.start() + att


def _lost(context: Context, section: Section, decision: Decision) -> Iterator[Finding]:
    """Find paragraphs that begin with `samt att`, which are read as no point at all."""
    spans = {clause.inlines[0].span.start for clause in decision.clauses if clause.inlines}
    for block in section.blocks:
        if isinstance(block, c.Paragraph) and block.inlines and block.inlines[0].span.start not in spans:
            match = _LINKED.match(context.source.text, block.span.start, block.span.end)
            if match:
                yield _linked(match)


# Points that do


def _within(context: Context, clause: Clause) -> Iterator[Finding]:
    words = own_words(clause)
    text = context.source.text
    whole = _whole(clause)
    if not any(map(str.isalnum, words[len("att") :])) and not clause.blocks:
        yield Finding(
            line_of(context, clause),
            N_("nothing follows `{word}`"),
            N_("write what was decided, or take the point away"),
            {"word": words.split()[0].rstrip(".,:;")},
        )
        return
    if _TWICE.match(words):
        first, second, *_ = _ATT.finditer(text, whole.start, whole.end)
        yield Finding(
            Span(second.start(), second.end()),
            N_("`att` stands twice"),
            N_("write it once"),
            fix=_once(text, first, second),
        )
        return
    yield from _verb(context, clause, words)
    yield from _second(context, clause, words)


def _once(text: str, first: re.Match[str], second: re.Match[str]) -> Fix | None:
    between = text[first.end() : second.start()]
    if between.strip():
        marks = between.strip()
        if set(marks) > set("*_"):
            return None
        # "**att** att anta": the second goes, with the space before it.
        start = first.end() + len(between.rstrip()) if between != between.rstrip() else second.start()
        return Fix(N_("Write `att` once"), (Edit(Span(start, second.end()), ""),))
    return Fix(N_("Write `att` once"), (Edit(Span(first.end(), second.end()), ""),))


def _verb(context: Context, clause: Clause, words: str) -> Iterator[Finding]:
    found = _WORD.findall(words)[1:]
    if not found:
        return
    whole = _whole(clause)
    infinitive = _PRESENT.get(found[0])
    if infinitive:
        match = re.compile(rf"\b{found[0]}\b").search(context.source.text, whole.start, whole.end)
        if match:
            yield Finding(
                Span(match.start(), match.end()),
                N_("`att {verb}` lacks the one who does it"),
                N_("write `att {infinitive}`, or say who"),
                {"verb": found[0], "infinitive": infinitive},
                fix=Fix(N_("Write the infinitive"), (Edit(Span(match.start(), match.end()), infinitive),), safe=False),
            )
        return
    if clause.blocks or len(found) > _FEW or clause.kind is not None or _QUOTE.search(words):
        return
    if found[0].endswith(_VOWELS):
        return  # it may be an infinitive
    if not any(_may_be_verb(word.casefold()) for word in found):
        yield Finding(
            line_of(context, clause),
            N_("the point has no verb"),
            N_("say what is to be done, such as `att godkänna …` or `att … godkänns`"),
        )


def _may_be_verb(word: str) -> bool:
    return word in _SHORT_VERBS or (word.endswith(_VERB_ENDINGS) and word not in _NO_VERBS)


def _second(context: Context, clause: Clause, words: str) -> Iterator[Finding]:
    """Find a second point within one: an att at the level of the first, with no other between them."""
    if len(_ATT.findall(words)) < 2:  # noqa: PLR2004 - two of them
        return
    whole = _whole(clause)
    end = whole.end if not clause.remark else whole.start + len(words)
    first, second, *_ = [*_ATT.finditer(context.source.text, whole.start, whole.end)]
    match = next(
        (one for one in _AND_ATT.finditer(context.source.text, first.end(), end) if one.start("att") == second.start()),
        None,
    )
    if match is None or _QUOTE.search(context.source.text, first.end(), second.start()):
        return
    link = re.sub(r"[\s,;*_]+", " ", context.source.text[match.start() : match.end("att")]).strip()
    if link == "att" and clause.kind is None:
        return  # an apposition or an enumeration after a comma may be right
    yield Finding(
        Span(match.start() + len(match[0]) - len(match[0].lstrip(" \t\n,;")), match.end("att")),
        N_("two points stand in one: `{link}` begins a second"),
        N_("give each point its own `att` on a line of its own"),
        {"link": link},
        fix=_divide(context, clause, match),
    )


def _divide(context: Context, clause: Clause, match: re.Match[str]) -> Fix | None:
    text = context.source.text
    before = text[clause.span.start - 1 : clause.span.start]
    start = match.start("att")
    while text[start - 1] in "*_":
        start -= 1
    if before not in {"", "\n"} or clause.blocks:
        return None
    if clause.marker in {"-", "*", "+"}:
        mark = f"\n{clause.marker} "
    elif clause.marker and _BEGINS.match(clause.marker):
        mark = "\n\n"
    else:
        return None
    return Fix(N_("Divide the point"), (Edit(Span(match.start(), start), f",{mark}"),), safe=False)


def _trailing(context: Context, clause: Clause, *, is_last: bool) -> Iterator[Finding]:
    whole = _whole(clause)
    match = _TRAILING.search(context.source.text, max(whole.start, whole.end - 20), whole.end)
    if not match:
        return
    place = Span(match.start("link"), match.end("link"))
    if is_last:
        yield Finding(
            place,
            N_("the last point ends with `{word}`"),
            N_("write the point that is missing, or end with a full stop"),
            {"word": match["link"]},
            fix=Fix(N_("End with a full stop"), (Edit(Span(match.start(), whole.end), "."),), safe=False),
        )
    else:
        yield Finding(
            place,
            N_("the point ends with `{word}`, but more than one point follows"),
            N_("keep `{word}` for the place before the last point"),
            {"word": match["link"]},
            fix=Fix(N_("Take the word away"), (Edit(Span(match.start(), whole.end), ","),)),
        )
