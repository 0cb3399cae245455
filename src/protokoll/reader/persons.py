"""One person's line: name, party, capacity, whom they replace, and for which part of the meeting they were there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import DIGIT, alternatives, clock
from protokoll.model import attendance as a
from protokoll.model import content as c
from protokoll.model import text as t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.source import Span
    from protokoll.vocabulary import Vocabulary

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w.])@[\w-]+")
_PARENTHESIS = re.compile(r"\s*\((?P<words>[^()]*)\)")
_PARTY = re.compile(r"[A-ZÅÄÖÆØ]{1,5}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ][A-Za-zåäö]{0,2}|-|\s*")
_NAME_WORD = re.compile(r"^(?:[^\W\d_][\w'’.-]*)$")
_MAX_NAME_WORDS = 5
_NUMBERS = r"\d{1,4}(?:\s?[a-z](?!\w))?(?:\s*[-–—]{1,2}\s*\d{1,4})?"
_PARTY_LANGUAGES = ("sv", "nb", "da", "fi")


def read_person(
    inlines: Sequence[c.Inline], span: Span, group: str | None, *, absent: bool, vocabulary: Vocabulary
) -> a.Attendee | None:
    """Read one person's line; None where it begins with nothing like a name."""
    raw = t.plain(inlines).strip()
    known = _Details()
    rest = _without_contacts(raw, known)
    rest, presence = _presence(rest, vocabulary)
    rest = _without_items(rest, known, vocabulary)
    rest = _without_substitution(rest, known, vocabulary)
    name, *details = _parts_of(rest, known, vocabulary)
    name, run_on = _without_run_on(name.strip("*_ ").rstrip(".:").strip(), vocabulary)
    if run_on:
        details = [run_on, *details]
    if _is_vacant(name, vocabulary):
        known.notes.append(name)
    elif not looks_like_name(name, vocabulary):
        if not (name == "" and known.handle):
            return None
        name = known.handle
    _sort_details([detail for detail in details if detail], known, vocabulary)
    gone = absent or known.absent or is_struck(inlines)
    partial = presence.bounded or known.items is not None or known.except_items is not None
    return a.Attendee(
        span=span,
        name=name,
        affiliation=known.affiliation,
        party=known.party,
        title=known.title,
        role=known.role,
        group=group,
        status="absent" if gone else ("partial" if partial else "present"),
        struck=is_struck(inlines),
        since=presence.since,
        until=presence.until,
        approximate=presence.approximate,
        substitutes_for=known.substitutes_for,
        items=known.items,
        except_items=known.except_items,
        conflicts=known.conflicts,
        remote=known.remote,
        room=known.room,
        email=known.email,
        handle=known.handle,
        note="; ".join(known.notes) or None,
        raw=raw,
    )


def somebody(inlines: Sequence[c.Inline], span: Span, group: str | None, *, absent: bool) -> a.Attendee:
    """Take a short line among names for somebody, whatever it looks like."""
    words = t.plain(inlines).strip()
    name = re.split(r"\s*[,;(]|\s[-–]\s", words.strip(" ,;("), maxsplit=1)[0].rstrip(".,: )") or words
    name = leading_name(name) if len(name.split()) > _MAX_NAME_WORDS else name
    struck = is_struck(inlines)
    status: a.PresenceStatus = "absent" if absent or struck else "present"
    return a.Attendee(span=span, name=name, group=group, status=status, struck=struck, raw=words)


def looks_like_name(words: str, vocabulary: Vocabulary) -> bool:
    """Tell whether words could be a person's name: a few words, each with a capital but for particles."""
    parts = words.split()
    if not parts or len(parts) > _MAX_NAME_WORDS or not parts[0][:1].isupper():
        return False
    particles = vocabulary.accept.persons["particles"]
    return all(_NAME_WORD.match(part) and (part[:1].isupper() or part in particles) for part in parts)


def leading_name(words: str) -> str:
    """Give the name a sentence begins with, as in "Anna Ek was chosen"; all of it where it begins with none."""
    kept: list[str] = []
    for word in words.split():
        if not word[:1].isupper():
            break
        kept.append(word)
    return " ".join(kept) or words


def is_struck(inlines: Sequence[c.Inline]) -> bool:
    """Tell whether the line, or at least its beginning, is struck through."""
    first = next((inline for inline in inlines if t.plain((inline,)).strip()), None)
    while isinstance(first, (c.Strong, c.Emphasis)) and first.inlines:
        first = first.inlines[0]
    return isinstance(first, c.Strikeout)


def _is_vacant(name: str, vocabulary: Vocabulary) -> bool:
    return t.fold(name) in vocabulary.accept.presence["vacant"]


# Parts of a line that can stand anywhere in it


class _Details(msgspec.Struct):
    affiliation: str | None = None
    party: str | None = None
    title: str | None = None
    role: a.Role | None = None
    substitutes_for: str | None = None
    items: str | None = None
    except_items: str | None = None
    conflicts: str | None = None
    remote: bool = False
    room: str | None = None
    email: str | None = None
    handle: str | None = None
    absent: bool = False
    notes: list[str] = []


