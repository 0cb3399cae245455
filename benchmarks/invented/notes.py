"""Notes of groups that meet without rules: directors, networks, working groups, steering groups, and a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invented import words
from invented.prose import English, Swedish, day_words, day_words_en, joined

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from invented.bodies import Body, Person
    from invented.prose import Prose

PARA = 420
"""About so much text has a matter of a loose meeting."""


def _present(body: Body, day: date, random: Random) -> tuple[list[Person], list[Person]]:
    """Give who came and who did not."""
    group = body.members(day)
    away = random.sample(group[1:], random.randrange(min(3, len(group) - 2)))
    return [person for person in group if person not in away], away


def _six(day: date) -> str:
    """Write a day in six digits."""
    return f"{day:%y%m%d}"


def _topics(prose: Prose, room: int, random: Random) -> list[tuple[str, int]]:
    """Give the titles of the matters, and how much text each has."""
    count = max(2, min(24, round(room / (PARA * random.uniform(0.6, 2.2)))))
    titles: list[str] = []
    while len(titles) < count:
        title = prose.pick(prose.topics)  # type: ignore[attr-defined]
        if title not in titles:
            titles.append(title)
    return [(title, max(40, int(room / count * random.uniform(0.6, 1.4)) - 60)) for title in titles]


def directors(body: Body, day: date, room: int, random: Random) -> str:
    """Write notes with hours for numbers, the absent struck out, and decisions of bold clauses."""
    came, away = _present(body, day, random)
    secretary = body.officers[0][0]
    prose = Swedish(random, day, [person.name for person in came])
    where = came[0].place
    roll = [f"{person.name}, {person.place}" for person in came] + [
        f"~~{person.name}, {person.place}~~" for person in away
    ]
    parts = [
        f"# {body.name}", f"{where} {_six(day)}", f"{body.slug}@kansli.example",
        f"Plats och tid: Mötet hölls den {day.day} {words.MONTHS[day.month - 1]} kl 09.00-16.00 i {where}.",
        "## Närvarande tjänstemän:", *roll, f"{secretary.name}, sekretariatet",
    ]  # fmt: skip
    topics = _topics(prose, room - sum(map(len, parts)) - 120, random)
    step = max(10, 400 // len(topics) // 5 * 5)
    for number, (title, share) in enumerate(topics):
        minute = 9 * 60 + number * step
        parts.append(f"## {minute // 60:02}.{minute % 60:02} **{title}**")
        clauses = [prose.pick(prose.orders) for _ in range(random.choice((0, 0, 1, 1, 2)))]
        parts += prose.paragraphs(share - 60 * len(clauses))
        if clauses:
            parts.append("### **Beslut**")
            parts += [f"**att** {clause[0].lower()}{clause[1:]}." for clause in clauses]
        if number == len(topics) // 2 and len(topics) > 3:
            parts.append("## **Paus**")
    parts += [
        f"{secretary.name}  \nsekretariatschef",
        f"Protokollet har stämts av med {joined(p.name for p in came[:2])}.",
    ]
    return "\n\n".join(parts) + "\n"


def network(body: Body, day: date, room: int, random: Random) -> str:
    """Write notes whose matters are the points of a list."""
    came, away = _present(body, day, random)
    prose = Swedish(random, day, [person.name for person in came])
    weekday = words.WEEKDAYS[day.weekday()][:-2].capitalize()
    parts = [
        f"# {body.name}",
        "\n".join(
            [
                f"| Tid | {weekday} {day_words(day)}, kl. 9–11.30 |",
                "|---|---|",
                f"| Plats | {random.choice(('Digitalt', came[0].place))} |",
                f"| Ordförande | {came[0].name} |",
            ]
        ),
        f"Närvarande: {', '.join(f'{person.name} ({person.place})' for person in came)}"
        + (f"\nFrånvarande: {', '.join(person.name for person in away)}" if away else ""),
    ]
    for number, (title, share) in enumerate(_topics(prose, room - sum(map(len, parts)) - 100, random), 1):
        lines = [f"{number}. **{title}**"]
        told = 0
        while told < share:
            lines.append(f"   - {prose.pick(prose.sentences)}")
            told += len(lines[-1])
        if random.random() < 0.4:
            clause = prose.pick(prose.orders)
            lines.append(f"   - **Beslut:** Nätverket beslutar att {clause[0].lower()}{clause[1:]}.")
        if random.random() < 0.3:
            who, when = prose.person(), prose.later()
            lines.append(f"   - Åtgärd: {prose.fill('{infinitive} {den}')} senast {when} (ansvarig: {who})")
        parts.append("\n".join(lines))
    parts.append(f"Vid protokollet\n\n{came[-1].name}")
    return "\n\n".join(parts) + "\n"


def working_group(body: Body, day: date, room: int, random: Random) -> str:
    """Write a Swedish group's notes, with front matter and lists."""
    came, _ = _present(body, day, random)
    prose = Swedish(random, day, [person.name for person in came])
    head = (
        f"---\ntitel: {body.name}\ndokumenttyp: notes\ndatum: {day}\nbörjan: 10:00\nslut: 11:45\n"
        "plats: Videomöte\n---\n\n"
        f"# Mötesanteckningar från {body.name[0].lower()}{body.name[1:]}"
    )
    parts = [head, f"Närvarande: {joined(person.name for person in came)}"]
    for title, share in _topics(prose, room - len(head) - 80, random):
        parts.append(f"## {title}")
        if random.random() < 0.4:
            parts.append(_nested(prose, share))
        else:
            parts += prose.paragraphs(share)
        if random.random() < 0.15:
            parts.append(f"> {prose.pick(prose.sentences)}")
    parts.append(f"## Nästa möte\n\nNästa möte hålls den {day_words(prose.later())} kl. 10. {prose.first()} kallar.")
    return "\n\n".join(parts) + "\n"


