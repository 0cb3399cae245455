"""Which notes files a run is about: files named, folders walked, what git ignores left out."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Never

from protokoll.diagnostics import N_
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

ENDINGS = (".md", ".markdown")
_NEVER = frozenset({"node_modules", "__pycache__"})
"""Folders that hold no minutes; neither do those whose name begins with a full stop."""


def find_files(
    named: Sequence[Path], exclude: Sequence[str] = (), tell: Callable[[UsageError], object] | None = None
) -> list[Path]:
    """Give the notes files meant: those named as they are, and in folders all Markdown, in the order of their names.

    `exclude` are patterns as in `.gitignore`, counted from the working folder; a file that is named is never left out.
    Links to folders are not followed. A name that is nothing there is a `UsageError`, and so is a folder that cannot be
    looked through, unless `tell` takes it.
    """
    found: dict[Path, None] = {}
    for path in named:
        if path.is_dir():
            found.update(dict.fromkeys(_walk(path, _excluded(exclude), tell or _refuse)))
        elif os.path.lexists(path):
            found[path] = None
        else:
            raise UsageError(N_("{file}: no such file"), N_("check the spelling and the folder"), file=path)
    return list(found)


def _refuse(error: UsageError) -> Never:
    raise error from None


def _walk(top: Path, excluded: tuple[_Ignoring, ...], tell: Callable[[UsageError], object]) -> Iterator[Path]:
    ignoring = (*excluded, *_above(top.resolve()))
    waiting: list[tuple[Path, tuple[_Ignoring, ...]]] = [(top, ignoring)]
    while waiting:
        folder, ignoring = waiting.pop()
        own = _of_folder(folder)
        ignoring = (*ignoring, own) if own else ignoring
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            tell(
                UsageError(
                    N_("{folder}: cannot be looked through: {reason}"),
                    N_("check its permissions"),
                    folder=folder,
                    reason=error.strerror or "?",
                )
            )
            continue
        inner: list[tuple[Path, tuple[_Ignoring, ...]]] = []
        for entry in entries:
            path = folder / entry.name
            if _may_be_entered(entry) and not _ignored(path, ignoring, is_folder=True):
                inner.append((path, ignoring))
            elif _is_notes_file(entry) and not _ignored(path, ignoring):
                yield path
        waiting += reversed(inner)


def _may_be_entered(entry: os.DirEntry[str]) -> bool:
    hidden = entry.name.startswith(".") or entry.name in _NEVER
    return not hidden and entry.is_dir(follow_symlinks=False)


def _is_notes_file(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(ENDINGS) and entry.is_file(follow_symlinks=False)


class _Ignoring:
    """The patterns of one `.gitignore`, and the folder they count from."""

    def __init__(self, folder: Path, lines: Iterable[str]) -> None:
        self._folder = folder
        self._spec = _spec(tuple(lines))

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Tell whether the patterns leave a path out, take it in again, or say nothing of it."""
        try:
            relative = path.absolute().relative_to(self._folder).as_posix()
        except ValueError:
            return None
        return self._spec.check_file(relative + "/" if is_folder else relative).include


@cache
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec as Spec  # noqa: PLC0415 - only where there are patterns

    return Spec.from_lines(lines)


def _ignored(path: Path, ignoring: Sequence[_Ignoring], *, is_folder: bool = False) -> bool:
    """Ask the nearest patterns first: they overrule those farther up."""
    for one in reversed(ignoring):
        said = one.says(path, is_folder=is_folder)
        if said is not None:
            return said
    return False


def _excluded(patterns: Sequence[str]) -> tuple[_Ignoring, ...]:
    return (_Ignoring(Path.cwd(), patterns),) if patterns else ()


def _above(folder: Path) -> Iterator[_Ignoring]:
    """Give what the repository ignores from above a folder, the farthest first."""
    if (folder / ".git").exists():
        yield from _of_repository(folder)
        return
    above: list[_Ignoring] = []
    for parent in folder.parents:
        if own := _of_folder(parent):
            above.append(own)
        if (parent / ".git").exists():
            yield from _of_repository(parent)
            yield from reversed(above)
            return


def left_out(name: str, patterns: Sequence[str]) -> bool:
    """Tell whether patterns as in `.gitignore` leave out a name with `/` between its folders."""
    return bool(patterns) and _spec(tuple(patterns)).match_file(name)


def _of_repository(top: Path) -> Iterator[_Ignoring]:
    lines = _lines_of(top / ".git" / "info" / "exclude")
    if lines:
        yield _Ignoring(top, lines)


def _of_folder(folder: Path) -> _Ignoring | None:
    lines = _lines_of(folder / ".gitignore")
    return _Ignoring(folder.absolute(), lines) if lines else None


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def matches(pattern: str, path: Path, folder: Path) -> bool:
    """Tell whether a pattern of the settings, counted from their folder, means a file."""
    return _Ignoring(folder, (pattern,)).says(path, is_folder=False) is True
