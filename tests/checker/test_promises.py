"""What the checker promises of any text: spans that are right, reports that are written, and words that stay.

As in `tests/test_properties.py` the examples are the same each time; to go fuzzing, raise the numbers and take
`derandomize` away.
"""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.test_properties import PIECES, TEXTS, minutes

from protokoll.checker import baseline
from protokoll.checker.check import check_source, context_of
from protokoll.checker.fixing import mend
from protokoll.checker.ignoring import with_ignores
from protokoll.checker.plan import Plan
from protokoll.errors import ProtokollError
from protokoll.model.meaning import facts
from protokoll.pipeline import published
from protokoll.reports import REPORTS, Checked, Style, report
from protokoll.rules import RULES
from protokoll.seal import content_hash
from protokoll.source import Source

ALL = tuple(rule.code for rule in RULES)
PLANS = st.builds(
    lambda profile, state: Plan(rules=ALL, language="sv", profile=profile, state=state),
    st.sampled_from([None, "kl", "samverkan", "anteckning"]),
    st.sampled_from([None, "draft", "published"]),
)
SPOILT = [
    "• ett\n• två", "– a\n– b", "a) ett\n\nb) två", "070-123 45 67", "19811218-9876", "kl 9-10 och kl 11ca", "erhålla KSO", "läs [här](x.pdf)",
    "![](b.png)", "**Rubrik**", "<br>", "&nbsp;", "Sida 2 (9)", "<!-- protokoll: ignore[heavy-word] -->", "<!-- protokoll: ignore-file[P7] -->",
    "<!-- intern -->hemligt<!-- /intern -->", "{x} %s", "###### Djupt", "| a |\n|---|---|\n| b | c | d |", "snarast  ",
]  # fmt: skip
GAPS = st.sampled_from(["\n\n", "\n\n", "\n", "  \n", " "])


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Make minutes with faults strewn among their lines."""
    lines = draw(minutes()).split("\n")
    for piece in draw(st.lists(st.sampled_from([*SPOILT, *PIECES]), max_size=6)):
        number = draw(st.integers(0, len(lines)))
        lines[number:number] = (draw(GAPS) + piece + draw(GAPS)).split("\n")
    return "\n".join(lines)


ANY = st.one_of(spoilt(), spoilt(), TEXTS).filter(lambda text: bool(Source(text).text.strip()))
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def facts_of(source: Source, plan: Plan) -> object:
    return facts(context_of(source, plan).meeting)


@given(ANY, PLANS)
@FEW
def test_spans_are_in_the_text_no_rule_crashes_and_every_report_is_written(text: str, plan: Plan) -> None:
    source = Source(text)
    found = check_source(source, plan)
    for one in found:
        assert one.code != "P903", one.message()
        edits = [edit.span for edit in one.finding.fix.edits] if one.finding.fix else []
        for span in (one.span, *(related.span for related in one.finding.related), *edits):
            assert 0 <= span.start <= span.end <= len(source.text), one
        assert all(before.end <= after.start for before, after in pairwise(edits)), one
    for name in REPORTS:
        report(name, [Checked("a\udcff.md", source, tuple(found))], Style()).encode()


@given(ANY, PLANS)
@FEW
def test_safe_fixes_keep_the_facts_and_what_is_public_and_come_to_an_end(text: str, plan: Plan) -> None:
    source = Source(text)
    done = mend(source, plan, unsafe=False)
    fixed = Source(done.text)
    assert facts_of(fixed, plan) == facts_of(source, plan)
    assert mend(fixed, plan, unsafe=False).text == done.text
    assert list(done.left) == check_source(fixed, plan)
    assert public_facts(fixed, plan) == public_facts(source, plan)


def public_facts(source: Source, plan: Plan) -> object:
    try:
        return facts_of(published(source, "sv").source, plan)
    except ProtokollError as error:
        return error.template


@given(ANY, PLANS)
@FEW
def test_unsafe_fixes_come_to_an_end_too(text: str, plan: Plan) -> None:
    done = mend(Source(text), plan, unsafe=True)
    assert mend(Source(done.text), plan, unsafe=True).text == done.text


@given(ANY, PLANS)
@FEW
def test_comments_that_silence_keep_the_facts_and_leave_nothing_found(text: str, plan: Plan) -> None:
    source = Source(text)
    before = {one.name for one in check_source(source, plan)}
    done = with_ignores(source, plan, "skäl")
    silent = Source(done.text)
    assert facts_of(silent, plan) == facts_of(source, plan)
    if done.approved or "<!--" in text.rpartition("-->")[2]:  # what is never closed takes the comments in
        return
    after = check_source(silent, plan)
    assert [one.name for one in after if not one.code.startswith("P9")] == []
    assert {one.name for one in after} <= before, "a comment of ours that silences nothing"
    assert with_ignores(silent, plan, "skäl").text == done.text


@given(st.lists(ANY, min_size=1, max_size=3), PLANS)
@settings(FEW, max_examples=25)
def test_a_baseline_knows_all_of_its_run(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], plan: Plan
) -> None:
    file = tmp_path_factory.getbasetemp() / "known.json"
    names = ["a.md", "b\udcff.md", "c\n.md"]
    checked = [
        Checked(name, source, tuple(check_source(source, plan)))
        for name, source in zip(names, map(Source, texts), strict=False)
    ]
    file.write_bytes(baseline.written(checked, file))
    kept, left_out = baseline.without_known(checked, file)
    assert [one for document in kept for one in document.diagnostics] == []
    assert left_out == sum(len(document.diagnostics) for document in checked)


@given(minutes())
@settings(FEW, max_examples=30)
def test_what_is_approved_is_left_to_the_letter(text: str) -> None:
    head = f"---\napproved:\n  - name: Anna Ek\n    date: 2024-05-20\n    content: {content_hash(text)}\n---\n"
    plan = Plan(rules=ALL, language="sv")
    for changed in (
        mend(Source(head + text), plan, unsafe=True).text,
        with_ignores(Source(head + text), plan).text,
    ):
        assert changed == head + text


COMMENT = "<!-- protokoll: ignore-file[heavy-word] växel -->"


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parents[2] / "examples").glob("*.md")), ids=lambda one: one.stem
)
def test_a_comment_for_the_file_may_stand_first_or_last(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    plan = Plan(rules=ALL)
    known = facts_of(Source(text), plan)
    assert facts_of(Source(f"{text.rstrip()}\n\n{COMMENT}\n"), plan) == known
    if not text.startswith("---"):
        assert facts_of(Source(f"{COMMENT}\n\n{text}"), plan) == known


MEETING = "# Protokoll för Kommunstyrelsen i Sundby 2024-05-03\n\n## Närvarande\n\n- Anna Ek (S), ordförande\n\n## § 1 Budget\n\n### Beslut\n\n"


@pytest.mark.parametrize("piece", [
    "\n", " \n", "KS ", "ABCD ", "• a\n\n", "a:\n– a\n", "Anna Ek (S) yrkar bifall.\n", "Datum: 2024-05-03\n", "Nästa möte den 3 maj\n\n",
    "<!-- protokoll: ignore[P7] -->", "a <!-- protokoll: ignore[heavy-word] x -->\n", "<!-- protokoll: ignore-start[P6] -->\n\n070-123 45 67\n\n",
    "Dnr KS 2024/12 ", "## Justeras\n\nAnna Ek\n\n", "| Anna Ek | S |\n", "[läs](a) ", "Se bilaga 1. ", "- Anna Ek (S), sjuk\n", "> ", "\\", "[", "`a` ",
], ids=repr)  # fmt: skip
def test_eight_times_the_text_takes_no_longer_to_check_than_it_must(piece: str) -> None:
    plan = Plan(rules=ALL, language="sv", profile="kl", state="published")

    def seconds(size: int) -> float:
        source = Source(MEETING + piece * (size // len(piece)))
        started = time.process_time()
        check_source(source, plan)
        return time.process_time() - started

    seconds(1_000)
    # A quadratic check would take 64 times as long; a busy machine is allowed for.
    assert seconds(32_000) < 24 * max(min(seconds(4_000) for _ in range(3)), 0.02)


def test_spaces_within_a_last_line_are_read_at_once() -> None:
    started = time.process_time()
    check_source(Source(f"{MEETING}a{' ' * 100_000}b"), Plan(rules=ALL))
    assert time.process_time() - started < 5  # it took minutes


def test_a_finding_in_a_text_that_ends_in_code_is_silenced_from_the_top() -> None:
    done = with_ignores(Source("Hej hopp.\n\n```\nkod"), Plan(rules=ALL, language="sv"))
    assert not [one for one in check_source(Source(done.text), Plan(rules=ALL, language="sv")) if one.code < "P9"]
