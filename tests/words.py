"""The oracle of "nothing lost": the words a source has, and the words an output has.

A word is two letters or more, compared without case. A source's front matter, link targets and comments are no words
of the minutes.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree, html
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from markdown_it.token import Token

_WORD = re.compile(r"[^\W\d_]{2,}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str) -> Counter[str]:
    """Count the words of a text."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return Counter(word.casefold() for word in _WORD.findall(plain))


def source_words(markdown: str) -> Counter[str]:
    """Count the words of Markdown, as any reader of CommonMark would see them."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    return words("".join(_token_text(tokens)))


def _token_text(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _token_text(token.children or [])
            yield "\n"
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "s_close":
            yield " "  # what is struck is followed by a word that says so
        elif token.type == "image":
            yield " "
            yield from _token_text(token.children or [])
            yield " "
        elif token.type in {"html_inline", "html_block"}:
            shown = re.sub(r"<!--(?:-?>|.*?-->)", "", token.content, flags=re.DOTALL)
            yield re.sub(r"<[^>]*>", " ", shown)
        else:
            yield token.content


def output_words(data: bytes, kind: str) -> Counter[str]:
    """Count the words a reader finds in an output."""
    match kind:
        case "docx":
            return words(_docx_text(data))
        case "html":
            return words(_html_text(data))
        case "json":
            return words("\n".join(_strings(json.loads(data))))
        case _:
            raise ValueError(kind)


def pdf_words(path: Path) -> Counter[str]:
    """Count the words of a PDF, one broken at a line's end both as parts and as a whole."""
    found: list[str] = []
    for option in ("-raw", "-layout"):
        command = ["pdftotext", option, "-enc", "UTF-8", str(path), "-"]
        found.append(subprocess.run(command, check=True, capture_output=True).stdout.decode())
    joined = re.sub(r"(\w)[-\u2010\u00ad]\s*\n\s*(\w)", r"\1\2", "\n".join(found))
    return words(found[0]) | words(found[1]) | words(joined)


def _docx_text(data: bytes) -> str:
    parts: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
                nodes = etree.fromstring(package.read(name)).iter(f"{_W}t", f"{_W}p", f"{_W}br", f"{_W}tab")
                parts.extend(node.text or "" if node.tag == f"{_W}t" else "\n" for node in nodes)
    return "".join(parts)


def _html_text(data: bytes) -> str:
    tree = html.fromstring(data.decode())
    return "".join(_spaced(tree, {"strong", "em", "del", "code", "a", "span"}))


def _spaced(node: html.HtmlElement, inline: set[str]) -> Iterator[str]:
    if node.tag in {"style", "script"}:
        return
    apart = "" if node.tag in inline else " "
    yield apart + (node.text or "")
    for child in node:
        yield from _spaced(child, inline)
        yield child.tail or ""
    yield apart


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
        case _:
            pass
