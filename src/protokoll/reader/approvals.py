"""Approvals that the front matter keeps: who approved the minutes, when, and the hash of what was approved."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import find_dates
from protokoll.model.closing import Approved
from protokoll.model.problem import Problem
from protokoll.seal import HASH, KEYS
from protokoll.source import Span
from protokoll.vocabulary import languages, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import Node as YamlNode

    from protokoll.model.attendance import Role

_NEAR = 0.75
"""How like a key of an approval a foreign one is that is taken for its misspelling."""

_ENTRY = ("name", "role", "date", "content")
_ENTRY_KEYS = {name: name for name in _ENTRY} | {"namn": "name", "roll": "role", "datum": "date"}
_WANTED = {"name": "name: Asta Berglind", "date": "date: 2024-05-20", "content": "sha256: and 64 digits"}


def keeps_approvals(key: YamlNode, value: YamlNode) -> bool:
    """Tell the key that keeps approvals from one of the same name that is somebody else's, `approved: yes`."""
    if not isinstance(key.value, str) or key.value.strip().casefold() not in KEYS or isinstance(value.value, str):
        return False
    return any(_is_mapping(part) for part in _entries(value))


def _entries(value: YamlNode) -> list[YamlNode]:
    return [value] if _is_mapping(value) else list(value.value)


def _is_mapping(node: YamlNode) -> bool:
    return str(getattr(node, "id", "")) == "mapping"


def read_approvals(key: YamlNode, value: YamlNode, offset: int, seen: set[str]) -> Iterator[Approved | Problem]:
    """Read who approved the minutes, when, and the hash of what they approved."""
    if "approvals" in seen:
        yield Problem(span=_span(key, offset), kind="repeated_key", found=str(key.value), wanted=KEYS[0])
        return
    seen.add("approvals")
    for node in _entries(value):
        yield from _approved(node, offset)


def _approved(node: YamlNode, offset: int) -> Iterator[Approved | Problem]:
    at = _span(node, offset)
    if not _is_mapping(node):
        yield Problem(span=at, kind="bad_value", found=str(node.value)[:40], wanted=_WANTED["name"])
        return
    known: dict[str, str] = {}
    problems: list[Problem] = []
    end = at.start
    for key, value in node.value:
        folded = str(key.value).strip().casefold()
        field = _ENTRY_KEYS.get(folded)
        end = _span(value, offset).end
        if field is None:
            near = get_close_matches(folded, _ENTRY_KEYS, n=1, cutoff=_NEAR)
            wanted = near[0] if near else ""
            problems.append(
                Problem(span=_span(key, offset), kind="unknown_key", found=str(key.value)[:40], wanted=wanted)
            )
        elif field in known:
            problems.append(Problem(span=_span(key, offset), kind="repeated_key", found=str(key.value), wanted=field))
        elif (read := _read_part(field, value)) is None:
            wanted = _WANTED.get(field, "text")
            found = value.value if isinstance(value.value, str) else folded
            problems.append(Problem(span=_span(value, offset), kind="bad_value", found=found[:80], wanted=wanted))
        else:
            known[field] = read
    if not problems:
        missing = next((field for field in ("name", "date") if not known.get(field)), None)
        if missing:
            problems.append(
                Problem(span=Span(at.start, end), kind="bad_value", found=_shown(known), wanted=_WANTED[missing])
            )
    yield from problems
    if not problems:
        title = known.get("role") or None
        yield Approved(
            span=Span(at.start, end),
            name=known["name"],
            role=_role(title) if title else None,
            title=title,
            date=known["date"],
            content=known.get("content") or None,
        )


def _shown(known: dict[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in known.items())[:80]


def _read_part(field: str, value: YamlNode) -> str | None:
    """Give a part of an approval in its normal form; None where it cannot be understood."""
    if not isinstance(value.value, str):
        return None
    words = " ".join(value.value.split())
    if field == "date":
        dates = find_dates(words, load("sv"))
        return dates[0].iso() if dates else None
    if field == "content" and words:
        return words if HASH.fullmatch(words) else None
    return words


@cache
def _roles() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for language in languages():
        for role, words in load(language).accept.roles.items():
            for word in (role, *words):
                found.setdefault(word, role)  # type: ignore[arg-type]  # the vocabulary's keys are its words
    return found


def _role(word: str) -> Role | None:
    """Give the role a word names in any language: front matter is read before the language is known."""
    return _roles().get(word.strip().casefold())


def _span(node: YamlNode, offset: int) -> Span:
    return Span(offset + node.start_mark.index, offset + node.end_mark.index)
