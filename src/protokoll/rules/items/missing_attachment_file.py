"""A link or a picture points to a file that is not there.

## What it does

Looks beside the source for every file that a link or a picture names by a relative path.
Addresses on the web, addresses within the document and paths from the root are left alone, and so is text that comes
from standard input, beside which nothing lies.

## Why it matters

Whoever opens the minutes gets an error in place of the attachment, and in Word and PDF the picture is left out.

## Example

```markdown files=bilagor/budget.pdf
# Protokoll från kommunstyrelsen 2024-05-14

Se [budgeten](bilagor/budjet.pdf).
```

## Use instead

```markdown files=bilagor/budget.pdf
# Protokoll från kommunstyrelsen 2024-05-14

Se [budgeten](bilagor/budget.pdf).
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context
    from protokoll.source import Span

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LOOKS_LIKE_SITE = re.compile(r"(?:www\.|[\w-]+\.(?:se|com|org|net|eu|nu|io|gov)(?:/|$))")


def check(context: Context) -> Iterator[Finding]:
    """Find relative addresses at which nothing lies."""
    exists = context.exists
    if exists is None:
        return
    known: dict[str, bool] = {}
    links = [(link.span, link.href, False) for link in context.inlines(c.Link)]
    pictures = [(image.span, image.src, True) for image in context.inlines(c.Image)]
    for span, address, is_picture in (*links, *pictures):
        path = _path(address)
        if path is None:
            continue
        if path not in known:
            known[path] = exists(path)
        if known[path]:
            continue
        yield Finding(
            _place(context, span, address),
            N_("the picture `{path}` is not there") if is_picture else N_("the file `{path}` is not there"),
            N_("put it beside the minutes, or mend the path"),
            {"path": path},
        )


def _path(address: str) -> str | None:
    """Give the file a relative address names; None for the web, a place in the document, or a path from the root."""
    path = unquote(address.partition("#")[0].partition("?")[0]).strip()
    if not path or "\0" in path or path.startswith(("/", "\\")) or _SCHEME.match(path) or _LOOKS_LIKE_SITE.match(path):
        return None
    return path


def _place(context: Context, span: Span, address: str) -> Span:
    return context.where(address, span) if address in context.source.text[span.start : span.end] else span
