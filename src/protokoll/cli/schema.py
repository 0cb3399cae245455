"""`protokoll schema`: the contract of the JSON."""

from __future__ import annotations

from protokoll.cli.console import write_bytes

EXAMPLES = """\b
Example:
  protokoll schema > meeting.schema.json
"""


def command() -> None:
    """Print the JSON Schema of the meeting that `--to json` writes."""
    from protokoll import pipeline  # noqa: PLC0415 - loads the model

    write_bytes(pipeline.schema())
