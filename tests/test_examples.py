"""Every example, in every brand and format: whole, the same each time, and as it was when somebody last looked.

The golden files in tests/golden/ hold what each example gives: the meeting as JSON, the page's HTML without its style
sheet, and the words of the Word document paragraph by paragraph. After a change that is meant to change them, run
`pytest tests/test_examples.py --update-golden` and read the difference before you commit it.
"""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from protokoll.brand import brand_names, load_brand
from protokoll.files import load
from protokoll.pipeline import FORMATS, formatted, render
from protokoll.reader import read
from protokoll.source import Source
from protokoll.writers.html import is_ours
from tests.words import output_words, source_words

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.md"))
GOLDEN = Path(__file__).parent / "golden"
EACH = pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
BRANDS = pytest.mark.parametrize("brand", brand_names())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_there_are_enough_of_them() -> None:
    assert len(EXAMPLES) >= 6


@EACH
@BRANDS
def test_all_formats_and_the_same_bytes_twice(file: Path, brand: str) -> None:
    formats = list(FORMATS)
    once = render(load(file), formats, load_brand(brand))
    assert once == render(load(file), formats, load_brand(brand))
    # Markdown bears no mark of ours: whoever wrote it, it is not to be overwritten unasked.
    assert [name for name, data in once.items() if not FORMATS[name].is_ours(data)] == ["md"]


@EACH
def test_canonical_markdown_is_the_same_meeting(file: Path) -> None:
    source = load(file)
    canonical = formatted(source)
    assert formatted(Source(canonical)) == canonical
    dropped = source_words(" ".join(piece.text for piece in read(source).furniture))
    assert not source_words(source.text) - source_words(canonical) - dropped


@EACH
@BRANDS
def test_no_word_is_lost(file: Path, brand: str) -> None:
    source = load(file)
    rendered = render(source, ["docx", "html", "json"], load_brand(brand))
    wanted = source_words(source.text)
    for kind, data in rendered.items():
        missing = wanted - output_words(data, kind)
        assert not missing or kind != "json"
        assert not missing - source_words(_furniture(rendered["json"])), kind


def _furniture(data: bytes) -> str:
    return " ".join(f"{piece['text']} {piece['raw']}" for piece in json.loads(data)["furniture"])


@EACH
@pytest.mark.parametrize("kind", ["json", "html", "docx.txt"])
def test_golden(file: Path, kind: str, request: pytest.FixtureRequest) -> None:
    rendered = render(load(file), ["docx", "html", "json"], load_brand("base"))
    match kind:
        case "json":
            actual = rendered["json"].decode()
        case "html":
            assert is_ours(rendered["html"])
            actual = re.sub(r"<style>.*?</style>|base64,[\w+/=]+", "…", rendered["html"].decode(), flags=re.DOTALL)
        case _:
            actual = "\n".join(_paragraphs(rendered["docx"])) + "\n"
    golden = GOLDEN / f"{file.stem}.{kind}"
    if request.config.getoption("--update-golden"):
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")


def _paragraphs(data: bytes) -> list[str]:
    """Give each paragraph of a Word document with its style."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    found = []
    for paragraph in tree.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else ""
        marks = {f"{W}tab": "\t", f"{W}br": "⏎"}
        words = [marks.get(node.tag) or node.text or "" for node in paragraph.iter(f"{W}t", *marks)]
        found.append(f"[{name}] " + "".join(words))
    return found
