"""What other programs say of an archive's pages: a browser that types into the search box, axe-core, the Nu validator."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from protokoll.archive.site import site_files
from protokoll.brand import brand_names, load_brand
from tests.archive.archives import MAY, MINUTES, filled

pytestmark = pytest.mark.slow

WEB = Path(__file__).parent / "web"
PORT = 8765


def archive(folder: Path, brand: str = "base", minutes: Mapping[str, str] = MINUTES) -> Path:
    """Make an archive and its site in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    look = load_brand(brand)
    connection = filled(folder, minutes, look)
    for name, data in site_files(connection, look, size_of=lambda _: 12_000):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "ett arkiv å")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "http.server", str(PORT), "--bind", "127.0.0.1", "--directory", str(folder)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{PORT}/"
    for _ in range(50):
        try:
            urllib.request.urlopen(address)
            break
        except URLError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()


def searched(address: str, *words: str) -> list[dict[str, Any]]:
    """Type each search into the box of a page and give what the reader sees."""
    found = subprocess.run(
        ["node", str(WEB / "search.mjs"), address, *words], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


SEARCHES = {
    "vägar": ["ks/maj%202024.html#p1"],
    "vag": [],  # ä is a letter of its own
    "VÄG": ["ks/maj%202024.html#p1"],
    "hall": ["ks/juni.html#p1"],  # a later part of "simhall"
    "simhal": ["ks/juni.html#p1"],
    "biblioteekt": ["kultur/mars.html#p1"],  # misspelt
    "KS 2024/7": ["ks/maj%202024.html#p1"],
    "§ 42": ["ks/maj%202024.html#p2"],
    "anna ek": ["ks/maj%202024.html"],
    "2024-03": ["kultur/mars.html#p1"],
    "1 juni 2023": ["ks/juni.html#p1"],
    "beslutar": ["kultur/mars.html#p1", "ks/juni.html#p1"],  # the newest first
    "beslut om biblioteket": ["kultur/mars.html#p1"],  # what tells nothing is not sought
    "alert": ["kultur/mars.html#p1"],
    "ingenstans": [],
}


@pytest.mark.parametrize("way", ["file", "http"])
def test_the_box_finds_what_is_there(way: str, folder: Path, request: pytest.FixtureRequest) -> None:
    address = (folder / "index.html").as_uri() if way == "file" else request.getfixturevalue("served")
    for (words, links), seen in zip(SEARCHES.items(), searched(address, *SEARCHES), strict=True):
        assert [result["href"] for result in seen["results"]] == links, words
        assert "2023–2024" in seen["status"], words


def test_a_result_tells_what_where_and_when(folder: Path) -> None:
    (seen,) = searched((folder / "index.html").as_uri(), "vägarna")
    assert seen["status"] == "Visar 1 av 1 träffar. Genomsökta år: 2023–2024."
    (result,) = seen["results"]
    assert [line for line in result["text"].splitlines() if line] == [
        "§ 41 Budget för vägar",
        "14 maj 2024 · Kommunstyrelsen · KS 2024/00007",
        "att anta budgeten för vägarna, och att uppdra åt förvaltningen att återkomma i höst.",
    ]
    assert result["marked"] == ["vägarna"]
    assert seen["hash"] == "#q=vägarna"


def test_the_search_can_be_sent_on_as_an_address(folder: Path) -> None:
    (seen,) = searched((folder / "index.html").as_uri() + "#q=simhall&y=2023", "=")
    assert [result["href"] for result in seen["results"]] == ["ks/juni.html#p1"]
    assert "Genomsökta år: 2023." in seen["status"]


def test_what_is_like_the_words_is_said_to_be_only_like_them(folder: Path) -> None:
    (seen,) = searched((folder / "index.html").as_uri(), "budgetenn")
    assert seen["status"].startswith("Inget stämmer helt; det här liknar ”budgetenn”.")
    assert [result["href"] for result in seen["results"]] == ["ks/maj%202024.html#p1"]


def test_more_results_come_when_asked_for_and_the_first_of_them_has_the_focus(tmp_path: Path) -> None:
    many = "\n".join(f"## § {n} Cykelväg nummer {n}\n\nText.\n" for n in range(1, 31))
    minutes = {
        f"{year}.md": f"# Protokoll nämnden {year}-01-02\n\nOrgan: Vägnämnden\n\n{many}" for year in (2022, 2023, 2024)
    }
    first, second = searched((archive(tmp_path / "many", minutes=minutes) / "index.html").as_uri(), "cykelväg", "+")
    assert (len(first["results"]), first["more"]) == (20, True)
    assert "Genomsökta år: 2024." in first["status"]
    assert len(second["results"]) == 40
    assert "Genomsökta år: 2023–2024." in second["status"]
    assert second["focused"] == second["results"][20]["href"]


def test_a_year_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    other = archive(tmp_path / "broken")
    (other / "site" / "search" / "2024.js").unlink()
    found = subprocess.run(
        ["node", str(WEB / "search.mjs"), (other / "index.html").as_uri(), "simhall"],
        capture_output=True,
        text=True,
        check=False,
    )
    seen = json.loads(found.stdout)
    assert [result["href"] for result in seen["results"]] == ["ks/juni.html#p1"]
    assert "Kunde inte läsas: 2024." in seen["status"]


# What the checkers say


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    top = tmp_path_factory.mktemp("pages")
    files: list[Path] = []
    for brand in brand_names():
        folder = archive(top / brand, brand, {**MINUTES, "ks/samma dag.md": MAY})
        files += [folder / "index.html", *sorted((folder / "site").rglob("*.html"))]
    return files


def test_axe_finds_nothing_and_nothing_scrolls_sideways(pages: list[Path]) -> None:
    shown = [str(page) for page in pages]
    told = subprocess.run(["node", str(WEB / "check.mjs"), *shown], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.count("PASS") == 2 * len(shown)


def test_axe_finds_nothing_in_results(folder: Path) -> None:
    page = (folder / "index.html").as_uri() + "#q=beslutar"
    told = subprocess.run(["node", str(WEB / "check.mjs"), page], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_nu_validator_finds_no_error(pages: list[Path]) -> None:
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    styles = sorted({page.parent / "site" / "site.css" for page in pages if page.name == "index.html"})
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--also-check-css"]
    told = subprocess.run([*command, *map(str, [*pages, *styles])], capture_output=True, text=True, check=False)
    assert json.loads(told.stderr)["messages"] == []
