"""The public variant of a source: what is marked internal is left out before anything is read.

So nothing internal can reach a meeting, nor what is made of one. The text is worked on as it is written; the parser is
asked only where headings stand. Where a choice is to be made, too much is hidden rather than too little, and what looks
like a mark misspelt is an error: a typing mistake must not publish a secret.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import SourceError
from protokoll.model import content as c
from protokoll.reader import front_matter
from protokoll.reader.markdown import parse
from protokoll.reader.numbering import read_leading
from protokoll.seal import without_hashes
from protokoll.source import Source, Span, excerpt
from protokoll.vocabulary import Term, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.vocabulary import Vocabulary

Kind = Literal["inline", "block", "item", "field"]
"""What a passage is: words in a paragraph, paragraphs, an item with its title, or a key of the front matter."""


class Passage(msgspec.Struct, frozen=True):
    """One passage that the public variant leaves out; its marks are part of its span, an item's number is not."""

    span: Span
    kind: Kind


class Public(msgspec.Struct, frozen=True):
    """The public variant of a source.

    `language` is the one its marks are written in, and to read it in: what is left may show another.
    """

    source: Source
    language: str
    passages: tuple[Passage, ...]


def internal_passages(text: str, language: str = "sv") -> tuple[Passage, ...]:
    """List the passages of a text that are marked internal, in order; one within another is part of that."""
    return tuple(cut.passage for cut in _Marked(Source(text), load(language)).cuts())


def faults(source: Source, language: str) -> Iterator[tuple[Span, str, str]]:
    """Give what would stop the public variant of a source: place, message and cure.

    Marks that cannot be read are all given; how the others are set is judged only where there are none.
    """
    text = source.text
    for number in range(_MOST_FAULTS):
        try:
            _Marked(Source(text, source.path), load(language)).cuts()
        except MarkError as error:
            if not error.unreadable and number:
                return
            yield error.span, error.said, error.hint_template
            if not error.unreadable:
                return
            start, end = error.span.start, error.span.end
            text = text[:start] + _NOT_BREAK.sub(" ", text[start:end]) + text[end:]
        else:
            return


def public_source(source: Source, language: str) -> Public:
    """Give the public variant of a source: a visible mark for each passage, and no comment."""
    marked = _Marked(source, load(language))
    cuts = marked.cuts()
    edits = [*(cut.edit for cut in cuts), *marked.comments_dropped(cuts)]
    text = _applied(source.text, edits)
    if text != source.text:
        # A hash of the whole says nothing true of the rest, and would confirm a guess at what is left out.
        text = without_hashes(text)
    return Public(Source(text, source.path), language, tuple(cut.passage for cut in cuts))


_MOST_FAULTS = 20


class MarkError(SourceError):
    """A mark that stops the public variant: `span` is its place; `unreadable` tells that it may be none at all."""

    def __init__(self, source: Source, span: Span, said: str, cure: str, *, unreadable: bool) -> None:
        place = source.place(span.start)
        super().__init__(
            f"{{file}}:{{line}}:{{column}}: {said}",
            cure,
            excerpt=excerpt(source, span.start, span.end),
            file=source.name,
            line=place.line,
            column=place.column,
        )
        self.span = span
        self.said = said
        self.unreadable = unreadable


