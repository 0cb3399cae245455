"""The comments that silence a rule: which lines they count for, and what is said of those that do not work."""

from __future__ import annotations

import time

import pytest
from tests.checking import Case, fixed, told

from protokoll.rules.suppressions import Suppressions
from protokoll.rules.table import rule_of

WEEKDAY = "Onsdagen den 14 maj 2024 var en tisdag."
"""Words that `wrong-weekday` finds."""

RULES = tuple(map(rule_of, ("wrong-weekday", "personal-number", "unused-suppression", "unclear-suppression")))


def said(text: str) -> str:
    """Tell what is found, each finding on one line without its hint."""
    case = Case(text, {"profile": "kl"})
    lines = told(case.diagnostics(RULES), case.context().source).splitlines()
    return "\n".join(line for line in lines if not line.startswith("  "))


def mended(text: str) -> str:
    """Apply the fixes of P904 and P905."""
    case = Case(text, {"profile": "kl"})
    answer = fixed(text, [one for one in case.diagnostics(RULES) if one.code in {"P904", "P905"}])
    again = [one for one in case.diagnostics(RULES, answer) if one.code in {"P904", "P905"} and one.finding.fix]
    assert again == []
    return answer


def test_without_a_comment_the_rule_speaks() -> None:
    assert "Tisdag" not in said(f"# Protokoll\n\n{WEEKDAY}\n")
    assert said(f"# Protokoll\n\n{WEEKDAY}\n") == "3:1 error 'Onsdagen' `14 maj 2024` is tisdag, not onsdag"


@pytest.mark.parametrize(
    "text",
    [
        f"{WEEKDAY} <!-- protokoll: ignore[wrong-weekday] ledamotens egna ord -->",
        f"<!-- protokoll: ignore[wrong-weekday] --> {WEEKDAY}",
        f"<!--protokoll:ignore[P107]-->\n{WEEKDAY}",
        f"<!-- Protokoll: ignore[p107, personal-number] -->\n{WEEKDAY} 480229-9802",
        f"<!-- protokoll: ignore[wrong-weekday]\n     ledamotens egna ord -->\n\n\n{WEEKDAY}",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n<!-- att göra: fråga -->\n{WEEKDAY}",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n<!-- protokoll: ignore[personal-number] -->\n{WEEKDAY} 480229-9802",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n## {WEEKDAY}",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n- {WEEKDAY}",
        f"- <!-- protokoll: ignore[wrong-weekday] -->\n  {WEEKDAY}",
        f"1. Ett\n   <!-- protokoll: ignore[wrong-weekday] -->\n2. {WEEKDAY}",
        f"> <!-- protokoll: ignore[wrong-weekday] -->\n> {WEEKDAY}",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n\n| Namn | Ord |\n|---|---|\n| Asta | tyst |\n| Sixten | {WEEKDAY} |",
        f"| Namn | Ord |\n|---|---|\n| Sixten | {WEEKDAY} <!-- protokoll: ignore[wrong-weekday] --> |",
        f"<!-- protokoll: ignore-start[wrong-weekday] ledamotens ord -->\n\nEtt.\n\n{WEEKDAY}\n\n<!-- protokoll: ignore-end -->",
        f"<!-- protokoll: ignore-start[wrong-weekday] --> {WEEKDAY} <!-- protokoll: ignore-end slut på citatet -->",
        f"{WEEKDAY}\n\n<!-- protokoll: ignore-file[wrong-weekday] ledamotens ord -->",
    ],
)
def test_a_comment_silences_the_rule(text: str) -> None:
    assert said(f"# Protokoll\n\n{text}\n") == ""


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- protokoll: ignore[wrong-weekday] -->\nEtt.\n{WEEKDAY}",
        f"Ett. <!-- protokoll: ignore[wrong-weekday] -->\n{WEEKDAY}",
        f"<!-- protokoll: ignore[personal-number] -->\n{WEEKDAY}",
        f"{WEEKDAY}\n\n<!-- protokoll: ignore-start[wrong-weekday] -->\n\nEtt.\n\n<!-- protokoll: ignore-end -->",
        f"<!-- protokoll: ignore[wrong-weekday] -->\n\n| A |\n|---|\n| b |\n\n{WEEKDAY}",
    ],
)
def test_a_comment_elsewhere_silences_nothing(text: str) -> None:
    found = said(f"# Protokoll\n\n{text}\n")
    assert "is tisdag" in found
    assert "nothing here is silenced" in found


