"""Waiting for sources to change: the only importer of watchfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import watch

from protokoll.checker.find import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_LOOK_EVERY = 200
"""Milliseconds until the first turn, and between two looks at whether there is another."""


def changes(paths: Sequence[Path]) -> Iterator[None]:
    """Give a turn now, and one each time something that documents are made of has changed.

    Watching begins before the first turn, so that what changes during a turn gives another.
    """
    folders = {path if path.is_dir() else path.absolute().parent for path in paths}
    turns = watch(
        *folders,
        watch_filter=lambda _, name: name.lower().endswith((*ENDINGS, *_PICTURES)),
        rust_timeout=_LOOK_EVERY,
        yield_on_timeout=True,
    )
    is_first = True
    for changed in turns:
        if changed or is_first:
            is_first = False
            yield
