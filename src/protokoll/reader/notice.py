"""The public notice that minutes are approved (anslag): labels with dates, in lines or in a table."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives, find_dates
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.closing import Notice, NoticeField, NoticeStatement
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.vocabulary import Vocabulary

_DATED = {"meeting_date", "approved_on", "posted_on", "removed_on", "appeal_until"}
_MARKS = " \t\n*_"


def read_notice(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Notice | None:
    """Read the notice from the blocks under its heading; None where nothing in them bears one of its labels."""
    stated: dict[NoticeField, NoticeStatement] = {}
    waiting: NoticeField | None = None
    for inlines, span in _lines(blocks, vocabulary):
        words = t.plain(inlines)
        found = _labelled(words, vocabulary)
        field, start = found or (waiting, 0)
        has_value = bool(words[start:].strip(_MARKS))
        waiting = field if found and not has_value else None
        if field is None or not has_value:
            continue
        for statement in _statements(field, inlines, span, start, vocabulary):
            stated.setdefault(statement.field, statement)
    if not stated:
        return None
    return Notice(
        span=Span(blocks[0].span.start, blocks[-1].span.end),
        statements=tuple(sorted(stated.values(), key=lambda one: one.span.start)),
        **{field: statement.value for field, statement in stated.items()},
    )


def _lines(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Iterator[tuple[tuple[c.Inline, ...], Span]]:
    for block in blocks:
        match block:
            case c.Paragraph(inlines=inlines):
                for line, _ in t.lines(inlines):
                    if t.plain(line).strip():
                        yield line, block.span
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _lines(item.blocks, vocabulary)
            case c.Table(header=header, rows=rows):
                # Labels stand over their values, or before them.
                labels = [cell for cell in header if _is_label(cell.text, vocabulary)]
                table = zip(header, *rows, strict=False) if len(labels) > 1 else (header, *rows)
                for cells in table:
                    for cell in cells:
                        if cell.text.strip():
                            yield cell.inlines, cell.span
            case _:
                pass


def _is_label(words: str, vocabulary: Vocabulary) -> bool:
    match = _label(vocabulary).match(words)
    return match is not None and not words[match.end() :].strip()


def _labelled(words: str, vocabulary: Vocabulary) -> tuple[NoticeField, int] | None:
    """Give the field that a line's label names, and where its value begins."""
    match = _label(vocabulary).match(words)
    if not match:
        return None
    field = vocabulary.meanings("notice")[" ".join(match["label"].split()).casefold()]
    return field, match.end()  # type: ignore[return-value]  # the vocabulary's keys are its fields


@cache
def _label(vocabulary: Vocabulary) -> re.Pattern[str]:
    labels = alternatives(vocabulary.meanings("notice"))
    return re.compile(rf"\s*(?P<label>{labels})(?![^\W_])[\s:*._–-]*", re.IGNORECASE)


def _statements(
    field: NoticeField, inlines: Sequence[c.Inline], span: Span, start: int, vocabulary: Vocabulary
) -> Iterator[NoticeStatement]:
    words = t.plain(inlines)
    if field not in _DATED:
        first = start + len(words[start:]) - len(words[start:].lstrip(_MARKS))
        last = len(words.rstrip(_MARKS))
        value = " ".join(words[first:last].split())
        yield NoticeStatement(span=t.place_of(inlines, first, last, span), field=field, value=value, raw=value)
        return
    dates = find_dates(words[start:], vocabulary)
    fields: list[NoticeField] = ["posted_on", "removed_on"] if field == "removed_on" and len(dates) > 1 else [field]
    for one, date in zip(fields, dates, strict=False):
        first, last = start + date.start, start + date.end
        if iso := date.iso():
            place = t.place_of(inlines, first, last, span)
            yield NoticeStatement(span=place, field=one, value=iso, raw=words[first:last])
