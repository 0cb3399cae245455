"""The command line: one file a command, each a thin call into the pipeline."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from protokoll import __version__
from protokoll.cli import approve, brand, diff_public, extract, fmt, render, schema, show
from protokoll.cli.console import run_guarded
from protokoll.cli.plain import PlainCommand, PlainGroup

_EPILOG = (
    "Exit codes: 0 all went well, 1 a document failed, 2 nothing could be run. "
    "Every option can be set as PROTOKOLL_… in the environment, such as PROTOKOLL_BRAND. "
    "Messages go to standard error; NO_COLOR is honoured."
)

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
app.command(name="render", cls=PlainCommand, epilog=render.EXAMPLES)(render.command)
app.command(name="extract", cls=PlainCommand, epilog=extract.EXAMPLES)(extract.command)
app.command(name="show", cls=PlainCommand, epilog=show.EXAMPLES)(show.command)
app.command(name="fmt", cls=PlainCommand, epilog=fmt.EXAMPLES)(fmt.command)
app.command(name="approve", cls=PlainCommand, epilog=approve.EXAMPLES)(approve.command)
app.command(name="diff-public", cls=PlainCommand, epilog=diff_public.EXAMPLES)(diff_public.command)
app.command(name="schema", cls=PlainCommand, epilog=schema.EXAMPLES)(schema.command)
app.add_typer(brand.app, name="brand")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature Typer calls
    if wanted:
        typer.echo(f"protokoll {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; whatever happens, a person gets a line and not a traceback."""
    sys.exit(run_guarded(app))
