"""What other programs say of the outputs: veraPDF, LibreOffice, poppler, axe-core and the Nu validator.

They are slow and need programs of the system; .ci/run installs those and runs these tests.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from protokoll.brand import brand_names, load_brand
from protokoll.pipeline import load, render
from protokoll.writers import write
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


def told(*command: object) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


def test_every_pdf_is_archive_grade_and_accessible(rendered: Path) -> None:
    files = sorted(rendered.glob("*.pdf"))
    result = told(TOP / ".ci" / "verapdf" / "run", *files)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("PASS") == 2 * len(files)


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
    result = told("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *files)
    assert result.returncode == 0, result.stderr
    for file in files:
        # Headers and footers stand once in the file and on every page in the PDF, so only the lack of a word counts.
        missing = output_words(file.read_bytes(), "docx") - pdf_words(tmp_path / f"{file.stem}.pdf")
        assert not set(missing) - {"sida", "av", "page", "of"} - _header_words(file), file.name


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


def test_every_page_of_paper_is_a4_and_bears_its_number(rendered: Path) -> None:
    for file in sorted(rendered.glob("*.pdf")):
        assert re.search(r"Page size:\s+595.2\d+ x 841.89 pts \(A4\)", told("pdfinfo", file).stdout), file.name
        pages = told("pdftotext", "-layout", file, "-").stdout.rstrip("\f").split("\f")
        for number, page in enumerate(pages, 1):
            assert re.search(rf"\b{number}\b\W+(\w+\W+)?{len(pages)}\s*$", page), file.name
