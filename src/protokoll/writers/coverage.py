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
    """Read the fullest of a font's tables: the one for all of Unicode, or failing that the one for its first plane."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = [struct.unpack_from(">HHI", cmap, 4 + 8 * number)[2] for number in range(count)]
    forms = {struct.unpack_from(">H", cmap, start)[0]: start for start in starts}
    if _GROUPS in forms:
        return frozenset(_read_groups(cmap, forms[_GROUPS]))
    return frozenset(_read_segments(cmap, forms[_SEGMENTS])) if _SEGMENTS in forms else frozenset()


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
