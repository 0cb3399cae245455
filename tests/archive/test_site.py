"""The pages of an archive: what is on them, where they lead, and that no document can break them."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from lxml import etree, html
from tests.archive.archives import CULTURE, MAY, MINUTES, filled

from protokoll import vocabulary
from protokoll.archive.site import site_files, site_key
from protokoll.archive.site.shards import as_script
from protokoll.brand import load_brand
from protokoll.errors import BrandError
from protokoll.vocabulary import Term

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = load_brand("base")


def made(folder: Path, minutes: dict[str, str], *, language: str = "sv", address: str | None = None) -> dict[str, str]:
    files = list(site_files(filled(folder, minutes), BASE, language=language, address=address))
    assert len(files) == len(dict(files))
    return {name: data.decode() for name, data in files}


def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def shard(script: str) -> list[list[object]]:
    found = re.fullmatch(r'protokollShard\("[\w-]+",(.*)\)\n', script, re.DOTALL)
    assert found
    meetings: list[list[object]] = json.loads(found[1])
    return meetings


def test_a_page_for_each_body_and_year_and_its_register(tmp_path: Path) -> None:
    assert sorted(made(tmp_path, MINUTES)) == [
        "index.html",
        "site/feed.xml",
        "site/fonts.css",
        "site/kommunstyrelsen/2023-beslut.html",
        "site/kommunstyrelsen/2023.html",
        "site/kommunstyrelsen/2024-beslut.html",
        "site/kommunstyrelsen/2024.html",
        "site/kulturnamnden/2024-beslut.html",
        "site/kulturnamnden/2024.html",
        "site/logo.svg",
        "site/minisearch-LICENSE.txt",
        "site/minisearch.js",
        "site/search.js",
        "site/search/2023.js",
        "site/search/2024.js",
        "site/site.css",
    ]


def test_every_link_of_every_page_leads_somewhere(tmp_path: Path) -> None:
    files = made(tmp_path, MINUTES)
    outputs = {f"{name.removesuffix('.md')}.{kind}" for name in MINUTES for kind in ("html", "docx", "pdf")}
    for name, text in files.items():
        if not name.endswith(".html"):
            continue
        ids = set(page(text).xpath("//@id"))
        targets = page(text).xpath("//@href | //@src")
        assert targets
        for target in targets:
            path, _, fragment = target.partition("#")
            if not path:
                assert fragment in ids, (name, target)
                continue
            found = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            assert found in files.keys() | outputs, (name, target)
            assert not fragment or re.fullmatch(r"p\d+", fragment)


def test_a_year_tells_meetings_items_and_decisions(tmp_path: Path) -> None:
    year = page(made(tmp_path, MINUTES)["site/kommunstyrelsen/2024.html"])
    assert [words(node) for node in year.iter("h1", "h2")] == ["Kommunstyrelsen 2024", "14 maj 2024"]
    first, second = year.xpath("//ul[@class='items']/li")
    assert words(first) == (
        "§ 41Budget för vägar KS 2024/00007Beslut: att anta budgeten för vägarna, och "
        "att uppdra åt förvaltningen att återkomma i höst."
    )
    assert first.xpath(".//a/@href") == ["../../ks/maj%202024.html#p1"]
    assert words(second) == "§ 42Rapport"


def test_the_register_is_a_table_with_headers(tmp_path: Path) -> None:
    table = page(made(tmp_path, MINUTES)["site/kommunstyrelsen/2023-beslut.html"]).find(".//table")
    assert table is not None
    assert [words(node) for node in table.xpath("thead//th[@scope='col']")] == [
        "Datum",
        "Nr",
        "Diarienummer",
        "Ärende",
        "Beslut",
        "Omröstning",
    ]
    assert [words(cell) for cell in table.xpath("tbody/tr/*")] == [
        "2023-06-01",
        "§ 9",
        "",
        "Ny simhall",
        "Kommunstyrelsen beslutar att bygga en simhall vid ån.",
        "Ja 12, Nej 9",
    ]
    assert [words(node) for node in table.xpath("tbody//th[@scope='row']")] == ["Ny simhall"]


def test_outputs_are_told_with_format_and_size_the_page_first(tmp_path: Path) -> None:
    sizes = {"ks/maj 2024.html": 94_400, "ks/maj 2024.docx": 12, "ks/maj 2024.pdf": 2_340_000}
    files = dict(site_files(filled(tmp_path, {"ks/maj 2024.md": MAY}), BASE, size_of=sizes.get))
    listed = page(files["index.html"].decode()).xpath("//ul[@class='files']/li")
    assert [words(node) for node in listed] == [
        f"{kind}: Protokoll kommunstyrelsen 2024-05-14, 14 maj 2024 {size}"
        for kind, size in (("HTML", "94 kB"), ("Word", "1 kB"), ("PDF", "2,3 MB"))
    ]


def test_what_a_document_says_is_never_markup(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.md": CULTURE.replace("söndagar", "söndagar \u2028 <img src=x onerror=alert(1)>")})
    for name, text in files.items():
        if name.endswith(".html"):
            assert not page(text).xpath("//script[not(@src)] | //img[@onerror] | //*[@onclick]"), name
            assert "<script>" not in text
    data = files["site/search/2024.js"]
    assert "<" not in data
    assert "\u2028" not in data
    assert "</script><script>alert(1)</script>" in str(shard(data)[0][6])


def test_a_script_of_data_reads_as_the_data_it_was_made_of() -> None:
    told = ["</script>", "<!--", "a\u2028b\u2029c", "å"]
    made_safe = as_script(msgspec.json.encode(told)).decode()
    assert json.loads(made_safe) == told
    assert not set("<\u2028\u2029") & set(made_safe)


def test_the_search_data_hold_titles_numbers_persons_and_decisions(tmp_path: Path) -> None:
    files = made(tmp_path, MINUTES)
    newest, older = shard(files["site/search/2024.js"])
    assert newest[:2] == ["Protokoll kommunstyrelsen 2024-05-14", "2024-05-14"]
    assert newest[3] == "ks/maj%202024.html"
    assert newest[4] == ["Anna Ek", "Bo Alm"]
    assert isinstance(newest[6], list)
    assert newest[6][0] == [
        "§ 41",
        "Budget för vägar",
        ["KS 2024/00007"],
        "att anta budgeten för vägarna, och att uppdra åt förvaltningen att återkomma i höst.",
        "p1",
        [],
    ]
    assert older[1] == "2024-03-05"
    told = json.loads(page(files["index.html"]).xpath("//form/@data-search")[0])
    assert told["shards"] == [["2024", "2024"], ["2023", "2023"]]
    assert told["bodies"] == ["Kommunstyrelsen", "Kulturnämnden"]


def test_a_large_year_is_cut_into_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("protokoll.archive.site.shards.LARGEST", 300)
    files = made(tmp_path, MINUTES)
    assert [meeting[1] for meeting in shard(files["site/search/2024.js"])] == ["2024-05-14"]
    assert [meeting[1] for meeting in shard(files["site/search/2024-2.js"])] == ["2024-03-05"]


def test_only_own_files_may_be_loaded_and_nothing_runs_inline(tmp_path: Path) -> None:
    for name, text in made(tmp_path, MINUTES).items():
        if name.endswith(".html"):
            (policy,) = page(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert policy.startswith("default-src 'none'; script-src 'self' file:; style-src 'self' file:;")
            assert "unsafe" not in policy
            assert not page(text).xpath("//@style | //style | //@*[starts-with(name(), 'on')]")
            assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


def test_the_box_hides_where_no_script_runs(tmp_path: Path) -> None:
    start = page(made(tmp_path, MINUTES)["index.html"])
    assert start.xpath("//form[@id='search']/@hidden")
    assert "JavaScript" in words(start.xpath("//noscript")[0])


def test_the_site_keeps_clear_of_names_that_documents_have(tmp_path: Path) -> None:
    files = made(tmp_path, {"Site/a.md": MAY, "index.md": CULTURE})
    assert "site-2/index.html" in files
    assert all(name.startswith("site-2/") for name in files)
    assert "../index.html#p1" not in files["site-2/index.html"]
    assert "../index.html" in page(files["site-2/index.html"]).xpath("//a/@href")


def test_bodies_of_one_name_are_told_apart_by_their_organisations(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.md": MAY, "b.md": MAY.replace("Åviks", "Ekeby")})
    start = page(files["index.html"])
    assert [words(node) for node in start.xpath("//section[@class='bodies']//h3")] == [
        "Kommunstyrelsen, Ekeby kommun",
        "Kommunstyrelsen, Åviks kommun",
    ]
    assert not start.xpath("//p[@class='owner']")


def test_names_that_slug_alike_get_pages_of_their_own(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.md": MAY, "b.md": MAY.replace("kommunstyrelsen", "kommunstyrélsen")})
    assert {"site/kommunstyrelsen/2024.html", "site/kommunstyrelsen-2/2024.html"} <= files.keys()


def test_minutes_without_date_or_body_have_a_page(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.md": "# Anteckningar\n\n## 1. En sak\n\nText.\n"})
    (name,) = [name for name in files if name.endswith("/utan-datum.html")]
    assert "En sak" in files[name]
    assert "site/search/undated.js" in files
    assert etree.fromstring(files["site/feed.xml"].encode()).findall(f"{ATOM}entry") == []


def test_the_library_is_what_its_makers_published() -> None:
    """MiniSearch 7.2.0, dist/umd/index.js of the npm package."""
    library = (BASE.site_folders[0] / "minisearch.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"


def test_an_empty_register_has_a_first_page(tmp_path: Path) -> None:
    files = made(tmp_path, {})
    assert words(page(files["index.html"]).xpath("//h1")[0]) == "Protokoll och beslut"


@pytest.mark.parametrize("language", vocabulary.languages())
def test_each_language_has_its_words(language: str, tmp_path: Path) -> None:
    say = vocabulary.load(language)
    start = page(made(tmp_path, MINUTES, language=language)["index.html"])
    assert start.get("lang") == say.tag
    assert words(start.xpath("//h1")[0]) == say.say(Term.SITE_TITLE)


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    connection = filled(tmp_path, MINUTES)
    assert list(site_files(connection, BASE)) == list(site_files(connection, BASE))


def test_the_key_changes_with_all_that_the_site_is_made_of(tmp_path: Path) -> None:
    connection = filled(tmp_path, MINUTES)
    key = site_key(connection, BASE)
    assert site_key(connection, BASE) == key
    others = {
        site_key(connection, BASE, language="en"),
        site_key(connection, BASE, address="https://avik.example/"),
        site_key(connection, load_brand("norrmark")),
    }
    connection.execute("UPDATE document SET content = 'changed' WHERE id = 1")
    others.add(site_key(connection, BASE))
    connection.execute("DELETE FROM output WHERE format = 'pdf'")
    others.add(site_key(connection, BASE))
    assert len(others | {key}) == 6


# The feed


def feed(files: dict[str, str]) -> etree._Element:
    return etree.fromstring(files["site/feed.xml"].encode())


def test_the_feed_tells_the_newest_first_by_ids_that_stay(tmp_path: Path) -> None:
    told = feed(made(tmp_path, MINUTES))
    assert told.findtext(f"{ATOM}updated") == "2024-05-14T00:00:00Z"
    assert [entry.findtext(f"{ATOM}id") for entry in told.iter(f"{ATOM}entry")] == [
        "tag:protokoll.invalid,2026:ks/maj%202024.md",
        "tag:protokoll.invalid,2026:kultur/mars.md",
        "tag:protokoll.invalid,2026:ks/juni.md",
    ]
    assert told.xpath("string(//*[local-name()='entry'][1]/*[@rel='alternate']/@href)") == "../ks/maj%202024.html"


def test_an_address_makes_the_feeds_links_absolute(tmp_path: Path) -> None:
    told = feed(made(tmp_path, MINUTES, address="https://avik.example/protokoll"))
    links = [str(link.get("href")) for link in told.iter(f"{ATOM}link")]
    assert "https://avik.example/protokoll/ks/maj%202024.pdf" in links
    assert all(link.startswith("https://avik.example/protokoll/") for link in links)
    assert str(told.findtext(f"{ATOM}id")).startswith("tag:avik.example,2026:")


def test_the_feed_is_valid_by_rfc_4287(tmp_path: Path) -> None:
    grammar = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
    for folder, address in (("a", ""), ("b", "https://avik.example/")):
        (tmp_path / folder).mkdir()
        bell = MAY.replace("vägar\n", "vägar \x07 & <b>\n")
        told = feed(made(tmp_path / folder, {**MINUTES, "bell.md": bell}, address=address))
        assert grammar.validate(told), grammar.error_log
        ids = [node.text for node in told.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)) == 5
        for node in told.iter(f"{ATOM}updated"):
            assert datetime.fromisoformat(str(node.text)).tzinfo
    assert not grammar.validate(etree.XML(f'<feed xmlns="{ATOM[1:-1]}"><id>tag:a,2026:b</id></feed>'))


def test_the_feed_stops_at_fifty(tmp_path: Path) -> None:
    many = {f"{day}.md": MAY.replace("05-14", f"0{1 + day // 28}-{1 + day % 28:02}") for day in range(60)}
    dates = [str(node.text)[:10] for node in feed(made(tmp_path, many)).iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert len(dates) == 50
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == "2024-03-04"


# Brands


def own_brand(folder: Path, **templates: str) -> Path:
    (folder / "site").mkdir(parents=True)
    (folder / "_brand.yml").write_text("meta:\n  name: Åvik\n", encoding="utf-8")
    for name, text in templates.items():
        (folder / "site" / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return folder


def test_a_brand_may_bring_a_template_and_inherits_the_others(tmp_path: Path) -> None:
    folder = own_brand(
        tmp_path / "avik",
        parts=(BASE.site_folders[0] / "parts.html.j2").read_text(encoding="utf-8") + "\n",
        start='{% extends "layout.html.j2" %}{% block main %}<h1>Hej {{ owner }}</h1>{% endblock %}',
    )
    files = dict(site_files(filled(tmp_path, MINUTES), load_brand(str(folder))))
    assert words(page(files["index.html"].decode()).xpath("//main")[0]) == "Hej Åviks kommun"
    assert "site/kommunstyrelsen/2024.html" in files


def test_a_template_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    folder = own_brand(tmp_path / "avik", start="<h1>\n{{ nothing.here }}</h1>")
    with pytest.raises(BrandError) as caught:
        list(site_files(filled(tmp_path, MINUTES), load_brand(str(folder))))
    assert f"{folder.name}/site/start.html.j2:2: the template fails" in caught.value.message


def test_a_template_cannot_reach_into_python(tmp_path: Path) -> None:
    folder = own_brand(tmp_path / "avik", start="{{ lists.items.__globals__ }}")
    with pytest.raises(BrandError, match="unsafe"):
        list(site_files(filled(tmp_path, MINUTES), load_brand(str(folder))))
