"""What other programs say of the outputs: veraPDF, LibreOffice, poppler, axe-core and the Nu validator.

They are slow and need programs of the system; .ci/run installs those and runs these tests.
"""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html

from protokoll.brand import brand_names, load_brand
from protokoll.files import load
from protokoll.pipeline import Wishes, render
from protokoll.source import Source
from protokoll.writers import write
from tests.looks import font_environment
from tests.sample import SAMPLE
from tests.words import output_words, pdf_words, source_words

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent
EXAMPLES = sorted((TOP / "examples").glob("*.md"))
WEB = TOP / "tests" / "web"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render every example, and the sample page, in every brand; files are named brand-example."""
    folder = tmp_path_factory.mktemp("rendered")
    for brand in brand_names():
        for file in EXAMPLES:
            for kind, data in render(load(file), ["docx", "html", "pdf", "json"], load_brand(brand)).items():
                (folder / f"{brand}-{file.stem}.{kind}").write_bytes(data)
        for kind in ("docx", "html", "pdf"):
            (folder / f"{brand}-sample.{kind}").write_bytes(write(SAMPLE, load_brand(brand), kind))
    return folder


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render one formal example in every state, as an extract, and with its source inside."""
    folder = tmp_path_factory.mktemp("variants")
    wishes = {
        "draft": Wishes(state="draft"),
        "approved": Wishes(state="approved"),
        "published": Wishes(state="published"),
        "extract": Wishes(items=("54", "55")),
        "source-3a": Wishes(embed_source=True),
    }
    for name, wish in wishes.items():
        source = load(TOP / "examples" / "sammantradesprotokoll.md")
        for kind, data in render(source, ["docx", "html", "pdf"], load_brand("norrmark"), wish).items():
            (folder / f"{name}.{kind}").write_bytes(data)
    return folder


def told(*command: object, fonts: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says; `fonts` is a folder in which to tell it of the brands' fonts."""
    environment = font_environment(fonts) if fonts else None
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, errors="replace", check=False, env=environment
    )


def test_every_pdf_is_archive_grade_and_accessible(rendered: Path) -> None:
    files = sorted(rendered.glob("*.pdf"))
    result = told(TOP / ".ci" / "verapdf" / "run", *files)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("PASS") == 2 * len(files)


def test_every_variant_is_archive_grade_and_accessible(variants: Path) -> None:
    result = told(TOP / ".ci" / "verapdf" / "run", *sorted(variants.glob("*.pdf")))
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("PASS 3a") == 1
    pages = told("node", WEB / "check.mjs", *sorted(variants.glob("*.html")))
    assert pages.returncode == 0, pages.stdout


def test_the_source_comes_out_of_the_pdf_as_it_went_in(variants: Path, tmp_path: Path) -> None:
    told("pdfdetach", "-save", "1", "-o", tmp_path / "out.md", variants / "source-3a.pdf")
    assert (tmp_path / "out.md").read_bytes() == (TOP / "examples" / "sammantradesprotokoll.md").read_bytes()


HIDDEN = "Hemlighetssson"
CONFIDENTIAL = f"""\
# Protokoll

Socialnämnden

**Sammanträdesdatum:** 2024-05-14

## Närvarande

- Eva Ek, ordförande
- <!-- intern -->Hemlig {HIDDEN}<!-- /intern -->

## § 1 Ansökan <!-- intern -->

{HIDDEN} ansöker. ![karta {HIDDEN}](bilder/{HIDDEN}.png)

### Beslut

att bevilja {HIDDEN} bidrag.

## § 2 Budget

Nämnden tackar <!-- intern -->{HIDDEN}<!-- /intern --> för underlaget. <!-- {HIDDEN} ringde -->

<!-- intern -->

| Namn | Ja |
|---|---|
| {HIDDEN} | X |

<!-- /intern -->
"""


def test_nothing_internal_is_in_any_byte_of_a_public_file(tmp_path: Path) -> None:
    wishes = Wishes(public=True, embed_source=True)
    rendered = render(Source(CONFIDENTIAL), ["docx", "html", "pdf", "json", "md"], load_brand("base"), wishes)
    found = [rendered["html"], rendered["json"], rendered["md"], rendered["pdf"]]
    with zipfile.ZipFile(BytesIO(rendered["docx"])) as package:
        found += [package.read(name) for name in package.namelist()]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", rendered["pdf"], re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(rendered["pdf"])
    told("pdfdetach", "-save", "1", "-o", tmp_path / "a.md", pdf)
    found.append((tmp_path / "a.md").read_bytes())
    found += [told("pdftotext", pdf, "-").stdout.encode(), told("pdfinfo", "-struct-text", pdf).stdout.encode()]
    assert not [data for data in found if HIDDEN.casefold().encode() in data.lower()]
    assert b"utel\xc3\xa4mnade" in rendered["html"]
    assert "utelämnade" in told("pdftotext", pdf, "-").stdout


def test_a_draft_says_so_on_every_page_of_paper(variants: Path) -> None:
    pages = told("pdftotext", "-layout", variants / "draft.pdf", "-").stdout.rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all("UTKAST" in page for page in pages)
    tagged = told("pdfinfo", "-struct-text", variants / "draft.pdf").stdout
    assert tagged.count("Utkast") == 1
    assert "UTKAST" not in tagged  # what stands at the edges is decoration


