"""From a document's parts to its items, its roll, its own sections and its end: who belongs where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader import listing
from protokoll.reader.attendance import holds_persons, is_roll_table, read_named, read_roll
from protokoll.reader.closing import read_approval, read_signature
from protokoll.reader.headings import HeadingRead, item_kind
from protokoll.reader.notice import read_notice
from protokoll.reader.opening import Found, LabelledLine, labelled_heading, line_of, read_opening, statements_of
from protokoll.reader.outline import Part
from protokoll.reader.persons import role_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.attendance import Attendee
    from protokoll.model.closing import Approval, Notice, Signature
    from protokoll.reader.outline import Outline
    from protokoll.vocabulary import Vocabulary

Passage = tuple[HeadingRead | None, list[c.Block]]
"""A heading, if there is one, and the blocks under it."""

_FEW = 2
"""Items beyond which those under headings are taken for all there are."""

_CLOSING_LABELS = {"chair", "secretary", "approvers", "approval_place_time"}
_OF_THE_DOCUMENT = {"actions", "decision", "links"}
"""Sections that stand for the whole meeting where they rank with its items."""


class Draft(msgspec.Struct):
    """An item under construction. `span` is given where it was read from a list's entry."""

    heading: HeadingRead
    sections: list[Passage]
    children: list[Draft] = []
    span: Span | None = None


class Drafts(msgspec.Struct):
    """A document sorted: what is item, roll, section of its own, or end."""

    lines: list[LabelledLine] = []
    found: list[Found] = []
    attendees: list[Attendee] = []
    items: list[Draft] = []
    sections: list[Passage] = []
    unplaced: list[c.Block] = []
    signatures: list[Signature] = []
    approval: Approval | None = None
    notice: Notice | None = None
    closing_headings: list[str] = []


def sort_parts(outline: Outline, vocabulary: Vocabulary) -> Drafts:
    """Sort the parts of an outline."""
    return _Sorting(outline, vocabulary).run()


