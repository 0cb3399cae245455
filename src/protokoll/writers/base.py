"""What every output format is: a function from a page and a brand to bytes, and the mark by which its files are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from protokoll.brand import Brand
from protokoll.view.page import Page


class PageWriter(Protocol):
    """Lay out a page in a brand's look; the same bytes each time."""

    def __call__(self, page: Page, brand: Brand) -> bytes:
        """Give the finished file."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One output format.

    `write` loads the writer, and the heavy library behind it, only when it is called. `is_ours` tells from a file's
    bytes whether this tool wrote it, so that nobody else's file is ever overwritten.
    """

    name: str
    suffix: str
    load: Callable[[], PageWriter]
    is_ours: Callable[[bytes], bool]
