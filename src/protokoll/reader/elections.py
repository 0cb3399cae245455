"""Who was chosen to lead, to write and to approve: items such as "Val av justerare"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import alternatives
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.persons import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.source import Span
    from protokoll.vocabulary import Vocabulary

_LONGEST_TITLE = 8
_OFFICES = ("chair", "secretary", "approver")


class Chosen(msgspec.Struct, frozen=True):
    """One chosen for an office: chair, secretary or approver; `span` is where the name stands."""

    office: str
    name: str
    span: Span


def read_elections(title: str, blocks: Iterable[c.Block], vocabulary: Vocabulary) -> list[Chosen]:
    """Read the names under a title that names an office."""
    offices = _offices(title, vocabulary)
    if not offices:
        return []
    chosen: list[Chosen] = []
    for block in blocks:
        if isinstance(block, c.Paragraph):
            chosen += _chosen(block.inlines, block.span, offices, vocabulary)
    return chosen


def _offices(title: str, vocabulary: Vocabulary) -> list[str]:
    if len(title.split()) > _LONGEST_TITLE:
        return []
    folded = title.casefold()
    return [office for office in _OFFICES if _words_of(office, vocabulary).search(folded)]


@cache
def _words_of(office: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    words = [word for word, meaning in vocabulary.meanings("roles").items() if meaning == office and len(word) > 3]  # noqa: PLR2004
    return re.compile(rf"(?<!\w)(?<!vice )(?:{alternatives(words)})(?:n|s|na|en)?(?!\w)", re.IGNORECASE)


def _chosen(inlines: Sequence[c.Inline], span: Span, offices: Sequence[str], vocabulary: Vocabulary) -> list[Chosen]:
    words = t.plain(inlines)
    names = _only_names(words, vocabulary)
    if names and len(offices) == 1:
        return [_at(inlines, span, offices[0], name, start) for start, name in names]
    found: list[Chosen] = []
    for office in offices:
        match = _pattern(office, vocabulary).search(words)
        if match:
            group = match.lastgroup or "who"
            for start, name in _only_names(match[group], vocabulary):
                found.append(_at(inlines, span, office, name, match.start(group) + start))
    return found


def _at(inlines: Sequence[c.Inline], span: Span, office: str, name: str, start: int) -> Chosen:
    return Chosen(office, name, t.span_of(t.cut(inlines, start, start + len(name)), span))


def _only_names(words: str, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Split words that are nothing but names; an empty list for any other."""
    also = alternatives(vocabulary.accept.presence["also"])
    found: list[tuple[int, str]] = []
    for match in re.finditer(rf"(?:(?!,|\s(?:{also}|&)\s).)+", words):
        part = re.sub(r"\s*\([^()]*\)", "", match[0]).strip(" .,*_")
        part = re.sub(rf"^(?:{also}|&)\s+", "", part)
        if not part:
            continue
        if not looks_like_name(part, vocabulary):
            return []
        found.append((words.index(part, match.start()), part))
    return found


@cache
def _pattern(office: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    accept = vocabulary.accept.elections
    name = r"[A-ZÅÄÖÆØ][\w'’-]+(?:\s[A-ZÅÄÖÆØ][\w'’.-]*){0,3}(?:\s\([A-Za-zÅÄÖåäö-]{1,5}\))?"
    also = alternatives(vocabulary.accept.presence["also"])
    names = rf"{name}(?:(?:,\s|\s(?:{also}|&)\s){name})*"
    held = _words_of(office, vocabulary).pattern
    verbs = alternatives(accept["verbs"])
    tasks = alternatives(accept["tasks"]) if office == "approver" else r"(?!)"
    be = alternatives(accept["is"])
    link = r"(?:(?i:till|som|to|as|til|als|zum|zur|be|the|att)\s+)*"
    return re.compile(
        rf"""(?P<who>{names})\s+(?i:{be}|{verbs})\s+{link}(?i:{held}|{tasks})
           | (?i:{held}|{tasks})\s+(?:[\w]+\s+){{0,3}}?(?i:{verbs}|{be})\s+(?P<whom>{names})
           | (?i:{verbs})\s+(?P<chosen>{names})\s+{link}(?i:{held}|{tasks})
           | (?i:{held}):?\s+(?P<named>{names})\s*\.?\s*$""",
        re.VERBOSE,
    )
