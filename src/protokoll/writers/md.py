"""The meeting as canonical Markdown: read again, it gives the same meeting. Data, so it takes the Meeting and no View.

All that was read is written in the order it stood; only its form is settled. Headings get one level a rank, facts are
a list of bold labels, persons stand one a line. Furniture of an old page is left out.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from protokoll.model.markdown import blocks_text, escaped, heading_text, list_entry, paragraph_text
from protokoll.seal import KEYS, content_hash, entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import AgendaItem, Section
    from protokoll.model.attendance import Attendee, Mention
    from protokoll.model.closing import Signature
    from protokoll.model.meeting import Line, Meeting
    from protokoll.source import Span

_ITEM_LEVEL = 2
_LOWEST = 6


def write(meeting: Meeting) -> bytes:
    """Give the meeting as UTF-8 Markdown, one line feed at its end."""
    text = _Writer(meeting).text() + "\n"
    if any(one.content for one in meeting.approvals):
        # What was approved is a writing; of this one its hash is kept only where it is that.
        now = content_hash(text)
        kept = (msgspec.structs.replace(one, content=now if one.content == now else None) for one in meeting.approvals)
        text = _Writer(msgspec.structs.replace(meeting, approvals=tuple(kept))).text() + "\n"
    return text.encode()


def is_ours(_data: bytes) -> bool:
    """Tell nobody's Markdown for ours: it bears no mark, and people write it by hand."""
    return False


class _Piece(msgspec.Struct, frozen=True):
    """One part of the document, and where it stood."""

    start: int
    text: str
    kind: str = "block"


class _Writer:
    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    def text(self) -> str:
        meeting = self._meeting
        pieces = [
            *self._lines(),
            *self._roll(),
            *self._items(meeting.items, _ITEM_LEVEL),
            *self._sections(),
            *self._closing(),
            *(_Piece(block.span.start, blocks_text([block])) for block in meeting.unplaced),
        ]
        pieces.sort(key=lambda piece: piece.start)
        parts = [self._front_matter(), self._title(), *_joined(pieces)]
        return "\n\n".join(part for part in parts if part.strip())

    # Head

    def _front_matter(self) -> str:
        meeting = self._meeting
        stated = [(one.span.start, one.field, [one.raw]) for one in meeting.statements if one.origin == "front_matter"]
        foreign = [
            (line.span.start, line.label or "", [inline.text for inline in line.inlines if hasattr(inline, "text")])
            for line in meeting.opening
            if line.origin == "front_matter"
        ]
        rows = [(start, _yaml(key, values)) for start, key, values in (*stated, *foreign)]
        rows += [(piece.span.start, piece.raw.rstrip()) for piece in meeting.furniture if piece.kind == "metadata"]
        if meeting.approvals:
            entries = "".join(entry(one.name, one.title, one.date, one.content) for one in meeting.approvals)
            rows.append((meeting.approvals[0].span.start, f"{KEYS[0]}:\n{entries.rstrip()}"))
        return "\n".join(["---", *(row for _, row in sorted(rows)), "---"]) if rows else ""

    def _title(self) -> str:
        words = heading_text(self._meeting.title_inlines)
        return f"# {words}" if words else ""

    def _lines(self) -> Iterator[_Piece]:
        for line in self._meeting.opening:
            if line.origin == "front_matter":
                continue
            if line.level is not None:
                label = f"{escaped(line.label)}\n\n" if line.label else ""
                yield _Piece(line.span.start, f"{'#' * _ITEM_LEVEL} {label}{paragraph_text(line.inlines)}")
            elif line.label is None:
                yield _Piece(line.span.start, paragraph_text(line.inlines))
            else:
                yield _Piece(line.span.start, _labelled(line), "fact")

    # Attendance

    def _roll(self) -> Iterator[_Piece]:
        written = [section.span for section in self._meeting.sections] + [line.span for line in self._meeting.opening]
        people: list[tuple[Attendee | Mention, Attendee]] = []
        for person in self._meeting.attendees:
            places: tuple[Attendee | Mention, ...] = (person, *person.also)
            people += [(place, person) for place in places if not _stands_in(place.span, written)]
        people.sort(key=lambda pair: pair[0].span.start)
        levels = {person.group: person.group_level for person in self._meeting.attendees}
        highest = min((level for level in levels.values() if level), default=_ITEM_LEVEL)
        for group, found in groupby(people, key=lambda pair: pair[0].group):
            entries = list(found)
            level = min(_ITEM_LEVEL + max(0, (levels.get(group) or highest) - highest), _LOWEST)
            lines = [self._person(entry, person) for entry, person in entries]
            heading = f"{'#' * level} {escaped(group)}\n\n" if group else ""
            yield _Piece(entries[0][0].span.start, heading + "\n".join(lines))

    def _person(self, entry: Attendee | Mention, person: Attendee) -> str:
        words = escaped(entry.raw)
        return f"- ~~{words}~~" if entry is person and person.struck else f"- {words}"

    # Items and sections

    def _items(self, items: Sequence[AgendaItem], level: int) -> Iterator[_Piece]:
        for item in items:
            if item.level is None:
                yield _Piece(item.span.start, _entry(item), "entry")
                continue
            content = [f"{'#' * level} {_heading(item)}", *_section_texts(item.sections, level, item.level)]
            children = [piece.text for piece in self._items(item.children, min(level + 1, _LOWEST))]
            yield _Piece(item.span.start, "\n\n".join(part for part in (*content, *children) if part))

    def _sections(self) -> Iterator[_Piece]:
        ranks = [section.level for section in self._meeting.sections if section.level]
        # What ranked with any item ranks with all: a source's levels drift.
        highest = max((item.level for item in self._meeting.items if item.level), default=min(ranks, default=1))
        for section in self._meeting.sections:
            level = _ITEM_LEVEL + max(0, (section.level or highest) - highest)
            yield _Piece(section.span.start, _section_text(section, min(level, _LOWEST)))

    # End

    def _closing(self) -> Iterator[_Piece]:
        meeting = self._meeting
        written = [section.span for section in meeting.sections]
        pieces = [
            (one.span.start, one.heading, _signature(one))
            for one in meeting.signatures
            if not _stands_in(one.span, written)
        ]
        approval = meeting.approval
        if approval and approval.statement and not _stands_in(approval.span, written):
            pieces.append((approval.span.start, approval.heading, paragraph_text(approval.inlines)))
        above = None
        for start, heading, text in sorted(pieces):
            new = heading is not None and heading != above
            above = heading
            yield _Piece(start, f"{'#' * _ITEM_LEVEL} {escaped(heading or '')}\n\n{text}" if new else text)


