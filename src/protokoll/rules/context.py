"""What a rule may look at: the source, what was read of it, and what is known of the body."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from protokoll import vocabulary
from protokoll.config import MinutesSettings
from protokoll.grammar.approvals import approved_by_all
from protokoll.grammar.service import all_items
from protokoll.model import content as c
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from protokoll.config import Profile, State
    from protokoll.model.agenda import AgendaItem, Clause, Decision
    from protokoll.model.meeting import Field, Meeting, Statement
    from protokoll.register import Register
    from protokoll.source import Source
    from protokoll.vocabulary import Vocabulary

_T = TypeVar("_T", bound=c.Node)

_DRAFT = re.compile(r"\b(?:UTKAST|Utkast|DRAFT|Draft)\b")
_DRAFT_ALONE = re.compile(r"\W*(?:utkast|draft)\W*", re.IGNORECASE)
_APPROVED_BY_NOTICE = ("posted_on", "removed_on")
_HOLDERS = (c.Emphasis, c.Strong, c.Strikeout, c.Link)
_NOT_A_LINE_END = re.compile(r"[^\n]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MAILBOX = re.compile(r"\S{1,100}@[\w-]+(?:\.[\w-]+)+")


class Context:
    """One document under the rules.

    `blocks` are the document's own blocks, headings and all. `exists` tells whether a relative path lies beside the
    source; None where that cannot be known, as for standard input.
    """

    def __init__(  # noqa: PLR0913 - what is known of a document, by name
        self,
        source: Source,
        meeting: Meeting,
        blocks: Sequence[c.Block],
        *,
        profile: Profile | None = None,
        state: State | None = None,
        settings: MinutesSettings | None = None,
        register: Register | None = None,
        exists: Callable[[str], bool] | None = None,
    ) -> None:
        """Take a document as read; `profile` and `state` overrule what is seen from it."""
        self.source = source
        self.meeting = meeting
        self.blocks = tuple(blocks)
        self.profile: Profile = profile or meeting.profile
        self.state: State = state or seen_state(meeting)
        self.settings = settings or MinutesSettings()
        self.register = register
        self.exists = exists

    # The document's words

    @cached_property
    def words(self) -> Vocabulary:
        """The words of the document's language."""
        return vocabulary.load(self.meeting.language)

    @property
    def language(self) -> str:
        """The document's language in two letters."""
        return self.meeting.language.split("-")[0]

    @cached_property
    def prose(self) -> str:
        """The source with all blanked that is no running text: same length, so that offsets in it are the source's.

        Marks, addresses of links, HTML, comments, fenced code and front matter are spaces; line ends stay.
        """
        return self._blanked_but(c.Text, c.Code)

    @cached_property
    def spoken(self) -> str:
        """The running text that is language: `prose` with code and addresses blanked too."""
        words = self._blanked_but(c.Text)
        if "://" in words or "www." in words:
            words = _ADDRESS.sub(lambda match: " " * len(match[0]), words)
        return _MAILBOX.sub(lambda match: " " * len(match[0]), words) if "@" in words else words

    def _blanked_but(self, *kinds: type[c.Text | c.Code]) -> str:
        pieces: list[str] = []
        position = 0
        text = self.source.text
        for inline in self.inlines(*kinds):
            start, end = inline.span.start, inline.span.end
            if start < position:
                continue
            pieces += (_blanks(text[position:start]), text[start:end])
            position = end
        return "".join(pieces) + _blanks(text[position:])

    @cached_property
    def lowered(self) -> str:
        """The running text in lower case, in which a first look is cheap; its offsets are its own."""
        return self.prose.lower()

    def holds(self, *words: str) -> bool:
        """Tell whether any of some words in lower case stands in the running text, be it within another word."""
        return any(word in self.lowered for word in words)

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give each match in the running text; its offsets are the source's."""
        return pattern.finditer(self.prose)

    @property
    def head(self) -> Span:
        """What stands for the document as a whole: its title, else the first line of its text."""
        if self.meeting.title_inlines:
            return Span(self.meeting.title_inlines[0].span.start, self.meeting.title_inlines[-1].span.end)
        if stated := self.statement("title"):
            return stated.span
        text = self.source.text
        start = self.blocks[0].span.start if self.blocks else len(text) - len(text.lstrip())
        end = text.find("\n", start)
        return Span(start, len(text) if end == -1 else end)

    def where(self, words: str, within: Span) -> Span:
        """Find words, as the model holds them, in a part of the source; where they are not found, its first line."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        match = re.compile(pattern).search(self.source.text, within.start, within.end) if pattern else None
        return Span(match.start(), match.end()) if match else self.first_line(within)

    def first_line(self, span: Span) -> Span:
        """Cut a span to its first line."""
        line_end = self.source.text.find("\n", span.start, span.end)
        return span if line_end == -1 else Span(span.start, line_end)

    # The document's form

    @cached_property
    def all_blocks(self) -> tuple[c.Block, ...]:
        """Every block in the order of the text, those within lists and quotes too."""
        return tuple(_walked(self.blocks))

    def of(self, *kinds: type[_T]) -> Iterator[_T]:
        """Give every block of some kinds."""
        for block in self.all_blocks:
            if isinstance(block, kinds):
                yield block

    def inlines(self, *kinds: type[_T]) -> Iterator[_T]:
        """Give every inline of some kinds, in the order of the text."""
        for inline in self._all_inlines:
            if isinstance(inline, kinds):
                yield inline

    @cached_property
    def _all_inlines(self) -> tuple[c.Inline, ...]:
        return tuple(inline for block in self.all_blocks for part in _lines_of(block) for inline in _within(part))

    # What was read

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """Every item in the order of the text, those within others too."""
        return tuple(all_items(self.meeting.items))

    @cached_property
    def decisions(self) -> tuple[tuple[AgendaItem | None, Decision], ...]:
        """Every decision with its item; None for one that stands in no item."""
        inside = tuple((item, decision) for item in self.items for decision in item.decisions)
        return (*inside, *((None, decision) for decision in self.meeting.decisions))

    @cached_property
    def clauses(self) -> tuple[tuple[AgendaItem | None, Decision, Clause], ...]:
        """Every point of every decision."""
        return tuple((item, decision, clause) for item, decision in self.decisions for clause in decision.clauses)

    def heading(self, item: AgendaItem) -> Span:
        """Where an item's heading stands, without the mark before it."""
        line = self.first_line(item.span)
        words = self.source.text[line.start : line.end]
        marks = len(words) - len(words.lstrip("# "))
        return Span(line.start + marks, line.end)

    def statement(self, field: Field) -> Statement | None:
        """Give what the source states of an opening field: the statement that counts."""
        return next((one for one in self.meeting.statements if one.field == field and one.wins), None)

    def statements(self, field: Field) -> tuple[Statement, ...]:
        """Give every statement of an opening field, in the order of the text."""
        return tuple(one for one in self.meeting.statements if one.field == field)