def words_of(source: Source, passage: Passage) -> str:
    """Give what a passage hides, as written, without its marks."""
    mark = _ANY_FIELD_MARK if passage.kind == "field" else _ANY_MARK
    lines = mark.sub("", source.raw(passage.span)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def count_words(text: str) -> int:
    """Count the words of a text; those of comments are none."""
    return len(_COUNTED.findall(_ANY_COMMENT.sub(" ", text)))


_ANY_MARK = re.compile(r"<!--\s*+/?\s*+intern(?:al)?\s*+-->", re.IGNORECASE)
_ANY_FIELD_MARK = re.compile(r"(?<=\s)#[ \t]*intern(?:al)?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ANY_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)
_COUNTED = re.compile(r"\w+(?:[-–'’.:/]\w+)*")


# Text taken out


class _Edit(NamedTuple):
    """Words in the place of what stood there."""

    start: int
    end: int
    words: str


class _Cut(NamedTuple):
    passage: Passage
    edit: _Edit


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    """Make all edits; where two overlap, what either takes out is gone."""
    parts: list[str] = []
    position = 0
    for start, end, words in sorted(edits):
        if start > position:
            parts.append(text[position:start])
        parts.append(words)
        position = max(position, end)
    parts.append(text[position:])
    return "".join(parts)


# Marks and what looks like one

_MARK = re.compile(r"\s*+(?P<end>/?)\s*+intern(?:al)?\s*+", re.IGNORECASE)
_FIELD_MARK = re.compile(r"#\s*intern(?:al)?\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LIKE_OPENING = re.compile(r"(?:[<＜‹]|&lt;)[^<>A-Za-zÅÄÖåäö\n]{0,12}(?P<word>[^\W\d_]{3,14})(?![\w@])")
_LIKE_CLOSING = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,14})[ \t]{0,3}/?(?:[-–—]{2,3}|[–—])\s?(?:>|&gt;)")

_LONGEST_MARK = 60
"""Characters beyond which a comment is no mark, however its words look."""

_MOST_WORDS = 3
_LIKE_ALONE, _LIKE_AMONG, _LIKE_FIRST = 0.75, 0.83, 0.9
"""How like `intern` a word is that was meant so: alone in its comment, among few words, or before many."""


class _Comment(NamedTuple):
    """A comment; `role` tells whether it opens or closes a passage."""

    start: int
    end: int
    role: Literal["open", "close", "other"]


def _comments(source: Source) -> Iterator[_Comment]:
    text, position = source.text, 0
    while (start := text.find("<!--", position)) != -1:
        closing = text.find("-->", start + 2)  # `<!-->` is a whole comment
        if closing == -1 and _is_like_mark(text[start + 4 : start + 4 + _LONGEST_MARK]):
            raise _unclear(source, start, start + 4)
        if closing == -1:
            raise _error(source, start, start + 4, N_("a comment is never closed"), N_("write `-->` where it ends"))
        position, inside = closing + 3, text[start + 4 : closing]
        mark = _MARK.fullmatch(inside)
        if mark is None and _is_like_mark(inside):
            raise _unclear(source, start, position)
        yield _Comment(start, position, "other" if mark is None else "close" if mark["end"] else "open")


def _is_like_mark(inside: str) -> bool:
    """Tell a comment that was perhaps meant to be a mark."""
    words = _WORD.findall(inside.strip()[:_LONGEST_MARK])
    if not words or _likeness(words[0]) >= _LIKE_FIRST:
        return bool(words)
    if len(inside.strip()) > _LONGEST_MARK:
        return False
    if len(words) == 1:
        return _likeness(words[0]) >= _LIKE_ALONE
    near = len(words) <= _MOST_WORDS and any(_likeness(word) >= _LIKE_AMONG for word in words)
    return near or _likeness("".join(words)) >= _LIKE_AMONG


@lru_cache(maxsize=4096)
def _likeness(word: str) -> float:
    folded = unicodedata.normalize("NFKC", word).casefold()
    if not 3 <= len(folded) <= 12 or len(set(folded) & set("internal")) < 3:  # noqa: PLR2004 - far from `intern`
        return 0
    return max(SequenceMatcher(None, folded, mark, autojunk=False).ratio() for mark in ("intern", "internal"))


def _refuse_broken_marks(source: Source, clean: str) -> None:
    """Stop at marks that are no comments, such as `<! -- intern -->`; `clean` is the text with its comments blank."""
    for pattern in (_LIKE_OPENING, _LIKE_CLOSING):
        for found in pattern.finditer(clean):
            if _likeness(found["word"]) >= _LIKE_AMONG:
                raise _unclear(source, found.start(), found.end())


def _unclear(source: Source, start: int, end: int) -> MarkError:
    return _error(
        source,
        start,
        end,
        N_("is this a mark of what is internal?"),
        N_("write `<!-- intern -->` before it and `<!-- /intern -->` behind it, or use other words"),
        unreadable=True,
    )


def _error(source: Source, start: int, end: int, message: str, hint: str, *, unreadable: bool = False) -> MarkError:
    return MarkError(source, Span(start, end), message, hint, unreadable=unreadable)


def _blanked(text: str, comments: Iterable[_Comment]) -> str:
    """Give a text of the same length with spaces for comments, its lines kept."""
    parts: list[str] = []
    position = 0
    for comment in comments:
        parts += text[position : comment.start], _NOT_BREAK.sub(" ", text[comment.start : comment.end])
        position = comment.end
    parts.append(text[position:])
    return "".join(parts)


_NOT_BREAK = re.compile(r"[^\n]")


# Headings

_SECTION = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]+)?(?P<bold>\*\*|__)?[ \t]*"
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5}(?: [A-ZÅÄÖ]{1,3})? ?)?§{1,2}[ \t]*(?P<number>\d{1,4})(?!\d)(?:[ \t]?[a-zåäö]\b)?"
    r"(?:[ \t]?[-–—]{1,2}[ \t]?(?P<last>\d{1,4}))?[.:)]?(?P<title>[^\n]*)"
)
_NO_TITLE_END = re.compile(r"[.!?;,]$")
_SENTENCE_END = re.compile(r"(?:[.!?][*_]*[ \t]*|[ ]{2}|\\)$")
_OPENS_TITLE = "\"”'’«(["
_LONGEST_LINE = 180


