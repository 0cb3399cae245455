"""What a safe fix promises: the facts of the meeting stay, and fixing what is fixed changes nothing more."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.rules.test_rules import LOOKING

from protokoll.model.meaning import facts
from protokoll.reader import read, read_whole
from protokoll.rules import Context, check
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from protokoll.diagnostics import Fix

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
TELLING = [
    file
    for file in EXAMPLES
    if file.stem in {"dagordning-som-lista", "direktorsmote", "kommunstyrelsen", "sammantradesprotokoll", "formannskap"}
]
ROUNDS = 12
"""How often fixes may make room for others before something is wrong with them."""


def safe_fixes(text: str) -> list[Fix]:
    source = Source(text)
    reading = read_whole(source)
    found = check(Context(source, reading.meeting, reading.blocks), LOOKING)
    assert [one.message() for one in found if one.code == "P903"] == []
    return [one.finding.fix for one in found if one.finding.fix and one.finding.fix.safe]


def applied(text: str, fixes: Sequence[Fix]) -> str:
    """Apply each fix whole, but none that touches one applied before it; two that insert at one place do."""
    taken: list[tuple[int, int]] = []
    edits: dict[tuple[int, int], str] = {}
    for fix in fixes:
        spans = [(edit.span.start, edit.span.end) for edit in fix.edits]
        if any((start < end2 and start2 < end) or start == start2 for start, end in spans for start2, end2 in taken):
            continue
        taken += spans
        edits |= {(edit.span.start, edit.span.end): edit.text for edit in fix.edits}
    for (start, end), words in sorted(edits.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def fixed(text: str) -> str:
    for _ in range(ROUNDS):
        after = applied(text, safe_fixes(text))
        if after == text:
            return text
        text = after
    pytest.fail("fixes never come to an end")


def hold(text: str) -> None:
    before = facts(read(Source(text)))
    after = fixed(text)
    assert facts(read(Source(after))) == before
    assert fixed(after) == after


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_safe_fixes_keep_the_facts_of_an_example(file: Path) -> None:
    hold(file.read_text(encoding="utf-8"))


def on_some_lines(change: Callable[[str], str], share: float = 0.3) -> Callable[[str, random.Random], str]:
    def mutated(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        return "\n".join(change(line) if chance.random() < share else line for line in lines)

    return mutated


def between_lines(words: str, share: float = 0.1) -> Callable[[str, random.Random], str]:
    def mutated(text: str, chance: random.Random) -> str:
        return "\n".join(line + (words if chance.random() < share else "") for line in text.split("\n"))

    return mutated


MUTATIONS = {
    "bold headings": on_some_lines(lambda line: re.sub(r"^(#+ (?:[\d.§ ]+ )?)(.+)$", r"\1**\2**", line)),
    "italic headings": on_some_lines(lambda line: re.sub(r"^(#+ )([^*_]+)$", r"\1*\2*", line)),
    "deeper headings": on_some_lines(lambda line: re.sub(r"^###(?= )", "#####", line)),
    "all parts deeper": on_some_lines(lambda line: re.sub(r"^###(?= )", "####", line), 1.0),
    "no title": on_some_lines(lambda line: re.sub(r"^# ", "## ", line), 1.0),
    "a plain title": on_some_lines(lambda line: re.sub(r"^# ", "", line), 1.0),
    "page numbers": between_lines("\n\nJusterandes sign\n\nSida 2 (9)\n"),
    "page numbers within": between_lines("\nSida 2 (9)", 0.2),
    "blank lines": between_lines("\n\n\u00a0\n", 0.2),
    "blank lines within": between_lines("\n\u00a0", 0.2),
    "breaks": between_lines("\n\n<br>\n\n&nbsp;\n\n\\\n", 0.1),
    "dashes": on_some_lines(lambda line: re.sub(r"^- ", "– ", line), 1.0),
    "some dots": on_some_lines(lambda line: re.sub(r"^- ", "• ", line)),
    "dots on lines of their own": on_some_lines(lambda line: re.sub(r"^- (.*)$", "\n• \\1", line), 1.0),
    "hyphens in times": on_some_lines(lambda line: re.sub(r"(\d)–(\d)", r"\1-\2", line).replace("kl. ", "kl "), 1.0),
    "hedged times": on_some_lines(lambda line: re.sub(r"kl\. (\d+)(?!\d|[.–])", r"kl \1ca", line), 1.0),
    "colons in times": on_some_lines(lambda line: re.sub(r"(kl\. \d+)\.(\d\d)", r"\1:\2", line), 1.0),
    "short rows": on_some_lines(lambda line: re.sub(r"\|[^|]*\|$", "|", line) if line.startswith("| ") else line),
}


@pytest.mark.parametrize("file", TELLING, ids=lambda file: file.stem)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_safe_fixes_keep_the_facts_of_what_was_spoilt(mutation: str, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    hold(MUTATIONS[mutation](text, random.Random(mutation)))  # noqa: S311 - nothing secret


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_safe_fixes_keep_the_facts_of_all_that_at_once(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    chance = random.Random(file.stem)  # noqa: S311 - as above
    for mutation in chance.sample(list(MUTATIONS), 6):
        text = MUTATIONS[mutation](text, chance)
    hold(text)