def seen_state(meeting: Meeting) -> State:
    """See from minutes how far they have come: finished, if they say nothing else.

    A day of approval may be one to come: minutes that call themselves a draft are one in spite of it.
    """
    notice = meeting.notice
    if notice and any(getattr(notice, field) for field in _APPROVED_BY_NOTICE):
        return "published"
    if approved_by_all(meeting):
        return "approved"
    head = (meeting.title or "", *(line.text for line in meeting.opening))
    alone = (block.text for block in meeting.unplaced if isinstance(block, (c.Paragraph, c.Heading)))
    if any(map(_DRAFT.search, head)) or any(map(_DRAFT_ALONE.fullmatch, alone)):
        return "draft"
    told = (meeting.approval and meeting.approval.date) or (notice and notice.approved_on)
    return "approved" if told else "final"


def _blanks(text: str) -> str:
    return _NOT_A_LINE_END.sub(" ", text) if "\n" in text else " " * len(text)


def _walked(blocks: Iterable[c.Block]) -> Iterator[c.Block]:
    for block in blocks:
        yield block
        match block:
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _walked(item.blocks)
            case c.Quote(blocks=inner):
                yield from _walked(inner)
            case _:
                pass


def _lines_of(block: c.Block) -> Iterator[tuple[c.Inline, ...]]:
    match block:
        case c.Paragraph(inlines=inlines) | c.Heading(inlines=inlines):
            yield inlines
        case c.Table(header=header, rows=rows):
            for row in (header, *rows):
                for cell in row:
                    yield cell.inlines
        case _:
            pass


def _within(inlines: Iterable[c.Inline]) -> Iterator[c.Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case (
                c.Emphasis(inlines=inner) | c.Strong(inlines=inner) | c.Strikeout(inlines=inner) | c.Link(inlines=inner)
            ):
                yield from _within(inner)
            case _:
                pass
