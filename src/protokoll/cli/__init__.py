"""The command line: one file a command, each a thin call into the pipeline."""

from __future__ import annotations

import atexit
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from protokoll import __version__
from protokoll.cli.console import run_guarded
from protokoll.cli.options import Lang
from protokoll.cli.plain import PlainCommand, PlainGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = (
    "Exit codes: 0 all went well, 1 a document failed, 2 nothing could be run. "
    "Every option can be set as PROTOKOLL_… in the environment, such as PROTOKOLL_BRAND. "
    "Messages go to standard error; NO_COLOR is honoured."
)

_COMMANDS = (
    "render",
    "batch",
    "search",
    "decisions",
    "extract",
    "check",
    "rule",
    "lsp",
    "show",
    "fmt",
    "approve",
    "diff-public",
    "schema",
    "brand",
)
"""In the order in which `--help` names them; the module of each has its name, with underscores."""


def make_app(commands: Sequence[str] = _COMMANDS) -> typer.Typer:
    """Give the application: with all commands, or with those that may be run.

    Typer makes every option of every command before it runs one, which takes as long as reading a file does.
    """
    app = typer.Typer(
        name="protokoll",
        cls=PlainGroup,
        help="Turn Markdown minutes into branded, accessible Word, HTML and archive-grade PDF.",
        epilog=_EPILOG,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in commands:
        module = import_module(f"protokoll.cli.{name.replace('-', '_')}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name=name, cls=PlainCommand, epilog=module.EXAMPLES)(module.command)
    return app


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature Typer calls
    if wanted:
        typer.echo(f"protokoll {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    lang: Lang = None,
) -> None:
    pass


def main() -> None:
    """Run the command line; whatever happens, a person gets a line and not a traceback."""
    _open_what_is_closed()
    _leave(run_guarded(make_app(_needed())))


def _open_what_is_closed() -> None:
    """Put nothing in the place of a standard stream that whoever started us has closed (`>&-`)."""
    nothing = os.open(os.devnull, os.O_RDWR) if None in {sys.stdout, sys.stderr} else 0
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.dup(nothing), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.dup(nothing), "w", encoding="utf-8")


def _leave(code: int) -> NoReturn:
    """End the process with all said and written.

    Python would first take every module and object apart, which costs a sixth of a short run and helps nobody.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - what modules want done at the end is done
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # whoever read our output has gone
        os._exit(code or 1)
    os._exit(code)


def _needed() -> Sequence[str]:
    """Tell which commands may be run: where a line is completed or help is asked for, all must be known."""
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    if any(name.endswith("_COMPLETE") for name in os.environ):
        return _COMMANDS
    return (first,) if first in _COMMANDS else () if first == "--version" else _COMMANDS
