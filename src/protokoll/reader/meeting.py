"""Puts a meeting together from what the rooms of the reader find in each part of its document."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll import __version__, vocabulary
from protokoll.errors import UsageError
from protokoll.grammar.case_numbers import case_numbers_of, read_case_numbers
from protokoll.grammar.names import resolve
from protokoll.grammar.times import alternatives, find_dates, find_times
from protokoll.model import attendance as a
from protokoll.model import closing as cl
from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.model import text as t
from protokoll.model.agenda import Action, AgendaItem, Section
from protokoll.model.problem import Problem
from protokoll.reader import front_matter, markdown
from protokoll.reader.actions import read_actions
from protokoll.reader.attendance import merged, read_named
from protokoll.reader.closing import days_done, read_ending
from protokoll.reader.decisions import read_decisions
from protokoll.reader.drafting import Draft, Drafts, Passage, sort_parts
from protokoll.reader.elections import Chosen, read_elections
from protokoll.reader.headings import HeadingRead
from protokoll.reader.identity import Identity, names_body_alone, profile_of, read_title
from protokoll.reader.language import detect
from protokoll.reader.opening import Found, LabelledLine, as_line, contacts_of, dates_of_title, issued_of
from protokoll.reader.outline import Outline, read_outline
from protokoll.reader.voting import read_voting
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.grammar.times import FoundDate
    from protokoll.model.attendance import Role
    from protokoll.source import Source
    from protokoll.vocabulary import Vocabulary

_FRONT_MATTER_AUTHORITY = -1
_TOLD_AUTHORITY = 5
"""The weakest word on when and where: what an item, or the name of the file's kind, tells by the way."""

_NO_SECTIONS_OF_MATTER = {"agenda", "links", "present", "absent", "invited", "notice", "contents"}
_OPENING_PARAGRAPHS = 2
_ACTING_WITHIN = 2_000


class Reading(msgspec.Struct, frozen=True):
    """A meeting, and the blocks of the document it was read from, headings and all, in order and as written."""

    meeting: m.Meeting
    blocks: tuple[c.Block, ...]


def read(source: Source, language: str | None = None) -> m.Meeting:
    """Read minutes; any text gives a meeting.

    `language` is a tag such as `sv`; without it the front matter's counts, else the language the words show.
    """
    return _Reading(source, language).meeting()


def read_whole(source: Source, language: str | None = None) -> Reading:
    """Read minutes and keep the document's own blocks beside the meeting, for those who judge its form."""
    reading = _Reading(source, language)
    return Reading(reading.meeting(), tuple(reading.blocks))


