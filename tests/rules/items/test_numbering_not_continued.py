"""Numbers that go on from one meeting to the next: what is kept of a document, and what comparing tells."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from tests.checking import Case

from protokoll.diagnostics import filled
from protokoll.rules import check
from protokoll.rules.items.numbering_not_continued import Digest, compare, digest
from protokoll.rules.table import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

BODY = "kommunstyrelsen"


def minutes(date: str, numbers: Iterable[object], *, body: str = BODY, kind: str = "Protokoll") -> str:
    """Write minutes of one day with some paragraphs."""
    items = "\n\n".join(f"## § {number} Ärende {number}\n\nText." for number in numbers)
    return f"# {kind} från {body} {date}\n\n{items}\n"


def digest_of(text: str, profile: str = "kl") -> Digest | None:
    """Read a text and keep what comparing needs."""
    return digest(Case(text, {"profile": profile}).context())


def told(*texts: str) -> list[tuple[int, str, str]]:
    """Compare texts, each a file of its own: index of the later one, the message, the hint."""
    digests = [(f"{number}.md", found) for number, text in enumerate(texts) if (found := digest_of(text))]
    assert len(digests) == len(texts)
    return [(index, filled(one.message, one.values), filled(one.hint, one.values)) for index, one in compare(digests)]


def test_what_is_kept_of_a_document() -> None:
    text = minutes("2024-05-14", [41, "42 a", 43])
    found = digest_of(text)
    assert found is not None
    assert (found.organisation, found.body, found.date, found.first, found.last) == ("", BODY, "2024-05-14", 41, 43)
    assert text[found.span.start : found.span.end] == "§ 41"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        (minutes("2024-05-14", [41]), "samverkan"),
        (minutes("2024-05-14", [41], kind="Protokollsutdrag"), "kl"),
        (minutes("2024-05-14", []), "kl"),
        ("# Protokoll från kommunstyrelsen 2024-05-14\n\n## 1. Budget\n\nText.\n", "kl"),
        ("# Protokoll från kommunstyrelsen\n\n## § 1 Budget\n\nText.\n", "kl"),
        ("# Protokoll 2024-05-14\n\n## § 1 Budget\n\nText.\n", "kl"),
        ("# Protokoll från kommunstyrelsen 2024-05-14\n\n## KS § 1 Budget\n\n## KSAU § 1 Budget\n", "kl"),
        ("", "kl"),
    ],
    ids=["collaboration", "extract", "no items", "no sign", "no date", "no body", "two bodies", "empty"],
)
def test_nothing_is_kept_of_what_cannot_be_compared(text: str, profile: str) -> None:
    assert digest_of(text, profile) is None


def test_numbers_that_go_on_are_right_in_any_order_of_files() -> None:
    assert told(minutes("2024-06-11", [43, 44]), minutes("2024-05-14", [41, 42]), minutes("2024-08-20", [45])) == []


def test_a_number_used_before_in_the_year() -> None:
    assert told(minutes("2024-05-14", [41, 42]), minutes("2024-06-11", [42, 43])) == [
        (
            1,
            "§ 42 does not go on from 0.md of 2024-05-14, which ends with § 42",
            "number on from § 43; the number has been used already this year",
        )
    ]


def test_a_gap_may_be_a_meeting_that_was_not_given() -> None:
    assert told(minutes("2024-06-11", [45]), minutes("2024-05-14", [41, 42])) == [
        (
            0,
            "§ 45 does not go on from 1.md of 2024-05-14, which ends with § 42",
            "number on from § 43, or check the minutes of a meeting in between together with these",
        )
    ]


def test_a_new_year_begins_anew_or_does_not() -> None:
    assert told(minutes("2024-12-10", [90, 91]), minutes("2025-01-14", [1, 2])) == []
    assert told(minutes("2024-12-10", [90, 91]), minutes("2025-01-14", [5, 6])) == []


def test_another_body_counts_for_itself() -> None:
    assert told(minutes("2024-05-14", [41]), minutes("2024-05-21", [7], body="byggnadsnämnden")) == []


def test_another_municipality_counts_for_itself() -> None:
    head = "---\norganisation: {}\n---\n"
    here, there = head.format("Åviks kommun"), head.format("Ekeby kommun")
    assert told(here + minutes("2024-05-14", [41]), there + minutes("2024-06-11", [7])) == []
    assert len(told(here + minutes("2024-05-14", [41]), minutes("2024-06-11", [7]))) == 1


def test_documents_of_one_day_are_one_meeting() -> None:
    at_once = minutes("2024-05-14", [43])
    assert told(minutes("2024-05-14", [41, 42, 44]), at_once, minutes("2024-06-11", [45])) == []
    assert told(minutes("2024-05-14", [41, 42]), at_once, minutes("2024-06-11", [44])) == []


def test_a_body_that_begins_each_meeting_anew() -> None:
    each = [minutes(f"2024-0{month}-14", [1, 2]) for month in (3, 4, 5)]
    assert told(*each) == []
    assert [index for index, _, _ in told(*each[:2])] == [1]
    assert [index for index, _, _ in told(minutes("2024-02-14", [41]), *each[:2])] == [1, 2]


def test_the_ordinary_run_leaves_the_rule_and_its_comments_alone() -> None:
    rule = BY_NAME["numbering-not-continued"]
    assert rule.engine
    assert rule.together
    text = f"<!-- protokoll: ignore-file[{rule.name}] a new series -->\n\n{minutes('2024-05-14', [41])}"
    assert check(Case(text, {"profile": "kl"}).context(), (rule, BY_NAME["unused-suppression"])) == []
