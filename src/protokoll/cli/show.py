"""`protokoll show`: the meeting in a terminal, as a person would want to see it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from protokoll.cli.console import colour, write_bytes
from protokoll.cli.options import Language, load_source

EXAMPLES = """\b
Examples:
  protokoll show minutes.md
  protokoll show - < minutes.md
"""
_WIDEST = 96


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notes file in Markdown; - is standard input.")],
    language: Language = None,
) -> None:
    """Show what was read in a notes file: when, who, what was decided."""
    from protokoll import pipeline  # noqa: PLC0415 - loads the readers
    from protokoll.cli.terminal import lines  # noqa: PLC0415
    from protokoll.view import present  # noqa: PLC0415

    meeting = pipeline.understand(load_source(file), language)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    text = "\n".join(lines(present(meeting).view, width, styled=colour(sys.stdout)))
    write_bytes((text + "\n").encode())