class _Reading:
    """One document being read."""

    def __init__(self, source: Source, language: str | None) -> None:
        self._text = source.text
        self._front = front_matter.find(source.text)
        self.blocks = markdown.parse(source.text[self._front.end :], self._front.end)
        self._problems = list(self._front.problems)
        self._vocabulary = self._choose_vocabulary(language)
        self._outline: Outline = read_outline(self.blocks, self._text, self._vocabulary)
        self._drafts: Drafts = sort_parts(self._outline, self._vocabulary)
        self._attendees: list[a.Attendee] = []
        self._chosen: list[Chosen] = []
        self._somebody: dict[str, bool] = {}

    def meeting(self) -> m.Meeting:
        drafts = self._drafts
        self._attendees = merged([*self._front_attendees(), *drafts.attendees], self._vocabulary)
        self._take_ending()
        for draft in drafts.items:
            title = t.plain(draft.heading.title)
            if draft.heading.kind != "closing" and draft.sections:
                self._chosen += read_elections(title, draft.sections[0][1], self._vocabulary)
                for heading, blocks in draft.sections[1:]:
                    if heading is None or heading.term in {"proposal", "decision"}:
                        self._chosen += read_elections(title, blocks, self._vocabulary)
        return self._assemble()

    def _choose_vocabulary(self, language: str | None) -> Vocabulary:
        stated = next((entry for entry in self._front.entries if entry.field == "language"), None)
        if language is None and stated is not None:
            try:
                return vocabulary.load(stated.raw)
            except UsageError:
                known = ", ".join(vocabulary.languages())
                self._problems.append(Problem(span=stated.span, kind="bad_value", found=stated.raw, wanted=known))
        if language is None:
            foreign = " ".join(words for entry in self._front.foreign for words, _ in entry.values)
            language = detect(self.blocks, foreign)
        return vocabulary.load(language)

    def _front_attendees(self) -> Iterator[a.Attendee]:
        for entry in self._front.foreign:
            if entry.term not in {"present", "absent", "serving", "not_serving"}:
                continue
            for words, span in entry.values:
                line = (c.Text(span=span, text=words),)
                yield from read_named(line, span, entry.key, absent=entry.term == "absent", vocabulary=self._vocabulary)

    # The end

    def _take_ending(self) -> None:
        """Read sign-off and approval off the end of the last item, or of a text without items."""
        drafts = self._drafts
        last = drafts.items[-1] if drafts.items else None
        after = last is not None and any(
            heading and heading.heading.span.start > last.heading.heading.span.start for heading, _ in drafts.sections
        )
        if after and drafts.sections[-1][0] is not None and drafts.sections[-1][0].role == "closing":
            return
        above: HeadingRead | None = None
        blocks = drafts.unplaced
        if after:
            above, blocks = drafts.sections[-1]
        elif last is not None:
            deepest = last.children[-1] if last.children else last
            above, blocks = deepest.sections[-1]
        in_section = above is not None and above.role == "section"
        ending = read_ending(blocks, self._attendees, self._vocabulary, in_section=in_section)
        blocks[ending.rest :] = [block for block in blocks[ending.rest :] if isinstance(block, c.Comment)]
        drafts.signatures = [*ending.signatures, *drafts.signatures]
        drafts.approval = drafts.approval or ending.approval

    # Items

    def _item(self, draft: Draft) -> AgendaItem:
        heading, leading = draft.heading, draft.heading.leading
        sections = _sections(draft.sections)
        children = tuple(map(self._item, draft.children))
        span = draft.span or heading.heading.span
        voting = read_voting(sections, self._vocabulary)
        direct = [block for section in sections if section.term in {None, "decision"} for block in section.blocks]
        return AgendaItem(
            span=Span(
                span.start,
                max(span.end, heading.heading.span.end, *(part.span.end for part in (*sections, *children)), 0),
            ),
            number=leading.number,
            prefix=leading.prefix,
            case_numbers=(
                *read_case_numbers(heading.title, self._vocabulary),
                *case_numbers_of(direct, self._vocabulary),
            ),
            start=leading.since,
            end=leading.until,
            title=" ".join(t.plain(heading.title).split()),
            inlines=heading.title,
            level=heading.heading.level if heading.origin != "entry" else None,
            kind=heading.kind,
            sections=sections,
            decisions=read_decisions(sections, self._vocabulary),
            actions=tuple(self._actions(sections)),
            motions=voting.motions,
            procedure=voting.procedure,
            votes=voting.votes,
            dissents=voting.dissents,
            conflicts=voting.conflicts,
            recipients=tuple(_listed(sections, "recipients")),
            attachments=tuple(_listed(sections, "attachments")),
            immediate_approval=self._is_approved_at_once(heading, direct),
            children=children,
            raw=self._text[heading.heading.span.start : heading.heading.span.end],
        )

    def _is_approved_at_once(self, heading: HeadingRead, blocks: Sequence[c.Block]) -> bool:
        words = [t.plain(heading.heading.inlines), *map(t.block_text, blocks[:_OPENING_PARAGRAPHS])]
        folded = " ".join(words).casefold()
        return any(told in folded for told in self._vocabulary.accept.approval["immediate"])

    def _actions(self, sections: Sequence[Section]) -> Iterator[Action]:
        """Read actions; one that begins with the name of somebody in the roll is theirs, "Asta skickar in ansökan"."""
        for action in read_actions(sections, self._vocabulary):
            if action.owner is None and (name := self._named_first(action.text)):
                yield msgspec.structs.replace(action, owner=name)
            else:
                yield action

    def _named_first(self, text: str) -> str | None:
        words = text.split(maxsplit=3)
        for length in (2, 1):
            name = " ".join(words[:length]).strip(",:")
            if name[:1].isupper() and len(words) > length and self._is_somebody(name):
                return name
        return None

    def _is_somebody(self, name: str) -> bool:
        if name not in self._somebody:  # a long list of actions asks for the same few names
            self._somebody[name] = resolve(name, self._attendees) is not None
        return self._somebody[name]

    # The whole

    def _assemble(self) -> m.Meeting:
        outline, drafts = self._outline, self._drafts
        title_words = " ".join(t.plain(outline.title.inlines).split()) if outline.title else None
        identity = read_title(title_words or "", find_dates(title_words or "", self._vocabulary), self._vocabulary)
        items = tuple(map(self._item, drafts.items))
        sections = _sections(drafts.sections)
        matter = [
            section if section.term not in _NO_SECTIONS_OF_MATTER else Section(span=section.span, term=section.term)
            for section in sections
        ]
        statements = self._statements(identity, items)
        stated = {statement.field: statement.value for statement in statements if statement.wins}
        kind = stated.get("kind") or "minutes"
        body = stated.get("body")
        lines = [*drafts.lines, *self._front_lines()]
        approval = self._approval()
        self._give_roles(stated)
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
            issued=issued_of(drafts.lines, self._vocabulary),
            contacts=contacts_of(drafts.lines),
            chair=self._full_name(stated.get("chair")) or self._holder("chair"),
            secretary=self._full_name(stated.get("secretary")) or self._holder("secretary") or self._sole_signer(),
            statements=statements,
            opening=tuple(map(as_line, lines)),
            attendees=tuple(self._attendees),
            paragraphs=next((t.plain(line.inlines).strip() for line in lines if line.term == "paragraphs"), None),
            items=items,
            sections=sections,
            decisions=read_decisions(matter, self._vocabulary),
            actions=tuple(self._actions(matter)),
            closing_headings=tuple(drafts.closing_headings),
            signatures=tuple(drafts.signatures),
            approval=approval,
            approvals=self._front.approvals,
            notice=drafts.notice,
            attachments=tuple(_listed(sections, "attachments")),
            unplaced=tuple(sorted(drafts.unplaced, key=lambda block: block.span.start)),
            furniture=(*outline.furniture, *self._front_furniture()),
            problems=tuple(self._problems),
        )

    def _language_tag(self, stated: str | None) -> str:
        return stated if stated and "-" in stated else self._vocabulary.tag

    def _full_name(self, name: str | None) -> str | None:
        if not name:
            return None
        bare = re.sub(r"\s*\([^()]*\)", "", name).strip(" ,")
        return resolve(bare, self._attendees) or bare or name

    def _holder(self, role: Role) -> str | None:
        """Find who has a role by the roll, by an item that chose them, or by how they signed."""
        named = next((person.name for person in self._attendees if person.role == role), None)
        named = named or next((self._full_name(one.name) for one in self._chosen if one.office == role), None)
        return named or next((signature.name for signature in self._drafts.signatures if signature.role == role), None)

    def _sole_signer(self) -> str | None:
        """Take the only one who signs, and not as chair, for the one who wrote the minutes."""
        signatures = self._drafts.signatures
        return signatures[0].name if [s.role for s in signatures] == [None] else None

    def _approval(self) -> cl.Approval | None:
        """Tell how the minutes were approved: by a sentence, by lines of the opening, by who was chosen or signed."""
        approval = self._drafts.approval
        approvers = list(approval.approvers) if approval else []
        lines = [line for line in (*self._drafts.lines, *self._front_lines()) if line.term == "approvers"]
        where = next((line for line in self._drafts.lines if line.term == "approval_place_time"), None)
        if not approvers:
            approvers = [approver for line in lines for approver in self._approvers_of(line)]
        if not approvers:
            approvers = [
                cl.Approver(span=one.span, name=one.name, person=resolve(one.name, self._attendees))
                for one in self._chosen
                if one.office == "approver"
            ]
        if not approvers:
            approvers = [
                cl.Approver(span=signature.span, name=signature.name, person=resolve(signature.name, self._attendees))
                for signature in self._drafts.signatures
                if signature.role == "approver"
            ]
        if approval is None and not approvers and (where is None or not t.plain(where.inlines).strip()):
            return None
        words = t.plain(where.inlines) if where else ""
        dates = self._approval_days(where) if where else []
        electronic = re.compile(rf"(?:{alternatives(self._vocabulary.accept.approval['electronic'])})", re.IGNORECASE)
        told = f"{words} {approval.statement if approval else ''}"
        span = approval.span if approval else (approvers[0].span if approvers else where.span if where else Span(0, 0))
        place = _place_before(words[: dates[0].start] if dates else words, self._vocabulary)
        place = "" if electronic.search(place) else place
        date, date_span = (approval.date, approval.date_span) if approval else (None, None)
        if date is None and where and dates:
            date = dates[0].iso()
            date_span = t.place_of(where.inlines, dates[0].start, dates[0].end, where.span)
        return cl.Approval(
            span=span,
            statement=approval.statement if approval else "",
            inlines=approval.inlines if approval else (),
            mode="electronic" if electronic.search(told) else "signed",
            approvers=tuple(approvers),
            place=place or None,
            date=date,
            date_span=date_span,
        )

    def _approval_days(self, line: LabelledLine) -> list[FoundDate]:
        """Give the days in a line on when it was approved; `Justeras senast: 12 maj` tells of none."""
        label = f"{line.label or ''}: "
        found = days_done(label + t.plain(line.inlines), len(label), self._vocabulary)
        replace = msgspec.structs.replace
        return [replace(date, start=date.start - len(label), end=date.end - len(label)) for date in found]

    def _approvers_of(self, line: LabelledLine) -> Iterator[cl.Approver]:
        for person in read_named(line.inlines, line.span, None, absent=False, vocabulary=self._vocabulary):
            yield cl.Approver(span=person.span, name=person.name, person=resolve(person.name, self._attendees))

    def _give_roles(self, stated: dict[m.Field, str]) -> None:
        """Write a role that a line of the opening or an item gives someone into that person's entry."""
        offices: tuple[tuple[Role, str | None], ...] = (
            ("chair", self._full_name(stated.get("chair")) or self._holder("chair")),
            ("secretary", self._full_name(stated.get("secretary")) or self._holder("secretary")),
        )
        for role, name in offices:
            for number, person in enumerate(self._attendees):
                if name and t.fold(person.name) == t.fold(name) and person.role is None:
                    self._attendees[number] = msgspec.structs.replace(person, role=role)

    # Front matter that is not ours

    def _front_lines(self) -> Iterator[LabelledLine]:
        for entry in self._front.foreign:
            if entry.technical or not entry.values:
                continue
            inlines: list[c.Inline] = []
            for words, span in entry.values:
                if inlines:
                    inlines.append(c.LineBreak(span=Span(inlines[-1].span.end, span.start)))
                inlines.append(c.Text(span=span, text=words))
            term = {"serving": "present", "not_serving": "present"}.get(entry.term or "", entry.term)
            yield LabelledLine(term, entry.key, tuple(inlines), entry.span, "front_matter")

    def _front_furniture(self) -> Iterator[m.Furniture]:
        for entry in self._front.foreign:
            if entry.technical:
                words = " ".join(words for words, _ in entry.values)
                raw = self._text[entry.span.start : entry.span.end]
                yield m.Furniture(span=entry.span, kind="metadata", text=words, raw=raw)

    # Statements

    def _statements(self, identity: Identity, items: Sequence[AgendaItem]) -> tuple[m.Statement, ...]:
        drafts = self._drafts
        found = [*drafts.found, *self._title_statements(self._outline, identity)]
        found += self._told_statements(items)
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

    def _told_statements(self, items: Sequence[AgendaItem]) -> Iterator[Found]:
        """Read when the meeting began and ended off its first and last items, and whose it was off its decisions."""
        fields: tuple[tuple[m.Field, str], ...] = (("start", "opening"), ("end", "closing"))
        for field, kind in fields:
            for item in items:
                if item.kind != kind:
                    continue
                if item.start:
                    yield Found(field, item.start, item.start, item.span, _TOLD_AUTHORITY)
                for block in [block for section in item.sections for block in section.blocks][:_OPENING_PARAGRAPHS]:
                    if isinstance(block, c.Paragraph) and (times := find_times(block.text, self._vocabulary)):
                        yield Found(
                            field,
                            times[0].since,
                            block.text[times[0].start : times[0].end],
                            block.span,
                            _TOLD_AUTHORITY,
                        )
        if body := self._acting_body(items):
            yield body
        for entry in self._front.foreign:
            words = entry.values[0][0] if entry.values else ""
            if entry.key.casefold() in {"type", "typ", "art"} and self._outline.title is None and words:
                identity = read_title(words, (), self._vocabulary)
                yield Found("title", words, words, entry.values[0][1], _TOLD_AUTHORITY)
                if identity.body:
                    yield Found("body", words, words, entry.values[0][1], _TOLD_AUTHORITY)
        for heading, blocks in self._drafts.sections:
            if heading is not None and heading.term not in {"agenda", "notice"}:
                yield from self._listed_statements(blocks)

    def _acting_body(self, items: Sequence[AgendaItem]) -> Found | None:
        """Take the body that the text most often makes the subject of a sentence, "Styrelsen beslutar"."""
        deciders = [one.decider for item in items for one in item.decisions if one.decider]
        acting = _acting(self._vocabulary)
        paragraphs = [
            block
            for item in items
            for section in item.sections
            for block in section.blocks
            if isinstance(block, c.Paragraph)
        ]
        found = [match["body"] for block in paragraphs for match in acting.finditer(block.text[:_ACTING_WITHIN])]
        found += [name for name in deciders if names_body_alone(name, self._vocabulary)]
        if not found:
            return None
        name = Counter(found).most_common(1)[0][0]
        block = next((block for block in paragraphs if name in block.text), None)
        return Found("body", name, name, block.span if block else Span(0, 0), _TOLD_AUTHORITY + 1)

    def _listed_statements(self, blocks: Sequence[c.Block]) -> Iterator[Found]:
        """Read offices and hours off a list such as `- Facilitator: Anna Ek`."""
        from protokoll.reader.opening import read_opening  # noqa: PLC0415 - a name for this one use

        for block in blocks[:3]:
            if isinstance(block, c.BulletList) and len(block.items) <= 12:  # noqa: PLR2004
                for found in read_opening([block], self._vocabulary).found:
                    yield msgspec.structs.replace(found, authority=_TOLD_AUTHORITY)

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