class _Heading(NamedTuple):
    """A heading: `level` is 0 for a line that begins with §; `sections` are the first and last § number it bears."""

    start: int
    end: int
    level: int
    sections: tuple[int, int] | None

    def ends(self, item: _Heading) -> bool:
        """Tell whether an item ends where this heading stands.

        Which rank a line with § has is never sure, nor whether it quotes a law: only the next number is trusted.
        """
        if self.level and item.level:
            return self.level <= item.level
        if self.sections and item.sections:
            later = self.sections[0] - item.sections[1]
            return later == 1 or (later > 1 and self.level > 0) or self.level == 1
        return self.level == 1


def _headings(text: str, clean: str, start: int) -> Iterator[_Heading]:
    """Find the headings that stand in no list, quote or code; `clean` is the text with its comments blank."""
    for block in parse(text[start:], start):
        if isinstance(block, c.Heading):
            if not clean[block.span.start].isspace():  # else it stands in a comment
                yield _Heading(block.span.start, block.span.end, block.level, _sections(clean, block.span))
        elif isinstance(block, c.Paragraph) and "§" in block.text:
            yield from _section_lines(clean, block.span)


def _sections(clean: str, span: Span) -> tuple[int, int] | None:
    found = _SECTION.match(clean, span.start, span.end)
    return (int(found["number"]), int(found["last"] or found["number"])) if found else None


def _section_lines(clean: str, span: Span) -> Iterator[_Heading]:
    """Find lines such as `§ 13 Title` and `**§ 13 Title**`: a paragraph's first, or one behind a whole sentence."""
    start, before = span.start, ""
    for line in clean[span.start : span.end].split("\n"):
        found = _SECTION.fullmatch(line)
        fresh = not before.strip() or _SENTENCE_END.search(before) or _SECTION.fullmatch(before)
        if found and fresh and len(line) <= _LONGEST_LINE and _is_title(found["title"].strip(" \t*_–—-")):
            yield _Heading(start, start + len(line), 0, _sections(clean, Span(start, start + len(line))))
        start += len(line) + 1
        before = line


def _is_title(words: str) -> bool:
    return not words or (
        (words[0].isupper() or words[0].isdigit() or words[0] in _OPENS_TITLE) and not _NO_TITLE_END.search(words)
    )


# Passages


