"""Puts a page together from a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll import vocabulary
from protokoll.customs import Customs
from protokoll.grammar.approvals import approved_by_all
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.view import formal
from protokoll.view import page as p
from protokoll.view.content import ContentView, clean, is_too_long, shortened
from protokoll.view.dates import long_date, short_date, time_span
from protokoll.view.items import anchors, item_views, section_view
from protokoll.view.roll import roll_view
from protokoll.view.state import state_view
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from protokoll.model.agenda import Decision, Section
    from protokoll.model.closing import Signature
    from protokoll.model.meeting import Line, Meeting, Statement
    from protokoll.source import Span
    from protokoll.view.state import StateKey
    from protokoll.vocabulary import Vocabulary

_LONGEST_HEADER = 70
_OWN_HEADING_LEVEL = 2

_SHOWN_FROM_FRONT_MATTER = ("organisation", "body", "case_number", "issued", "contact", "chair", "secretary")
"""Fields that get a row of their own when front matter states them; date, time and place stand under the title."""


def present(
    meeting: Meeting,
    pictures: Mapping[str, p.Picture] | None = None,
    *,
    customs: Customs | None = None,
    state: StateKey | None = None,
    omitted: bool = False,
) -> p.Page:
    """Settle how a meeting is printed.

    `pictures` holds those of the meeting's pictures that may be shown, by the `src` they are written with; in place
    of any other its words are printed. `customs` are the brand's, `state` is how far the minutes have come, `omitted`
    tells that parts were left out of the meeting.
    """
    return _Presenter(meeting, pictures or {}, customs or Customs(), state).page(omitted=omitted)


class _Presenter:
    def __init__(
        self, meeting: Meeting, pictures: Mapping[str, p.Picture], customs: Customs, state: StateKey | None
    ) -> None:
        self._meeting = meeting
        self._pictures = pictures
        self._customs = customs
        self._state = state
        self._vocabulary: Vocabulary = vocabulary.load(meeting.language)
        self._content = ContentView(self._vocabulary, pictures)
        self._formal = formal.is_formal(meeting)
        self._contents: p.Contents | None = None
        self._printed: tuple[p.Item, ...] = ()
        self._anchors: dict[int, str] = {}

    def page(self, *, omitted: bool = False) -> p.Page:
        meeting = self._meeting
        opening, remainder = self._loose()
        roll = roll_view(meeting, self._vocabulary)
        items = self._printed = tuple(self._items())
        layout: Literal["formal", "plain"] = "formal" if self._formal else "plain"
        view = p.View(
            language=meeting.language,
            layout=layout,
            metadata=self._metadata(),
            labels=self._labels(),
            running_header=self._running_header(),
            kind=self._kind(),
            organisation=clean(meeting.organisation or ""),
            title=self._title(),
            summary=self._summary(),
            date=short_date(meeting.date, self._vocabulary) if meeting.date else "",
            state=state_view(self._state or self._known_state(), meeting, self._vocabulary),
            omitted=self._say(Term.OMITTED_NOTE) if omitted else "",
            facts=tuple(self._facts(roll)),
            roll=None if self._formal else roll,
            signing=self._signing() if self._formal and meeting.kind != "extract" else None,
            notice=self._notice(),
            contents=self._contents,
            opening=(*self._whole_title(), *self._content.blocks(opening, headings=_OWN_HEADING_LEVEL)),
            items=items,
            remainder=self._content.blocks(remainder, headings=_OWN_HEADING_LEVEL),
            closing=self._closing(),
            certification=self._certification() if meeting.kind == "extract" else None,
            initials=formal.initials(meeting, self._vocabulary) if self._has_initials() else (),
        )
        return p.Page(view=view, images=dict(self._pictures), anchors=self._anchors)

    def _say(self, term: Term, **values: str | int) -> str:
        return self._vocabulary.say(term, **values)

    def _loose(self) -> tuple[list[c.Block], list[c.Block]]:
        """Give the blocks that belong to nothing, before the first item or part of the document and after it."""
        meeting = self._meeting
        first = min((part.span.start for part in (*meeting.items, *self._headed())), default=meeting.span.end)
        loose = list(meeting.unplaced)
        for section in meeting.sections[: self._bare_sections()]:
            loose += section.blocks
        loose.sort(key=lambda block: block.span.start)
        before = [block for block in loose if block.span.start < first]
        return before, loose[len(before) :]

    def _bare_sections(self) -> int:
        """Count the document's first sections that stand under no heading."""
        return next(
            (number for number, section in enumerate(self._meeting.sections) if section.heading),
            len(self._meeting.sections),
        )

    def _headed(self) -> tuple[Section, ...]:
        return self._meeting.sections[self._bare_sections() :]

    def _items(self) -> Iterator[p.Item]:
        """Give items and the document's own parts in the order they were read."""
        meeting, content, order = self._meeting, self._content, self._customs.order
        groups = [
            (group[0][1].span.start, None, group) for group in self._section_groups() if not self._is_notice(group)
        ]
        flow = sorted([*((item.span.start, item, []) for item in meeting.items), *groups], key=lambda entry: entry[0])
        printed = [
            tuple(item_views(item, f"p{number}", content, order)) if item else ()
            for number, (_, item, _) in enumerate(flow, 1)
        ]
        for number, (_, item, _) in enumerate(flow, 1):
            if item:
                self._anchors |= anchors(item, f"p{number}")
        self._contents = formal.contents(
            meeting,
            [part for parts in printed for part in parts],
            "formal" if self._formal else "plain",
            self._vocabulary,
        )
        for number, ((_, item, group), parts) in enumerate(zip(flow, printed, strict=True), 1):
            if item is not None:
                yield from parts
            elif not self._is_contents(group):
                yield section_view([section for _, section in group], self._decided(group), f"p{number}", content)

    def _decided(self, group: Sequence[tuple[int, Section]]) -> list[Decision]:
        numbers = [number for number, _ in group]
        return [
            msgspec.structs.replace(decision, section=numbers.index(decision.section))
            for decision in self._meeting.decisions
            if decision.section in numbers
        ]

    def _is_notice(self, group: Sequence[tuple[int, Section]]) -> bool:
        return self._formal and group[0][1].term == "notice"

    def _is_contents(self, group: Sequence[tuple[int, Section]]) -> bool:
        """Tell whether a part is a list of contents in whose place ours is printed."""
        if not self._formal or group[0][1].term != "agenda" or self._contents is None:
            return False
        return formal.repeats([section for _, section in group], self._contents)

    def _section_groups(self) -> Iterator[list[tuple[int, Section]]]:
        """Group the document's own sections: each under the one above it that ranks higher, if no item is between."""
        starts = [item.span.start for item in self._meeting.items]
        group: list[tuple[int, Section]] = []
        for number, section in list(enumerate(self._meeting.sections))[self._bare_sections() :]:
            head = group[0][1] if group else None
            apart = head is not None and any(head.span.start < start < section.span.start for start in starts)
            below = (
                section.heading is None
                or section.level is None
                or (head is not None and section.level > (head.level or 0))
            )
            if head is not None and below and not apart:
                group.append((number, section))
                continue
            if group:
                yield group
            group = [(number, section)]
        if group:
            yield group

    # Head

    def _kind(self) -> str:
        if self._titled_by_kind() and self._meeting.kind != "extract":
            title = clean(self._meeting.title or "").strip()
            return title.capitalize() if title.isupper() else title
        return self._say(Term(self._meeting.kind))

    def _titled_by_kind(self) -> bool:
        """Tell that a title says no more than the kind of document: the body's name is the better one."""
        title = t.fold(self._meeting.title or "")
        return bool(self._meeting.body) and title in self._vocabulary.meanings("kinds")

    def _title(self) -> str:
        title = clean((self._meeting.body if self._titled_by_kind() else self._meeting.title) or "").strip()
        if title:
            return shortened(title) if is_too_long(title) else title
        date = self._meeting.date
        return f"{self._kind()} {short_date(date, self._vocabulary)}" if date else self._say(Term.UNTITLED)

    def _whole_title(self) -> tuple[p.Block, ...]:
        """Give a title too long to be one as the text it is."""
        if not is_too_long(clean(self._meeting.title or "")):
            return ()
        return (p.Paragraph(runs=self._content.runs(self._meeting.title_inlines)),)

    def _summary(self) -> tuple[str, ...]:
        meeting = self._meeting
        date = long_date(meeting.date, self._vocabulary) if meeting.date else ""
        time = time_span(meeting.start, meeting.end, self._vocabulary)
        return tuple(part for part in (date, time, clean(meeting.place or "")) if part)

    def _running_header(self) -> tuple[str, ...]:
        title = self._title()
        name = title if len(title) <= _LONGEST_HEADER else clean(self._meeting.body or "") or _cut(title)
        date = self._meeting.date
        return (name, short_date(date, self._vocabulary)) if date and date not in name else (name,)

    def _labels(self) -> p.Labels:
        return p.Labels(
            page_of=self._say(Term.PAGE_OF),
            facts=self._say(Term.FACTS),
            decision=self._say(Term.DECISION),
            time=self._say(Term.TIME),
        )

    def _metadata(self) -> p.Metadata:
        meeting = self._meeting
        title, date = self._title(), meeting.date or ""
        keywords = (self._kind(), clean(meeting.body or ""), clean(meeting.organisation or ""))
        if meeting.kind == "extract":
            title = " ".join((self._kind(), title, *(item.number for item in self._printed if item.number)))
        elif self._titled_by_kind():
            title = f"{self._kind()} {title}"
        return p.Metadata(
            title=title if not date or date in title else f"{title} {date}",
            creator=clean(meeting.organisation or meeting.body or ""),
            subject=clean(meeting.body or self._kind()),
            keywords=tuple(keyword for keyword in keywords if keyword),
            date=date,
            language=meeting.language,
            generator=meeting.generator,
            kind=self._kind(),
            body=clean(meeting.body or ""),
            case_number=clean(meeting.case_number or ""),
        )

    def _known_state(self) -> StateKey | None:
        """Give the state that the page says nowhere else: by approvals of the front matter, and that of an extract."""
        if approved_by_all(self._meeting):
            return "approved"
        approval = self._meeting.approval
        known = approval is not None and (approval.date or approval.statement)
        return "approved" if known and self._meeting.kind == "extract" else None

    # Facts

    def _facts(self, roll: p.Roll | None) -> Iterator[p.Fact]:
        yield from self._title_of_the_text()
        if not self._formal:
            yield from self._lines(self._meeting.opening)
        else:
            # The roll stands among the lines where it was read.
            first = min((person.span.start for person in self._meeting.attendees), default=0)
            before = [line for line in self._meeting.opening if line.span.start < first]
            yield from self._lines(before)
            yield from formal.roll_facts(roll)
            yield from self._lines(self._meeting.opening[len(before) :])
            yield from self._covered()
        for statement in self._meeting.statements:
            if self._needs_row(statement):
                runs = self._content.runs((c.Text(span=statement.span, text=statement.value),))
                yield p.Fact(label=self._say(Term(statement.field)), values=(runs,))

    def _covered(self) -> Iterator[p.Fact]:
        """Give who approves and which items are covered, where the source's own lines do not say."""
        approval, said = self._meeting.approval, {line.term for line in self._meeting.opening}
        if approval and approval.approvers and "approvers" not in said:
            names = ", ".join(clean(approver.person or approver.name) for approver in approval.approvers)
            yield p.Fact(label=self._say(Term.APPROVERS), values=((p.Run(text=names),),))
        paragraphs = formal.covered(self._meeting, self._vocabulary)
        if paragraphs and "paragraphs" not in said:
            yield p.Fact(label=self._say(Term.PARAGRAPHS), values=((p.Run(text=paragraphs),),))

    def _lines(self, lines: Iterable[Line]) -> Iterator[p.Fact]:
        contacts: list[p.Runs] = []
        for line in lines:
            if self._is_title(line):
                continue
            if line.term == "contact" and line.label is None:
                contacts.append(self._content.runs(line.inlines))
                continue
            if contacts:
                yield p.Fact(label=self._say(Term.CONTACT), values=tuple(contacts))
                contacts = []
            yield self._line(line)
        if contacts:
            yield p.Fact(label=self._say(Term.CONTACT), values=tuple(contacts))

    def _is_title(self, line: Line) -> bool:
        """Tell that a bare line names the body, which stands as the title above."""
        return self._titled_by_kind() and line.label is None and line.text.strip() == self._title()

    def _title_of_the_text(self) -> Iterator[p.Fact]:
        """Show the text's own title where the front matter gave the document another."""
        inlines = self._meeting.title_inlines
        if inlines and t.fold(t.plain(inlines)) != t.fold(self._meeting.title or ""):
            yield p.Fact(label=self._say(Term.TITLE), values=(self._content.runs(inlines),))

    def _line(self, line: Line) -> p.Fact:
        runs = self._content.runs(line.inlines)
        issued = self._meeting.issued
        if line.label is not None:
            values = _split(runs)
            listed = len(values) > 1 and line.term in {"present", "absent"}
            return p.Fact(label=clean(line.label), values=values if listed else (runs,), listed=listed)
        if issued and issued.date and line.span == issued.span:
            words = " ".join(part for part in (issued.place, short_date(issued.date, self._vocabulary)) if part)
            said = {word.casefold() for word in line.text.split() if word.isalpha()}
            # A line that says more than place and date is shown as it was written.
            if said <= {word.casefold() for word in words.split()}:
                runs = (p.Run(text=clean(words)),)
        return p.Fact(label=self._say(Term(line.term or "issued")), values=(runs,))

    def _needs_row(self, statement: Statement) -> bool:
        """Tell whether a statement of the front matter shows nowhere else."""
        if statement.origin != "front_matter" or statement.field not in _SHOWN_FROM_FRONT_MATTER:
            return False
        said = [
            other for other in self._meeting.statements if other.origin == "text" and other.field == statement.field
        ]
        return not any(t.fold(other.value) == t.fold(statement.value) for other in said)

    # End

    def _closing(self) -> p.Closing | None:
        meeting = self._meeting
        approval = tuple(self._approval_rows())
        signatures = [] if self._formal else self._signatures()
        headings = () if self._formal and self._signing() else meeting.closing_headings
        if not approval and not signatures and not headings:
            return None
        term = (
            Term.CLOSING_BOTH
            if approval and signatures
            else (Term.CLOSING_APPROVAL if approval else Term.CLOSING_SIGNATURES)
        )
        own = [clean(heading) for heading in headings]
        several = len(own) > 1
        return p.Closing(
            heading=" · ".join(own) or self._say(term),
            signatures=tuple(
                p.Signature(
                    name=clean(signature.name),
                    role=clean(signature.title or (several and signature.heading) or ""),
                    date=short_date(signature.date, self._vocabulary) if signature.date else "",
                )
                for signature in signatures
            ),
            approval=approval,
        )

    def _signatures(self) -> list[Signature]:
        return [signature for signature in self._meeting.signatures if not self._is_printed(signature.span)]

    def _signing(self) -> p.Signing | None:
        return formal.signing(self._meeting, self._signatures(), self._vocabulary)

    def _has_initials(self) -> bool:
        approval = self._meeting.approval
        electronic = approval is not None and approval.mode == "electronic"
        wanted = self._customs.initials
        asked = wanted == "always" or (wanted == "auto" and not electronic)
        return self._formal and self._meeting.kind == "minutes" and asked

    def _notice(self) -> p.Notice | None:
        group = next((group for group in self._section_groups() if self._is_notice(group)), [])
        return formal.notice(self._meeting, [section for _, section in group], self._content, self._vocabulary)

    def _certification(self) -> p.Signing:
        _, name, signature = formal.columns(self._vocabulary)
        return p.Signing(
            heading=self._say(Term.CERTIFICATION),
            columns=(self._say(Term.SIGN_DATE), name, signature),
            rows=(p.SigningRow(),),
        )

    def _is_printed(self, span: Span) -> bool:
        """Tell whether words were read from a part that is printed as it was written."""
        return any(section.span.start <= span.start < section.span.end for section in self._meeting.sections)

    def _approval_rows(self) -> Iterator[p.Fact]:
        approval = self._meeting.approval
        if approval is None or not approval.statement or self._is_printed(approval.span):
            return
        yield p.Fact(label=self._say(Term.APPROVAL), values=(self._content.runs(approval.inlines),))
        names = ", ".join(approver.person or approver.name for approver in approval.approvers)
        if any(approver.person and approver.person != approver.name for approver in approval.approvers):
            yield p.Fact(label=self._say(Term.APPROVERS), values=((p.Run(text=clean(names)),),))


def _split(runs: p.Runs) -> tuple[p.Runs, ...]:
    """Split runs at their line breaks."""
    lines: list[list[p.Run]] = [[]]
    for run in runs:
        if run.line_break:
            lines.append([])
        else:
            lines[-1].append(run)
    return tuple(tuple(line) for line in lines if line)


def _cut(title: str) -> str:
    """Cut a title to what a header's one line holds, between words if it has any."""
    held = title[:_LONGEST_HEADER]
    return (held.rpartition(" ")[0] or held).rstrip(" ,;:–-") + "…"
