"""`protokoll show`: the meeting in a terminal, as a person would want to see it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from protokoll.cli.console import colour, write_bytes

EXAMPLES = """\b
Examples:
  protokoll show minutes.md
  protokoll show - < minutes.md
"""
_WIDEST = 96


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notes file in Markdown; - is standard input.")],
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="TAG",
            envvar="PROTOKOLL_LANGUAGE",
            help="The minutes' language, if it is not seen from the text: sv or en.",
        ),
    ] = None,
) -> None:
    """Show what was read in a notes file: when, who, what was decided."""
    from protokoll import pipeline  # noqa: PLC0415 - loads the readers
    from protokoll.cli.terminal import lines  # noqa: PLC0415
    from protokoll.view import present  # noqa: PLC0415

    if str(file) == "-":
        source = pipeline.decode(sys.stdin.buffer.read(pipeline.MAX_BYTES + 1), None)
    else:
        source = pipeline.load(file)
    meeting = pipeline.understand(source, language)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    text = "\n".join(lines(present(meeting).view, width, styled=colour(sys.stdout)))
    write_bytes((text + "\n").encode())
