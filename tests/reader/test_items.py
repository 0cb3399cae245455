"""Items, breaks, decisions and the end of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from protokoll.model.agenda import AgendaItem
from protokoll.reader import read
from protokoll.source import Source

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def items(text: str) -> tuple[AgendaItem, ...]:
    """Read the items of a text."""
    return read(Source(f"# Möte\n\n{text}")).items


@pytest.mark.parametrize(
    ("heading", "number", "start", "title"),
    [
        ("## 09.55 **Redovisning**", None, "09:55", "Redovisning"),
        ("### kl. 9.55 – Redovisning", None, "09:55", "Redovisning"),
        ("## § 12 Budget", "12", None, "Budget"),
        ("## **§ 12 a** Budget", "12 a", None, "Budget"),
        ("## KS § 102/24 Budget", "102/24", None, "Budget"),
        ("## 56 § Budget", "56", None, "Budget"),
        ("## 4.2 Budget", "4.2", None, "Budget"),
        ("## 3. Budget 10.15", "3", "10:15", "Budget"),
        ("## Lunch 12:00", None, "12:00", "Lunch"),
        ("## § 41 Bygglov på Tallmo 2:14", "41", None, "Bygglov på Tallmo 2:14"),
        ("## Budget 2023", None, None, "Budget 2023"),
        ("## 2023 års budget", None, None, "2023 års budget"),
    ],
)
def test_an_item_heading(heading: str, number: str | None, start: str | None, title: str) -> None:
    (item,) = items(f"{heading}\n\nText.\n")
    assert (item.number, item.start, item.title, item.raw) == (number, start, title, heading)


def test_a_pause_is_a_break_and_not_business() -> None:
    kinds = [
        (item.title, item.kind)
        for item in items("## 9.00 A\n\n## **Paus**\n\n## 10.15 Kaffepaus\n\n## 10.30 Pausmusik\n")
    ]
    assert kinds == [("A", "business"), ("Paus", "break"), ("Kaffepaus", "break"), ("Pausmusik", "business")]


def test_levels_may_drift() -> None:
    assert [item.title for item in items("## 9.00 A\n\n### 9.30 B\n\n#### 10.00 C\n")] == ["A", "B", "C"]


def test_headings_below_an_item_are_its_sections() -> None:
    (item,) = items("## 1. A\n\nInledning.\n\n### Bakgrund\n\nText.\n\n### Egen rubrik\n\nText.\n")
    assert [(s.term, s.heading) for s in item.sections] == [
        (None, None),
        ("background", "Bakgrund"),
        (None, "Egen rubrik"),
    ]


def test_a_running_header_is_furniture_and_the_item_goes_on() -> None:
    meeting = read(Source("# Möte i Ödeby\n\n## 9.00 A\n\n## Möte i Ödeby\n\nText i A.\n"))
    assert [(item.title, len(item.sections[0].blocks)) for item in meeting.items] == [("A", 1)]
    assert [(piece.kind, piece.text) for piece in meeting.furniture] == [("running_header", "Möte i Ödeby")]


def test_att_clauses_and_what_follows_them() -> None:
    (item,) = items(
        "## 9.00 A\n\n### **Beslut**\n\n**att** tacka för kl. 9-passet. Medskick från Bo att fortsätta.\n\natt avsluta.\n"
    )
    (decision,) = item.decisions
    assert [(c.marker, c.text) for c in decision.clauses] == [
        ("att", "att tacka för kl. 9-passet. Medskick från Bo att fortsätta."),
        ("att", "att avsluta."),
    ]
    assert [c.remark for c in decision.clauses] == ["Medskick från Bo att fortsätta.", None]


def test_numbered_points_with_a_decider() -> None:
    (item,) = items("## § 1 A\n\n### Beslut\n\nStyrelsen beslutar\n\n1. att anta planen,\n2. att tacka Bo.\n")
    (decision,) = item.decisions
    assert (decision.decider, decision.lead) == ("Styrelsen", "Styrelsen beslutar")
    assert [(c.marker, c.text) for c in decision.clauses] == [("1.", "att anta planen,"), ("2.", "att tacka Bo.")]


def test_a_plain_sentence_is_a_point() -> None:
    (item,) = items("## § 1 A\n\n### Beslut\n\nNämnden godkänner rapporten.\n")
    assert [(c.marker, c.text) for c in item.decisions[0].clauses] == [(None, "Nämnden godkänner rapporten.")]


def test_several_points_in_one_paragraph() -> None:
    (item,) = items("## § 1 A\n\n### Beslut\n\natt ett\natt två\nrader\n")
    assert [c.text for c in item.decisions[0].clauses] == ["att ett", "att två rader"]


def test_sign_off_and_approval_by_first_names() -> None:
    meeting = read(
        Source("# M\n\n## Närvarande\n\nAnna Ek\n\nBo Al\n\nCia Ek\n\n## 9.00 A\n\nText.\n\nBo Al  \nförbundssekreterare\n\nProtokollet har stämts av med Anna och Ek.\n")
    )  # fmt: skip
    (signature,) = meeting.signatures
    assert (signature.name, signature.title, signature.role) == ("Bo Al", "förbundssekreterare", "secretary")
    assert meeting.approval is not None
    assert [(a.name, a.person) for a in meeting.approval.approvers] == [("Anna", "Anna Ek"), ("Ek", None)]
    assert meeting.secretary == "Bo Al"
    assert len(meeting.items[0].sections[0].blocks) == 1


def test_the_whole_first_form() -> None:
    meeting = read(Source((EXAMPLES / "direktorsmote.md").read_text(encoding="utf-8")))
    assert (meeting.title, meeting.body, meeting.organisation) == (
        "Direktörsmöte i Sundabygden",
        "Direktörsmöte",
        "Sundabygden",
    )
    assert (meeting.date, meeting.start, meeting.end) == ("2024-05-17", "09:00", "12:00")
    assert (meeting.place, meeting.secretary) == ("Stadshotellet i Vikstad", "Maj Lindh")
    assert [p.status for p in meeting.attendees].count("absent") == 1
    assert [(p.name, p.until) for p in meeting.attendees if p.status == "partial"] == [("Cilla Ekman", "11:00")]
    assert [i.start for i in meeting.items] == ["09:00", "09:20", None, "10:15", "11:00", "11:45"]
    assert [len(d.clauses) for i in meeting.items for d in i.decisions] == [2, 1, 3]
    assert (
        [a.person for a in meeting.approval.approvers] == ["Asta Berglind", "Cilla Ekman"]
        if meeting.approval
        else False
    )
    assert {piece.kind for piece in meeting.furniture} == {"running_header"}
    assert meeting.unplaced == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Interpellation om belysningen vid sjön", "question"),
        ("Enkel fråga från Anna Ek (S) om bussarna", "question"),
        ("Svar på interpellation om badhuset", "question"),
        ("Fråga om ansvarsfrihet för 2023", "business"),
        ("Interpellationsdebattens regler", "business"),
    ],
)
def test_a_title_that_begins_as_a_question_does(title: str, kind: str) -> None:
    (item,) = read(Source(f"# Protokoll\n\n## § 4 {title}\n\nSvar lämnas.\n"), "sv").items
    assert item.kind == kind


@pytest.mark.parametrize("title", ["Mötets öppnande", "**Mötets öppnande**", "### Mötets öppnande"])
def test_a_title_below_its_number_tells_what_kind_of_item_it_is(title: str) -> None:
    found = read(
        Source(f"# Protokoll\n\n## § 1\n\n{title}\n\nOrdföranden hälsar välkommen.\n\n## § 2 Budget\n\nText.\n")
    )
    assert [(item.number, item.title, item.kind) for item in found.items] == [
        ("1", "Mötets öppnande", "opening"),
        ("2", "Budget", "business"),
    ]
