#!/usr/bin/env python3
"""Writes the rules' docs from their docstrings: docs/rules.md and docs/regler.md, the tables, and docs/rules/, the pages.

python tools/make_rule_docs.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from protokoll.messages import translator
from protokoll.rules.pages import SAFETY, page
from protokoll.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from protokoll.rules.base import Rule

DOCS = Path(__file__).parent.parent / "docs"
HEADS = {
    "identity": "Identity and time",
    "attendance": "Attendance",
    "items": "Items",
    "decisions": "Decisions and votes",
    "approval": "Approval, notice and appeal",
    "privacy": "Privacy",
    "form": "Form, language and accessibility",
    "file": "The file, and the checking of it",
}
RUBRIKER = {
    "identity": "Vad det är, och när",
    "attendance": "Närvaro",
    "items": "Ärenden",
    "decisions": "Beslut och omröstningar",
    "approval": "Justering, anslag och överklagande",
    "privacy": "Personuppgifter",
    "form": "Form, språk och tillgänglighet",
    "file": "Filen, och kontrollen av den",
}
INTRO = """\
# Rules

All that `protokoll check` looks for, made from the rules' own pages by `tools/make_rule_docs.py`.
`protokoll rule NAME` prints a page in the terminal, `--lang sv` in Swedish; [the same table in Swedish](regler.md).

E is an error, W a warning, I for information, – off; for the profiles `kl`, `samverkan` and `anteckning`.
A rule is on from the state in its column; `*` marks those whose findings can be mended.
"""
INLEDNING = """\
# Regler

Allt som `protokoll check` letar efter, gjort av reglernas egna sidor med `tools/make_rule_docs.py`.
`protokoll rule NAMN --lang sv` visar en regels sida: vad den gör, varför det spelar roll, exempel och vad man skriver i stället.

E är fel, W varning, I upplysning, – av; för profilerna `kl`, `samverkan` och `anteckning`.
En regel gäller från det läge som står i dess kolumn; `*` betyder att felet kan rättas med `--fix`.
"""


def documents() -> dict[str, str]:
    """Give each file's text by its path in docs/."""
    swedish = translator("sv")
    found = {
        "rules.md": INTRO + table(HEADS, "since", str, "rules/"),
        "regler.md": INLEDNING + table(RUBRIKER, "från", swedish, "rules/"),
    }
    for room, head in HEADS.items():
        pages = [page(rule).markdown().replace("\n## ", "\n### ") for rule in RULES if rule.room == room]
        text = "\n".join(["#" + one for one in pages])
        found[f"rules/{room}.md"] = f"# {head}\n\n{text}"
    return found


def table(heads: dict[str, str], since: str, translate: Callable[[str], str], folder: str) -> str:
    """Give a table a room."""
    parts: list[str] = []
    for room, head in heads.items():
        rules = [rule for rule in RULES if rule.room == room]
        parts.append(f"\n## {head}\n\n| | | kl/sam/ant | {since} | | |\n|---|---|---|---|---|---|")
        parts += rows(rules, translate, folder)
    return "\n".join(parts) + "\n"


def rows(rules: list[Rule], translate: Callable[[str], str], folder: str) -> Iterator[str]:
    """Give a row a rule."""
    for rule in rules:
        found = page(rule)
        anchor = f"{rule.name}-{rule.code.lower()}"
        link = f"[{rule.name}]({folder}{rule.room}.md#{anchor})"
        levels = rule.levels.replace("-", "–")
        mark = "*" if SAFETY in found.parts else ""
        yield f"| {rule.code} | {link} | {levels} | {rule.since} | {mark} | {translate(found.summary)} |"


if __name__ == "__main__":
    (DOCS / "rules").mkdir(exist_ok=True)
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")
