"""The head of minutes: what stands before the roll and the first item, read into lines and statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from protokoll.grammar.times import FoundDate, FoundTime, alternatives, find_dates, find_times
from protokoll.model import content as c
from protokoll.model import meeting as m
from protokoll.model import text as t
from protokoll.reader.headings import roll_term
from protokoll.reader.identity import names_body_alone, names_organisation_alone, split_body
from protokoll.reader.persons import leading_name
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.vocabulary import Vocabulary

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MAX_LABEL = 60
_MAX_UNKNOWN_LABEL = 30
_MAX_BODY_WORDS = 6
_LONGEST_PROSE = 600
_SHORT_LIST = 12
_MAX_NAME_WORDS = 6

_STATED: dict[str, m.Field] = {
    "place": "place",
    "organisation": "organisation",
    "body": "body",
    "case_number": "case_number",
    "chair": "chair",
    "secretary": "secretary",
}
_PROSE_AUTHORITY = 4
_PROSE_BLOCKS = 4
"""Paragraphs at the head of a document that are searched for when and where, if no line says it."""

"""Labels whose whole value is the field's value."""

_AUTHORITY = {
    "date": 0,
    "start": 0,
    "end": 0,
    "time": 0,
    "place_and_time": 1,
    "title": 2,
    "issued": 3,
    "told": _PROSE_AUTHORITY,
}
"""Which line is to be believed first of the meeting's date and time; the date at a letter's head is the weakest."""


class LabelledLine(msgspec.Struct, frozen=True):
    """One line of the opening: its label, if it bears a known one, and the rest of it."""

    term: str | None
    label: str | None
    inlines: tuple[c.Inline, ...]
    span: Span
    origin: Literal["front_matter", "text"] = "text"
    level: int | None = None


class Found(msgspec.Struct, frozen=True):
    """A statement not yet weighed against the others. A date without its year has `missing_year`."""

    field: m.Field
    value: str
    raw: str
    span: Span
    authority: int
    missing_year: FoundDate | None = None


class Opening(msgspec.Struct, frozen=True):
    """What the head of the minutes says."""

    lines: tuple[LabelledLine, ...]
    found: tuple[Found, ...]
    rolls: tuple[LabelledLine, ...]
    """Lines that name persons present or absent, for the attendance to read."""
    unplaced: tuple[c.Block, ...]


