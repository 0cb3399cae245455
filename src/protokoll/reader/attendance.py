"""The roll: persons one a line, in a row, in nested lists or in a table; for the whole meeting or a part of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import alternatives
from protokoll.model import attendance as a
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.headings import roll_term
from protokoll.reader.persons import is_place, is_title, looks_like_name, read_person, role_of, somebody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.source import Span
    from protokoll.vocabulary import Vocabulary

_LONGEST_PERSON = 9
"""Words beyond which a line among names is no person."""

_NAMES_IN_A_ROW = 3
"""Names in one line from which it is a row of persons and not one with affiliation and title."""

_LONGEST_GROUP = 60
_ADDED = (
    *("affiliation", "party", "title", "role", "serving", "since", "until", "substitutes_for", "items"),
    *("except_items", "conflicts", "room", "email", "handle", "note"),
)
"""What a later line may add to what an earlier one says of the same person."""
_EXTRAS = re.compile(r"\([^)]*\)?|\S*@\S+|\s[-–—]\s.*")

Line = tuple[tuple[c.Inline, ...], "Span"]


class Roll(msgspec.Struct, frozen=True):
    """Persons read. `plain` tells that they stood one a line and nothing else among them."""

    attendees: tuple[a.Attendee, ...]
    plain: bool


class _Group(msgspec.Struct, frozen=True):
    """What the persons at hand stand under."""

    name: str | None
    absent: bool
    serving: bool | None


def read_roll(blocks: Sequence[c.Block], heading: str | None, *, absent: bool, vocabulary: Vocabulary) -> Roll:
    """Read the blocks under one heading of the roll; `absent` tells that the heading says so of all."""
    group = _Group(heading, absent, serving_of(heading or "", vocabulary))
    persons: list[a.Attendee] = []
    plain = True
    # Alone, "Anna Ek, Bo Alm" is two persons; as an entry of a list it would be one.
    only_line = isinstance(next(iter(blocks), None), c.Paragraph) and sum(len(list(_lines(b))) for b in blocks[:2]) == 1
    for block in blocks:
        if isinstance(block, c.Table):
            persons += _table(block, group, vocabulary)
            plain = False
            continue
        if isinstance(block, (c.BulletList, c.OrderedList)) and not (_is_flat(block) or _has_groups(block, vocabulary)):
            plain = False
            continue
        lines = list(_lines(block))
        rows = [row for line, _ in lines if (row := _row(line, vocabulary, always=only_line))]
        wraps = isinstance(block, c.Paragraph) and _wraps([t.plain(line) for line, _ in lines], vocabulary)
        if rows or wraps or _has_groups(block, vocabulary):
            persons += _grouped(block, group, vocabulary, always=only_line)
            plain = False
            continue
        found = [_person(line, span, group, vocabulary) for line, span in lines]
        listed = isinstance(block, (c.BulletList, c.OrderedList)) and _is_flat(block)
        known = sum(person is not None for person in found)
        if lines and (2 * known > len(lines) or (listed and known)) and _are_short(lines):
            # Among names, a short line that looks like none is somebody all the same.
            persons += [
                person or _serving(somebody(line, span, group.name, absent=group.absent), group)
                for person, (line, span) in zip(found, lines, strict=True)
            ]
        else:
            plain = False
    return Roll(tuple(persons), plain and bool(persons))


def read_named(
    inlines: Sequence[c.Inline], span: Span, group: str | None, *, absent: bool, vocabulary: Vocabulary
) -> list[a.Attendee]:
    """Read `Namn, Namn och Namn`, as it stands behind a label, line ends among them."""
    under = _Group(group, absent, serving_of(group or "", vocabulary))
    lines = [line for line, _ in t.lines(inlines) if t.plain(line).strip()]
    if len(lines) > 1 and all(_row(line, vocabulary, always=False) is None for line in lines):
        found = [_person(t.trim(line), t.span_of(line, span), under, vocabulary) for line in lines]
        if sum(person is not None for person in found) * 2 > len(lines):
            return [person for person in found if person]
    joined = t.without_breaks(inlines)
    return _persons_of_row(joined, _split(joined, vocabulary, always=True), span, under, vocabulary)


def serving_of(heading: str, vocabulary: Vocabulary) -> bool | None:
    """Tell whether those under a heading took part in the decisions; None where it does not say."""
    folded = t.fold(heading)
    roll = vocabulary.accept.roll
    for meaning, serving in (("not_serving", False), ("serving", True)):
        if any(folded == word or folded.startswith(f"{word} ") for word in roll[meaning]):
            return serving
    return None


def merged(attendees: Iterable[a.Attendee], vocabulary: Vocabulary) -> list[a.Attendee]:
    """Give each person once: what later lines say of the same name is added to the first."""
    first: dict[str, int] = {}
    found: list[a.Attendee] = []
    nobody = vocabulary.met("presence", "nobody")
    for person in attendees:
        if t.fold(person.name) in nobody:
            continue
        key = t.fold(person.name)
        place = first.get(key) if len(key.split()) > 1 else None
        if place is None or _differ(found[place], person):
            first.setdefault(key, len(found))
            found.append(person)
            continue
        found[place] = _added(found[place], person)
    return found


def _differ(one: a.Attendee, other: a.Attendee) -> bool:
    """Tell namesakes apart: by where they come from, or because one is absent and the other there."""
    apart = one.affiliation and other.affiliation and t.fold(one.affiliation) != t.fold(other.affiliation)
    return bool(apart) or (one.party or other.party) != (other.party or one.party)


def _added(one: a.Attendee, other: a.Attendee) -> a.Attendee:
    more = {name: told for name in _ADDED if getattr(one, name) is None and (told := getattr(other, name)) is not None}
    status = one.status if one.status != "absent" or other.status == "absent" else other.status
    mention = a.Mention(span=other.span, group=other.group, raw=other.raw)
    return msgspec.structs.replace(
        one, **more, status=status, remote=one.remote or other.remote, also=(*one.also, mention, *other.also)
    )


# Lines


def _lines(block: c.Block) -> Iterator[Line]:
    match block:
        case c.Paragraph(inlines=inlines, span=span):
            for line, _ in t.lines(inlines):
                if t.plain(line).strip():
                    yield t.trim(line), t.span_of(line, span)
        case c.BulletList(items=items) | c.OrderedList(items=items):
            for item in items:
                for inner in item.blocks:
                    yield from _lines(inner) if isinstance(inner, c.BulletList) else _entry_line(inner)
        case _:
            return


def _entry_line(block: c.Block) -> Iterator[Line]:
    """Give an entry's paragraph as one line: in a list, a line that wraps is no new person."""
    if isinstance(block, c.Paragraph) and block.text.strip():
        yield t.trim(t.without_breaks(block.inlines)), block.span


