"""`protokoll search`: an archive's minutes, found by their words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.console import colour, one_line, say, write_bytes
from protokoll.cli.options import Lang, one_of
from protokoll.cli.register_options import Body, Decision, Out, Person, Years, reading_out, selection_of
from protokoll.errors import UsageError
from protokoll.messages import N_, translator, wanted_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.archive.search import Hit, Results

EXAMPLES = """\b
Examples:
  protokoll search publicerat/ "budget 2023"
  protokoll search publicerat/ '"detaljplan för hamnen" -samråd'
  protokoll search publicerat/ "KS 2023/41" --to json
  protokoll search publicerat/ bryggor --body kommunstyrelsen --years 2020-2023 --decision reject
"""
_NOTHING_FOUND = 1

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS",
        help='What must be found: words in any form, a "phrase", begin*, -without, § 41, a case number, a date.',
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT", envvar="PROTOKOLL_SEARCH_TO", help="text, json or json-lines; text if not given."
    ),
]
Limit = Annotated[
    int,
    typer.Option("--limit", min=1, metavar="N", envvar="PROTOKOLL_LIMIT", help="How many are shown; 20 if not given."),
]


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Out,
    words: Words,
    body: Body = None,
    years: Years = None,
    person: Person = None,
    decision: Decision = None,
    limit: Limit = 20,
    to: To = "text",
    lang: Lang = None,  # noqa: ARG001 - its callback has heard it
) -> int:
    """Search an archive's minutes.

    Exit codes: 0 something was found, 1 nothing was, 2 it could not be searched.
    """
    from protokoll.archive.query import read_query  # noqa: PLC0415 - few commands search
    from protokoll.archive.search import search  # noqa: PLC0415 - as above

    form = one_of("--to", to, ("text", "json", "json-lines"))
    query = read_query(" ".join(words))
    if query.is_empty:
        raise UsageError(N_("there is nothing to search for"), N_("write a word, as in `protokoll search OUT budget`"))
    with reading_out(out) as register:
        results = search(register, query, selection_of(body, years, person, decision), limit)
    if form == "text":
        write_bytes(_as_text(results, styled=colour(sys.stdout)).encode())
        _sum_up(results)
    else:
        write_bytes(_as_json(results) if form == "json" else _as_lines(results.hits))
    return 0 if results.total else _NOTHING_FOUND


def _as_text(results: Results, *, styled: bool) -> str:
    return "\n".join("\n".join(_lines(hit, styled=styled)) + "\n" for hit in results.hits)


def _lines(hit: Hit, *, styled: bool) -> Iterator[str]:
    from protokoll.archive.search import END, MARK  # noqa: PLC0415 - as above

    head = (hit.date, hit.body or hit.meeting, hit.number, hit.title)
    line = one_line("  ".join(" ".join(part.split()) for part in head if part))
    yield typer.style(line, bold=True) if styled else line
    if hit.snippet:
        begin, end = ("\x1b[33m", "\x1b[39m") if styled else ("", "")
        marked = hit.snippet.replace(MARK, "\0").replace(END, "\1").split("\0")
        parts = [one_line(part).replace("\\x01", end) for part in marked]
        yield f"    {begin.join(parts)}"
    yield f"    {one_line(hit.outputs.get('html') or next(iter(hit.outputs.values()), hit.source))}"


def _sum_up(results: Results) -> None:
    translate = translator(wanted_language())
    if not results.total:
        say(translate(N_("nothing found")))
    elif results.total > len(results.hits):
        told = translate(N_("{shown} of {total} shown; `--limit` shows more"))
        say(told.format(shown=len(results.hits), total=results.total))
    for word, meant in results.near.items():
        say(translate(N_("no minutes have `{word}`; did you mean `{meant}`?")).format(word=word, meant=meant))


def _as_json(results: Results) -> bytes:
    import msgspec  # noqa: PLC0415 - the command line loads late what is heavy

    told = {"total": results.total, "near": results.near, "hits": [_marked(hit) for hit in results.hits]}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _as_lines(hits: Sequence[Hit]) -> bytes:
    import msgspec  # noqa: PLC0415 - as above

    return b"".join(msgspec.json.encode(_marked(hit)) + b"\n" for hit in hits)


def _marked(hit: Hit) -> Hit:
    """Put what others can read around the words that were asked for."""
    import msgspec  # noqa: PLC0415 - as above

    from protokoll.archive.search import END, MARK  # noqa: PLC0415 - as above

    return msgspec.structs.replace(hit, snippet=hit.snippet.replace(MARK, "**").replace(END, "**"))
