"""Headings that are not written as such: bold lines, `§ 12 Title`, `Beslut` alone on a line, `Beslut: …` run in.

Minutes that were once Word or PDF have few real headings. Here a paragraph that begins with one is cut, so that the
rest of the reader meets headings only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from protokoll.grammar.times import DIGIT
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.reader.headings import Origin, decision_of_body, known_heading
from protokoll.reader.numbering import Leading, read_leading
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.vocabulary import Vocabulary

_HASHES = re.compile(r"(#{1,6})(?=[^#\s])")
_DIGITS = re.compile(r"\d+")
_LEADER = re.compile(r"\.{4,}\s*\d*$|…\s*\d+$|\t\d+$")
"""What leads from a title to its page in a list of contents."""

_SENTENCE_END = re.compile(r"[.!?;,]$")
_LONGEST_LINE = 180
_LONGEST_BOLD_WORDS = 12
_MARKS_WITHIN = 24
_LONGEST_LABEL = 45

_RUN_IN = {
    "decision",
    "proposal",
    "reasons",
    "vote",
    "dissent",
    "recipients",
    "attachments",
    "notes",
    "conflict",
    "procedure",
    "motions",
    "documents",
    "actions",
    "background",
    "summary",
}
"""Sections whose heading may stand as a label in front of their text."""


class Mark(msgspec.Struct, frozen=True):
    """A heading, real or not. A heading that is a line has level 0 until the outline knows better.

    `limit` is how many of the blocks that follow belong to it for sure; None for all up to the next.
    """

    heading: c.Heading
    origin: Origin
    limit: int | None = None


Piece = c.Block | Mark


def promote(blocks: Sequence[c.Block], vocabulary: Vocabulary) -> list[Piece]:
    """Give the blocks of a document with every heading in them as a mark of its own."""
    pieces: list[Piece] = []
    neighbours = [None, *blocks, None]
    signed = _Signed(blocks, vocabulary)
    for number, block in enumerate(blocks):
        match block:
            case c.Heading():
                pieces += _heading(block, vocabulary)
            case c.Paragraph() if _is_lone_fact(block, neighbours[number], neighbours[number + 2], vocabulary):
                pieces.append(block)
            case c.Paragraph():
                pieces += _paragraph(block, vocabulary, signed)
            case c.OrderedList() | c.BulletList() if (title := _bold_entry(block)) is not None:
                pieces.append(Mark(title, "line"))
            case _:
                pieces.append(block)
    return _with_leads(pieces, vocabulary)


def _with_leads(pieces: Sequence[Piece], vocabulary: Vocabulary) -> list[Piece]:
    """Take "Styrelsen beslutar" right under the heading "Beslut" for the sentence it is."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if (
            isinstance(piece, Mark)
            and piece.origin == "line"
            and isinstance(before, Mark)
            and decision_of_body(t.fold(piece.heading.text), vocabulary)
            and (known_heading(t.fold(before.heading.text), vocabulary) or ("", ""))[1] == "decision"
        ):
            found.append(_as_paragraph(piece.heading.inlines))
        else:
            found.append(piece)
    return found


def _bold_entry(block: c.OrderedList | c.BulletList) -> c.Heading | None:
    """Read a list of one entry that is all bold, with its number: how a converter leaves a numbered heading."""
    if len(block.items) != 1 or len(block.items[0].blocks) != 1:
        return None
    (paragraph,) = block.items[0].blocks
    if not isinstance(paragraph, c.Paragraph) or len(paragraph.text.split()) > _LONGEST_BOLD_WORDS:
        return None
    if not _is_bold(paragraph.inlines):
        return None
    marker = block.items[0].marker
    at = Span(block.items[0].span.start, block.items[0].span.start + len(marker))
    number = (c.Text(span=at, text=f"{marker} "),) if marker[:1].isdigit() else ()
    return c.Heading(span=block.items[0].span, level=0, text=paragraph.text, inlines=(*number, *paragraph.inlines))


def _heading(block: c.Heading, vocabulary: Vocabulary) -> list[Piece]:
    """Cut `### Beslut: att anta planen` after its label."""
    label = _label_end(block.text, vocabulary)
    rest = t.trim(t.cut(block.inlines, label)) if label else ()
    if not label or not rest:
        return [Mark(block, "heading")]
    head = _as_heading(t.cut(block.inlines, 0, label), block.level)
    return [Mark(head, "heading"), _as_paragraph(rest)]


