"""All rules, in the order of their codes. A code is never used again for another fault."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from protokoll.diagnostics import N_
from protokoll.errors import UsageError
from protokoll.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The levels are those for kl, samverkan and anteckning: E error, W warning, I info, - off.
RULES: tuple[Rule, ...] = (
    # P1xx identity and time
    Rule("P101", "missing-title", "E/W/W"),
    Rule("P102", "unstated-document-kind", "E/W/W"),
    Rule("P103", "unknown-body", "E/E/W"),
    Rule("P104", "missing-date", "E/E/E"),
    Rule("P105", "abbreviated-date", "I/I/I"),
    Rule("P106", "contradictory-dates", "E/W/W"),
    Rule("P107", "wrong-weekday", "E/W/W"),
    Rule("P108", "missing-place", "W/W/I"),
    Rule("P109", "missing-time", "W/W/I"),
    Rule("P110", "times-out-of-order", "E/W/I"),
    # P2xx attendance
    Rule("P201", "missing-attendance", "E/E/I"),
    Rule("P202", "undivided-attendance", "E/-/-"),
    Rule("P203", "missing-chair", "E/W/I"),
    Rule("P204", "missing-secretary", "E/W/I"),
    Rule("P205", "person-listed-twice", "W/W/I"),
    Rule("P206", "member-without-party", "W/-/-"),
    Rule("P207", "unknown-party", "I/-/-"),
    Rule("P208", "substitute-for-nobody", "W/-/-"),
    Rule("P209", "absence-only-struck", "W/W/W"),
    Rule("P210", "vague-presence", "W/I/-"),
    Rule("P211", "gap-in-presence", "W/-/-"),
    Rule("P212", "missing-quorum", "E/-/-"),
    Rule("P213", "unaccounted-organisation", "-/W/-"),
    Rule("P214", "unmarked-remote-presence", "I/I/-"),
    Rule("P220", "person-not-in-register", "W/W/-"),
    Rule("P221", "party-not-as-in-register", "W/W/-"),
    Rule("P222", "substitute-out-of-order", "W/-/-"),
    Rule("P223", "unaccounted-member", "W/-/-"),
    # P3xx items
    Rule("P301", "item-without-number", "E/I/-"),
    Rule("P302", "repeated-item-number", "E/-/-"),
    Rule("P303", "gap-in-numbering", "E/-/-"),
    Rule("P304", "numbering-not-continued", "W/-/-", engine=True, together=True),
    Rule("P305", "paragraphs-not-as-declared", "E/-/-"),
    Rule("P306", "item-without-title", "W/W/W"),
    Rule("P307", "repeated-item-title", "W/W/W"),
    Rule("P308", "item-without-case-number", "W/-/-"),
    Rule("P309", "odd-case-number", "W/I/-"),
    Rule("P310", "item-without-decision", "W/I/-"),
    Rule("P311", "unanswered-question", "W/-/-"),
    Rule("P312", "individual-case-without-reasons", "I/-/-"),
    Rule("P313", "unlisted-attachment", "W/W/I"),
    Rule("P314", "uncited-attachment", "W/W/I"),
    Rule("P315", "missing-attachment-file", "W/W/I"),
    Rule("P316", "missing-recipients", "I/-/-"),
    # P4xx decisions and votes
    Rule("P401", "empty-decision", "E/E/W"),
    Rule("P402", "unnamed-decider", "W/I/-"),
    Rule("P403", "malformed-clause", "W/W/I"),
    Rule("P404", "mixed-decision-styles", "I/I/-"),
    Rule("P405", "discussion-in-decision", "I/I/-"),
    Rule("P406", "instruction-without-receiver", "I/I/I"),
    Rule("P407", "decision-by-reference-alone", "W/W/-"),
    Rule("P408", "claims-without-procedure", "E/-/-"),
    Rule("P409", "claim-without-mover", "W/-/-"),
    Rule("P410", "claim-without-outcome", "W/-/-"),
    Rule("P411", "vote-without-counts", "E/W/-"),
    Rule("P412", "miscounted-ballots", "E/W/-"),
    Rule("P413", "votes-unlike-attendance", "W/-/-"),
    Rule("P414", "vote-without-ballots", "E/-/-"),
    Rule("P415", "unexplained-vote", "W/W/-"),
    Rule("P416", "unbroken-tie", "E/-/-"),
    Rule("P417", "decision-against-vote", "W/W/-"),
    Rule("P418", "doubtful-dissent", "W/-/-"),
    Rule("P419", "conflict-of-interest-ignored", "E/W/-"),
    Rule("P420", "contradictory-abstention", "W/-/-"),
    Rule("P421", "referral-without-reasons", "W/-/-"),
    # P5xx approval, notice and appeal
    Rule("P501", "missing-approver", "E/I/-", since="final"),
    Rule("P502", "improper-approver", "E/I/-"),
    Rule("P503", "unresolved-approver", "W/I/-"),
    Rule("P504", "missing-approval-date", "E/-/-", since="approved"),
    Rule("P505", "approval-out-of-time", "E/-/-"),
    Rule("P506", "notice-out-of-time", "E/-/-"),
    Rule("P507", "notice-removed-early", "E/-/-"),
    Rule("P508", "notice-removed-on-last-day", "W/-/-"),
    Rule("P509", "wrong-appeal-day", "E/-/-"),
    Rule("P510", "notice-without-keeping-place", "E/-/-", since="published"),
    Rule("P511", "immediate-approval-without-notice", "W/-/-", since="approved"),
    Rule("P512", "missing-signature", "W/I/-", since="final"),
    Rule("P513", "unknown-signatory", "W/I/-"),
    Rule("P514", "draft-mark", "E/W/I", since="approved"),
    Rule("P515", "changed-after-approval", "E/E/W"),
    # P6xx privacy
    Rule("P601", "personal-number", "E/E/E"),
    Rule("P602", "private-contact", "W/W/W", since="final"),
    Rule("P603", "sensitive-data", "W/W/W", since="final"),
    Rule("P604", "unmasked-confidentiality", "E/W/W", since="published"),
    # P7xx form, language and accessibility
    Rule("P701", "missing-top-heading", "W/W/W"),
    Rule("P702", "several-top-headings", "W/W/W"),
    Rule("P703", "skipped-heading-level", "W/W/W"),
    Rule("P704", "marks-in-heading", "I/I/I"),
    Rule("P705", "bold-line-as-heading", "I/I/I"),
    Rule("P706", "repeated-page-header", "W/W/W"),
    Rule("P707", "picture-without-text", "E/E/W"),
    Rule("P708", "table-without-header", "E/W/W"),
    Rule("P709", "ragged-table", "E/W/W"),
    Rule("P710", "unclear-link", "I/I/I"),
    Rule("P711", "undeclared-language", "W/W/I"),
    Rule("P712", "layout-by-blanks", "I/I/I"),
    Rule("P713", "typed-list-marker", "I/I/I"),
    Rule("P714", "time-notation", "I/I/I"),
    Rule("P715", "heavy-word", "I/I/-"),
    Rule("P716", "unexplained-abbreviation", "I/I/-"),
    Rule("P717", "long-sentence", "I/I/-"),
    Rule("P718", "undescriptive-file-name", "I/I/I"),
    # P9xx the file, and the checking of it
    Rule("P901", "unreadable-file", "E/E/E", engine=True),
    Rule("P902", "unclear-front-matter", "E/E/E"),
    Rule("P903", "rule-crashed", "E/E/E", engine=True),
    Rule("P904", "unused-suppression", "W/W/W", engine=True),
    Rule("P905", "unclear-suppression", "W/W/W", engine=True),
    Rule("P906", "unclear-internal-mark", "E/E/E"),
)

_ALWAYS = ("P901", "P903")

BY_NAME: Mapping[str, Rule] = MappingProxyType(
    {rule.name: rule for rule in RULES} | {rule.code: rule for rule in RULES}
)
"""Each rule by its name and by its code."""


def rule_of(name: str) -> Rule:
    """Give a rule by its name or code, in any case."""
    found = BY_NAME.get(name.lower()) or BY_NAME.get(name.upper())
    if found is None:
        raise no_such_rule(name)
    return found


def rules_of(selector: str) -> tuple[Rule, ...]:
    """Give the rules that a name, a code or a code's beginning (`P1`, `P`) means."""
    beginning = selector.upper()
    found = tuple(rule for rule in RULES if rule.code.startswith(beginning))
    if found and beginning:
        return found
    return (rule_of(selector),)