def read_opening(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> Opening:
    """Read the blocks between the title and the first heading that begins something else."""
    lines: list[LabelledLine] = []
    unplaced: list[c.Block] = []
    for block in blocks:
        placed = _block_lines(block, vocabulary)
        if placed is None:
            unplaced.append(block)
        else:
            lines.extend(placed)
    found = [statement for line in lines for statement in _statements(line, vocabulary)]
    for block in unplaced[:_PROSE_BLOCKS]:
        found += _told(block, vocabulary)
    return Opening(
        lines=tuple(lines),
        found=tuple(found),
        rolls=tuple(line for line in lines if line.term in {"present", "absent"}),
        unplaced=tuple(unplaced),
    )


def as_line(line: LabelledLine) -> m.Line:
    """Give a line as the meeting keeps it."""
    return m.Line(
        span=line.span,
        term=line.term,
        label=line.label,
        level=line.level,
        text=t.plain(line.inlines),
        inlines=line.inlines,
        origin=line.origin,
    )


def line_of(
    term: str | None, label: c.Heading, blocks: Sequence[c.Block]
) -> tuple[LabelledLine, tuple[c.Block, ...]] | None:
    """Read a label that stands as a heading over its value; None where no text follows it."""
    first = next(iter(blocks), None)
    words = " ".join(t.plain(label.inlines).split()).rstrip(": ")
    if isinstance(first, c.Paragraph):
        span = Span(label.span.start, first.span.end)
        return LabelledLine(term, words, first.inlines, span, level=label.level), tuple(blocks[1:])
    entries = _entry_paragraphs(first)
    if entries:
        joined: list[c.Inline] = []
        for entry in entries:
            if joined:
                joined.append(c.LineBreak(span=Span(joined[-1].span.end, entry.span.start)))
            joined += entry.inlines
        span = Span(label.span.start, entries[-1].span.end)
        return LabelledLine(term, words, tuple(joined), span, level=label.level), tuple(blocks[1:])
    return None


def _entry_paragraphs(block: c.Block | None) -> list[c.Paragraph]:
    if not isinstance(block, (c.BulletList, c.OrderedList)):
        return []
    found = [item.blocks[0] for item in block.items if len(item.blocks) == 1]
    paragraphs = [inner for inner in found if isinstance(inner, c.Paragraph)]
    return paragraphs if len(paragraphs) == len(block.items) else []


def statements_of(line: LabelledLine, vocabulary: Vocabulary) -> list[Found]:
    """Give what a labelled line states of the meeting."""
    return _statements(line, vocabulary)


def labelled_heading(heading: c.Heading, vocabulary: Vocabulary) -> LabelledLine | None:
    """Read a heading such as `### Notes: Anna Ek` as the labelled line it is."""
    line = _labelled(t.without_breaks(heading.inlines), vocabulary)
    if line is None:
        words = t.plain(heading.inlines).strip()
        first, _, _ = words.partition(" ")
        dates = find_dates(words, vocabulary)
        if dates and dates[0].start <= len(first) + 1 and _label_term(first, vocabulary) in {"date", "time"}:
            value = t.trim(t.cut(heading.inlines, t.plain(heading.inlines).index(first) + len(first)))
            return LabelledLine("date", first, value, heading.span, level=heading.level)
        return None
    if not t.plain(line.inlines).strip():
        return None
    return LabelledLine(line.term, line.label, line.inlines, heading.span, level=heading.level)


def dates_of_title(inlines: Sequence[c.Inline], span: Span, vocabulary: Vocabulary) -> list[Found]:
    """Read the dates a title holds."""
    words = t.plain(inlines)
    found = find_dates(words, vocabulary)
    return [_found_date(words, date, t.span_of(t.cut(inlines, date.start, date.end), span), "title") for date in found]


# Lines


def _block_lines(block: c.Block, vocabulary: Vocabulary) -> list[LabelledLine] | None:
    """Split a block into labelled lines; None for a block that is no line of an opening."""
    match block:
        case c.Paragraph(inlines=inlines):
            return _paragraph_lines(inlines, block.span, vocabulary)
        case c.BulletList(items=items) | c.OrderedList(items=items):
            return _list_lines(items, vocabulary)
        case c.Table(header=header, rows=rows) if len(header) == 2:  # noqa: PLR2004 - label and value
            return _table_lines([header, *rows], vocabulary)
        case _:
            return None


def _paragraph_lines(inlines: Sequence[c.Inline], span: Span, vocabulary: Vocabulary) -> list[LabelledLine] | None:
    found: list[LabelledLine] = []
    for parts, hard in t.lines(inlines):
        line = _labelled(parts, vocabulary) or _unlabelled(parts, vocabulary) or _own_label(parts)
        if line is not None:
            found.append(line)
        elif found and not (hard and found[-1].term in {"issued", "contact"}):
            before = found[-1]  # a line that wraps belongs to the one before it
            gap = Span(before.span.end, parts[0].span.start if parts else before.span.end)
            joined = (*before.inlines, c.LineBreak(span=gap) if hard else c.SoftBreak(span=gap), *parts)
            found[-1] = LabelledLine(before.term, before.label, joined, t.span_of(joined, span))
        else:
            return None
    return found


def _list_lines(items: Iterable[c.ListItem], vocabulary: Vocabulary) -> list[LabelledLine] | None:
    found: list[LabelledLine] = []
    for item in items:
        match item.blocks:
            case (c.Paragraph(inlines=inlines),):
                line = _labelled(inlines, vocabulary) or _own_label(inlines, bold=False)
            case _:
                line = None
        if line is None:
            return None
        found.append(line)
    return found if any(line.term for line in found) else None


def _table_lines(rows: Sequence[Sequence[c.Cell]], vocabulary: Vocabulary) -> list[LabelledLine] | None:
    found: list[LabelledLine] = []
    for label, value in rows:
        words = label.text.strip()
        if words or value.inlines:
            term = _label_term(words, vocabulary)
            inlines = _with_line_breaks(value.inlines)
            found.append(
                LabelledLine(term, words.rstrip(": ") or None, inlines, Span(label.span.start, value.span.end))
            )
    known = sum(line.term is not None for line in found)
    return found if known * 2 > len(found) else None


def _with_line_breaks(inlines: Sequence[c.Inline]) -> tuple[c.Inline, ...]:
    """Take `<br>`, the only way to end a line inside a table, for what it means."""
    return tuple(
        c.LineBreak(span=inline.span) if isinstance(inline, c.RawInline) and _BREAK.fullmatch(inline.text) else inline
        for inline in inlines
    )


def _labelled(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> LabelledLine | None:
    """Read `Label: value`, with or without marks around the label."""
    words = t.plain(inlines)
    colon = words.find(":", 0, _MAX_LABEL)
    if colon == -1:
        return None
    term = _label_term(words[:colon], vocabulary)
    if term is None or term == "invited":
        return None
    value = t.trim(t.cut(inlines, colon + 1))
    return LabelledLine(term, words[:colon].strip(), value, t.span_of(inlines, Span(0, 0)))


def _own_label(inlines: Sequence[c.Inline], *, bold: bool = True) -> LabelledLine | None:
    """Read `**Label:** value` with a label of the writer's own."""
    words = t.plain(inlines)
    colon = words.find(":", 0, _MAX_UNKNOWN_LABEL)
    marked = bool(inlines) and isinstance(inlines[0], (c.Strong, c.Emphasis))
    if colon < 1 or (bold and not marked) or words[colon + 1 :].startswith("//"):
        return None
    value = t.trim(t.cut(inlines, colon + 1))
    return LabelledLine(None, words[:colon].strip(), value, t.span_of(inlines, Span(0, 0)))


def _label_term(words: str, vocabulary: Vocabulary) -> str | None:
    folded = t.fold(words)
    return vocabulary.meanings("labels").get(folded) or roll_term(folded, vocabulary)


def _unlabelled(inlines: Sequence[c.Inline], vocabulary: Vocabulary) -> LabelledLine | None:
    """Read a line that says by its form what it is: an e-mail address, or a place with a date."""
    words = t.plain(inlines).strip()
    span = t.span_of(inlines, Span(0, 0))
    if _EMAIL.fullmatch(words):
        return LabelledLine("contact", None, tuple(inlines), span)
    dates = find_dates(words, vocabulary)
    if len(dates) == 1 and dates[0].year is not None:
        times = [time for time in find_times(words, vocabulary) if not dates[0].start <= time.start < dates[0].end]
        rest = _around([*dates, *times], words)
        if _label_term(rest, vocabulary) in {"date", "time"} and words.startswith(rest):
            value = t.trim(t.cut(inlines, t.plain(inlines).index(rest) + len(rest)))
            return LabelledLine(_label_term(rest, vocabulary), rest, value, span)
        # A line of nothing but a date, at most with a place, a weekday and hours.
        if not rest or (len(rest.split()) <= 3 and rest[0].isalpha() and rest.replace(" ", "").isalpha()):  # noqa: PLR2004
            return LabelledLine("issued", None, tuple(inlines), span)
    return _named(words, tuple(inlines), span, vocabulary)


def _named(words: str, inlines: tuple[c.Inline, ...], span: Span, vocabulary: Vocabulary) -> LabelledLine | None:
    """Read a line of nothing but a name: that of a body, of whose it is, or of both."""
    if names_organisation_alone(words, vocabulary):
        return LabelledLine("organisation", None, inlines, span)
    is_body = words[:1].isupper() and len(words.split()) <= _MAX_BODY_WORDS and names_body_alone(words, vocabulary)
    return LabelledLine("body", None, inlines, span) if is_body or split_body(words, vocabulary) else None


def _around(marks: Sequence[FoundDate | FoundTime], words: str) -> str:
    for mark in sorted(marks, key=lambda mark: -mark.start):
        words = words[: mark.start] + " " + words[mark.end :]
    return " ".join(words.split()).strip(" ,.–-")


def issued_of(lines: Iterable[LabelledLine], vocabulary: Vocabulary) -> m.Issued | None:
    """Give the place and date that a document bears at its head."""
    return next((_issued(line, vocabulary) for line in lines if line.term == "issued"), None)


def contacts_of(lines: Iterable[LabelledLine]) -> tuple[m.Contact, ...]:
    """Give how to reach the one who answers for the minutes."""
    return tuple(_contact(line) for line in lines if line.term == "contact")


def _issued(line: LabelledLine, vocabulary: Vocabulary) -> m.Issued:
    words = t.plain(line.inlines).strip()
    date = find_dates(words, vocabulary)[0]
    days = {f"{day}{ending}" for day in vocabulary.weekdays for ending in ("", "en")}
    rest = _around([date, *find_times(words, vocabulary)], words)
    place = " ".join(word for word in rest.split() if word.casefold().strip(",.") not in days)
    place = "" if any(place.casefold() in words for words in vocabulary.accept.kinds.values()) else place
    return m.Issued(span=line.span, place=place if place[:1].isupper() else None, date=date.iso(), raw=words)


def _contact(line: LabelledLine) -> m.Contact:
    words = t.plain(line.inlines).strip()
    email = _EMAIL.search(words)
    return m.Contact(span=line.span, text=words, email=email[0] if email else None)


# Statements


def _found_whole(field: m.Field, value: Sequence[c.Inline], line: LabelledLine) -> Found:
    return Found(field, t.plain(value), t.plain(value), t.span_of(value, line.span), 0)


def _statements(line: LabelledLine, vocabulary: Vocabulary) -> list[Found]:
    words = t.plain(line.inlines)
    term = line.term or ""
    if term in _STATED and words.strip():
        value = t.trim(line.inlines)
        value = t.cut(value, 0, len(t.plain(value).rstrip(" .,")))
        if term in {"chair", "secretary"} and len(t.plain(value).split()) > _MAX_NAME_WORDS:
            value = t.cut(value, 0, len(leading_name(t.plain(value))))
        if term == "body" and (both := split_body(t.plain(value), vocabulary)):
            body, owner = t.cut(value, 0, len(both[0])), t.cut(value, len(t.plain(value)) - len(both[1]))
            return [_found_whole("body", body, line), _found_whole("organisation", owner, line)]
        return [_found_whole(_STATED[term], value, line)]
    if term not in _AUTHORITY:
        return []
    dates, times = find_dates(words, vocabulary), find_times(words, vocabulary)
    # Digits that are a date are no time of day.
    dated = {position for date in dates for position in range(date.start, date.end)}
    times = [time for time in times if time.start not in dated]
    if term == "issued" and times:
        times = [time for time in times if time.until] or times
    at = _Locator(line)
    found = [_found_date(words, date, at.span(date.start, date.end), term) for date in dates[:1]]
    for time in times[:1]:
        found += _found_times(time, words, at, term)
    if len(times) > 1 and not times[0].until and times[0].since < times[1].since and term != "end":
        # "klockan 17:00 22:07": from when to when, with nothing between.
        found.append(
            Found(
                "end",
                times[1].since,
                words[times[1].start : times[1].end],
                at.span(times[1].start, times[1].end),
                _AUTHORITY[term],
            )
        )
    if term == "place_and_time" and (place := _place(words, dates, times, vocabulary)):
        found.append(Found("place", words[slice(*place)], words[slice(*place)], at.span(*place), 1))
    return found


def _told(block: c.Block, vocabulary: Vocabulary) -> list[Found]:
    """Read date, hours and offices out of a sentence at the head of the minutes, or out of a list among others."""
    if isinstance(block, c.BulletList) and len(block.items) <= _SHORT_LIST:
        return _told_in_list(block, vocabulary)
    if not isinstance(block, c.Paragraph) or len(block.text) > _LONGEST_PROSE:
        return []
    line = LabelledLine("told", None, block.inlines, block.span)
    return _statements(line, vocabulary) + _led_by(block, vocabulary)


def _told_in_list(block: c.BulletList, vocabulary: Vocabulary) -> list[Found]:
    """Read the labelled entries of a list that holds others too."""
    found: list[Found] = []
    for item in block.items:
        first = item.blocks[0] if len(item.blocks) == 1 else None
        line = _labelled(first.inlines, vocabulary) if isinstance(first, c.Paragraph) else None
        found += _statements(line, vocabulary) if line else []
    return [msgspec.structs.replace(one, authority=_PROSE_AUTHORITY) for one in found]


def _led_by(block: c.Paragraph, vocabulary: Vocabulary) -> list[Found]:
    """Read "The meeting was led by Anna Ek"."""
    found = []
    words = t.plain(block.inlines)
    fields: tuple[m.Field, ...] = ("chair", "secretary")
    for field in fields:
        by = [label for label in vocabulary.accept.labels[field] if label.endswith((" by", " av", " von", " ved"))]
        match = re.search(rf"(?<!\w)(?i:{alternatives(by)})\s+(?P<name>[A-ZÅÄÖ][\w'’-]+(?:\s[A-ZÅÄÖ][\w'’-]*)*)", words)
        if match:
            span = t.span_of(t.cut(block.inlines, *match.span("name")), block.span)
            found.append(Found(field, match["name"], match["name"], span, _PROSE_AUTHORITY))
    return found


class _Locator:
    """Finds the span of a part of a line's words."""

    def __init__(self, line: LabelledLine) -> None:
        self._line = line

    def span(self, start: int, end: int) -> Span:
        return t.span_of(t.cut(self._line.inlines, start, end), self._line.span)


def _found_date(words: str, date: FoundDate, span: Span, term: str) -> Found:
    missing = date if date.year is None else None
    return Found("date", date.iso() or "", words[date.start : date.end], span, _AUTHORITY[term], missing)


def _found_times(time: FoundTime, words: str, at: _Locator, term: str) -> list[Found]:
    raw, span = words[time.start : time.end], at.span(time.start, time.end)
    first: Literal["start", "end"] = "end" if term == "end" else "start"
    found = [Found(first, time.since, raw, span, _AUTHORITY[term])]
    if time.until:
        found.append(Found("end", time.until, raw, span, _AUTHORITY[term]))
    return found


def _place(
    words: str, dates: Sequence[FoundDate], times: Sequence[FoundTime], vocabulary: Vocabulary
) -> tuple[int, int] | None:
    """Find the place in a line that tells both place and time: after a preposition behind them, or before them."""
    marks: list[FoundDate | FoundTime] = [*dates, *times]
    last = max((mark.end for mark in marks), default=0)
    first = min((mark.start for mark in marks), default=len(words))
    prepositions = alternatives(vocabulary.accept.opening["prepositions"])
    after = re.compile(rf"\W*(?:{prepositions})\s+(?P<place>\S.*?)[\s.,;]*$", re.IGNORECASE | re.DOTALL).match(
        words, last
    )
    if after:
        return after.span("place")
    tail = re.compile(r"[\s.,;–-]*(?P<place>\w.*?)[\s.,;]*$", re.DOTALL).match(words, last)
    if tail and marks and _names_place(tail["place"], vocabulary):
        return tail.span("place")
    return _place_before(words, first, vocabulary)


def _place_before(words: str, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Take what stands before the date, less the small words and the weekday that lead up to it."""
    idle = {
        *vocabulary.accept.opening["fillers"],
        *(f"{day}{ending}" for day in vocabulary.weekdays for ending in ("", "en")),
    }
    parts = list(re.finditer(r"[^\s,]+", words[:end]))
    while parts and parts[-1][0].casefold().strip(".:") in idle:
        parts.pop()
    while parts and parts[0][0].casefold() in {*idle, *vocabulary.accept.opening["prepositions"]}:
        parts.pop(0)
    if not parts or not _names_place(parts[0][0], vocabulary):
        return None
    return parts[0].start(), parts[-1].end()


def _names_place(words: str, vocabulary: Vocabulary) -> bool:
    return words[:1].isupper() and words.split(maxsplit=1)[0].casefold() not in vocabulary.accept.opening["fillers"]
