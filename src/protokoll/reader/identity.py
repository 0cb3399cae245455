"""Whose meeting it was and what kind of document tells of it, from its title and words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import alternatives
from protokoll.model import text as t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.grammar.times import FoundDate
    from protokoll.model.meeting import Kind, Profile
    from protokoll.vocabulary import Vocabulary

_MEETING_WORDS = 4
"""The first words of a vocabulary's table of meetings: those that name the meeting itself, no body."""
_LONGEST_BODY = 7


class Identity(msgspec.Struct, frozen=True):
    """What a title tells; None where it does not."""

    kind: Kind | None = None
    body: str | None = None
    organisation: str | None = None


def read_title(title: str, dates: Sequence[FoundDate], vocabulary: Vocabulary) -> Identity:
    """Split a title such as "Protokoll från styrelsemöte i Sundabygden 2024-05-17" into what it names."""
    words = title
    for date in reversed(dates):
        words = words[: date.start] + words[date.end :]
    words = " ".join(words.split()).strip(" ,.:–-")
    kind = _kind_of(words, vocabulary)
    rest = _kind_pattern(vocabulary).sub("", words, count=1).strip(" ,.:–-")
    if not rest or (kind and rest.split()[0].casefold() in vocabulary.accept.bodies["about"]):
        return Identity(kind)
    if " - " in rest or " – " in rest:
        body, organisation = re.split(r"\s[-–]\s", rest, maxsplit=1)
        if _names_body(body, vocabulary) and organisation[:1].isupper() and "-" not in organisation:
            return Identity(kind, _bare(body, vocabulary), organisation.strip())
    split = _at_pattern(vocabulary).match(rest)
    if split and _names_body(split["body"], vocabulary) and not _is_generic(split["body"], vocabulary):
        return Identity(kind, _whose(split["body"].strip(), vocabulary), split["organisation"].strip())
    body = _bare(rest, vocabulary)
    # What is left beside "Protokoll" names whose it is, whatever kind of name it has.
    if body and (_names_body(rest, vocabulary) or (kind and len(body.split()) <= _LONGEST_BODY and body != title)):
        return Identity(kind, _whose(body, vocabulary))
    return Identity(kind)


def _whose(words: str, vocabulary: Vocabulary) -> str:
    """Give whose meeting it was: "kommunstyrelsens sammanträde" is the Kommunstyrelsen's."""
    match = _owned_meeting(vocabulary).match(words)
    return match["body"][:1].upper() + match["body"][1:] if match else words


@cache
def _owned_meeting(vocabulary: Vocabulary) -> re.Pattern[str]:
    bodies = vocabulary.accept.bodies
    meetings = [word for word in bodies["meeting"][:_MEETING_WORDS] if word not in bodies["statutory"]]
    return re.compile(
        rf"(?P<body>.*?(?:{alternatives(bodies['statutory'])}))s\s+(?:{alternatives(meetings)})$", re.IGNORECASE
    )


def _bare(words: str, vocabulary: Vocabulary) -> str | None:
    """Take "Möte i" off the name of the group that met; None where nothing else is left."""
    generic = alternatives(vocabulary.accept.bodies["meeting"][:2])
    of = alternatives((*vocabulary.accept.bodies["of"], *vocabulary.accept.bodies["at"], "med", "with"))
    kept = re.sub(rf"^(?:{generic})(?!\w)\s*(?:(?:{of})\s+|$)", "", words, flags=re.IGNORECASE).strip(" ,.:–-")
    return kept or None


def _is_generic(words: str, vocabulary: Vocabulary) -> bool:
    return t.fold(words) in vocabulary.accept.bodies["meeting"][:2]


def names_body_alone(words: str, vocabulary: Vocabulary) -> bool:
    """Tell that words are the name of a body and nothing more, such as "Kommunstyrelsen"."""
    return not words.endswith((".", ":", "?")) and bool(_body_alone(vocabulary).search(t.fold(words)))


@cache
def _body_alone(vocabulary: Vocabulary) -> re.Pattern[str]:
    bodies = vocabulary.accept.bodies
    named = [word for word in (*bodies["statutory"], *bodies["meeting"]) if not word.startswith(bodies["meeting"][0])]
    return re.compile(rf"(?:{alternatives(named)})$")


def names_organisation_alone(words: str, vocabulary: Vocabulary) -> bool:
    """Tell that words are the name of a municipality or its like and nothing more, such as "Lomarks kommun"."""
    return bool(_organisation_alone(vocabulary).fullmatch(words))


@cache
def _organisation_alone(vocabulary: Vocabulary) -> re.Pattern[str]:
    bodies = vocabulary.accept.bodies
    name = r"(?:[^\W\d_a-zåäöæø][^\W\d_]*[- ]){0,3}[^\W\d_a-zåäöæø][^\W\d_]*"
    forms = [rf"{name} (?i:{alternatives(bodies['organisation_last'])})"]
    if bodies["organisation_first"]:
        forms.append(rf"(?=[^\W\d_a-zåäöæø])(?i:{alternatives(bodies['organisation_first'])}) {name}")
    return re.compile("|".join(forms))


def split_body(words: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Split "Kommunfullmäktige i Lomarks kommun" into the body and whose it is; None where it names not both."""
    split = _at_pattern(vocabulary).match(words)
    if not split or not names_organisation_alone(split["organisation"], vocabulary):
        return None
    return (split["body"], split["organisation"]) if names_body_alone(split["body"], vocabulary) else None


def profile_of(kind: Kind, body: str | None, title: str | None, vocabulary: Vocabulary) -> Profile:
    """Tell which rules the document is under: local government law, those of a collaboration, or none."""
    named = t.fold(f"{body or ''} {title or ''}")
    if re.search(rf"(?:{alternatives(vocabulary.accept.bodies['statutory'])})s?(?!\w)", named):
        return "kl"
    return "anteckning" if kind == "notes" else "samverkan"


def _kind_of(words: str, vocabulary: Vocabulary) -> Kind | None:
    folded = words.casefold()
    found = [
        (folded.find(word), -len(word), kind)
        for kind, names in vocabulary.accept.kinds.items()
        for word in names
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded)
    ]
    return min(found)[2] if found else None  # type: ignore[return-value]  # a test holds the keys to Kind


@cache
def _kind_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    kinds = [word for words in vocabulary.accept.kinds.values() for word in words]
    of = alternatives(vocabulary.accept.bodies["of"])
    return re.compile(rf"(?<!\w)(?:{alternatives(kinds)})(?!\w)[\s,:]*(?:(?:{of})(?!\w))?", re.IGNORECASE)


@cache
def _at_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    at = alternatives(vocabulary.accept.bodies["at"])
    return re.compile(rf"(?P<body>\S.*?)\s+(?:{at})\s+(?P<organisation>[^\W\d_a-zåäö].*)$")


def _names_body(words: str, vocabulary: Vocabulary) -> bool:
    return bool(re.search(rf"(?:{alternatives(vocabulary.met('bodies', 'meeting'))})s?(?!\w)", words.casefold()))
