"""A body's register (`ledamoter.toml`): who is elected to it, for which party and for how long."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec


class Elected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One elected person; the term's days count, None where it is open."""

    name: str
    party: str | None = None
    role: Literal["chair", "vice_chair"] | None = None
    since: date | None = None
    until: date | None = None


class Register(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The members and substitutes of one body; `substitutes` stand in the order in which they serve."""

    body: str
    size: int | None = None
    members: tuple[Elected, ...] = ()
    substitutes: tuple[Elected, ...] = ()
