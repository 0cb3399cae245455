"""What belongs to the paper the text once stood on: headers, page numbers, initials, words cut by a page's end."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.vocabulary import Vocabulary

_LONGEST_FOOTER = 90
_LARGEST_STEP = 2
"""How far apart the numbers of two pages that follow one another may be: a converter now and then drops one."""
_PAGE_APART = 3
"""Occurrences beyond which a short line that recurs word for word is taken for a running header or footer."""


class Cleared(msgspec.Struct, frozen=True):
    """The blocks that are content, and the rest."""

    blocks: tuple[c.Block, ...]
    furniture: tuple[m.Furniture, ...]


@cache
def _page_number(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give the pattern of `Sida 2 (9)`, `2/9` and `Page 2 of 9`."""
    words = {meaning: _met(vocabulary, meaning) for meaning in ("page", "of")}
    page, of = alternatives(words["page"]), alternatives(words["of"])
    return re.compile(
        rf"(?:(?:{page})\s*)?(?P<page>\d{{1,4}})\s*"
        rf"(?:\(\s*(?P<inside>\d{{1,4}})\s*\)|/\s*(?P<behind>\d{{1,3}})(?!\d)|(?:{of})\s*(?P<of>\d{{1,4}}))|(?:{page})\s*(?P<alone>\d{{1,4}})",
        re.IGNORECASE,
    )


