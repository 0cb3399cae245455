"""`protokoll decisions`: what an archive decided, asked for, and who was there and how they voted."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.console import one_line, write_bytes
from protokoll.cli.options import Lang, one_of
from protokoll.cli.register_options import Body, Decision, Out, Person, Years, reading_out, selection_of
from protokoll.errors import UsageError
from protokoll.files import store
from protokoll.messages import N_, translator, wanted_language

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from protokoll.archive.selection import Selection
    from protokoll.archive.sheets import Row

EXAMPLES = """\b
Examples:
  protokoll decisions publicerat/
  protokoll decisions publicerat/ --years 2023 -o beslut.csv
  protokoll decisions publicerat/ --list actions --body kommunstyrelsen
  protokoll decisions publicerat/ --list votes --person "Anna Ek" --to json
"""
_LISTS = ("decisions", "actions", "attendance", "votes")
_FORMATS = ("table", "csv", "json", "json-lines")
_ENDINGS = {".csv": "csv", ".json": "json", ".jsonl": "json-lines", ".ndjson": "json-lines"}
_WIDE = 160
"""Columns of a table that goes to no terminal."""

ListName = Annotated[
    str,
    typer.Option(
        "--list",
        metavar="WHAT",
        envvar="PROTOKOLL_LIST",
        help="decisions; actions that no later meeting has heard of; attendance, by person; or votes, by person.",
    ),
]
All = Annotated[bool, typer.Option("--all", envvar="PROTOKOLL_LIST_ALL", help="Actions that were reported back, too.")]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMAT",
        envvar="PROTOKOLL_LIST_TO",
        help="table, csv, json or json-lines; what the file's name says, or table, if not given.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", envvar="PROTOKOLL_LIST_OUTPUT", help="Write to a file."),
]


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Out,
    list_: ListName = "decisions",
    all_: All = False,
    body: Body = None,
    years: Years = None,
    person: Person = None,
    decision: Decision = None,
    to: To = None,
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - its callback has heard it
) -> None:
    """List the decisions of an archive, its open actions, attendance or votes."""
    wanted = one_of("--list", list_, _LISTS) or _LISTS[0]
    ending = output.suffix.lower() if output else ""
    form = one_of("--to", to, _FORMATS) or _ENDINGS.get(ending, "table")
    if all_ and wanted != "actions":
        raise UsageError(N_("`--all` belongs to `--list actions`"), N_("leave it out"))
    if decision and wanted == "attendance":
        raise UsageError(N_("`--decision` has nothing to choose in `--list attendance`"), N_("leave it out"))
    with reading_out(out) as register:
        kind, rows = _rows(register, wanted, selection_of(body, years, person, decision), with_reported=all_)
    data = _written(kind, rows, form)
    if output is None or str(output) == "-":
        write_bytes(data)
    else:
        store(output, data)


def _rows(
    register: sqlite3.Connection, wanted: str, selection: Selection, *, with_reported: bool
) -> tuple[type[Row], Sequence[Row]]:
    from protokoll.archive import lists  # noqa: PLC0415 - few commands list
    from protokoll.archive.actions import ActionRow, actions  # noqa: PLC0415 - as above

    if wanted == "actions":
        return ActionRow, actions(register, selection, with_reported=with_reported)
    if wanted == "attendance":
        return lists.AttendanceRow, lists.attendance(register, selection)
    if wanted == "votes":
        return lists.BallotRow, lists.ballots(register, selection)
    return lists.DecisionRow, lists.decisions(register, selection)


def _written(kind: type[Row], rows: Sequence[Row], form: str) -> bytes:
    from protokoll.archive import sheets  # noqa: PLC0415 - as above

    translate = translator(wanted_language())
    if form == "csv":
        return sheets.as_csv(rows, sheets.columns_of(kind), translate)
    if form == "json":
        return sheets.as_json(rows)
    if form == "json-lines":
        return sheets.as_json_lines(rows)
    return _table(kind, rows, translate).encode("utf-8", "replace")


def _table(kind: type[Row], rows: Sequence[Row], translate: Callable[[str], str]) -> str:
    """Write rows as a table as wide as the terminal; columns in which nothing stands are left out."""
    from rich.console import Console  # noqa: PLC0415 - only a table needs it
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    from protokoll.archive import sheets  # noqa: PLC0415 - as above

    columns = [column for column in sheets.columns_of(kind) if column.share is not None]
    body = [[_lines(str(cell)) for cell in row] for row in sheets.cells(rows, columns, translate)]
    if not body:
        return translate(N_("none")) + "\n"
    used = [place for place in range(len(columns)) if any(row[place] for row in body)]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    titles = sheets.headings(columns, translate)
    for place in used:
        share = columns[place].share or None
        table.add_column(Text(titles[place]), ratio=share, no_wrap=not share, overflow="fold")
    for row in body:
        table.add_row(*(Text(row[place]) for place in used))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    console = Console(width=width, no_color=True, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _lines(cell: str) -> str:
    return "\n".join(map(one_line, cell.split("\n")))
