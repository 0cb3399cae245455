"""The meeting as JSON: all that was read, with places in the source. Data, so it takes the Meeting and no View."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from protokoll.model.meeting import Meeting

_OURS = re.compile(rb'"generator":\s*"protokoll \d')
_SPAN = re.compile(rb'(?<="span": )\[\s+(\d+),\s+(\d+)\s+\]')
_HEAD = 4_000
"""Bytes within which the generator is named: it stands among the first fields."""


def write(meeting: Meeting) -> bytes:
    """Give the meeting as indented UTF-8, each span on one line."""
    indented = msgspec.json.format(msgspec.json.encode(meeting), indent=2)
    return _SPAN.sub(rb"[\1, \2]", indented) + b"\n"


def is_ours(data: bytes) -> bool:
    """Tell whether this tool wrote these bytes."""
    return bool(_OURS.search(data[:_HEAD]))
