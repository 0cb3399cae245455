"""Markdown to blocks with exact spans: the only importer of markdown_it.

markdown-it tells the lines of a block and nothing of where its inline parts stand. So the inline rules that consume
more than they show (links, code, escapes, breaks) are wrapped to note where they began and ended; everything between
them follows by counting. Offsets are right to the character, links and entities included.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from protokoll.model import content as c
from protokoll.model.text import plain
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

MAX_NESTING = 40
"""Containers within containers that are still told apart; what lies deeper is kept as plain text.

A list counts twice, once for its entry. The PDF's reader of JSON stops at 128 levels, of which each list takes four."""

MAX_INLINE_NESTING = 24
"""Emphasis within emphasis that is still told apart; deeper marks are dropped, their words are not."""

MAX_MARKS = 1_000
"""Brackets, stars and the like in one paragraph beyond which it is taken as plain text: pairing them is not linear."""

_WIDE_RULES = ("newline", "escape", "backticks", "link", "image", "autolink", "html_inline", "entity")
_MARKS = "[]*_~`<&\\!"
_PLAIN = re.compile(rf"[^\n{re.escape(_MARKS)}]+")
_COMMENTS = re.compile(r"(?:(?><!--(?:-?>|.*?-->))\s*+)++", re.DOTALL)
"""Comments and nothing else; nothing once taken is tried another way, for that would not be linear."""