class _Found(NamedTuple):
    """A passage from its mark, or from its heading, to where it ends."""

    start: int
    end: int
    heading: _Heading | None


class _Nesting:
    """Follows marks and headings through a text; what is opened within a passage is part of it."""

    def __init__(self, source: Source, clean: str) -> None:
        self._source = source
        self._clean = clean
        self._opened: list[tuple[_Comment, _Heading | None]] = []
        self._marks = 0
        self._early: _Comment | None = None

    def open(self, mark: _Comment, item: _Heading | None) -> None:
        self._opened.append((mark, item))
        self._marks += item is None

    def close(self, mark: _Comment) -> _Found | None:
        if not self._marks:
            if not self._opened:
                raise _error(
                    self._source,
                    mark.start,
                    mark.end,
                    N_("nothing internal has begun that could end here"),
                    N_("write `<!-- intern -->` where it begins, or take this mark away"),
                )
            self._early = self._early or mark
            return None
        while self._opened[-1][1] is not None:
            self._opened.pop()
        first, _ = self._opened.pop()
        self._marks -= 1
        return None if self._opened else _Found(first.start, mark.end, None)

    def reach(self, heading: _Heading | None, position: int) -> _Found | None:
        """Come to a heading, or to the text's end."""
        found: _Heading | None = None
        while self._opened and (item := self._opened[-1][1]) and (heading is None or heading.ends(item)):
            found = item
            self._opened.pop()
        if found is None or self._opened:
            return None
        if self._early and self._clean[self._early.end : position].strip(" \t\n>"):
            raise _error(
                self._source,
                self._early.start,
                self._early.end,
                N_("words follow this mark in an item that is internal as a whole"),
                N_("take the mark away, or mark what is internal below the heading instead of the heading"),
            )
        self._early = None
        return _Found(found.start, position, found)

    def check_closed(self) -> None:
        if self._opened:
            mark = next(mark for mark, item in self._opened if item is None)
            raise _error(
                self._source,
                mark.start,
                mark.end,
                N_("what is internal from here never ends"),
                N_("write `<!-- /intern -->` where it ends"),
            )


def _item_marks(marks: Sequence[_Comment], headings: Iterable[_Heading]) -> dict[int, _Heading]:
    """Tell which marks open items: those in a heading that are not closed in it."""
    found: dict[int, _Heading] = {}
    number = 0
    for heading in headings:
        while number < len(marks) and marks[number].start < heading.start:
            number += 1
        opened: list[int] = []
        while number < len(marks) and marks[number].start < heading.end:
            if marks[number].role == "open":
                opened.append(marks[number].start)
            elif opened:
                opened.pop()
            number += 1
        found |= dict.fromkeys(opened, heading)
    return found


# One source

_PREFIX = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*[ \t]*")
_MARKER = re.compile(r"[-+*]|\d{1,9}[.)]")
_SPACES = re.compile(r"[ \t]*")
_REST = re.compile(r"[ \t]*(?=\n|\Z)")
_BLANK_WITHIN = re.compile(r"\n[ \t>]*\n")
_BLANK_LINE = re.compile(r"[ \t>]*(?=\n|\Z)")
_BULLET = re.compile(r"[ \t>]*[-+*][ \t]+\S")
_HASHES = re.compile(r"#{1,6}(?=\s|\Z)[ \t]*")
_EMPHASIS = re.compile(r"[*_~\s]*")
_BARE_NUMBER = re.compile(r"(\d{1,3})(?=\s)")
_LONGEST_NUMBER = 60


