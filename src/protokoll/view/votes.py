"""Votes as printed: a table of who voted what, with totals, whether the source had one or told it in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.view import page as p
from protokoll.view.content import clean
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.model.content import Alignment
    from protokoll.model.voting import Option, Vote
    from protokoll.vocabulary import Vocabulary

_CROSS = "X"
_CENTRED: tuple[Alignment, ...] = ("center",) * 4
_OPTIONS: tuple[Option, ...] = ("yes", "no", "abstain", "absent")


def vote_table(vote: Vote, vocabulary: Vocabulary) -> p.Table:
    """Give the ballots of a vote as a table: a row a member, a cross below what they voted, and the sums."""
    options = [option for option in _OPTIONS if option in {"yes", "no"} or vote.recounted.get(option)]
    parties = any(ballot.party for ballot in vote.ballots)
    heads = [
        vocabulary.say(Term.NAME),
        *([vocabulary.say(Term.PARTY)] if parties else []),
        *(vocabulary.say(Term(f"vote_{option}")) for option in options),
    ]
    rows = [
        [clean(ballot.voter), *([clean(ballot.party or "")] if parties else [])]
        + [_CROSS if ballot.option == option else "" for option in options]
        for ballot in vote.ballots
    ]
    sums = [str(vote.recounted.get(option, 0)) for option in options]
    return p.Table(
        alignments=(*[None] * (len(heads) - len(options)), *_CENTRED[: len(options)]),
        header=_cells(heads),
        rows=tuple(map(_cells, rows)),
        totals=_cells([vocabulary.say(Term.TOTAL), *([""] if parties else []), *sums]),
        row_headers=True,
        caption=vocabulary.say(Term.VOTES_CAST),
    )


def is_told_in_text(vote: Vote, blocks: Sequence[c.Block]) -> bool:
    """Tell whether a vote's ballots were read from sentences, not from a table that is printed as one."""
    tables = [block.span for block in blocks if isinstance(block, c.Table)]
    return bool(vote.ballots) and not any(span.start <= vote.ballots[0].span.start < span.end for span in tables)


def with_totals(table: p.Table, block: c.Table, vote: Vote, vocabulary: Vocabulary) -> p.Table:
    """Make the source's own table of a vote one whose rows are named, with sums where it has none."""
    named = msgspec.structs.replace(table, row_headers=True)
    columns = {
        vocabulary.meanings("columns").get(" ".join(cell.text.split()).casefold()): n
        for n, cell in enumerate(block.header)
    }
    last = [cell.text.strip() for cell in block.rows[-1]] if block.rows else []
    if any(cell.isdecimal() and cell != "1" for cell in last) or not {"yes", "no"} <= columns.keys():
        return named
    sums = ["" for _ in table.header]
    sums[0] = vocabulary.say(Term.TOTAL)
    for option in _OPTIONS:
        if option in columns:
            sums[columns[option]] = str(vote.recounted.get(option, 0))
    return msgspec.structs.replace(named, totals=_cells(sums))


def _cells(words: Sequence[str]) -> tuple[p.Cell, ...]:
    return tuple(p.Cell(runs=(p.Run(text=word),) if word else ()) for word in words)
