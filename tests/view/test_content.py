"""What a page shows of content: safe, speakable, and no deeper than paper is wide."""

from __future__ import annotations

import pytest

from protokoll.brand import load_brand
from protokoll.pipeline import render_meeting
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import page as p
from protokoll.view import present
from protokoll.view.content import MAX_DEPTH, safe_address


def view(text: str) -> p.View:
    """Read and present a text."""
    return present(read(Source(text))).view


def runs(text: str) -> p.Runs:
    """Present a paragraph."""
    (block,) = view(text).opening
    assert isinstance(block, p.Paragraph)
    return block.runs


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://a.example/b", "https://a.example/b"), ("mailto:a@b.example", "mailto:a@b.example"), ("bilaga.pdf", "bilaga.pdf"), ("../b.md", "../b.md"),
        ("javascript:alert(1)", None), ("JAVASCRIPT:x", None), ("data:text/html,x", None), ("//a.example", None), ("\\\\server\\share", None), ("file:///etc", None), ("#hit", None), ("", None),
    ],
)  # fmt: skip
def test_addresses(href: str, safe: str | None) -> None:
    assert safe_address(href) == safe


def test_a_link_that_is_not_safe_is_text() -> None:
    assert runs("Se [här](ftp://a.example) du.") == (p.Run(text="Se här du."),)


def test_bare_addresses_become_links() -> None:
    assert [(run.text, run.href) for run in runs("Fråga a@b.example eller https://a.example/x.")] == [
        ("Fråga ", None),
        ("a@b.example", "mailto:a@b.example"),
        (" eller ", None),
        ("https://a.example/x", "https://a.example/x"),
        (".", None),
    ]


def test_what_is_struck_is_said_to_be() -> None:
    assert [(run.text, run.strike) for run in runs("en ~~två~~ tre")] == [
        ("en ", False),
        ("två", True),
        (" (struket) tre", False),
    ]


def test_line_breaks_and_html() -> None:
    assert runs("ett  \ntvå<br>tre <b>fyra</b>") == (
        p.Run(text="ett"),
        p.Run(line_break=True),
        p.Run(text="två"),
        p.Run(line_break=True),
        p.Run(text="tre <b>fyra</b>"),
    )


def test_a_comment_is_never_printed() -> None:
    assert view("<!-- dold --> synlig\n\nText <!-- dold --> mer.\n\n<!-- dold -->\n").opening == (
        p.Paragraph(runs=(p.Run(text="synlig"),)),
        p.Paragraph(runs=(p.Run(text="Text  mer."),)),
    )


def test_control_characters_become_spaces() -> None:
    assert runs("ett\x01två") == (p.Run(text="ett två"),)


def test_lists_and_quotes_are_set_in_only_so_far() -> None:
    blocks: tuple[p.Block, ...] = view("> " * 60 + "djupt").opening
    depth = 0
    while isinstance(blocks[0], p.Quote):
        blocks, depth = blocks[0].blocks, depth + 1
    assert depth == MAX_DEPTH
    assert isinstance(blocks[0], p.Paragraph)


@pytest.mark.parametrize(
    "text", ["# {}", "# M\n\n## 1. {}", "# M\n\n## 1. A\n\n### {}", "# M\n\n## 1. A\n\n### B\n\n#### {}"]
)
def test_a_heading_that_is_a_page_long_is_text(text: str) -> None:
    meeting = read(Source(text.format("ord " * 20_000)))
    rendered = render_meeting(meeting, ["html", "pdf"], load_brand("base"), None)
    assert rendered["html"].decode().count("ord ") >= 19_999
    assert rendered["pdf"].startswith(b"%PDF-")


def test_an_empty_heading_is_said_to_be() -> None:
    assert view("# M\n\n## § 12\n\nText.\n").items[0].title_text == "(punkt utan rubrik)"
    assert view("#\n").items[0].title_text == "(punkt utan rubrik)"


def test_sections_within_sections_keep_their_rank() -> None:
    text = "# M\n\n## 1. A\n\n### Bakgrund\n\nx\n\n#### Djupare\n\ny\n\n##### Djupast\n\nz\n\n### Beslut\n\natt w\n"
    passage, resolution = view(text).items[0].parts
    assert isinstance(passage, p.Passage)
    assert [block.level for block in passage.blocks if isinstance(block, p.Heading)] == [4, 5]
    assert isinstance(resolution, p.Resolution)


def test_text_between_points_stays_between_them() -> None:
    (resolution,) = view("# M\n\n## 1. A\n\n### Beslut\n\natt ett\n\nText emellan.\n\natt två\n").items[0].parts
    assert isinstance(resolution, p.Resolution)
    assert [len(clause.blocks) for clause in resolution.clauses] == [1, 0]


def test_absence_is_said_in_words() -> None:
    roll = view("# M\n\n## Närvarande\n\nAnna Ek\n\n~~Bo Al~~\n").roll
    assert roll is not None
    assert [(group.heading, [person.name for person in group.persons]) for group in roll.groups] == [
        ("Närvarande", ["Anna Ek"]),
        ("Frånvarande", ["Bo Al"]),
    ]
    assert roll.summary == "1 närvarande, 1 frånvarande"


def test_words_of_a_persons_line_that_no_field_holds_are_printed() -> None:
    roll = view("# M\n\n## Närvarande\n\nAnna Ek, Sundby, avvek kl 11 efter lunch\n").roll
    assert roll is not None
    (person,) = roll.groups[0].persons
    assert "efter lunch" in f"{person.detail} {person.remark}"


def test_front_matter_and_text_that_disagree_both_show() -> None:
    shown = view("---\nplace: Ekeby\ntitle: Ett\n---\n# Två\n\nPlats: Sundby\n")
    assert (shown.title, shown.summary) == ("Ett", ("Ekeby",))
    assert [(fact.label, fact.values[0][0].text) for fact in shown.facts] == [("Rubrik", "Två"), ("Plats", "Sundby")]
