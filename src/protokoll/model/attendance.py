"""Who was there, for which part, and in what capacity."""

from __future__ import annotations

from typing import Literal

from protokoll.model.content import Node

PresenceStatus = Literal["present", "partial", "absent"]

Role = Literal[
    "chair",
    "vice_chair",
    "secretary",
    "member",
    "substitute",
    "observer",
    "officer",
    "rapporteur",
    "guest",
    "approver",
]


class Attendee(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One person named in the roll.

    `status` is `partial` where a time or an item bounds the presence. `since` and `until` are `HH:MM`; `approximate`
    says that the source hedged them ("ca"). `group` is the heading the person stood under. `title` is a job, `role` a
    capacity in this meeting. `note` holds what the person's line says and no field tells. `raw` is the line.
    """

    name: str
    affiliation: str | None = None
    party: str | None = None
    title: str | None = None
    role: Role | None = None
    group: str | None = None
    status: PresenceStatus = "present"
    since: str | None = None
    until: str | None = None
    approximate: bool = False
    substitutes_for: str | None = None
    items: str | None = None
    note: str | None = None
    raw: str
