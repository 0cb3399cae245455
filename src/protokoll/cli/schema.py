"""`protokoll schema`: the contracts of the JSON, the settings and the register."""

from __future__ import annotations

from typing import Annotated

import typer

from protokoll.cli.console import write_bytes
from protokoll.errors import UsageError

EXAMPLES = """\b
Examples:
  protokoll schema > meeting.schema.json
  protokoll schema settings > protokoll.schema.json
  protokoll schema register > ledamoter.schema.json
"""
_KINDS = ("meeting", "settings", "register")


def command(
    kind: Annotated[str, typer.Argument(metavar="[meeting|settings|register]", help="Of what.")] = "meeting",
) -> None:
    """Print a JSON Schema: of the meeting that `--to json` writes, of protokoll.toml, or of a body's register."""
    if kind not in _KINDS:
        raise UsageError("there is no schema `{kind}`", "choose from meeting, settings, register", kind=kind)
    write_bytes(_schema(kind))


def _schema(kind: str) -> bytes:
    if kind == "settings":
        from protokoll import config  # noqa: PLC0415 - one of three is wanted

        return config.schema()
    if kind == "register":
        from protokoll import register  # noqa: PLC0415 - as above

        return register.schema()
    from protokoll import pipeline  # noqa: PLC0415 - as above

    return pipeline.schema()
