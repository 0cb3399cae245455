"""A link's words do not say where it leads.

## What it does

Looks for links whose words are a web address, or nothing but *här*, *länk*, *klicka här* and the like.
An address for e-mail says what it is.

## Why it matters

Who listens to a page often jumps from link to link, and hears nothing but these words (WCAG 2.4.4).
An address is read aloud character by character.

## Example

```markdown
# Möte om stationen 2024-05-14

Utredningen finns [här](https://sundby.example/utredning.pdf).
```

## Use instead

```markdown
# Möte om stationen 2024-05-14

Se [utredningen om pendlarparkeringen](https://sundby.example/utredning.pdf).
```
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c
from protokoll.model import text as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+", re.IGNORECASE)
_EMPTY = {
    "sv": """
        här, där, länk, länken, denna länk, den här länken, följande länk, via länk, klicka, klicka här
        klicka på länken
        tryck här, läs mer, läs mer här, läs här, mer, mer här, mer information, mer info, se här, se länk, se mer
        hämta här, ladda ner här, ladda ned här
        följ länken, länk här, länk hit, sida, sidan, webbsida, hemsida
    """,
    "en": """
        here, link, this, this link, the link, click, click here, read more, more, learn more, see here, see more
        more here, more information, more info, page, website
    """,
}


def check(context: Context) -> Iterator[Finding]:
    """Find links whose words are an address, or none of their own."""
    empty = _empty(context.language)
    for link in context.inlines(c.Link):
        words = " ".join(t.plain(link.inlines).split())
        if not words:
            continue
        if _ADDRESS.fullmatch(words):
            yield Finding(
                link.span,
                N_("the link's words are its address"),
                N_("write what stands there, as in `[the plan for 2025](address)`"),
            )
        elif words.casefold().strip(" .,:;!>»→()") in empty:
            yield Finding(
                link.span,
                N_("the link `{words}` does not say where it leads"),
                N_("write what stands there, as in `[the plan for 2025](address)`"),
                {"words": words},
            )


@cache
def _empty(language: str) -> frozenset[str]:
    """Give the words that say nothing, in a language and in English."""
    return frozenset(re.split(r",\s+|\n\s*", f"{_EMPTY['en'].strip()}\n{_EMPTY.get(language, '').strip()}"))
