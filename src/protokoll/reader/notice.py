"""The public notice that minutes are approved (anslag): labels with dates, in lines or in a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.grammar.times import find_dates
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.closing import Notice
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.vocabulary import Vocabulary

_DATED = {"meeting_date", "approved_on", "posted_on", "removed_on", "appeal_until"}


def read_notice(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Notice | None:
    """Read the notice from the blocks under its heading; None where nothing in them bears one of its labels."""
    known: dict[str, str] = {}
    waiting: str | None = None
    for line in _lines(blocks):
        found = _labelled(line, vocabulary)
        field, value = found or (waiting, line if waiting else "")
        waiting = field if found and not value else None
        if field is None or not value:
            continue
        dates = [date.iso() for date in find_dates(value, vocabulary)]
        if field in _DATED:
            if not dates or dates[0] is None:
                continue
            if field == "removed_on" and len(dates) > 1 and dates[1]:
                known.setdefault("posted_on", dates[0])
                dates = dates[1:]
            known.setdefault(field, dates[0] or "")
        else:
            known.setdefault(field, value)
    if not known or not blocks:
        return None
    return Notice(span=Span(blocks[0].span.start, blocks[-1].span.end), **known)


def _lines(blocks: Sequence[c.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case c.Paragraph(inlines=inlines):
                for line, _ in t.lines(inlines):
                    if words := " ".join(t.plain(line).split()):
                        yield words
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _lines(item.blocks)
            case c.Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        if words := " ".join(cell.text.split()):
                            yield words
            case _:
                pass


def _labelled(line: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    folded = line.casefold()
    labels = sorted(vocabulary.meanings("notice").items(), key=lambda pair: -len(pair[0]))
    for label, field in labels:
        if folded.startswith(label) and not folded[len(label) :][:1].isalnum():
            value = re.sub(r"^[\s:*._–-]+", "", line[len(label) :]).strip(" *_")
            return field, value
    return None