def _nested(prose: Swedish, room: int) -> str:
    """Give a list with lists in it."""
    lines: list[str] = []
    while sum(map(len, lines)) < room:
        lines += [f"- {prose.place()}", f"  - {prose.pick(prose.sentences)}"]
        if prose.random.random() < 0.4:
            lines += ["  - Återstår:", *(f"    {n}. {prose.noun()}" for n in range(1, prose.random.randrange(3, 5)))]
    return "\n".join(lines)


def steering_group(body: Body, day: date, room: int, random: Random) -> str:
    """Write a steering group's minutes: all of the opening in the front matter."""
    came, away = _present(body, day, random)
    secretary = body.officers[0][0]
    prose = Swedish(random, day, [person.name for person in came])
    group = body.name
    head = (
        f'---\ntitle: {group}\nbody: {group}\ndate: {day}\nstart: "09:30"\nend: "11:00"\nplace: {came[0].place}, rum '
        f"{random.choice(words.ROOMS)}\nchair: {came[0].name}\nsecretary: {secretary.name}\n---\n\n# Styrgruppsmöte"
    )
    roll = [f"{came[0].name}, {came[0].place}, ordförande", *(f"{person.name}, {person.place}" for person in came[1:])]
    parts = [head, "## Deltagare", *roll, f"{secretary.name}, projektledare"]
    if away:
        parts += ["## Frånvarande", *(f"{person.name}, {person.place}" for person in away)]
    for number, (title, share) in enumerate(_topics(prose, room - sum(map(len, parts)) - 130, random), 1):
        parts += [f"## {number}. {title}", *prose.paragraphs(share)]
        if random.random() < 0.5:
            clause = prose.pick(prose.orders)
            parts += ["### Beslut", f"Styrgruppen beslutar att {clause[0].lower()}{clause[1:]}."]
    parts += [f"{secretary.name}, projektledare", "Anteckningarna är godkända av styrgruppen via e-post."]
    return "\n\n".join(parts) + "\n"


