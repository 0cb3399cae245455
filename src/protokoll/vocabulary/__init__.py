"""Words as data: one TOML a language holds what we print and what we accept.

To add a language, add its file. A test holds that each file has every `Term` and that no word means two things.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from protokoll.errors import UsageError

_FOLDER = Path(__file__).parent


class Term(StrEnum):
    """All that is ever printed in a document and does not stand in its source."""

    MINUTES = "minutes"
    NOTES = "notes"
    AGENDA = "agenda"
    EXTRACT = "extract"
    UNTITLED = "untitled"
    UNTITLED_ITEM = "untitled_item"

    FACTS = "facts"
    CONTENTS = "contents"
    PAGE_OF = "page_of"

    DATE_LONG = "date_long"
    DATE_SHORT = "date_short"
    TIME_MARK = "time_mark"
    TIME_AT = "time_at"
    TIME_BETWEEN = "time_between"
    TIME_UNTIL = "time_until"

    TITLE = "title"
    KIND = "kind"
    PROFILE = "profile"
    ORGANISATION = "organisation"
    BODY = "body"
    LANGUAGE = "language"
    DATE = "date"
    START = "start"
    END = "end"
    TIME = "time"
    PLACE = "place"
    PLACE_AND_TIME = "place_and_time"
    CASE_NUMBER = "case_number"
    ISSUED = "issued"
    CONTACT = "contact"
    CHAIR = "chair"
    SECRETARY = "secretary"
    APPROVERS = "approvers"

    ATTENDANCE = "attendance"
    PRESENT = "present"
    ABSENT = "absent"
    PRESENT_COUNT = "present_count"
    PARTIAL_COUNT = "partial_count"
    ABSENT_COUNT = "absent_count"
    IS_ABSENT = "is_absent"
    SINCE_TIME = "since_time"
    UNTIL_TIME = "until_time"
    SINCE_ABOUT = "since_about"
    UNTIL_ABOUT = "until_about"
    SUBSTITUTES_FOR = "substitutes_for"

    ROLE_CHAIR = "role_chair"
    ROLE_VICE_CHAIR = "role_vice_chair"
    ROLE_SECRETARY = "role_secretary"
    ROLE_MEMBER = "role_member"
    ROLE_SUBSTITUTE = "role_substitute"
    ROLE_OBSERVER = "role_observer"
    ROLE_OFFICER = "role_officer"
    ROLE_RAPPORTEUR = "role_rapporteur"
    ROLE_GUEST = "role_guest"
    ROLE_APPROVER = "role_approver"

    DECISION = "decision"
    SECTION_SIGN = "section_sign"
    STRUCK = "struck"
    PICTURE = "picture"

    CLOSING_SIGNATURES = "closing_signatures"
    CLOSING_APPROVAL = "closing_approval"
    CLOSING_BOTH = "closing_both"
    APPROVAL = "approval"


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words met in minutes, by what they mean; each table maps a meaning to its words, all in lower case."""

    labels: dict[str, tuple[str, ...]]
    opening: dict[str, tuple[str, ...]]
    roll: dict[str, tuple[str, ...]]
    sections: dict[str, tuple[str, ...]]
    items: dict[str, tuple[str, ...]]
    closing: dict[str, tuple[str, ...]]
    approval: dict[str, tuple[str, ...]]
    decision: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    presence: dict[str, tuple[str, ...]]
    persons: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    bodies: dict[str, tuple[str, ...]]


class Vocabulary(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One language: `tag` is its BCP 47 name, `words` what we print, `accept` what we read."""

    tag: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    function_words: frozenset[str]
    words: dict[Term, str] = msgspec.field(name="print")
    accept: Accepted

    def say(self, term: Term, **values: str | int) -> str:
        """Give the words for a term, its places filled."""
        return self.words[term].format(**values) if values else self.words[term]


@cache
def languages() -> tuple[str, ...]:
    """Give the short names of all languages, Swedish first: minutes are in it unless they show otherwise."""
    names = {file.stem for file in _FOLDER.glob("*.toml")}
    return ("sv", *sorted(names - {"sv"}))


@cache
def load(language: str) -> Vocabulary:
    """Load a language by its tag or short name; `sv-FI` and `sv` give the same words."""
    short = language.split("-", maxsplit=1)[0].lower()
    if short not in languages():
        known = ", ".join(f"`{name}`" for name in languages())
        raise UsageError(f"no words for the language `{language}`", f"choose one of {known}")
    return msgspec.toml.decode((_FOLDER / f"{short}.toml").read_bytes(), type=Vocabulary)