def chosen(select: Sequence[str], extend: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Give the rules selected and not ignored; the more exact of two selectors wins, as for ruff and flake8.

    That a file cannot be read or a rule crashes is told whatever is selected: silence would look like a clean file.
    """
    wanted: dict[str, int] = dict.fromkeys(_ALWAYS, 0)
    for selector in (*select, *extend):
        for rule in rules_of(selector):
            wanted[rule.code] = max(wanted.get(rule.code, 0), _exactness(selector))
    for selector in ignore:
        for rule in rules_of(selector):
            if wanted.get(rule.code, 0) <= _exactness(selector):
                wanted.pop(rule.code, None)
    return tuple(rule for rule in RULES if rule.code in wanted)


def _exactness(selector: str) -> int:
    """Count how much of a code a selector says; a name says all of it."""
    digits = selector[1:]
    beginning = selector[:1].upper() == "P" and (digits.isdigit() or not digits)
    return len(selector) if beginning else len("P101")


def no_such_rule(name: str) -> UsageError:
    """Say that no rule has a name, and which one has one like it."""
    near = near_name(name)
    return UsageError(
        N_("no rule is called `{name}`"),
        N_("did you mean `{near}`?") if near else N_("see them all with `protokoll rule --all`"),
        name=name,
        near=near,
    )


@cache
def near_name(name: str) -> str:
    """Give the name or the code of a rule that is most like a name; an empty one where none is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    found = get_close_matches(name.lower(), [known.lower() for known in BY_NAME], n=1)
    return "" if not found else found[0].upper() if found[0][1:].isdigit() else found[0]