def test_metadata_say_the_same_in_every_format(variants: Path) -> None:
    title = "Sammanträdesprotokoll Kommunstyrelsen 2024-05-14"
    info = told("pdfinfo", variants / "approved.pdf").stdout
    page = html.document_fromstring((variants / "approved.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(variants / "approved.docx") as package:
        core = package.read("docProps/core.xml").decode()
    xmp = told("pdfinfo", "-meta", variants / "approved.pdf").stdout
    assert re.search(rf"Title:\s+{title}", info)
    assert title in xmp
    assert f"<dc:title>{title}</dc:title>" in core
    assert page.findtext(".//title") == title
    assert page.xpath("string(//meta[@name='DC.title']/@content)") == title
    assert "<dc:subject>Kommunstyrelsen</dc:subject>" in core
    assert re.search(r"Subject:\s+Kommunstyrelsen", info)
    assert page.xpath("string(//meta[@name='DC.subject']/@content)") == "Kommunstyrelsen"
    assert "<dc:language>sv-SE</dc:language>" in core
    assert "sv-SE" in xmp
    assert "2024-05-14" in core
    assert "2024-05-14" in xmp


def test_no_word_is_lost_in_any_pdf(rendered: Path) -> None:
    for brand in brand_names():
        for file in EXAMPLES:
            furniture = json.loads((rendered / f"{brand}-{file.stem}.json").read_text(encoding="utf-8"))["furniture"]
            excused = source_words("\n".join(piece["raw"] for piece in furniture))
            missing = source_words(load(file).text) - excused - pdf_words(rendered / f"{brand}-{file.stem}.pdf")
            assert not missing, file.stem


def test_libreoffice_opens_every_word_file_with_the_same_words(rendered: Path, tmp_path: Path) -> None:
    files = sorted(rendered.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    # With the brands' own fonts: a wider one would break words to fit.
    result = told("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *files, fonts=tmp_path)
    assert result.returncode == 0, result.stderr
    for file in files:
        # Headers and footers stand once in the file and on every page in the PDF, so only the lack of a word counts.
        missing = output_words(file.read_bytes(), "docx") - pdf_words(tmp_path / f"{file.stem}.pdf")
        assert not set(missing) - {"sida", "av", "page", "of"} - _header_words(file), file.name


def test_libreoffice_sees_the_same_headings_tables_and_list_entries(rendered: Path, tmp_path: Path) -> None:
    files = sorted(rendered.glob("base-*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told("soffice", "--headless", profile, "--convert-to", "fodt", "--outdir", tmp_path, *files)
    for file in files:
        seen = etree.parse(tmp_path / f"{file.stem}.fodt")
        with zipfile.ZipFile(file) as package:
            written = etree.fromstring(package.read("word/document.xml"))
            styles = etree.fromstring(package.read("word/styles.xml"))
        counts = {
            "headings": len(seen.findall(".//{*}h")),
            "tables": len(seen.findall(".//{*}body//{*}table")),
            "entries": len(seen.findall(".//{*}list-item/{*}p")),
        }
        assert counts == _word_counts(written, styles), file.name


def _word_counts(document: etree._Element, styles: etree._Element) -> dict[str, int]:
    """Count the headings, tables and list entries of a Word document's body."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

    def value(node: etree._Element, path: str) -> str:
        found = node.find("/".join(f"{word}{step}" for step in path.split("/")))
        return str(found.get(f"{word}val")) if found is not None else ""

    heads = {
        str(style.get(f"{word}styleId"))
        for style in styles.iter(f"{word}style")
        if value(style, "name").startswith("heading ") or value(style, "basedOn").startswith("Heading")
    }
    paragraphs = list(document.iter(f"{word}p"))
    return {
        "headings": sum(value(node, "pPr/pStyle") in heads for node in paragraphs),
        "tables": len(list(document.iter(f"{word}tbl"))),
        "entries": sum(node.find(f"{word}pPr/{word}numPr") is not None for node in paragraphs),
    }


def _header_words(file: Path) -> set[str]:
    """Give the words of a header that a document of one page never shows."""
    title = (
        source_words(load(TOP / "examples" / f"{file.stem.partition('-')[2]}.md").text)
        if "sample" not in file.stem
        else {}
    )
    return set(title) if _pages(file.with_suffix(".pdf")) == 1 else set()


def _pages(file: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", told("pdfinfo", file).stdout)
    return int(found[1]) if found else 0


def test_axe_finds_nothing_on_any_page(rendered: Path) -> None:
    result = told("node", WEB / "check.mjs", *sorted(rendered.glob("*.html")))
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_nu_validator_finds_no_error(rendered: Path) -> None:
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    result = told("java", "-jar", jar, "--errors-only", "--format", "json", *sorted(rendered.glob("*.html")))
    assert json.loads(result.stderr)["messages"] == []


def test_no_heading_or_case_number_is_left_at_a_pages_end(rendered: Path) -> None:
    above_the_foot = ("-x", "0", "-y", "0", "-W", "595", "-H", "745")
    for file in sorted(rendered.glob("*.pdf")):
        for page in told("pdftotext", "-layout", *above_the_foot, file, "-").stdout.rstrip("\f").split("\f"):
            last = page.strip().splitlines()[-1].strip()
            assert not re.match(r"Dnr |§ \d+ |Beslut$|Yrkanden$|Reservation", last), (file.name, last)


def test_every_page_of_paper_is_a4_and_bears_its_number(rendered: Path) -> None:
    for file in sorted(rendered.glob("*.pdf")):
        assert re.search(r"Page size:\s+595.2\d+ x 841.89 pts \(A4\)", told("pdfinfo", file).stdout), file.name
        pages = told("pdftotext", "-layout", file, "-").stdout.rstrip("\f").split("\f")
        for number, page in enumerate(pages, 1):
            assert re.search(rf"\b{number}\b\W+(\w+\W+)?{len(pages)}\s*$", page), file.name
