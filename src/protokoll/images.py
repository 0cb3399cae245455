"""The pictures a document may show: local files at or below its folder, of a kind all outputs can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from protokoll.model import content as c
from protokoll.source import Span
from protokoll.view.page import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from protokoll.model.meeting import Meeting

MAX_BYTES = 10_000_000
MAX_PIXELS = 20_000
"""Limits of one picture: the size of its file, and of its longer side."""

_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")
_JPEG = b"\xff\xd8\xff"
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def load_pictures(meeting: Meeting, folder: Path | None) -> dict[str, Picture]:
    """Load what a meeting's pictures name, by their `src`; what may not or cannot be shown is left out."""
    return {} if folder is None else find_pictures(meeting, lambda src: load_picture(src, folder))


def find_pictures(meeting: Meeting, find: Callable[[str], Picture | None]) -> dict[str, Picture]:
    """Give what a meeting's pictures name, by their `src`, from wherever it is found."""
    sources = {image.src for image in _images(meeting)}
    return {src: picture for src in sorted(sources) if (picture := find(src))}


def load_picture(src: str, folder: Path) -> Picture | None:
    """Load one picture, if it lies at or below the folder, links followed, and is a PNG, JPEG or GIF."""
    name = relative_name(src)
    if name is None:
        return None
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return read_picture(path.read_bytes())
    except (OSError, ValueError, RuntimeError):
        return None


def relative_name(src: str) -> str | None:
    """Give the path, from the document's folder, that a picture's address names; None for any other address."""
    name = unquote(src)
    return None if not name or ":" in name or "\\" in name or "\0" in name or name.startswith("/") else name


def read_picture(data: bytes) -> Picture | None:
    """Tell a picture's type and size from its own bytes; None for anything that is no whole head of a picture."""
    size: tuple[int, int] | None = None
    media_type = ""
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        media_type, size = "image/png", (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    elif data.startswith(_GIF) and len(data) > 10:  # noqa: PLR2004 - the logical screen's size ends there
        media_type, size = "image/gif", (int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    elif data.startswith(_JPEG):
        media_type, size = "image/jpeg", _jpeg_size(data)
    if size is None or not all(0 < side <= MAX_PIXELS for side in size):
        return None
    return Picture(data=data, media_type=media_type, width=size[0], height=size[1])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk a JPEG's segments to the frame that gives its height and width."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:  # noqa: PLR2004 - each segment begins with it
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if marker in _JPEG_FRAMES:
            height, width = (int.from_bytes(data[position + at : position + at + 2]) for at in (5, 7))
            return width, height
        position += 2 + length
    return None


def _images(meeting: object) -> Iterator[c.Image]:
    """Walk a meeting to its pictures; the walk is all there is to do in most, so it is a plain one."""
    left = [meeting]
    while left:
        node = left.pop()
        kind = type(node)
        if kind is tuple:
            left.extend(node)  # type: ignore[arg-type]  # a tuple it is
        elif kind is c.Image:
            yield node  # type: ignore[misc]  # an image it is
        elif kind not in _LEAVES:
            left.extend(map(node.__getattribute__, getattr(kind, "__struct_fields__", ())))


_LEAVES = {str, int, bool, type(None), c.Text, Span}
"""What there is most of, and holds no pictures."""