class _Marked:
    """One source with its marks, its lines and its headings."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self._source = source
        self._text = source.text
        self._vocabulary = vocabulary
        self._comments = list(_comments(source))
        self._marks = [comment for comment in self._comments if comment.role != "other"]
        # Of the same length as the text: `bare` has no comments but marks, `clean` has none at all.
        self._bare = _blanked(self._text, [comment for comment in self._comments if comment.role == "other"])
        self._clean = _blanked(self._text, self._comments)
        self._body = front_matter.find(self._text).end
        self._front = list(_front_matter_edits(source, self._body))
        self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]
        self._prefixes: dict[int, int] = {}
        self._omitted = re.sub(r"([\\\[\]`*_<>])", r"\\\1", vocabulary.say(Term.OMITTED))
        _refuse_broken_marks(source, self._clean)
        self._refuse_comments_in_front_matter()

    @cached_property
    def _headings(self) -> list[_Heading]:
        """The headings, which only a mark asks for."""
        return list(_headings(self._text, self._clean, self._body))

    def cuts(self) -> list[_Cut]:
        """Give each passage and what stands in its place."""
        fields = [
            _Cut(Passage(Span(edit.start, edit.end - 1), "field"), edit) for edit, is_field in self._front if is_field
        ]
        found = (self._item(one, one.heading) if one.heading else self._pair(one) for one in self._passages())
        return [*fields, *found]

    def comments_dropped(self, cuts: Sequence[_Cut]) -> Iterator[_Edit]:
        """Take out what else is no part of the minutes: comments, those of the front matter among them."""
        yield from (edit for edit, is_field in self._front if not is_field)
        taken = [cut.edit for cut in cuts]
        starts = [edit.start for edit in taken]
        for start, end in self._groups():
            number = bisect_right(starts, start) - 1
            if number < 0 or end > taken[number].end:
                yield self._dropped(start, end)

    def _refuse_comments_in_front_matter(self) -> None:
        for comment in self._comments:
            if comment.start >= self._body:
                return
            if comment.role != "other" or comment.end > self._body:
                raise _error(
                    self._source,
                    comment.start,
                    comment.end,
                    N_("front matter is not marked so"),
                    N_("write `# intern` at the end of the key's line"),
                )

    # Where passages stand

    def _passages(self) -> Iterator[_Found]:
        if not self._marks:
            return
        nesting = _Nesting(self._source, self._clean)
        items = _item_marks(self._marks, self._headings)
        events: list[_Heading | _Comment] = sorted(
            [*self._headings, *self._marks],
            key=lambda event: (event.start, isinstance(event, _Comment)),
        )
        for event in events:
            found: _Found | None = None
            if isinstance(event, _Heading):
                found = nesting.reach(event, self._line(event.start))
            elif event.role == "open":
                nesting.open(event, items.get(event.start))
            else:
                found = nesting.close(event)
            if found:
                yield found
        if found := nesting.reach(None, len(self._text)):
            yield found
        nesting.check_closed()

    def _groups(self) -> Iterator[tuple[int, int]]:
        """Give the comments that are no marks, those side by side on a line as one."""
        group: tuple[int, int] | None = None
        for comment in self._comments:
            if comment.role != "other":
                continue
            if group and not self._text[group[1] : comment.start].strip(" \t"):
                group = (group[0], comment.end)
                continue
            if group:
                yield group
            group = (comment.start, comment.end)
        if group:
            yield group

    # Lines

    def _line(self, position: int) -> int:
        """Give where the line of a character begins."""
        return self._starts[bisect_right(self._starts, position) - 1]

    def _next_line(self, position: int) -> int:
        number = bisect_right(self._starts, position)
        return self._starts[number] if number < len(self._starts) else len(self._text)

    def _prefix_end(self, line: int) -> int:
        """Give where the marks of quotes and lists that a line begins with end."""
        if line not in self._prefixes:
            found = _PREFIX.match(self._bare, line)
            self._prefixes[line] = found.end() if found else line
        return self._prefixes[line]

    def _prefix(self, line: int, stop: int) -> str:
        """Give the marks of quotes and lists that a line begins with, up to a character on it."""
        found = _PREFIX.match(self._text, line, stop)
        return found[0] if found else ""

    def _leads(self, position: int) -> bool:
        """Tell whether nothing but marks of quotes and lists stands before a character on its line."""
        return self._prefix_end(self._line(position)) >= position

    def _is_last(self, position: int) -> bool:
        return _REST.match(self._bare, position) is not None

    def _spaces_end(self, position: int) -> int:
        found = _SPACES.match(self._text, position)
        return found.end() if found else position

    def _is_blank(self, line: int) -> bool:
        return _BLANK_LINE.match(self._text, line) is not None

    def _follows_words(self, line: int) -> bool:
        return line > 0 and not self._is_blank(self._line(line - 1))

    # What stands in a passage's place

    def _pair(self, found: _Found) -> _Cut:
        """Leave out what stands between two marks."""
        start, end = found.start, found.end
        within = Span(start, end)
        if not self._is_block(start, end):
            return _Cut(Passage(within, "inline"), _Edit(start, end, self._omitted))
        line = self._line(start)
        prefix = self._prefix(line, start)
        goes_on = _MARKER.sub(lambda marker: " " * len(marker[0]), prefix)
        words, first = self._omitted, start
        if self._leads(start):
            apart = f"{goes_on.rstrip()}\n" if goes_on == prefix and self._follows_words(line) else ""
            words, first = f"{apart}{prefix}{words}", line
        rest = _REST.match(self._bare, end)
        if rest is None:
            last = self._line(end)
            own = self._prefix(last, end)
            lead = own if last != line and len(own) <= len(goes_on) else goes_on
            apart = f"\n{goes_on.rstrip()}\n{lead}"
            return _Cut(Passage(within, "block"), _Edit(first, self._spaces_end(end), words + apart))
        following = self._next_line(end)
        if following < len(self._text) and not self._is_blank(following) and not _BULLET.match(self._text, following):
            words += f"\n{goes_on.rstrip()}"
        return _Cut(Passage(within, "block"), _Edit(first, rest.end(), words))

    def _is_block(self, start: int, end: int) -> bool:
        """Tell paragraphs of their own from words in one: a blank line within, or marks alone on their lines."""
        if _BLANK_WITHIN.search(self._text, start, end):
            return True
        first, last = self._line(start), self._line(end)
        if first == last or not self._leads(start) or not self._is_last(end):
            return False
        opening, closing = self._text.find("-->", start) + 3, self._text.rfind("<!--", start, end)
        return self._is_last(opening) and self._leads(closing)

    def _item(self, found: _Found, heading: _Heading) -> _Cut:
        """Leave an item's heading with its number, and take out all else."""
        opening = _HASHES.match(self._text, heading.start) if heading.level else None
        begins = opening.end() if opening else heading.start
        title, number = self._numbered(heading)
        words = f"{number} {self._omitted}".lstrip()
        if heading.level == 0:
            bold = self._text.startswith(("**", "__"), heading.start)
            apart = "\n" if self._follows_words(self._line(heading.start)) else ""
            words = f"{apart}**{words}**" if bold else f"{apart}{words}"
        elif opening is None:  # the line below a title makes it a heading
            words += "\n" + self._text[self._line(heading.end - 1) : heading.end].strip()
        words += "\n" if found.end == len(self._text) else "\n\n"
        end = title + len(self._text[title : found.end].rstrip())
        return _Cut(Passage(Span(title, end), "item"), _Edit(begins, found.end, words))

    def _numbered(self, heading: _Heading) -> tuple[int, str]:
        """Give where a heading's title begins, and its number or time: what is sure to be no part of the title."""
        start = self._words_start(heading)
        words = self._clean[start : min(heading.end, start + _LONGEST_NUMBER)]
        leading = read_leading(words, self._vocabulary)
        bare = _BARE_NUMBER.match(words)
        counted = bare is not None and {int(bare[1]) - 1, int(bare[1]) + 1} & self._bare_numbers
        if not leading.marked or not (leading.sure or counted):
            return start, ""
        return start + leading.start, " ".join(words[: leading.start].split())

    def _words_start(self, heading: _Heading) -> int:
        opening = _HASHES.match(self._text, heading.start) if heading.level else None
        found = _EMPHASIS.match(self._clean, opening.end() if opening else heading.start, heading.end)
        return found.end() if found else heading.start

    @cached_property
    def _bare_numbers(self) -> set[int]:
        """Numbers that headings begin with and nothing but another such number shows to be one."""
        found = (_BARE_NUMBER.match(self._clean, self._words_start(heading)) for heading in self._headings)
        return {int(number[1]) for number in found if number}

    def _dropped(self, start: int, end: int) -> _Edit:
        """Take out comments; what stood apart because of them stays apart."""
        line, leads = self._line(start), self._leads(start)
        prefix = self._text[line:start]
        if self._is_last(end):
            end = self._spaces_end(end)
            if not leads:
                return _Edit(line + len(prefix.rstrip(" \t")), end, "")
            if _MARKER.search(prefix):
                return _Edit(start, end, "")
            following = self._next_line(end)
            gap = self._is_blank(following) or (line > 0 and self._is_blank(self._line(line - 1)))
            return _Edit(line, following, "" if gap else f"{prefix.rstrip()}\n")
        if leads:
            return _Edit(start, self._spaces_end(end), "")
        if prefix.endswith(("<", "<!", "<!-")):  # or what stands around it might make another comment
            return _Edit(start, end, " ")
        return _Edit(start, end + (prefix[-1] == " " == self._text[end]), "")


