"""The points of a meeting and what was decided in each."""

from __future__ import annotations

from typing import Literal

from protokoll.model.content import Block, Inline, Node
from protokoll.model.voting import Conflict, Dissent, Motion, Vote

ItemKind = Literal["business", "information", "election", "question", "opening", "closing", "break", "other"]

DecisionLevel = Literal["final", "recommendation"]
DecisionStyle = Literal["att", "numbered", "dash", "sentence", "text"]

ClauseKind = Literal[
    "adopt",
    "grant",
    "reject",
    "refer_back",
    "postpone",
    "refer",
    "instruct",
    "elect",
    "discharge",
    "deem_answered",
    "note",
    "recommend",
    "endorse",
    "withdrawn",
]


class CaseNumber(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A registry number (diarienummer), as written and split: `KS 2022/14-3` is KS, 2022, 14 and 3."""

    raw: str
    body: str | None = None
    year: int | None = None
    serial: str | None = None
    suffix: str | None = None


class Section(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A part of an item, complete and as written.

    `term` is the canonical name of the section ("decision", "background"), None for text right under the item's
    heading and for headings of the writer's own. `heading` is that heading's text, None where there is none; `level`
    its level in the source, None for a label that runs into its text ("Beslut: …"). A lead within a text, a bold line
    of the writer's own, keeps its colon.
    """

    term: str | None = None
    heading: str | None = None
    level: int | None = None
    blocks: tuple[Block, ...] = ()


class Clause(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One operative point of a decision (att-sats); `kind` is what it does, by its verb.

    `marker` is what sets it off ("att", "1.", "-"), None for a plain sentence. `text` is all its words, "att" among
    them but no list number; `inlines` the same with their form. `remark` is what follows the point's own sentence in
    the same paragraph. `blocks` is what belongs to the point below its first paragraph, such as a list.
    """

    marker: str | None = None
    text: str
    inlines: tuple[Inline, ...]
    kind: ClauseKind | None = None
    remark: str | None = None
    blocks: tuple[Block, ...] = ()


class Decision(Node, frozen=True, kw_only=True, omit_defaults=False):
    """What was decided in one place: the typed reading of the section whose number is `section`.

    The section keeps every block; a clause points at the one it was read from by its span. `decider` is who decided,
    `lead` the words that say so ("Styrelsen beslutar"). `level` tells a recommendation to another body from a final
    decision. `style` is the form the points have; "text" is a sentence that tells of a decision within other text.
    """

    section: int
    decider: str | None = None
    lead: str | None = None
    level: DecisionLevel = "final"
    style: DecisionStyle = "sentence"
    clauses: tuple[Clause, ...] = ()


class Action(Node, frozen=True, kw_only=True, omit_defaults=False):
    """Something to be done: by whom, by when (ISO date, or the words where they name none), and whether it is."""

    text: str
    owner: str | None = None
    due: str | None = None
    done: bool = False


class AgendaItem(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One point of the meeting.

    `number` is as printed, without sign or full stop ("12", "4.2", "12 a"); `prefix` is what stands before it: the
    body's letters ("KS"), or a word such as "Punkt". `start` and `end` are `HH:MM`. `title` is plain words,
    `inlines` the same with their form; `level` the heading's level in the source, None for an item that has no heading.
    `immediate_approval` says that the item was approved at the meeting (omedelbart justerad). `procedure` is how the
    proposals were put, as told. `raw` is the heading as written.
    """

    number: str | None = None
    prefix: str | None = None
    case_numbers: tuple[CaseNumber, ...] = ()
    start: str | None = None
    end: str | None = None
    title: str
    inlines: tuple[Inline, ...] = ()
    level: int | None = None
    kind: ItemKind = "business"
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    motions: tuple[Motion, ...] = ()
    procedure: str | None = None
    votes: tuple[Vote, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    recipients: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    immediate_approval: bool = False
    children: tuple[AgendaItem, ...] = ()
    raw: str