def partnership(body: Body, day: date, room: int, random: Random) -> str:
    """Write an English working group's minutes."""
    if body.customs["head"] == 2:
        return _loose(body, day, room, random)
    came, away = _present(body, day, random)
    secretary = body.officers[0][0]
    prose = English(random, day, [person.name for person in came])
    head = (
        f"---\nlanguage: en\n---\n\n# Working group meeting in the {body.name}\n\nDate: {day_words_en(day)}  \n"
        f"Time: 10:00–11:30  \nVenue: Harbour office, {came[0].place}  \nChair: {came[0].name}  \n"
        f"Minutes by: {secretary.name}"
    )
    roll = "\n".join(f"- {person.name}, {person.place} Municipality" for person in came)
    parts = [head, f"## Present\n\n{roll}\n- {secretary.name}, {body.municipality} Municipality"]
    if away:
        parts.append("## Apologies\n\n" + "\n".join(f"- {person.name}, {person.place} Municipality" for person in away))
    for number, (title, share) in enumerate(_topics(prose, room - sum(map(len, parts)) - 60, random), 1):
        parts += [f"## {number}. {title}", *prose.paragraphs(share)]
        clauses = [prose.pick(prose.orders) for _ in range(random.choice((0, 0, 1, 2)))]
        if clauses:
            ends = [","] * (len(clauses) - 1) + ["."]
            lines = (f"- that {clause[0].lower() if clause.startswith(('The', 'A')) else clause[0]}{clause[1:]}{end}"
                     for clause, end in zip(clauses, ends, strict=True))  # fmt: skip
            parts += ["### Decision", "\n".join(lines)]
    parts += [f"## {number + 1}. Any other business\n\nNone.", f"{secretary.name}  \nsecretary"]
    return "\n\n".join(parts) + "\n"


def _loose(body: Body, day: date, room: int, random: Random) -> str:
    """Write English notes of bullets."""
    came, _ = _present(body, day, random)
    prose = English(random, day, [person.name for person in came])
    parts = [f"# Meeting notes {body.name} {day}", f"**Present:** {joined((person.name for person in came), 'and')}"]
    for title, share in _topics(prose, room - sum(map(len, parts)) - 40, random):
        lines = [f"* {prose.pick(prose.sentences)}"]
        while sum(map(len, lines)) < share:
            lines.append(f"* {prose.pick(prose.sentences)}")
        if random.random() < 0.4:
            lines.append(prose.fill("* ACTION: {first} to {verb} {the} by {date}"))
        parts += [f"## {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def short_note(body: Body, day: date, room: int, random: Random) -> str:
    """Write a note of a heading or two."""
    came, _ = _present(body, day, random)
    prose = Swedish(random, day, [person.name for person in came])
    whose = body.name[0].lower() + body.name[1:]
    subject = prose.noun()
    who = joined(person.name for person in came)
    openings = (
        f"# Anteckning från {whose}\n\n{day}\n\nNärvarande: {who}",
        f"# Minnesanteckning från {whose} den {day_words(day)}\n\nNärvarande: {who}",
        f"# Anteckningar {whose} {day}\n\n**Deltagare:** {who}",
    )
    parts = [openings[body.customs["head"]], f"## {subject.capitalize()}"]
    rest = room - len(parts[0]) - 60
    later = rest > 600 and random.random() < 0.6
    parts += prose.paragraphs(rest // (2 if later else 1))
    if later:
        parts += [f"## {prose.pick(prose.topics)}", *prose.paragraphs(rest // 2)]
    if random.random() < 0.5:
        parts.append(f"{prose.first()} hör av sig om {prose.den()} i {words.MONTHS[day.month % 12]}.")
    return "\n\n".join(parts) + "\n"


FORMS = {
    "direktorsmote": directors,
    "samverkansmote": network,
    "arbetsgrupp": working_group,
    "working-group": partnership,
    "styrgrupp": steering_group,
    "anteckning": short_note,
}
