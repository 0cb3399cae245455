"""read(): any text at all becomes a `Meeting`. It states facts, keeps every word, and never judges."""

from __future__ import annotations

from protokoll.reader.meeting import Reading, read, read_whole

__all__ = ["Reading", "read", "read_whole"]
