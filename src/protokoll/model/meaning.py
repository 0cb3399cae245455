"""What a meeting says, whatever form it was written in: two sources with the same meaning are the same minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from protokoll.model.meeting import Meeting

_FORM = {
    "span",
    "date_span",
    "raw",
    "level",
    "group_level",
    "generator",
    "furniture",
    "problems",
    "marker",
    "start_number",
    "content",
}
"""Fields that tell how or where a thing was written, and not what it says; `content` is a hash of the writing."""


def meaning(meeting: Meeting) -> Any:
    """Give all that a meeting says as plain data, without places and form."""
    return _meaning(msgspec.to_builtins(meeting))


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _meaning(inner) for key, inner in value.items() if key not in _FORM}
        if value.get("type") == "text" and set(value) <= {"type", "span", "text"}:
            return value["text"]
        return kept
    if isinstance(value, (list, tuple)):
        return _joined([_meaning(inner) for inner in value])
    return " ".join(value.split()) if isinstance(value, str) else value


def _joined(values: list[Any]) -> list[Any]:
    """Join pieces of text that stand side by side: where an escape cut them is form."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, str) and found and isinstance(found[-1], str):
            found[-1] += value
        else:
            found.append(value)
    return found