def parse(text: str, offset: int = 0) -> tuple[c.Block, ...]:
    """Read Markdown. `text` begins at `offset` in its source, and all spans count from the source's beginning."""
    return _Builder(text, offset).blocks(_parser().parse(text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    # Escapes and entities stay tokens of their own: joined to the text around them they would hide their width.
    parser.disable("text_join")
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _WIDE_RULES:
            parser.inline.ruler.at(rule.name, _noting_extent(rule.fn))
    (html,) = (rule for rule in parser.block.ruler.__rules__ if rule.name == "html_block")
    parser.block.ruler.at(html.name, _beside_words(html.fn), {"alt": html.alt})
    parser.core.ruler.at("inline", _guarded_inline)
    return parser


def _beside_words(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Leave a line that begins with a comment and goes on with words to be a paragraph: words are no HTML."""

    def beside(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
        start, stop = state.bMarks[first] + state.tShift[first], state.eMarks[first]
        if state.src.startswith("<!--", start):
            comments = _COMMENTS.match(state.src, start, stop)
            if comments and comments.end() < stop:
                return False
        return rule(state, first, end, silent)

    return beside


def _noting_extent(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def noted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > first:
            state.tokens[-1].meta["end"] = state.pos
            opening = next((token for token in state.tokens[first:] if token.type == "link_open"), None)
            if opening is not None:
                opening.meta["start"] = start
        return True

    return noted


def _guarded_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _PLAIN.fullmatch(token.content):  # most lines: no rule would find anything in them
            token.children.append(Token("text", "", 0, content=token.content))
        elif len(token.content) > MAX_MARKS and sum(map(token.content.count, _MARKS)) > MAX_MARKS:
            token.meta["plain"] = True
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


class _Extent:
    """Where the characters of one inline token's content stand in the source."""

    def __init__(self, anchors: list[tuple[int, int]]) -> None:
        self._content = [content for content, _ in anchors]
        self._source = [source for _, source in anchors]

    def at(self, position: int) -> int:
        index = bisect_right(self._content, position) - 1
        return self._source[index] + position - self._content[index]

    def span(self, start: int, end: int) -> Span:
        first = self.at(start)
        return Span(first, max(first, self.at(end - 1) + 1) if end > start else first)


class _Builder:
    """Turns one token stream into blocks."""

    def __init__(self, text: str, offset: int) -> None:
        self._lines = text.replace("\0", "\ufffd").split("\n")  # as the parser does
        self._starts: list[int] = []
        position = offset
        for line in self._lines:
            self._starts.append(position)
            position += len(line) + 1
        self._end = offset + len(text)

    def blocks(self, tokens: Sequence[Token]) -> tuple[c.Block, ...]:
        return self._blocks(iter(tokens), until=None)

    # Blocks

    def _blocks(self, tokens: Iterator[Token], until: str | None) -> tuple[c.Block, ...]:
        found: list[c.Block] = []
        for token in tokens:
            if token.type == until:
                break
            found.append(self._block(token, tokens))
        return tuple(found)

    def _block(self, token: Token, tokens: Iterator[Token]) -> c.Block:  # noqa: PLR0911 - one line a kind of block
        span = self._lines_span(token)
        match token.type:
            case "paragraph_open":
                inlines = self._inline_until(tokens, "paragraph_close")
                # In a quote or a list the block's lines begin with marks that are not the paragraph's.
                words = Span(inlines[0].span.start, inlines[-1].span.end) if inlines else span
                return c.Paragraph(span=words, text=plain(inlines), inlines=inlines)
            case "heading_open":
                level = int(token.tag[1])
                inlines = self._inline_until(tokens, "heading_close")
                return c.Heading(span=span, level=level, text=plain(inlines), inlines=inlines)
            case "bullet_list_open":
                return c.BulletList(span=span, items=self._list_items(tokens, "bullet_list_close"))
            case "ordered_list_open":
                start = int(token.attrGet("start") or 1) if token.attrGet("start") != 0 else 0
                return c.OrderedList(span=span, start=start, items=self._list_items(tokens, "ordered_list_close"))
            case "blockquote_open":
                blocks = self._blocks(tokens, "blockquote_close") or self._unparsed(span)
                return c.Quote(span=span, blocks=blocks)
            case "table_open":
                return self._table(span, tokens)
            case "fence" | "code_block":
                return c.CodeBlock(span=span, language=token.info.strip(), text=token.content.rstrip("\n"))
            case "hr":
                return c.ThematicBreak(span=span)
            case _:
                return self._html(span, token.content)

    def _html(self, span: Span, text: str) -> c.Block:
        stripped = text.strip()
        if _COMMENTS.fullmatch(stripped):
            return c.Comment(span=span, text=stripped)
        return c.RawBlock(span=span, text=text.rstrip("\n"))

    def _list_items(self, tokens: Iterator[Token], until: str) -> tuple[c.ListItem, ...]:
        items: list[c.ListItem] = []
        for token in tokens:
            if token.type == until:
                break
            span = self._lines_span(token)
            blocks = self._blocks(tokens, "list_item_close")
            items.append(c.ListItem(span=span, marker=token.info + token.markup, blocks=blocks or self._unparsed(span)))
        return tuple(items)

    def _unparsed(self, span: Span) -> tuple[c.Block, ...]:
        """Keep as text what the parser left unread because it lay too deep."""
        first = bisect_right(self._starts, span.start) - 1
        kept: list[c.Block] = []
        for number in range(first, len(self._lines)):
            start, line = self._starts[number], self._lines[number]
            if start >= span.end:
                break
            words = line.lstrip(" \t>-*+0123456789.)")
            if words:
                at = Span(start + len(line) - len(words), start + len(line))
                kept.append(c.Paragraph(span=at, text=words, inlines=(c.Text(span=at, text=words),)))
        return tuple(kept)

    def _lines_span(self, token: Token) -> Span:
        """Give the token's lines, without the white space at their ends."""
        if token.map is None:
            return Span(self._end, self._end)
        first, last = token.map[0], min(token.map[1], len(self._lines)) - 1
        while last > first and not self._lines[last].strip():
            last -= 1
        line = self._lines[first]
        start = self._starts[first] + len(line) - len(line.lstrip())
        return Span(start, max(start, self._starts[last] + len(self._lines[last].rstrip())))

    # Tables

    def _table(self, span: Span, tokens: Iterator[Token]) -> c.Table:
        alignments: list[c.Alignment | None] = []
        rows: list[tuple[c.Cell, ...]] = []
        cells: list[c.Cell] = []
        cursor = 0
        for token in tokens:
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    cells, cursor = [], 0
                case "tr_close":
                    rows.append(tuple(cells))
                case "th_open":
                    alignments.append(_alignment(token))
                case "inline":
                    cell, cursor = self._cell(token, cursor)
                    cells.append(cell)
                case _:
                    pass
        return c.Table(span=span, alignments=tuple(alignments), header=rows[0], rows=tuple(rows[1:]))

    def _cell(self, token: Token, cursor: int) -> tuple[c.Cell, int]:
        """Read a cell that begins at or after column `cursor` of its row."""
        number = token.map[0] if token.map else 0
        line, start = self._lines[number], self._starts[number]
        written = token.content.replace("|", "\\|")
        column = line.find(written, cursor)
        if not written or column == -1:
            end = line.find("|", cursor + 1)
            here = Span(start + cursor, start + cursor)
            return c.Cell(span=here, text="", inlines=()), (end if end != -1 else len(line))
        anchors = [(0, start + column)]
        for position, character in enumerate(token.content):
            if character == "|":
                anchors.append((position, anchors[-1][1] + position - anchors[-1][0] + 1))
        extent = _Extent(anchors)
        inlines = _inlines(token, extent)
        cell = c.Cell(span=extent.span(0, len(token.content)), text=plain(inlines), inlines=inlines)
        return cell, column + len(written)

    # Text

    def _inline_until(self, tokens: Iterator[Token], until: str) -> tuple[c.Inline, ...]:
        inlines: tuple[c.Inline, ...] = ()
        for token in tokens:
            if token.type == until:
                break
            if token.content:
                inlines = _inlines(token, self._extent(token, heading=until == "heading_close"))
        return inlines

    def _extent(self, token: Token, *, heading: bool) -> _Extent:
        first = token.map[0] if token.map else 0
        anchors: list[tuple[int, int]] = []
        position = 0
        parts = token.content.split("\n")
        last = token.map[1] - len(parts) if token.map else first
        # The parser drops lines of nothing but white space at a block's head, a no-break space among it.
        while first < last and not self._lines[first].rstrip().endswith(parts[0].strip()):
            first += 1
        for number, part in enumerate(parts, start=first):
            line = self._lines[number]
            words = part.strip()
            # A block's own marks (`>`, `-`, `##`) stand before its words, so the words are what the line ends with;
            # only a heading may close with marks of its own.
            column = line.rfind(words) if heading else len(line.rstrip()) - len(words)
            indent = len(part) - len(part.lstrip())
            # White space before the words may have been a tab: only where the words begin is sure.
            if indent:
                anchors.append((position, self._starts[number] + max(0, column - indent)))
            anchors.append((position + indent, self._starts[number] + column))
            position += len(part) + 1
        return _Extent(anchors)


def _alignment(token: Token) -> c.Alignment | None:
    style = str(token.attrGet("style") or "")
    for alignment in ("left", "center", "right"):
        if style.endswith(alignment):
            return alignment
    return None


def _inlines(token: Token, extent: _Extent) -> tuple[c.Inline, ...]:
    if token.meta.get("plain"):
        return (c.Text(span=extent.span(0, len(token.content)), text=token.content),)
    return _InlineBuilder(token.content, extent).build(token.children or [])


class _InlineBuilder:
    """Turns the children of one inline token into inlines, keeping count of where it is in the content."""

    def __init__(self, text: str, extent: _Extent) -> None:
        self._text = text
        self._extent = extent
        self._cursor = 0
        self._levels: list[list[c.Inline]] = [[]]
        self._opened: list[tuple[Token, int]] = []

    def build(self, children: Sequence[Token]) -> tuple[c.Inline, ...]:
        for token in children:
            if token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close(token)
            else:
                self._leaf(token)
        return tuple(self._levels[0])

    def _open(self, token: Token) -> None:
        start = token.meta.get("start", self._cursor)
        self._opened.append((token, start))
        self._cursor = start + (len(token.markup) if token.type != "link_open" else 1)
        if len(self._opened) <= MAX_INLINE_NESTING:
            self._levels.append([])

    def _close(self, token: Token) -> None:
        opening, start = self._opened.pop()
        self._cursor = token.meta.get("end", self._cursor + len(token.markup))
        if len(self._opened) >= MAX_INLINE_NESTING:
            return
        inlines, span = tuple(self._levels.pop()), self._extent.span(start, self._cursor)
        match opening.type:
            case "em_open":
                self._levels[-1].append(c.Emphasis(span=span, inlines=inlines))
            case "strong_open":
                self._levels[-1].append(c.Strong(span=span, inlines=inlines))
            case "s_open":
                self._levels[-1].append(c.Strikeout(span=span, inlines=inlines))
            case _:
                href, title = str(opening.attrGet("href") or ""), str(opening.attrGet("title") or "")
                self._levels[-1].append(c.Link(span=span, href=href, title=title, inlines=inlines))

    def _leaf(self, token: Token) -> None:
        if token.type == "text":
            self._words(token.content, token.content)
            return
        if token.type == "text_special":
            self._words(token.content, token.markup)
            return
        start = self._cursor
        if token.type == "image":
            # Nothing but text stands between the cursor and the picture, so its start is where its mark is.
            start = max(start, self._text.find("![", start))
        self._cursor = token.meta.get("end", start + len(token.content))
        span = self._extent.span(start, self._cursor)
        self._levels[-1].append(_leaf(token, span))

    def _words(self, words: str, written: str) -> None:
        if not written:
            return
        start = self._cursor
        if self._opened and self._opened[-1][0].markup == "autolink":
            self._cursor = self._text.find(">", start)  # shown decoded, so its width is not that of what was written
        else:
            if not self._text.startswith(written, start):
                start = max(start, self._text.find(written, start))
            self._cursor = start + len(written)
        span = self._extent.span(start, self._cursor)
        level = self._levels[-1]
        if level and isinstance(before := level[-1], c.Text) and before.span.end == span.start:
            level[-1] = c.Text(span=Span(before.span.start, span.end), text=before.text + words)
        else:
            level.append(c.Text(span=span, text=words))


def _leaf(token: Token, span: Span) -> c.Inline:
    match token.type:
        case "softbreak":
            return c.SoftBreak(span=span)
        case "hardbreak":
            return c.LineBreak(span=span)
        case "code_inline":
            return c.Code(span=span, text=token.content)
        case "image":
            alt = "".join(
                child.content if child.type != "softbreak" else " "
                for child in token.children or []
                if child.content or child.type == "softbreak"
            )
            src, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
            return c.Image(span=span, src=src, alt=alt, title=title)
        case _ if token.content.startswith("<!--"):
            return c.CommentInline(span=span, text=token.content)
        case _:
            return c.RawInline(span=span, text=token.content)
