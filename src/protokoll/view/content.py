"""Blocks and inlines as read → blocks and runs as printed: safe, and free of what no page can show."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.view import page as p
from protokoll.view.languages import foreign_language
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from protokoll.vocabulary import Vocabulary

MAX_DEPTH = 10
"""Lists and quotes within one another that are still set in: no page shows more, and Typst stops not far beyond."""

LONGEST_HEADING = 500
"""Characters beyond which a heading is shown by its beginning, and whole as text: no outline can hold it."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SCHEME = re.compile(r"[a-zA-Z][\w+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\"'.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def clean(words: str) -> str:
    """Put a space for what neither XML nor paper can hold, line ends included."""
    # A byte order mark inside a text once meant "no break here"; PDF/A takes only its successor.
    words = words.replace("\n", " ").replace("\ufeff", "\u2060")
    return _UNPRINTABLE.sub(" ", words) if _UNPRINTABLE.search(words) else words


def is_too_long(heading: str) -> bool:
    """Tell a heading that nobody meant as one."""
    return len(heading) > LONGEST_HEADING


def shortened(heading: str) -> str:
    """Give the beginning of a heading that is too long."""
    return heading[: LONGEST_HEADING // 5].rstrip() + "…"


def safe_address(href: str) -> str | None:
    """Give an address that may be followed from a page, None for any other."""
    address = clean(href).strip()
    if not address or address.startswith(("//", "\\", "#")):
        return None
    if _SCHEME.match(address):
        return address if address.lower().startswith(_SAFE_SCHEMES) else None
    return address if not re.search(r"[\s:]", address) else None


class _Look(msgspec.Struct, frozen=True):
    """How the words at hand are marked."""

    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    href: str | None = None


_PLAIN = _Look()


class ContentView:
    """Turns content into what a page shows of it; `pictures` are the ones that could be loaded, by their `src`."""

    def __init__(self, vocabulary: Vocabulary, pictures: Mapping[str, p.Picture]) -> None:
        """Words such as "(struket)" come from the vocabulary."""
        self.vocabulary = vocabulary
        self._pictures = pictures

    # Inlines

    def runs(self, inlines: Iterable[c.Inline]) -> p.Runs:
        """Give inlines as runs, white space at both ends taken off."""
        found: list[p.Run] = []
        self._add(inlines, _PLAIN, found)
        return _joined(found)

    def _add(self, inlines: Iterable[c.Inline], look: _Look, found: list[p.Run]) -> None:
        for inline in inlines:
            match inline:
                case c.Text(text=text):
                    _add_words(clean(text), look, found)
                case c.SoftBreak():
                    found.append(_run(" ", look))
                case c.LineBreak():
                    found.append(p.Run(line_break=True))
                case c.Strong(inlines=inner):
                    self._add(inner, msgspec.structs.replace(look, strong=True), found)
                case c.Emphasis(inlines=inner):
                    self._add(inner, msgspec.structs.replace(look, emphasis=True), found)
                case c.Strikeout(inlines=inner):
                    self._add(inner, msgspec.structs.replace(look, strike=True), found)
                    if not look.strike:
                        # Struck through is seen by few and heard by none: say it.
                        found.append(_run(" " + self.vocabulary.say(Term.STRUCK), look))
                case c.Code(text=text):
                    found.append(msgspec.structs.replace(_run(clean(text), look), code=True))
                case c.Link(href=href, inlines=inner):
                    self._add(inner, msgspec.structs.replace(look, href=safe_address(href)), found)
                case c.Image():
                    if inline.src not in self._pictures:
                        found.append(_run(self._in_place_of(inline), look))
                case c.RawInline(text=text):
                    found.append(p.Run(line_break=True) if _BREAK_TAG.fullmatch(text) else _run(clean(text), look))
                case c.CommentInline():
                    pass

    def _in_place_of(self, image: c.Image) -> str:
        words = " ".join(clean(f"{image.alt} {image.title}").split()) or clean(image.src)
        return f"[{self.vocabulary.say(Term.PICTURE)}: {words}]"

    # Blocks

    def blocks(self, blocks: Iterable[c.Block], *, headings: int | None = None, depth: int = 0) -> tuple[p.Block, ...]:
        """Give blocks as printed; a heading among them gets the level `headings`, or is strong text without one.

        `depth` counts the lists and quotes around them: beyond MAX_DEPTH these are set no further in.
        """
        found: list[p.Block] = []
        for block in blocks:
            found += self._block(block, headings, depth)
        return tuple(found)

    def _block(self, block: c.Block, headings: int | None, depth: int) -> Sequence[p.Block]:  # noqa: PLR0911 - one line a kind of block
        match block:
            case c.Paragraph(inlines=inlines, text=text):
                runs = self.runs(inlines)
                if language := foreign_language(text, self.vocabulary):
                    runs = tuple(msgspec.structs.replace(run, lang=language) for run in runs)
                return [*([p.Paragraph(runs=runs)] if runs else []), *self._figures(inlines)]
            case c.Heading(inlines=inlines):
                return self._heading(inlines, headings)
            case c.BulletList(items=items) | c.OrderedList(items=items) if depth >= MAX_DEPTH:
                return [inner for item in items for inner in self.blocks(item.blocks, depth=depth)]
            case c.Quote(blocks=inner) if depth >= MAX_DEPTH:
                return self.blocks(inner, depth=depth)
            case c.BulletList(items=items):
                return [p.Bullets(entries=self._entries(items, depth))]
            case c.OrderedList(items=items, start=start):
                return [p.Numbered(start=start, entries=self._entries(items, depth))]
            case c.Quote(blocks=inner):
                return [p.Quote(blocks=self.blocks(inner, depth=depth + 1))]
            case c.Table():
                return [self._table(block)]
            case c.CodeBlock(text=text):
                return [_code(text)]
            case c.RawBlock(text=text):
                shown = _COMMENT.sub("", text).strip("\n")
                return [_code(shown)] if shown.strip() else []
            case c.ThematicBreak():
                return [p.Separator()]
            case c.Comment():
                return []

    def _heading(self, inlines: tuple[c.Inline, ...], level: int | None) -> Sequence[p.Block]:
        runs = self.runs(t.without_breaks(inlines))
        if not runs:
            return []
        if level is not None and not is_too_long(t.plain(inlines)):
            return [p.Heading(level=level, runs=runs)]
        return [p.Paragraph(runs=tuple(msgspec.structs.replace(run, strong=True) for run in runs))]

    def heading(self, words: str, level: int) -> p.Block:
        """Give a heading, or strong text where it is too long for one."""
        words = clean(words)
        run = p.Run(text=words)
        if is_too_long(words):
            return p.Paragraph(runs=(msgspec.structs.replace(run, strong=True),))
        return p.Heading(level=level, runs=(run,))

    def _entries(self, items: Iterable[c.ListItem], depth: int) -> tuple[p.Entry, ...]:
        return tuple(p.Entry(blocks=self.blocks(item.blocks, depth=depth + 1)) for item in items)

    def _table(self, table: c.Table) -> p.Table:
        def cells(row: Iterable[c.Cell]) -> tuple[p.Cell, ...]:
            return tuple(p.Cell(runs=self.runs(cell.inlines)) for cell in row)

        return p.Table(alignments=table.alignments, header=cells(table.header), rows=tuple(map(cells, table.rows)))

    def _figures(self, inlines: Iterable[c.Inline]) -> list[p.Block]:
        """Lift the pictures out of a paragraph, to stand below it."""
        found: list[p.Block] = []
        for inline in inlines:
            if isinstance(inline, c.Image) and inline.src in self._pictures:
                picture = self._pictures[inline.src]
                alt = " ".join(clean(inline.alt or inline.title).split()) or self._in_place_of(inline)
                found.append(p.Figure(image=inline.src, alt=alt, width=picture.width, height=picture.height))
            elif isinstance(inline, (c.Link, c.Strong, c.Emphasis, c.Strikeout)):
                found += self._figures(inline.inlines)
        return found


def _code(text: str) -> p.Code:
    return p.Code(text="\n".join(clean(line) for line in text.expandtabs(4).split("\n")))


def _run(words: str, look: _Look) -> p.Run:
    return p.Run(text=words, strong=look.strong, emphasis=look.emphasis, strike=look.strike, href=look.href)


def _add_words(words: str, look: _Look, found: list[p.Run]) -> None:
    """Add words; a bare web or e-mail address among them becomes a link."""
    if look.href is None and ("@" in words or "://" in words):
        start = 0
        for match in _BARE_ADDRESS.finditer(words):
            address = match[0] if "://" in match[0] else f"mailto:{match[0]}"
            found.append(_run(words[start : match.start()], look))
            found.append(_run(match[0], msgspec.structs.replace(look, href=address)))
            start = match.end()
        words = words[start:]
    found.append(_run(words, look))


def _joined(runs: list[p.Run]) -> p.Runs:
    """Join runs that look the same, drop empty ones and the white space at both ends and around line breaks."""
    found: list[p.Run] = []
    for (line_break, *_), group in groupby((run for run in runs if run.text or run.line_break), key=_look_of):
        first, *more = group
        if not line_break:
            words = "".join([first.text, *(run.text for run in more)])
            found.append(msgspec.structs.replace(first, text=words) if more else first)
        elif found:
            found.append(first)
    return _trimmed(found)


def _look_of(run: p.Run) -> tuple[object, ...]:
    return (run.line_break, run.strong, run.emphasis, run.strike, run.code, run.href)


def _trimmed(runs: list[p.Run]) -> p.Runs:
    found: list[p.Run] = []
    for number, run in enumerate(runs):
        words = run.text
        if number == 0 or runs[number - 1].line_break:
            words = words.lstrip()
        if number == len(runs) - 1 or runs[number + 1].line_break:
            words = words.rstrip()
        if words or run.line_break:
            found.append(run if words == run.text else msgspec.structs.replace(run, text=words))
    while found and found[-1].line_break:
        found.pop()
    while found and found[0].line_break:
        found.pop(0)
    return tuple(found)
