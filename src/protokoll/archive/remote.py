"""Places in the cloud, or wherever else fsspec reaches, for sources and outputs: the only importer of fsspec."""

from __future__ import annotations

import os
import posixpath
import shutil
import socket
import tempfile
import time
import weakref
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.database import FILE_NAME
from protokoll.archive.storage import Found, busy
from protokoll.checker.find import ENDINGS, left_out
from protokoll.diagnostics import N_
from protokoll.errors import OutputError, SourceError, UsageError
from protokoll.files import MAX_BYTES, PART, too_large
from protokoll.images import MAX_BYTES as MAX_PICTURE
from protokoll.images import relative_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_LOCK = ".protokoll.lock"
_STALE = 600.0
"""Seconds after which a lock that nobody renews is that of a run which was killed."""
_MARKS = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "updated", "mtime", "created")
"""What file systems tell of a file that changes with it, the surest first."""
_PUTS_WHOLE = {"s3", "s3a", "abfs", "abfss", "az", "gs", "gcs", "oss", "memory"}
"""Object stores: a file is there whole or not at all. Elsewhere it is written under another name first."""


def _open(address: str) -> tuple[Any, str]:
    """Give the file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError(
            N_("{address}: is an address, and what reaches it is not installed"),
            N_("run `pip install 'protokoll[cloud]'`"),
            address=address,
        ) from None
    try:
        system, path = url_to_fs(address)
        system.invalidate_cache()
    except Exception as error:  # noqa: BLE001 - each file system fails in its own ways
        raise _unreachable(address, error) from None
    return system, path.rstrip("/")


def _unreachable(address: str, error: Exception) -> UsageError:
    return UsageError(
        N_("{address}: cannot be reached: {reason}"),
        N_("check the address, and the keys that its file system takes from the environment"),
        address=address,
        reason=_reason(error),
    )


def _reason(error: Exception) -> str:
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())[:200]


def _stamp(info: Mapping[str, Any]) -> str:
    mark = next((info[key] for key in _MARKS if info.get(key)), "")
    if isinstance(mark, datetime):
        mark = mark.timestamp()  # some tell the same moment in one way here and in another there
    return f"{info.get('size')}.{mark}" if mark else ""


class RemoteSources:
    """Notes files below one address: all of them, or those named."""

    def __init__(self, named: Sequence[str], exclude: Sequence[str] = ()) -> None:
        """Take addresses of folders and files, all of one file system."""
        opened = [_open(name) for name in named]
        self._system = opened[0][0]
        if any(system is not self._system for system, _ in opened):
            raise UsageError(N_("the sources lie in several file systems"), N_("convert those of each by themselves"))
        self._paths = [path for _, path in opened]
        self._exclude = exclude
        self._folders = [path for path in self._paths if not path.lower().endswith(ENDINGS) or self._is_folder(path)]
        holders = [path if path in self._folders else posixpath.dirname(path) for path in self._paths]
        self._top = posixpath.commonpath(holders) if holders[0].startswith("/") else _common(holders)
        self.top = self._system.unstrip_protocol(self._top)
        self._stamps: dict[str, str] = {}

    def _is_folder(self, path: str) -> bool:
        try:
            return bool(self._system.isdir(path))
        except Exception as error:  # noqa: BLE001 - as above
            raise _unreachable(self._system.unstrip_protocol(path), error) from None

    def folders(self) -> list[str]:
        return [self._system.unstrip_protocol(path) for path in self._folders]

    def find(self, tell: Callable[[UsageError], object]) -> Iterator[Found]:  # noqa: ARG002 - a part cannot fail alone
        found: dict[str, Mapping[str, Any]] = {}
        for path in self._paths:
            address = self._system.unstrip_protocol(path)
            try:
                below = self._system.find(path, detail=True)
            except Exception as error:  # noqa: BLE001 - as above
                raise _unreachable(address, error) from None
            if not below and not self._is_folder(path):
                raise UsageError(N_("{file}: no such file"), N_("check the spelling and the folder"), file=address)
            found |= below
        for path in sorted(found):
            name = self._name(path)
            if path in self._paths or self._is_meant(name):
                self._stamps[name] = _stamp(found[path])
                yield Found(name, self._stamps[name])

    def _is_meant(self, name: str) -> bool:
        parts = name.split("/")
        hidden = any(part.startswith(".") or part in {"node_modules", "__pycache__"} for part in parts)
        return name.lower().endswith(ENDINGS) and not hidden and not left_out(name, self._exclude)

    def covers(self, name: str) -> bool:
        path = f"{self._top}/{name}"
        return any(path.startswith(folder + "/") for folder in self._folders)

    def shown(self, name: str) -> str:
        return f"{self.top}/{name}"

    def read(self, name: str) -> tuple[bytes, str]:
        path = f"{self._top}/{name}"
        try:
            size = int(self._system.info(path)["size"] or 0)
            data = self._system.cat_file(path) if size <= MAX_BYTES else b""
        except FileNotFoundError:
            raise SourceError(
                N_("{file}: is no longer there"), N_("run again if it comes back"), file=self.shown(name)
            ) from None
        except Exception as error:  # noqa: BLE001 - as above
            raise SourceError(
                "{file}: cannot be read: {reason}",
                "check its permissions",
                file=self.shown(name),
                reason=_reason(error),
            ) from None
        if size > MAX_BYTES:
            raise too_large(self.shown(name), size)
        # The stamp is from before: if the file has changed since, the next run sees another one.
        return bytes(data), self._stamps.get(name, "")

    def picture(self, name: str, src: str) -> bytes | None:
        folder = posixpath.dirname(f"{self._top}/{name}")
        relative = relative_name(src)
        path = posixpath.normpath(f"{folder}/{relative}") if relative else ""
        if not path.startswith(folder + "/"):
            return None
        try:
            small = int(self._system.info(path)["size"] or 0) <= MAX_PICTURE
            return bytes(self._system.cat_file(path)) if small else None
        except Exception:  # noqa: BLE001 - a picture that cannot be had gives way to its words
            return None

    def _name(self, path: str) -> str:
        return path[len(self._top) :].lstrip("/")


def _common(paths: Sequence[str]) -> str:
    parts = [path.split("/") for path in paths]
    shared = [same[0] for same in zip(*parts, strict=False) if len(set(same)) == 1]
    return "/".join(shared)


class _Holder(msgspec.Struct):
    """Who has the lock, and when that was last said."""

    host: str
    process: int
    time: float


class RemoteOutputs:
    """An address that outputs are written to. The register is worked on here, and put there now and then."""

    def __init__(self, address: str) -> None:
        """Take the address of a folder, which need not be there yet."""
        self._system, self._top = _open(address)
        self.top = self._system.unstrip_protocol(self._top)
        self._scratch = Path(tempfile.mkdtemp(prefix="protokoll-"))
        weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        self._fetched = False
        self._puts_whole = bool(_PUTS_WHOLE & {*_protocols(self._system)})

    @contextmanager
    def lock(self) -> Iterator[None]:
        path = f"{self._top}/{_LOCK}"
        self._guarded(self._take, path)
        try:
            yield
        finally:
            with suppress(Exception):
                self._system.rm_file(path)

    def _take(self, path: str) -> None:
        self._system.makedirs(self._top, exist_ok=True)
        held = self._bytes(path)
        if held is not None:
            try:
                holder = msgspec.json.decode(held, type=_Holder)
            except msgspec.MsgspecError:
                holder = None
            if holder and time.time() - holder.time < _STALE:
                raise busy(self.top)
            self._system.rm_file(path)
        try:
            self._system.pipe_file(path, self._holder(), mode="create")
        except FileExistsError:
            raise busy(self.top) from None

    def _holder(self) -> bytes:
        return msgspec.json.encode(_Holder(socket.gethostname(), os.getpid(), time.time()))

    def database(self) -> Path:
        file = self._scratch / FILE_NAME
        if not self._fetched:
            self._fetched = True
            data = self._guarded(self._bytes, f"{self._top}/{FILE_NAME}")
            if data is not None:
                file.write_bytes(data)
        return file

    def save_database(self) -> None:
        file = self._scratch / FILE_NAME
        self._guarded(self._put, FILE_NAME, file.read_bytes())
        with suppress(Exception):
            self._system.pipe_file(f"{self._top}/{_LOCK}", self._holder())

    def clear(self) -> None:
        for path in self._guarded(self._system.find, self._top):
            name = path.rpartition("/")[2]
            if name.startswith(PART[0]) and name.endswith(PART[1]):
                self._guarded(self._system.rm_file, path)

    def stamps(self, names: Collection[str]) -> Mapping[str, str]:
        if not names:
            return {}
        self._system.invalidate_cache()
        found = self._guarded(lambda: self._system.find(self._top, detail=True))
        named = ((path[len(self._top) :].lstrip("/"), info) for path, info in found.items())
        return {name: _stamp(info) for name, info in named if name in names}

    def shown(self, name: str) -> str:
        return f"{self.top}/{name}"

    def held(self, name: str) -> bytes | None:
        held: bytes | None = self._guarded(self._bytes, f"{self._top}/{name}")
        return held

    def write(self, name: str, data: bytes) -> str:
        self._guarded(self._put, name, data)
        return _stamp(self._guarded(self._system.info, f"{self._top}/{name}"))

    def remove(self, names: Sequence[str]) -> None:
        for name in names:
            with suppress(FileNotFoundError):
                self._system.rm_file(f"{self._top}/{name}")

    def _bytes(self, path: str) -> bytes | None:
        try:
            return bytes(self._system.cat_file(path))
        except FileNotFoundError:
            return None

    def _put(self, name: str, data: bytes) -> None:
        path = f"{self._top}/{name}"
        if self._puts_whole:
            self._system.pipe_file(path, data)
            return
        folder, _, last = path.rpartition("/")
        part = f"{folder}/{PART[0]}{os.getpid()}-{abs(hash(last)):x}{PART[1]}"
        self._system.makedirs(folder, exist_ok=True)
        self._system.pipe_file(part, data)
        self._system.mv(part, path)

    def _guarded(self, call: Callable[..., Any], *args: Any) -> Any:
        """Do something there; whatever goes wrong is told as an output that cannot be written."""
        try:
            return call(*args)
        except UsageError:
            raise
        except Exception as error:  # noqa: BLE001 - each file system fails in its own ways
            raise OutputError(
                "{file}: cannot be written: {reason}",
                "choose another place with `-o`",
                file=self.top,
                reason=_reason(error),
            ) from None


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)
