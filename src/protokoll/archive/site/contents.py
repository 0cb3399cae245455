"""What the pages show, out of the register's rows: bodies with their years, and a year's meetings at a time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date as Date  # noqa: N812 - `date` is what its values are called here
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.numbering import item_number
from protokoll.archive.site.names import address
from protokoll.grammar.slug import slug
from protokoll.view.dates import short_date, time_span
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from protokoll.vocabulary import Vocabulary

UNDATED = ""
"""The year of meetings that have no date."""
_FORMATS = {"html": "HTML", "docx": "Word", "pdf": "PDF"}
"""Those there may be, the first to choose first; a citizen knows them by these names."""
_KINDS = {"minutes": Term.MINUTES, "notes": Term.NOTES, "agenda": Term.AGENDA, "extract": Term.EXTRACT}
_KILO, _MEGA = 1_000, 1_000_000


class Output(msgspec.Struct, frozen=True, gc=False):
    """One file that was made of the minutes."""

    format: str
    label: str
    href: str
    """Its name as a link from the top of the output folder."""
    size: str
    """In words; empty where it is not known."""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """One decision: its clauses, and whether it only recommends."""

    clauses: tuple[str, ...]
    is_recommendation: bool


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One point of a meeting that stands in the lists."""

    number: str
    title: str
    cases: tuple[str, ...]
    anchor: str | None
    is_below: bool
    decisions: tuple[Decision, ...]
    votes: tuple[str, ...]
    persons: tuple[str, ...]


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting as the pages show it."""

    id: int
    source: str
    title: str
    kind: str
    date: str | None
    date_words: str
    summary: str
    outputs: tuple[Output, ...]
    items: tuple[Item, ...]
    persons: tuple[str, ...]
    loose: tuple[Decision, ...]
    """Decisions that stand in no item."""

    @property
    def page(self) -> Output | None:
        """The written page, where there is one."""
        return self.outputs[0] if self.outputs and self.outputs[0].format == "html" else None

    @property
    def decision_count(self) -> int:
        """How many decisions were taken."""
        return len(self.loose) + sum(len(item.decisions) for item in self.items)


class Body(msgspec.Struct, kw_only=True):
    """One body and its meetings by year; the number of each is the document's."""

    name: str
    slug: str
    years: dict[str, list[int]]


class Contents:
    """Reads the register; `size_of` tells how many bytes an output has."""

    def __init__(
        self, connection: sqlite3.Connection, vocabulary: Vocabulary, size_of: Callable[[str], int | None]
    ) -> None:
        self._connection = connection
        self._words = vocabulary
        self._size_of = size_of
        self._heads = self._read_heads()
        self.bodies = self._group()
        self.organisation = _only(head[3] for head in self._heads)

    def _read_heads(self) -> list[tuple[int, str, str | None, str | None]]:
        """Give number, year, body and organisation of each meeting, the newest first."""
        rows = self._connection.execute(
            "SELECT m.id, date, body, organisation FROM meeting m JOIN document d USING (id) ORDER BY date DESC, source"
        )
        return [(number, _year(date), _tidy(body), _tidy(organisation)) for number, date, body, organisation in rows]

    def _group(self) -> list[Body]:
        """Tell bodies apart: by name, and by organisation where several have one of that name."""
        owners: dict[str, dict[str, str]] = defaultdict(dict)
        for _, _, body, organisation in self._heads:
            if organisation:
                owners[_key(body)].setdefault(_key(organisation), organisation)
        found: dict[tuple[str, str], Body] = {}
        for number, year, body, organisation in self._heads:
            several = len(owners[_key(body)]) > 1
            owner = organisation if several else None
            key = (_key(body), _key(owner))
            if key not in found:
                name = _capital(body) if body else self._words.say(Term.SITE_NO_BODY)
                found[key] = Body(name=f"{name}, {owner}" if owner else name, slug="", years={})
            found[key].years.setdefault(year, []).append(number)
        bodies = sorted(found.values(), key=lambda body: (body.name.casefold(), body.name))
        return _with_slugs(bodies)

    @property
    def years(self) -> list[str]:
        """All years, the newest first, and last those without a date."""
        return list(dict.fromkeys(head[1] for head in self._heads))

    def of_year(self, year: str) -> list[int]:
        """Give the meetings of a year, the newest first."""
        return [head[0] for head in self._heads if head[1] == year]

    @property
    def count(self) -> int:
        """How many meetings there are."""
        return len(self._heads)

    def newest(self, count: int) -> list[Meeting]:
        """Give the newest meetings, of those that have a date."""
        return list(self.meetings([head[0] for head in self._heads[:count] if head[1]]).values())

    def body_of(self) -> dict[int, Body]:
        """Give the body of each meeting."""
        return {number: body for body in self.bodies for numbers in body.years.values() for number in numbers}

    def meetings(self, numbers: Sequence[int]) -> dict[int, Meeting]:
        """Read meetings whole, in the order asked for."""
        rows = _Rows(self._connection, numbers)
        read = {row[0]: self._meeting(row, rows) for row in rows.heads}
        return {number: read[number] for number in numbers}

    def _meeting(self, row: Sequence[Any], rows: _Rows) -> Meeting:
        number, source, title, kind, profile, language, date, start, end, place = row
        date = date if _year(date) else None
        told = (place, time_span(start, end, self._words))
        return Meeting(
            id=number,
            source=source,
            title=title or self._words.say(Term.UNTITLED),
            kind=self._words.say(_KINDS.get(kind, Term.MINUTES)),
            date=date,
            date_words=_date_words(date, self._words) if date else self._words.say(Term.SITE_NO_DATE),
            summary=" · ".join(part for part in told if part),
            outputs=self._outputs(rows.outputs[number]),
            items=tuple(
                self._item(item, number, rows, is_formal=profile == "kl", language=language)
                for item in rows.items[number]
            ),
            persons=tuple(dict.fromkeys(rows.attendance[number])),
            loose=tuple(rows.decisions.get((number, None), ())),
        )

    def _outputs(self, rows: Iterable[tuple[str, str]]) -> tuple[Output, ...]:
        order = [*_FORMATS]
        ordered = sorted(rows, key=lambda row: (order.index(row[0]) if row[0] in _FORMATS else len(order), row))
        return tuple(
            Output(kind, _FORMATS.get(kind, kind.upper()), address(name), self._size(self._size_of(name)))
            for kind, name in ordered
        )

    def _size(self, count: int | None) -> str:
        if count is None:
            return ""
        if count < _MEGA:
            return f"{max(1, round(count / _KILO))} kB"
        point = self._words.say(Term.SITE_DECIMAL_POINT)
        return f"{count / _MEGA:.1f} MB".replace(".", point)

    def _item(self, row: Sequence[Any], meeting: int, rows: _Rows, *, is_formal: bool, language: str) -> Item:
        n, parent, number, prefix, title, anchor = row
        return Item(
            number=item_number(number, prefix, self._words, is_formal=is_formal, language=language) if number else "",
            title=title or self._words.say(Term.UNTITLED_ITEM),
            cases=tuple(rows.cases.get((meeting, n), ())),
            anchor=anchor,
            is_below=parent is not None,
            decisions=tuple(rows.decisions.get((meeting, n), ())),
            votes=tuple(self._vote(vote) for vote in rows.votes.get((meeting, n), ())),
            persons=tuple(rows.dissents.get((meeting, n), ())),
        )

    def _vote(self, counts: Sequence[int | None]) -> str:
        """Write a vote as `Ja 12, Nej 9`."""
        terms = (Term.VOTE_YES, Term.VOTE_NO, Term.VOTE_ABSTAIN)
        told = zip(terms, counts, strict=True)
        return ", ".join(f"{self._words.say(term)} {count}" for term, count in told if count is not None)


