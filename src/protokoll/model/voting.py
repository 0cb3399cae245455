"""Claims, votes and dissent; named after the Popolo and OParl vocabularies where those have a word."""

from __future__ import annotations

from typing import Literal

import msgspec

from protokoll.model.content import Node

Option = Literal["yes", "no", "abstain", "absent"]
MotionKind = Literal["approve", "reject", "amend", "add", "refer_back", "postpone"]
VoteMethod = Literal["open", "secret", "acclamation"]


class Motion(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A claim put at the meeting (yrkande): the sentence that tells it, who put it, and what it asks for.

    `kind` is None where the claim's own words say what it asks and no closed word does.
    """

    text: str
    movers: tuple[str, ...] = ()
    kind: MotionKind | None = None
    withdrawn: bool = False


class Count(Node, frozen=True, kw_only=True):
    """How many chose an option, as stated."""

    option: Option
    value: int


class Ballot(Node, frozen=True, kw_only=True, omit_defaults=False):
    """What one member voted, as written and in the order of the list."""

    voter: str
    party: str | None = None
    option: Option


class Vote(Node, frozen=True, kw_only=True, omit_defaults=False):
    """One vote.

    `question` is the sentence that puts it; `meaning` tells what yes and no stood for, as written. `counts` are the
    numbers the text states, `recounted` those that the named ballots give. `tie_break` is how a tie was broken.
    """

    method: VoteMethod = "open"
    question: str | None = None
    meaning: dict[Option, str] = msgspec.field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    recounted: dict[Option, int] = msgspec.field(default_factory=dict)
    ballots: tuple[Ballot, ...] = ()
    tie_break: Literal["casting_vote", "lot"] | None = None


class Dissent(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A formal dissent from a decision (reservation), by whom, and the words that say so."""

    names: tuple[str, ...]
    text: str


class Conflict(Node, frozen=True, kw_only=True, omit_defaults=False):
    """A person who took no part: for a conflict of interest (jäv), or by choice."""

    name: str
    kind: Literal["conflict", "not_taking_part"] = "conflict"
    text: str
