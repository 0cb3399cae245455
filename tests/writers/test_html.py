"""The page for the web: one file, escaped, with headings, lists and tables that say what they are."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from lxml import html

from protokoll.brand import brand_names, load_brand
from protokoll.errors import BrandError
from protokoll.resources import templates_folder
from protokoll.view import page as p
from protokoll.writers.html import is_ours, write
from tests.sample import SAMPLE, paragraph, text

if TYPE_CHECKING:
    from pathlib import Path

BRANDS = pytest.mark.parametrize("brand", brand_names())
HOSTILE = "</style><script>alert(1)</script>\" onload='x' {{ 7*7 }} \\"


def tree(page: p.Page = SAMPLE, brand: str = "base") -> html.HtmlElement:
    """Write a page and parse it."""
    return html.document_fromstring(write(page, load_brand(brand)).decode())


def changed(**fields: object) -> p.Page:
    """Change fields of the sample's view."""
    return p.Page(view=msgspec.structs.replace(SAMPLE.view, **fields), images=SAMPLE.images)


@BRANDS
def test_the_same_page_gives_the_same_bytes(brand: str) -> None:
    assert write(SAMPLE, load_brand(brand)) == write(SAMPLE, load_brand(brand))


@BRANDS
def test_nothing_is_fetched_and_nothing_runs(brand: str) -> None:
    page = tree(SAMPLE, brand)
    assert not page.xpath("//script[@type!='application/ld+json'] | //iframe | //link[@rel='stylesheet']")
    assert len(page.xpath("//script")) == 1
    assert all(src.startswith("data:") for src in page.xpath("//@src"))
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")


def test_it_is_known_again_and_others_are_not() -> None:
    assert is_ours(write(SAMPLE, load_brand("base")))
    assert not is_ours(b"<!doctype html><title>protokoll 1</title>")


def test_language_title_and_dublin_core() -> None:
    page = tree()
    assert page.get("lang") == "sv-SE"
    assert page.findtext(".//title") == "Direktörsmöte i Sundabygden 2024-05-17"
    assert page.xpath("string(//meta[@name='DC.date']/@content)") == "2024-05-17"


def test_headings_begin_at_one_and_skip_no_level() -> None:
    levels = [int(node.tag[1]) for node in tree().iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_facts_have_row_headers_and_data_column_headers() -> None:
    page = tree()
    assert [th.text for th in page.xpath("//table[@class='facts'][1]//th[@scope='row']")][:3] == [
        "Ort och datum",
        "Kontakt",
        "Plats och tid",
    ]
    assert page.xpath("//table[@class='facts'][1]/caption/text()") == ["Uppgifter om mötet"]
    assert [th.text for th in page.xpath("//table[@class='data']//th[@scope='col']")] == ["Post", "Belopp"]


def test_persons_and_points_are_lists() -> None:
    page = tree()
    assert len(page.xpath("//ul[contains(@class,'persons')]/li")) == 9
    assert [li.get("value") for li in page.xpath("//div[@class='decision']/ol/li")] == ["1", "2"]
    assert len(page.xpath("//div[@class='decision']/ul/li")) == 2


def test_contents_lead_to_their_items() -> None:
    many = tuple(
        p.Item(anchor=f"p{n}", time="09.00", title=text(f"Punkt {n}"), title_text=f"Punkt {n}") for n in range(9)
    )
    entries = tuple(p.ContentsEntry(anchor=item.anchor, lead=item.time, title=item.title_text) for item in many)
    contents = p.Contents(heading="Innehåll", number="Tid", item="Ärende", case_number="", page="Sida", entries=entries)
    page = tree(changed(items=many, contents=contents))
    targets = page.xpath("//nav//a/@href")
    assert len(targets) == 9
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in targets)
    assert not tree().xpath("//nav")


def test_hostile_words_stay_words() -> None:
    page = changed(
        title=HOSTILE,
        organisation=HOSTILE,
        running_header=(HOSTILE,),
        labels=msgspec.structs.replace(SAMPLE.view.labels, page_of=HOSTILE, facts=HOSTILE),
        opening=(paragraph(HOSTILE), p.Code(text=HOSTILE), p.Heading(level=2, runs=text(HOSTILE))),
        metadata=msgspec.structs.replace(SAMPLE.view.metadata, title=HOSTILE, creator=HOSTILE),
    )
    written = write(page, load_brand("base")).decode()
    assert written.count("<script") == 1
    described = json.loads(html.document_fromstring(written).findtext(".//script") or "")
    assert described["name"] == HOSTILE
    assert "49" not in html.document_fromstring(written).findtext(".//h1", "")
    assert html.document_fromstring(written).findtext(".//h1") == HOSTILE


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "//evil.example", "vbscript:x"]
)
def test_an_address_that_is_not_safe_is_no_link(href: str) -> None:
    page = changed(opening=(p.Paragraph(runs=(p.Run(text="klicka", href=href),)),))
    assert not tree(page).xpath("//a[text()='klicka']")


def test_deep_lists() -> None:
    deep: p.Block = paragraph("djup")
    for _ in range(60):
        deep = p.Bullets(entries=(p.Entry(blocks=(paragraph("x"), deep)),))
    assert len(tree(changed(opening=(deep,))).xpath("//main/ul//li")) == 60


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("<p>\n{{ view.titel }}", ":2: the template fails"),
        ("<p>\n\n{% if %}", ":3: the template fails"),
        ("{{ ''.__class__.__mro__ }}", "the template fails"),
        ("{{ 1/0 }}", ":1: the template fails"),
    ],
)
def test_a_brands_own_template_that_fails_is_told_with_its_line(tmp_path: Path, template: str, told: str) -> None:
    (tmp_path / "_brand.yml").write_text("meta:\n  name: Prov\n", encoding="utf-8")
    (tmp_path / "minutes.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        write(SAMPLE, load_brand(str(tmp_path)))
    assert told in caught.value.message
    assert "minutes.html.j2" in caught.value.message


def test_a_brands_own_template_is_used(tmp_path: Path) -> None:
    shutil.copytree(templates_folder() / "sundabygden", tmp_path / "egen")
    (tmp_path / "egen" / "minutes.html.j2").write_text("<h1>{{ view.title }}</h1>", encoding="utf-8")
    assert write(SAMPLE, load_brand(str(tmp_path / "egen"))) == "<h1>Direktörsmöte i Sundabygden</h1>".encode()


def test_a_draft_says_so_on_every_printed_page_and_nothing_else_does() -> None:
    state = p.State(key="draft", label="Utkast", note="Utkast: protokollet är inte justerat.")
    page = p.Page(view=msgspec.structs.replace(SAMPLE.view, state=state), images=SAMPLE.images)
    drafted, plain = (write(each, load_brand("base")).decode() for each in (page, SAMPLE))
    assert '@top-right{content:"UTKAST"' in drafted
    assert "@top-right" not in plain


def test_sums_are_printed_at_the_end_of_a_table_and_not_on_each_of_its_pages() -> None:
    assert "tfoot{display:table-row-group" in write(SAMPLE, load_brand("base")).decode()
