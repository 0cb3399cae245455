"""Approvals that the front matter keeps, and where the days of approval and notice stand."""

from __future__ import annotations

import pytest

from protokoll.model.meeting import Meeting
from protokoll.reader import read
from protokoll.rules.context import seen_state
from protokoll.source import Source
from protokoll.view import present

HASH = "sha256:" + "0123456789abcdef" * 4


def meeting(front: str, text: str = "Text.\n") -> Meeting:
    """Read minutes with front matter."""
    return read(Source(f"---\n{front}---\n# Protokoll\n\n{text}"), "sv")


@pytest.mark.parametrize(
    "front",
    [
        f"approved:\n  - name: Asta Berglind\n    role: justerare\n    date: 2024-05-20\n    content: {HASH}\n",
        f"justerat:\n- namn: Asta  Berglind\n  roll: justerare\n  datum: den 20 maj 2024\n  content: {HASH}\n",
        f"Approved: {{name: Asta Berglind, role: justerare, date: '2024-05-20', content: '{HASH}'}}\n",
    ],
)
def test_an_approval(front: str) -> None:
    (one,) = meeting(front).approvals
    assert (one.name, one.role, one.title, one.date, one.content) == (
        "Asta Berglind",
        "approver",
        "justerare",
        "2024-05-20",
        HASH,
    )


def test_an_approval_knows_its_place() -> None:
    text = "---\napproved:\n  - name: Asta Ek\n    date: 2024-05-20\n  - name: Bo Alm\n    date: 2024-05-21\n---\n# X\n"
    first, second = read(Source(text)).approvals
    assert text[first.span.start : first.span.end] == "name: Asta Ek\n    date: 2024-05-20"
    assert text[second.span.start : second.span.end] == "name: Bo Alm\n    date: 2024-05-21"


@pytest.mark.parametrize(
    ("entry", "kind", "found"),
    [
        ("role: justerare", "bad_value", "role: justerare"),
        ("name: Asta", "bad_value", "name: Asta"),
        ("{name: Asta, date: snart}", "bad_value", "snart"),
        ("{name: Asta, date: 20 maj}", "bad_value", "20 maj"),
        ("{name: Asta, date: 2024-05-20, content: abc}", "bad_value", "abc"),
        ("{name: [Asta], date: 2024-05-20}", "bad_value", "name"),
        ("{name: Asta, date: 2024-05-20, dat: x}", "unknown_key", "dat"),
        ("{name: Asta, name: Bo, date: 2024-05-20}", "repeated_key", "name"),
    ],
)
def test_a_broken_approval_is_told(entry: str, kind: str, found: str) -> None:
    read_of_it = meeting(f"approved:\n  - {entry}\n")
    assert read_of_it.approvals == ()
    assert [(one.kind, one.found) for one in read_of_it.problems] == [(kind, found)]


def test_names_among_approvals_are_told() -> None:
    problems = meeting("approved:\n  - {name: Asta, date: 2024-05-20}\n  - Bo\n").problems
    assert [(one.kind, one.found) for one in problems] == [("bad_value", "Bo")]


@pytest.mark.parametrize("front", ["approved: yes\n", "approved: 2024-05-20\n", "approved:\n", "approved: []\n"])
def test_the_key_of_another_program_is_let_be(front: str) -> None:
    found = meeting(front)
    assert (found.approvals, found.problems) == ((), ())


def test_approvers_may_stand_in_front_matter() -> None:
    approval = meeting("justerat: [Anna Ek, Bo Alm]\n").approval
    assert approval is not None
    assert [one.name for one in approval.approvers] == ["Anna Ek", "Bo Alm"]


ROLL = "## Beslutande\n\n- Asta Ek (S)\n- Bo Alm (M)\n\n"
ONE = "approved:\n  - name: Asta Ek\n    date: 2024-05-20\n"
BOTH = f"{ONE}  - name: Bo Alm\n    date: 2024-05-22\n"


@pytest.mark.parametrize(
    ("front", "text", "state"),
    [
        (ONE, ROLL, "approved"),
        (ONE, f"Justerare: Bo\n\n{ROLL}", "final"),
        (BOTH, f"Justerare: Bo\n\n{ROLL}", "approved"),
        ("", f"**Justeringsdatum:** 2024-05-20\n\n{ROLL}", "approved"),
        ("", f"UTKAST\n\n**Justeringsdatum:** 2024-05-20\n\n{ROLL}", "draft"),
        (ONE, f"UTKAST\n\n{ROLL}", "approved"),
    ],
)
def test_the_state_that_approvals_show(front: str, text: str, state: str) -> None:
    assert seen_state(meeting(front, text)) == state


@pytest.mark.parametrize(
    ("front", "text", "note"),
    [
        (ONE, ROLL, "Justerat 20 maj 2024 av Asta Ek."),
        (BOTH, f"Justerare: Bo\n\n{ROLL}", "Justerat 22 maj 2024 av Asta Ek, Bo Alm."),
        (ONE, f"Justerare: Bo\n\n{ROLL}", None),
        ("", f"Justerare: Bo\n\n{ROLL}", None),
    ],
)
def test_what_is_printed_of_approvals(front: str, text: str, note: str | None) -> None:
    state = present(meeting(front, text)).view.state
    assert (state and state.note) == note


def test_where_the_days_of_a_notice_stand() -> None:
    text = (
        "# Protokoll\n\n## ANSLAG/BEVIS\n\n| **Organ** | *Kommunstyrelsen* |\n|---|---|\n"
        "| Anslag under tiden | **2024-05-21** – den 12 juni 2024 |\n"
    )
    notice = read(Source(text), "sv").notice
    assert notice is not None
    assert [(one.field, one.value, text[one.span.start : one.span.end]) for one in notice.statements] == [
        ("body", "Kommunstyrelsen", "Kommunstyrelsen"),
        ("posted_on", "2024-05-21", "2024-05-21"),
        ("removed_on", "2024-06-12", "12 juni 2024"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Justeringens plats och tid: Kommunhuset den **20 maj 2024**\n",
        "## § 1 A\n\nText.\n\nProtokollet justeras av Bo Alm den 20 maj 2024.\n",
    ],
)
def test_where_the_day_of_approval_stands(text: str) -> None:
    text = f"# Protokoll\n\n{text}"
    approval = read(Source(text), "sv").approval
    assert approval is not None
    assert approval.date_span is not None
    assert text[approval.date_span.start : approval.date_span.end] == "20 maj 2024"