class _Sorting:
    """One outline being sorted, part by part."""

    def __init__(self, outline: Outline, vocabulary: Vocabulary) -> None:
        self._outline = outline
        self._vocabulary = vocabulary
        self._found = Drafts()
        self._roll: tuple[int, str | None] | None = None
        self._ending = False
        self._ended_by_line = False
        self._items_met = False
        self._wrapper: int | None = None

    def run(self) -> Drafts:
        """Go through the parts in order, then look for items in lists where no heading is one."""
        self._take_head(self._outline.parts[0].blocks)
        for part in self._outline.parts[1:]:
            if part.heading is None:
                self._go_on(part.blocks)
            else:
                self._place(part, part.heading)
        self._items_of_lists()
        return self._found

    def _name(self, line: LabelledLine) -> None:
        absent = line.term == "absent"
        self._found.attendees += read_named(
            line.inlines, line.span, line.label, absent=absent, vocabulary=self._vocabulary
        )

    def _go_on(self, blocks: Sequence[c.Block]) -> None:
        """Go on without a heading after a label that ran into its text."""
        if not blocks:
            return
        if self._found.items and not self._ending:
            self._found.items[-1].sections.append((None, list(blocks)))
        elif self._found.sections:
            self._found.sections.append((None, list(blocks)))
        else:
            self._loose(blocks)

    def _place(self, part: Part, heading: HeadingRead) -> None:
        level = heading.heading.level
        if self._wrapper is not None and level <= self._wrapper:
            self._wrapper = None
        plain = heading.role != "item" or not (heading.leading.number or heading.leading.start)
        if self._found.items and plain and heading.role != "section" and self._take_title(part, heading):
            return
        before = self._before_items()
        at_rank = before or level <= self._item_level()
        line = (
            labelled_heading(heading.heading, self._vocabulary) if before and heading.role in {"own", "roll"} else None
        )
        if line is not None:
            self._take_line(line, part.blocks)
        elif heading.role == "date" and before:
            self._take_date(part, heading)
        elif heading.role in {"label", "closing"} and before and self._take_label(part, heading):
            pass
        elif heading.role == "roll" and at_rank:
            self._take_roll(part, heading)
        elif (
            self._roll and heading.role in {"own", "roll"} and level > self._roll[0] and self._take_group(part, heading)
        ):
            pass
        elif heading.role == "closing" and (at_rank or heading.term in {"signatures", "notice"}):
            self._take_closing(part, heading)
        elif heading.role == "label" and heading.term in _CLOSING_LABELS and self._take_sign_off(part, heading):
            pass
        elif heading.role == "part" and at_rank:
            self._roll, self._ending, self._wrapper = None, False, level if heading.term == "minutes" else None
            self._section(heading, part.blocks)
        elif (
            self._ending and heading.role != "item" and not (self._ended_by_line and self._is_matter(heading, at_rank))
        ):
            self._section(heading, part.blocks)
        else:
            self._roll = None
            if heading.role == "label" and self._found.items:
                heading = msgspec.structs.replace(heading, role="own")
            self._take_heading(part, heading)

    def _before_items(self) -> bool:
        return not self._found.items and not self._items_met

    def _take_title(self, part: Part, heading: HeadingRead) -> bool:
        """Read the title of `§ 12` off the next heading, where it stands on a line of its own."""
        last = self._found.items[-1]
        last = last.children[-1] if last.children else last
        if not _lacks_title(last) or len(last.sections) > 1 or last.sections[0][1]:
            return False
        kind = item_kind(t.plain(heading.title), self._vocabulary)
        both = msgspec.structs.replace(
            last.heading.heading, span=Span(last.heading.heading.span.start, heading.heading.span.end)
        )
        last.heading = msgspec.structs.replace(last.heading, heading=both, title=heading.title, kind=kind)
        last.sections[0][1].extend(part.blocks)
        return True

    @staticmethod
    def _is_matter(heading: HeadingRead, at_rank: bool) -> bool:  # noqa: FBT001 - told by the one caller
        """Tell a real heading that goes on with the items after what only looked like the document's end."""
        return at_rank and heading.role == "own" and heading.origin == "heading"

    def _item_level(self) -> int:
        return self._outline.item_level if self._wrapper is None else max(self._outline.item_level, self._wrapper + 1)

    def _section(self, heading: HeadingRead | None, blocks: Sequence[c.Block]) -> None:
        self._found.sections.append((heading, list(blocks)))
        if heading and heading.term in {"agenda", "minutes"}:
            self._items_met = self._items_met or any(map(_holds_items, blocks))

    def _loose(self, blocks: Sequence[c.Block]) -> None:
        """Keep blocks that belong to nothing, and mind whether they hold the items themselves."""
        self._found.unplaced += blocks
        self._items_met = self._items_met or any(map(_holds_items, blocks))

    # The head

    def _take_line(self, line: LabelledLine, blocks: Sequence[c.Block]) -> None:
        self._add_line(line)
        if line.term in {"present", "absent"}:
            self._name(line)
        self._take_head(blocks)

    def _add_line(self, line: LabelledLine) -> None:
        self._found.lines.append(line)
        self._found.found += statements_of(line, self._vocabulary)

    def _take_head(self, blocks: Sequence[c.Block]) -> None:
        """Read blocks of the opening: lines, persons, tables of persons, and what is none of these.

        From a list that holds the minutes themselves on, nothing belongs to the opening any more.
        """
        stop = next((number for number, block in enumerate(blocks) if _holds_items(block)), len(blocks))
        blocks, beyond = blocks[:stop], blocks[stop:]
        tables = [block for block in blocks if isinstance(block, c.Table) and is_roll_table(block, self._vocabulary)]
        opening = read_opening([block for block in blocks if block not in tables], self._vocabulary)
        self._found.lines += opening.lines
        self._found.found += opening.found
        self._loose(opening.unplaced)
        for line in opening.rolls:
            self._name(line)
        self._loose(beyond)
        for table in tables:
            self._found.attendees += read_roll([table], None, absent=False, vocabulary=self._vocabulary).attendees
            self._found.sections.append((None, [table]))

    def _take_date(self, part: Part, heading: HeadingRead) -> None:
        inlines = t.without_breaks(heading.heading.inlines)
        span, level = heading.heading.span, heading.heading.level
        self._add_line(LabelledLine("issued", None, inlines, span, level=level))
        self._take_head(part.blocks)

    def _take_label(self, part: Part, heading: HeadingRead) -> bool:
        """Read a label that stands over its value; False where it has none, or is none at the document's head."""
        term = self._vocabulary.meanings("labels").get(t.fold(heading.words))
        if term is None or (read := line_of(term, heading.heading, part.blocks)) is None:
            return False
        line, rest = read
        self._add_line(line)
        self._take_head(rest)
        return True

    # Attendance

    def _take_roll(self, part: Part, heading: HeadingRead) -> None:
        self._roll, self._ending = (heading.heading.level, heading.term), False
        words = heading.words.rstrip(": ")
        if heading.term == "invited":
            self._section(heading, part.blocks)
            return
        # A list that holds more than names under its entries is the minutes themselves, not the roll.
        stop = next((number for number, block in enumerate(part.blocks) if self._holds_matter(block)), len(part.blocks))
        self._loose(part.blocks[stop:])
        part = Part(heading, part.blocks[:stop])
        absent = heading.term == "absent"
        label, colon, names = words.partition(":")
        if colon and names.strip():
            value = t.trim(t.cut(t.without_breaks(heading.heading.inlines), len(label) + 1))
            self._found.attendees += read_named(
                value, heading.heading.span, label, absent=absent, vocabulary=self._vocabulary
            )
            self._section(heading, part.blocks)
            return
        roll = read_roll(part.blocks, words, absent=absent, vocabulary=self._vocabulary)
        self._found.attendees += _at_level(roll.attendees, heading)
        if not roll.plain:
            self._section(heading, part.blocks)

    def _holds_matter(self, block: c.Block) -> bool:
        return _holds_items(block) and not holds_persons(block, self._vocabulary)

    def _take_group(self, part: Part, heading: HeadingRead) -> bool:
        absent = heading.term == "absent" or (self._roll is not None and self._roll[1] == "absent")
        roll = read_roll(part.blocks, heading.words.rstrip(": "), absent=absent, vocabulary=self._vocabulary)
        if not roll.attendees or not roll.plain:
            return False
        self._found.attendees += _at_level(roll.attendees, heading)
        return True

    # The end

    def _take_closing(self, part: Part, heading: HeadingRead) -> None:
        self._ending, self._roll, self._ended_by_line = True, None, heading.origin == "line"
        if heading.term == "notice":
            self._found.notice = self._found.notice or read_notice(part.blocks, self._vocabulary)
            self._section(heading, part.blocks)
            return
        signatures: list[Signature] = []
        approval: Approval | None = None
        left: list[c.Block] = []
        for block in part.blocks:
            signature = told = None
            if isinstance(block, c.Paragraph):
                if approval is None and self._found.approval is None:
                    told = approval = read_approval(block, self._found.attendees, self._vocabulary)
                signature = None if told else read_signature(block, self._found.attendees, self._vocabulary)
                if signature and signature.role is None:
                    role = "approver" if heading.term == "approval" else role_of(heading.words, self._vocabulary)
                    signature = msgspec.structs.replace(signature, role=role)
                if signature:
                    signature = msgspec.structs.replace(signature, heading=heading.words.rstrip(": "))
                if approval and told:
                    approval = msgspec.structs.replace(approval, heading=heading.words.rstrip(": "))
                signatures += [signature] if signature else []
            # A line across the page is where one signs.
            if told is None and signature is None and not isinstance(block, c.ThematicBreak):
                left.append(block)
        self._found.signatures += signatures
        self._found.approval = self._found.approval or approval
        if left or not (signatures or approval):
            self._section(heading, part.blocks)
        else:
            self._found.closing_headings.append(heading.words.rstrip(": "))

    def _take_sign_off(self, part: Part, heading: HeadingRead) -> bool:
        """Read `Sekreterare` over a name at the end of the document."""
        names = [block for block in part.blocks if isinstance(block, c.Paragraph)]
        if not self._ending and not names:
            return False
        signatures: list[Signature] = []
        for block in names:
            words = f"{heading.words.rstrip(': ')}: {block.text.strip(' _.')}"
            signature = read_signature(
                c.Paragraph(span=block.span, text=words, inlines=(c.Text(span=block.span, text=words),)),
                self._found.attendees,
                self._vocabulary,
            )
            if signature:
                signatures.append(msgspec.structs.replace(signature, raw=block.text.strip()))
        if not signatures and not self._ending:
            return False
        self._found.signatures += signatures
        self._ending = True
        self._section(heading, part.blocks)
        return True

    # Items

    def _take_heading(self, part: Part, heading: HeadingRead) -> None:
        self._ending = False
        last = self._found.items[-1] if self._found.items else None
        if last is not None and self._adopt(last, part, heading):
            return
        if heading.role in {"section", "part", "roll", "label", "closing"}:
            self._section(heading, part.blocks)
            return
        if last is None and heading.role == "own" and not part.blocks and self._is_subtitle():
            inlines, span = t.without_breaks(heading.heading.inlines), heading.heading.span
            self._add_line(LabelledLine("body", None, inlines, span, level=heading.heading.level))
            return
        if last is None and heading.origin == "line" and heading.words.endswith(":"):
            self._section(heading, part.blocks)  # a lead within notes, and no item of its own
            return
        if self._is_wrapper(part, heading):
            self._wrapper = heading.heading.level
            self._section(heading, part.blocks)
            return
        self._found.items.append(_draft(heading, part.blocks, self._vocabulary))

    def _is_subtitle(self) -> bool:
        """Tell that nothing but the title has been met: a heading over nothing then tells whose meeting it was."""
        found = self._found
        return self._outline.title is not None and not (
            found.lines or found.unplaced or found.sections or found.attendees or found.items
        )

    def _adopt(self, last: Draft, part: Part, heading: HeadingRead) -> bool:
        """Give a part to the last item, as an item below it or as a section; False where it is none of the two."""
        if heading.marked:
            is_child = _is_below(last, heading)
        elif heading.role == "item":
            return False
        else:
            is_child = self._is_matter_below(last, heading)
        if is_child:
            last.children.append(_draft(heading, part.blocks, self._vocabulary))
            return True
        if heading.marked or not self._is_section_of(last, heading):
            return False
        (last.children[-1] if last.children else last).sections.append((heading, list(part.blocks)))
        return True

    def _is_matter_below(self, last: Draft, heading: HeadingRead) -> bool:
        """Tell a matter of its own under "Övriga frågor"."""
        level = heading.heading.level
        below = last.children[-1].heading.heading.level if last.children else level
        return heading.role == "own" and last.heading.kind == "other" and last.heading.heading.level < level <= below

    def _is_section_of(self, last: Draft, heading: HeadingRead) -> bool:
        level = heading.heading.level
        deeper = level > last.heading.heading.level
        ranks = level <= self._item_level()
        if heading.role == "own":
            in_wrapper = self._wrapper is not None and level == self._wrapper + 1
            holds_none = last.heading.kind in {"opening", "closing", "break"}
            beside = not deeper and (ranks or not last.heading.marked)
            return not holds_none and not beside and not (ranks and in_wrapper)
        if deeper or heading.origin != "heading":
            return True
        # A section that ranks with the items is theirs where they are numbered, and the whole meeting's where not.
        own = ranks and not last.heading.marked and heading.term in _OF_THE_DOCUMENT
        return not own and heading.role not in {"part", "closing"}

    def _is_wrapper(self, part: Part, heading: HeadingRead) -> bool:
        return not part.blocks and heading.role == "own" and heading.heading.level < self._outline.item_level

    # Items that are entries of a list

    def _items_of_lists(self) -> None:
        found = self._found
        openings = [draft for draft in found.items if draft.heading.kind == "opening"]
        for draft in openings:
            blocks = draft.sections[-1][1]
            for block in [block for block in blocks if listing.is_agenda(block) and listing.has_content(block)]:
                blocks.remove(block)
                position = found.items.index(draft) + 1
                found.items[position:position] = self._expanded(block)
        business = [draft for draft in found.items if draft.heading.kind not in {"opening", "closing", "break"}]
        source = self._best_list(business)
        if source is None:
            return
        blocks, block = source
        blocks.remove(block)
        found.items = sorted([*found.items, *self._expanded(block)], key=_position)

    def _best_list(self, business: Sequence[Draft]) -> tuple[list[c.Block], c.Block] | None:
        """Choose the list whose entries are the items: one that holds the minutes before one that names them."""
        titles = {t.fold(t.plain(draft.heading.title)) for draft in business}
        numbers = {draft.heading.leading.number for draft in business}
        named = [
            (blocks, block, heading.term or "")
            for heading, blocks in self._found.sections
            if heading is not None and heading.term in {"agenda", "minutes"}
            for block in blocks
            if listing.is_agenda(block) and (heading.term == "agenda" or listing.has_short_titles(block))
        ]
        full = [(blocks, block) for blocks, block, _ in named if listing.has_content(block)]
        bare = [(self._found.unplaced, block) for block in self._found.unplaced if listing.is_agenda(block)]
        if business:
            counted = len(business) > _FEW and None not in numbers
            fresh = [] if counted else [pair for pair in full if not titles.intersection(listing.titles_of(pair[1]))]
            opened = len(business) < len(self._found.items)
            fresh += [] if opened else [pair for pair in bare if listing.has_content(pair[1]) or len(business) == 1]
            return fresh[0] if fresh and len(business) <= _FEW else None
        minutes = [(blocks, block) for blocks, block, term in named if term == "minutes" and listing.has_content(block)]
        agenda = [(blocks, block) for blocks, block, term in named if term == "agenda"]
        for candidates in (minutes, full, agenda, bare):
            if candidates:
                return max(candidates, key=lambda pair: (listing.has_content(pair[1]), len(pair[1].items)))  # type: ignore[union-attr]  # is_agenda told
        return None

    def _expanded(self, block: c.Block) -> list[Draft]:
        drafts: list[Draft] = []
        for heading, blocks, span in listing.read_entries(block, self._vocabulary):  # type: ignore[arg-type]  # is_agenda told
            inner = next((inner for inner in blocks if listing.is_agenda(inner)), None)
            part = self._vocabulary.meanings("parts").get(t.fold(heading.words))
            if part in {"agenda", "minutes"} and inner is not None:
                self._section(heading, [other for other in blocks if other is not inner])
                drafts += self._expanded(inner)
            else:
                drafts.append(Draft(heading, [(None, blocks)], span=span))
        return drafts


