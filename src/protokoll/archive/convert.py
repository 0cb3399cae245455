"""One document's bytes in, its outputs' bytes out: what is handed to processes here and to machines elsewhere.

It reads and writes no files of the user's, so that it needs no disk shared with whoever asks; pictures come as bytes,
asked for by name once the document has been read.
"""

from __future__ import annotations

import time
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from protokoll import __version__, pipeline
from protokoll.archive.packing import Look, unpacked
from protokoll.archive.record import Record, record
from protokoll.brand import load_brand
from protokoll.diagnostics import N_
from protokoll.errors import ProtokollError
from protokoll.files import decode
from protokoll.images import read_picture
from protokoll.pipeline import Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from protokoll.view.page import Picture

_ONE_AT_A_TIME = Lock()
"""Where a process has several threads that convert: what Typst keeps of a brand serves one of them at a time."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made of one document.

    `name` is what the source is called where it lies, `path` what errors call it. `pictures` are the bytes of those
    asked for, None for one that there is not; `version` is the tool's where the order was written.
    """

    name: str
    path: str
    data: bytes
    formats: tuple[str, ...]
    look: Look
    wishes: Wishes
    pictures: dict[str, bytes | None] = {}
    version: str = __version__


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A document's outputs by format, and what the register keeps of it."""

    outputs: dict[str, bytes]
    record: Record
    pictures: tuple[str, ...] = ()
    """Pictures the document names, shown or not."""
    seconds: float = 0.0


class Asked(msgspec.Struct, frozen=True):
    """The document names pictures whose bytes did not come with it."""

    pictures: tuple[str, ...]


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing was made: an error as it is told, here or on another machine."""

    template: str
    hint: str = ""
    values: dict[str, str | int | float] = {}
    excerpt: str = ""

    @property
    def error(self) -> ProtokollError:
        """The error itself."""
        return ProtokollError(self.template, self.hint, excerpt=self.excerpt, **self.values)


Answer = Made | Asked | Refused


def refused(error: ProtokollError) -> Refused:
    """Make of an error what can be sent."""
    values = {key: value if isinstance(value, (int, float)) else str(value) for key, value in error.values.items()}
    return Refused(template=error.template, hint=error.hint_template, values=values, excerpt=error.excerpt)


def convert(order: Order) -> Answer:
    """Make what is ordered; a document that fails, even one that nobody foresaw, is an answer too."""
    if order.version != __version__:
        return refused(
            ProtokollError(
                N_("{file}: was sent by protokoll {theirs} to a machine that has {ours}"),
                N_("install the same version on all of them"),
                file=order.path,
                theirs=order.version,
                ours=__version__,
            )
        )
    try:
        with _ONE_AT_A_TIME:
            return _converted(order)
    except ProtokollError as error:
        if error.values.get("file") == Path(order.path):
            error.values["file"] = order.path  # a path would write an address with one stroke
        return refused(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the other documents go on
        return refused(
            ProtokollError(
                N_("{file}: something in protokoll itself went wrong: {kind}: {told}"),
                N_("please report it, with the file if you may"),
                file=order.path,
                kind=type(error).__name__,
                told=" ".join(str(error).split())[:200],
            )
        )


def _converted(order: Order) -> Made | Asked:
    began = time.perf_counter()
    source = decode(order.data, Path(order.path))
    brand = load_brand(unpacked(order.look))
    shown = _Shown(order.pictures)
    document = pipeline.compose(source, brand, order.wishes, shown.picture)
    if shown.missing:
        return Asked(tuple(sorted(shown.missing)))
    stem = PurePosixPath(order.name).stem
    return Made(
        outputs=document.write(order.formats, brand),
        record=record(document.meeting, document.page.anchors, stem),
        pictures=tuple(sorted(shown.asked)),
        seconds=round(time.perf_counter() - began, 4),
    )


class _Shown:
    """The pictures that came with an order, and which the document asks for."""

    def __init__(self, given: Mapping[str, bytes | None]) -> None:
        self._given = given
        self.asked: set[str] = set()
        self.missing: set[str] = set()

    def picture(self, src: str) -> Picture | None:
        self.asked.add(src)
        if src not in self._given:
            self.missing.add(src)
        data = self._given.get(src)
        return read_picture(data) if data else None
