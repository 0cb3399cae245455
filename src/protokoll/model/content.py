"""The words of minutes as written: the closed unions `Block` and `Inline`.

The cases are CommonMark's, with tables and strike-through. Nothing is interpreted here: raw HTML stays text, a link
keeps the address it was given, a heading the level it had in the source.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from protokoll.source import Span


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Anything read from a source: it knows where it stands there."""

    span: Span


class Text(Node, frozen=True, kw_only=True, tag="text"):
    """Plain words, escapes and entities resolved."""

    text: str


class Emphasis(Node, frozen=True, kw_only=True, tag="emphasis"):
    """Text in `*…*`."""

    inlines: tuple[Inline, ...]


class Strong(Node, frozen=True, kw_only=True, tag="strong"):
    """Text in `**…**`."""

    inlines: tuple[Inline, ...]


class Strikeout(Node, frozen=True, kw_only=True, tag="strikeout"):
    """Text in `~~…~~`."""

    inlines: tuple[Inline, ...]


class Code(Node, frozen=True, kw_only=True, tag="code"):
    """Text in backticks."""

    text: str


class Link(Node, frozen=True, kw_only=True, tag="link"):
    """A link; `href` is as written, safe or not."""

    href: str
    title: str = ""
    inlines: tuple[Inline, ...]


class Image(Node, frozen=True, kw_only=True, tag="image"):
    """A picture; `src` is as written, `alt` the text in its place."""

    src: str
    alt: str = ""
    title: str = ""


class SoftBreak(Node, frozen=True, kw_only=True, tag="soft_break"):
    """A line end inside a paragraph that means no more than a space."""


class LineBreak(Node, frozen=True, kw_only=True, tag="line_break"):
    """A line end the writer asked for."""


class RawInline(Node, frozen=True, kw_only=True, tag="raw_inline"):
    """An HTML tag in running text, kept as the characters it is made of."""

    text: str


class CommentInline(Node, frozen=True, kw_only=True, tag="comment_inline"):
    """An HTML comment in running text; never printed."""

    text: str


Inline = Text | Emphasis | Strong | Strikeout | Code | Link | Image | SoftBreak | LineBreak | RawInline | CommentInline


class Paragraph(Node, frozen=True, kw_only=True, tag="paragraph"):
    """Running text; `text` is its words alone, line ends as spaces."""

    text: str
    inlines: tuple[Inline, ...]


class Heading(Node, frozen=True, kw_only=True, tag="heading"):
    """A heading; `level` 1–6 is the source's own, `text` its words alone."""

    text: str
    level: int
    inlines: tuple[Inline, ...]


class ListItem(Node, frozen=True, kw_only=True, tag="list_item"):
    """One entry of a list; `marker` as typed, such as `-` or `3.`."""

    marker: str
    blocks: tuple[Block, ...]


class BulletList(Node, frozen=True, kw_only=True, tag="bullet_list"):
    """A list whose order is not numbered."""

    items: tuple[ListItem, ...]


class OrderedList(Node, frozen=True, kw_only=True, tag="ordered_list"):
    """A numbered list; `start` is its first number."""

    start: int
    items: tuple[ListItem, ...]


class Quote(Node, frozen=True, kw_only=True, tag="quote"):
    """A block quotation."""

    blocks: tuple[Block, ...]


Alignment = Literal["left", "center", "right"]


class Cell(Node, frozen=True, kw_only=True, tag="cell"):
    """One cell of a table; `text` is its words alone."""

    text: str
    inlines: tuple[Inline, ...]


class Table(Node, frozen=True, kw_only=True, tag="table"):
    """A table; each row of `rows` has as many cells as `header`, and `alignments` as many entries."""

    alignments: tuple[Alignment | None, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


class CodeBlock(Node, frozen=True, kw_only=True, tag="code_block"):
    """Preformatted text; `language` is the fence's info string."""

    language: str = ""
    text: str


class ThematicBreak(Node, frozen=True, kw_only=True, tag="thematic_break"):
    """A line across the page."""


class RawBlock(Node, frozen=True, kw_only=True, tag="raw_block"):
    """A block of HTML, kept as the characters it is made of."""

    text: str


class Comment(Node, frozen=True, kw_only=True, tag="comment"):
    """A block that is nothing but an HTML comment; never printed."""

    text: str


Block = Paragraph | Heading | BulletList | OrderedList | Quote | Table | CodeBlock | ThematicBreak | RawBlock | Comment
