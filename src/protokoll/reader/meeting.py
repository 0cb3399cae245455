"""Puts a meeting together from what the rooms of the reader find in each part of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll import __version__, vocabulary
from protokoll.errors import UsageError
from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.model import text as t
from protokoll.model.agenda import AgendaItem, Section
from protokoll.model.problem import Problem
from protokoll.reader import front_matter, markdown
from protokoll.reader.attendance import read_named, read_roll
from protokoll.reader.closing import Ending, read_approval, read_ending, read_signature, resolve
from protokoll.reader.decisions import read_decision
from protokoll.reader.identity import Identity, profile_of, read_title
from protokoll.reader.language import detect
from protokoll.reader.opening import Found, Opening, dates_of_title, read_opening
from protokoll.reader.outline import Outline, Part, read_outline
from protokoll.reader.times import find_dates
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.model.attendance import Attendee, Role
    from protokoll.model.closing import Approval, Signature
    from protokoll.reader.headings import HeadingRead
    from protokoll.source import Source
    from protokoll.vocabulary import Vocabulary

_FRONT_MATTER_AUTHORITY = -1


def read(source: Source, language: str | None = None) -> m.Meeting:
    """Read minutes; any text gives a meeting.

    `language` is a tag such as `sv`; without it the front matter's counts, else the language the words show.
    """
    return _Reading(source, language).meeting()


class _Draft(msgspec.Struct):
    """An item under construction."""

    heading: HeadingRead
    sections: list[tuple[HeadingRead | None, list[c.Block]]]


class _Reading:
    """One document being read: what has been found so far, in order."""

    def __init__(self, source: Source, language: str | None) -> None:
        self._text = source.text
        self._front = front_matter.find(source.text)
        self._blocks = markdown.parse(source.text[self._front.end :], self._front.end)
        self._problems = list(self._front.problems)
        self._vocabulary = self._choose_vocabulary(language)
        self._drafts: list[_Draft] = []
        self._attendees: list[Attendee] = []
        self._unplaced: list[c.Block] = []
        self._signatures: list[Signature] = []
        self._approval: Approval | None = None
        self._closing_headings: list[str] = []

    def meeting(self) -> m.Meeting:
        outline = read_outline(self._blocks, self._text, self._vocabulary)
        head, *parts = outline.parts
        opening = read_opening(head.blocks, self._vocabulary)
        self._unplaced += opening.unplaced
        for line in opening.rolls:
            self._attendees += read_named(line, self._vocabulary)
        self._place_parts(parts, outline)
        self._take_ending()
        return self._assemble(outline, opening)

    def _choose_vocabulary(self, language: str | None) -> Vocabulary:
        stated = next((entry for entry in self._front.entries if entry.field == "language"), None)
        if language is None and stated is not None:
            try:
                return vocabulary.load(stated.raw)
            except UsageError:
                known = ", ".join(vocabulary.languages())
                self._problems.append(Problem(span=stated.span, kind="bad_value", found=stated.raw, wanted=known))
        return vocabulary.load(language or detect(self._blocks))

    # The parts under headings

    def _place_parts(self, parts: Iterable[Part], outline: Outline) -> None:
        roll_level: int | None = None
        closing = False
        for part in parts:
            heading = part.heading
            if heading is None:
                continue
            if heading.role == "roll" and (not self._drafts or heading.heading.level <= outline.item_level):
                roll_level = heading.heading.level
                self._take_roll(part, heading)
            elif roll_level and self._is_roll_group(heading, roll_level) and self._take_group(part, heading):
                pass
            elif heading.role == "closing" and self._ends_document(heading, outline):
                closing, roll_level = True, None
                self._take_closing(part, heading)
            elif closing and heading.role != "item":
                self._unplaced += [heading.heading, *part.blocks]
            else:
                roll_level = None
                self._take_heading(part, heading, outline)

    def _take_heading(self, part: Part, heading: HeadingRead, outline: Outline) -> None:
        level = heading.heading.level
        belongs = bool(self._drafts) and (
            heading.term == "decision"
            or (level > self._drafts[-1].heading.heading.level and not heading.marked)
            or (heading.role == "own" and level > outline.item_level)
        )
        if belongs:
            self._drafts[-1].sections.append((heading, list(part.blocks)))
        else:
            words = t.trim(t.without_breaks(heading.heading.inlines))
            title = heading.title or (() if heading.marked else words)
            self._drafts.append(_Draft(msgspec.structs.replace(heading, title=title), [(None, list(part.blocks))]))

    def _ends_document(self, heading: HeadingRead, outline: Outline) -> bool:
        """Tell a heading over the signatures from an item that chooses who is to approve."""
        return not self._drafts or heading.heading.level <= outline.item_level or heading.term == "signatures"

    # Attendance

    def _take_roll(self, part: Part, heading: HeadingRead) -> None:
        words = heading.words.rstrip(": ")
        roll = read_roll(part.blocks, words, absent=heading.term == "absent", vocabulary=self._vocabulary)
        self._attendees += roll.attendees
        if not roll.attendees:
            self._unplaced.append(heading.heading)
        self._unplaced += roll.unplaced

    def _is_roll_group(self, heading: HeadingRead, roll_level: int) -> bool:
        return heading.role == "own" and heading.heading.level > roll_level

    def _take_group(self, part: Part, heading: HeadingRead) -> bool:
        roll = read_roll(part.blocks, heading.words.rstrip(": "), absent=False, vocabulary=self._vocabulary)
        if not roll.attendees or roll.unplaced:
            return False
        self._attendees += roll.attendees
        return True

    # The end

    def _take_closing(self, part: Part, heading: HeadingRead) -> None:
        self._closing_headings.append(heading.words.rstrip(": "))
        for block in part.blocks:
            approval = signature = None
            if isinstance(block, c.Paragraph):
                approval = read_approval(block, self._attendees, self._vocabulary) if not self._approval else None
                signature = None if approval else read_signature(block, self._attendees, self._vocabulary)
            if approval:
                self._approval = approval
            elif signature:
                self._signatures.append(signature)
            else:
                self._unplaced.append(block)

    def _take_ending(self) -> None:
        """Read sign-off and approval off the end of the last item, or of a text without items."""
        blocks = self._drafts[-1].sections[-1][1] if self._drafts else self._unplaced
        ending: Ending = read_ending(blocks, self._attendees, self._vocabulary)
        del blocks[ending.rest :]
        self._signatures = [*ending.signatures, *self._signatures]
        self._approval = self._approval or ending.approval

    # Items

    def _item(self, draft: _Draft) -> AgendaItem:
        heading = draft.heading
        sections = tuple(_section(found, blocks) for found, blocks in draft.sections if found or blocks)
        decisions = [
            decision
            for number, section in enumerate(sections)
            if section.term == "decision" and (decision := read_decision(section, number, self._vocabulary))
        ]
        end = max(heading.heading.span.end, *(section.span.end for section in sections), 0)
        return AgendaItem(
            span=Span(heading.heading.span.start, end),
            number=" ".join(heading.number.split()) if heading.number else None,
            prefix=heading.prefix,
            start=heading.start,
            title=" ".join(t.plain(heading.title).split()),
            inlines=heading.title,
            level=heading.heading.level,
            kind=heading.kind,
            sections=sections,
            decisions=tuple(decisions),
            raw=self._text[heading.heading.span.start : heading.heading.span.end],
        )

    # The whole

    def _assemble(self, outline: Outline, opening: Opening) -> m.Meeting:
        title_words = " ".join(t.plain(outline.title.inlines).split()) if outline.title else None
        identity = read_title(title_words or "", find_dates(title_words or "", self._vocabulary), self._vocabulary)
        statements = self._statements(outline, opening, identity)
        stated = {statement.field: statement.value for statement in statements if statement.wins}
        items = tuple(map(self._item, self._drafts))
        kind = stated.get("kind") or "minutes"
        body = stated.get("body")
        return m.Meeting(
            span=Span(0, len(self._text)),
            generator=f"protokoll {__version__}",
            kind=kind,  # type: ignore[arg-type]  # closed by the front matter's check and by the vocabulary's keys
            profile=stated.get("profile") or profile_of(kind, body, title_words, self._vocabulary),  # type: ignore[arg-type]
            title=stated.get("title"),
            title_inlines=t.trim(t.without_breaks(outline.title.inlines)) if outline.title else (),
            organisation=stated.get("organisation"),
            body=body,
            language=self._language_tag(stated.get("language")),
            date=stated.get("date"),
            start=stated.get("start"),
            end=stated.get("end"),
            place=stated.get("place"),
            case_number=stated.get("case_number"),
            issued=opening.issued,
            contacts=opening.contacts,
            chair=self._full_name(stated.get("chair")) or self._holder("chair"),
            secretary=self._full_name(stated.get("secretary")) or self._holder("secretary") or self._sole_signer(),
            statements=statements,
            opening=opening.lines,
            attendees=tuple(self._attendees),
            items=items,
            closing_headings=tuple(self._closing_headings),
            signatures=tuple(self._signatures),
            approval=self._approval,
            unplaced=tuple(sorted(self._unplaced, key=lambda block: block.span.start)),
            furniture=outline.furniture,
            problems=tuple(self._problems),
        )

    def _language_tag(self, stated: str | None) -> str:
        return stated if stated and "-" in stated else self._vocabulary.tag

    def _full_name(self, name: str | None) -> str | None:
        return (resolve(name, self._attendees) or name) if name else None

    def _holder(self, role: Role) -> str | None:
        """Find who has a role by the roll, or by how they signed."""
        named = next((person.name for person in self._attendees if person.role == role), None)
        return named or next((signature.name for signature in self._signatures if signature.role == role), None)

    def _sole_signer(self) -> str | None:
        """Take the only one who signs, and not as chair, for the one who wrote the minutes."""
        return self._signatures[0].name if [s.role for s in self._signatures] == [None] else None

    # Statements

    def _statements(self, outline: Outline, opening: Opening, identity: Identity) -> tuple[m.Statement, ...]:
        found = [*opening.found, *self._title_statements(outline, identity)]
        rows = [(_FRONT_MATTER_AUTHORITY, *row) for row in self._front_statements()]
        year = next((int(value[:4]) for _, field, value, _, _ in rows if field == "date"), None)
        year = year or next((int(x.value[:4]) for x in found if x.field == "date" and not x.missing_year), None)
        for statement in found:
            value = statement.missing_year.iso(year) if statement.missing_year else statement.value
            if value:
                rows.append((statement.authority, statement.field, value, statement.raw, statement.span))
        rows.sort(key=lambda row: (row[0], row[4].start))
        first: set[str] = set()
        statements = []
        for authority, field, value, raw, span in rows:
            origin = "front_matter" if authority == _FRONT_MATTER_AUTHORITY else "text"
            wins = field not in first
            first.add(field)
            statements.append(m.Statement(span=span, field=field, value=value, raw=raw, origin=origin, wins=wins))  # type: ignore[arg-type]  # one of the two words just above
        return tuple(statements)

    def _front_statements(self) -> list[tuple[m.Field, str, str, Span]]:
        rows = []
        for entry in self._front.entries:
            value = front_matter.normalise(entry, self._vocabulary)
            if value is not None:
                rows.append((entry.field, value, entry.raw, entry.span))
            elif entry.raw:
                wanted = {"date": "2024-05-17"}.get(entry.field, "09:00")
                self._problems.append(Problem(span=entry.span, kind="bad_value", found=entry.raw, wanted=wanted))
        return rows

    def _title_statements(self, outline: Outline, identity: Identity) -> list[Found]:
        if outline.title is None:
            return []
        inlines, span = outline.title.inlines, outline.title.span
        words = " ".join(t.plain(inlines).split())
        found = [Found("title", words, words, t.span_of(inlines, span), 2)]
        found += dates_of_title(inlines, span, self._vocabulary)
        for field, value in (("kind", identity.kind), ("body", identity.body), ("organisation", identity.organisation)):
            if value:
                start = t.plain(inlines).casefold().find(value.casefold())
                part = t.cut(inlines, start, start + len(value)) if start != -1 else inlines
                raw = t.plain(part) if start != -1 else words
                found.append(Found(field, value, raw, t.span_of(part, span), 2))  # type: ignore[arg-type]  # three of its words
        return found


def _section(heading: HeadingRead | None, blocks: Sequence[c.Block]) -> Section:
    spans = [heading.heading.span] if heading else []
    spans += [block.span for block in blocks]
    return Section(
        span=Span(spans[0].start, max(span.end for span in spans)),
        term=heading.term if heading else None,
        heading=heading.words.rstrip(": ") if heading else None,
        level=heading.heading.level if heading else None,
        blocks=tuple(blocks),
    )