class _Signed:
    """The real headings with a paragraph sign: beside them a plain line with one is an item only where it fits in.

    What does not fit is a list of contents, or names another meeting's paragraph: "§ 12 KSAU" among the documents.
    """

    def __init__(self, blocks: Sequence[c.Block], vocabulary: Vocabulary) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._bodies: set[str | None] = set()
        for block in blocks:
            if isinstance(block, c.Heading) and "§" in block.text:
                leading = read_leading(block.text, vocabulary)
                if leading.sign and leading.number and (digits := _DIGITS.match(leading.number)):
                    self._starts.append(block.span.start)
                    self._numbers.append(int(digits[0]))
                    self._bodies.add(leading.prefix)
        self._known = set(self._numbers)

    def lets_in(self, leading: Leading, start: int) -> bool:
        """Tell whether a plain line at an offset goes on with the count that the headings keep."""
        digits = _DIGITS.match(leading.number or "")
        if not self._numbers or not digits:
            return True
        number, position = int(digits[0]), bisect_left(self._starts, start)
        follows = position == 0 or number > self._numbers[position - 1]
        precedes = position == len(self._numbers) or number < self._numbers[position]
        return number not in self._known and leading.prefix in self._bodies and follows and precedes


def _paragraph(block: c.Paragraph, vocabulary: Vocabulary, signed: _Signed) -> list[Piece]:
    pieces: list[Piece] = []
    kept: list[c.Inline] = []
    lines = t.lines(block.inlines)
    in_sentence = False
    for number, (line, hard) in enumerate(lines):
        words = t.plain(line).strip()
        marks: list[Piece] = []
        if words:
            alone, first = len(lines) == 1, not kept
            inside = in_sentence or (not alone and _is_fact(line, words, lines))
            marks = _line_marks(line, words, vocabulary, signed, alone=alone, first=first, inside=inside)
        if marks:
            pieces += _flushed(kept)
            kept = []
            pieces += marks
        else:
            if kept and number:
                at = Span(kept[-1].span.end, line[0].span.start if line else kept[-1].span.end)
                kept.append(c.LineBreak(span=at) if hard else c.SoftBreak(span=at))
            kept += line
        # A line that breaks off in the middle of a sentence is followed by the rest of it.
        in_sentence = not marks and bool(words) and not hard and words[-1].isalpha() and len(words) > _LONGEST_LABEL
    if not pieces:
        return [block]
    return [*pieces, *_flushed(kept)]


def _is_lone_fact(block: c.Paragraph, before: c.Block | None, after: c.Block | None, vocabulary: Vocabulary) -> bool:
    """Tell a bold label without a value in a row of labels that have one."""
    words = block.text.strip()
    if not words.endswith(":") or len(words) > _LONGEST_LABEL or not _is_bold(block.inlines):
        return False
    if (known_heading(t.fold(words), vocabulary) or ("label", ""))[0] != "label":
        return False
    return any(isinstance(other, c.Paragraph) and _is_labelled(other.inlines) for other in (before, after))


def _is_fact(line: Sequence[c.Inline], words: str, lines: Sequence[tuple[tuple[c.Inline, ...], bool]]) -> bool:
    """Tell a bold label without a value that stands among others that have one."""
    return words.endswith(":") and _is_bold(line) and any(_is_labelled(other) for other, _ in lines)


def _is_labelled(line: Sequence[c.Inline]) -> bool:
    words = t.plain(line).strip()
    first = next(iter(line), None)
    colon = words.find(":", 0, _LONGEST_LABEL)
    return isinstance(first, c.Strong) and 0 < colon < len(words) - 1


def _flushed(inlines: Sequence[c.Inline]) -> list[c.Block]:
    trimmed = t.trim(inlines)
    return [_as_paragraph(trimmed)] if trimmed else []


def _line_marks(
    line: tuple[c.Inline, ...],
    words: str,
    vocabulary: Vocabulary,
    signed: _Signed,
    *,
    alone: bool,
    first: bool,
    inside: bool,
) -> list[Piece]:
    """Give the pieces of a line that is a heading or begins with one; nothing for a line of text."""
    if hashes := _HASHES.match(words):
        start = len(t.plain(line)) - len(t.plain(line).lstrip()) + hashes.end()
        return [Mark(_as_heading(t.trim(t.cut(line, start)), len(hashes[1])), "line")]
    if inside:
        return []
    if _is_item_line(line, words, vocabulary, signed) or _is_heading_line(
        line, words, vocabulary, alone=alone, first=first
    ):
        return [Mark(_as_heading(t.trim(line), 0), "line")]
    return _run_in(line, vocabulary)


