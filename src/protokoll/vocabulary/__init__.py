"""Words as data: one TOML a language holds what we print and what we accept.

To add a language, add its file. A test holds that each file has every `Term` and that no word means two things.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from protokoll import warm
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
    OMITTED = "omitted"
    OMITTED_NOTE = "omitted_note"

    CLOSING_SIGNATURES = "closing_signatures"
    CLOSING_APPROVAL = "closing_approval"
    CLOSING_BOTH = "closing_both"
    APPROVAL = "approval"

    STATE_DRAFT = "state_draft"
    STATE_DRAFT_NOTE = "state_draft_note"
    STATE_APPROVED = "state_approved"
    STATE_PUBLISHED = "state_published"
    STATE_BY = "state_by"
    SIGNING = "signing"
    ROLE = "role"
    NAME = "name"
    SIGNATURE = "signature"
    SIGNED_ELECTRONICALLY = "signed_electronically"
    INITIALS = "initials"
    PARAGRAPHS = "paragraphs"
    ITEM = "item"
    PAGE = "page"
    CASE_NUMBER_SHORT = "case_number_short"
    NOTICE = "notice"
    APPEAL_UNTIL = "appeal_until"
    COMPUTED = "computed"
    VOTES_CAST = "votes_cast"
    PARTY = "party"
    VOTE_YES = "vote_yes"
    VOTE_NO = "vote_no"
    VOTE_ABSTAIN = "vote_abstain"
    VOTE_ABSENT = "vote_absent"
    TOTAL = "total"
    TAKING_PART = "taking_part"
    CERTIFICATION = "certification"
    SIGN_DATE = "sign_date"

    SITE_TITLE = "site_title"
    SITE_KIND = "site_kind"
    SITE_SKIP = "site_skip"
    SITE_PATH = "site_path"
    SITE_NEWEST = "site_newest"
    SITE_BODIES = "site_bodies"
    SITE_NO_BODY = "site_no_body"
    SITE_NO_DATE = "site_no_date"
    SITE_MEETINGS = "site_meetings"
    SITE_ITEMS = "site_items"
    SITE_DECISIONS = "site_decisions"
    SITE_REGISTER = "site_register"
    SITE_REGISTER_CAPTION = "site_register_caption"
    SITE_NUMBER = "site_number"
    SITE_VOTE = "site_vote"
    SITE_RECOMMENDATION = "site_recommendation"
    SITE_YEARS = "site_years"
    SITE_YEAR = "site_year"
    SITE_ALL = "site_all"
    SITE_FEED = "site_feed"
    SITE_DECIMAL_POINT = "site_decimal_point"
    SITE_SEARCH = "site_search"
    SITE_SEARCH_HEADING = "site_search_heading"
    SITE_SEARCH_LABEL = "site_search_label"
    SITE_SEARCH_HINT = "site_search_hint"
    SITE_SEARCH_NO_SCRIPT = "site_search_no_script"
    SITE_SEARCH_LOOKING = "site_search_looking"
    SITE_SEARCH_FOUND = "site_search_found"
    SITE_SEARCH_NONE = "site_search_none"
    SITE_SEARCH_NEAR = "site_search_near"
    SITE_SEARCH_MORE = "site_search_more"
    SITE_SEARCH_FAILED = "site_search_failed"


Words = dict[str, tuple[str, ...]]
"""Words by what they mean."""


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words met in minutes, by what they mean; each table maps a meaning to its words, all in lower case."""

    labels: Words
    opening: Words
    roll: Words
    columns: Words
    sections: Words
    parts: Words
    items: Words
    questions: Words
    numbering: Words
    closing: Words
    notice: Words
    approval: Words
    decision: Words
    verbs: Words
    actions: Words
    motions: Words
    vote: Words
    dissent: Words
    roles: Words
    elections: Words
    presence: Words
    persons: Words
    kinds: Words
    bodies: Words
    furniture: Words


class Vocabulary(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """One language: `tag` is its BCP 47 name, `words` what we print, `accept` what we read.

    `relatives` are the languages whose headings and labels its documents borrow, the nearest first.
    """

    tag: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    relatives: tuple[str, ...]
    function_words: frozenset[str]
    words: dict[Term, str] = msgspec.field(name="print")
    accept: Accepted

    def say(self, term: Term, **values: str | int) -> str:
        """Give the words for a term, its places filled."""
        return self.words[term].format(**values) if values else self.words[term]

    def meanings(self, table: str) -> dict[str, str]:
        """Give what each word of a table of `accept` means; words of the relatives count where ours say nothing."""
        return _meanings(self, table)

    def met(self, table: str, meaning: str) -> tuple[str, ...]:
        """Give the words for one meaning in a table of `accept`, those of the relatives among them."""
        return _met(self, table, meaning)


@cache
def _met(vocabulary: Vocabulary, table: str, meaning: str) -> tuple[str, ...]:
    known = (vocabulary, *map(load, vocabulary.relatives))
    return tuple(dict.fromkeys(word for one in known for word in getattr(one.accept, table)[meaning]))


@cache
def _meanings(vocabulary: Vocabulary, table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for known in (vocabulary, *map(load, vocabulary.relatives)):
        words: Words = getattr(known.accept, table)
        for meaning, alternatives in words.items():
            for word in alternatives:
                found.setdefault(word, meaning)
    return found


@cache
def languages() -> tuple[str, ...]:
    """Give the short names of all languages, Swedish first: minutes are in it unless they show otherwise."""
    names = {file.stem for file in _FOLDER.glob("*.toml")}
    return ("sv", *sorted(names - {"sv"}))


@cache
def function_words(language: str) -> frozenset[str]:
    """Give the small words of a language without loading the rest of it."""
    head = (_FOLDER / f"{language}.toml").read_text(encoding="utf-8").partition("\n[print]")[0]
    return frozenset(_parsed(f"head-{language}", head.encode())["function_words"])


def load(language: str) -> Vocabulary:
    """Load a language by its tag or short name; `sv-FI` and `sv` give the same words."""
    return _load(language.split("-", maxsplit=1)[0].lower())


@cache
def _load(short: str) -> Vocabulary:
    if short not in languages():
        known = ", ".join(f"`{name}`" for name in languages())
        raise UsageError("no words for the language `{name}`", "choose one of {known}", name=short, known=known)
    return msgspec.convert(_parsed(f"words-{short}", (_FOLDER / f"{short}.toml").read_bytes()), Vocabulary)


def _parsed(name: str, toml: bytes) -> dict[str, Any]:
    def parse(text: str) -> dict[str, Any]:
        import tomllib  # noqa: PLC0415 - what was parsed in an earlier run is not parsed again

        return tomllib.loads(text)

    return warm.table(name, toml, parse)
