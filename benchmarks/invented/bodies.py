"""Bodies that meet, who sits in them, and on which days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from invented import words
from invented.prose import compound, genitive

if TYPE_CHECKING:
    from random import Random

TERM = 4
"""Years from one election to the next."""
FIRST_TERM = 2015
JULY = 7


@dataclass(frozen=True)
class Person:
    """Somebody who is elected or employed."""

    name: str
    party: str = ""
    place: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass
class Body:
    """One body: its name, its members in each term, and how its minutes are written."""

    kind: str
    name: str
    slug: str
    short: str
    municipality: str
    terms: list[list[Person]]
    officers: list[tuple[Person, str]]
    customs: dict[str, int] = field(default_factory=dict)

    def members(self, day: date) -> list[Person]:
        """Give those who are elected on a day, the chair first."""
        return self.terms[max(0, day.year - FIRST_TERM) // TERM % len(self.terms)]

    @property
    def owner(self) -> str:
        """Name the municipality as its bodies do."""
        return f"{genitive(self.municipality) if self.municipality[-1] not in 'aeo' else self.municipality} kommun"


SEATS = {"kommunfullmaktige": (31, 46), "kommunstyrelse": (11, 16), "namnd": (9, 14)}
"""How many members a formal body has."""
MEETINGS = {
    "kommunfullmaktige": 9, "kommunstyrelse": 11, "namnd": 10, "direktorsmote": 9, "samverkansmote": 10,
    "arbetsgrupp": 11, "working-group": 11, "styrgrupp": 8, "anteckning": 22,
}  # fmt: skip
"""Meetings of each kind of body in a year."""


def slug(text: str) -> str:
    """Write a name as a folder's."""
    plain = text.lower().translate(str.maketrans("åäöé", "aaoe"))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def municipality(random: Random) -> str:
    """Invent a municipality."""
    return compound(random.choice(words.PLACE_FIRST), random.choice(words.PLACE_LAST))


def names(random: Random, count: int) -> list[str]:
    """Invent people whose first and last names are their own."""
    given = random.sample(words.GIVEN, count)
    last: list[str] = []
    while len(last) < count:
        first = random.choice(words.FAMILY_FIRST)
        family = compound(first, random.choice(words.FAMILY_LAST))
        if family.lower() != first.lower() * 2 and family not in last:
            last.append(family)
    return [f"{name} {family}" for name, family in zip(given, last, strict=True)]


def _parties(random: Random, seats: int) -> list[str]:
    """Give the seats' parties, the largest first."""
    return sorted(random.choices(words.PARTIES, (9, 7, 7, 4, 4, 3, 3, 2), k=seats), key=words.PARTIES.index)


def _terms(random: Random, seats: int) -> list[list[Person]]:
    """Elect members three times: most are elected anew."""
    pool = names(random, min(seats + seats // 2, len(words.GIVEN)))
    places = _parties(random, seats)
    people = [Person(name, party) for name, party in zip(pool[:seats], places, strict=True)]
    waiting = pool[seats:]
    terms = [people]
    for _ in range(2):
        people = list(people)
        for _ in range(len(waiting) // 2):
            seat = random.randrange(seats)
            people[seat] = Person(waiting.pop(), people[seat].party)
        terms.append(people)
    return terms


OFFICES = {
    "kommunfullmaktige": ("sekreterare", "kommundirektör", "ekonomichef"),
    "kommunstyrelse": ("sekreterare", "kommundirektör", "ekonomichef", "kanslichef"),
    "namnd": ("sekreterare", "förvaltningschef", "controller", "verksamhetschef"),
}


CUSTOMS = {"head": 3, "item": 3, "order": 2, "clause": 3, "leads": 2, "case": 3, "pages": 3, "sealed": 3, "ballots": 2}
"""In how many ways a formal body's minutes are written in each respect."""


def formal_body(random: Random, kind: str, number: int) -> Body:
    """Invent a council, a board or a committee with its members."""
    town = municipality(random)
    name, short = {
        "kommunfullmaktige": ("Kommunfullmäktige", "KF"),
        "kommunstyrelse": ("Kommunstyrelsen", "KS"),
        "namnd": random.choice(words.BOARDS),
    }[kind]
    low, high = SEATS[kind]
    terms = _terms(random, random.randrange(low, high, 2) + 6)
    officers = list(zip(map(Person, names(random, len(OFFICES[kind]))), OFFICES[kind], strict=True))
    customs = {name: random.randrange(ways) for name, ways in CUSTOMS.items()}
    return Body(kind, name, f"{slug(town)}-{slug(name)}-{number}", short, town, terms, officers, customs)


NETWORKS = (
    "Direktörsmöte i {}", "Samverkansmöte i {}nätverket", "Arbetsgruppen för {}", "{} Partnership", "Styrgruppen {}",
    "Referensgruppen för {}",
)  # fmt: skip


def loose_body(random: Random, kind: str, number: int) -> Body:
    """Invent a group that meets without rules."""
    town = municipality(random)
    theme = random.choice(words.COMPOUND_FIRST)
    name = {
        "direktorsmote": f"Direktörsmöte i {town}bygden",
        "samverkansmote": f"Samverkansmöte i {town}nätverket",
        "arbetsgrupp": f"Arbetsgruppen för {theme}{random.choice(words.NOUNS)[2]}",
        "working-group": f"{town} {random.choice(words.ENGLISH_FIRST).capitalize()} Partnership",
        "styrgrupp": f"Styrgruppen {theme.capitalize()}{random.choice(words.NOUNS)[0]} {town}",
        "anteckning": f"Referensgruppen för {theme}{random.choice(words.NOUNS)[2]}",
    }[kind]
    places = random.sample(words.PLACE_FIRST, 12)
    towns = [compound(first, random.choice(words.PLACE_LAST)) for first in places]
    people = names(random, random.randrange(4, 12) + 2)
    group = [Person(person, place=where) for person, where in zip(people, towns * 2, strict=False)]
    later = [*group[:-2], Person(names(random, 1)[0], place=towns[-1])]
    officers = [(group[-1], "sekreterare")]
    customs = {"head": random.randrange(3), "clause": random.randrange(3), "leads": random.randrange(2)}
    return Body(kind, name, f"{slug(name)}-{number}", "", town, [group[:-1], later[:-1], later[:-1]], officers, customs)


def make_body(random: Random, kind: str, number: int) -> Body:
    """Invent a body of a kind."""
    return (formal_body if kind in SEATS else loose_body)(random, kind, number)


def meetings(random: Random, kind: str, years: range) -> list[date]:
    """Give the days of a body's meetings: a Tuesday, a Wednesday or, without rules, a Thursday; none in July."""
    weekday = random.randrange(1, 3 if kind in SEATS else 4)
    a_year = MEETINGS[kind]
    days = []
    for year in years:
        start = date(year, 1, 8)
        first = start + timedelta(days=(weekday - start.weekday()) % 7)
        weeks = [first + timedelta(weeks=week) for week in range(49)]
        open_weeks = [day for day in weeks if day.month != JULY and (day.month, day.day) < (12, 16) and not _free(day)]
        step = len(open_weeks) / a_year
        days += [open_weeks[int(turn * step + random.random() * step * 0.4)] for turn in range(a_year)]
    return days


def _free(day: date) -> bool:
    """Tell whether nobody meets on a day."""
    return (day.month, day.day) in {(5, 1), (6, 6), (4, 30)}
