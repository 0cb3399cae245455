"""`protokoll brand`: the looks there are, a new one, and what is wrong with one."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.console import colour, one_line, say, write_bytes
from protokoll.cli.plain import PlainCommand, PlainGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.brand import Contrast
    from protokoll.brand_check import Report
    from protokoll.brand_file import Flaw

_EXAMPLES = {
    "list": """\b
Examples:
  protokoll brand list
  protokoll brand list --json
""",
    "new": """\b
Examples:
  protokoll brand new avik --name "Åviks kommun"
  protokoll brand new avik --extends sundabygden
""",
    "check": """\b
Examples:
  protokoll brand check avik
  protokoll brand check sundabygden
""",
}

app = typer.Typer(
    cls=PlainGroup,
    help="List the brands there are, begin one of your own, and see what is wrong with one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(name="list", cls=PlainCommand, epilog=_EXAMPLES["list"])
def list_brands(
    as_json: Annotated[bool, typer.Option("--json", envvar="PROTOKOLL_JSON", help="Print them as JSON.")] = False,
) -> None:
    """List the brands there are, with organisation and folder."""
    from protokoll.brand import brand_names, load_brand  # noqa: PLC0415 - loads YAML

    brands = [load_brand(name) for name in brand_names()]
    rows = [(brand.name, brand.organisation, str(brand.folder)) for brand in brands]
    if as_json:
        entries = [dict(zip(("name", "organisation", "folder"), row, strict=True)) for row in rows]
        _print([json.dumps(entries, ensure_ascii=False, indent=2)])
    else:
        _print(_aligned([tuple(one_line(cell) or "–" for cell in row) for row in rows]))


@app.command(name="new", cls=PlainCommand, epilog=_EXAMPLES["new"])
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; it is made if need be.")],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", envvar="PROTOKOLL_NAME", help="Whose look it is; else the folder's name."
        ),
    ] = None,
    extends: Annotated[
        str,
        typer.Option(
            "--extends", metavar="NAME|DIR", envvar="PROTOKOLL_EXTENDS", help="The brand that gives what yours lacks."
        ),
    ] = "base",
) -> None:
    """Begin a brand of your own.

    Writes a _brand.yml that explains each key, and a logo that holds the place of yours.
    """
    from protokoll.brand_new import write_new_brand  # noqa: PLC0415 - loads YAML

    _print(one_line(str(path)) for path in write_new_brand(folder, name, extends))
    # A folder named as a brand that comes with the tool must be seen to be a folder.
    shown = shlex.quote(str(folder) if folder.name != str(folder) else f"./{folder}")
    say(f"put your logo and colours there, then run `protokoll brand check {one_line(shown)}`")


@app.command(name="check", cls=PlainCommand, epilog=_EXAMPLES["check"])
def check(
    brand: Annotated[str, typer.Argument(metavar="DIR|NAME", help="The brand's folder, or its name.")],
) -> int:
    """Tell all that is wrong with a brand.

    Looks through its keys, fonts, logo and page templates, and measures its contrasts. Exit code 1 means that something
    must be mended; a note is only worth knowing.
    """
    from protokoll.brand_check import check_brand  # noqa: PLC0415 - loads the writers

    report = check_brand(brand)
    _print(_lines(report, styled=colour(sys.stdout)))
    return int(report.errors > 0)


def _lines(report: Report, *, styled: bool) -> Iterator[str]:
    yield from (_told(flaw, styled=styled) for flaw in report.flaws)
    if report.flaws:
        yield ""
    if report.contrasts:
        yield from _aligned([_measured(contrast) for contrast in report.contrasts])
        yield ""
    yield f"{_counted(report.errors, 'error')}, {_counted(report.notes, 'note')}"


def _told(flaw: Flaw, *, styled: bool) -> str:
    label, look = ("note:", "cyan") if flaw.is_note else ("error:", "red")
    shown = typer.style(label, fg=look, bold=True) if styled else label
    return f"{one_line(_near(flaw.file))}{flaw.place}: {shown} {one_line(flaw.message)} – {one_line(flaw.cure)}"


def _near(file: str) -> str:
    """Name a file as seen from here, if it lies here."""
    here = Path.cwd().resolve()
    return os.path.relpath(file, here) if Path(file).is_relative_to(here) else file


def _measured(contrast: Contrast) -> tuple[str, ...]:
    verdict = "" if contrast.is_enough else "too low"
    colours = (contrast.text, contrast.text_colour, "on", contrast.ground, contrast.ground_colour)
    return (*colours, contrast.shown.rjust(len("21.00:1")), verdict)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _print(lines: Iterator[str] | Sequence[str]) -> None:
    write_bytes("".join(f"{line}\n" for line in lines).encode())
