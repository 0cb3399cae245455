"""What is to be done after the meeting: by whom, and by when."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.grammar.times import alternatives, find_dates
from protokoll.model import content as c
from protokoll.model.agenda import Action
from protokoll.reader.persons import looks_like_name
from protokoll.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from protokoll.model.agenda import Section
    from protokoll.vocabulary import Vocabulary

_BOX = re.compile(r"\[(?P<mark>[ xX])\]\s+")
_OWNER_BEHIND = re.compile(r"(?:\((?P<inside>[^()]{1,60})\)|\s[-–—]\s(?P<behind>[^-–—.]{1,40}))\s*[.,]?\s*$")
_HANDLE = re.compile(r"(?<![\w.])@(?P<name>[\w-]+)")


def read_actions(sections: Iterable[Section], vocabulary: Vocabulary) -> Iterator[Action]:
    """Give the actions of some sections: all points of a list of actions, and labelled ones anywhere."""
    for section in sections:
        yield from _actions(section.blocks, vocabulary, listed=section.term == "actions")


def _actions(blocks: Sequence[c.Block], vocabulary: Vocabulary, *, listed: bool) -> Iterator[Action]:
    for block in blocks:
        match block:
            case c.Paragraph():
                action = _action(block, vocabulary, listed=listed)
                if action:
                    yield action
            case c.BulletList(items=items) | c.OrderedList(items=items):
                for item in items:
                    yield from _entry(item, vocabulary, listed=listed)
            case c.Table(rows=rows) if listed:
                for row in rows:
                    text = " ".join(cell.text.strip() for cell in row if cell.text.strip())
                    if text:
                        yield _described(text, Span(row[0].span.start, row[-1].span.end), vocabulary)
            case _:
                pass


def _entry(item: c.ListItem, vocabulary: Vocabulary, *, listed: bool) -> Iterator[Action]:
    first, *rest = item.blocks or (None,)
    if isinstance(first, c.Paragraph) and (action := _action(first, vocabulary, listed=listed)):
        yield action
        listed = False
    elif first is not None:
        rest = [*rest] if isinstance(first, c.Paragraph) else [first, *rest]
    yield from _actions(rest, vocabulary, listed=listed)


def _action(paragraph: c.Paragraph, vocabulary: Vocabulary, *, listed: bool) -> Action | None:
    text = " ".join(paragraph.text.split())
    box = _BOX.match(text)
    label = _label(vocabulary).match(text)
    if not (listed or box or label) or not text:
        return None
    if box:
        found = _described(text[box.end() :], paragraph.span, vocabulary)
        return Action(span=found.span, text=found.text, owner=found.owner, due=found.due, done=box["mark"] in "xX")
    rest = text[label.end() :].strip() if label else text
    return _described(rest, paragraph.span, vocabulary) if rest else None


@cache
def _label(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = [
        *(word for word, meaning in vocabulary.meanings("actions").items() if meaning == "labels"),
        *vocabulary.accept.sections["actions"],
    ]
    return re.compile(rf"\W*(?:{alternatives(words)})\s*\d*\s*:\s*", re.IGNORECASE)


def _described(text: str, span: Span, vocabulary: Vocabulary) -> Action:
    accept = vocabulary.accept.actions
    owner = _owner(text, vocabulary)
    due = None
    word = re.search(rf"(?<!\w)(?:{alternatives(accept['due'])})(?!\w)", text, re.IGNORECASE)
    dates = find_dates(text, vocabulary)
    if dates and (word or len(dates) == 1):
        due = dates[0].iso() or text[dates[0].start : dates[0].end]
    done = bool(re.search(rf"(?:^|[\s,(–-])(?:{alternatives(accept['done'])})\)?\W*$", text, re.IGNORECASE))
    return Action(span=span, text=text, owner=owner, due=due, done=done)


def _owner(text: str, vocabulary: Vocabulary) -> str | None:
    accept = vocabulary.accept.actions
    said = re.search(
        rf"(?<!\w)(?:{alternatives(accept['owner'])})\s*:?\s+(?P<name>[^\W\d_][^,.;()]*)", text, re.IGNORECASE
    )
    if said and looks_like_name(" ".join(said["name"].split()[:3]), vocabulary):
        return said["name"].strip()
    if handle := _HANDLE.search(text):
        return handle["name"]
    label, colon, _ = text.partition(":")
    if colon and looks_like_name(label.strip("* "), vocabulary):
        return label.strip("* ")
    if behind := _OWNER_BEHIND.search(text):
        words = (behind["inside"] or behind["behind"]).split(",")[0].strip()
        if words[:1].isupper() and len(words.split()) <= 4:  # noqa: PLR2004 - a name or an organisation
            return words
    return None
