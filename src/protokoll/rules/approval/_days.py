"""The days that approval and notice are about: where each stands, and how another is written in its way."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Related
from protokoll.grammar.times import find_dates
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.closing import NoticeField
    from protokoll.rules.context import Context
    from protokoll.vocabulary import Vocabulary

_LONGEST_MEETING = timedelta(days=7)
_PIECE = re.compile(r"\d+|[^\W\d_]+|[\W_]+")
_SEVERAL = re.compile(r"\d{1,2}\s?[-–]\s?(\d{1,2})\b")
_NEAR = 24


class Day(msgspec.Struct, frozen=True):
    """A day, ISO, and where it stands; `raw` is how it is written there."""

    iso: str
    span: Span
    raw: str


def is_bound_by_swedish_law(context: Context) -> bool:
    """Tell minutes that Kommunallagen's days are for: those of Swedish-speaking Finland are under another law."""
    return context.language == "sv" and not context.meeting.language.endswith("-FI")


def day_of_meeting(context: Context) -> Day | None:
    """Give the day of the meeting, the first where there were several."""
    stated = context.statement("date")
    if stated is None:
        return None
    return _day(context, stated.value, context.where(stated.raw, stated.span))


def last_day_of_meeting(context: Context, first: Day) -> str:
    """Give the meeting's last day, ISO: the latest on the line of the first that may belong to it."""
    text = context.source.text
    start, end = text.rfind("\n", 0, first.span.start) + 1, text.find("\n", first.span.end)
    line = text[start : len(text) if end == -1 else end]
    begun = date.fromisoformat(first.iso)
    days = [begun]
    for found in find_dates(line, context.words):
        day = found.iso(begun.year)
        days += [date.fromisoformat(day)] if day and _is_day(day) else []
        # "14–15 maj 2024" is read as its first day.
        several = _SEVERAL.match(line[found.start : found.end])
        if several and (last := _with_day(day, int(several[1]))):
            days.append(last)
    return max(day for day in days if begun <= day <= begun + _LONGEST_MEETING).isoformat()


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _with_day(iso: str | None, day: int) -> date | None:
    try:
        return date.fromisoformat(iso).replace(day=day) if iso else None
    except ValueError:
        return None


def days_of_approval(context: Context) -> list[Day]:
    """Give each day on which the minutes are said to be approved, in the order of the text."""
    meeting = context.meeting
    found: list[Day] = []
    if meeting.approval and meeting.approval.date and meeting.approval.date_span:
        found.append(_day(context, meeting.approval.date, meeting.approval.date_span))
    if stated := day_of_notice(context, "approved_on"):
        found.append(stated)
    dated = [(one.date, one.span) for one in meeting.approvals]
    dated += [(one.date, one.span) for one in meeting.signatures if one.role == "approver" and one.date]
    for iso, within in dated:
        found.append(_day(context, iso, _within(context, iso, within)))
    return sorted({day.span.start: day for day in found}.values(), key=lambda day: day.span.start)


def day_approved(context: Context) -> Day | None:
    """Give the day from which the time for the notice runs: what the notice says, else the last approval."""
    stated = day_of_notice(context, "approved_on")
    return stated or max(days_of_approval(context), key=lambda day: day.iso, default=None)


def day_of_notice(context: Context, field: NoticeField) -> Day | None:
    """Give a day that the notice states."""
    notice = context.meeting.notice
    for one in notice.statements if notice else ():
        if one.field == field:
            return _day(context, one.value, one.span)
    return None


def _day(context: Context, iso: str, span: Span) -> Day:
    return Day(iso, span, " ".join(context.source.raw(span).split()))


def _within(context: Context, iso: str, span: Span) -> Span:
    for found in find_dates(context.source.raw(span), context.words):
        if found.iso() == iso:
            return Span(span.start + found.start, span.start + found.end)
    return context.first_line(span)


def appeal_until(context: Context) -> tuple[str, Day] | None:
    """Give the last day of appeal, ISO, computed from the posting or else as printed, and the day it is known from."""
    from protokoll.deadlines import last_day_of_appeal  # noqa: PLC0415 - beside what is only asked of a notice

    if posted := day_of_notice(context, "posted_on"):
        return last_day_of_appeal(posted.iso), posted
    printed = day_of_notice(context, "appeal_until")
    return (printed.iso, printed) if printed else None


