"""`protokoll rule`: the page of a rule, and the table of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.cli.console import write_bytes
from protokoll.cli.options import Lang
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from protokoll.rules.base import Rule

EXAMPLES = """\b
Examples:
  protokoll rule P601
  protokoll rule personal-number --lang sv
  protokoll rule
  protokoll rule --all --json
"""


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="A rule's code or name; without it, a table of all.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", envvar="PROTOKOLL_ALL", help="Print the pages of all rules.")] = False,
    json: Annotated[
        bool, typer.Option("--json", envvar="PROTOKOLL_JSON", help="Print JSON instead of Markdown.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Tell what a rule looks for, why that matters, and what to write instead."""
    if name and all_:
        raise UsageError("`--all` and a rule's name do not go together", "take one of them")
    from protokoll import messages  # noqa: PLC0415
    from protokoll.rules.table import RULES, rule_of  # noqa: PLC0415 - few commands need the table

    translate = messages.translator(messages.wanted_language(lang))
    rules = [rule_of(name)] if name else RULES
    if json:
        write_bytes(_as_json(rules, translate))
    elif name or all_:
        write_bytes("\n".join(_page(rule, translate) for rule in rules).encode())
    else:
        write_bytes(_table(rules, translate).encode())


def _page(rule: Rule, translate: Callable[[str], str]) -> str:
    from protokoll.rules.pages import page  # noqa: PLC0415 - loads the rule

    return page(rule).markdown(translate)


def _table(rules: Sequence[Rule], translate: Callable[[str], str]) -> str:
    from protokoll.rules.pages import page  # noqa: PLC0415 - loads every rule

    width = max(len(rule.name) for rule in rules)
    lines = (f"{rule.code}  {rule.levels}  {rule.name:<{width}}  {translate(page(rule).summary)}" for rule in rules)
    return "".join(f"{line}\n" for line in lines)


def _as_json(rules: Sequence[Rule], translate: Callable[[str], str]) -> bytes:
    import msgspec  # noqa: PLC0415 - the command line loads late what is heavy

    from protokoll.rules.pages import page  # noqa: PLC0415 - loads every rule

    told = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": translate(page(rule).summary),
            "severity": {profile: rule.severity(profile) for profile in ("kl", "samverkan", "anteckning")},
            "since": rule.since,
            "page": page(rule).markdown(translate),
        }
        for rule in rules
    ]
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
