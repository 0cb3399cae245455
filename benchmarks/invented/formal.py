"""The minutes of councils, boards and committees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from invented import words
from invented.bodies import Body, Person
from invented.prose import FRIDAY, Swedish, day_words, joined

if TYPE_CHECKING:
    from random import Random

ITEM = 1_400
"""About so much text has an item of a formal meeting."""
VOTE_SHARE = 0.16
HEADING = re.compile(r"§ (\d+)\W* (.+?)\**$")


def workday(day: date) -> date:
    """Give the day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


@dataclass
class Sitting:
    """One meeting: who serves, and what it is written with."""

    body: Body
    day: date
    first_paragraph: int
    random: Random
    prose: Swedish
    serving: list[Person]
    stand_ins: dict[str, Person]
    spare: list[Person]
    approver: Person
    end: str = ""
    conflicts: dict[str, int] = field(default_factory=dict)
    """Who left for which paragraph."""

    @property
    def decider(self) -> str:
        """Name who decides."""
        return self.body.name


def call(body: Body, day: date, paragraph: int, random: Random) -> Sitting:
    """Call a meeting: most members come, some are replaced."""
    elected = body.members(day)
    seats = len(elected) - 6
    members, others = elected[:seats], elected[seats:]
    serving = list(members)
    stand_ins = {}
    for other in random.sample(others, random.randrange(4)):
        seat = random.randrange(3, seats)
        if serving[seat] in members:
            stand_ins[other.name] = serving[seat]
            serving[seat] = Person(other.name, serving[seat].party)
    approver = random.choice([person for person in serving[1:] if person.name not in stand_ins])
    spare = [person for person in others if person.name not in stand_ins][: random.randrange(3)]
    people = [str(person) for person in serving]
    return Sitting(
        body, day, paragraph, random, Swedish(random, day, people), serving, stand_ins, spare, approver,
        f"{random.randrange(15, 21)}.{random.choice(('05', '15', '20', '35', '40', '55'))}",
    )  # fmt: skip


def _seat(sitting: Sitting, person: Person, number: int) -> str:
    """Write a line of the roll."""
    offices = (", ordförande", ", 1:e vice ordförande", ", 2:e vice ordförande")
    replaced = sitting.stand_ins.get(person.name)
    if replaced:
        return f"{person}, tjg ers för {replaced}"
    conflict = sitting.conflicts.get(person.name)
    return f"{person}{offices[number] if number < len(offices) else ''}{f', jäv § {conflict}' if conflict else ''}"


def _first_page(sitting: Sitting, last: int) -> str:
    """Write what stands before the items, in the body's own way."""
    return (_page_of_labels, _page_of_lines, _page_of_tables)[sitting.body.customs["head"]](sitting, last)


def _place(sitting: Sitting) -> str:
    town = sitting.body.municipality
    return f"{(sitting.body.customs['order'] and 'Kommunhuset') or 'Rådhuset'} i {town}, {_room(sitting)}"


def _room(sitting: Sitting) -> str:
    return words.ROOMS[len(sitting.body.slug) % len(words.ROOMS)]


def _when(sitting: Sitting) -> str:
    return f"{words.WEEKDAYS[sitting.day.weekday()]} den {day_words(sitting.day)} kl. 13.00–{sitting.end}"


def _approval(sitting: Sitting) -> tuple[date, date, date]:
    """Give the days of approval, of the notice, and of its removal."""
    approved = workday(sitting.day + timedelta(days=sitting.random.randrange(3, 10)))
    posted = workday(approved + timedelta(days=1))
    return approved, posted, workday(posted + timedelta(days=sitting.random.randrange(26, 30)))


def _officers(sitting: Sitting) -> list[str]:
    return [f"{person}, {office}" for person, office in sitting.body.officers]


def _others(sitting: Sitting) -> list[str]:
    """Give the sections of those who were there without deciding."""
    told = []
    if sitting.spare:
        told.append("## Ej tjänstgörande ersättare\n\n" + "\n".join(f"- {person}" for person in sitting.spare))
    return [*told, "## Övriga närvarande\n\n" + "\n".join(f"- {line}" for line in _officers(sitting))]


def _roll(sitting: Sitting) -> list[str]:
    return [_seat(sitting, person, number) for number, person in enumerate(sitting.serving)]


def _notice(sitting: Sitting, posted: date, removed: date) -> str:
    body, secretary = sitting.body, sitting.body.officers[0][0]
    return (
        "Protokollet är justerat. Justeringen har tillkännagivits på kommunens digitala anslagstavla.\n\n"
        f"| | |\n|---|---|\n| Organ | {body.name} |\n| Sammanträdesdatum | {sitting.day} |\n"
        f"| Datum för anslags uppsättande | {posted} |\n| Datum för anslags nedtagande | {removed} |\n"
        f"| Förvaringsplats för protokollet | Kommunarkivet, {body.municipality} |\n| Underskrift | {secretary} |"
    )


