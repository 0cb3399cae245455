"""The file's name does not say what is in it, or holds characters that web addresses and other systems do not take.

## What it does

Looks at the name of the file: at spaces, underscores, letters such as å, ä and ö and other signs, and at names of
nothing but words such as *dokument*, *final* and *kopia*.

## Why it matters

A file leaves its folder: it is sent, published and archived, and then its name is all there is to know it by.
Webbriktlinjer.se advises descriptive names without spaces, underscores and special characters, which come out as
`%C3%A5` in an address.

## Example

```markdown name=Dokument1.md
# Protokoll från kommunstyrelsen 2024-05-14
```

## Use instead

```markdown name=protokoll-kommunstyrelsen-2024-05-14.md
# Protokoll från kommunstyrelsen 2024-05-14
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.grammar.slug import slug
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.diagnostics import Values
    from protokoll.rules.context import Context

_FIT = re.compile(r"[A-Za-z0-9.-]+")
_PIECE = re.compile(r"[^\W\d_]+")
_DATED = re.compile(r"(?:19|20)\d\d|\d{6}")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    dokument document doc docs untitled namnlös namnlos utan titel titellös rubrik ny nytt new fil file text test tmp
    temp final slutlig slutversion version ver v rev r utkast draft kopia copy mall template klar klart färdig fardig
    protokoll minutes notes anteckningar minnesanteckningar mötesanteckningar motesanteckningar möte mote meeting
    sammanträde sammantrade agenda dagordning index readme scan skannad skärmavbild x xx a b c
    """,
    )
)
"""Words that say nothing of what is in a file."""


def check(context: Context) -> Iterator[Finding]:
    """Find a name that says nothing, or that not every system takes."""
    path = context.source.path
    if path is None or not path.name:
        return
    better = _better(context, path.suffix)
    values: Values = {"name": path.name, "better": better}
    stem = path.name.removesuffix(path.suffix)
    if not _FIT.fullmatch(stem):
        yield Finding(
            context.head,
            N_("the file's name `{name}` holds spaces, underscores or special characters"),
            N_("call it `{better}`"),
            values,
        )
    elif not _DATED.search(stem) and all(piece in _EMPTY for piece in _PIECE.findall(stem.casefold())):
        yield Finding(
            context.head,
            N_("the file's name `{name}` does not say what is in it"),
            N_("call it `{better}`"),
            values,
        )


def _better(context: Context, suffix: str) -> str:
    """Make a name of what kind of document it is, whose, and of which day."""
    meeting = context.meeting
    parts = (context.words.say(Term(meeting.kind)), meeting.body, meeting.date)
    known = [slug(part) for part in parts if part]
    if len(known) < 2 and meeting.title:  # noqa: PLR2004 - the kind alone says too little
        known = [slug(meeting.title)]
    if len(known) < 2 and not meeting.title:  # noqa: PLR2004 - as above
        known = ["protokoll-kommunstyrelsen-2024-05-14"]
    return f"{'-'.join(filter(None, known))}{suffix.lower()}"