def _place_before(words: str, vocabulary: Vocabulary) -> str:
    """Give the place in what stands before a day: without "måndagen den" at its end."""
    days = alternatives(f"{day}{ending}" for day in vocabulary.weekdays for ending in ("", "en"))
    return re.sub(rf"(?:(?<!\w)(?:{days}|den|the)\s*)*$", "", words.strip(" ,."), flags=re.IGNORECASE).strip(" ,.")


@cache
def _acting(vocabulary: Vocabulary) -> re.Pattern[str]:
    bodies = (*vocabulary.accept.bodies["statutory"], *vocabulary.accept.bodies["acting"])
    return re.compile(rf"(?:^|[.:]\s)(?P<body>(?=[A-ZÅÄÖÆØ])(?i:\w*(?:{alternatives(bodies)})))\s(?=[a-zåäöæø])")


def _sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    return tuple(_section(heading, blocks) for heading, blocks in passages if heading or blocks)


def _section(heading: HeadingRead | None, blocks: Sequence[c.Block]) -> Section:
    spans = [heading.heading.span] if heading else []
    spans += [block.span for block in blocks]
    run_in = heading is not None and heading.origin == "run_in"
    return Section(
        span=Span(spans[0].start, max(span.end for span in spans)),
        term=_term(heading) if heading else None,
        heading=_words_of(heading) if heading else None,
        level=heading.heading.level if heading and not run_in else None,
        blocks=tuple(blocks),
    )


def _words_of(heading: HeadingRead) -> str:
    """Give a heading's words; the colon stays where it tells a lead within a text from a heading."""
    lead = heading.role == "own" and heading.origin == "line"
    return heading.words if lead else heading.words.rstrip(": ")


def _term(heading: HeadingRead) -> str | None:
    return heading.term if heading.role in {"section", "roll", "part", "closing", "label"} else None


def _listed(sections: Iterable[Section], term: str) -> Iterator[str]:
    """Give the entries of sections such as recipients: one a line, or an entry of a list."""
    for section in sections:
        for block in section.blocks if section.term == term else ():
            words: Iterable[str] = ()
            if isinstance(block, c.Paragraph):
                words = (t.plain(line).strip(" ,;") for line, _ in t.lines(block.inlines))
            elif isinstance(block, (c.BulletList, c.OrderedList)):
                words = (" ".join(map(t.block_text, item.blocks)).strip() for item in block.items)
            yield from filter(None, words)
