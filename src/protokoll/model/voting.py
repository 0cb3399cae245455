"""Claims, votes and dissent; named after the Popolo and OParl vocabularies where those have a word."""

from __future__ import annotations

from typing import Literal

import msgspec

from protokoll.model.content import Node

Option = Literal["yes", "no", "abstain", "absent"]


class Motion(Node, frozen=True, kw_only=True):
    """A claim put at the meeting (yrkande)."""

    text: str
    movers: tuple[str, ...] = ()


class Count(Node, frozen=True, kw_only=True):
    """How many chose an option, as stated."""

    option: Option
    value: int


class Ballot(Node, frozen=True, kw_only=True):
    """What one member voted."""

    voter: str
    party: str | None = None
    option: Option


class Vote(Node, frozen=True, kw_only=True):
    """One vote; `meaning` tells what yes and no stood for."""

    question: str | None = None
    meaning: dict[Option, str] = msgspec.field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    ballots: tuple[Ballot, ...] = ()


class Dissent(Node, frozen=True, kw_only=True):
    """A formal dissent from a decision (reservation)."""

    names: tuple[str, ...]
    text: str


class Conflict(Node, frozen=True, kw_only=True):
    """A person who took no part because of a conflict of interest (jäv)."""

    name: str
    text: str