def _seal(sitting: Sitting, approved: date) -> str:
    """Give the front matter of a body that keeps there who approved its minutes."""
    if sitting.body.customs["sealed"]:
        return ""
    return f"---\njusterat:\n  - namn: {sitting.approver.name}\n    roll: justerare\n    datum: {approved}\n---\n\n"


def _page_of_labels(sitting: Sitting, last: int) -> str:
    approved, posted, removed = _approval(sitting)
    parts = [
        f"{_seal(sitting, approved)}# Sammanträdesprotokoll", sitting.body.name,
        f"**Organisation:** {sitting.body.owner}", f"**Sammanträdesdatum:** {sitting.day}",
        f"**Plats och tid:** {_place(sitting)}, {_when(sitting)}", f"**Justerare:** {sitting.approver}",
        f"**Justeringens plats och tid:** Kommunkansliet i {sitting.body.municipality} den {day_words(approved)}",
        f"**Paragrafer:** {sitting.first_paragraph}–{last}",
        "## Beslutande\n\n" + "\n".join(f"- {line}" for line in _roll(sitting)), *_others(sitting),
        f"## ANSLAG/BEVIS\n\n{_notice(sitting, posted, removed)}",
    ]  # fmt: skip
    return "\n\n".join(parts)


def _page_of_lines(sitting: Sitting, last: int) -> str:
    del last  # this page does not list its paragraphs
    body, secretary = sitting.body, sitting.body.officers[0][0]
    whose = body.name[0].lower() + body.name[1:]
    genitive = f"{whose}s" if whose[-1] != "s" else whose
    parts = [
        f"# Protokoll från {genitive} sammanträde i {body.owner} {sitting.day}",
        "  \n".join([
            f"**Plats:** {_place(sitting)}", f"**Tid:** kl. 13.00–{sitting.end}",
            f"**Ordförande:** {sitting.serving[0].name}", f"**Sekreterare:** {secretary}",
            f"**Justerare:** {sitting.approver.name}",
        ]),
        "## Beslutande\n\n" + "\n".join(f"- {line}" for line in _roll(sitting)), *_others(sitting),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _page_of_tables(sitting: Sitting, last: int) -> str:
    approved, posted, removed = _approval(sitting)
    rows = [
        ("Organisation", sitting.body.owner),
        ("Plats och tid", f"{_place(sitting)}, {_when(sitting)}"),
        ("Beslutande ledamöter", "<br>".join(_roll(sitting))),
        *([("Ej tjänstgörande ersättare", "<br>".join(map(str, sitting.spare)))] if sitting.spare else []),
        ("Övriga närvarande", "<br>".join(_officers(sitting))),
        ("Utses att justera", sitting.approver.name),
        ("Justeringens plats och tid", f"Digital justering {approved}"),
        ("Paragrafer", f"{sitting.first_paragraph}–{last}"),
    ]
    table = "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)
    parts = [
        "# SAMMANTRÄDESPROTOKOLL", sitting.body.name, f"Sammanträdesdatum {sitting.day}", table,
        f"**ANSLAG/BEVIS**\n\n{_notice(sitting, posted, removed)}",
    ]  # fmt: skip
    return "\n\n".join(parts)


def _heading(sitting: Sitting, number: int, title: str) -> str:
    forms = (f"## § {number} {title}", f"**§ {number}** {title}", f"**§ {number} {title}**")
    return forms[sitting.body.customs["item"]]


def _lead(sitting: Sitting, words_: str) -> str:
    """Head a section of an item."""
    return f"**{words_}**" if sitting.body.customs["leads"] and sitting.body.customs["item"] else f"### {words_}"


def _decision(sitting: Sitting, clauses: list[str]) -> str:
    """Write a decision as the body does."""
    opening = f"{sitting.decider} beslutar"
    if len(clauses) == 1:
        return f"{_lead(sitting, 'Beslut')}\n\n{opening} att {clauses[0]}."
    ends = [","] * (len(clauses) - 2) + [", samt", "."]
    marks = ("", "{}. ", "- ")[sitting.body.customs["clause"]]
    joint = "\n" if marks else "\n\n"
    points = [
        f"{marks.format(n)}att {clause}{end}" for n, (clause, end) in enumerate(zip(clauses, ends, strict=True), 1)
    ]
    return f"{_lead(sitting, 'Beslut')}\n\n{opening}\n\n" + joint.join(points)


def _case(sitting: Sitting) -> str:
    """Give a case number in the body's form."""
    body, random = sitting.body, sitting.random
    year, serial = sitting.day.year - random.randrange(3), random.randrange(2, 990)
    return (
        f"Dnr {body.short} {year}/{serial}",
        f"Dnr {body.short}/{year}:{serial}",
        f"Dnr {body.short}-{year}/{serial}",
    )[body.customs["case"]]


def _table(sitting: Sitting) -> str:
    """Give a table of money."""
    random, prose = sitting.random, sitting.prose
    years = [str(sitting.day.year + turn) for turn in range(random.randrange(2, 6))]
    rows = [f"| Post | {' | '.join(years)} |", f"|---|{'--:|' * len(years)}"]
    for _ in range(random.randrange(3, 9)):
        sums = [f"{random.randrange(1, 90)} {random.randrange(100, 999)}" for _ in years]
        rows += [f"| {prose.Noun()} | {' | '.join(sums)} |"]
    return f"{_lead(sitting, 'Ekonomiska konsekvenser')}\n\nBelopp i tusen kronor.\n\n" + "\n".join(rows)


def _points(sitting: Sitting) -> str:
    """Give a list, perhaps with a list in it."""
    random, prose = sitting.random, sitting.prose
    lines = []
    for _ in range(random.randrange(2, 6)):
        lines.append(f"- {prose.Noun()}")
        if random.random() < 0.3:
            lines += [f"  - {prose.fill('{den} i {place}')}" for _ in range(random.randrange(1, 4))]
    return "Förslaget innehåller:\n\n" + "\n".join(lines)


def _papers(sitting: Sitting) -> str:
    random, prose = sitting.random, sitting.prose
    forms = ("Tjänsteskrivelse den {}", "Förvaltningens utredning den {}", "Ansökan den {}", "Yttrande från {}")
    lines = []
    for form in random.sample(forms, random.randrange(1, 4)):
        before = sitting.day - timedelta(days=random.randrange(9, 120))
        lines.append("- " + form.format(prose.unit() if "från" in form else day_words(before)))
    return f"{_lead(sitting, 'Beslutsunderlag')}\n\n" + "\n".join(lines)


def _contest(sitting: Sitting, vote: bool) -> tuple[list[str], str]:  # noqa: FBT001 - told by its name
    """Give claims, how they were put, perhaps a vote, and the dissent of those who lost."""
    random, serving = sitting.random, sitting.serving
    losers = sorted({person.party for person in serving} - {serving[0].party})
    party = random.choice(losers) if losers else serving[-1].party
    against = [person for person in serving[1:] if person.party == party][: max(1, (len(serving) - 1) // 2)]
    mover = against[0]
    claims = (
        f"{_lead(sitting, 'Yrkanden')}\n\n{serving[0]} yrkar bifall till förvaltningens förslag.\n\n"
        f"{mover} yrkar avslag på förslaget."
    )
    course = "Ordföranden ställer proposition på bifall mot avslag och finner att "
    course += f"{sitting.decider[0].lower()}{sitting.decider[1:]} bifaller förvaltningens förslag."
    parts = [claims, f"{_lead(sitting, 'Beslutsgång')}\n\n{course}"]
    if vote:
        yes = [person for person in serving if person not in against]
        parts[-1] += (
            "\n\nOmröstning begärs. Följande voteringsproposition godkänns: "
            "Ja för bifall till förvaltningens förslag. Nej för avslag."
        )
        parts.append(f"{_lead(sitting, 'Omröstningsresultat')}\n\n{_ballots(sitting, yes, against)}")
    losers_said = f"{joined(map(str, against))} reserverar sig mot beslutet till förmån för eget yrkande."
    return parts, f"{_lead(sitting, 'Reservation')}\n\n{losers_said}"


def _ballots(sitting: Sitting, yes: list[Person], against: list[Person]) -> str:
    """Tell how each voted, in sentences or in a table."""
    if sitting.body.customs["ballots"]:
        rows = [f"| {one.name} | {one.party} | {'X |  |' if one in yes else ' | X |'}" for one in sitting.serving]
        return "\n".join(["| Namn | Parti | Ja | Nej |", "|---|---|---|---|", *rows,
                          f"| **Summa** |  | {len(yes)} | {len(against)} |"])  # fmt: skip
    return (
        f"{joined(map(str, yes))} röstar ja ({len(yes)}).\n\n{joined(map(str, against))} röstar nej ({len(against)})."
    )


def _contents(parts: list[str]) -> str:
    """List the items for the first page."""
    headings = [HEADING.search(part.partition("\n")[0]) for part in parts]
    rows = [f"| § {found[1]} | {found[2]} |" for found in headings if found]
    return "\n".join(["**Innehåll**\n", "| § | Ärende |", "|---|---|", *rows])


def _item(sitting: Sitting, number: int, room: int) -> str:
    """Write one matter with what the room allows."""
    random, prose = sitting.random, sitting.prose
    clauses = [prose.pick(prose.orders) for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4)))]
    decision = [_decision(sitting, [clause[0].lower() + clause[1:] for clause in clauses])]
    before: list[str] = []
    contested = room > 900 and random.random() < 0.35
    voted = contested and room > 45 * len(sitting.serving) and random.random() < VOTE_SHARE / 0.35
    if contested:
        before, dissent = _contest(sitting, voted)
        decision.append(dissent)
    elif random.random() < 0.06 and not sitting.conflicts:
        away = random.choice([person for person in sitting.serving[3:] if person.name not in sitting.stand_ins])
        sitting.conflicts[away.name] = number
        before.append(f"**Jäv:** {away} anmäler jäv och deltar varken i handläggningen eller i beslutet.")
    if room > 700 and random.random() < 0.7:
        before.insert(0, _papers(sitting))
    if room > 1100 and random.random() < 0.4:
        before.insert(0, _table(sitting))
    if random.random() < 0.25:
        before.insert(0, _points(sitting))
    rest = room - sum(map(len, before)) - sum(map(len, decision)) - 160
    summary = "\n\n".join([_lead(sitting, "Sammanfattning av ärendet"), *prose.paragraphs(max(90, rest))])
    recipients = (
        f"{_lead(sitting, 'Beslutet skickas till')}\n\n- {prose.unit().capitalize()}\n- {prose.staff().capitalize()}"
    )
    course = [*decision, summary, *before] if sitting.body.customs["order"] else [summary, *before, *decision]
    title = prose.pick(prose.titles)
    return "\n\n".join([_heading(sitting, number, title), _case(sitting), *course, recipients])


