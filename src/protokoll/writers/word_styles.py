"""A template's styles, found by name, and ours for those it lacks."""

from __future__ import annotations

import itertools
import re
from copy import deepcopy
from typing import TYPE_CHECKING

from protokoll.writers import word_xml as xml

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"heading (\d)")
_REFERENCES = ("basedOn", "next", "link")
_TEXT_DEFAULTS = 2
_WIDE = 1_000
"""Indents from which a style of ours is set in to be short, rather than to be inside something."""


class Styles:
    """The styles of a template, once ours are among them.

    `ids` gives the id that each of ours has here, `kept` are those of ours that the template has itself, and `numbered`
    has those whose paragraphs would number themselves, each with the indent that it should have without its number.
    """

    def __init__(self, root: xml.Node, ours: xml.Node, widths: tuple[int, int]) -> None:
        """Add what is missing; `widths` are the text's, here and in the base's reference document."""
        self.root = root
        self._widths = widths
        own = [style for style in ours if style.tag == xml.w("style")]
        known = {(_kind(style), _name(style)): style for style in self._all()}
        self._taken = {_id(style).casefold() for style in self._all()}
        self._names = {_name(style) for style in self._all()}
        found = {_id(style): known.get((_kind(style), _name(style))) for style in own}
        self.kept = frozenset(ours_id for ours_id, style in found.items() if style is not None)
        self.ids = {
            ours_id: _id(style) if style is not None else self._free(ours_id) for ours_id, style in found.items()
        }
        for style in own:
            if _id(style) not in self.kept:
                self._add(style)
        self._by_id = {_id(style): style for style in self._all()}
        self._give_outline_levels()
        self.numbered = {ours_id: self._indent(ours_id) for ours_id, here in self.ids.items() if self._numbers(here)}

    def speak(self, language: str) -> None:
        """Name one language wherever a style names one, and for the whole document if none does."""
        for mark in self.root.iter(xml.w("lang")):
            mark.set(xml.w("val"), language)
        look = self.root
        for depth, name in enumerate(("docDefaults", "rPrDefault", "rPr", "lang")):
            inner = look.find(xml.w(name))
            if inner is None:
                inner = xml.new(name)
                # Defaults stand before the styles, and those of text before those of paragraphs.
                look.insert(0 if depth < _TEXT_DEFAULTS else len(look), inner)
            look = inner
        look.set(xml.w("val"), language)

    def tab_stops(self, ours_id: str) -> set[int]:
        """Give the places of a style's tab stops, inherited ones too."""
        stops: set[int] = set()
        for style in self._line(self.ids[ours_id]):
            for tab in style.iterfind(f"{xml.w('pPr')}/{xml.w('tabs')}/{xml.w('tab')}"):
                position = tab.get(xml.w("pos"), "")
                if tab.get(xml.w("val")) != "clear" and position.lstrip("-").isdecimal():
                    stops.add(int(position))
        return stops

    def hangs(self, ours_id: str) -> bool:
        """Tell whether a style's first line begins before its others."""
        for style in self._line(self.ids[ours_id]):
            indent = style.find(f"{xml.w('pPr')}/{xml.w('ind')}")
            if indent is not None:
                return indent.get(xml.w("hanging"), "0") != "0"
        return False

    def _all(self) -> Iterator[xml.Node]:
        return self.root.iterchildren(xml.w("style"))

    def _free(self, wanted: str) -> str:
        """Give an id that no style has; Word compares them without case."""
        candidates = itertools.chain([wanted], (f"{wanted}{number}" for number in itertools.count(2)))
        free = next(name for name in candidates if name.casefold() not in self._taken)
        self._taken.add(free.casefold())
        return free

    def _add(self, ours: xml.Node) -> None:
        style = deepcopy(ours)
        style.set(xml.w("styleId"), self.ids[_id(ours)])
        for reference in style.iterchildren(*(xml.w(name) for name in _REFERENCES)):
            reference.set(xml.w("val"), self.ids[reference.get(xml.w("val"), "")])
        name = style.find(xml.w("name"))
        if name is not None and _name(style) in self._names:
            # The template has a style of this name, but of another type: two of one name Word would not take.
            name.set(xml.w("val"), f"{name.get(xml.w('val'))} 2")
        if any(_kind(other) == _kind(style) and other.get(xml.w("default")) == "1" for other in self._all()):
            style.attrib.pop(xml.w("default"), "")
        self._fit(style)
        self.root.append(style)

    def _fit(self, style: xml.Node) -> None:
        """Bring what spans the base's page to the width of this one."""
        here, base = self._widths
        for tab in style.iter(xml.w("tab")):
            if tab.get(xml.w("pos")) == str(base):
                tab.set(xml.w("pos"), str(here))
        for indent in style.iter(xml.w("ind")):
            for side in (xml.w("left"), xml.w("right")):
                if int(indent.get(side, "0")) >= _WIDE:
                    indent.set(side, str(int(indent.get(side, "0")) * here // base))

    def _give_outline_levels(self) -> None:
        """See that each heading has its level, also in a style that leaves it to its name."""
        for style in self._all():
            level = _HEADING.fullmatch(_name(style))
            if not level or style.find(f"{xml.w('pPr')}/{xml.w('outlineLvl')}") is not None:
                continue
            properties = style.find(xml.w("pPr"))
            if properties is None:
                properties = xml.new("pPr")
                before = style.find(xml.w("rPr"))
                style.insert(len(style) if before is None else style.index(before), properties)
            properties.append(xml.new("outlineLvl", val=str(int(level[1]) - 1)))

    def _line(self, here: str) -> Iterator[xml.Node]:
        """Give a style and those it is based on."""
        seen: set[str] = set()
        while here in self._by_id and here not in seen:
            seen.add(here)
            style = self._by_id[here]
            yield style
            base = style.find(xml.w("basedOn"))
            here = "" if base is None else base.get(xml.w("val"), "")

    def _indent(self, ours_id: str) -> xml.Node | None:
        """Give the indent of a style that was added; that of a template's own style was made for its number."""
        if ours_id in self.kept:
            return None
        return self._by_id[self.ids[ours_id]].find(f"{xml.w('pPr')}/{xml.w('ind')}")

    def _numbers(self, here: str) -> bool:
        for style in self._line(here):
            number = style.find(f"{xml.w('pPr')}/{xml.w('numPr')}/{xml.w('numId')}")
            if number is not None:
                return number.get(xml.w("val")) != "0"
        return False


def _id(style: xml.Node) -> str:
    return style.get(xml.w("styleId"), "")


def _kind(style: xml.Node) -> str:
    return style.get(xml.w("type"), "paragraph")


def _name(style: xml.Node) -> str:
    name = style.find(xml.w("name"))
    return "" if name is None else name.get(xml.w("val"), "").casefold()