def _without_contacts(line: str, known: _Details) -> str:
    if "@" not in line:
        return line
    if email := _EMAIL.search(line):
        known.email = email[0]
        line = line.replace(email[0], " ").replace("<", "").replace(">", "")
    if handle := _HANDLE.search(line):
        known.handle = handle[0]
        line = line.replace(handle[0], " ")
    return re.sub(r"\(\s*\)", "", line).strip(" ,–-")


def _without_items(line: str, known: _Details, vocabulary: Vocabulary) -> str:
    """Take the items attended, missed or left for a conflict of interest out of a line."""
    if not DIGIT.search(line):
        return line
    rest: list[str] = []
    start = 0
    for match in _items_pattern(vocabulary).finditer(line):
        numbers = " ".join(match["numbers"].split())
        if match["conflict"]:
            known.conflicts = numbers
        elif match["not"]:
            known.except_items = numbers
        else:
            known.items = f"{known.items}, {numbers}" if known.items else numbers
        rest.append(line[start : match.start()])
        start = match.end()
    rest.append(line[start:])
    return "".join(rest).strip(" ,;–-")


@cache
def _items_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.accept.presence
    also = alternatives(words["also"])
    return re.compile(
        rf"""[\s,(;]*(?:(?P<conflict>{alternatives(words["conflict"])})\s*)?(?:(?P<not>{alternatives(words["not"])})\s+)?
            (?:(?:{alternatives(words["since"])}|{alternatives(words["paragraphs"])})\s+)?
            (?:§{{1,2}}|(?<!\w)(?:{alternatives(words["paragraphs"])})\s)\s*
            (?P<numbers>{_NUMBERS}(?:\s*(?:,|{also})\s*(?:§{{1,2}}\s*)?{_NUMBERS})*)\)?""",
        re.VERBOSE | re.IGNORECASE,
    )


def _without_substitution(line: str, known: _Details, vocabulary: Vocabulary) -> str:
    """Take whom the person replaces out of a line: `tjg ers för Bo Al (S)`, `ersätter Bo Al`, `ers: Bo Al`."""
    match = _substitution_pattern(vocabulary).search(line)
    if not match or not looks_like_name(_PARENTHESIS.sub("", match["name"]).strip(), vocabulary):
        return line
    known.substitutes_for = match["name"].strip() if match["by"] is None else None
    if match["by"] is not None:
        known.notes.append(match[0].strip(" ,("))
    elif match["role"]:
        known.role = "substitute"
    return (line[: match.start()] + " " + line[match.end() :]).strip(" ,;–-")


@cache
def _substitution_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.accept.presence
    substitute = vocabulary.accept.roles["substitute"]
    return re.compile(
        rf"""[\s,(–-]+(?:(?P<role>{alternatives(substitute)})[\s,.]+)?
            (?:(?:{alternatives(words["substitutes_for"])})|(?P<by>{alternatives(words["substituted_by"])}))\s+
            (?P<name>[^\W\d_][^,;()]*(?:\([A-Za-zÅÄÖåäö-]{{1,5}}\))?)\)?""",
        re.VERBOSE | re.IGNORECASE,
    )


# Presence in part


class _Presence(msgspec.Struct, frozen=True):
    since: str | None = None
    until: str | None = None
    approximate: bool = False

    @property
    def bounded(self) -> bool:
        return self.since is not None or self.until is not None


def _presence(line: str, vocabulary: Vocabulary) -> tuple[str, _Presence]:
    """Take what bounds the presence out of a line: `till kl 11ca`, `(fr.o.m. kl 20.55)`."""
    if not DIGIT.search(line):
        return line, _Presence()
    since = until = None
    approximate = False
    if between := _between_pattern(vocabulary).search(line):
        since, until = clock(between["since"]), clock(between["until"])
        line = f"{line[: between.start()]} {line[between.end() :]}"
    rest: list[str] = []
    start = 0
    for match in _presence_pattern(vocabulary).finditer(line):
        time = clock(match["time"])
        if time is None:
            continue
        if match["since"]:
            since = time
        else:
            until = time
        approximate = approximate or bool(match["about"] or match["after"])
        rest.append(line[start : match.start()])
        start = match.end()
    rest.append(line[start:])
    return "".join(rest).strip(" ,;–-"), _Presence(since, until, approximate)


