"""How one municipality's minutes are ordered and dressed, beside colours and fonts: what a brand may choose."""

from __future__ import annotations

from typing import Literal

import msgspec

Initials = Literal["auto", "always", "never"]
Masthead = Literal["plain", "band"]
DecisionLook = Literal["ground", "rules"]


class Customs(msgspec.Struct, frozen=True, kw_only=True):
    """What a brand chooses under `defaults.protokoll`.

    `order` names sections by their terms ("decision", "background") in the order they are printed within an item;
    those it does not name stay where they stand. `initials` tells whether formal minutes get boxes for initials at the
    foot of each page; `auto` leaves them out where the minutes are signed electronically. `masthead` and `decision`
    are looks: a band of colour at the head, a tinted ground or two rules around a decision.
    """

    order: tuple[str, ...] = ()
    initials: Initials = "auto"
    masthead: Masthead = "plain"
    decision: DecisionLook = "ground"
