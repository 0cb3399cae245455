"""How one municipality's minutes are ordered and dressed, beside colours and fonts: what a brand may choose."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SECTIONS = (
    *("decision", "summary", "background", "documents", "proposal", "motions", "procedure", "vote", "reasons"),
    *("dissent", "notes", "conflict", "recipients", "attachments", "discussion", "actions", "appeal"),
)
"""The terms of the sections that an order may name."""

CHOICES: dict[str, tuple[str, ...]] = {
    "initials": ("auto", "always", "never"),
    "masthead": ("plain", "band"),
    "decision": ("ground", "rules"),
}
SMALLEST, LARGEST = 9, 14
"""Bounds of the text's size, in points: what can be read, and what can be called text."""


class Customs(msgspec.Struct, frozen=True, kw_only=True):
    """What a brand chooses under `defaults.protokoll`.

    `order` names sections by their terms ("decision", "background") in the order they are printed within an item;
    those it does not name stay where they stand. `initials` tells whether formal minutes get boxes for initials at the
    foot of each page; `auto` leaves them out where the minutes are signed electronically. `masthead` and `decision`
    are looks: a band of colour at the head, a tinted ground or two rules around a decision. `size` is the text's, in
    points.
    """

    order: tuple[str, ...] = ()
    initials: Literal["auto", "always", "never"] = "auto"
    masthead: Literal["plain", "band"] = "plain"
    decision: Literal["ground", "rules"] = "ground"
    size: float = 11


def chosen(values: dict[str, Any]) -> Customs:
    """Make customs of values that `CHOICES`, `SECTIONS` and the bounds allow."""
    return msgspec.convert(values, Customs)
