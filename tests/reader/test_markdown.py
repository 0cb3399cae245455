"""Spans are right to the character, whatever marks stand around the words."""

from __future__ import annotations

import pytest

from protokoll.model import content as c
from protokoll.reader.markdown import parse


def pieces(markdown: str) -> list[tuple[str, str]]:
    """List kind and written characters of everything in a text, outermost first."""
    found: list[tuple[str, str]] = []

    def walk(node: object) -> None:
        if isinstance(node, tuple):
            for inner in node:
                walk(inner)
        elif isinstance(node, c.Node):
            found.append((type(node).__name__, markdown[node.span.start : node.span.end]))
            for name in ("inlines", "blocks", "items", "header", "rows"):
                walk(getattr(node, name, ()))

    walk(parse(markdown))
    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Hej **på dig** du", [("Text", "Hej "), ("Strong", "**på dig**"), ("Text", "på dig"), ("Text", " du")]),
        ("~~Bo Ek, Åvik~~", [("Strikeout", "~~Bo Ek, Åvik~~"), ("Text", "Bo Ek, Åvik")]),
        ("a &amp; b \\* c", [("Text", "a &amp; b \\* c")]),
        ("se [här](b.md 'x') nu", [("Text", "se "), ("Link", "[här](b.md 'x')"), ("Text", "här"), ("Text", " nu")]),
        ("<http://a.b/c%20d>", [("Link", "<http://a.b/c%20d>"), ("Text", "http://a.b/c%20d")]),
        ("`` a`b `` c", [("Code", "`` a`b ``"), ("Text", " c")]),
        ("en  \ntvå", [("Text", "en"), ("LineBreak", "  \n"), ("Text", "två")]),
        ("***båda***", [("Emphasis", "***båda***"), ("Strong", "**båda**"), ("Text", "båda")]),
    ],
)  # fmt: skip
def test_inline_spans(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(markdown)[1:] == expected


def test_marks_of_containers_are_not_part_of_their_words() -> None:
    found = pieces("> - a\n>   b\n> - 1. c\n")
    assert [written for kind, written in found if kind == "Text"] == ["a", "b", "c"]
    assert ("Paragraph", "a\n>   b") in found


def test_a_list_number_is_told_from_the_same_digits_in_its_text() -> None:
    assert pieces("1. 1")[-1] == ("Text", "1")
    assert parse("1. 1")[0].items[0].blocks[0].span.start == 3  # type: ignore[union-attr]  # a list, as written


def test_cells_with_escaped_bars() -> None:
    table = parse("| a | b |\n|---|---|\n| c \\| d | c |\n")[0]
    assert isinstance(table, c.Table)
    assert [cell.text for cell in table.rows[0]] == ["c | d", "c"]
    assert [(cell.span.start, cell.span.end) for cell in table.rows[0]] == [(22, 28), (31, 32)]


def test_a_tab_before_the_words() -> None:
    assert pieces("- 0\n\t1")[-1] == ("Text", "1")


def test_what_lies_too_deep_is_kept_as_text() -> None:
    deep = ">" * 500 + " djupt nere"
    assert "djupt nere" in [written for kind, written in pieces(deep) if kind == "Text"]


def test_a_comment_is_told_from_html_that_says_something() -> None:
    kinds = [type(block) for block in parse("<!-- dold -->\n\n<p>synlig</p>\n")]
    assert kinds == [c.Comment, c.RawBlock]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<!-- a --> Ord <!-- /a -->", [("Paragraph", "<!-- a --> Ord <!-- /a -->"), ("CommentInline", "<!-- a -->"), ("Text", " Ord "), ("CommentInline", "<!-- /a -->")]),
        ("<!-- a -->**Ord**", [("Paragraph", "<!-- a -->**Ord**"), ("CommentInline", "<!-- a -->"), ("Strong", "**Ord**"), ("Text", "Ord")]),
        ("Ett\n<!-- a --> två", [("Paragraph", "Ett\n<!-- a --> två"), ("Text", "Ett"), ("SoftBreak", "\n"), ("CommentInline", "<!-- a -->"), ("Text", " två")]),
        ("> <!-- a --> Ord", [("Quote", "> <!-- a --> Ord"), ("Paragraph", "<!-- a --> Ord"), ("CommentInline", "<!-- a -->"), ("Text", " Ord")]),
        ("- <!-- a --> Ord", [("BulletList", "- <!-- a --> Ord"), ("ListItem", "- <!-- a --> Ord"), ("Paragraph", "<!-- a --> Ord"), ("CommentInline", "<!-- a -->"), ("Text", " Ord")]),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_comment_and_goes_on_is_a_paragraph(
    markdown: str, expected: list[tuple[str, str]]
) -> None:
    assert pieces(markdown) == expected


@pytest.mark.parametrize(
    "markdown", ["<!-- a -->", "<!-- a --> <!-- b -->", "<!-- a\n\nb -->", "<!-- a -->\n", "<!-->"]
)
def test_comments_alone_on_their_lines_are_a_block(markdown: str) -> None:
    assert [type(block) for block in parse(markdown)] == [c.Comment]


def test_a_comment_still_parts_paragraphs_and_a_row_with_one_is_still_a_row() -> None:
    assert [type(block) for block in parse("Ett\n<!-- a -->\nTvå")] == [c.Paragraph, c.Comment, c.Paragraph]
    (table,) = parse("| a | b |\n|---|---|\n<!-- x -->c | d |\n")
    assert isinstance(table, c.Table)
    assert [cell.text for cell in table.rows[0]] == ["c", "d"]


def test_spans_count_from_the_offset_given() -> None:
    assert parse("Hej", offset=10)[0].span.start == 10
