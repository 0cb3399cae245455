"""A member organisation of the collaboration is neither present nor absent.

## What it does

Compares the settings' `organisations` with where the persons in the roll come from, the absent among them.
`Sundby`, `Sundby kommun` and `Sundbys` are the same, and so is a heading, or a sentence that says that somebody from
there could not come.
Without the setting it is silent.

## Why it matters

In a collaboration each municipality speaks for itself.
The reader must see who was not there when something was agreed on, and not have to guess that a line is missing.

## Example

```toml
[minutes]
organisations = ["Sundby", "Ekeby", "Tallmo"]
```

```markdown profile=samverkan
# Direktörsmöte 2024-05-17

## Närvarande

- Asta Berglind, Sundby
- Greta Sand, Ekeby
```

## Use instead

```markdown profile=samverkan
# Direktörsmöte 2024-05-17

## Närvarande

- Asta Berglind, Sundby
- Greta Sand, Ekeby

## Frånvarande

- Folke Rask, Tallmo
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import text as t
from protokoll.rules.attendance._roll import absent_words, people, roll_is_elsewhere, roll_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_KIND = re.compile(r"\s+(?:kommuns?|stads?|regions?)$|^(?:region|municipality of)\s+", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Find organisations that the roll says nothing of."""
    organisations = context.settings.organisations
    persons = people(context)
    if not organisations or not persons or context.meeting.kind == "extract" or roll_is_elsewhere(context):
        return
    told = "\n".join(_words_of_roll(context))
    missing = [name for name in organisations if not _named(name).search(told)]
    if not missing:
        return
    absences = "\n".join(_lines_of_absence(context))
    for name in missing:
        if not _named(name).search(absences):
            yield Finding(
                roll_place(context),
                N_("nobody from {organisation} is listed, neither present nor absent"),
                N_("list who came, or write who did not below `## Frånvarande`"),
                {"organisation": name},
            )


def _named(organisation: str) -> re.Pattern[str]:
    bare = _KIND.sub("", organisation.strip())
    return re.compile(rf"(?<!\w){re.escape(bare)}s?(?!\w)", re.IGNORECASE)


def _words_of_roll(context: Context) -> Iterator[str]:
    for person in context.meeting.attendees:
        if person.affiliation is None and person.title is None:
            yield person.name  # in a row of organisations, the name is one
        yield person.raw.replace(person.name, "")
        yield from filter(None, (person.affiliation, person.title, person.note, person.group))
        for mention in person.also:
            yield mention.raw.replace(person.name, "")
            yield mention.group or ""
    for line in context.meeting.opening:
        if line.term == "absent":
            yield line.text
    for section in context.meeting.sections:
        if section.term == "absent":
            yield from map(t.block_text, section.blocks)


def _lines_of_absence(context: Context) -> Iterator[str]:
    pattern = absent_words(context.words)
    text = context.prose
    for match in pattern.finditer(text):
        end = text.find("\n", match.end())
        yield text[text.rfind("\n", 0, match.start()) + 1 : len(text) if end == -1 else end]
