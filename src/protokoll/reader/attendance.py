"""The roll: one person a line, struck through or not, for the whole meeting or a part of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.model import attendance as a
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.times import alternatives, clock
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.reader.opening import LabelledLine
    from protokoll.vocabulary import Vocabulary

_PARTY = re.compile(r"\s*\((?P<party>[A-ZÅÄÖa-zåäö]{1,5}|-)\)")
_NAME_WORD = re.compile(r"^(?:[^\W\d_][\w'’.-]*)$")
_NAME_PARTICLES = {"af", "av", "de", "van", "von", "der", "den", "el", "al", "da", "di", "la", "le", "bin", "zu"}
_MAX_NAME_WORDS = 5


class Roll(msgspec.Struct, frozen=True):
    """Persons read, and the blocks among them that are none."""

    attendees: tuple[a.Attendee, ...]
    unplaced: tuple[c.Block, ...]


def read_roll(blocks: Sequence[c.Block], group: str | None, *, absent: bool, vocabulary: Vocabulary) -> Roll:
    """Read the blocks under one heading of the roll; `absent` tells that the heading says so of all."""
    persons: list[a.Attendee] = []
    unplaced: list[c.Block] = []
    for block in blocks:
        lines = list(_person_lines(block))
        found = [read_person(line, span, group, absent=absent, vocabulary=vocabulary) for line, span in lines]
        if lines and 2 * sum(person is not None for person in found) > len(lines):
            # Among names, a short line that looks like none is somebody all the same.
            persons += [
                person or _somebody(line, span, group) for person, (line, span) in zip(found, lines, strict=True)
            ]
        else:
            unplaced.append(block)
    return Roll(tuple(persons), tuple(unplaced))


def _somebody(inlines: Sequence[c.Inline], span: Span, group: str | None) -> a.Attendee:
    words = t.plain(inlines).strip()
    return a.Attendee(
        span=span, name=words, group=group, status="absent" if _is_struck(inlines) else "present", raw=words
    )


def read_named(line: LabelledLine, vocabulary: Vocabulary) -> list[a.Attendee]:
    """Read `Närvarande: Namn, Namn och Namn` from the opening."""
    words = t.plain(line.inlines)
    separator = r";|\n" if ";" in words else rf",|\s(?:{alternatives(vocabulary.accept.presence['also'])})\s"
    persons: list[a.Attendee] = []
    start = 0
    for match in [*re.finditer(separator, words), None]:
        end = match.start() if match else len(words)
        part = t.trim(t.cut(line.inlines, start, end))
        start = match.end() if match else end
        if part:
            span = t.span_of(part, line.span)
            person = read_person(part, span, line.label, absent=line.term == "absent", vocabulary=vocabulary)
            persons.append(person or a.Attendee(span=span, name=t.plain(part), group=line.label, raw=t.plain(part)))
    return persons


def _person_lines(block: c.Block) -> Iterator[tuple[Sequence[c.Inline], Span]]:
    match block:
        case c.Paragraph(inlines=inlines, span=span):
            for line, _ in t.lines(inlines):
                if t.plain(line).strip():
                    yield line, t.span_of(line, span)
        case c.BulletList(items=items) | c.OrderedList(items=items):
            for item in items:
                if not all(isinstance(inner, (c.Paragraph, c.BulletList)) for inner in item.blocks):
                    yield (), item.span  # something that is no person: leave the whole list to be printed as it is
                for inner in item.blocks:
                    yield from _person_lines(inner)
        case _:
            return


def read_person(
    inlines: Sequence[c.Inline], span: Span, group: str | None, *, absent: bool, vocabulary: Vocabulary
) -> a.Attendee | None:
    """Read one person's line; None where it begins with nothing like a name."""
    raw = t.plain(inlines).strip()
    rest, presence = _presence(raw, vocabulary)
    name, *details = [part.strip() for part in re.split(r"\s*[,;]\s*", rest) if part.strip()] or [""]
    party = _PARTY.search(name)
    if party:
        details.insert(0, name[party.end() :].strip(" ,–-"))
        name = name[: party.start()]
    name = name.strip().strip("*").strip()
    if not looks_like_name(name):
        return None
    known = _details([detail for detail in details if detail], vocabulary)
    gone = absent or known.absent or _is_struck(inlines)
    return a.Attendee(
        span=span,
        name=name,
        affiliation=known.affiliation,
        party=party["party"] if party else None,
        title=known.title,
        role=known.role,
        group=group,
        status="absent" if gone else ("partial" if presence.bounded else "present"),
        since=presence.since,
        until=presence.until,
        approximate=presence.approximate,
        substitutes_for=known.substitutes_for,
        note="; ".join(known.notes) or None,
        raw=raw,
    )


