"""Each language says everything, and no word of one means two things."""

from __future__ import annotations

from typing import get_args

import pytest

from protokoll import vocabulary
from protokoll.errors import UsageError
from protokoll.model.agenda import ItemKind
from protokoll.model.attendance import Role
from protokoll.model.meeting import Kind
from protokoll.vocabulary import Term

LANGUAGES = pytest.mark.parametrize("language", vocabulary.languages())


@LANGUAGES
def test_every_term_has_words(language: str) -> None:
    assert set(vocabulary.load(language).words) == set(Term)


@LANGUAGES
def test_no_accepted_word_means_two_things(language: str) -> None:
    accept = vocabulary.load(language).accept
    for table in ("labels", "sections", "items", "roles", "kinds"):
        words = [word for meanings in getattr(accept, table).values() for word in meanings]
        assert sorted(words) == sorted(set(words)), table


@LANGUAGES
def test_accepted_words_are_in_lower_case(language: str) -> None:
    accept = vocabulary.load(language).accept
    for table in accept.__struct_fields__:
        for words in getattr(accept, table).values():
            assert [word.lower() for word in words] == list(words), table


@LANGUAGES
def test_meanings_are_those_of_the_model(language: str) -> None:
    accept = vocabulary.load(language).accept
    assert set(accept.kinds) <= set(get_args(Kind))
    assert set(accept.roles) <= set(get_args(Role))
    assert set(accept.items) <= set(get_args(ItemKind))


@LANGUAGES
def test_twelve_months_and_seven_days(language: str) -> None:
    words = vocabulary.load(language)
    assert (len(words.months), len(words.weekdays)) == (12, 7)


def test_an_unknown_language_names_the_known() -> None:
    with pytest.raises(UsageError) as caught:
        vocabulary.load("tlh")
    assert "tlh" in caught.value.message
    assert "`sv`" in caught.value.hint
