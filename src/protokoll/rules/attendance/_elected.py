"""Who was elected to the body on the day of the meeting, as the register tells."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from protokoll.rules.attendance._roll import bare

if TYPE_CHECKING:
    from protokoll.register import Body, Elected
    from protokoll.rules.context import Context

_NEAR = 0.8
"""How like each other two spellings of one name are, at least."""


def body_of(context: Context) -> Body | None:
    """Give the body as the register has it, with all terms; None where it is not in one, or the day is unknown."""
    if context.register is None or not context.meeting.body or context.meeting.date is None:
        return None
    return context.register.body(context.meeting.body)


def body_then(context: Context) -> Body | None:
    """Give the body with those elected on the day of the meeting."""
    body = body_of(context)
    return body.on(day_of(context)) if body else None


def day_of(context: Context) -> date:
    """Give the day of the meeting."""
    return date.fromisoformat(context.meeting.date or "")


def named(people: tuple[Elected, ...], name: str) -> tuple[Elected, ...]:
    """Find by name: more than one where a person returned or changed party, or has a namesake."""
    wanted = bare(name)
    return tuple(one for one in people if bare(one.name) == wanted)


def near_name(people: tuple[Elected, ...], name: str, *, likeness: float = _NEAR) -> str | None:
    """Find the name that one may have been meant by."""
    known = {bare(one.name): one.name for one in people}
    near = get_close_matches(bare(name), known, n=1, cutoff=likeness)
    return known[near[0]] if near else None