def looks_like_name(words: str) -> bool:
    """Tell whether words could be a person's name: a few words, each with a capital but for particles."""
    parts = words.split()
    if not parts or len(parts) > _MAX_NAME_WORDS or not parts[0][:1].isupper():
        return False
    return all(_NAME_WORD.match(part) and (part[:1].isupper() or part in _NAME_PARTICLES) for part in parts)


def _is_struck(inlines: Sequence[c.Inline]) -> bool:
    """Tell whether the line, or at least its beginning, is struck through."""
    first = next((inline for inline in inlines if t.plain((inline,)).strip()), None)
    while isinstance(first, (c.Strong, c.Emphasis)) and first.inlines:
        first = first.inlines[0]
    return isinstance(first, c.Strikeout)


# Presence in part


class _Presence(msgspec.Struct, frozen=True):
    since: str | None = None
    until: str | None = None
    approximate: bool = False

    @property
    def bounded(self) -> bool:
        return self.since is not None or self.until is not None


def _presence(line: str, vocabulary: Vocabulary) -> tuple[str, _Presence]:
    """Take what bounds the presence out of a line: `till kl 11ca`, `(fr.o.m. kl 20.55)`."""
    since = until = None
    approximate = False
    rest: list[str] = []
    start = 0
    for match in _presence_pattern(vocabulary).finditer(line):
        time = clock(match["time"])
        if time is None:
            continue
        if match["since"]:
            since = time
        else:
            until = time
        approximate = approximate or bool(match["about"] or match["after"])
        rest.append(line[start : match.start()])
        start = match.end()
    rest.append(line[start:])
    return "".join(rest).strip(" ,;–-"), _Presence(since, until, approximate)


@cache
def _presence_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.accept.presence
    return re.compile(
        rf"""[\s,(]*(?<!\w)
            (?:(?P<since>{alternatives(words["since"])})|(?P<until>{alternatives(words["until"])}))\s+
            (?:(?:{alternatives(words["clock"])})\s*)?
            (?:(?P<about>{alternatives(words["about"])})\s*)?
            (?:(?:{alternatives(words["clock"])})\s*)?
            (?P<time>(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)
            (?:\s*(?P<after>{alternatives(words["about"])})(?!\w))?
            (?![\w:])\)?""",
        re.VERBOSE | re.IGNORECASE,
    )


# Everything behind the name


class _Details(msgspec.Struct):
    affiliation: str | None = None
    title: str | None = None
    role: a.Role | None = None
    substitutes_for: str | None = None
    absent: bool = False
    notes: list[str] = []


def _details(parts: Sequence[str], vocabulary: Vocabulary) -> _Details:
    known = _Details()
    substitutes = rf"(?:{alternatives(vocabulary.accept.presence['substitutes_for'])})\s+(?P<name>.+)"
    for part in parts:
        words = part.strip("() ")
        role = role_of(words, vocabulary)
        if (substitute := re.fullmatch(substitutes, words, re.IGNORECASE)) and looks_like_name(
            _PARTY.sub("", substitute["name"])
        ):
            known.substitutes_for = substitute["name"]
        elif role and known.role is None:
            known.role = role
            if t.fold(words) not in _role_words(vocabulary):
                known.title = words
        elif t.fold(words) in vocabulary.accept.presence["absent"]:
            known.absent = True
        elif known.title is None and _is_title(words, vocabulary):
            known.title = words
        elif known.affiliation is None:
            known.affiliation = words
        else:
            known.notes.append(words)
    return known


def role_of(words: str, vocabulary: Vocabulary) -> a.Role | None:
    """Give the capacity that words name, such as "ordförande"; None for a job or a place."""
    return _role_words(vocabulary).get(t.fold(words))


@cache
def _role_words(vocabulary: Vocabulary) -> dict[str, a.Role]:
    return {word: role for role, words in vocabulary.accept.roles.items() for word in words}  # type: ignore[misc]  # a test holds the keys to Role


def _is_title(words: str, vocabulary: Vocabulary) -> bool:
    return t.fold(words).endswith(vocabulary.accept.persons["title_endings"])
