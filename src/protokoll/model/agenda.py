"""The points of a meeting and what was decided in each."""

from __future__ import annotations

from typing import Literal

from protokoll.model.content import Block, Inline, Node
from protokoll.model.voting import Conflict, Dissent, Motion, Vote

ItemKind = Literal["business", "information", "opening", "closing", "break", "other"]


class CaseNumber(Node, frozen=True, kw_only=True):
    """A registry number (diarienummer), as written and split."""

    raw: str
    body: str | None = None
    year: int | None = None
    serial: str | None = None


class Section(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A part of an item, complete and as written.

    `term` is the canonical name of the section ("decision", "background"), None for text right under the item's
    heading and for headings of the writer's own. `heading` is that heading's text, None where there is none; `level`
    its level in the source.
    """

    term: str | None = None
    heading: str | None = None
    level: int | None = None
    blocks: tuple[Block, ...] = ()


class Clause(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One operative point of a decision (att-sats).

    `marker` is what sets it off ("att", "1.", "-"), None for a plain sentence. `text` is all its words, "att" among
    them but no list number; `inlines` the same with their form. `remark` is what follows the point's own sentence in
    the same paragraph. `blocks` is what belongs to the point below its first paragraph, such as a list.
    """

    marker: str | None = None
    text: str
    inlines: tuple[Inline, ...]
    remark: str | None = None
    blocks: tuple[Block, ...] = ()


class Decision(Node, frozen=True, kw_only=True, omit_defaults=False):
    """What was decided in one place: the typed reading of the section whose number is `section`.

    The section keeps every block; a clause points at the one it was read from by its span. `decider` is who decided,
    `lead` the words that say so ("Styrelsen beslutar").
    """

    section: int
    decider: str | None = None
    lead: str | None = None
    clauses: tuple[Clause, ...] = ()


class AgendaItem(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One point of the meeting.

    `number` is as printed, without sign or full stop ("12", "4.2", "12 a"); `prefix` is the body's letters before it.
    `start` is `HH:MM`. `title` is plain words, `inlines` the same with their form; `level` the heading's level in the
    source, None for an item that has no heading. `raw` is the heading as written.
    """

    number: str | None = None
    prefix: str | None = None
    case_numbers: tuple[CaseNumber, ...] = ()
    start: str | None = None
    title: str
    inlines: tuple[Inline, ...] = ()
    level: int | None = None
    kind: ItemKind = "business"
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    recipients: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    children: tuple[AgendaItem, ...] = ()
    raw: str
