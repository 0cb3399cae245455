"""What every output format is, and how its files are known again."""

from __future__ import annotations

from importlib import import_module

import msgspec


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One output format.

    `module` holds two functions: `write`, which gives a file's bytes, and `is_ours`, which tells from a file's bytes
    whether this tool wrote it, so that nobody else's is overwritten. It loads late, for the heavy library behind it.
    """

    name: str
    suffix: str
    module: str

    def is_ours(self, data: bytes) -> bool:
        """Tell whether these bytes are a file of this format that this tool wrote."""
        return bool(import_module(self.module).is_ours(data))
