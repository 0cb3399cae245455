"""Names for files that say what is in them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from protokoll.errors import UsageError
from protokoll.grammar.slug import slug

if TYPE_CHECKING:
    from protokoll.view.page import View

FIELDS = ("kind", "body", "date", "title", "organisation", "case_number", "items")
_FIELD = re.compile(r"\{(\w*)\}")


def check_pattern(pattern: str) -> None:
    """Refuse a pattern with a field there is none of, or with folders in it."""
    for name in _FIELD.findall(pattern):
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            cure = "did you mean `{{{near}}}`?" if near else "the fields are {known}"
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            raise UsageError("`--name`: no field `{{{name}}}`", cure, name=name, near="".join(near), known=known)
    if not _FIELD.search(pattern) or re.search(r"[/\\]", pattern):
        raise UsageError(
            "`--name {pattern}`: is no pattern for a file's name",
            "write one such as `{{kind}}-{{body}}-{{date}}`, without folders",
            pattern=pattern,
        )


def file_name(view: View, pattern: str) -> str:
    """Fill a pattern such as `{kind}-{body}-{date}`: `protokoll-kommunstyrelsen-2022-11-11`, without an ending.

    A field that a document does not have is left out, with the hyphen beside it; the name may come out empty.
    """
    told = view.metadata
    values = {
        "kind": told.kind,
        "body": told.body,
        "date": told.date,
        "title": view.title,
        "organisation": view.organisation,
        "case_number": told.case_number,
        "items": "-".join(item.number for item in view.items) if len(view.items) <= 3 else "",  # noqa: PLR2004
    }
    return slug(_FIELD.sub(lambda found: values[found[1]], pattern))
