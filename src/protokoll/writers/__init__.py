"""write(): a page and a brand become bytes. One file an output format, one table of them all."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from protokoll.writers.base import Format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from protokoll.brand import Brand
    from protokoll.view.page import Page

FORMATS: Mapping[str, Format] = MappingProxyType(
    {name: Format(name=name, suffix=f".{name}", module=f"protokoll.writers.{name}") for name in ("docx", "html", "pdf")}
)
"""The formats laid out from a page. Each lives in the module of its name, which is loaded when it is first used."""

DATA_FORMATS: Mapping[str, Format] = MappingProxyType(
    {name: Format(name=name, suffix=f".{name}", module=f"protokoll.writers.{name}") for name in ("json", "md")}
)
"""The formats that hold the meeting itself, whatever it looks like."""


def write(page: Page, brand: Brand, to: str) -> bytes:
    """Lay out a page as `docx`, `html` or `pdf`; the same page and brand give the same bytes."""
    written: bytes = import_module(FORMATS[to].module).write(page, brand)
    return written
