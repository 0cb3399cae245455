"""YAML front matter: the opening's fields, stated outright."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, get_args

import msgspec

from protokoll.grammar.times import clock, find_dates
from protokoll.model import meeting as m
from protokoll.model.closing import Approved
from protokoll.model.problem import Problem
from protokoll.reader.approvals import keeps_approvals, read_approvals
from protokoll.seal import FENCED
from protokoll.source import Span
from protokoll.vocabulary import languages, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node as YamlNode

    from protokoll.vocabulary import Vocabulary

MAX_LENGTH = 64_000
MAX_BRACKETS = 200
"""Limits beyond which YAML is not parsed: its parser is not made for what is hostile."""

_KEY_LIKE = re.compile(r"^[^\s:#][^:\n]*:(?:\s|$)", re.MULTILINE)

_CLOSED: dict[str, tuple[str, ...]] = {"kind": get_args(m.Kind), "profile": get_args(m.Profile)}
_TECHNICAL = frozenset(
    [
        "layout",
        "tags",
        "tag",
        "categories",
        "category",
        "permalink",
        "published",
        "draft",
        "slug",
        "type",
        "show_meta",
        "weight",
        "nav_order",
        "nav_exclude",
        "toc",
        "aliases",
        "redirect_from",
        "author",
        "authors",
        "image",
        "comments",
        "robots",
        "math",
        "hidden",
    ]
)
"""Keys that are for the site a file came from."""

_NEAR = 0.75
"""How like a key of ours a foreign one is that is taken for its misspelling."""

_KEYS: dict[str, m.Field] = {name: name for name in get_args(m.Field)} | {
    # The same fields in Swedish, for those who write their notes in it.
    "titel": "title",
    "rubrik": "title",
    "dokumenttyp": "kind",
    "profil": "profile",
    "organ": "body",
    "språk": "language",
    "datum": "date",
    "början": "start",
    "slut": "end",
    "plats": "place",
    "dnr": "case_number",
    "diarienummer": "case_number",
    "kontakt": "contact",
    "ordförande": "chair",
    "sekreterare": "secretary",
    "lang": "language",
}


class Entry(msgspec.Struct, frozen=True):
    """One key of the front matter that names a field, with its value as written."""

    field: m.Field
    raw: str
    span: Span


class Foreign(msgspec.Struct, frozen=True):
    """A key of the front matter that names no field of ours: `values` are its plain values, in order.

    `term` is the canonical name where the key heads a roll ("present", "absent"). `technical` tells that the key is
    for the site the file came from, and says nothing of the meeting.
    """

    key: str
    values: tuple[tuple[str, Span], ...]
    span: Span
    term: str | None = None
    technical: bool = False


class FrontMatter(msgspec.Struct, frozen=True):
    """What stands above the text: `end` is where the text begins."""

    end: int
    entries: tuple[Entry, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    approvals: tuple[Approved, ...] = ()
    problems: tuple[Problem, ...] = ()


_Found = Entry | Foreign | Approved | Problem


def find(text: str) -> FrontMatter:
    """Read the front matter at the head of a text, if there is one; a line across the page is none."""
    start = 1 if text.startswith("\ufeff") else 0
    match = FENCED.match(text[start:] if start else text)
    if not match or (
        match["yaml"].strip() and not _KEY_LIKE.search(match["yaml"]) and not match["yaml"].startswith("#")
    ):
        return FrontMatter(start)
    offset = start + match.start("yaml")
    found = list(_pairs(match["yaml"], offset))
    return FrontMatter(
        start + match.end(),
        tuple(entry for entry in found if isinstance(entry, Entry)),
        tuple(entry for entry in found if isinstance(entry, Foreign)),
        tuple(entry for entry in found if isinstance(entry, Approved)),
        tuple(problem for problem in found if isinstance(problem, Problem)),
    )


def _pairs(yaml_text: str, offset: int) -> Iterator[_Found]:
    import yaml  # noqa: PLC0415 - most notes have no front matter

    if len(yaml_text) > MAX_LENGTH or yaml_text.count("[") + yaml_text.count("{") > MAX_BRACKETS:
        yield Problem(
            span=Span(offset, offset), kind="front_matter_syntax", found=yaml_text[:40].strip(), wanted="far too long"
        )
        return
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(yaml_text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        yield _syntax(error, yaml_text, offset)
        return
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        yield Problem(
            span=Span(offset, offset + len(yaml_text)),
            kind="front_matter_syntax",
            found=yaml_text.strip()[:40],
            wanted="key: value",
        )
        return
    seen: set[str] = set()
    for key, value in root.value:
        if keeps_approvals(key, value):
            yield from read_approvals(key, value, offset, seen)
        else:
            yield _pair(key, value, offset, seen)


def _syntax(error: Exception, yaml_text: str, offset: int) -> Problem:
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    indexes = [min(mark.index, len(yaml_text)) for mark in marks if mark]
    # A bracket left open is noticed where the text ends; where it was opened says more.
    index = next((index for index in indexes if _line_at(yaml_text, index)), 0)
    told = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "nested too deep")
    at = Span(offset + index, offset + index)
    return Problem(span=at, kind="front_matter_syntax", found=_line_at(yaml_text, index), wanted=told)


def _line_at(text: str, index: int) -> str:
    return text[text.rfind("\n", 0, index) + 1 :].partition("\n")[0].strip()


def _pair(key: YamlNode, value: YamlNode, offset: int, seen: set[str]) -> Entry | Foreign | Problem:
    name = key.value if isinstance(key.value, str) else "?"
    folded = name.strip().casefold()
    field = _KEYS.get(folded)
    if field is None:
        field = _fields().get(_term_of(folded) or "")
        if field is None or field in seen:
            return _foreign(name, key, value, offset)
    if field in seen:
        return Problem(span=_span(key, offset), kind="repeated_key", found=name, wanted=field)
    seen.add(field)
    return _entry(field, name, value, offset)


def _foreign(name: str, key: YamlNode, value: YamlNode, offset: int) -> Foreign | Problem:
    """Keep a key that is none of ours, unless it looks like one of ours misspelt."""
    folded, span = name.strip().casefold(), _span(key, offset)
    term = _term_of(folded)
    near = get_close_matches(folded, _KEYS, n=1, cutoff=_NEAR)
    if near and term is None and folded not in _TECHNICAL:
        return Problem(span=span, kind="unknown_key", found=name, wanted=near[0])
    whole = Span(span.start, _span(value, offset).end)
    return Foreign(name, tuple(_scalars(value, offset)), whole, term, folded in _TECHNICAL)


def _entry(field: m.Field, name: str, value: YamlNode, offset: int) -> Entry | Problem:
    at = _span(value, offset)
    closed = _CLOSED.get(field)
    if not isinstance(value.value, str):
        value_text = _flat(value)
        if value_text is None or closed or field in {"date", "start", "end", "language", "title"}:
            return Problem(span=at, kind="bad_value", found=name, wanted="text")
        return Entry(field, value_text, at)
    if closed and value.value.strip() not in closed:
        return Problem(span=at, kind="bad_value", found=value.value, wanted=", ".join(closed))
    return Entry(field, value.value.strip(), at)


def _flat(value: YamlNode) -> str | None:
    """Join a list or a mapping of plain values; None where it holds more than that."""
    parts = [pair[1] if isinstance(pair, tuple) else pair for pair in value.value]
    if not all(isinstance(part.value, str) for part in parts):
        return None
    return ", ".join(part.value for part in parts)


@cache
def _fields() -> dict[str, m.Field]:
    return {name: name for name in get_args(m.Field)}


@cache
def _labels() -> dict[str, str]:
    """Give what a label means in any language: the front matter is read before the language is known."""
    found: dict[str, str] = {}
    for language in languages():
        accept = load(language).accept
        for table in (accept.labels, accept.roll):
            for term, words in table.items():
                for word in words:
                    found.setdefault(word, term)
    return found


def _term_of(folded: str) -> str | None:
    return None if folded in _TECHNICAL else _labels().get(folded)


def _scalars(node: YamlNode, offset: int) -> Iterator[tuple[str, Span]]:
    """Give all plain values below a node, keys of inner mappings before what they hold."""
    if isinstance(node.value, str):
        if node.value.strip():
            yield node.value.strip(), _span(node, offset)
        return
    for part in node.value:
        for inner in part if isinstance(part, tuple) else (part,):
            yield from _scalars(inner, offset)


def _span(node: YamlNode, offset: int) -> Span:
    return Span(offset + node.start_mark.index, offset + node.end_mark.index)


def normalise(entry: Entry, vocabulary: Vocabulary) -> str | None:
    """Give a value in the form its field has in a meeting; None where it cannot be understood."""
    match entry.field:
        case "date":
            dates = find_dates(entry.raw, vocabulary)
            return dates[0].iso() if dates else None
        case "start" | "end":
            return clock(entry.raw.removesuffix(":00") if entry.raw.count(":") > 1 else entry.raw)
        case _:
            return entry.raw or None
