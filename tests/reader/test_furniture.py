"""What belonged to the paper is taken out, and what only looks like it stays."""

from __future__ import annotations

from protokoll.reader import read
from protokoll.source import Source


def furniture(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in read(Source(text), "sv").furniture]


def test_a_header_that_counts_pages_is_furniture() -> None:
    text = "# Möte\n\n" + "".join(f"Miljönämnden {page}/3\n\nText nummer {page}.\n\n" for page in (1, 2, 3))
    assert furniture(text) == [("running_header", f"Miljönämnden {page}/3") for page in (1, 2, 3)]


def test_a_page_that_was_dropped_does_not_matter() -> None:
    text = "# Möte\n\n" + "".join(f"Nämnden Sida {page} (9)\n\nText.\n\n" for page in (1, 3, 4, 5))
    assert len(furniture(text)) == 4


def test_case_numbers_that_recur_are_content() -> None:
    text = "# Möte\n\n" + "".join(
        f"## § {n} Ärende\n\nDnr KS 2024/{serial}\n\nText.\n\n" for n, serial in enumerate((31, 602, 205), 1)
    )
    assert furniture(text) == []
    assert [item.case_numbers[0].serial for item in read(Source(text)).items] == ["31", "602", "205"]


def test_case_numbers_by_the_year_are_content() -> None:
    text = "# Möte\n\n" + "".join(
        f"## § {n} Ärende\n\nDnr {serial}/24\n\nText.\n\n" for n, serial in ((1, 3), (2, 9), (3, 21))
    )
    assert furniture(text) == []


def test_a_case_number_alone_on_its_line_is_no_page() -> None:
    assert furniture("# Möte\n\n## § 1 Ärende\n\n2024/31\n\nText.") == []
    assert furniture("# Möte\n\n## § 1 Ärende\n\n2/31\n\nText.") == [("page_number", "2/31")]


def test_what_converters_write_for_an_empty_paragraph_is_blank() -> None:
    text = "# Möte\n\n## § 1 Ärende\n\n### Beslut\n\natt gå.\n\n\\\n\n<br>\n<br />\n\n&nbsp;\n"
    assert [kind for kind, _ in furniture(text)] == ["blank"] * 3
    (item,) = read(Source(text)).items
    assert len(item.decisions[0].clauses) == 1
