"""`Meeting`: the typed thing in the middle, and the public, versioned contract of the JSON."""

from __future__ import annotations

from typing import Literal

from protokoll.model.agenda import Action, AgendaItem, Decision, Section
from protokoll.model.attendance import Attendee
from protokoll.model.closing import Approval, Approved, Notice, Signature
from protokoll.model.content import Block, Inline, Node
from protokoll.model.problem import Problem

SCHEMA_VERSION = "1"

Kind = Literal["minutes", "notes", "agenda", "extract"]
Profile = Literal["kl", "samverkan", "anteckning"]
Field = Literal[
    "title",
    "kind",
    "profile",
    "organisation",
    "body",
    "language",
    "date",
    "start",
    "end",
    "place",
    "case_number",
    "issued",
    "contact",
    "chair",
    "secretary",
]
"""The fields of a meeting's opening, each of which the text or its front matter can state."""


class Statement(Node, frozen=True, kw_only=True, omit_defaults=False):
    """That the source states an opening field, whether or not this statement is the one that counts.

    `value` is normalised (ISO date, `HH:MM`), `raw` as written, `span` where. Front matter wins over text, and within
    each the first statement wins; `wins` marks it.
    """

    field: Field
    value: str
    raw: str
    origin: Literal["front_matter", "text"]
    wins: bool


class Line(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One line of the opening as written, with the label it bears, if any: what the first page's facts show.

    `term` is the canonical name of the label ("place_and_time"), `text` the words behind it; `level` is the label's
    where it was a heading.
    """

    term: str | None = None
    label: str | None = None
    level: int | None = None
    text: str
    inlines: tuple[Inline, ...]
    origin: Literal["front_matter", "text"] = "text"


class Issued(Node, frozen=True, kw_only=True, omit_defaults=False):
    """The place and date a document bears at its head."""

    place: str | None
    date: str | None
    raw: str


class Contact(Node, frozen=True, kw_only=True, omit_defaults=False):
    """How to reach the one who answers for the minutes."""

    text: str
    email: str | None = None


class Furniture(Node, frozen=True, kw_only=True, omit_defaults=False):
    """What belongs to the paper the text once stood on, not to the minutes: kept here, with its place, not printed."""

    kind: Literal["running_header", "page_number", "initials", "hyphen", "blank", "metadata"]
    text: str
    raw: str


class Meeting(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One meeting, as its minutes tell it.

    Dates are ISO (`2024-05-17`), times `HH:MM`. `statements` tells where each opening field was read and what else
    was said of it; `opening` the opening's lines as written. `paragraphs` are the items the first page says it covers.
    `sections` are parts of the document that are no item and no roll read into persons: an agenda, notes, a list of
    actions, the heading over a row of items; `decisions` and `actions` were read from them. `closing_headings` stood
    above signatures and approval. `approvals` are those that the front matter keeps. `unplaced` is what found no place
    above, in order; it is printed. `furniture` is not. `problems` is what the front matter says and the reader could
    not take in.
    """

    schema_version: str = SCHEMA_VERSION
    generator: str
    kind: Kind = "minutes"
    profile: Profile = "samverkan"
    title: str | None = None
    title_inlines: tuple[Inline, ...] = ()
    organisation: str | None = None
    body: str | None = None
    language: str
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    case_number: str | None = None
    issued: Issued | None = None
    contacts: tuple[Contact, ...] = ()
    chair: str | None = None
    secretary: str | None = None
    statements: tuple[Statement, ...] = ()
    opening: tuple[Line, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    paragraphs: str | None = None
    items: tuple[AgendaItem, ...] = ()
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    closing_headings: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    approval: Approval | None = None
    approvals: tuple[Approved, ...] = ()
    notice: Notice | None = None
    attachments: tuple[str, ...] = ()
    unplaced: tuple[Block, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[Problem, ...] = ()