def test_ranges_may_stand_within_each_other() -> None:
    text = (
        "<!-- protokoll: ignore-start[wrong-weekday] -->\n\n<!-- protokoll: ignore-start[personal-number] -->\n\n"
        f"480229-9802\n\n<!-- protokoll: ignore-end -->\n\n811218-9819 {WEEKDAY}\n\n<!-- protokoll: ignore-end -->\n\n{WEEKDAY}\n"
    )
    assert [line.split(" `")[0] for line in said(text).splitlines()] == [
        "9:1 error '811218-9819' a personal identity number:",
        "13:1 error 'Onsdagen'",
    ]


def test_comments_in_code_are_words() -> None:
    text = f"```\n<!-- protokoll: ignore[nobody] -->\n```\n\n`<!-- protokoll: ignore[nobody] -->` {WEEKDAY}\n"
    assert said(text) == "5:38 error 'Onsdagen' `14 maj 2024` is tisdag, not onsdag"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- Protokoll: skrivs rent i maj -->",
        "<!-- protokoll: Asta Berglind [sekr] -->",
        "<!-- protokollet: ignore[nobody] -->",
        "<!-- Protokoll: on hold -->",
        "<!-- se protokoll: ignore[nobody] -->",
    ],
)
def test_other_comments_are_left_alone(comment: str) -> None:
    assert said(f"# Protokoll\n\n{comment}\n") == ""


@pytest.mark.parametrize(
    ("comment", "found", "hint"),
    [
        (
            "ignore[wrong-weekdays]",
            "'wrong-weekdays' no rule is called `wrong-weekdays`",
            "did you mean `wrong-weekday`?",
        ),
        ("ignore[P6O1]", "'P6O1' no rule is called `P6O1`", "did you mean `P601`?"),
        ("ignore[zzz]", "'zzz' no rule is called `zzz`", "see them all with `protokoll rule --all`"),
        ("ignore[]", "this comment names no rule", "write it as `<!-- protokoll: ignore[rule-name] reason -->`"),
        ("ignore wrong-weekday", "cannot read what this comment says", "write it as"),
        ("disable[wrong-weekday]", "cannot read what this comment says", "write it as"),
        ("ignore-next[wrong-weekday]", "cannot read what this comment says", "write it as"),
        ("ignore-end", "no range of ignored rules has begun here", "take the comment away"),
        ("ignore-end[wrong-weekday]", "`ignore-end` takes no rules", "write it as `<!-- protokoll: ignore-end -->`"),
        ("ignore-start[wrong-weekday]", "the range of ignored rules that begins here has no end", "write `<!-- pro"),
    ],
)
def test_a_comment_that_cannot_be_understood_is_told(comment: str, found: str, hint: str) -> None:
    case = Case(f"# Protokoll\n\n<!-- protokoll: {comment} -->\n\nText.\n", {"profile": "kl"})
    diagnostics = [one for one in case.diagnostics(RULES) if one.code == "P905"]
    words = told(diagnostics, case.context().source)
    assert found in words
    assert f"hint: {hint}" in words
    assert len(diagnostics) == 1


def test_a_range_without_end_counts_to_the_end_of_the_file() -> None:
    assert "tisdag" not in said(f"<!-- protokoll: ignore-start[wrong-weekday] -->\n\n{WEEKDAY}\n")


