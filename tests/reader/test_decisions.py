"""What was decided: in sections, behind labels and in running text; and what is to be done about it."""

from __future__ import annotations

import pytest

from protokoll.model.agenda import AgendaItem
from protokoll.reader import read
from protokoll.source import Source


def item(text: str, language: str = "sv") -> AgendaItem:
    """Read the one item of a text."""
    (found,) = read(Source(f"# Protokoll\n\n## § 1 Budget\n\n{text}\n"), language).items
    return found


def clauses(text: str, language: str = "sv") -> list[str]:
    """Give the points of all decisions."""
    return [clause.text for decision in item(text, language).decisions for clause in decision.clauses]


@pytest.mark.parametrize(
    ("text", "style", "points"),
    [
        ("### Beslut\n\nNämnden beslutar\n\n**att** anta planen, samt\n\n**att** tacka Bo.", "att", 2),
        ("### Beslut\n\n1. Planen antas.\n2. Bo tackas.", "numbered", 2),
        ("### Beslut\n\n- antar planen\n- tackar Bo", "dash", 2),
        ("### Beslut\n\nNämnden antar planen.", "sentence", 1),
        ("Nämnden beslutar att anta planen.", "text", 1),
    ],
)
def test_the_style_of_a_decision(text: str, style: str, points: int) -> None:
    (decision,) = item(text).decisions
    assert (decision.style, len(decision.clauses)) == (style, points)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Bo berättade. Mötet beslutade att bordlägga punkten. Sedan åt vi.", "Mötet beslutade att bordlägga punkten."),
        ("Det beslutades att köpa en stol.", "Det beslutades att köpa en stol."),
        ("Beslut: Planen antas.", "Planen antas."),
        ("**Beslut:** att anta planen", "att anta planen"),
        ("**Beslut** att anta planen", "att anta planen"),
        ("> Ärende 3. Beslut att inte gå vidare.", "att inte gå vidare."),
        ("- Bo berättade\n- Beslut: Vi köper en stol", "Vi köper en stol"),
        ("Maj sa sitt.\nnätverket beslutar att gå vidare.", "nätverket beslutar att gå vidare."),
    ],
)
def test_a_decision_told_in_text(text: str, point: str) -> None:
    assert clauses(text) == [point]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden ska besluta om planen i maj.",
        "Bo yrkar att nämnden beslutar att anta planen.",
        "### Förslag till beslut\n\nNämnden beslutar att anta planen.",
        "Mötet har tidigare beslutat att vänta.",
        "Har vi beslutat något?",
    ],
)
def test_what_only_sounds_like_a_decision(text: str) -> None:
    assert clauses(text) == []


def test_a_granted_proposal_is_the_decision() -> None:
    found = item("Att: Köpa en stol för 900 kronor.\n\nBeslut: Attsatsen bifalles")
    assert [(d.lead, [c.text for c in d.clauses]) for d in found.decisions] == [
        ("Attsatsen bifalles", ["Köpa en stol för 900 kronor."])
    ]


def test_a_recommendation_is_not_final() -> None:
    (decision,) = item("### Beslut\n\nKommunstyrelsen föreslår kommunfullmäktige besluta att anta planen.").decisions
    assert decision.level == "recommendation"


@pytest.mark.parametrize(
    ("point", "kind"),
    [
        ("att godkänna rapporten", "adopt"),
        ("att bifalla motionen", "grant"),
        ("att avslå motionen", "reject"),
        ("att återremittera ärendet", "refer_back"),
        ("att bordlägga ärendet", "postpone"),
        ("att uppdra åt direktören att utreda frågan", "instruct"),
        ("att utse Bo Alm till ersättare", "elect"),
        ("att entlediga Bo Alm", "discharge"),
        ("att motionen anses besvarad", "deem_answered"),
        ("att lägga informationen till handlingarna", "note"),
        ("att ställa sig bakom förslaget", "endorse"),
        ("att ärendet utgår", "withdrawn"),
        ("att måla båten röd", None),
    ],
)
def test_the_kind_of_a_point(point: str, kind: str | None) -> None:
    assert item(f"### Beslut\n\n{point}").decisions[0].clauses[0].kind == kind


@pytest.mark.parametrize(
    ("language", "text", "point"),
    [
        ("en", "Resolved: The plan is adopted.", "The plan is adopted."),
        ("en", "It was decided that the plan is adopted.", "It was decided that the plan is adopted."),
        ("nb", "Vedtak: Planen vedtas.", "Planen vedtas."),
        ("da", "### Beslutning\n\nGodkendt.", "Godkendt."),
        ("fi", "### Päätös\n\nHyväksyttiin.", "Hyväksyttiin."),
        ("de", "Es wurde beschlossen, dass wir warten.", "Es wurde beschlossen, dass wir warten."),
    ],
)
def test_decisions_of_the_neighbours(language: str, text: str, point: str) -> None:
    assert clauses(text, language) == [point]


@pytest.mark.parametrize(
    ("text", "owner", "due", "done"),
    [
        ("Åtgärd: Bo Alm skickar listan senast 2024-03-01, ansvarig: Bo Alm", "Bo Alm", "2024-03-01", False),
        ("- [ ] boka lokal (Maj)", "Maj", None, False),
        ("- [x] boka lokal", None, None, True),
        ("### Att göra\n\n- Boka lokal - Maj", "Maj", None, False),
        ("### Att göra\n\n- Maj: boka lokal", "Maj", None, False),
        ("### Att göra\n\n- Boka lokal @maj", "maj", None, False),
    ],
)
def test_an_action(text: str, owner: str | None, due: str | None, *, done: bool) -> None:
    (action,) = item(text).actions
    assert (action.owner, action.due, action.done) == (owner, due, done)


def test_an_action_that_begins_with_somebody_present_is_theirs() -> None:
    found = read(
        Source(
            "# Möte\n\nNärvarande: Maj Lind, Bo Alm\n\n## § 1 Lokal\n\n"
            "- [ ] Maj bokar lokal\n- [ ] Bo Alm betalar\n- [ ] Ansökan skickas\n"
        )
    )
    assert [action.owner for action in found.items[0].actions] == ["Maj", "Bo Alm", None]


def test_decisions_and_actions_of_the_whole_meeting() -> None:
    found = read(
        Source(
            "# Möte\n\n- Budget\n- Övriga frågor\n\n## Beslut\n\nGruppen köper en stol.\n\n## Åtgärder\n\n- Bo köper\n"
        )
    )
    assert [clause.text for decision in found.decisions for clause in decision.clauses] == ["Gruppen köper en stol."]
    assert [action.text for action in found.actions] == ["Bo köper"]


def test_the_count_of_a_vote_is_nobody_who_decides() -> None:
    (item,) = read(
        Source(
            "# Protokoll\n\n## § 1 A\n\n### Omröstning\n\nMed 5 ja-röster och 2 nej-röster beslutar nämnden att bygga.\n"
        ),
        "sv",
    ).items
    assert [decision.decider for decision in item.decisions] == [None]
