"""check(): what is wrong with a document. Only here is anything judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protokoll.diagnostics import N_, Diagnostic, Finding
from protokoll.rules.context import Context
from protokoll.rules.suppressions import Suppressions
from protokoll.rules.table import BY_NAME, RULES, chosen, rule_of
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.rules.base import Rule

__all__ = ["BY_NAME", "RULES", "Context", "check", "chosen", "crashed", "in_order", "rule_of"]

_NOT_FOR_AGENDAS = frozenset("2345")
"""An agenda tells of a meeting to come: nobody was there, and nothing is decided."""


def check(context: Context, rules: Sequence[Rule] = RULES) -> list[Diagnostic]:
    """Run rules over a document and give what they found, in the order of the text."""
    run = [rule for rule in rules if _applies(rule, context)]
    suppressions = Suppressions(context)
    found = [
        diagnostic
        for rule in run
        if not rule.engine
        for diagnostic in _run(rule, context)
        if not suppressions.silences(BY_NAME[diagnostic.code], diagnostic.span)
    ]
    codes = {rule.code for rule in run}
    if "P905" in codes:
        found += _not_silenced("P905", suppressions.faults, context, suppressions)
    if "P904" in codes:
        # A rule that is off for this profile or state silences nothing, and its comment is not idle for that; one that
        # looks at several documents has not spoken yet.
        alone = [rule for rule in run if not rule.together]
        found += _not_silenced("P904", suppressions.unused(alone), context, suppressions)
    return in_order(found)


def _not_silenced(
    code: str, findings: Iterable[Finding], context: Context, suppressions: Suppressions
) -> Iterator[Diagnostic]:
    for finding in findings:
        if not suppressions.silences(BY_NAME[code], finding.span):
            yield _diagnostic(code, context, finding)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort what was found by place, then by code."""
    return sorted(diagnostics, key=lambda one: (one.span.start, one.span.end, one.code, one.finding.message))


def _applies(rule: Rule, context: Context) -> bool:
    if context.meeting.kind == "agenda" and rule.code[1] in _NOT_FOR_AGENDAS:
        return False
    return rule.speaks(context.profile, context.state)


def _run(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    try:
        findings = list(rule.check()(context))
    except Exception as error:  # noqa: BLE001 - a rule that crashes is told, and the others still run
        yield _diagnostic("P903", context, crashed(rule.name, error, context.head))
        return
    for finding in findings:
        yield _diagnostic(rule.code, context, finding)


def crashed(name: str, error: BaseException, span: Span | None = None) -> Finding:
    """Say that a part of the checker itself failed."""
    return Finding(
        span or Span(0, 0),
        N_("`{name}` itself went wrong: {kind}: {told}"),
        N_("please report it, with the file if you may"),
        {"name": name, "kind": type(error).__name__, "told": " ".join(str(error).split())[:200]},
    )


def _diagnostic(code: str, context: Context, finding: Finding) -> Diagnostic:
    rule = BY_NAME[code]
    return Diagnostic(code, rule.name, rule.severity(context.profile) or "warning", finding)
