"""Options and inputs that several commands share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from protokoll.source import Source

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        envvar="PROTOKOLL_LANGUAGE",
        help="The minutes' language, if it is not seen from the text: sv, en, nb, da, fi or de.",
    ),
]


def load_source(file: Path) -> Source:
    """Read a notes file, or standard input for `-`."""
    from protokoll import pipeline  # noqa: PLC0415 - loads the readers

    if str(file) == "-":
        return pipeline.decode(sys.stdin.buffer.read(pipeline.MAX_BYTES + 1), None)
    return pipeline.load(file)
