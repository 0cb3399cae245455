"""Keeps from one run to the next what each would make anew, as Python keeps compiled modules.

A cold run compiles some four hundred patterns, ours and those of the libraries, and parses the words of two languages;
it would spend a third of its time on that. What `re` makes of a pattern is a list of numbers; it is written to the
user's cache folder and handed back to `re` when the same pattern is asked for again. The names used for it are `re`'s
own and not public: where one of them is missing or works otherwise, nothing is kept and all is made as ever. Only the
command line keeps anything; the library does not.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from protokoll import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

Compiled = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""What `_sre.compile` takes beside the pattern's text: flags, code, number of groups, and their names both ways."""

_MOST = 2_000
"""Patterns that are kept at most."""
_WORTH_WRITING = 20
"""A file is written anew when one in so many is new: some libraries make a pattern or two that is another each time."""
_CHECKSUM_BYTES = 4


def keep() -> None:
    """Take from the last run's files, and write what is new when this run ends."""
    if os.environ.get("PROTOKOLL_NO_CACHE"):
        return
    # Anything at all may be otherwise in a Python to come; a slower start is then the worst of it.
    with suppress(Exception):
        kept = _Kept(_file("patterns"))
        kept.install()
        _kept.append(kept)
        if not sys.dont_write_bytecode:
            atexit.register(kept.write)


def table(name: str, source: bytes, make: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Give the plain data that is made of a source, from the last run where that made it of the same bytes."""
    if not _kept:
        return make(source.decode())
    file = _file(f"{name}-{zlib.crc32(source):08x}")
    with suppress(Exception):
        known: dict[str, Any] = _read(file)
        if known:
            return known
    made = make(source.decode())
    if not sys.dont_write_bytecode:
        with suppress(Exception):
            _write(file, made)
    return made


_kept: list[_Kept] = []
"""What this run keeps; empty where it keeps nothing."""


def _file(name: str) -> Path:
    """Name a file by all that its content depends on."""
    import _sre  # noqa: PLC0415 - inside the guard: see above

    folder = Path(os.environ.get("XDG_CACHE_HOME") or "")
    folder = (folder if folder.is_absolute() else Path.home() / ".cache") / "protokoll"
    if not folder.is_absolute():
        raise FileNotFoundError(folder)
    return folder / f"{name}-{__version__}-{sys.implementation.cache_tag}-{_sre.MAGIC}.bin"


class _Kept:
    """The patterns of a file, and those that this run has compiled beside them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[tuple[str, int], Compiled] = _read(file)
        self._new: dict[tuple[str, int], None] = {}

    def install(self) -> None:
        """Stand before the function with which `re` compiles."""
        import _sre  # noqa: PLC0415 - inside the guard of `keep_patterns`

        compiler: Any = re._compiler  # type: ignore[attr-defined]  # noqa: SLF001 - the module's point
        original, known, new = compiler.compile, self._known, self._new

        def compiled(pattern: Any, flags: int = 0) -> Any:
            key = (pattern, int(flags))
            if type(pattern) is str and key in known:
                # What was kept under the same names by another state of this program is of no use, and no harm.
                with suppress(Exception):
                    own_flags, code, groups, by_name, names = known[key]
                    return _sre.compile(pattern, own_flags, code, groups, by_name, names)
            made = original(pattern, flags)
            if type(pattern) is str and len(new) < _MOST:
                new[key] = None
            return made

        compiler.compile = compiled

    def write(self) -> None:
        """Write the file anew where there is something new to keep; whole, for another run may be reading it."""
        if len(self._new) * _WORTH_WRITING <= len(self._known):
            return
        with suppress(Exception):
            known = self._known | {key: _code_of(*key) for key in self._new}
            _write(self._file, dict(list(known.items())[-_MOST:]))


def _write(file: Path, found: dict[Any, Any]) -> None:
    data = marshal.dumps(found)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big") + data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read(file: Path) -> dict[Any, Any]:
    if not file.is_file():
        return {}
    data = file.read_bytes()
    checksum, data = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
    if zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big") != checksum:
        return {}
    found = marshal.loads(data)  # noqa: S302 - as trusted as the .pyc files beside it
    return found if isinstance(found, dict) else {}


def _code_of(pattern: str, flags: int) -> Compiled:
    """Make of a pattern what `re` hands to its engine."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]  # noqa: SLF001 - the module's point
    parsed: Any = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in parsed.state.groupdict.items():
        names[number] = name
    code = [int(number) for number in compiler._code(parsed, flags)]  # noqa: SLF001 - as above
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict), tuple(names)
