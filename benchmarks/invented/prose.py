"""Sentences of templates and word lists: grammatical, plausible, and hardly ever the same twice."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from invented import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

FIELD = re.compile(r"\{(\w+)\}")
FRIDAY = 4


def day_words(day: date) -> str:
    """Write a day as Swedish running text has it."""
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"


def day_words_en(day: date) -> str:
    """Write a day as English running text has it."""
    return f"{day.day} {words.MONTHS_EN[day.month - 1]} {day.year}"


def joined(names: Iterable[str], word: str = "och") -> str:
    """Write names as a sentence lists them."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last


def compound(first: str, last: str) -> str:
    """Put a word together; no letter stands three times."""
    return first + last.removeprefix(first[-1]) if first[-2:] == first[-1] * 2 else first + last


def genitive(name: str) -> str:
    """Give a Swedish name's genitive."""
    return name if name[-1] in "sxz" else f"{name}s"


class Prose:
    """Fills templates: each `{field}` is what the method of that name says."""

    sentences: tuple[str, ...] = ()

    def __init__(self, random: Random, day: date, people: list[str]) -> None:
        self.random = random
        self.day = day
        self.people = people

    def fill(self, template: str) -> str:
        """Fill in a template, and begin it with a capital letter."""
        text = FIELD.sub(lambda match: str(getattr(self, match[1])()), template)
        return text[0].upper() + text[1:]

    def pick(self, templates: tuple[str, ...]) -> str:
        """Fill in one of several templates."""
        return self.fill(self.random.choice(templates))

    def paragraph(self, room: int) -> str:
        """Give sentences until there is about so much text."""
        told = [self.pick(self.sentences)]
        size = len(told[0])
        while size < room:
            told.append(self.pick(self.sentences))
            size += len(told[-1]) + 1
        return " ".join(told)

    def paragraphs(self, room: int) -> list[str]:
        """Give paragraphs of some hundred characters each."""
        told = []
        while room > 0:
            told.append(self.paragraph(min(room, self.random.randrange(90, 620))))
            room -= len(told[-1])
        return told

    def person(self) -> str:
        """Name somebody who was there."""
        return self.random.choice(self.people)

    def first(self) -> str:
        """Name somebody who was there by the first name."""
        return self.person().split()[0]

    def number(self) -> str:
        """Give a number of some hundreds."""
        return str(self.random.randrange(13, 990))

    def year(self) -> str:
        """Give a year soon to come."""
        return str(self.day.year + self.random.randrange(1, 5))

    def since(self) -> str:
        """Give a year not long ago."""
        return str(self.day.year - self.random.randrange(1, 6))

    def later(self) -> date:
        """Give a working day after the meeting."""
        day = self.day + timedelta(days=self.random.randrange(15, 380))
        return day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)

    def place(self) -> str:
        """Name a village."""
        return compound(self.random.choice(words.PLACE_FIRST), self.random.choice(words.FARM_LAST))

    def street(self) -> str:
        """Name a street."""
        return self.random.choice(words.PLACE_FIRST) + self.random.choice(words.STREET_LAST)


