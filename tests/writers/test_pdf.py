"""The page on paper: whatever the words, a file; and the same one each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from fontTools.ttLib import TTFont

from protokoll.brand import brand_names, load_brand
from protokoll.errors import BrandError
from protokoll.resources import templates_folder
from protokoll.view import page as p
from protokoll.writers.coverage import font_characters
from protokoll.writers.pdf import is_ours, write
from tests.sample import SAMPLE, paragraph, text

if TYPE_CHECKING:
    from pathlib import Path

BRANDS = pytest.mark.parametrize("brand", brand_names())


def changed(**fields: object) -> p.Page:
    """Change fields of the sample's view."""
    return p.Page(view=msgspec.structs.replace(SAMPLE.view, **fields), images=SAMPLE.images)


@BRANDS
def test_the_same_page_gives_the_same_bytes(brand: str) -> None:
    assert write(SAMPLE, load_brand(brand)) == write(SAMPLE, load_brand(brand))


@BRANDS
def test_it_claims_both_standards(brand: str) -> None:
    data = write(SAMPLE, load_brand(brand))
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", data, re.DOTALL)
    assert b"pdfuaid:part>1<" in data


def test_it_is_known_again_and_others_are_not() -> None:
    assert is_ours(write(SAMPLE, load_brand("base")))
    assert not is_ours(b"%PDF-1.7 something else")


@pytest.mark.parametrize(
    "words",
    [
        "中文会议", "🎉 🚲 👨‍👩‍👧‍👦 🇸🇪", "مرحبا بالعالم", "שלום", "\ue000\uf8ff", "\u0301ensam", "a\u200bb\u2028c\u2060d",
        "mjuk\u00adt", "\U000e0041", "Ordetsomaldrigtarslut" * 20, "https://exempel.example/" + "a/" * 200, "#evil() $x$ *b* `c` @d <e>", "𝔄𝔅", "[" * 200_000,
    ],
)  # fmt: skip
def test_any_words_can_be_set(words: str) -> None:
    page = changed(title=words[:500], opening=(paragraph(words),))
    assert write(page, load_brand("base")).startswith(b"%PDF-")


def test_a_page_without_a_date_or_anything_else() -> None:
    bare = changed(
        metadata=msgspec.structs.replace(SAMPLE.view.metadata, date="", creator=""), organisation="", summary=(), facts=(), roll=None, opening=(), items=(), remainder=(), closing=None,
    )  # fmt: skip
    assert write(bare, load_brand("base")) == write(bare, load_brand("base"))


def test_a_picture_that_is_none_gives_way_to_its_words() -> None:
    page = p.Page(
        view=SAMPLE.view, images={"karta.png": p.Picture(data=b"\x89PNG\r\n\x1a\nbroken", media_type="image/png")}
    )
    assert write(page, load_brand("base")).startswith(b"%PDF-")


def test_a_struck_link() -> None:
    struck = p.Paragraph(runs=(p.Run(text="gammal", strike=True, href="https://exempel.example/"),))
    assert write(changed(opening=(struck,)), load_brand("base")).startswith(b"%PDF-")


def test_deep_lists_and_quotes() -> None:
    deep: p.Block = paragraph("djup")
    for number in range(10):
        deep = p.Bullets(entries=(p.Entry(blocks=(paragraph("x"), deep)),)) if number % 2 else p.Quote(blocks=(deep,))
    assert write(changed(opening=(deep,)), load_brand("base")).startswith(b"%PDF-")


def test_a_table_wider_than_the_page() -> None:
    cells = tuple(p.Cell(runs=text(f"kolumn {n}")) for n in range(24))
    table = p.Table(alignments=(None,) * 24, header=cells, rows=(cells, cells))
    assert write(changed(opening=(table,)), load_brand("base")).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("template", "told"),
    [("#let x = (\n", "minutes.typ:1"), ("\n#panic()", "minutes.typ:2"), ('#read("/etc/passwd")', "fails")],
)
def test_a_brands_own_template_that_fails_is_told_with_its_line(tmp_path: Path, template: str, told: str) -> None:
    (tmp_path / "_brand.yml").write_text("meta:\n  name: Prov\n", encoding="utf-8")
    (tmp_path / "minutes.typ").write_text(template, encoding="utf-8")
    with pytest.raises(BrandError, match="the template fails") as caught:
        write(SAMPLE, load_brand(str(tmp_path)))
    assert told in caught.value.message


@pytest.mark.parametrize("file", sorted(templates_folder().rglob("*.ttf")), ids=lambda file: file.name)
def test_the_characters_of_a_font_are_those_fonttools_finds(file: Path) -> None:
    assert font_characters(file) == frozenset(TTFont(file).getBestCmap())
