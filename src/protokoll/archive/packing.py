"""A brand for those who convert: where it lies here, or all of its files in one, for machines that share no disk."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import msgspec

from protokoll.brand import BASE, FILE_NAME, brand_names, find_brand, lineage
from protokoll.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Look(msgspec.Struct, frozen=True):
    """A brand by its name or folder, and, for another machine, its files; `folder` then counts from where they lie."""

    brand: str
    packed: bytes | None = None


def look(brand: str) -> Look:
    """Give a brand as it is known on this machine."""
    return Look(brand if brand in brand_names() else str(find_brand(brand)))


def packed(brand: str) -> Look:
    """Give a brand with the files of its folder and of those it extends; one that comes with the tool as its name."""
    folders = [folder for folder in lineage(find_brand(brand)) if not _comes_with_the_tool(folder)]
    if not folders:
        return Look(find_brand(brand).name)
    top = Path(os.path.commonpath(folders)).parent
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for file in _files(folders):
            archive.writestr(ZipInfo(file.relative_to(top).as_posix()), file.read_bytes())
    return Look(folders[0].relative_to(top).as_posix(), held.getvalue())


def unpacked(given: Look) -> str:
    """Give what a brand is loaded by on this machine."""
    return given.brand if given.packed is None else str(_unpacked(given.packed) / given.brand)


@cache
def _unpacked(data: bytes) -> Path:
    """Put files where they can be read, once a process; the folder is gone when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="protokoll-brand-")
    _kept.append(folder)
    with ZipFile(BytesIO(data)) as archive:
        archive.extractall(folder.name)
    return Path(folder.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def fingerprint(brand: str) -> str:
    """Give the hash of all that a brand is made of: its files, and those it inherits."""
    found = sha256()
    folders = [*lineage(find_brand(brand)), templates_folder() / BASE]
    for number, folder in enumerate(dict.fromkeys(path.resolve() for path in folders)):
        for file in _files([folder]):
            found.update(f"{number}/{file.relative_to(folder).as_posix()}\0".encode())
            found.update(sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """Give what lies in brands' folders, hidden files not, each once."""
    seen = set()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
            if file.is_file() and not hidden and file not in seen:
                seen.add(file)
                yield file


def _comes_with_the_tool(folder: Path) -> bool:
    return folder.parent == templates_folder().resolve() and (folder / FILE_NAME).is_file()