class Swedish(Prose):
    """Swedish minutes' sentences."""

    sentences = (
        "{den} har tagits fram av {unit}, som ser {en} som nästa steg.",
        "{unit} har {past} {den} och föreslår att {de} ska {passive} {when}.",
        "{staff} berättar att {den} har förändrats sedan {since}.",
        "{staff} och {staff} har {past} {den} tillsammans med {citizens} i {place}.",
        "antalet {citizens} i {place} har gått från {number} till {number} sedan {since}.",
        "kostnaden för {den} beräknas till {money}, vilket är {percent} mer än {since}.",
        "{de} vid {street} behöver {passive} innan {den} kan {passive}.",
        "det är {doubt} om {den} kan {passive} {when} eller först när {den} har avslutats.",
        "under {season} {since} genomfördes {en} i {place} där {number} {citizens} deltog.",
        "flera {citizens} har efterfrågat {en} vid {street}, men {den} räcker inte till.",
        "{unit} bedömer att {den} är {state} och att {en} bör vänta till {year}.",
        "av {number} svar i {den} var {percent} positiva till att {infinitive} {de}.",
        "för att {infinitive} {den} krävs {en} och {en}.",
        "{den} gäller till och med den {date} och kan {passive} med {small} år.",
        "remissen har gått till {small} instanser, bland dem {unit} och {unit}.",
        "synpunkterna rör främst {den}, {de} och avståndet till {place}.",
        "{person} undrar hur {den} påverkar {citizens} i {place}.",
        "{person} lyfter att {de} redan har prövats en gång och att {den} därför bör {passive}.",
        "i {place} och {place} har {den} visat sig {state} än {since}.",
        "medel för {den} finns avsatta med {money} i budgeten för {year}.",
        "{unit} ska {infinitive} {de} och återkomma med {en} senast den {date}.",
        "barnens bästa har beaktats genom att {citizens} har fått kommentera {den}.",
        "{den} är ett led i arbetet med att {infinitive} {de} i hela kommunen.",
        "vid besöket i {place} visade {staff} hur {den} fungerar till vardags.",
        "entreprenören har {past} {de}, och slutbesiktning hålls den {date}.",
        "sedan {since} har {unit} ansvar för {den}, medan {unit} sköter {de}.",
        "risken är att {den} måste {passive} om {de} inte kan {passive} {when}.",
        "jämfört med {since} är {den} {state}, framför allt runt {street}.",
        "ansökan avser {money} till {en} för {citizens}.",
        "två av {small} delar i {den} är klara, resten väntar på {en}.",
    )
    titles = (
        "{Noun} för {place}", "Svar på motion om {noun}", "Svar på medborgarförslag om {noun} vid {street}",
        "Detaljplan för {place} {plot}", "Uppföljning av {den}", "Yttrande över remiss om {noun}",
        "Ansökan om bidrag till {en} i {place}", "Revidering av {den}", "Information om {den}",
        "Upphandling av {noun} för åren {years}", "Förlängning av {den}", "Redovisning av {den} {since}",
    )  # fmt: skip
    topics = (
        "{Noun} i {place}", "Läget i {den}", "{Noun} och {noun}", "Inför {den}", "Rapport från {den}",
        "Gemensam {noun_n}", "Erfarenheter av {den}", "{Noun} {year}", "Planering av {den}", "Hur går det med {den}?",
    )  # fmt: skip
    orders = (
        "godkänna {den} med {money} för {year}", "anta {den} att gälla från och med den {date}",
        "uppdra åt {staff} att {infinitive} {den} senast den {date}", "avslå förslaget om {en} vid {street}",
        "bevilja {place} byalag {money} till {en}", "ställa sig bakom {den}",
        "fastställa {den} för åren {years}", "finansiera {den} med {money} ur {den}",
        "ge {unit} i uppdrag att {infinitive} {de}", "överlämna yttrandet om {den} som sitt eget",
    )  # fmt: skip

    def _compound(self) -> tuple[str, tuple[str, str, str, str]]:
        return self.random.choice(words.COMPOUND_FIRST), self.random.choice(words.NOUNS)

    def noun(self) -> str:
        """Give a bare noun."""
        first, noun = self._compound()
        return first + noun[0]

    def noun_n(self) -> str:
        """Give a bare noun of the common gender."""
        while True:
            first, noun = self._compound()
            if noun[3] == "n":
                return first + noun[0]

    def Noun(self) -> str:  # noqa: N802 - named as it is written
        """Give a bare noun with a capital letter."""
        return self.noun().capitalize()

    def en(self) -> str:
        """Give an indefinite noun with its article, perhaps with an adjective."""
        first, noun = self._compound()
        neuter = noun[3] == "t"
        article = "ett" if neuter else "en"
        if self.random.random() < 0.5:
            return f"{article} {first}{noun[0]}"
        adjective = self.random.choice(words.ADJECTIVES)
        if neuter and adjective not in words.UNDECLINED:
            adjective = words.NEUTER.get(adjective, f"{adjective}t")
        return f"{article} {adjective} {first}{noun[0]}"

    def den(self) -> str:
        """Give a definite noun, perhaps with an adjective."""
        first, noun = self._compound()
        if self.random.random() < 0.7:
            return first + noun[1]
        return f"{'det' if noun[3] == 't' else 'den'} {self._definite()} {first}{noun[1]}"

    def de(self) -> str:
        """Give definite nouns."""
        first, noun = self._compound()
        return first + noun[2] if self.random.random() < 0.7 else f"de {self._definite()} {first}{noun[2]}"

    def _definite(self) -> str:
        adjective = self.random.choice(words.ADJECTIVES)
        return adjective if adjective in words.UNDECLINED else words.DEFINITE.get(adjective, f"{adjective}a")

    def staff(self) -> str:
        """Give an official by the office."""
        return self.random.choice(words.COMPOUND_FIRST) + self.random.choice(words.STAFF_LAST)

    def unit(self) -> str:
        """Give a part of the administration."""
        return self.random.choice(words.COMPOUND_FIRST) + self.random.choice(words.UNIT_LAST)

    def citizens(self) -> str:
        """Give a kind of inhabitants."""
        return self.random.choice(words.CITIZENS)

    def past(self) -> str:
        """Give a supine."""
        return self.random.choice(words.PAST)

    def passive(self) -> str:
        """Give a passive infinitive."""
        return self.random.choice(words.PASSIVE)

    def infinitive(self) -> str:
        """Give an infinitive."""
        return self.random.choice(words.INFINITIVE)

    def state(self) -> str:
        """Say how something is."""
        return self.random.choice(words.STATE)

    def doubt(self) -> str:
        """Say how sure something is."""
        return self.random.choice(words.DOUBT)

    def small(self) -> str:
        """Give a small number in words."""
        return self.random.choice(words.SMALL)

    def season(self) -> str:
        """Give a season."""
        return self.random.choice(("våren", "hösten", "vintern", "sommaren"))

    def when(self) -> str:
        """Say when."""
        return f"{self.random.choice(('under', 'före', 'efter'))} {self.season()} {self.year()}"

    def money(self) -> str:
        """Give a sum."""
        return f"{self.random.randrange(1, 40)} {self.random.randrange(100, 999)} 000 kronor"

    def percent(self) -> str:
        """Give a share."""
        return f"{self.random.randrange(2, 98)} procent"

    def date(self) -> str:
        """Give a day after the meeting in words."""
        return day_words(self.later())

    def years(self) -> str:
        """Give some years to come."""
        return f"{self.day.year + 1}–{self.day.year + self.random.randrange(2, 6)}"

    def plot(self) -> str:
        """Give a property's number."""
        return f"{self.random.randrange(1, 30)}:{self.random.randrange(1, 200)}"


