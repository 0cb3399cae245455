"""What was asked for at meetings, and whether a later meeting of the body has heard what became of it.

Either stands in the minutes as an action (who does what by when), or a clause of a decision instructs somebody.
It has been reported back when it is told to be done, when a later meeting of the same body has an item with the same
case number, or one that is called a report and names the matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from datetime import date as Date  # noqa: N812 - `date` is what its values are called here
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.lists import HEAD, Place, joined, place_of
from protokoll.archive.query import runs
from protokoll.archive.record import person_key
from protokoll.archive.selection import Conditions, add_decision, add_meetings, prepare
from protokoll.archive.terms import stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from protokoll.archive.selection import Selection

_REPORT = re.compile(
    r"\b(?:åter(?:rapport|redovis|koppl)|uppfölj|slut(?:rapport|redovis)|svar på uppdrag"
    r"|(?:rapport|redovisning) (?:av|om|från) uppdrag|report(?:ing)? back|follow-up)",
    re.IGNORECASE,
)
"""What the title of an item says that reports on an older one."""
_INSTRUCTED = re.compile(
    r"\buppdra(?:r|ga)?s? åt (?P<a>.{2,80}?) att\b|\bger? (?P<b>.{2,80}?) i uppdrag\b"
    r"|^(?P<c>[^,.]{2,80}?) (?:får|ges) i uppdrag\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SAY_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "angående avseende beslut enligt från fråga frågan föregående förslag gällande information inför inom "
        "kommun kommunen kommunens muntlig möte rapport redovisning samt svar till under uppdrag utifrån vidare "
        "ärende",
    )
)
"""Words of titles that name no matter."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Where it was told what became of an action; all None where it is only known to be done."""

    date: str | None
    title: str | None
    page: str | None


class ActionRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was asked for. `age` is in days up to the newest meeting of the register."""

    place: Place
    text: str
    owner: str | None
    due: str | None
    """An ISO date, or the words where they name none."""
    age: int | None
    report: Report | None


def actions(connection: sqlite3.Connection, selection: Selection, *, with_reported: bool) -> list[ActionRow]:
    """List actions in the order of time, those that were reported back among them only if wanted."""
    prepare(connection)
    newest = connection.execute("SELECT max(date) FROM meeting").fetchone()[0]
    later = _Later(connection)
    found = []
    for row, text, named, due, is_done in _asked_for(connection, selection):
        place = place_of(row)
        owner = named or _owner(text)
        if selection.person is not None and person_key(selection.person) not in person_key(owner or ""):
            continue
        report = Report(date=None, title=None, page=None) if is_done else later.report_of(place)
        if report is None or with_reported:
            age = _days(place.date, newest)
            found.append(ActionRow(place=place, text=text, owner=owner, due=due, age=age, report=report))
    return found


def _asked_for(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    asked = Conditions()
    add_meetings(selection, asked)
    add_decision(selection, asked, "x.item")
    table = (
        "(SELECT meeting, item, 1000000 + n AS n, text, owner, due, done FROM action UNION ALL"
        " SELECT e.meeting, e.item, e.n * 1000 + c.n, c.text, NULL, NULL, 0 FROM clause c"
        " JOIN decision e ON e.meeting = c.meeting AND e.n = c.decision WHERE c.kind = 'instruct')"
    )
    rows = connection.execute(
        f"SELECT {HEAD}, x.text, x.owner, x.due, x.done {joined(table)} WHERE {asked.sql}"
        " ORDER BY m.date, m.id, x.item IS NULL, x.item, x.n",
        asked.values,
    )
    return ((row, row["text"], row["owner"], row["due"], bool(row["done"])) for row in rows)


class _Later:
    """The items of all meetings by the case they are about, and those that report on older ones."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._by_case: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._reports: dict[tuple[str, str], list[tuple[Place, frozenset[str]]]] = defaultdict(list)
        rows = connection.execute(
            f"SELECT {HEAD} FROM item i JOIN meeting m ON m.id = i.meeting JOIN document d ON d.id = m.id"  # noqa: S608
            " WHERE m.date IS NOT NULL ORDER BY m.date, m.id, i.n"
        )
        for row in rows:
            if row["cases"] == "[]" and not _REPORT.search(row["title"]):
                continue  # it can answer nothing
            place = place_of(row)
            for number in place.case_numbers:
                self._by_case[_body(place), runs(number)].append(place)
            if _REPORT.search(place.title):
                matter = _matter(place.title)
                for word in matter:
                    self._reports[_body(place), word].append((place, matter))

    def report_of(self, place: Place) -> Report | None:
        """Give the first later item that answers what was asked for in another."""
        found = [*self._of_case(place), *self._of_title(place)]
        if not found:
            return None
        first = min(found, key=_date)
        return Report(date=first.date, title=first.title, page=first.page)

    def _of_case(self, place: Place) -> Iterator[Place]:
        for number in place.case_numbers:
            same = self._by_case[_body(place), runs(number)]
            after = bisect_right(same, place.date or "9999", key=_date)
            yield from same[after : after + 1]

    def _of_title(self, place: Place) -> Iterator[Place]:
        """Find reports that share at least half of the words of the shorter of two titles."""
        asked = _matter(place.title)
        for word in asked:
            for report, matter in self._reports.get((_body(place), word), ()):
                shared = len(asked & matter)
                if _is_later(report, place) and 2 * shared >= min(len(asked), len(matter)):
                    yield report
                    break


def _date(place: Place) -> str:
    return place.date or ""


def _is_later(one: Place, than: Place) -> bool:
    return bool(one.date and than.date and one.date > than.date)


def _body(place: Place) -> str:
    return person_key(f"{place.organisation or ''} {place.body or ''}")


def _matter(title: str) -> frozenset[str]:
    """Give the stems of the words that tell what a title is about."""
    words = _WORD.findall(title.casefold())
    return frozenset(stem(word) for word in words if word not in _SAY_NOTHING and not _REPORT.match(word))


def _owner(text: str) -> str | None:
    """Give whom a clause instructs, in its own words."""
    found = _INSTRUCTED.search(text)
    return " ".join(found[found.lastgroup or 0].split()) if found else None


def _days(since: str | None, until: str | None) -> int | None:
    try:
        return (Date.fromisoformat(until or "") - Date.fromisoformat(since or "")).days
    except ValueError:
        return None
