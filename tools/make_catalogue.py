#!/usr/bin/env python3
"""Keeps the catalogue of messages: what is said in English in the sources, and its Swedish.

    python tools/make_catalogue.py            # renew locale/sv/LC_MESSAGES/protokoll.po, and make its .mo
    python tools/make_catalogue.py --check    # only tell what is missing, no longer used, or not yet in the .mo

A message is the text in an `N_()`, the first two texts of an error, or a paragraph of a rule's page. Translate it in
the .po and run this again.
"""

from __future__ import annotations

import ast
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from protokoll.errors import PLACE
from protokoll.rules.pages import page
from protokoll.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).parent.parent / "src" / "protokoll"
FOLDER = SOURCES / "locale" / "sv" / "LC_MESSAGES"
PO, MO = FOLDER / "protokoll.po", FOLDER / "protokoll.mo"
ERRORS = {"ProtokollError", "SourceError", "UsageError", "OutputError", "BrandError"}
VALUE = re.compile(r"\{\w+\}")
HEADER = """\
msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_NO_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""A catalogue names the day it was made: this one, so that the same messages give the same file."""


def messages() -> dict[str, list[str]]:
    """Give every message with the files it stands in."""
    found: dict[str, list[str]] = {}
    for file in sorted(SOURCES.rglob("*.py")):
        for message in texts(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(message, []).append(file.relative_to(SOURCES.parent.parent).as_posix())
    for rule in RULES:
        for paragraph in page(rule).paragraphs():
            found.setdefault(paragraph, []).append(f"src/{rule.module.replace('.', '/')}.py")
    return {message: sorted(set(files)) for message, files in found.items() if _says_something(message)}


def _says_something(message: str) -> bool:
    return re.search(r"[^\W\d_]", VALUE.sub("", message)) is not None


def texts(tree: ast.AST) -> Iterator[str]:
    """Give the texts in N_() and the first two of errors."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        wanted = call.args[:1] if call.func.id == "N_" else call.args[:2] if call.func.id in ERRORS else []
        for part in wanted:
            yield from constants(part)


def constants(node: ast.expr) -> Iterator[str]:
    """Give a text, or those of both ways of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def renewed(known: Catalog) -> Catalog:
    """Give a catalogue of what is said now, with the translations known."""
    catalogue = Catalog(locale="sv", fuzzy=False)
    for message, files in sorted(messages().items(), key=lambda pair: (pair[1][0], pair[0])):
        there = known.get(message)
        catalogue.add(message, str(there.string) if there and there.string else "", [(file, 0) for file in files])
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text; no dates, so that the same messages give the same file."""
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=False, include_lineno=False, omit_header=True)
    return HEADER.encode() + written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Write a catalogue as programs read it; an error's text without its place is a message as well."""
    whole = Catalog(locale="sv", fuzzy=False, creation_date=_NO_DAY, revision_date=_NO_DAY)
    for message in catalogue:
        if not message.id or not message.string:
            continue
        whole.add(message.id, message.string)
        if PLACE.match(str(message.id)):
            whole.add(PLACE.sub("", str(message.id)), PLACE.sub("", str(message.string)))
    written = BytesIO()
    write_mo(written, whole)
    return written.getvalue()


def main() -> int:
    """Renew the catalogue, or tell what is wrong with it."""
    known = read_po(BytesIO(PO.read_bytes()), locale="sv") if PO.exists() else Catalog(locale="sv")
    now = renewed(known)
    missing = [str(message.id) for message in now if message.id and not message.string]
    for message in missing:
        print(f"not translated: {message}")  # noqa: T201 - what this tool is for
    if "--check" in sys.argv:
        stale = as_po(now) != PO.read_bytes()
        if stale:
            print(f"{PO.name} is not what the sources say: run tools/make_catalogue.py")  # noqa: T201
        return int(bool(missing) or stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(now))
    MO.write_bytes(as_mo(now))
    return 0


if __name__ == "__main__":
    sys.exit(main())
