"""All files of the site, one after the other, a year of the register in hand at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.archive.site.contents import UNDATED, Contents
from protokoll.archive.site.feed import NEWEST, feed
from protokoll.archive.site.names import Places, find_places
from protokoll.archive.site.pages import Pages, file_of
from protokoll.archive.site.shards import Shard, shards
from protokoll.grammar.slug import slug
from protokoll.vocabulary import Term
from protokoll.vocabulary import load as load_vocabulary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

    from protokoll.archive.site.contents import Body, Meeting
    from protokoll.brand import Brand

_SHOWN_FIRST = 10
"""The newest meetings on the first page."""
_EVERYWHERE = (Term.MINUTES, Term.DECISION)
"""Words that say nothing of what is sought."""
_SCRIPTS = ("minisearch.js", "minisearch-LICENSE.txt", "search.js")


def site_files(
    connection: sqlite3.Connection,
    brand: Brand,
    *,
    language: str = "sv",
    address: str | None = None,
    size_of: Callable[[str], int | None] = lambda _: None,
) -> Iterator[tuple[str, bytes]]:
    """Give each file of the site by its name below the output folder, the same bytes for the same register.

    `address` is where the output folder is published, for the feed's links; `size_of` tells how many bytes an output
    has, by its name.
    """
    yield from _Site(connection, brand, language, size_of).files(address)


class _Site:
    def __init__(
        self, connection: sqlite3.Connection, brand: Brand, language: str, size_of: Callable[[str], int | None]
    ) -> None:
        self._brand = brand
        self._words = load_vocabulary(language)
        self._places: Places = find_places(connection)
        self._contents = Contents(connection, self._words, size_of)
        self._owner = self._contents.organisation or brand.organisation
        self._pages = Pages(brand, self._words, self._places, self._contents.organisation)
        self._body_of = self._contents.body_of()
        self._decision_word = slug(self._words.say(Term.DECISION)) or "decisions"

    def files(self, address: str | None) -> Iterator[tuple[str, bytes]]:
        yield from self._shared()
        found: list[Shard] = []
        for year in self._contents.years:
            meetings = self._contents.meetings(self._contents.of_year(year))
            for body in self._contents.bodies:
                if year in body.years:
                    yield from self._year(body, year, [meetings[number] for number in body.years[year]])
            for shard in shards(year, meetings.values(), self._body_of, self._contents.bodies):
                yield self._places.below(f"search/{shard.name}.js"), shard.data
                found.append(shard)
        newest = self._contents.newest(NEWEST)
        yield self._places.below("feed.xml"), feed(newest, self._owner, self._words, self._places, address)
        yield self._places.start, self._start(newest[:_SHOWN_FIRST], found)

    def _shared(self) -> Iterator[tuple[str, bytes]]:
        yield self._places.below("site.css"), self._pages.style()
        yield self._places.below("fonts.css"), self._pages.fonts
        if self._brand.logo:
            yield self._places.below("logo.svg"), self._brand.logo.svg.encode()
        for name in _SCRIPTS:
            yield self._places.below(name), file_of(self._brand, name)

    def _year(self, body: Body, year: str, meetings: list[Meeting]) -> Iterator[tuple[str, bytes]]:
        shown = year or self._words.say(Term.SITE_NO_DATE)
        name = self._name(body, year)
        decisions = sum(meeting.decision_count for meeting in meetings)
        register = self._name(body, year, self._decision_word) if decisions else ""
        common: dict[str, Any] = {
            "body": body,
            "year": shown,
            "meetings": meetings,
            "page": name,
            "register": register,
            "years": [(one or self._words.say(Term.SITE_NO_DATE), self._name(body, one)) for one in body.years],
            "counts": self._counts(
                (Term.SITE_MEETINGS, len(meetings)),
                (Term.SITE_ITEMS, sum(len(meeting.items) for meeting in meetings)),
                (Term.SITE_DECISIONS, decisions),
            ),
        }
        yield name, self._pages.page("year.html.j2", name, **common)
        if register:
            yield register, self._pages.page("decisions.html.j2", register, **common)

    def _name(self, body: Body, year: str, behind: str = "") -> str:
        parts = (year or slug(self._words.say(Term.SITE_NO_DATE)), behind)
        return self._places.below(f"{body.slug}/{'-'.join(part for part in parts if part)}.html")

    def _counts(self, *counts: tuple[Term, int]) -> str:
        return " · ".join(f"{self._words.say(term)}: {count}" for term, count in counts)

    def _start(self, newest: list[Meeting], found: list[Shard]) -> bytes:
        dated = [year for year in self._contents.years if year != UNDATED]
        return self._pages.page(
            "start.html.j2",
            self._places.start,
            newest=newest,
            body_of=self._body_of,
            bodies=self._contents.bodies,
            links={
                body.slug: [
                    (year or self._words.say(Term.SITE_NO_DATE), self._name(body, year), len(numbers))
                    for year, numbers in body.years.items()
                ]
                for body in self._contents.bodies
            },
            years=dated,
            span=f"{dated[-1]}–{dated[0]}" if len(dated) > 1 else "".join(dated),
            counts=self._counts((Term.SITE_MEETINGS, self._contents.count)),
            search=msgspec.json.encode(self._search(found)).decode(),
        )

    def _search(self, found: list[Shard]) -> Mapping[str, Any]:
        """Give what search.js must know before it has read any data."""
        return {
            "shards": [[shard.name, shard.year] for shard in found],
            "bodies": [body.name for body in self._contents.bodies],
            "small": sorted({*self._words.function_words, *(self._words.say(term).lower() for term in _EVERYWHERE)}),
            "months": self._words.months,
            "date": self._words.say(Term.DATE_SHORT),
            "words": {
                name: self._words.say(term)
                for name, term in {
                    "looking": Term.SITE_SEARCH_LOOKING,
                    "found": Term.SITE_SEARCH_FOUND,
                    "none": Term.SITE_SEARCH_NONE,
                    "near": Term.SITE_SEARCH_NEAR,
                    "failed": Term.SITE_SEARCH_FAILED,
                    "undated": Term.SITE_NO_DATE,
                }.items()
            },
        }
