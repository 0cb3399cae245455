"""Folders of this machine as places for sources and outputs. Links in them are not followed."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll.archive.database import FILE_NAME
from protokoll.archive.storage import Found, busy, changes_under_way
from protokoll.checker.find import find_files
from protokoll.diagnostics import N_
from protokoll.errors import OutputError, SourceError, UsageError
from protokoll.files import MAX_BYTES, PART, cannot_write, store, too_large
from protokoll.images import load_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_SETTLED = 2.0
"""Seconds after which a file that is written again is sure to get another time: the coarsest clock of a disk."""
LOCK = ".protokoll.lock"


class SourceFolder:
    """Notes files below one folder: all of them, or those named."""

    def __init__(self, named: Sequence[Path], exclude: Sequence[str] = (), top: Path | None = None) -> None:
        """Take files and folders; `top` is the folder that names count from, by default what all of them share."""
        self._named = named
        self._exclude = exclude
        self._top = top or common_folder(named)
        self.top = str(self._top.resolve())
        self._covered = [self._name(path.absolute()) for path in named if path.is_dir()]

    def find(self, tell: Callable[[UsageError], object]) -> Iterator[Found]:
        now = time.time()
        for path in find_files(self._named, self._exclude, tell):
            try:
                status = os.lstat(path)
            except OSError:
                continue  # gone since the folder was looked through
            yield Found(self._name(path), _settled_stamp(status, now))

    def folders(self) -> list[str]:
        return [str(path.resolve()) for path in self._named if path.is_dir()]

    def covers(self, name: str) -> bool:
        return any(folder in {"", "."} or name.startswith(folder + "/") for folder in self._covered)

    def shown(self, name: str) -> str:
        return str(self._path(name))

    def read(self, name: str) -> tuple[bytes, str]:
        path = self._path(name)
        try:
            for _ in range(3):
                handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
                with os.fdopen(handle, "rb") as file:
                    before = os.fstat(handle)
                    _check_file(before, path)
                    data = file.read(MAX_BYTES + 1)
                    after = os.fstat(handle)
                if _stamp(before) == _stamp(after) and len(data) == after.st_size:
                    return data, _settled_stamp(after, time.time())
        except OSError as error:
            raise _unreadable(path, error) from None
        raise changes_under_way(str(path))

    def picture(self, name: str, src: str) -> bytes | None:
        found = load_picture(src, self._path(name).parent)
        return found.data if found else None

    def _name(self, path: Path) -> str:
        return os.path.relpath(path.absolute(), self._top.absolute()).replace(os.sep, "/")

    def _path(self, name: str) -> Path:
        return self._top / name


def common_folder(named: Sequence[Path]) -> Path:
    """Give the folder itself where one is named, else the one that holds all that are named."""
    if len(named) == 1 and named[0].is_dir():
        return named[0]
    holders = [os.path.normpath(path.absolute() if path.is_dir() else path.absolute().parent) for path in named]
    common = Path(os.path.commonpath(holders))
    with suppress(ValueError):
        return common.relative_to(Path.cwd())  # told as it was named
    return common


def _check_file(status: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(N_("{file}: is no file"), N_("name notes files, or a folder of them"), file=path)
    if status.st_size > MAX_BYTES:
        raise too_large(path, status.st_size)


def _unreadable(path: Path, error: OSError) -> SourceError:
    if path.is_symlink():
        return SourceError(N_("{file}: is a link, and is not followed"), N_("name what it leads to"), file=path)
    if isinstance(error, FileNotFoundError):
        return SourceError(N_("{file}: is no longer there"), N_("run again if it comes back"), file=path)
    return SourceError(
        "{file}: cannot be read: {reason}",
        "check its permissions",
        file=path,
        reason=error.strerror or "cannot be read",
    )


def _stamp(status: os.stat_result) -> str:
    """Write down what changes whenever a file does: no program can set the time of the last change of its entry."""
    return f"{status.st_size}.{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_ino}"


def _settled_stamp(status: os.stat_result, now: float) -> str:
    """Give a file's stamp, or none while it could still be written again within one tick of the disk's clock."""
    return _stamp(status) if now - status.st_mtime > _SETTLED else ""


class OutputFolder:
    """A folder that outputs are written to, and that nobody else writes to at the time."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there yet."""
        self._folder = folder
        self.top = str(folder.resolve())
        self._ready: set[str] = set()

    @contextmanager
    def lock(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - this command alone needs it

        _make(self._folder)
        lock = FileLock(self._folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise busy(str(self._folder)) from None
        except OSError as error:
            raise UsageError(
                N_("{folder}: cannot be written to: {reason}"),
                N_("choose another place with `-o`"),
                folder=self._folder,
                reason=error.strerror or "?",
            ) from None
        try:
            yield
        finally:
            lock.release()  # its file stays: without it, two could each hold a lock of that name

    def database(self) -> Path:
        return self._folder / FILE_NAME

    def save_database(self) -> None:
        """Nothing is to be done: it lies where it belongs."""

    def stamps(self, names: Collection[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for folder in sorted({name.rpartition("/")[0] for name in names}):
            before = f"{folder}/" if folder else ""
            with suppress(OSError), os.scandir(self._folder / folder) as entries:
                for entry in entries:
                    if before + entry.name in names:
                        found[before + entry.name] = _stamp(entry.stat(follow_symlinks=False))
        return found

    def clear(self) -> None:
        """Take away what a run that was killed left of files half written; only who has the lock may."""
        waiting = [self._folder]
        while waiting:
            with suppress(OSError), os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(PART[0]) and entry.name.endswith(PART[1]):
                        Path(entry).unlink()
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry))

    def shown(self, name: str) -> str:
        return str(self._folder / name)

    def held(self, name: str) -> bytes | None:
        try:
            return self._safe(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_write(self._folder / name, error) from None

    def write(self, name: str, data: bytes) -> str:
        path = self._safe(name)
        store(path, data)
        return _stamp(os.lstat(path))

    def remove(self, names: Sequence[str]) -> None:
        for name in names:
            path = self._safe(name)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(
                    N_("{file}: cannot be removed: {reason}"),
                    N_("check the folder's permissions"),
                    file=path,
                    reason=error.strerror or "?",
                ) from None
        for folder in {name.rpartition("/")[0] for name in names} - {""}:
            with suppress(OSError):  # it still holds something
                os.removedirs(self._folder / folder)
        self._ready.clear()

    def _safe(self, name: str) -> Path:
        """Give the path of a file whose folders are made, and none of which is a link that leads elsewhere."""
        path = self._folder / name
        folder = name.rpartition("/")[0]
        if folder not in self._ready:
            parts = folder.split("/") if folder else []
            for depth in range(1, len(parts) + 1):
                self._check_no_link(self._folder.joinpath(*parts[:depth]))
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise cannot_write(path, error) from None
            self._ready.add(folder)
        self._check_no_link(path)
        return path

    def _check_no_link(self, path: Path) -> None:
        if path.is_symlink():
            raise OutputError(N_("{file}: is a link, and is not followed"), N_("take it away"), file=path)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file has that name" if folder.exists() else error.strerror or "cannot be made"
        raise UsageError(
            "{folder}: cannot write there: {reason}", "choose another `-o`", folder=folder, reason=reason
        ) from None
