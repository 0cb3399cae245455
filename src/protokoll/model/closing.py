"""How minutes end: who signed them, who approved them, and where that was made known."""

from __future__ import annotations

from typing import Literal

from protokoll.model.attendance import Role
from protokoll.model.content import Inline, Node
from protokoll.source import Span


class Signature(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One sign-off.

    `title` is the job or capacity as written, `role` the same as a closed word where known; `heading` is what the name
    stands under, such as "Vid protokollet".
    """

    heading: str | None = None
    name: str
    title: str | None = None
    role: Role | None = None
    date: str | None = None
    raw: str


class Approver(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One who approved the minutes: `name` as written, `person` the attendee meant, None where that is open."""

    name: str
    person: str | None = None


class Approval(Node, frozen=True, kw_only=True, omit_defaults=False):
    """How the minutes were approved.

    `statement` is the sentence that says so, `inlines` the same with its form; both are empty where a line of the
    opening, or an item that chose them, names the approvers. `heading` is what the sentence stands under. `place` and
    `date` are of the approval itself; `date_span` is where that day stands, None where it was not read off words.
    """

    heading: str | None = None
    statement: str = ""
    inlines: tuple[Inline, ...] = ()
    mode: Literal["signed", "electronic"] = "signed"
    approvers: tuple[Approver, ...] = ()
    place: str | None = None
    date: str | None = None
    date_span: Span | None = None


class Approved(Node, frozen=True, kw_only=True, omit_defaults=False):
    """That one person approved the minutes, as their front matter keeps it.

    `title` is the capacity as written, `role` the same as a closed word where known. `content` is the hash of what was
    approved (`sha256:…`), None where the entry has none.
    """

    name: str
    role: Role | None = None
    title: str | None = None
    date: str
    content: str | None = None


NoticeField = Literal[
    "body", "meeting_date", "approved_on", "posted_on", "removed_on", "appeal_until", "kept_at", "signed_by"
]


class NoticeStatement(Node, frozen=True, kw_only=True, omit_defaults=False):
    """Where the notice states one of its fields: `value` is the field's, `raw` the words it was read from."""

    field: NoticeField
    value: str
    raw: str


class Notice(Node, frozen=True, kw_only=True, omit_defaults=False):
    """The public notice that the minutes are approved (anslag); dates are ISO.

    `statements` tells where each field was read.
    """

    body: str | None = None
    meeting_date: str | None = None
    approved_on: str | None = None
    posted_on: str | None = None
    removed_on: str | None = None
    appeal_until: str | None = None
    kept_at: str | None = None
    signed_by: str | None = None
    statements: tuple[NoticeStatement, ...] = ()