def test_an_unknown_name_is_no_reason_to_forget_the_others() -> None:
    text = f"# Protokoll\n\n<!-- protokoll: ignore[wrong-weekday, persnal-number] -->\n{WEEKDAY}\n"
    assert said(text) == "3:39 warning 'persnal-number' no rule is called `persnal-number`"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ett. <!-- protokoll: ignore[P107] skäl -->\n\nTvå.\n", "Ett.\n\nTvå.\n"),
        ("<!-- protokoll: ignore[P107] --> Ett.\n", "Ett.\n"),
        ("Ett <!-- protokoll: ignore[P107] --> två.\n", "Ett två.\n"),
        ("Ett.\n\n<!-- protokoll: ignore[P107] -->\nTvå.\n", "Ett.\n\nTvå.\n"),
        ("Ett.\n<!-- protokoll: ignore[P107] -->\nTvå.\n", "Ett.\n\nTvå.\n"),
        ("Ett.\n\n<!-- protokoll: ignore[P107] -->", "Ett.\n\n"),
        ("- <!-- protokoll: ignore[P107] -->\n  Ett.\n", "-\n  Ett.\n"),
        (
            "<!-- protokoll: ignore-start[P107] -->\nEtt.\n\n<!-- protokoll: ignore-end -->\n\nTvå.\n",
            "Ett.\n\n\nTvå.\n",
        ),
        (
            f"{WEEKDAY} <!-- protokoll: ignore[personal-number, wrong-weekday] ledamotens [egna] ord -->\n",
            f"{WEEKDAY} <!-- protokoll: ignore[wrong-weekday] ledamotens [egna] ord -->\n",
        ),
        (
            f"{WEEKDAY} <!-- protokoll: ignore[P601, P107, P1O1] -->\n",
            f"{WEEKDAY} <!-- protokoll: ignore[P107, P1O1] -->\n",
        ),
    ],
)
def test_what_silences_nothing_is_taken_away(before: str, after: str) -> None:
    case = Case(before, {"profile": "kl"})
    assert fixed(before, [one for one in case.diagnostics(RULES) if one.code == "P904"]) == after


def test_the_names_that_silence_nothing_are_told() -> None:
    text = f"{WEEKDAY} <!-- protokoll: ignore[personal-number, wrong-weekday] -->\n"
    assert said(text).endswith("nothing here is silenced by `personal-number`")


def test_fixes_are_done_after_one_run() -> None:
    meant = f"{WEEKDAY} <!-- protokoll: ignore[wrong-weekday] -->\n"
    assert mended(meant.replace("-weekday]", "-weekdays]")) == meant
    assert mended("Ett. <!-- protokoll: ignore[wrong-weekday] -->\n") == "Ett.\n"


def test_a_rule_that_is_not_run_makes_no_comment_idle() -> None:
    text = "Ett. <!-- protokoll: ignore[missing-quorum] -->\n"
    assert said(text) == ""


def test_the_rule_on_idle_comments_can_be_silenced() -> None:
    assert said("Ett. <!-- protokoll: ignore[wrong-weekday, unused-suppression] mallens text -->\n") == ""
    text = (
        "<!-- protokoll: ignore-file[unused-suppression] mall -->\n\nEtt. <!-- protokoll: ignore[wrong-weekday] -->\n"
    )
    assert said(text) == ""
    assert (
        said("<!-- protokoll: ignore-file[unclear-suppression] mall -->\n\n<!-- protokoll: ignore[nobody] -->\n") == ""
    )


@pytest.mark.parametrize(
    "text",
    [
        "<!-- protokoll: " * 20_000,
        "<!-- protokoll: ignore[" + " " * 200_000,
        "<!-- protokoll: ignore[P107] -->\n" * 5_000,
        "<!-- protokoll: ignore[P107] --> " * 2_000,
        "<!--" + "-" * 200_000 + "protokoll:",
        "<!-- protokoll: ignore-start[P107] -->\n" * 3_000 + "<!-- protokoll: ignore-end -->\n" * 3_000,
    ],
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    context = Case(text, {"profile": "kl"}).context()
    begun = time.perf_counter()
    found = Suppressions(context)
    list(found.unused(RULES))
    assert time.perf_counter() - begun < 2