def minutes(body: Body, day: date, first: int, room: int, random: Random) -> tuple[str, int]:
    """Write a formal meeting's minutes of about so much text; give them and the next paragraph's number."""
    sitting = call(body, day, first, random)
    room -= len(_first_page(sitting, first)) + 900
    count = max(1, min(30, round(room / (ITEM * random.uniform(0.7, 1.5)))))
    last = first + count + 3
    items = []
    for number in range(count):
        share = room // (count - number)
        wanted = int(share * random.uniform(0.6, 1.4)) if number + 1 < count else share
        items.append(_item(sitting, first + 2 + number, wanted))
        room -= len(items[-1])
    if body.customs["head"] == 2 and not body.customs["pages"]:
        items = [f"{item}\n\nJusterandes sign\n\nSida {page} ({count + 2})" for page, item in enumerate(items, 2)]
    parts = [
        f"{_heading(sitting, first, 'Sammanträdets öppnande')}\n\nOrdföranden hälsar välkommen och förrättar upprop.",
        f"{_heading(sitting, first + 1, 'Val av justerare')}\n\n{sitting.approver} utses att justera protokollet.",
        *items, _news(sitting, last - 1), _closing(sitting, last), _signatures(sitting),
    ]  # fmt: skip
    if body.customs["head"] == 2 and body.customs["pages"] == 1:
        parts.insert(0, _contents(parts))
    # The first page is written last, for it tells who left for a conflict of interest.
    return "\n\n".join([_first_page(sitting, last), *parts]) + "\n", last + 1


def _news(sitting: Sitting, number: int) -> str:
    """Write the matters that are only told."""
    return (
        f"{_heading(sitting, number, 'Anmälningsärenden')}\n\n{sitting.prose.paragraph(60)}\n\n"
        f"{_lead(sitting, 'Beslut')}\n\n{sitting.decider} beslutar att lägga redovisningen till handlingarna."
    )


def _closing(sitting: Sitting, number: int) -> str:
    heading = _heading(sitting, number, "Sammanträdets avslutande")
    return f"{heading}\n\nOrdföranden avslutar sammanträdet kl. {sitting.end}."


def _signatures(sitting: Sitting) -> str:
    secretary = sitting.body.officers[0][0]
    people = (
        (secretary.name, "Sekreterare"),
        (sitting.serving[0].name, "Ordförande"),
        (sitting.approver.name, "Justerare"),
    )
    return "## Underskrifter\n\n" + "\n\n".join(f"{name}  \n{office}" for name, office in people)
