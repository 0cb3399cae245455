"""What a person types to search for: words, phrases, numbers, and what must not be there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protokoll.archive.query import Query, read_query, runs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Budget 2023", Query(words=("budget", "2023"))),
        ("budgeten för bryggor", Query(words=("budgeten", "bryggor"))),
        ("för att", Query(words=("för", "att"))),
        ('"detaljplan för hamnen"', Query(phrases=("detaljplan för hamnen",))),
        ('"aldrig stängd', Query(phrases=("aldrig stängd",))),
        ("e-post", Query(phrases=("e post",))),
        ("bryggor -hamn", Query(words=("bryggor",), without=("hamn",))),
        ('bryggor -"norra hamnen"', Query(words=("bryggor",), without=("norra hamnen",))),
        ("samverk*", Query(beginnings=("samverk",))),
        ("§ 41", Query(items=("41",))),
        ("§41 vägar", Query(items=("41",), words=("vägar",))),
        ("§ 12 a", Query(items=("12 a",))),
        ("KS 2024/00007", Query(cases=("ks 2024 00007",))),
        ("dnr 2024-7", Query(cases=("dnr 2024 7",))),
        ("2024-05-14", Query(cases=("2024 05 14",))),
        ("", Query()),
        ('" -- * () AND', Query(phrases=("and",))),
    ],
)
def test_what_was_typed(typed: str, expected: Query) -> None:
    assert read_query(typed) == expected


@pytest.mark.parametrize("written", ["KS 2024/7", "ks 2024/00007", "KS-2024:7", "KS/2024-007"])
def test_a_case_number_is_one_however_it_is_written(written: str) -> None:
    assert runs(written) == "ks 2024 7"


@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    query = read_query(typed)
    assert query.is_empty or any(getattr(query, name) for name in Query.__struct_fields__)
