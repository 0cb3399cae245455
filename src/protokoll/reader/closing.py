"""The end of minutes: sign-off by name and title, and the sentence that tells who approved them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.names import resolve
from protokoll.grammar.times import alternatives, find_dates
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.model.closing import Approval, Approver, Signature
from protokoll.reader.persons import looks_like_name, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.grammar.times import FoundDate
    from protokoll.model.attendance import Attendee, Role
    from protokoll.vocabulary import Vocabulary

_MAX_TITLE_WORDS = 8
_MAX_SIGNATURE_LINES = 4
_MAX_STATEMENT_LENGTH = 400
_SENTENCE = re.compile(r"[.!?]\s*$")


class Ending(msgspec.Struct, frozen=True):
    """What the end of the document says; `rest` is how many of the blocks given stand before it.

    Comments among those behind are no part of it.
    """

    rest: int
    signatures: tuple[Signature, ...]
    approval: Approval | None


def read_ending(
    blocks: Sequence[c.Block], attendees: Sequence[Attendee], vocabulary: Vocabulary, *, in_section: bool
) -> Ending:
    """Read a document's last blocks backwards, for as long as they sign or approve.

    `in_section` tells that they stand under a heading such as "Beslut": there "Godkänns." is said of something else.
    """
    signatures: list[Signature] = []
    approval: Approval | None = None
    rest = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if isinstance(block, c.Comment):
            continue
        if not isinstance(block, c.Paragraph):
            break
        found = read_approval(block, attendees, vocabulary, named=in_section) if approval is None else None
        if found:
            approval = found
        elif signature := read_signature(block, attendees, vocabulary):
            signatures.insert(0, signature)
        else:
            break
        rest = number
    return Ending(rest, tuple(signatures), approval)


def read_signature(block: c.Paragraph, attendees: Sequence[Attendee], vocabulary: Vocabulary) -> Signature | None:
    """Read a name with a title below it, or a label of signing with the name behind it."""
    lines = [t.plain(line).strip(" _") for line, _ in t.lines(block.inlines)]
    lines = [line for line in lines if line]
    if not lines or len(lines) > _MAX_SIGNATURE_LINES:
        return None
    raw = block.text.strip()
    label, name = _labelled(lines)
    if name and looks_like_name(name, vocabulary) and (role := role_of(label, vocabulary)):
        return Signature(span=block.span, name=name, title=label, role=role, raw=raw)
    if len(lines) == 1:
        name, comma, title = lines[0].partition(",")
        lines = [name.strip(), title.strip()] if comma else lines
    name, *titles = lines
    if not looks_like_name(name, vocabulary):
        return None
    known = (titles and role_of(titles[0], vocabulary)) or _titled(lines) or _is_among(name, attendees)
    if not known:
        return None
    if any(_SENTENCE.search(title) or len(title.split()) > _MAX_TITLE_WORDS for title in titles):
        return None
    dates = [date for title in titles for date in find_dates(title, vocabulary)]
    title = ", ".join(title for title in titles if not find_dates(title, vocabulary))
    return Signature(
        span=block.span,
        name=name,
        title=title or None,
        role=role_of(title, vocabulary) or _role_in(title, vocabulary),
        date=dates[0].iso() if dates else None,
        raw=raw,
    )


def _labelled(lines: Sequence[str]) -> tuple[str, str]:
    """Split `Sekreterare: Anna Ek`, `Sekreterare ........ Anna Ek`, or the two on lines of their own."""
    if len(lines) == 1:
        parts = re.split(r"(?<!\s)\s*(?::|[._…]{3,})\s*", lines[0], maxsplit=1)
        return (parts[0], parts[1].strip()) if len(parts) > 1 else ("", "")
    return (lines[0].rstrip(": "), lines[-1]) if len(lines) == 2 else ("", "")  # noqa: PLR2004


def _is_among(name: str, attendees: Sequence[Attendee]) -> bool:
    folded = t.fold(name)
    return any(t.fold(person.name) == folded for person in attendees)


def _titled(lines: Sequence[str]) -> bool:
    """Tell a stranger's name with a title on the next line from any other short paragraph."""
    return len(lines) == 2 and len(lines[0].split()) in {2, 3} and lines[1][:1].islower()  # noqa: PLR2004


def _role_in(title: str, vocabulary: Vocabulary) -> Role | None:
    folded = title.casefold()
    roles: tuple[Role, ...] = ("vice_chair", "chair", "secretary")
    for role in roles:
        if _role_words(role, vocabulary).search(folded):
            return role
    return None


