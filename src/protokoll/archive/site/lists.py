"""A page's long lists as HTML, written here and not in templates: an archive has a hundred thousand items.

Each word is escaped once; what is made is the same for all brands, whose style sheets give it its looks.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from protokoll.archive.site.contents import Decision, Item, Meeting
    from protokoll.vocabulary import Vocabulary

_SHORT = 220
"""Letters of a decision beside its item."""
_LONG = 600
"""Letters of a clause in the register; all of it stands in the minutes."""


class Lists:
    """Writes the lists of one site."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._decision = escape(vocabulary.say(Term.DECISION))
        self._recommendation = escape(vocabulary.say(Term.SITE_RECOMMENDATION))

    def items(self, meeting: Meeting, up: str) -> Markup:
        """Write a meeting's items, their decisions in short."""
        href = _href(meeting, up)
        parts = [self._item(item, href) for item in meeting.items]
        parts += [f'<li><span class="lead"></span><div>{self._decided(one)}</div></li>\n' for one in meeting.loose]
        return Markup("".join(parts))  # noqa: S704 - each word is escaped in _item and _decided

    def files(self, meeting: Meeting, up: str) -> Markup:
        """Write the links to what was made of the minutes, with format and size."""
        if not meeting.outputs:
            return Markup()
        whose = escape(
            f": {meeting.title}, {meeting.date_words}"
        )  # a link is told apart from others when it stands alone
        entries = "".join(
            f'<li><a href="{escape(up + output.href)}">{escape(output.label)}<span class="unseen">{whose}</span></a>'
            f"{_size(output.size)}</li>\n"
            for output in meeting.outputs
        )
        return Markup(f'<ul class="files">\n{entries}</ul>')  # noqa: S704 - each word is escaped just above

    def _item(self, item: Item, href: str) -> str:
        cases = f' <span class="case">{escape(", ".join(item.cases))}</span>' if item.cases else ""
        decided = "".join(map(self._decided, item.decisions))
        return (
            f'<li{" class=below" if item.is_below else ""}><span class="lead">{escape(item.number)}</span>'
            f"<div><p>{_title(item, href)}{cases}</p>{decided}</div></li>\n"
        )

    def _decided(self, decision: Decision) -> str:
        label = self._recommendation if decision.is_recommendation else self._decision
        told = escape(brief(" ".join(decision.clauses), _SHORT))
        return f'<p class="decided"><span>{label}:</span> {told}</p>'

    def register(self, meetings: Iterable[Meeting], up: str) -> Markup:
        """Write the rows of the register of decisions: date, number, case numbers, item, decision, vote."""
        return Markup("".join(row for meeting in meetings for row in self._rows(meeting, up)))  # noqa: S704 - as above

    def _rows(self, meeting: Meeting, up: str) -> Iterator[str]:
        href = _href(meeting, up)
        date = f'<time datetime="{meeting.date}">{meeting.date}</time>' if meeting.date else ""
        for item in meeting.items:
            if not item.decisions:
                continue
            head = (
                f'<tr><td class="date">{date}</td><td class="number">{escape(item.number)}</td>'
                f'<td>{escape(", ".join(item.cases))}</td><th scope="row">{_title(item, href)}</th><td>'
            )
            vote = escape("; ".join(item.votes))
            for decision in item.decisions:
                yield f"{head}{self._clauses(decision)}</td><td>{vote}</td></tr>\n"
                vote = ""  # told once, beside the first
        for decision in meeting.loose:
            title = escape(meeting.title)
            linked = f'<a href="{href}">{title}</a>' if href else title
            yield (
                f'<tr><td class="date">{date}</td><td></td><td></td><th scope="row">{linked}</th>'
                f"<td>{self._clauses(decision)}</td><td></td></tr>\n"
            )

    def _clauses(self, decision: Decision) -> str:
        note = f'<p class="note">{self._recommendation}</p>' if decision.is_recommendation else ""
        clauses = [escape(brief(clause, _LONG)) for clause in decision.clauses]
        if len(clauses) == 1:
            return f"{note}{clauses[0]}"
        return f"{note}<ul>{''.join(f'<li>{clause}</li>' for clause in clauses)}</ul>"


def _href(meeting: Meeting, up: str) -> str:
    """Give the link to a meeting's written page, where there is one."""
    return escape(up + meeting.page.href) if meeting.page else ""


def _title(item: Item, href: str) -> str:
    title = escape(item.title)
    return f'<a href="{href}#{escape(item.anchor)}">{title}</a>' if href and item.anchor else title


def _size(size: str) -> str:
    return f' <span class="size">{escape(size)}</span>' if size else ""


def brief(words: str, length: int) -> str:
    """Cut a text off at a word's end."""
    if len(words) <= length:
        return words
    kept, space, _ = words[:length].rpartition(" ")
    return (kept if space else words[:length]).rstrip(" ,;:–-") + " …"
