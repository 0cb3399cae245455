"""`protokoll approve`: who approved the minutes, and a hash of what was approved, kept in their front matter."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is the option
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from protokoll.cli.console import say, write_bytes
from protokoll.cli.options import Language, load_bytes
from protokoll.errors import UsageError

EXAMPLES = """\b
Examples:
  protokoll approve minutes.md --as "Asta Berglind" --role justerare
  protokoll approve minutes.md --as "Asta Berglind" --date 2024-05-20
  protokoll approve minutes.md --as "Asta Berglind" --again
"""


def command(  # noqa: PLR0913 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notes file in Markdown; - is standard input.")],
    name: Annotated[
        str,
        typer.Option("--as", metavar="NAME", envvar="PROTOKOLL_AS", help="Who approves: one of those who were there."),
    ],
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="ROLE", envvar="PROTOKOLL_ROLE", help="In what capacity, such as justerare."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", envvar="PROTOKOLL_DATE", help="When; today if it is not given."),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again", envvar="PROTOKOLL_AGAIN", help="Take older approvals away, of a text that has changed since."
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", envvar="PROTOKOLL_FORCE", help="Let approve who is not in the attendance.")
    ] = False,
    language: Language = None,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", envvar="PROTOKOLL_QUIET", help="Say nothing unless something fails.")
    ] = False,
) -> None:
    """Write into a notes file that someone approved it, with a hash of its text: a later change is then seen.

    The hash stands in the front matter; the text, and the rest of the front matter, stay as they are.
    """
    from protokoll import approving, files, messages  # noqa: PLC0415 - loads the readers

    data = load_bytes(file)
    path = None if str(file) == "-" else file
    wanted = approving.Approving(
        name=_one_line("--as", name) or "",
        title=_one_line("--role", role),
        date=_day(date),
        again=again,
        force=force,
    )
    outcome = approving.approve(data, path, wanted, language)
    if path is None:
        write_bytes(data if outcome.data is None else outcome.data)
    elif outcome.data is not None:
        files.store(path, outcome.data)
    if not quiet:
        say(outcome.told(path or "<stdin>", messages.translator(messages.wanted_language())))


def _one_line(option: str, words: str | None) -> str | None:
    if words is None:
        return None
    if not words.strip() or not words.isprintable():
        raise UsageError("`{option}` is empty, or no plain text", "write it on one line", option=option)
    return " ".join(words.split())


def _day(words: str | None) -> str:
    if words is None:
        return Date.today().isoformat()  # noqa: DTZ011 - the day where the approver sits
    try:
        return Date.fromisoformat(words).isoformat()
    except ValueError:
        raise UsageError("`--date {date}`: there is no such day", "write it as 2024-05-20", date=words) from None