def _is_flat(block: c.BulletList | c.OrderedList) -> bool:
    return all(len(item.blocks) == 1 and isinstance(item.blocks[0], c.Paragraph) for item in block.items)


def _are_short(lines: Sequence[Line]) -> bool:
    long = sum(len(t.plain(line).split()) > 2 * _LONGEST_PERSON for line, _ in lines)
    return long * 4 <= len(lines)


def _person(line: Sequence[c.Inline], span: Span, group: _Group, vocabulary: Vocabulary) -> a.Attendee | None:
    label, colon, _ = t.plain(line).partition(":")
    role = role_of(label, vocabulary) if colon else None
    if role:
        value = t.trim(t.cut(line, len(label) + 1))
        found = read_person(value, span, group.name, absent=group.absent, vocabulary=vocabulary)
        return _serving(msgspec.structs.replace(found, role=role, raw=t.plain(line).strip()), group) if found else None
    found = read_person(line, span, group.name, absent=group.absent, vocabulary=vocabulary)
    return _serving(found, group) if found else None


def _serving(person: a.Attendee, group: _Group) -> a.Attendee:
    serving = True if person.substitutes_for else group.serving
    return msgspec.structs.replace(person, serving=serving) if serving is not None else person


# Rows of names


def _row(line: Sequence[c.Inline], vocabulary: Vocabulary, *, always: bool) -> list[tuple[int, int]] | None:
    """Split a line that is a row of persons; None for one person, with affiliation and title perhaps."""
    words = t.plain(line)
    # One comma, or none, makes no row: most lines of most rolls need no closer look.
    if not always and words.count(",") < _NAMES_IN_A_ROW - 1 and not _may_be_row(vocabulary).search(words):
        return None
    parts = _split(line, vocabulary, always=always)
    return parts if len(parts) > 1 else None


