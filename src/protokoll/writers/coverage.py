"""Which characters the fonts of a brand can show, read from the fonts' own tables."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SEGMENTS = 4
_GROUPS = 12
_FONT_SUFFIXES = {".ttf", ".otf"}


@cache
def characters(folders: tuple[Path, ...]) -> frozenset[int]:
    """Give the code points that some font at or below the folders has a glyph for."""
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix.lower() in _FONT_SUFFIXES)
    return frozenset().union(*(font_characters(file) for file in files))


@cache
def font_characters(file: Path) -> frozenset[int]:
    """Give the code points of one TrueType or OpenType font: what its `cmap` table maps to a glyph."""
    data = file.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    for number in range(tables):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == b"cmap":
            return _read_cmap(data[start : start + length])
    return frozenset()


def _read_cmap(cmap: bytes) -> frozenset[int]:
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        _, _, start = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", cmap, start)
        if form == _SEGMENTS:
            found |= _read_segments(cmap, start)
        elif form == _GROUPS:
            found |= _read_groups(cmap, start)
    return frozenset(found)


def _read_segments(cmap: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", cmap, start + 6)
    ends = struct.unpack_from(f">{double // 2}H", cmap, start + 14)
    starts = struct.unpack_from(f">{double // 2}H", cmap, start + 16 + double)
    # 0xFFFF closes the table and is no character.
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF}  # noqa: PLR2004


def _read_groups(cmap: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", cmap, start + 12)
    found: set[int] = set()
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", cmap, start + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found
