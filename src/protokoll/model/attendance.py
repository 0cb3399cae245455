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


class Mention(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A further place in the roll that names a person: the heading it stands under and the line."""

    group: str | None = None
    raw: str


class Attendee(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One person named in the roll.

    `status` is `partial` where a time or an item bounds the presence. `since` and `until` are `HH:MM`; `approximate`
    says that the source hedged them ("ca"). `struck` says that the line was struck through. `group` is the heading the
    person stood under and `group_level` its level in the source, None for a label; `serving` tells whether
    those under it took part in decisions, None where it does not say. `title` is a job, `role` a capacity in this
    meeting. `items` are the items attended, as written ("138–159, 161"), `except_items` those not, `conflicts` those
    left for a conflict of interest. `note` holds what the person's line says and no field tells. `raw` is the line,
    `also` its further mentions.
    """

    name: str
    affiliation: str | None = None
    party: str | None = None
    title: str | None = None
    role: Role | None = None
    group: str | None = None
    group_level: int | None = None
    serving: bool | None = None
    status: PresenceStatus = "present"
    struck: bool = False
    since: str | None = None
    until: str | None = None
    approximate: bool = False
    substitutes_for: str | None = None
    items: str | None = None
    except_items: str | None = None
    conflicts: str | None = None
    remote: bool = False
    room: str | None = None
    email: str | None = None
    handle: str | None = None
    note: str | None = None
    raw: str
    also: tuple[Mention, ...] = ()