@cache
def _initials(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give the pattern of a row of boxes for initials, "Justerandes sign | Utdragsbestyrkande"."""
    tell, beside = (alternatives(_met(vocabulary, meaning)) for meaning in ("initials", "beside"))
    return re.compile(
        rf"(?:(?:{beside})[\s.:_|/]+)*(?:{tell})(?:[\s.:_|/]+(?:{tell}|{beside}))*[\s.:_|/]*", re.IGNORECASE
    )


def _met(vocabulary: Vocabulary, meaning: str) -> list[str]:
    return [word for word, found in vocabulary.meanings("furniture").items() if found == meaning]


def clear(blocks: Sequence[c.Block], raw: str, vocabulary: Vocabulary) -> Cleared:
    """Take the furniture out of a document. `raw` is the source's text, for what is kept as it was written."""
    recurring = _recurring(blocks, _page_number(vocabulary))
    kept: list[c.Block] = []
    furniture: list[m.Furniture] = []
    after_page = False
    for block in _apart(blocks, vocabulary):
        kind = _kind(block, recurring, vocabulary)
        if kind is not None:
            furniture.append(as_furniture(kind, _words(block), block, raw))
            after_page = after_page or kind != "blank"
            continue
        joined = _joined(kept[-1], block) if after_page and kept else None
        if joined is not None:
            furniture.append(_halves(kept[-1], block, raw))
            kept[-1] = joined
        else:
            kept.append(block)
        after_page = False
    return Cleared(tuple(kept), tuple(furniture))


def _apart(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Iterator[c.Block]:
    """Cut paragraphs at lines that are furniture: a page's end need not leave a blank line."""
    sure = _sure_furniture(vocabulary)
    hints = (*_met(vocabulary, "page"), *_met(vocabulary, "initials"))
    for block in blocks:
        text = block.text.casefold() if isinstance(block, c.Paragraph) else ""
        if not isinstance(block, c.Paragraph) or not any(word in text for word in hints):
            yield block
            continue
        kept: list[c.Inline] = []
        for line, hard in t.lines(block.inlines):
            words = " ".join(t.plain(line).split())
            if words and sure.fullmatch(words):
                yield from _as_paragraph(kept)
                kept = []
                yield from _as_paragraph(line)
            else:
                if kept and line:
                    at = Span(kept[-1].span.end, line[0].span.start)
                    kept.append(c.LineBreak(span=at) if hard else c.SoftBreak(span=at))
                kept += line
        yield from _as_paragraph(kept)


def _as_paragraph(inlines: Sequence[c.Inline]) -> Iterator[c.Paragraph]:
    trimmed = t.trim(inlines)
    if trimmed:
        yield c.Paragraph(span=t.span_of(trimmed, trimmed[0].span), text=t.plain(trimmed), inlines=trimmed)


@cache
def _sure_furniture(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give the pattern of lines that are furniture even inside a paragraph: "2/9" alone might be a count."""
    page, tell = (alternatives(_met(vocabulary, meaning)) for meaning in ("page", "initials"))
    return re.compile(
        rf"(?<!\w)(?:(?:{page})\s*\d{{1,4}}\s*(?:\(\s*\d{{1,4}}\s*\)|/\s*\d{{1,3}}(?!\d)|(?:av|of|von)\s*\d{{1,4}})?|{tell})(?!\w)",
        re.IGNORECASE,
    )


def as_furniture(kind: str, words: str, block: c.Block, raw: str) -> m.Furniture:
    """Keep a block as furniture."""
    return m.Furniture(span=block.span, kind=kind, text=words, raw=raw[block.span.start : block.span.end])  # type: ignore[arg-type]  # the callers name kinds


def _halves(before: c.Block, after: c.Block, raw: str) -> m.Furniture:
    """Keep both halves of a word that was cut, as they were written."""
    first, second = _words(before).split()[-1], _words(after).split()[0]
    start = raw.rfind(first, before.span.start, before.span.end)
    end = raw.find(second, after.span.start, after.span.end) + len(second)
    return m.Furniture(span=Span(start, end), kind="hyphen", text=f"{first} {second}", raw=raw[start:end])


def _words(block: c.Block) -> str:
    return " ".join(block.text.split()) if isinstance(block, (c.Paragraph, c.Heading)) else ""


def _kind(block: c.Block, recurring: set[str], vocabulary: Vocabulary) -> str | None:
    if not isinstance(block, (c.Paragraph, c.Heading)) or len(block.text) > _LONGEST_FOOTER:
        return "blank" if isinstance(block, c.RawBlock) and _BREAKS.fullmatch(block.text) else None
    words = " ".join(block.text.split())
    page_number = _page_number(vocabulary)
    if words and (found := page_number.fullmatch(words)) and _page_of(found):
        return "page_number"
    if isinstance(block, c.Heading):
        return None
    if not words.strip("\\"):  # converters write an empty paragraph as a lone backslash
        return None if _holds_something(block) else "blank"
    if _initials(vocabulary).fullmatch(words):
        return "initials"
    return "running_header" if recurring and page_number.sub("#", words).casefold() in recurring else None


_BREAKS = re.compile(r"(?:<br\s*/?>|\s)+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def _recurring(blocks: Sequence[c.Block], page_number: re.Pattern[str]) -> set[str]:
    """Find short lines that recur with a page number in them: what a converter left of headers and footers.

    Case numbers recur as well ("Dnr KS 2024/31"): pages go up by one or two and share their total.
    """
    pages: dict[str, list[tuple[int, int] | None]] = {}
    for block in blocks:
        if isinstance(block, c.Paragraph) and len(block.text) <= _LONGEST_FOOTER:
            words = " ".join(block.text.split())
            if _DIGIT.search(words) and (found := page_number.search(words)):
                pages.setdefault(page_number.sub("#", words).casefold(), []).append(_page_of(found))
    return {key for key, numbers in pages.items() if key.strip("# ") and _go_up(numbers)}


def _page_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Give a page number and its total, 0 where it states none; None for what is no page: "2024/31"."""
    if found["alone"]:
        return int(found["alone"]), 0
    page, total = int(found["page"]), int(found["inside"] or found["behind"] or found["of"])
    return (page, total) if page <= total else None


def _go_up(numbers: Sequence[tuple[int, int] | None]) -> bool:
    pages = [number for number in numbers if number is not None]
    if len(pages) < max(_PAGE_APART, len(numbers)) or len({total for _, total in pages}) > 1:
        return False
    return all(0 <= after - before <= _LARGEST_STEP for (before, _), (after, _) in pairwise(pages))


def _holds_something(block: c.Paragraph) -> bool:
    return any(not isinstance(inline, (c.Text, c.SoftBreak, c.LineBreak)) for inline in block.inlines)


def _joined(before: c.Block, after: c.Block) -> c.Paragraph | None:
    """Join a paragraph that a page's end cut within a word to its rest."""
    if not isinstance(before, c.Paragraph) or not isinstance(after, c.Paragraph):
        return None
    last = before.inlines[-1] if before.inlines else None
    if not isinstance(last, c.Text) or not re.search(r"[^\W\d_]-$", last.text) or not after.text[:1].islower():
        return None
    first = c.Text(span=last.span, text=last.text[:-1])
    inlines = (*before.inlines[:-1], first, *after.inlines)
    return c.Paragraph(span=Span(before.span.start, after.span.end), text=t.plain(inlines), inlines=inlines)