@cache
def _presence_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.accept.presence
    return re.compile(
        rf"""[\s,(]*(?<!\w)
            (?:(?P<since>{alternatives(words["since"])})|(?P<until>{alternatives(words["until"])}))\s+
            (?:(?:{alternatives(words["clock"])})\s*)?
            (?:(?P<about>{alternatives(words["about"])})\s*)?
            (?:(?:{alternatives(words["clock"])})\s*)?
            (?P<time>(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)
            (?:\s*(?P<after>{alternatives(words["about"])})(?!\w))?
            (?![\w:])(?:\s?Uhr)?\)?""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _between_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Give a pattern of hours attended: `kl 10.15–11.00`, `(10:15-11)`; without minutes only after a word for it."""
    words = vocabulary.accept.presence
    said = f"(?<!\\w)(?:{alternatives(words['clock'])})\\s*"
    hour = r"(?:[01]?\d|2[0-4])"
    return re.compile(
        rf"""[\s,(]*(?:{said}(?P<said>))?
            (?<![\w.:])(?P<since>{hour}(?(said)(?:[.:][0-5]\d)?|[.:][0-5]\d))\s?[-–—]\s?(?:{said})?
            (?P<until>{hour}(?(said)(?:[.:][0-5]\d)?|[.:][0-5]\d))(?![\w:])(?:\s?Uhr)?\)?""",
        re.VERBOSE | re.IGNORECASE,
    )


# Everything behind the name


def _parts_of(rest: str, known: _Details, vocabulary: Vocabulary) -> list[str]:
    """Split a line at commas, dashes and parentheses; a party in them is noted on the way."""
    parts: list[str] = []
    for number, part in enumerate(re.split(r"\s*[,;]\s*|\s+[-–—]\s+", rest)):
        outside = part
        for parenthesis in _PARENTHESIS.finditer(part):
            words = parenthesis["words"].strip()
            outside = outside.replace(parenthesis[0], " , " if number == 0 else " ")
            if known.party is None and _is_party(words, vocabulary):
                known.party = words or "-"
            elif words:
                parts.append(f"\0{words}")
        head, _, tail = outside.partition(" , ")
        parts.insert(0, head.strip()) if number == 0 else parts.append(outside.strip())
        if number == 0 and tail.strip(" ,"):
            parts.append(tail.strip(" ,"))
    parties = vocabulary.accept.persons["parties"]
    if known.party is None and len(parts) > 1 and parts[1].casefold() in parties and len(parts[1]) <= 3:  # noqa: PLR2004
        known.party = parts.pop(1)
    return [part.removeprefix("\0") for part in parts] or [""]


def _without_run_on(name: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """Split `Bo Alm ordförande` and `Bo Alm på distans`, where no comma does, before words that are no name's."""
    words = name.split()
    for number in range(1, min(len(words), _MAX_NAME_WORDS + 1)):
        rest = " ".join(words[number:])
        if words[number][:1].islower() and _is_known_detail(rest, vocabulary):
            return " ".join(words[:number]), rest
    return name, None


def _is_known_detail(words: str, vocabulary: Vocabulary) -> bool:
    presence = vocabulary.accept.presence
    folded = t.fold(words)
    return role_of(words, vocabulary) is not None or folded in presence["remote"] or folded in presence["absent"]


def _is_party(words: str, vocabulary: Vocabulary) -> bool:
    if words.casefold() in vocabulary.accept.persons["parties"]:
        return True
    return (
        vocabulary.tag[:2] in _PARTY_LANGUAGES
        and _PARTY.fullmatch(words) is not None
        and role_of(words, vocabulary) is None
    )


def _sort_details(parts: Sequence[str], known: _Details, vocabulary: Vocabulary) -> None:
    presence = vocabulary.accept.presence
    for part in parts:
        words = part.strip("() ")
        folded = t.fold(words)
        role = role_of(words, vocabulary)
        if role and known.role is None:
            known.role = role
            if folded not in vocabulary.meanings("roles") or folded not in _own_roles(vocabulary):
                known.title = words
        elif folded in presence["absent"]:
            known.absent = True
        elif folded in presence["remote"]:
            known.remote = True
        elif known.room is None and folded.startswith(tuple(f"{room} " for room in presence["room"])):
            known.room = words
        elif known.title is None and is_title(words, vocabulary):
            known.title = words
        elif known.affiliation is None and not _is_remark(words):
            known.affiliation = words
        elif words:
            known.notes.append(words)


def _is_remark(words: str) -> bool:
    return len(words.split()) > _MAX_NAME_WORDS + 1


def role_of(words: str, vocabulary: Vocabulary) -> a.Role | None:
    """Give the capacity that words name, such as "ordförande"; None for a job or a place."""
    return vocabulary.meanings("roles").get(t.fold(words))  # type: ignore[return-value]  # a test holds the keys to Role


@cache
def _own_roles(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for words in vocabulary.accept.roles.values() for word in words)


def is_title(words: str, vocabulary: Vocabulary) -> bool:
    """Tell a job from a place by how its name ends."""
    return t.fold(words).endswith(vocabulary.accept.persons["title_endings"])


def is_place(words: str, vocabulary: Vocabulary) -> bool:
    """Tell that words name where somebody comes from."""
    return t.fold(words).endswith(vocabulary.accept.persons["affiliation_endings"])
