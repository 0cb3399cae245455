"""A private telephone number, e-mail address or home address stands in the minutes.

## What it does

Looks for mobile numbers, for addresses at the domains where people have their private mail (such as gmail.com), and for
streets that words such as hemadress or bosatt call somebody's home.
The lines at the top that tell how to reach the municipality, passages marked internal and the domains of the setting
`email-domains` are passed over.

## Why it matters

Minutes are published and kept for ever, and hold no more about a person than they need (GDPR, article 5.1 c).
Names and parties of elected members and the work details of officials may be published; a home seldom need be.

## Example

```markdown state=final
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Medborgarförslag

Svaret skickas till asta.berglind@gmail.com.
```

## Use instead

```markdown state=final
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Medborgarförslag

Svaret skickas till förslagsställaren.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.privacy._internal import internal, is_within
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_LOCAL = re.compile(r"[\w.+-]{1,64}$")
_DOMAIN = re.compile(r"@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_PRIVATE = re.compile(
    r"(?:gmail|googlemail|icloud|me|mac|aol|protonmail|hey|fastmail|telia|comhem|bredband|tele2|spray|home|swipnet"
    r"|passagen|algonet|bredband2|bahnhof|tutanota)\.(?:com|se|net|nu)"
    r"|(?:hotmail|outlook|live|msn|yahoo|ymail|gmx|proton|yandex|mail)\.(?:com|se|no|dk|fi|de|net|org|me|ru|co\.uk)",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?<![\w/.,:+-])(?:\+\s?46\s?(?:\(0\)\s?)?7|0046\s?7|07)[02369](?:[\s\u00a0/‑–-]{0,3}\d){7}(?![\w/-]|[.,:]\d)"
)
_PUBLIC = re.compile(r"växel|kontaktcenter|kundtjänst|jour|reception|medborgar\w*service|servicecenter", re.IGNORECASE)
_HOME = re.compile(
    r"(?P<cue>\b(?:hemadress|bostadsadress|privatadress|folkbokför\w+|bosatt|bor|boende)\b)"
    r"(?:\s+(?:är|på|i|vid|adress))*\s*:?\s+"
    r"(?P<street>[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ]?[\w-]+)?(?:gatan|vägen|gränd|stigen|allén|torget|backen|väg|gata)\s+\d{1,4}"
    r"(?:\s?[A-Za-z]\b)?)",
)
_LINE = 60


def check(context: Context) -> Iterator[Finding]:
    """Find ways to a person's home."""
    found = [*_addresses(context), *_numbers(context), *_homes(context)]
    if not found:
        return
    passed = internal(context)
    passed += tuple(one.span for one in context.meeting.contacts)
    passed += tuple(line.span for line in context.meeting.opening if line.term == "contact")
    for finding in sorted(found, key=lambda one: one.span.start):
        if not is_within(finding.span.start, passed):
            yield finding


def _addresses(context: Context) -> Iterator[Finding]:
    prose = context.prose
    if "@" not in prose:
        return
    known = {domain.casefold().lstrip("@") for domain in context.settings.email_domains}
    for match in _DOMAIN.finditer(prose):
        domain = match["domain"].casefold()
        local = _LOCAL.search(prose[max(0, match.start() - _LINE) : match.start()])
        if local is None or not _PRIVATE.fullmatch(domain) or domain in known:
            continue
        yield Finding(
            Span(match.start() - len(local[0]), match.end()),
            N_("a private e-mail address, by its domain `{domain}`"),
            N_("take it out, mark it internal, or name the domain in the setting `email-domains`"),
            {"domain": domain},
        )


def _numbers(context: Context) -> Iterator[Finding]:
    prose = context.prose
    if not any(beginning in prose for beginning in ("07", "+46", "+ 46", "0046")):
        return
    for match in _MOBILE.finditer(prose):
        line = prose[max(prose.rfind("\n", 0, match.start()) + 1, match.start() - _LINE) : match.start()]
        if not _PUBLIC.search(line):
            yield Finding(
                Span(match.start(), match.end()),
                N_("a mobile number"),
                N_("take it out, mark it internal, or give the number of the municipality"),
            )


def _homes(context: Context) -> Iterator[Finding]:
    if not context.holds("adress", "bosatt", "folkbok", "bor ", "boende "):
        return
    for match in context.found(_HOME):
        yield Finding(
            Span(*match.span("street")),
            N_("the home of a person: `{street}`"),
            N_("take it out, or mark it internal"),
            {"street": " ".join(match["street"].split())},
        )
