"""What the reader met and could not take in: a fact with a place, from which a message is made later."""

from __future__ import annotations

from typing import Literal

from protokoll.model.content import Node


class Problem(Node, frozen=True, kw_only=True, omit_defaults=False):
    """Part of the front matter that says nothing the reader understands.

    `found` is what stands there, `wanted` what could: a near key, the closed words of a field, or a parser's remark.
    """

    kind: Literal["front_matter_syntax", "unknown_key", "repeated_key", "bad_value"]
    found: str
    wanted: str = ""
