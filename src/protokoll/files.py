"""Notes files in, decoded with care; outputs out, put in their place whole."""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from pathlib import Path

from protokoll.errors import OutputError, SourceError, UsageError
from protokoll.source import Source

MAX_BYTES = 16_000_000
"""The largest notes file that is read: some four thousand pages."""

PART = (".protokoll-", ".part")
"""How names begin and end of files that are being written; short, since a name may be as long as a disk allows."""
_HEAD = 10_000
"""Bytes in which a file shows which line endings it has."""
_BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def load(path: Path) -> Source:
    """Read a notes file from disk."""
    return decode(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Read a notes file's bytes from disk."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UsageError(
                "{file}: is a folder, not a notes file", "name the files in it, such as {file}/*.md", file=path
            )
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except FileNotFoundError:
        raise UsageError("{file}: no such file", "check the spelling and the folder", file=path) from None
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise SourceError(
            "{file}: cannot be read: {reason}", "check its permissions", file=path, reason=reason
        ) from None
    if size > MAX_BYTES:
        raise too_large(path, size)
    return data


def decode(data: bytes, path: Path | None) -> Source:
    """Decode a notes file: UTF-8, with or without a byte order mark, or UTF-16 with one; any line endings."""
    name = path or "<stdin>"
    if len(data) > MAX_BYTES:
        raise too_large(name, len(data))
    encoding = _BYTE_ORDER_MARKS.get(data[:2], "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = Source(data[: error.start].decode("utf-8-sig", "replace"))
        place = before.place(len(before.text))
        raise SourceError(
            "{file}:{line}:{column}: is not UTF-8 text",
            "save it as UTF-8 in your editor, or run `iconv -f WINDOWS-1252 -t UTF-8`",
            file=name,
            line=place.line,
            column=place.column,
        ) from None
    source = Source(text, path)
    if not source.text.strip():
        raise SourceError("{file}: is empty", "write the minutes in it, beginning with `# ` and a title", file=name)
    return source


def encoded_like(data: bytes, text: str) -> bytes:
    """Encode a text as a notes file is, with the byte order mark it has."""
    mark = next((mark for mark in (codecs.BOM_UTF8, *_BYTE_ORDER_MARKS) if data.startswith(mark)), b"")
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    return mark + text.encode(encoding)


def decoded_whole(data: bytes) -> str:
    """Decode a notes file that has been read before, its line endings as they are."""
    return data.decode(_BYTE_ORDER_MARKS.get(data[:2], "utf-8-sig"))


def too_large(name: object, size: int) -> SourceError:
    """Say that a notes file is larger than any that is read."""
    return SourceError(
        "{file}: is {size} MB, and no notes file over {limit} MB is read",
        "split it by meeting",
        file=name,
        size=size // 1_000_000,
        limit=MAX_BYTES // 1_000_000,
    )


def store(path: Path, data: bytes) -> None:
    """Put a file in its place whole: written under another name beside it, flushed, then renamed.

    Where one is there, it keeps who may read it; where that is a link, what it leads to is replaced.
    """
    import tempfile  # noqa: PLC0415 - many runs write nothing

    try:
        path = path.resolve() if path.is_symlink() else path
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=PART[0], suffix=PART[1], dir=path.parent)
    except OSError as error:
        raise cannot_write(path, error) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Say that a file cannot be written, and why."""
    reason = error.strerror or "cannot be written"
    return OutputError(
        "{file}: cannot be written: {reason}", "choose another place with `-o`", file=path, reason=reason
    )


def rewrite(path: Path, text: str, was: Source | None = None) -> None:
    """Put another text into a notes file, which keeps its encoding, byte order mark and line endings.

    A file that no longer holds what `was` read there is left alone.
    """
    try:
        old = path.read_bytes()
    except OSError as error:
        raise cannot_write(path, error) from None
    encoding = _BYTE_ORDER_MARKS.get(old[:2]) or ("utf-8-sig" if old.startswith(codecs.BOM_UTF8) else "utf-8")
    if was is not None and Source(old.decode(encoding, "replace")).text != was.text:
        raise OutputError("{file}: has changed while it was looked at, and is left as it is", "run it again", file=path)
    if "\r\n" in old[:_HEAD].decode(encoding, "replace"):
        text = text.replace("\n", "\r\n")
    if old.startswith(codecs.BOM_UTF16_BE):
        store(path, codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
    elif old.startswith(codecs.BOM_UTF16_LE):
        store(path, codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    else:
        store(path, text.encode(encoding))
