"""Waiting for sources to change: the only importer of watchfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import watch

from protokoll.checker.find import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_PICTURES = (".png", ".jpg", ".jpeg", ".gif")


def changes(paths: Sequence[Path], waiting: Callable[[], None]) -> Iterator[None]:
    """Give a turn each time something that documents are made of has changed; each wait is said to begin."""
    folders = {path if path.is_dir() else path.absolute().parent for path in paths}
    turns = watch(*folders, watch_filter=lambda _, name: name.lower().endswith((*ENDINGS, *_PICTURES)))
    waiting()
    for _ in turns:
        yield
        waiting()
