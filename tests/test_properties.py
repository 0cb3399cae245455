"""The promises, held for texts nobody would write."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from protokoll.brand import load_brand
from protokoll.model import content as c
from protokoll.model.meeting import Meeting
from protokoll.pipeline import render_meeting
from protokoll.reader import read
from protokoll.source import Source, Span
from protokoll.view import present
from tests.words import output_words, source_words

PIECES = [
    "# Möte i Ödeby", "## 09.00 **Titel**", "### Beslut", "## Närvarande", "## Paus", "## § 12 Ärende", "**att** göra",
    "att låta", "- ett", "  - två", "1. första", "> citat", "Anna Ek, Sundby till kl 11ca", "~~Bo Al, Åvik~~", "***", "---",
    "| a | b |\n|---|---|\n| c | d |", "```\nkod\n```", "<b>fet</b>", "<!-- dold -->", "Plats och tid: Salen den 3 maj kl 9-10",
    "Protokollet justeras av Anna", "Maj Lind  \nsekreterare", "[länk](http://a.example)", "![bild](b.png)", "\u00a0", "&amp; &ouml;",
    "*a **b* c**", "Ordförande: Eva Berg", "Kommunstyrelsen beslutar", "Text. Mer text kl. 9. Slut.", "\\*", "`x`", "\ttabb", "2024-05-17",
    "99:99", "§", "till kl 25", "240230", "(S)", "\x00", "\u2028", "\ufeff", "\ud7ff", "😀", "a\u0301", "\u200f\u05d0", "]]>", "{{ x }}", "#evil()",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", " ", "  \n", "", ", "])), max_size=25
    ).map(lambda pairs: "".join(piece + gap for piece, gap in pairs)),
)
# The same examples each time: what must pass before a change lands may not depend on luck. To go fuzzing, raise the
# numbers and take `derandomize` away.
MANY = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@given(TEXTS)
@MANY
@example("---\n: [\n---\n")
@example("---\ntitle: a\ntitle: b\nx: y\n---\n# T")
def test_any_text_gives_a_meeting_that_survives_json(text: str) -> None:
    meeting = read(Source(text))
    assert msgspec.json.decode(msgspec.json.encode(meeting), type=Meeting) == meeting


@given(TEXTS)
@MANY
def test_no_word_is_lost_on_the_way_to_paper(text: str) -> None:
    meeting = read(Source(text))
    if meeting.problems:
        return
    excused = source_words("\n".join(piece.text for piece in meeting.furniture))
    wanted = source_words(Source(text).text) - excused
    rendered = render_meeting(meeting, ["docx", "html", "json"], load_brand("base"), None)
    for kind, data in rendered.items():
        assert not wanted - output_words(data, kind), kind


@given(TEXTS)
@FEW
def test_every_text_can_be_set_as_pdf(text: str) -> None:
    meeting = read(Source(text))
    assert render_meeting(meeting, ["pdf"], load_brand("base"), None)["pdf"].startswith(b"%PDF-")


@given(TEXTS)
@FEW
def test_the_same_text_gives_the_same_view(text: str) -> None:
    assert present(read(Source(text))) == present(read(Source(text)))


@given(TEXTS)
@MANY
def test_every_span_lies_in_the_source_and_within_its_parent(text: str) -> None:
    source = Source(text)
    _check_spans(read(source), Span(0, len(source.text)), source)


def _check_spans(node: object, within: Span, source: Source) -> None:
    if isinstance(node, tuple):
        for inner in node:
            _check_spans(inner, within, source)
    elif isinstance(node, c.Node):
        assert 0 <= node.span.start <= node.span.end <= len(source.text), node
        if isinstance(node, c.Text) and node.span.end - node.span.start == len(node.text):
            written = source.raw(node.span).replace("\x00", "\ufffd").replace("\n", " ")  # a heading over two lines
            assert written == node.text or "\\" in written or "&" in written or "\t" in written, node
        for name in node.__struct_fields__:
            _check_spans(getattr(node, name), node.span, source)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000, "![" * 150_000, "*a " * 100_000, "**a " * 50_000 + "a**" * 50_000, "<" * 300_000, "> " * 10_000 + "hej",
        "".join("  " * depth + "- djupt\n" for depth in range(300)), "`" * 300_000, "a\n" * 150_000, "|a" * 30_000 + "\n" + "|-" * 30_000,
        "# rubrik\n" * 20_000, "## 09.00 T\n\n### Beslut\n\natt x\n\n" * 6_000, "Anna Ek, Sundby\n\n" * 15_000, "till kl " * 30_000,
        "## Närvarande\n\n" + "Anna Ek, till kl 1\n" * 10_000, "Plats och tid: " + "den 3 maj kl 9 " * 15_000, "Plats: " * 30_000, "a. B" * 60_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_reading_stays_linear_on_hostile_text(text: str) -> None:
    started = time.process_time()
    present(read(Source(text)))
    # No clock is a test of speed; a quadratic reading of these would take minutes.
    assert time.process_time() - started < 30
