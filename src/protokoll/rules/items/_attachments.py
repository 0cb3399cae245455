"""Attachments by number or letter: where the text cites them, and where it lists them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.rules.context import Context

_WORDS = {"sv": r"bilag(?:a|an|or|orna)|bil\.", "en": r"attachments?|appendix|appendices|annex(?:es)?"}
NAMES = {"sv": ("bilaga", "Bilagor"), "en": ("attachment", "Attachments")}
"""What one is called in running text, and the heading over a list of them."""

_PRE_CHECK = {
    "sv": re.compile(r"bil(?:ag|\.)", re.IGNORECASE),
    "en": re.compile(r"attachment|append|annex", re.IGNORECASE),
}

_KEY = r"(?:\d{1,3}[a-z]?|[A-HJ-Z](?=[\s.,;:)–-]|$)(?!\s[a-zåäö]{2,}))"
_JOINT = r"\s*(?:,|–|-|och|samt|and|&)\s*"

# "bilaga 1 till avtalet", "lagens bilaga 2": another document's.
_OF_ANOTHER = {
    "sv": re.compile(r"\s+(?:till|i|av)\s+(?!(?:detta|dessa|protokoll|paragraf|beslut|§|ärende))\w", re.IGNORECASE),
    "en": re.compile(r"\s+(?:to|of|in)\s+(?!(?:these|this|the minutes|minutes|item))\w", re.IGNORECASE),
}
_OWNER = re.compile(r"(?<![\w])(?!protokollets|paragrafens|beslutets|ärendets)[a-zåäöA-ZÅÄÖ]{3,}s\s+$")
_NEAR = 40
_RANGE_WIDEST = 50


class Mention(msgspec.Struct, frozen=True):
    """One attachment in the text: "bilaga 1" has the key "1"."""

    key: str
    span: Span


class Listed(msgspec.Struct, frozen=True):
    """An attachment where it is listed: its key and the name beside it; `whole` where the list is the document's."""

    key: str
    name: str
    span: Span
    whole: bool


class Attachments(msgspec.Struct):
    """All attachments of a document; `unkeyed` counts those listed without number or letter."""

    cited: list[Mention] = []
    listed: list[Listed] = []
    unkeyed: int = 0


def read(context: Context) -> Attachments:
    """Find what is cited and what is listed."""
    found = Attachments()
    language = context.language
    if language not in _WORDS or not _PRE_CHECK[language].search(context.source.text):
        return found
    lists = sorted(_list_spans(context), key=lambda one: one[0].start)
    begins = [one[0].start for one in lists]
    links = [link.span for link in context.inlines(c.Link)]
    words = [match.start() for match in context.found(_PRE_CHECK[language])]
    for line in _lines(context):
        position = bisect_right(begins, line.start)
        holder = lists[position - 1] if position and line.start < lists[position - 1][0].end else None
        if holder is None or holder[1] != "attachments":
            following = bisect_left(words, line.start)
            if following == len(words) or words[following] >= line.end:
                continue
        _read_line(context, found, line, holder, links)
    return found


def _list_spans(context: Context) -> list[tuple[Span, str, bool]]:
    """Give where each list stands, whether of attachments or documents, and whether it is the whole document's."""
    found: list[tuple[Span, str, bool]] = []
    for item in context.items:
        level = item.level
        found += (
            (part.span, part.term, part.level is not None and level is not None and part.level <= level)
            for part in item.sections
            if part.term in {"attachments", "documents"}
        )
    found += ((part.span, part.term, True) for part in context.meeting.sections if part.term == "attachments")
    return found


def _lines(context: Context) -> Iterator[Span]:
    """Give every line of running text, heading and cell of a table."""
    for block in context.all_blocks:
        if isinstance(block, c.Table):
            for row in (block.header, *block.rows):
                yield from (t.span_of(cell.inlines, cell.span) for cell in row if cell.inlines)
        elif isinstance(block, (c.Paragraph, c.Heading)):
            yield from (t.span_of(line, block.span) for line, _ in t.lines(block.inlines) if line)


def _read_line(
    context: Context, found: Attachments, line: Span, holder: tuple[Span, str, bool] | None, links: list[Span]
) -> None:
    words = context.prose[line.start : line.end]
    in_list = holder is not None and holder[1] == "attachments"
    mentions = list(_mentions(words, context.language))
    if in_list and not mentions:
        if words.strip() and not _label(context.language).fullmatch(words.strip(" :*")):
            found.unkeyed += 1
        return
    label = _label(context.language).match(words)
    opens = label is not None and words[label.end() :].lstrip()[:1] == ":"
    if opens and not mentions:  # "Bilagor: närvarolista, budget", "Bilagor: 1–3"
        for key in _keys(words[label.end() :].lstrip(" :")) if label else ():
            found.listed.append(Listed(key, "", line, whole=False))
        found.unkeyed += words.count(",") + 1
        return
    for position, (start, end, keys) in enumerate(mentions):
        span = Span(line.start + start, line.start + end)
        is_entry = position == 0 and _is_entry(words, start, end)
        named = in_list or is_entry or (holder is not None) or _is_within(span, links)
        if named:
            name = _name(words, start, end)
            whole = bool(holder and holder[1] == "attachments" and holder[2]) or (is_entry and holder is None)
            found.listed += (Listed(key, name, span, whole) for key in keys)
        else:
            found.cited += (Mention(key, span) for key in keys)


def _is_within(span: Span, links: list[Span]) -> bool:
    position = bisect_right(links, span.start, key=lambda link: link.start)
    return position > 0 and span.start < links[position - 1].end


def _mentions(words: str, language: str) -> Iterator[tuple[int, int, list[str]]]:
    for match in _pattern(language).finditer(words):
        if _OF_ANOTHER[language].match(words, match.end()) or _OWNER.search(
            words[max(0, match.start() - _NEAR) : match.start()]
        ):
            continue
        yield match.start(), match.end(), list(_keys(match["keys"]))


def _keys(words: str) -> Iterator[str]:
    for match in re.finditer(rf"(\d{{1,3}})\s*[–-]\s*(\d{{1,3}})(?!\d)|{_KEY}", words):
        low, high = match[1], match[2]
        if low and high:
            if int(low) <= int(high) <= int(low) + _RANGE_WIDEST:
                yield from map(str, range(int(low), int(high) + 1))
        else:
            yield match[0].casefold()


def _is_entry(words: str, start: int, end: int) -> bool:
    """Tell a line that begins with the attachment and goes on with its name, or is nothing else."""
    rest = words[end:].lstrip(" *_.")
    if words[:start].strip(" *_-–("):
        return False
    if rest[:1] == ",":
        rest = rest[1:].lstrip()
    return not rest or rest[0] in ':–-—(„”"|' or rest[0].isupper() or rest[0].isdigit()


def _name(words: str, start: int, end: int) -> str:
    rest = words[end:].strip(" :–-—().,*_")
    return rest or words[:start].strip(" :–-—().,*_")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?i:{_WORDS[language]})\s*(?i:nr\.?\s*|no\.?\s*)?(?P<keys>{_KEY}(?:{_JOINT}{_KEY})*)(?![\w%])(?![:/.,]\d|\.[A-Za-z])"
    )


@cache
def _label(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?i:{_WORDS[language]})(?!\w)")