def _is_item_line(line: Sequence[c.Inline], words: str, vocabulary: Vocabulary, signed: _Signed) -> bool:
    """Tell `§ 12 Title`, `**12. Title**` and `Punkt 3 Title` from a sentence that begins so."""
    if len(words) > _LONGEST_LINE or not DIGIT.search(words, 0, _MARKS_WITHIN):
        return False
    leading = read_leading(words, vocabulary)
    if not leading.sure or leading.number is None:
        return False
    title = words[leading.start : leading.end].strip("* ")
    if leading.sign:
        plain = not isinstance(line[0], c.Strong)
        if _LEADER.search(words) or (plain and not signed.lets_in(leading, line[0].span.start)):
            return False
        return not title or (
            (title[0].isupper() or title[0].isdigit() or title[0] in "\"”'’«([")
            and not _SENTENCE_END.search(title)
            and not title.startswith(("och", "samt"))
            and not re.match(r"\d{4}-\d\d", title)
        )
    by_unit = words[:1].isalpha() and len(leading.number) < leading.start - 1
    named = by_unit and title[:1].isupper() and not _SENTENCE_END.search(title)
    return (_is_bold(line) or named) and bool(title)


def _is_heading_line(line: Sequence[c.Inline], words: str, vocabulary: Vocabulary, *, alone: bool, first: bool) -> bool:
    short = len(words) <= _LONGEST_LABEL and not words.endswith(".") and ":" not in words.rstrip(": ")
    if short and (known := known_heading(t.fold(words), vocabulary)):
        # "Ordförande" below a name is that person's title.
        return _is_bold(line) or (words[:1].isupper() and (first or known[0] in {"section", "roll"}))
    if not _is_bold(line) or len(words.split()) > _LONGEST_BOLD_WORDS:
        return False
    return not _SENTENCE_END.search(words.rstrip(": ")) and (alone or words.endswith(":")) and words[0] != "%"


def _is_bold(line: Sequence[c.Inline]) -> bool:
    """Tell whether all words of a line are bold."""
    return any(isinstance(inline, c.Strong) for inline in line) and all(
        isinstance(inline, (c.Strong, c.CommentInline)) or not t.plain((inline,)).strip(" :") for inline in line
    )


def _run_in(line: tuple[c.Inline, ...], vocabulary: Vocabulary) -> list[Piece]:
    text = t.plain(line)
    end = _label_end(text, vocabulary) or _bold_label_end(line, vocabulary)
    if not end:
        return []
    rest = t.trim(t.cut(line, end))
    if not rest:
        return []
    return [Mark(_as_heading(t.cut(line, 0, end), 0), "run_in", 1), _as_paragraph(rest)]


def _label_end(text: str, vocabulary: Vocabulary) -> int:
    """Give where a known section's label and its colon end; 0 where the text begins with none."""
    colon = text.find(":", 0, _LONGEST_LABEL)
    if colon == -1 or vocabulary.meanings("sections").get(t.fold(text[:colon].strip("*_ "))) not in _RUN_IN:
        return 0
    return colon + 1


def _bold_label_end(line: Sequence[c.Inline], vocabulary: Vocabulary) -> int:
    """Give where a bold label without a colon ends, as in `**Beslut** att anta planen`."""
    first = next(iter(line), None)
    if not isinstance(first, c.Strong) or len(line) < 2:  # noqa: PLR2004
        return 0
    words = t.plain((first,))
    if t.fold(words) in vocabulary.accept.decision["clause"]:
        return 0
    return len(words) if vocabulary.meanings("sections").get(t.fold(words)) in _RUN_IN else 0


def _as_heading(inlines: Sequence[c.Inline], level: int) -> c.Heading:
    parts = tuple(inlines)
    span = t.span_of(parts, Span(0, 0))
    return c.Heading(span=span, level=level, text=t.plain(parts), inlines=parts)


def _as_paragraph(inlines: Sequence[c.Inline]) -> c.Paragraph:
    parts = tuple(inlines)
    return c.Paragraph(span=t.span_of(parts, Span(0, 0)), text=t.plain(parts), inlines=parts)
