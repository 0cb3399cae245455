"""The end of minutes, wherever it stands: who signed and approved them, and the notice that they are."""

from __future__ import annotations

import pytest

from protokoll.model.meeting import Meeting
from protokoll.model.text import block_text
from protokoll.reader import read
from protokoll.source import Source


def meeting(text: str) -> Meeting:
    """Read a text as Swedish."""
    return read(Source(f"# Protokoll\n\n{text}"), "sv")


@pytest.mark.parametrize(
    "text",
    [
        "Justerare: Bo Alm och Cia Dahl\n\n## § 1 A\n\nText.\n",
        "| | |\n|---|---|\n| Plats | Salen |\n| Utses att justera | Bo Alm, Cia Dahl |\n\n## § 1 A\n\nText.\n",
        "## § 1 Val av justerare\n\nBo Alm och Cia Dahl.\n",
        "## § 1 Val av justerare\n\nAtt justera protokollet utses Bo Alm (S) och Cia Dahl (M).\n",
        "## § 1 A\n\nText.\n\n## Justeras\n\nBo Alm  \njusterare\n\nCia Dahl  \njusterare\n",
    ],
)
def test_who_approves(text: str) -> None:
    approval = meeting(text).approval
    assert approval is not None
    assert [approver.name.split(" (")[0] for approver in approval.approvers] == ["Bo Alm", "Cia Dahl"]


def test_chair_and_secretary_may_be_chosen_in_an_item() -> None:
    found = meeting(
        "## § 1 Val av ordförande och sekreterare\n\nTill ordförande valdes Anna Ek och till sekreterare valdes Bo Alm.\n"
    )
    assert (found.chair, found.secretary) == ("Anna Ek", "Bo Alm")


def test_digital_approval_with_its_date() -> None:
    approval = meeting(
        "| | |\n|---|---|\n| Plats | Salen |\n| Justeringens plats och tid | Digital justering 2024-05-20 |\n"
    ).approval
    assert approval is not None
    assert (approval.mode, approval.place, approval.date) == ("electronic", None, "2024-05-20")


def test_signatures_on_dotted_lines() -> None:
    found = meeting(
        "**Underskrifter**\n\nSekreterare ........ Bo Alm\n\nOrdförande ........ Anna Ek\n\n## § 1 A\n\nText.\n"
    )
    assert [(one.name, one.role, one.heading) for one in found.signatures] == [
        ("Bo Alm", "secretary", "Underskrifter"),
        ("Anna Ek", "chair", "Underskrifter"),
    ]
    assert [item.title for item in found.items] == ["A"]


def test_the_notice_in_lines_and_in_a_table() -> None:
    lines = "Organ: Kommunstyrelsen\nSammanträdesdatum: 2024-05-14\nAnslaget sätts upp: 2024-05-21\nAnslaget tas ned: 2024-06-12\nFörvaringsplats: Kommunkansliet\n"
    table = "| Organ | Kommunstyrelsen |\n|---|---|\n| Sammanträdesdatum | 2024-05-14 |\n| Anslaget sätts upp | 2024-05-21 |\n| Anslaget tas ned | 2024-06-12 |\n| Förvaringsplats | Kommunkansliet |\n"
    for text in (lines, table):
        notice = meeting(f"## § 1 A\n\nText.\n\n## ANSLAG/BEVIS\n\n{text}").notice
        assert notice is not None
        assert (notice.body, notice.posted_on, notice.removed_on, notice.kept_at) == (
            "Kommunstyrelsen",
            "2024-05-21",
            "2024-06-12",
            "Kommunkansliet",
        )


def test_what_the_end_says_is_printed_as_written() -> None:
    found = meeting("## § 1 A\n\nText.\n\n## ANSLAG/BEVIS\n\nOrgan: Kommunstyrelsen\n")
    assert [(section.term, section.heading) for section in found.sections] == [("notice", "ANSLAG/BEVIS")]


def test_an_agenda_that_is_approved_last_is_a_decision() -> None:
    read = meeting("# Protokoll från styrelsen\n\n## 1. Dagordning\n\n### Beslut\n\nDagordningen godkänns.\n")
    assert read.approval is None
    assert [clause.text for clause in read.items[0].decisions[0].clauses] == ["Dagordningen godkänns."]


def test_the_minutes_of_another_meeting_are_not_these() -> None:
    for words in ("Protokollet från den 3 maj godkänns.", "Föregående protokoll godkänns."):
        found = meeting(f"## § 5 Övrigt\n\nText.\n\n{words}\n")
        assert found.approval is None, words
        assert block_text(found.items[0].sections[-1].blocks[-1]) == words


def test_minutes_told_by_their_day_and_who_approved_them() -> None:
    approval = meeting(
        "## § 5 Övrigt\n\nText.\n\nProtokollet från 2024-05-03 justerades 2024-05-08 av Bo Alm.\n"
    ).approval
    assert approval is not None
    assert ([one.name for one in approval.approvers], approval.date) == (["Bo Alm"], "2024-05-08")


@pytest.mark.parametrize(
    "text",
    [
        "## § 5 Övrigt\n\nText.\n\nJusteras senast den 12 maj 2024.\n",
        "Justeras senast: 2024-05-12\n\n## § 5 A\n\nText.\n",
    ],
)
def test_the_last_day_to_approve_is_not_when_it_was_done(text: str) -> None:
    approval = meeting(text).approval
    assert approval is not None
    assert approval.date is None


def test_the_place_of_approval_before_a_weekday() -> None:
    approval = meeting("Justeringens plats och tid: Kansliet, måndagen den 20 maj 2024\n\n## § 1 A\n\nText.\n").approval
    assert approval is not None
    assert (approval.place, approval.date) == ("Kansliet", "2024-05-20")


def test_the_notice_in_columns() -> None:
    notice = meeting(
        "## § 1 A\n\nText.\n\n## Anslag\n\n| Anslaget sätts upp | Anslaget tas ned |\n|---|---|\n| 2024-05-21 | 2024-06-12 |\n"
    ).notice
    assert notice is not None
    assert (notice.posted_on, notice.removed_on) == ("2024-05-21", "2024-06-12")


@pytest.mark.parametrize(
    ("end", "approvers"),
    [
        ("Justeras: Bo Alm", ["Bo Alm"]),
        ("**Justerat:** Bo Alm (M)", ["Bo Alm"]),
        ("Protokollet justeras av: Bo Alm och Anna Ek", ["Bo Alm", "Anna Ek"]),
        ("Justeras: Ja", []),
        ("Justeras: den 20 maj 2024", []),
    ],
)
def test_who_approves_stands_behind_a_colon(end: str, approvers: list[str]) -> None:
    approval = meeting(f"# Protokoll\n\n## § 1 Budget\n\nText.\n\n{end}\n").approval
    assert [approver.name for approver in (approval.approvers if approval else ())] == approvers
