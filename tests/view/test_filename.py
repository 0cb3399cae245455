"""File names that say what is in them."""

from __future__ import annotations

import pytest

from protokoll.errors import UsageError
from protokoll.grammar.slug import slug
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import present
from protokoll.view.filename import check_pattern, file_name


def named(pattern: str, notes: str) -> str:
    return file_name(present(read(Source(notes), "sv")).view, pattern)


def test_a_pattern_is_filled_in_plain_letters() -> None:
    notes = "# Protokoll\n\nVård- och omsorgsnämnden\n\n**Sammanträdesdatum:** 2024-05-14\n\n## § 1 A\n\nB.\n"
    assert named("{kind}-{body}-{date}", notes) == "protokoll-vard-och-omsorgsnamnden-2024-05-14"


def test_what_is_not_known_leaves_no_gap() -> None:
    assert named("{kind}-{body}-{date}", "# Anteckningar\n\nText.\n") == "motesanteckningar"
    assert named("{body}", "# Anteckningar\n\nText.\n") == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [("§ 12 a", "12-a"), ("Ødegård Æra Groß", "odegard-aera-gross"), ("../a/b", "a-b"), ("Ä" * 300, "a" * 120)],
)
def test_letters_every_system_can_hold(words: str, name: str) -> None:
    assert slug(words) == name


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{bdy}", "`--name`: no field `{bdy}`"),
        ("protokoll", "`--name protokoll`: is no pattern for a file's name"),
        ("a/{date}", "`--name a/{date}`: is no pattern for a file's name"),
    ],
)
def test_a_pattern_that_cannot_name_a_file(pattern: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_pattern(pattern)
    assert caught.value.message == told
