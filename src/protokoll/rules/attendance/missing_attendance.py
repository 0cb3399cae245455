"""The minutes do not say who was there.

## What it does

Looks for persons under a heading such as `Beslutande` or `Närvarande`, behind such a label, in a table or in the front
matter.
It is content with words that send the reader to a list elsewhere, such as `Se närvarolista, bilaga 1`, and, outside
bodies that the law binds, with a sentence that tells who took part.
Extracts are left alone.

## Why it matters

Minutes must show which members and substitutes served (Kommunallagen 5:66, for boards and committees through 6:35).
Without that nobody can tell whether the body could decide, or who answers for what it decided.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 1 Mötets öppnande

Ordföranden hälsar välkommen.
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## Beslutande

- Asta Berglind (S), ordförande
- Cilla Ekman (M)

## § 1 Mötets öppnande

Ordföranden hälsar välkommen.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Finding
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.rules.attendance._roll import roll_is_elsewhere
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_TOLD = {
    "sv": re.compile(
        r"(?<!\w)(?:närvarande|närvarade|närvaro|deltog|deltagare|deltagande|medverkande|medverkade|enades)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:present|attended|attending|attendees|participants|participated)\b", re.IGNORECASE),
    "nb": re.compile(r"(?<!\w)(?:til stede|tilstede|deltok|deltakere|oppmøte)(?!\w)", re.IGNORECASE),
    "da": re.compile(r"(?<!\w)(?:til stede|deltog|deltagere|fremmødte)(?!\w)", re.IGNORECASE),
    "de": re.compile(r"\b(?:anwesend|anwesende|teilgenommen|teilnehmende|teilnehmer)\b", re.IGNORECASE),
    "fi": re.compile(r"\b(?:läsnä|osallistui|osallistuivat|osallistujat)\b", re.IGNORECASE),
}
_PERSON = re.compile(r"(?<!\w)[A-ZÅÄÖ][a-zåäöé]+\s(?:[a-z]{2,3}\s)?[A-ZÅÄÖ][a-zåäöé]+")


def check(context: Context) -> Iterator[Finding]:
    """Find minutes in which nobody is listed."""
    meeting = context.meeting
    if meeting.attendees or meeting.kind == "extract" or roll_is_elsewhere(context):
        return
    hint = N_("list them below a heading such as `## Beslutande`, a person a line: `- Asta Berglind (S), ordförande`")
    if context.profile != "kl":
        if any(_tells_who_was_there(context, text) for text in _texts(context)):
            return
        hint = N_("list them below a heading such as `## {present}`, a person a line: `- Asta Berglind, Sundby`")
    present = context.words.say(Term.PRESENT)
    heading = _empty_heading(context)
    if heading:
        yield Finding(
            context.where(heading.text, heading.span),
            N_("nobody is listed under `{heading}`"),
            hint,
            {"heading": heading.text.strip().rstrip(":"), "present": present},
        )
        return
    yield Finding(context.head, N_("who was there is nowhere to be read"), hint, {"present": present})


def _empty_heading(context: Context) -> c.Heading | None:
    """Find the heading of a roll that holds nobody."""
    starts = {section.span.start for section in context.meeting.sections if section.term == "present"}
    return next((block for block in context.of(c.Heading) if block.span.start in starts), None)


def _texts(context: Context) -> Iterator[str]:
    for block in context.all_blocks:
        if isinstance(block, (c.Paragraph, c.Table)):
            yield t.block_text(block)


def _tells_who_was_there(context: Context, text: str) -> bool:
    """Tell a text that says who took part; in notes, one that names somebody will do."""
    words = _TOLD.get(context.language)
    if words and words.search(text):
        return True
    return context.meeting.kind == "notes" and _PERSON.search(text) is not None
