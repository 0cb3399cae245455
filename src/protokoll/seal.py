"""The seal of approval: a hash of what minutes say, kept in their front matter by who approved them.

The hash is over the text without the key that keeps it. Line endings, white space at line ends and blank lines at both
ends of the file do not count, so that no editor breaks it by saving; all else does.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ("approved", "justerat")
"""The front matter's key for approvals, and the same in Swedish."""

FENCED = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*$|\.\.\.[ \t]*$).*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
"""Front matter, if it is some."""

HASH = re.compile(r"sha256:[0-9a-f]{64}")

_KEY = re.compile(rf"[\"']?(?:{'|'.join(KEYS)})[\"']?[ \t]*:(?:[ \t]|$)", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"[ \t]+$", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)*")
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
_HASH_LINE = re.compile(r"^[ \t]+[\"']?content[\"']?[ \t]*:.*\n", re.MULTILINE)
_HASH_WITHIN = re.compile(
    r"(?:,[ \t]*)?[\"']?content[\"']?[ \t]*:[ \t]*[\"']?sha256:[0-9a-f]*[\"']?(?P<after>[ \t]*,)?"
)


def content_hash(text: str) -> str:
    """Give the hash of what a text says without its approvals, `sha256:` and 64 hexadecimal digits."""
    text = without_approvals(text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _LINE_END.sub("", text).strip("\n")
    return f"sha256:{hashlib.sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()}"


def without_approvals(text: str) -> str:
    """Take the approvals out of a text; front matter that held nothing else goes with them."""
    head = FENCED.match(text)
    if not head:
        return text
    kept: list[str] = []
    position = head.start("yaml")
    for span in blocks(text):
        kept.append(text[position : span.start])
        position = span.end
    yaml = "".join(kept) + text[position : head.end("yaml")]
    if not yaml.strip():
        return text[head.end() :]
    return text[: head.start("yaml")] + yaml + text[head.end("yaml") :]


def blocks(text: str) -> Iterator[Span]:
    """Give the lines of the key that keeps approvals, with those of its value."""
    head = FENCED.match(text)
    if not head:
        return
    start: int | None = None
    end = position = head.start("yaml")
    for line in re.findall(r".*\n", head["yaml"]) if _KEY.search(head["yaml"]) else ():
        words = line.strip()
        if start is not None and words and not words.startswith("#") and line[0] not in " \t-":
            yield Span(start, end)
            start = None
        if start is None and _KEY.match(line):
            start = position
        position += len(line)
        if words and not words.startswith("#"):
            end = position
    if start is not None:
        yield Span(start, end)


def without_hashes(text: str) -> str:
    """Take the hashes out of a text's approvals: of another text they say nothing that is true."""
    pieces: list[str] = []
    position = 0
    for span in blocks(text):
        block = _HASH_LINE.sub("", text[span.start : span.end])
        block = _HASH_WITHIN.sub(lambda match: "," if match["after"] and match[0].startswith(",") else "", block)
        pieces += (text[position : span.start], block)
        position = span.end
    return "".join(pieces) + text[position:]


def entry(name: str, title: str | None, date: str, content: str | None, indent: str = "  ") -> str:
    """Write one approval as lines of YAML."""
    fields = {"name": _scalar(name), "role": title and _scalar(title), "date": date, "content": content}
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def _scalar(words: str) -> str:
    """Write words plain where YAML takes them for nothing else."""
    if _PLAIN.fullmatch(words) and words.casefold() not in _NOT_TEXT:
        return words
    return msgspec.json.encode(words).decode()
