"""Content as the Markdown that reads back as the same content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from protokoll.model import content as c
from protokoll.model import text as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]<~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#>+=|-]|\d{1,9}(?=[.)](?:\s|$)))")
_TICKS = re.compile(r"`+")


def escaped(words: str) -> str:
    """Write plain words so that they stay plain words, at the beginning of a line too."""
    return _line_safe(_words(words))


def _words(words: str) -> str:
    words = words.replace("\n", " ").replace("\xa0", "&nbsp;")
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", words)).replace("\\&nbsp;", "&nbsp;")


def _line_safe(line: str) -> str:
    match = _LINE_START.match(line)
    if not match:
        return line
    mark = match[2]
    if mark.isdecimal():
        return f"{match[1]}{mark}\\{line[match.end() :]}"
    return f"{match[1]}\\{line[match.start(2) :]}"


def inline_text(inlines: Iterable[c.Inline]) -> str:
    """Write inlines; line ends as they were."""
    return "".join(map(_inline, inlines))


def paragraph_text(inlines: Sequence[c.Inline]) -> str:
    """Write the inlines of a paragraph, each line safe from being taken for a mark."""
    lines = inline_text(inlines).strip().split("\n")
    return "\n".join(_line_safe(line.strip() if number else line.rstrip()) for number, line in enumerate(lines))


def heading_text(inlines: Sequence[c.Inline]) -> str:
    """Write the inlines of a heading, on one line."""
    words = " ".join(inline_text(t.without_breaks(inlines)).split())
    return re.sub(r"(#+)$", r"\\\1", words)


def _inline(inline: c.Inline) -> str:  # noqa: PLR0911 - one line a kind
    match inline:
        case c.Text(text=text):
            return _words(text)
        case c.Emphasis(inlines=inner):
            return f"*{inline_text(inner)}*"
        case c.Strong(inlines=inner):
            return f"**{inline_text(inner)}**"
        case c.Strikeout(inlines=inner):
            return f"~~{inline_text(inner)}~~"
        case c.Code(text=text):
            ticks = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
            pad = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
            return f"{ticks}{pad}{text}{pad}{ticks}"
        case c.Link(href=href, title=title, inlines=inner):
            return f"[{inline_text(inner)}]({_target(href, title)})"
        case c.Image(src=src, alt=alt, title=title):
            return f"![{_words(alt)}]({_target(src, title)})"
        case c.SoftBreak():
            return "\n"
        case c.LineBreak():
            return "\\\n"
        case c.RawInline(text=text) | c.CommentInline(text=text):
            return text


def _target(address: str, title: str) -> str:
    safe = address.replace("\\", "\\\\").replace("<", "\\<").replace(">", "\\>")
    written = f"<{safe}>" if not address or re.search(r"[\s()<>\\]", address) else address
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'{written} "{quoted}"' if title else written


def blocks_text(blocks: Sequence[c.Block]) -> str:
    """Write blocks, a blank line between them."""
    return "\n\n".join(part for part in _block_texts(blocks) if part)


def _block_texts(blocks: Sequence[c.Block]) -> Iterator[str]:
    bullet = ""
    for block in blocks:
        # Two lists that touch are one unless their marks differ.
        bullet = ("*" if bullet == "-" else "-") if isinstance(block, c.BulletList) else ""
        yield _block(block, bullet)


def _block(block: c.Block, bullet: str) -> str:  # noqa: PLR0911 - one line a kind of block
    match block:
        case c.Paragraph(inlines=inlines):
            return paragraph_text(inlines)
        case c.Heading(level=level, inlines=inlines):
            return f"{'#' * max(level, 1)} {heading_text(inlines)}"
        case c.BulletList(items=items):
            return _entries([(bullet, item) for item in items])
        case c.OrderedList(items=items):
            return _entries([(item.marker, item) for item in items])
        case c.Quote(blocks=inner):
            return "\n".join(f"> {line}".rstrip() for line in blocks_text(inner).split("\n"))
        case c.Table():
            return _table(block)
        case c.CodeBlock(language=language, text=text):
            ticks = "`" * max(3, max(map(len, _TICKS.findall(text)), default=0) + 1)
            return f"{ticks}{language}\n{text}\n{ticks}"
        case c.RawBlock(text=text) | c.Comment(text=text):
            return text
        case c.ThematicBreak():
            return "* * *"


def _entries(items: Sequence[tuple[str, c.ListItem]]) -> str:
    tight = all(_is_tight(item) for _, item in items)
    texts = [list_entry(marker, _tight_text(item) if tight else blocks_text(item.blocks)) for marker, item in items]
    return ("\n" if tight else "\n\n").join(texts)


def _is_tight(item: c.ListItem) -> bool:
    first, *rest = item.blocks or (None,)
    return isinstance(first, c.Paragraph) and all(isinstance(block, (c.BulletList, c.OrderedList)) for block in rest)


def _tight_text(item: c.ListItem) -> str:
    return "\n".join(_block_texts(item.blocks))


def list_entry(marker: str, text: str) -> str:
    """Write one entry of a list; `text` is its content, already Markdown."""
    indent = " " * (len(marker) + 1)
    lines = text.split("\n")
    rest = [f"{indent}{line}" if line.strip() else "" for line in lines[1:]]
    return "\n".join([f"{marker} {lines[0]}".rstrip(), *rest])


def _table(table: c.Table) -> str:
    rules = {"left": ":---", "center": ":---:", "right": "---:", None: "---"}
    rows = [
        _row(table.header),
        "| " + " | ".join(rules[alignment] for alignment in table.alignments) + " |",
        *map(_row, table.rows),
    ]
    return "\n".join(rows)


def _row(cells: Sequence[c.Cell]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(cell: c.Cell) -> str:
    return " ".join(inline_text(t.without_breaks(cell.inlines)).split()).replace("|", "\\|")
