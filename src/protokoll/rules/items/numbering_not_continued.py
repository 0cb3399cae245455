"""The numbers do not go on from the body's meeting before.

## What it does

Looks at all the minutes that are checked together, and compares those of the same body and year in the order of their
days.
A new year may begin anew, and so may a body all of whose minutes begin with § 1.
Documents of the same day, such as an extract approved immediately, count as one meeting.
Extracts, agendas and notes are left out, and so are minutes without paragraph signs.

## Why it matters

Paragraphs are numbered through the year, so that body, year and number name one decision.
A number used twice names two; a number left out looks like a decision that is gone.
The rule cannot know of a meeting whose minutes it has not been given, and says so.

## Example

```markdown profile=kl name=2024-05-14.md
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

## § 42 Taxa för badhuset
```

```markdown profile=kl name=2024-06-11.md
# Protokoll från kommunstyrelsen 2024-06-11

## § 42 Ny brandstation
```

## Use instead

```markdown profile=kl name=2024-06-11.md
# Protokoll från kommunstyrelsen 2024-06-11

## § 43 Ny brandstation
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Finding
from protokoll.rules.items import _numbering
from protokoll.source import Span  # noqa: TC001 - msgspec looks it up where a digest is decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.rules.context import Context

_CUSTOM = 3
"""Minutes that all begin with § 1, from which on that is how the body numbers."""


class Digest(msgspec.Struct, frozen=True):
    """What is kept of one document to compare it with others: whose minutes, of which day, from which number to which.

    `body` is folded, `organisation` empty where the text names none; `span` is where the first number stands.
    """

    organisation: str
    body: str
    date: str
    first: int
    span: Span
    last: int


class _Meeting(msgspec.Struct):
    """The documents of one body and day: which of them has the first number, and which the last."""

    date: str
    first: int
    opens: int
    last: int
    closes: int


def digest(context: Context) -> Digest | None:
    """Keep what the comparing needs; None for what is no formal minutes with paragraph signs."""
    meeting = context.meeting
    if context.profile != "kl" or meeting.kind != "minutes" or not meeting.body or not meeting.date:
        return None
    rows = _numbering.rows(context)
    if len(rows) != 1 or "§" not in rows[0][0].item.raw:
        return None  # none, or of several bodies or years
    first = min(rows[0], key=lambda number: number.first)
    last = max(number.last for number in rows[0])
    return Digest(
        organisation=" ".join((meeting.organisation or "").casefold().split()),
        body=" ".join(meeting.body.casefold().split()),
        date=meeting.date,
        first=first.first,
        span=first.span,
        last=last,
    )


def compare(digests: Sequence[tuple[str, Digest]]) -> Iterator[tuple[int, Finding]]:
    """Give, with its index, each document whose numbers do not go on from those of the meeting before."""
    organisations: dict[str, set[str]] = {}
    for _, one in digests:
        organisations.setdefault(one.body, set()).add(one.organisation)
    groups: dict[tuple[str, str, str], list[int]] = {}
    for index, (_, one) in enumerate(digests):
        organisation = one.organisation or _only(organisations[one.body] - {""})
        groups.setdefault((organisation, one.body, one.date[:4]), []).append(index)
    found = [pair for indices in groups.values() for pair in _within(digests, indices)]
    yield from sorted(found, key=lambda pair: pair[0])


def _only(organisations: set[str]) -> str:
    """Give whose body it is where minutes do not say it: that of the others, if they are all of one."""
    return min(organisations) if len(organisations) == 1 else ""


def _within(digests: Sequence[tuple[str, Digest]], indices: Sequence[int]) -> Iterator[tuple[int, Finding]]:
    meetings: dict[str, _Meeting] = {}
    for index in indices:
        one = digests[index][1]
        meeting = meetings.setdefault(one.date, _Meeting(one.date, one.first, index, one.last, index))
        if one.first < meeting.first:
            meeting.first, meeting.opens = one.first, index
        if one.last > meeting.last:
            meeting.last, meeting.closes = one.last, index
    in_order = sorted(meetings.values(), key=lambda meeting: meeting.date)
    if len(in_order) >= _CUSTOM and all(meeting.first == 1 for meeting in in_order):
        return
    for before, meeting in pairwise(in_order):
        if meeting.first != before.last + 1:
            span = digests[meeting.opens][1].span
            yield meeting.opens, _finding(span, before, meeting, digests[before.closes][0])


def _finding(span: Span, before: _Meeting, meeting: _Meeting, file: str) -> Finding:
    values: dict[str, str | int | float] = {
        "first": meeting.first,
        "file": file,
        "date": before.date,
        "last": before.last,
        "next": before.last + 1,
    }
    if meeting.first <= before.last:
        return Finding(
            span,
            N_("§ {first} does not go on from {file} of {date}, which ends with § {last}"),
            N_("number on from § {next}; the number has been used already this year"),
            values,
        )
    return Finding(
        span,
        N_("§ {first} does not go on from {file} of {date}, which ends with § {last}"),
        N_("number on from § {next}, or check the minutes of a meeting in between together with these"),
        values,
    )