@cache
def _may_be_row(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of what can make a row of two: a semicolon, "och", two parties, or handles."""
    return re.compile(rf";|\s(?:{alternatives(vocabulary.met('presence', 'also'))})\s|\).*\(|^\W*@")


def _split(line: Sequence[c.Inline], vocabulary: Vocabulary, *, always: bool) -> list[tuple[int, int]]:
    """Give the characters of each person in a row; `always` where a single comma is to count as one, if it can."""
    words = t.plain(line)
    also = alternatives(vocabulary.met("presence", "also"))
    handles = r"|\s(?=@)" if words.lstrip().startswith("@") else ""
    pieces = _pieces(words, r";|\n" if ";" in words else rf";|\n|,(?![^()]{{0,300}}\))|\s(?:{also})\s{handles}")
    starts = [number for number, (start, end) in enumerate(pieces) if _begins_person(words[start:end], vocabulary)]
    named = [number for number in starts if "(" in words[slice(*pieces[number])]]
    joined = [
        number
        for number in starts
        if number and re.search(rf"\s(?:{also})\s$", words[max(0, (at := pieces[number][0]) - 60) : at])
    ]
    widths = [_width(words[slice(*pieces[number])]) for number in starts]
    alike = min(widths, default=0) > 1 or max(widths, default=0) == 1
    row = (
        ";" in words
        or (
            len(starts) >= _NAMES_IN_A_ROW and (alike or always or sum(width > 1 for width in widths) * 2 > len(widths))
        )
        or (len(named) > 1)
        or bool(joined and len(joined) * 2 >= len(starts) - 1 and joined[0] == len(pieces) - 1)
        or (always and len(starts) == len(pieces) > 1 and alike)
    )
    if always and len(pieces) >= _NAMES_IN_A_ROW and 0 not in starts and all(_is_short(words[a:b]) for a, b in pieces):
        return pieces  # organisations, not persons
    if not row or not starts or (len(starts) * 2 < len(pieces) and not named):
        return [(0, len(words))]
    if starts[0] != 0:
        starts.insert(0, 0)
    ends = [*(pieces[number - 1][1] for number in starts[1:]), len(words)]
    return [(pieces[number][0], end) for number, end in zip(starts, ends, strict=True)]


def _is_short(words: str) -> bool:
    return (len(words.split()) <= _LONGEST_PERSON and words.strip(" (")[:1].isupper()) or "(" in words


def _width(words: str) -> int:
    """Count the words of a name, what follows it aside."""
    bare = re.sub(r"\([^)]*\)?", "", words).split()
    return next((number for number, word in enumerate(bare) if not word[0].isupper() and number), len(bare))


def _pieces(words: str, separator: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(separator, words):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(words)))
    return [(start, end) for start, end in pieces if words[start:end].strip(" .")] or [(0, len(words))]


def _begins_person(words: str, vocabulary: Vocabulary) -> bool:
    stripped = _EXTRAS.sub("", words).strip(" .*_,")
    if not stripped:
        return "@" in words
    known = role_of(stripped, vocabulary) or is_title(stripped, vocabulary) or is_place(stripped, vocabulary)
    name = " ".join(stripped.split()[: max(1, _width(stripped))])
    return not known and looks_like_name(name, vocabulary)


def _persons_of_row(
    line: Sequence[c.Inline], parts: Sequence[tuple[int, int]], span: Span, group: _Group, vocabulary: Vocabulary
) -> list[a.Attendee]:
    persons = []
    for start, end in parts:
        part = t.trim(t.cut(line, start, end))
        words = t.plain(part).rstrip(" .,") if part else ""
        if not words:
            continue
        part = t.cut(part, 0, len(words))
        at = t.span_of(part, span)
        person = _person(part, at, group, vocabulary)
        persons.append(person or _serving(somebody(part, at, group.name, absent=group.absent), group))
    return persons


# Groups inside a roll


def _has_groups(block: c.Block, vocabulary: Vocabulary) -> bool:
    if not isinstance(block, (c.BulletList, c.OrderedList)):
        return False
    groups = sum(_group_label(item, vocabulary) is not None for item in block.items)
    return groups > 0 and (_is_flat(block) or groups * 2 >= len(block.items))


def _group_label(item: c.ListItem, vocabulary: Vocabulary) -> str | None:
    """Give the label of an entry such as `Ledamöter: Anna Ek, Bo Al`, or of one with a list of its own below it."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, c.Paragraph):
        return None
    label, colon, value = first.text.partition(":")
    worded = len(label) <= _LONGEST_GROUP and not re.search(r"[\d(]", label) and not role_of(label, vocabulary)
    known = roll_term(t.fold(label), vocabulary) is not None
    first_name = re.split(r"[,;]", value, maxsplit=1)[0]
    if colon and worded and (known or (value.strip() and _begins_person(first_name, vocabulary))):
        return label
    below = item.blocks[1] if len(item.blocks) > 1 else None
    return first.text if _is_list_of_names(below, vocabulary) else None


def _is_list_of_names(block: c.Block | None, vocabulary: Vocabulary) -> bool:
    if not isinstance(block, (c.BulletList, c.OrderedList)) or not _is_flat(block):
        return False
    names = [_EXTRAS.sub("", t.plain(line)).split(",")[0].strip() for line, _ in _lines(block)]
    return sum(looks_like_name(name, vocabulary) and " " in name for name in names) * 2 > len(names)


def holds_persons(block: c.Block, vocabulary: Vocabulary) -> bool:
    """Tell a list whose entries are labels with names behind or below them."""
    return _has_groups(block, vocabulary)


def _grouped(block: c.Block, group: _Group, vocabulary: Vocabulary, *, always: bool) -> list[a.Attendee]:
    if isinstance(block, c.Paragraph):
        return _rows(block, group, vocabulary, always=always)
    persons: list[a.Attendee] = []
    for item in block.items if isinstance(block, (c.BulletList, c.OrderedList)) else ():
        label = _group_label(item, vocabulary)
        first, *rest = item.blocks or (None,)
        under = group
        if label is not None and isinstance(first, c.Paragraph):
            absent = group.absent or roll_term(t.fold(label), vocabulary) == "absent"
            under = _Group(label.strip(), absent, serving_of(label, vocabulary))
            value = t.trim(t.cut(first.inlines, len(label) + 1))
            if t.plain(value).strip():
                persons += read_named(value, first.span, under.name, absent=absent, vocabulary=vocabulary)
        elif isinstance(first, c.Paragraph):
            persons += _rows(first, group, vocabulary, always=False)
        for inner in rest:
            persons += read_roll([inner], under.name, absent=under.absent, vocabulary=vocabulary).attendees
    return persons


def _rows(block: c.Paragraph, group: _Group, vocabulary: Vocabulary, *, always: bool) -> list[a.Attendee]:
    persons: list[a.Attendee] = []
    lines = list(_lines(block))
    wraps = _wraps([t.plain(line) for line, _ in lines], vocabulary)
    for line, span in list(_entry_line(block)) if wraps else lines:
        parts = _row(line, vocabulary, always=always or wraps) or [(0, len(t.plain(line)))]
        persons += _persons_of_row(line, parts, span, group, vocabulary)
    return persons


def _wraps(lines: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell a row of names that goes on in the next line, at a comma or in the middle of a name."""
    if len(lines) < 2:  # noqa: PLR2004
        return False
    first, second = lines[0].rstrip(), lines[1]
    last = first.rpartition(",")[2].split()
    cut = "," in first and len(last) == 1 and len(second.partition(",")[0].split()) == 1
    return cut or first.endswith((",", *vocabulary.met("presence", "also")))


# Tables


def is_roll_table(table: c.Table, vocabulary: Vocabulary) -> bool:
    """Tell a table of persons by the words over its columns."""
    columns = _columns(table, vocabulary)
    return "name" in columns and len(columns) > 1


def _columns(table: c.Table, vocabulary: Vocabulary) -> dict[str, int]:
    meanings = vocabulary.meanings("columns")
    found: dict[str, int] = {}
    for number, cell in enumerate(table.header):
        folded = t.fold(cell.text)
        meaning = meanings.get(folded) or ("name" if number == 0 and roll_term(folded, vocabulary) else None)
        if meaning:
            found.setdefault(meaning, number)
    return found


def _table(table: c.Table, group: _Group, vocabulary: Vocabulary) -> list[a.Attendee]:
    columns = _columns(table, vocabulary)
    named = columns.get("name", 0)
    persons = []
    for row in table.rows:
        cell = row[named]
        value = t.trim(cell.inlines)
        if not t.plain(value).strip() or len(t.plain(value).split()) > _LONGEST_PERSON:
            continue
        person = _person(value, cell.span, group, vocabulary) or _serving(
            somebody(value, cell.span, group.name, absent=group.absent), group
        )
        persons.append(_with_columns(person, row, columns, vocabulary))
    return persons


def _with_columns(
    person: a.Attendee, row: Sequence[c.Cell], columns: dict[str, int], vocabulary: Vocabulary
) -> a.Attendee:
    told = {meaning: row[number].text.strip() for meaning, number in columns.items()}
    more: dict[str, object] = {}
    for field in ("affiliation", "party"):
        if told.get(field) and getattr(person, field) is None:
            more[field] = told[field].strip("()")
    if words := told.get("role"):
        more["role"] = role_of(words, vocabulary)
        more["title"] = person.title or (words if more["role"] is None else None)
    gone = t.fold(told.get("present", "")) in vocabulary.accept.presence["absent"]
    if gone or (told.get("absent") and not told.get("present")):
        more["status"] = "absent"
    if words := told.get("substitute"):
        more["note"] = words
    return msgspec.structs.replace(person, **more)