class _Rows:
    """All rows of some meetings, by meeting and item."""

    def __init__(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
        self._connection = connection
        self._numbers = "[" + ",".join(map(str, numbers)) + "]"
        self.heads = self._select(
            'm.id, d.source, m.title, m.kind, m.profile, m.language, m.date, m.start, m."end", m.place',
            "meeting m JOIN document d USING (id)",
            "m.id",
        )
        self.outputs = _by_first(self._select("document, format, name", "output", "document"))
        self.items = _by_first(
            self._select("meeting, n, parent, number, prefix, title, anchor", "item", "meeting", "kind <> 'break'")
        )
        self.attendance = _by_first(self._select("meeting, name", "attendance", "meeting"))
        self.cases = _by_two(self._select("meeting, item, raw", "case_number", "meeting"))
        self.votes = _by_two(self._select("meeting, item, yes, no, abstain", "vote", "meeting"))
        self.dissents = _by_two(self._select("meeting, item, name", "dissent", "meeting"))
        self.decisions = self._decisions()

    def _select(self, columns: str, table: str, key: str, also: str = "1") -> list[Any]:
        sql = f"SELECT {columns} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)) AND {also}"  # noqa: S608 - names of ours
        cursor = self._connection.cursor()
        cursor.row_factory = None  # rows by name cost more, and these are many
        return cursor.execute(sql, (self._numbers,)).fetchall()

    def _decisions(self) -> dict[tuple[int, int | None], list[Decision]]:
        clauses: dict[tuple[int, int], list[str]] = defaultdict(list)
        for meeting, decision, text in self._select("meeting, decision, text", "clause", "meeting"):
            clauses[meeting, decision].append(text)
        found: dict[tuple[int, int | None], list[Decision]] = defaultdict(list)
        for meeting, n, item, lead, level in self._select("meeting, n, item, lead, level", "decision", "meeting"):
            told = tuple(clauses.get((meeting, n), ())) or ((lead,) if lead else ())
            if told:
                found[meeting, item].append(Decision(told, level == "recommendation"))
        return found


def _by_first(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(rest[0] if len(rest) == 1 else rest)
    return found


def _by_two(rows: Iterable[Sequence[Any]]) -> dict[tuple[int, int], list[Any]]:
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for first, second, *rest in rows:
        found[first, second].append(rest[0] if len(rest) == 1 else rest)
    return found


def _with_slugs(bodies: list[Body]) -> list[Body]:
    taken: set[str] = set()
    for body in bodies:
        plain = slug(body.name) or "x"
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain}-{count}"
        taken.add(name)
        body.slug = name
    return bodies


def _year(date: str | None) -> str:
    return date[:4] if date and _is_date(date) else UNDATED


@cache
def _is_date(written: str) -> bool:
    try:
        Date.fromisoformat(written)
    except ValueError:
        return False
    return len(written) == len("2024-05-14")


@cache
def _date_words(date: str, vocabulary: Vocabulary) -> str:
    return short_date(date, vocabulary)


def _tidy(name: str | None) -> str | None:
    return " ".join(name.split()) or None if name else None


def _key(name: str | None) -> str:
    return name.casefold() if name else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _only(names: Iterable[str | None]) -> str:
    """Give the one name that all share who have one; none where there are several."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(_key(name), name)
    return next(iter(found.values())) if len(found) == 1 else ""