class English(Prose):
    """English minutes' sentences."""

    sentences = (
        "{person} presented {a} and asked for comments on {the}.",
        "the group discussed whether {the} should be {past} before {the}.",
        "{the} was {past} in {month}, and {small} comments came in.",
        "{first} has {past} {the} and will {verb} {a} next.",
        "{the} covers {number} cases; {small} more depend on {the}.",
        "there is a risk that {the} is late, since {place} has not {past} {the} yet.",
        "visitors in {place} asked for {a} instead of {the}.",
        "{first} explained why {the} and {the} differ in {small} respects.",
        "nobody objected to {a}, but {first} wants {the} to be {past} first.",
        "costs stay below {number} thousand a year if {the} is shared with {place}.",
        "the test at {street} showed that {the} takes {small} days to {verb}.",
        "{first} and {person} will {verb} {the} until {date}.",
        "since {since} {place} has {past} {a} every month.",
        "it remains open who is to {verb} {the} when {the} has ended.",
        "{person} suggested to {verb} {a}, which most found too early.",
        "about {number} users answered; {small} of them had tried {the}.",
    )
    topics = (
        "{Noun} for {place}", "Progress of {the}", "{Noun} and {noun}", "Status of {the}", "Next steps for {the}",
        "{Noun} {year}", "Feedback on {the}", "How to {verb} {the}",
    )  # fmt: skip
    orders = (
        "{the} be {past} by {date}", "{the} be sent out for comments until {date}", "{first} {verb} {the}",
        "{the} be tried in {place} for {small} months", "{a} be {past} before {the}",
    )  # fmt: skip

    def noun(self) -> str:
        """Give a bare noun."""
        return f"{self.random.choice(words.ENGLISH_FIRST)} {self.random.choice(words.ENGLISH_LAST)}"

    def Noun(self) -> str:  # noqa: N802 - named as it is written
        """Give a bare noun with a capital letter."""
        return self.noun().capitalize()

    def a(self) -> str:
        """Give an indefinite noun."""
        told = f"{self.random.choice(words.ENGLISH_ADJECTIVES)} {self.noun()}"
        return f"{'an' if told[0] in 'aeiou' and not told.startswith('use') else 'a'} {told}"

    def the(self) -> str:
        """Give a definite noun."""
        if self.random.random() < 0.6:
            return f"the {self.noun()}"
        return f"the {self.random.choice(words.ENGLISH_ADJECTIVES)} {self.noun()}"

    def past(self) -> str:
        """Give a past participle."""
        return self.random.choice(words.ENGLISH_PAST)

    def verb(self) -> str:
        """Give an infinitive."""
        return self.random.choice(words.ENGLISH_VERBS)

    def small(self) -> str:
        """Give a small number in words."""
        return self.random.choice(words.SMALL_EN)

    def month(self) -> str:
        """Give a month."""
        return self.random.choice(words.MONTHS_EN)

    def date(self) -> str:
        """Give a day after the meeting in words."""
        return day_words_en(self.later())
