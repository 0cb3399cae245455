"""`protokoll fmt`: notes files in their canonical form."""

from __future__ import annotations

import difflib
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from protokoll.cli.console import report, say, write_bytes
from protokoll.cli.options import Language, load_source
from protokoll.errors import ProtokollError

EXAMPLES = """\b
Examples:
  protokoll fmt minutes.md
  protokoll fmt --check *.md
  protokoll fmt --diff minutes.md
  protokoll fmt - < minutes.md
"""


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Notes files in Markdown; - is standard input.")],
    check: Annotated[
        bool, typer.Option("--check", envvar="PROTOKOLL_CHECK", help="Write nothing; exit 1 if a file would change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", envvar="PROTOKOLL_DIFF", help="Write nothing; print what would change.")
    ] = False,
    language: Language = None,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", envvar="PROTOKOLL_QUIET", help="Say nothing unless something fails.")
    ] = False,
) -> int:
    """Give notes files one form: the same meeting, headings and lists written one way.

    What is left of an old page, such as page numbers, is taken out. A file whose meaning would change is left alone.
    """
    failed = False
    for file in files:
        try:
            changed = _format(file, language, write=not (check or diff), show_diff=diff)
        except ProtokollError as error:
            if error.exit_code > 1:
                raise
            report(error)
            failed = True
        else:
            failed = failed or (changed and (check or diff))
            if changed and not quiet and not diff and str(file) != "-":
                say(f"{'would change' if check else 'wrote'} {file}")
    return int(failed)


def _format(file: Path, language: str | None, *, write: bool, show_diff: bool) -> bool:
    """Format one file; tell whether its canonical form is another than the one it has."""
    from protokoll import files, pipeline  # noqa: PLC0415 - loads the readers

    source = load_source(file)
    canonical = pipeline.formatted(source, language)
    changed = canonical != source.text
    if show_diff:
        before, after = source.text.splitlines(keepends=True), canonical.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, str(file), str(file))
        write_bytes("".join(line if line.endswith("\n") else f"{line}\n" for line in lines).encode())
    elif write and str(file) == "-":
        write_bytes(canonical.encode())
    elif write and changed:
        files.rewrite(file, canonical)
    return changed
