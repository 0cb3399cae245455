"""How large an archive's pages are, and how long they take to make: a register of invented meetings, none read.

python benchmarks/site.py [MEETINGS] [-o FOLDER]    (10000; the folder keeps the pages, to be tried in a browser)
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll.archive import database
from protokoll.archive.site import site_files, site_key
from protokoll.brand import load_brand

if TYPE_CHECKING:
    import sqlite3

BODIES, YEARS, ITEMS, PERSONS = 20, 20, 12, 20
_FIRST_YEAR = 2005
_TABLES = ("document", "output", "meeting", "attendance", "item", "case_number", "decision", "clause", "vote")
_ROOTS = (
    *("väg", "bro", "skola", "vatten", "hamn", "budget", "plan", "detalj", "vård", "park", "energi", "buss", "torg"),
    *("bibliotek", "simhall", "lek", "färja", "gång", "miljö", "hav", "snö", "cykel", "arkiv", "taxa", "avgift"),
)
_ENDS = ("en", "ar", "utredning", "plan", "stöd", "program", "rapport", "avtal", "fråga", "ombyggnad", "upphandling")
_FIRST = ("Anna", "Bo", "Cilla", "Dag", "Eva", "Folke", "Gun", "Hans", "Ida", "Jan", "Karin", "Lars", "Maj", "Nils")
_LAST = (
    "Ek",
    "Alm",
    "Berglind",
    "Lindh",
    "Rask",
    "Öst",
    "Åberg",
    "Ström",
    "Dahl",
    "Hed",
    "Sjö",
    "Kvist",
    "Gran",
    "Lund",
)
_BODIES = [f"{root.capitalize()}nämnden" for root in _ROOTS[:BODIES]]

Rows = Iterator[tuple[str, tuple[object, ...]]]


class Invented:
    """Meetings by the dozen, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)  # noqa: S311 - what is drawn is to be drawn again
        joined = [first + second for first in _ROOTS for second in _ROOTS if first != second]
        self._words = [start + end for start in (*_ROOTS, *joined) for end in _ENDS]
        self._persons = [f"{first} {last}" for first in _FIRST for last in _LAST]

    def _said(self, least: int, most: int) -> str:
        return " ".join(self._random.choices(self._words, k=self._random.randint(least, most)))

    def meeting(self, number: int) -> Rows:
        """Give a meeting's rows, each with its table."""
        body, year = _BODIES[number % BODIES], _FIRST_YEAR + number // BODIES % YEARS
        day = dt.date(year, 1, 1) + dt.timedelta(days=self._random.randrange(365))
        name = f"{body.lower()}/{year}/protokoll {day} {number}"
        yield "document", (number, f"{name}.md", "", str(number), "", "")
        for kind in ("html", "docx", "pdf"):
            yield "output", (number, kind, f"{name}.{kind}", "", "")
        title, place = f"Protokoll {body} {day}", "Stadshuset"
        head = (title, "minutes", "kl", "Åviks kommun", body, "sv-SE", str(day), "09:00", "12:00", place)
        yield "meeting", (number, *head, None, None, None, None)
        for n, person in enumerate(self._random.sample(self._persons, PERSONS)):
            nothing = (None,) * 3
            yield (
                "attendance",
                (number, n, person.casefold(), person, *nothing, "member", 1, "present", None, None, None, 0),
            )
        for n in range(ITEMS):
            yield from self._item(number, n, body, year)

    def _item(self, number: int, n: int, body: str, year: int) -> Rows:
        draw = self._random.random
        yield "item", (number, n, None, str(n + 1), None, self._said(2, 6).capitalize(), "business", None, f"p{n + 1}")
        yield "case_number", (number, n, f"KS {year}/{self._random.randrange(900):05}")
        if draw() < 0.8:  # noqa: PLR2004 - most items are decided
            yield "decision", (number, n, n, body, "beslutar", "final")
            for clause in range(self._random.choice((1, 1, 2, 3))):
                yield "clause", (number, n, clause, "adopt", f"att {self._said(5, 16)}")
        if draw() < 0.05:  # noqa: PLR2004 - few are voted on
            yield "vote", (number, n, n, "open", None, 12, 9, None, None, None, None, None)


def filled(file: Path, meetings: int) -> sqlite3.Connection:
    """Make a register of so many meetings."""
    rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _TABLES}
    invented = Invented()
    for number in range(meetings):
        for table, row in invented.meeting(number):
            rows[table].append(row)
    connection = database.connect(file)
    connection.execute("BEGIN")
    for table, found in rows.items():
        marks = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608 - a table of ours
    connection.execute("COMMIT")
    return connection


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("meetings", type=int, nargs="?", default=10_000)
    parser.add_argument("-o", "--output", type=Path)
    wishes = parser.parse_args()
    brand = load_brand("base")
    with tempfile.TemporaryDirectory() as folder:
        connection = filled(Path(folder) / database.FILE_NAME, wishes.meetings)
        started = time.process_time()
        site_key(connection, brand)
        decided = time.process_time() - started
        started = time.process_time()
        sizes = {}
        for name, data in site_files(connection, brand, size_of=lambda _: 40_000):
            sizes[name] = len(data)
            if wishes.output:
                file = wishes.output / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        took = time.process_time() - started
    largest = max(sizes, key=lambda name: sizes[name])
    search = sum(size for name, size in sizes.items() if "/search/" in name)
    print(f"{wishes.meetings} meetings, {wishes.meetings * ITEMS} items")
    print(f"whether anything changed: {decided:.2f} s")
    print(f"all {len(sizes)} files: {took:.1f} s, {sum(sizes.values()) / 1e6:.0f} MB")
    print(f"of these for the search: {search / 1e6:.1f} MB; the largest file: {largest}, {sizes[largest] / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