def _at_level(attendees: Sequence[Attendee], heading: HeadingRead) -> list[Attendee]:
    level = heading.heading.level
    return [msgspec.structs.replace(person, group_level=level) for person in attendees]


def _holds_items(block: c.Block) -> bool:
    return listing.has_content(block) and listing.is_agenda(block)


def _position(draft: Draft) -> int:
    return (draft.span or draft.heading.heading.span).start


def _draft(heading: HeadingRead, blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Draft:
    content = list(blocks)
    if heading.tail:
        span = t.span_of(heading.tail, heading.heading.span)
        content.insert(0, c.Paragraph(span=span, text=t.plain(heading.tail), inlines=heading.tail))
    first = content[0] if content else None
    if not t.plain(heading.title).strip() and heading.leading.number and isinstance(first, c.Paragraph):
        lines = t.lines(first.inlines)
        words = t.plain(lines[0][0]).strip()
        if words and len(words.split()) <= _LONGEST_TITLE and not words.endswith("."):
            kind = item_kind(words, vocabulary)
            heading = msgspec.structs.replace(heading, title=t.trim(lines[0][0]), kind=kind)
            content[:1] = _after_first_line(first)
    return Draft(heading, [(None, content)])


_LONGEST_TITLE = 25


def _after_first_line(paragraph: c.Paragraph) -> list[c.Block]:
    first = t.lines(paragraph.inlines)[0][0]
    rest = t.trim(t.cut(paragraph.inlines, len(t.plain(first))))
    if not rest:
        return []
    return [c.Paragraph(span=Span(rest[0].span.start, paragraph.span.end), text=t.plain(rest), inlines=rest)]


def _lacks_title(draft: Draft) -> bool:
    return not t.plain(draft.heading.title).strip() and draft.heading.leading.number is not None


def _is_below(last: Draft, heading: HeadingRead) -> bool:
    """Tell "4.2" below "4", and "b)" below any item."""
    number, above = heading.leading.number, last.heading.leading.number
    if number is None or above is None:
        return False
    return number.startswith(f"{above}.") or (number.isalpha() and not above.isalpha())
