"""An attachment is listed, but the text never mentions it.

## What it does

Looks at the attachments listed for the whole document by number or letter, whether the text cites the number or
mentions the name.
An attachment listed in an item belongs to that, and lists of those present or of votes need no mention.

## Why it matters

An attachment that no item mentions is left from another meeting, or its mention is missing.

## Example

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Mötets öppnande

Ordföranden öppnar sammanträdet.

## Bilagor

- Bilaga 1: Karta över hamnen
```

## Use instead

```markdown
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Ny hamn

Kommunstyrelsen beslutar att bygga en hamn enligt bilaga 1.

## Bilagor

- Bilaga 1: Karta över hamnen
```
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items import _attachments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_MOST = 200
"""Attachments beyond which no more are looked for in the text."""

# Parts of names of attachments that go with any minutes.
_CUSTOMARY = {
    "sv": ("närvaro", "deltagar", "omröstning", "votering", "röst", "anslag", "överklag", "underskrift", "signatur"),
    "en": ("attendance", "participant", "vote", "signature", "notice", "appeal"),
}


def check(context: Context) -> Iterator[Finding]:
    """Find attachments of the document that the text does not mention."""
    found = _attachments.read(context)
    whole = [one for one in found.listed if one.whole]
    if not whole:
        return
    cited = {mention.key for mention in found.cited} | {one.key for one in found.listed if not one.whole}
    words = _folded(context.prose)
    entries = {listed.key: listed for listed in reversed(whole)}
    names = Counter(_folded(one.name) for one in whole)
    for one in list(entries.values())[-_MOST:]:
        name = _folded(one.name)
        if one.key in cited or any(part in name for part in _CUSTOMARY[context.language]):
            continue
        if name and words.count(name) > names[name]:
            continue
        yield Finding(
            one.span,
            N_("attachment {key} is listed, but the text never mentions it"),
            N_("cite it where it belongs, such as `({word} {key})`, or take it off the list"),
            {"key": one.key.upper(), "word": _attachments.NAMES[context.language][0]},
        )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