@cache
def _role_words(role: Role, vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(vocabulary.accept.roles[role])})")


_LONGEST_NAME = 3
"""Words of a name behind a colon; more are those of several persons, told apart by their marks alone."""


def read_approval(
    block: c.Paragraph, attendees: Sequence[Attendee], vocabulary: Vocabulary, *, named: bool = False
) -> Approval | None:
    """Read a sentence such as "Protokollet har stämts av med Asta och Börje".

    `named` asks that it name the minutes; without it "Justeras av Asta" will do.
    """
    statement = block.text.strip()
    verb = _verb(vocabulary).search(statement)
    if (
        not verb
        or len(statement) > _MAX_STATEMENT_LENGTH
        or not _about_minutes(statement, verb.start(), vocabulary, named=named)
    ):
        return None
    rest = statement[verb.end() :].lstrip()
    names = _names(rest, vocabulary)
    if rest.startswith(":"):  # "Justeras: ja" names nobody
        found = _names(rest[1:].lstrip(), vocabulary)
        names = [name for name in found if 1 < len(name.split()) <= _LONGEST_NAME or resolve(name, attendees)]
    if not names and _is_of_others(statement[: verb.start()], vocabulary):
        return None
    # The plain words of the inlines are the statement but for white space at their beginning.
    indent = len(block.text) - len(block.text.lstrip())
    dates = days_done(statement, verb.start(), vocabulary)
    return Approval(
        span=block.span,
        statement=statement,
        inlines=block.inlines,
        approvers=tuple(
            Approver(
                span=t.span_of(_part(block, name, verb.end()), block.span), name=name, person=resolve(name, attendees)
            )
            for name in names
        ),
        date=dates[0].iso() if dates else None,
        date_span=(
            t.place_of(block.inlines, indent + dates[0].start, indent + dates[0].end, block.span) if dates else None
        ),
    )


def _is_of_others(subject: str, vocabulary: Vocabulary) -> bool:
    """Tell "Protokollet från den 3 maj" and "föregående protokoll", which are not these minutes."""
    other = _words_of(vocabulary.accept.approval["other"])
    return bool(other.search(subject) or (_is_about(subject, vocabulary) and days_done(subject, 0, vocabulary)))


def days_done(words: str, after: int, vocabulary: Vocabulary) -> list[FoundDate]:
    """Give the days on which something was done: not those before `after`, nor a limit, "senast den 12 maj"."""
    limit = _limit(vocabulary)
    return [
        date for date in find_dates(words, vocabulary) if date.start >= after and not limit.search(words[: date.start])
    ]


@cache
def _limit(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = alternatives(vocabulary.accept.approval["limit"])
    return re.compile(rf"(?<!\w)(?:{words})[\s:]+(?:[^\W\d]+\s+){{0,3}}$", re.IGNORECASE)


@cache
def _words_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


def _part(block: c.Paragraph, words: str, after: int) -> tuple[c.Inline, ...]:
    start = block.text.find(words, after)
    return t.cut(block.inlines, start, start + len(words)) if start != -1 else ()


@cache
def _verb(vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.approval
    return re.compile(
        rf"(?<!\w)(?:{alternatives(accept['verbs'])})(?!\w)(?:.{{0,40}}?(?<!\w)(?:{alternatives(accept['by'])})(?!\w))?",
        re.IGNORECASE | re.DOTALL,
    )


def _about_minutes(statement: str, verb: int, vocabulary: Vocabulary, *, named: bool) -> bool:
    return (verb == 0 and not named) or _is_about(statement[:verb], vocabulary)


def _is_about(subject: str, vocabulary: Vocabulary) -> bool:
    stems = [word for kind, words in vocabulary.accept.kinds.items() if kind != "agenda" for word in words]
    return any(stem in subject.casefold() for stem in stems)


def _names(words: str, vocabulary: Vocabulary) -> list[str]:
    """Give the names in what follows "av" or "med", up to the end of the sentence."""
    sentence = re.split(r"[.!?](?:\s|$)", words, maxsplit=1)[0]
    also = alternatives(vocabulary.accept.presence["also"])
    parts = [part.strip() for part in re.split(rf",|\s(?:{also})\s", sentence)]
    return [name for part in parts if (name := _leading_name(part))]


def _leading_name(part: str) -> str:
    kept: list[str] = []
    for word in part.split():
        if not word[:1].isupper():  # what stands in brackets is a party
            break
        kept.append(word)
    return " ".join(kept)