def _stands_in(span: Span, written: Sequence[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in written)


def _joined(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Put facts, and items that are entries of a list, on lines below one another."""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        texts = [piece.text for piece in group]
        if kind == "entry":
            loose = any("\n\n" in text for text in texts)
            yield ("\n\n" if loose else "\n").join(texts)
        elif kind == "fact":
            yield "\\\n".join(texts)
        else:
            yield from texts


def _yaml(key: str, values: Sequence[str]) -> str:
    quoted = [msgspec.json.encode(value).decode() for value in values]
    return f"{key}: {quoted[0]}" if len(quoted) == 1 else "\n".join([f"{key}:", *(f"  - {value}" for value in quoted)])


def _labelled(line: Line) -> str:
    value = paragraph_text(line.inlines)
    return f"**{escaped(line.label or '')}:** {value}".rstrip()


def _heading(item: AgendaItem) -> str:
    """Write an item's marks and title the one way."""
    hours = "–".join(time.replace(":", ".") for time in (item.start, item.end) if time)
    return " ".join(part for part in (_number(item), hours, heading_text(item.inlines)) if part)


def _number(item: AgendaItem) -> str:
    if item.number is None:
        return ""
    number = item.number
    if "§" in item.raw:
        number = f"§ {number}"
    elif item.prefix is None:
        number = f"{number})" if number.isalpha() else (number if not number.isdecimal() else f"{number}.")
    return f"{item.prefix} {number}" if item.prefix else number


def _entry(item: AgendaItem) -> str:
    """Write an item that was an entry of a list as one."""
    marker = f"{item.number}." if item.number and item.number.isdecimal() else "-"
    own = item.number if item.number and marker == "-" else ""
    hours = (item.start or "").replace(":", ".")
    title = " ".join(part for part in (own, hours, heading_text(item.inlines)) if part)
    blocks = [block for section in item.sections for block in section.blocks]
    rest = blocks_text(blocks)
    return list_entry(marker, f"{title}\n\n{rest}" if rest else title)


def _section_texts(sections: Sequence[Section], level: int, source_level: int) -> Iterator[str]:
    for section in sections:
        below = max(1, (section.level or 0) - source_level)
        yield _section_text(section, min(level + below, _LOWEST))


def _section_text(section: Section, level: int) -> str:
    if section.heading is None:
        return blocks_text(section.blocks)
    if section.level is None:
        first = blocks_text(section.blocks[:1])
        rest = blocks_text(section.blocks[1:])
        return "\n\n".join(part for part in (f"**{escaped(section.heading)}:** {first}", rest) if part)
    lead = section.heading.endswith(":")
    heading = f"**{escaped(section.heading)}**" if lead else f"{'#' * level} {escaped(section.heading)}"
    return "\n\n".join(part for part in (heading, blocks_text(section.blocks)) if part)


def _signature(signature: Signature) -> str:
    lines = [signature.name, signature.title, signature.date]
    return "\\\n".join(escaped(line) for line in lines if line)