# Front matter

_YAML_KEY = re.compile(r"\s*(?:-\s+)*(?:[^\s\"'#:][^:]*:\s+)?")
_YAML_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_LIKE_FIELD_MARK = re.compile(r"#\s*(?P<word>[^\W\d_]+)\s*+[\"']?\s*+$")


def _front_matter_edits(source: Source, end: int) -> Iterator[tuple[_Edit, bool]]:
    """Take out the keys marked `# intern`, which is told by True, and the comments of YAML."""
    text = source.text
    if end <= 1:
        return
    position = text.index("\n") + 1
    stop = text.rfind("\n", 0, end - 1) + 1
    begun: tuple[int, str] | None = None
    for line in text[position:stop].split("\n")[:-1]:
        if begun is None or not _goes_on(line, begun[1]):
            if begun:
                yield _Edit(begun[0], position, ""), True
                begun = None
            comment = _yaml_comment(line)
            if _is_field_mark(source, position, line, comment):
                begun = (position, line)
            elif comment < len(line):
                kept = len(line[:comment].rstrip())
                yield _Edit(position + kept, position + len(line) + (not kept), ""), False
        position += len(line) + 1
    if begun:
        yield _Edit(begun[0], stop, ""), True


def _goes_on(line: str, key: str) -> bool:
    """Tell whether a line is part of the value of a key further up."""
    words = line.lstrip(" ")
    deeper = len(line) - len(words) - (len(key) - len(key.lstrip(" ")))
    return (
        not words or deeper > 0 or (deeper == 0 and f"{words} ".startswith("- ") and not key.lstrip().startswith("-"))
    )


def _yaml_comment(line: str) -> int:
    """Give where a line's comment begins; its end where there is none."""
    key = _YAML_KEY.match(line)
    quoted = _YAML_QUOTED.match(line, key.end() if key else 0)
    found = _YAML_COMMENT.search(line, quoted.end() if quoted else 0)
    return found.start() if found else len(line)


def _is_field_mark(source: Source, position: int, line: str, comment: int) -> bool:
    """Tell whether a line is marked internal; stop where it was perhaps meant to be."""
    hint = N_("write `# intern` behind a key and its value, with a space before it, or use other words")
    marked = _FIELD_MARK.fullmatch(line, comment) is not None
    if marked and line[:comment].strip():
        return True
    like = _LIKE_FIELD_MARK.search(line[:comment])
    if marked or _is_like_mark(line[comment:]) or (like and _likeness(like["word"]) >= _LIKE_AMONG):
        start = position + (like.start() if like else comment)
        raise _error(
            source, start, position + len(line), N_("is this a mark of what is internal?"), hint, unreadable=True
        )
    return False
