"""`protokoll diff-public`: what the public variant leaves out, before anyone publishes it."""

from __future__ import annotations

import difflib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.console import write_bytes
from protokoll.cli.options import Language, load_source

if TYPE_CHECKING:
    from protokoll.public import Passage, Public
    from protokoll.source import Source

EXAMPLES = """\b
Examples:
  protokoll diff-public minutes.md
  protokoll diff-public --diff minutes.md
  protokoll diff-public --json - < minutes.md
"""


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notes file in Markdown; - is standard input.")],
    json: Annotated[bool, typer.Option("--json", envvar="PROTOKOLL_JSON", help="Print it as JSON.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", envvar="PROTOKOLL_DIFF", help="Show also how the public text differs, by line.")
    ] = False,
    language: Language = None,
) -> None:
    """Show what the public variant of a notes file leaves out: each passage that is marked internal, whole.

    Comments are left out as well; --diff shows all that is.
    """
    from protokoll import pipeline  # noqa: PLC0415 - loads the readers

    source = load_source(file)
    public = pipeline.published(source, language)
    write_bytes(_as_json(source, public, diff=diff) if json else _as_text(source, public, diff=diff).encode())


def _as_text(source: Source, public: Public, *, diff: bool) -> str:
    told: list[str] = []
    total = 0
    for passage, words, count in _left_out(source, public):
        place = source.place(passage.span.start)
        told += f"{source.name}:{place.line}:{place.column}: {passage.kind}", textwrap.indent(words, "  ")
        total += count
    told.append(f"{_counted(len(public.passages), 'passage')}, {_counted(total, 'word')} left out")
    return "\n".join(told) + "\n" + (_diff(source, public) if diff else "")


def _as_json(source: Source, public: Public, *, diff: bool) -> bytes:
    import msgspec  # noqa: PLC0415 - the command line loads late what is heavy

    passages = [
        {
            "line": source.place(passage.span.start).line,
            "column": source.place(passage.span.start).column,
            "span": passage.span,
            "kind": passage.kind,
            "text": words,
            "words": count,
        }
        for passage, words, count in _left_out(source, public)
    ]
    told: dict[str, object] = {"file": source.name, "language": public.language, "passages": passages}
    if diff:
        told["diff"] = _diff(source, public)
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _left_out(source: Source, public: Public) -> list[tuple[Passage, str, int]]:
    from protokoll.public import count_words, words_of  # noqa: PLC0415 - loads the readers

    return [
        (passage, words, count_words(words))
        for passage in public.passages
        for words in [textwrap.dedent(words_of(source, passage))]
    ]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _diff(source: Source, public: Public) -> str:
    before, after = source.text.splitlines(keepends=True), public.source.text.splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, source.name, f"{source.name} (public)")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
