"""What no finding can express: the user's world is broken, and here is the cure.

Each error carries one line that names the thing and the place, and one hint that says what to do.
"""

from __future__ import annotations


class ProtokollError(Exception):
    """Something the user can mend. `message` names what is wrong and where, `hint` the cure."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Both are single lines without a full stop at their end."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class SourceError(ProtokollError):
    """A notes file that cannot be read, or whose front matter cannot."""


class BrandError(ProtokollError):
    """A brand that does not exist or is broken."""


class OutputError(ProtokollError):
    """An output that cannot, or must not, be written."""


class UsageError(ProtokollError):
    """Options that do not fit one another."""
