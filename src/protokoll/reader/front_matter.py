"""YAML front matter: the opening's fields, stated outright."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

import msgspec

from protokoll.model import meeting as m
from protokoll.model.problem import Problem
from protokoll.reader.times import clock, find_dates
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node as YamlNode

    from protokoll.vocabulary import Vocabulary

MAX_LENGTH = 64_000
MAX_BRACKETS = 200
"""Limits beyond which YAML is not parsed: its parser is not made for what is hostile."""

_FENCED = re.compile(
    r"\A---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_KEY_LIKE = re.compile(r"^[^\s:#][^:\n]*:(?:\s|$)", re.MULTILINE)

_CLOSED: dict[str, tuple[str, ...]] = {"kind": get_args(m.Kind), "profile": get_args(m.Profile)}
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


class FrontMatter(msgspec.Struct, frozen=True):
    """What stands above the text: `end` is where the text begins."""

    end: int
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def find(text: str) -> FrontMatter:
    """Read the front matter at the head of a text, if there is one; a line across the page is none."""
    start = 1 if text.startswith("\ufeff") else 0
    match = _FENCED.match(text[start:] if start else text)
    if not match or (
        match["yaml"].strip() and not _KEY_LIKE.search(match["yaml"]) and not match["yaml"].startswith("#")
    ):
        return FrontMatter(start)
    offset = start + match.start("yaml")
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in _pairs(match["yaml"], offset):
        (entries if isinstance(found, Entry) else problems).append(found)  # type: ignore[arg-type]  # told apart just here
    return FrontMatter(start + match.end(), tuple(entries), tuple(problems))


def _pairs(yaml_text: str, offset: int) -> Iterator[Entry | Problem]:
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


def _pair(key: YamlNode, value: YamlNode, offset: int, seen: set[str]) -> Entry | Problem:
    name = key.value if isinstance(key.value, str) else "?"
    span = _span(key, offset)
    field = _KEYS.get(name.strip().casefold())
    if field is None:
        near = get_close_matches(name.casefold(), _KEYS, n=1, cutoff=0.6)
        return Problem(span=span, kind="unknown_key", found=name, wanted=near[0] if near else "")
    if field in seen:
        return Problem(span=span, kind="repeated_key", found=name, wanted=field)
    seen.add(field)
    at = _span(value, offset)
    if not isinstance(value.value, str):
        value_text = _flat(value)
        if value_text is None or field not in {"contact", "issued"}:
            return Problem(span=at, kind="bad_value", found=name, wanted="text")
        return Entry(field, value_text, at)
    closed = _CLOSED.get(field)
    if closed and value.value.strip() not in closed:
        return Problem(span=at, kind="bad_value", found=value.value, wanted=", ".join(closed))
    return Entry(field, value.value.strip(), at)


def _flat(value: YamlNode) -> str | None:
    """Join a list or a mapping of plain values; None where it holds more than that."""
    parts = [pair[1] if isinstance(pair, tuple) else pair for pair in value.value]
    if not all(isinstance(part.value, str) for part in parts):
        return None
    return ", ".join(part.value for part in parts)


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
