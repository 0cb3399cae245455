"""Mends what rules know how to mend: pass by pass, until nothing changes, and never more than was meant."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from protokoll.checker.check import check_source, context_of
from protokoll.model.meaning import facts
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.checker.plan import Plan
    from protokoll.diagnostics import Diagnostic, Fix

_PASSES = 12
"""What one fix uncovers the next pass mends; no text seen needs more than four."""


class Mended(msgspec.Struct, frozen=True):
    """A text after its fixes: how many findings of each rule were mended, and what is left.

    `held_back` are the names of rules whose fixes would have changed what is read, and were not applied; `approved`
    tells that the text was left alone for it has been approved.
    """

    text: str
    mended: dict[str, int]
    left: tuple[Diagnostic, ...]
    held_back: tuple[str, ...] = ()
    approved: bool = False


def mend(source: Source, plan: Plan, *, unsafe: bool) -> Mended:
    """Apply all safe fixes of a document, and the unsafe ones where asked.

    Safe fixes are held to their promise: where the meeting read afterwards has other facts, the rule to blame is found
    and its fixes are left out.
    """
    left = check_source(source, plan)
    if not any(_may(one.finding.fix, unsafe=unsafe) for one in left):
        return Mended(source.text, {}, tuple(left))
    before = context_of(source, plan).meeting
    if before.approvals:
        return Mended(source.text, {}, tuple(left), approved=True)
    known = facts(before)
    mended: Counter[str] = Counter()
    held_back: set[str] = set()
    for _ in range(_PASSES):
        usable = [one for one in left if _may(one.finding.fix, unsafe=unsafe) and one.name not in held_back]
        text, names = _applied(source.text, usable)
        if text == source.text:
            break
        if not any(one.finding.fix and not one.finding.fix.safe for one in usable):
            to_blame = _to_blame(source, usable, plan, known, text)
            if to_blame:
                held_back |= to_blame
                continue
        mended.update(names)
        source = Source(text, source.path)
        left = check_source(source, plan)
        if unsafe:
            known = facts(context_of(source, plan).meeting)
    return Mended(source.text, dict(mended), tuple(left), tuple(sorted(held_back)))


def _may(fix: Fix | None, *, unsafe: bool) -> bool:
    return fix is not None and (fix.safe or unsafe)


def _to_blame(source: Source, usable: Sequence[Diagnostic], plan: Plan, known: object, text: str) -> set[str]:
    """Name the rules whose safe fixes change the facts of the meeting; none where all together change nothing."""
    if facts(context_of(Source(text, source.path), plan).meeting) == known:
        return set()
    names = dict.fromkeys(one.name for one in usable)
    return {
        name
        for name in names
        if facts(context_of(Source(_alone(source.text, usable, name), source.path), plan).meeting) != known
    } or set(names)


def _alone(text: str, usable: Iterable[Diagnostic], name: str) -> str:
    return _applied(text, [one for one in usable if one.name == name])[0]


def _applied(text: str, diagnostics: Iterable[Diagnostic]) -> tuple[str, list[str]]:
    """Apply the fixes that touch no other, the earlier first, each whole or not at all; name the rules they are of."""
    taken: list[tuple[int, int, str]] = []
    names: list[str] = []
    for one in diagnostics:
        edits = (
            [(edit.span.start, edit.span.end, edit.text) for edit in one.finding.fix.edits] if one.finding.fix else []
        )
        if edits and not any(_touches(edit, taken) for edit in edits):
            for edit in edits:
                insort(taken, edit)
            names.append(one.name)
    pieces: list[str] = []
    position = 0
    for start, end, words in taken:
        pieces += (text[position:start], words)
        position = end
    return "".join(pieces) + text[position:], names


def _touches(edit: tuple[int, int, str], taken: list[tuple[int, int, str]]) -> bool:
    """Tell whether an edit overlaps one of those taken, which are in order and apart, or stands at its very place."""
    start, end, _ = edit
    after = bisect_left(taken, (start, start, ""))
    before = taken[after - 1] if after else None
    behind = taken[after] if after < len(taken) else None
    return bool((before and before[1] > start) or (behind and (behind[0] < end or behind[0] == start)))