def known_from(context: Context, day: Day) -> Related:
    """Point at the day that a last day of appeal is known from."""
    printed = day_of_notice(context, "appeal_until")
    if printed and printed.span == day.span:
        return Related(day.span, N_("the last day of appeal stands here"))
    return Related(day.span, N_("the notice was posted on this day"))


# Dates written as another


def written_like(raw: str, iso: str, vocabulary: Vocabulary) -> str:
    """Write a day the way another is written, `8 juni 2015` as `2015-06-09` as `9 juni 2015`; ISO where that is odd."""
    year, month, day = iso.split("-")
    pieces = _PIECE.findall(raw)
    numbers = [piece for piece in pieces if piece.isdecimal()]
    words = [piece for piece in pieces if piece[0].isalpha()]
    order = _order(numbers, words, pieces, vocabulary)
    if order is None:
        return iso
    values = {"y": year, "m": month, "d": day, "all": year + month + day}
    written: list[str] = []
    for piece in pieces:
        if piece.isdecimal():
            value = values[order.pop(0)]
            if len(piece) in {2, 6} and len(value) in {4, 8}:
                value = value[2:]  # a year of two digits
            written.append(value if len(piece) > 1 and not _bare(piece, words) else str(int(value)))
        elif _month_of(piece, vocabulary):
            written.append(_month_like(piece, int(month), vocabulary))
        else:
            written.append(piece)
    return "".join(written)


def _bare(piece: str, words: list[str]) -> bool:
    """Tell a number that needs no zero before it: a day beside its month's name."""
    return bool(words) and len(piece) <= 2 and not piece.startswith("0")  # noqa: PLR2004


def _order(numbers: list[str], words: list[str], pieces: list[str], vocabulary: Vocabulary) -> list[str] | None:
    lengths = [len(number) for number in numbers]
    months = [word for word in words if _month_of(word, vocabulary)]
    if months:
        return {(1,): ["d"], (2,): ["d"], (1, 4): ["d", "y"], (2, 4): ["d", "y"]}.get(tuple(lengths))
    order: list[str] | None = None
    if lengths in ([6], [8]):
        order = ["all"]
    elif len(lengths) == 3 and (lengths[0] == 4 or (lengths == [2, 2, 2] and "-" in pieces)):  # noqa: PLR2004 - a year
        order = ["y", "m", "d"]
    elif len(lengths) in {2, 3} and max(lengths[:2]) <= 2:  # noqa: PLR2004 - a day and a month
        order = ["d", "m", "y"][: len(lengths)]
    return None if words else order


def _month_of(word: str, vocabulary: Vocabulary) -> int | None:
    folded = word.casefold()
    if len(folded) < 3:  # noqa: PLR2004 - "e" of "8:e"
        return None
    return next((n for n, name in enumerate(vocabulary.months, 1) if name == folded or name.startswith(folded)), None)


def _month_like(word: str, month: int, vocabulary: Vocabulary) -> str:
    name = vocabulary.months[month - 1]
    short = word.casefold() not in vocabulary.months
    name = name[: max(3, len(word))] if short else name
    return name.capitalize() if word[0].isupper() else name


def with_weekday(context: Context, day: Day, iso: str) -> tuple[Span, str]:
    """Give what is to be replaced, the weekday before a day too, and how the other day is written in its place."""
    written = written_like(day.raw, iso, context.words)
    start = max(0, day.span.start - _NEAR)
    before = context.source.text[start : day.span.start]
    for match in _weekdays(before, context.words):
        weekday = context.words.weekdays[date.fromisoformat(iso).weekday()]
        weekday = weekday.capitalize() if match["day"][0].isupper() else weekday
        at = start + match.start("day")
        return Span(at, day.span.end), f"{weekday}{match['after']}{written}"
    return day.span, written


def _weekdays(before: str, vocabulary: Vocabulary) -> Iterator[re.Match[str]]:
    names = "|".join(vocabulary.weekdays)
    match = re.search(rf"(?<!\w)(?P<day>{names})(?P<after>(?:en)?,?(?:\sden)?\s)$", before, re.IGNORECASE)
    if match:
        yield match
