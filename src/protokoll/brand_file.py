"""A `_brand.yml` as it is written: its keys, where each stands, and what is wrong there.

Only this file opens YAML of a brand. Whoever reads the keys tells what is wrong through it, so that one reading can
serve two ends: to load a brand, which stops at the first flaw, and to check it, which wants them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.errors import BrandError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Flaw(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with a brand: where it stands, what it is, and the cure."""

    file: str
    place: str = ""
    """Line, or line and column, each after a colon: `:3:7`; empty for the file as a whole."""
    message: str
    cure: str
    is_note: bool = False
    """Whether the brand can be used all the same."""


def refuse(flaw: Flaw) -> None:
    """Stop at a flaw that makes a brand unusable."""
    if not flaw.is_note:
        raise BrandError(
            "{file}{place}: {told}", "{cure}", file=flaw.file, place=flaw.place, told=flaw.message, cure=flaw.cure
        )


class BrandFile:
    """The keys of one brand, as text. `hear` is called with each flaw."""

    def __init__(self, path: Path, hear: Callable[[Flaw], object] = refuse) -> None:
        self.path = path
        self._hear = hear
        self._root: Any = None
        self.data: dict[str, Any] = self._parse()

    def tell(self, message: str, cure: str, *keys: str | int, is_note: bool = False) -> None:
        """Tell a flaw, with the line where the keys stand, or the nearest that holds them."""
        line = self._line(keys)
        self._hear(
            Flaw(
                file=str(self.path), place=f":{line}" if line else "", message=message, cure=cure, is_note=is_note
            )
        )  # fmt: skip

    def has(self, *keys: str) -> bool:
        """Tell whether a key is written."""
        return keys[-1] in self.section(*keys[:-1])

    def section(self, *keys: str) -> dict[str, Any]:
        """Give what stands under a key that holds keys; nothing where it is not written."""
        found: Any = self.data
        for depth, key in enumerate(keys, 1):
            found = found.get(key) or {}
            if not isinstance(found, dict):
                told = f"`{'.'.join(keys[:depth])}` must hold keys"
                self.tell(told, "see docs/brands.md for an example", *keys[:depth])
                return {}
        return dict(found)

    def entries(self, *keys: str) -> list[Any]:
        """Give what stands under a key that holds a list."""
        found = self.section(*keys[:-1]).get(keys[-1]) or []
        if isinstance(found, list):
            return found
        self.tell(f"`{'.'.join(keys)}` must hold a list", "begin each entry with `- `", *keys)
        return []

    def _parse(self) -> dict[str, Any]:
        import yaml  # noqa: PLC0415 - a process that uses no brand need not load it

        data: Any = None
        try:
            # The base loader makes nothing but text.
            loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(self.path.read_text(encoding="utf-8-sig"))
            try:
                self._root = loader.get_single_node()
                data = loader.construct_document(self._root) if self._root else None
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            self._tell_syntax(error)
            return {}
        except (OSError, UnicodeDecodeError) as error:
            self.tell(f"cannot be read: {error}", "check its permissions and save it as UTF-8")
            return {}
        if not isinstance(data, dict):
            self.tell("is no brand", "it must hold keys such as `meta:` and `color:`")
            return {}
        return data

    def _tell_syntax(self, error: Exception) -> None:
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or "it cannot be parsed"
        begun = getattr(error, "context_mark", None)
        if mark and begun and begun.line < mark.line:
            told += f" for what begins in line {begun.line + 1}"
        self._hear(
            Flaw(
                file=str(self.path),
                place=f":{mark.line + 1}:{mark.column + 1}" if mark else "",
                message=f"is not YAML: {told}",
                cure="see docs/brands.md for an example",
            )
        )

    def _line(self, keys: tuple[str | int, ...]) -> int:
        """Follow keys down the file as far as they are written, and give the line where the last one stands."""
        node, line = self._root, 0
        for key in keys:
            held = getattr(node, "value", None)
            if isinstance(key, int):
                inner = held[key] if isinstance(held, list) and key < len(held) else None
                found = (inner, inner)
            else:
                pairs = held if isinstance(held, list) else []
                # A key that is written twice counts as it stood last.
                found = next(
                    (pair for pair in reversed(pairs) if _is_pair(pair) and pair[0].value == key), (None, None)
                )
            if found[0] is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line


def _is_pair(entry: object) -> bool:
    """Tell a mapping's pair of nodes from a list's single one."""
    return isinstance(entry, tuple)
