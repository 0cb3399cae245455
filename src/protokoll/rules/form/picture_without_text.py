"""A picture has no text in its place.

## What it does

Looks at the text in a picture's brackets: it is missing, or says no more than the file's name or a word such as *bild*.

## Why it matters

Who cannot see the picture gets nothing of it.
WCAG 1.1.1 asks for a text that serves the same purpose, and names a file's name as none (failure F30).
Without one the PDF cannot be made accessible, as the law on digital public services (DOS-lagen 10 §) asks.

## Example

```markdown
# Möte om stationen 2024-05-14

![](parkering.png)
```

## Use instead

```markdown
# Möte om stationen 2024-05-14

![Karta över pendlarparkeringen med de nya infarterna](parkering.png)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_EMPTY = re.compile(
    r"(?:bild|image|img|picture|pic|foto|photo|figur|figure|diagram|graf|graph|karta|skärmbild|skärmavbild|screenshot)"
    r"[\s_-]*\d*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]+")


def check(context: Context) -> Iterator[Finding]:
    """Find pictures whose text says nothing of them."""
    for picture in context.inlines(c.Image):
        if not picture.alt.strip():
            yield Finding(
                picture.span,
                N_("the picture has no text in its place"),
                N_("write in the brackets what it shows"),
            )
        elif _says_nothing(picture):
            yield Finding(
                picture.span,
                N_("`{alt}` says nothing of the picture"),
                N_("write in the brackets what it shows"),
                {"alt": picture.alt.strip()},
            )


def _says_nothing(picture: c.Image) -> bool:
    words = picture.alt.strip()
    name = picture.src.replace("%20", " ").rpartition("/")[2]
    # One word may be both the file's name and a fit description, so only a name with its ending is told.
    return bool(_EMPTY.fullmatch(words)) or (
        "." in words and _LETTERS.findall(words.casefold()) == _LETTERS.findall(name.casefold())
    )
