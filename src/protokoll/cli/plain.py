"""Commands whose values are taken as they are typed.

Typer turns each value into its type through pydantic, which it loads when the first one comes in. Our values are words
and paths: making those takes no library, and without it a cold run is a sixth shorter. Where a Typer to come keeps its
values elsewhere, nothing here applies and all works as before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_YES, _NO = {"1", "true", "t", "yes", "y", "on"}, {"0", "false", "f", "no", "n", "off", ""}


def _flag(value: Any) -> bool:
    """Read a flag that was set in the environment."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise BadParameter(f"`{value}` is neither yes nor no")
    return word in _YES


_MAKERS: dict[str, Callable[[Any], Any]] = {
    repr(bool): _flag,
    repr(str): str,
    repr(str | None): str,
    repr(Path): Path,
    repr(Path | None): Path,
    repr(list[str]): list,
    repr(list[str] | None): list,
    repr(list[Path] | None): lambda values: [Path(value) for value in values],
    repr(list[Path]): lambda values: [Path(value) for value in values],
}
_HELD_IN = "_runtime_param"


class _Plain:
    """Makes one parameter's value; Typer calls `coerce`."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - the signature Typer calls
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        return self._make(value)


def _take_plainly(params: Iterable[Any]) -> None:
    for param in params:
        make = _MAKERS.get(repr(getattr(getattr(param, "type_descriptor", None), "annotation", None)))
        if make and getattr(param, _HELD_IN, False) is None:
            setattr(param, _HELD_IN, _Plain(make))


class PlainCommand(TyperCommand):
    """A command that takes words and paths as they are."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Prepare the parameters, then go on as any command."""
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainGroup(TyperGroup):
    """The same for the commands' root."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Prepare the parameters, then go on as any group."""
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)
