"""What the commands that ask a register have in common: which register, and which of its meetings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.options import one_of
from protokoll.errors import UsageError
from protokoll.messages import N_

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager

    from protokoll.archive.selection import Selection

Out = Annotated[
    str, typer.Argument(metavar="OUT", help="A folder of outputs that `protokoll batch` made, or its register.sqlite.")
]
Body = Annotated[
    str | None,
    typer.Option("--body", metavar="NAME", envvar="PROTOKOLL_BODY", help="Only bodies with this in their name."),
]
Years = Annotated[
    str | None,
    typer.Option("--years", metavar="YEAR[-YEAR]", envvar="PROTOKOLL_YEARS", help="Only meetings of these years."),
]
Person = Annotated[
    str | None,
    typer.Option("--person", metavar="NAME", envvar="PROTOKOLL_PERSON", help="Only persons with this in their name."),
]
Decision = Annotated[
    str | None,
    typer.Option(
        "--decision",
        metavar="KIND",
        envvar="PROTOKOLL_DECISION",
        help="Only where a decision does this: adopt, grant, reject, refer_back, postpone, refer, instruct, elect, "
        "discharge, deem_answered, note, recommend, endorse or withdrawn.",
    ),
]


def selection_of(body: str | None, years: str | None, person: str | None, decision: str | None) -> Selection:
    """Read the options that choose."""
    from protokoll.archive.selection import Selection  # noqa: PLC0415 - few commands ask a register
    from protokoll.archive.sheets import KINDS  # noqa: PLC0415 - as above

    kind = one_of("--decision", decision.replace("-", "_") if decision else decision, list(KINDS))
    return Selection(body=body, years=_years(years), person=person, decision=kind)


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = re.fullmatch(r"\s*(\d{4})?\s*(?:([-–])\s*(\d{4})?\s*)?", text)
    if not found or not (found[1] or found[3]):
        raise UsageError(
            N_("`--years {text}`: is no year"), N_("write `2023`, `2020-2023`, `2020-` or `-2023`"), text=text
        )
    if not found[2]:
        return int(found[1]), int(found[1])
    first, last = int(found[1] or 0), int(found[3] or 9999)
    return min(first, last), max(first, last)


def reading_out(name: str) -> AbstractContextManager[sqlite3.Connection]:
    """Open the register of a folder of outputs, on this machine or at an address."""
    from protokoll.archive.database import reading  # noqa: PLC0415 - as above
    from protokoll.archive.storage import is_address  # noqa: PLC0415 - as above

    if is_address(name):
        from protokoll.archive.remote import RemoteOutputs  # noqa: PLC0415 - few registers lie elsewhere

        return reading(RemoteOutputs(name).database())
    return reading(Path(name))
