"""What no finding can express: the user's world is broken, and here is the cure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PLACE = re.compile(r"^\{file\}(?::\{line\}(?::\{column\})?)?: ")
"""How errors begin that tell their place."""


class ProtokollError(Exception):
    """Something the user can mend, said in one line.

    `message` names what is wrong and where, `hint` the cure; both are templates for `values`, in English, which a
    catalogue may hold in other languages. `excerpt` shows the place in the source, if there is one: further lines.
    `exit_code` is 1 where one document failed and others may go on, 2 where nothing can be run.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", *, excerpt: str = "", **values: object) -> None:
        """Take single lines without a full stop at their end."""
        self.template, self.hint_template = message, hint
        self.values = values
        self.excerpt = excerpt
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.told()

    @property
    def hint(self) -> str:
        """The cure, in English."""
        return self.cure()

    def told(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong, in a language."""
        said = translate(self.template)
        if said == self.template and (place := PLACE.match(said)):  # the same is said without a place elsewhere
            said = place[0] + translate(said[place.end() :])
        return self._filled(said)

    def cure(self, translate: Callable[[str], str] = str) -> str:
        """Say the cure, in a language."""
        return self._filled(translate(self.hint_template)) if self.hint_template else ""

    def _filled(self, template: str) -> str:
        return template.format(**self.values) if self.values else template


class SourceError(ProtokollError):
    """A notes file that cannot be read, or whose front matter cannot."""


class BrandError(ProtokollError):
    """A brand that does not exist or is broken."""

    exit_code = 2


class OutputError(ProtokollError):
    """An output that cannot, or must not, be written."""


class UsageError(ProtokollError):
    """Options, or files named, with which nothing can be run."""

    exit_code = 2
