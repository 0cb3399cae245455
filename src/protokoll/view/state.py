"""How far minutes have come, in words: a draft, approved by whom and when, published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from protokoll.grammar.approvals import last_approval
from protokoll.view import page as p
from protokoll.view.content import clean
from protokoll.view.dates import short_date
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from protokoll.model.meeting import Meeting
    from protokoll.vocabulary import Vocabulary

StateKey = Literal["draft", "final", "approved", "published"]


def state_view(key: StateKey | None, meeting: Meeting, vocabulary: Vocabulary) -> p.State | None:
    """Give a state in words; None for one that need not be told."""
    if key == "draft":
        return p.State(key=key, label=vocabulary.say(Term.STATE_DRAFT), note=vocabulary.say(Term.STATE_DRAFT_NOTE))
    if key == "approved":
        note = _approved(meeting, vocabulary)
        return p.State(key=key, label=vocabulary.say(Term.STATE_APPROVED), note=f"{note}.")
    if key == "published":
        posted = meeting.notice.posted_on if meeting.notice else None
        told = [vocabulary.say(Term.STATE_PUBLISHED), *([short_date(posted, vocabulary)] if posted else [])]
        note = f"{_approved(meeting, vocabulary)}. {' '.join(told)}."
        return p.State(key=key, label=vocabulary.say(Term.STATE_PUBLISHED), note=note)
    return None


def _approved(meeting: Meeting, vocabulary: Vocabulary) -> str:
    """Say that the minutes are approved, with the day and the names as far as they are known."""
    approval = meeting.approval
    words = [vocabulary.say(Term.STATE_APPROVED)]
    day = last_approval(meeting) or (approval.date if approval else None)
    if day:
        words.append(short_date(day, vocabulary))
    # Who has approved comes before who was chosen to.
    names = [clean(one.name) for one in meeting.approvals]
    names = names or ([clean(approver.person or approver.name) for approver in approval.approvers] if approval else [])
    if names:
        words.append(vocabulary.say(Term.STATE_BY, names=", ".join(names)))
    return " ".join(words)
