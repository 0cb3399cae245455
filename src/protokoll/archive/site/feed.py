"""The newest meetings as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protokoll.archive.site.names import address, up_from
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.archive.site.contents import Meeting
    from protokoll.archive.site.names import Places
    from protokoll.vocabulary import Vocabulary

NEWEST = 50
_NOWHERE = "protokoll.invalid"
"""Whose names they are while no address is given; by RFC 2606 nobody's."""
_MINTED = "2026"
"""Names of one authority are told from those of an earlier owner by a day; it never changes, so that ids do not."""
_NEVER = "1970-01-01"
_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""


def feed(meetings: Sequence[Meeting], owner: str, vocabulary: Vocabulary, places: Places, base: str | None) -> bytes:
    """Write the feed; its links are absolute where the `base` address of the output folder is known."""
    here = places.below("feed.xml")
    top = f"{base.rstrip('/')}/" if base else up_from(here)
    mint = f"tag:{(urlsplit(base).hostname if base else None) or _NOWHERE},{_MINTED}:"
    title = vocabulary.say(Term.SITE_TITLE)
    newest = max((meeting.date for meeting in meetings if meeting.date), default=_NEVER)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{vocabulary.tag}">',
        f"<id>{mint}{address(here)}</id>",
        f"<title>{_text(f'{title} – {owner}' if owner else title)}</title>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{_text(owner or title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_text(top + address(here))}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(top + address(places.start))}"/>',
        *(line for meeting in meetings for line in _entry(meeting, mint, top)),
        "</feed>",
    ]
    return "\n".join([*lines, ""]).encode()


def _entry(meeting: Meeting, mint: str, top: str) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{mint}{address(meeting.source)}</id>"
    dated = meeting.date and meeting.date in meeting.title
    yield f"<title>{_text(meeting.title if dated else f'{meeting.title}, {meeting.date_words}')}</title>"
    yield f"<updated>{meeting.date or _NEVER}T00:00:00Z</updated>"
    for place, output in enumerate(meeting.outputs):
        kind = f' type="{_TYPES[output.format]}"' if output.format in _TYPES else ""
        role = "enclosure" if place else "alternate"
        yield f'<link rel="{role}"{kind} title="{_text(output.label)}" href="{_text(top + output.href)}"/>'
    items = "\n".join(f"{item.number} {item.title}".strip() for item in meeting.items)
    # An entry without a link must hold content, and one with content needs no summary.
    yield f"<content>{_text(items or meeting.title)}</content>"
    yield "</entry>"


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("", words))
