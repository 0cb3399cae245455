"""The first page of formal minutes: facts with their persons, a table to sign in, the notice, the contents."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from protokoll.deadlines import last_day_of_appeal
from protokoll.model import content as c
from protokoll.model import text as t
from protokoll.view import page as p
from protokoll.view.content import clean
from protokoll.view.dates import short_date
from protokoll.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.model.agenda import Section
    from protokoll.model.closing import Signature
    from protokoll.model.meeting import Meeting
    from protokoll.view.content import ContentView
    from protokoll.vocabulary import Vocabulary

_WORD = re.compile(r"\w+")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_TWO = 2
_LEAST_CONTENTS = {"formal": 4, "plain": 11}
"""Items from which on a document gets a table of contents."""
_MOST_BOXES = 4


def is_formal(meeting: Meeting) -> bool:
    """Tell whether a meeting's minutes are laid out as local government law's bodies do."""
    return meeting.profile == "kl" and meeting.kind in {"minutes", "extract"}


# Facts


def roll_facts(roll: p.Roll | None) -> Iterator[p.Fact]:
    """Give the roll as rows of the table of facts, a list of persons each."""
    for group in roll.groups if roll else ():
        yield p.Fact(label=group.heading, values=tuple(map(_person_runs, group.persons)), listed=True)


def _person_runs(person: p.Person) -> p.Runs:
    words = person.name + (f", {person.detail}" if person.detail else "")
    return (p.Run(text=words), *((p.Run(text=f" – {person.remark}", emphasis=True),) if person.remark else ()))


def covered(meeting: Meeting, vocabulary: Vocabulary) -> str:
    """Give the items the minutes cover, first to last, as "§§ 52–56"; empty where they are not numbered by §."""
    numbers = [item.number for item in meeting.items if item.number and "§" in item.raw]
    if not numbers:
        return ""
    first, last = numbers[0].split("–")[0], numbers[-1].split("–")[-1]
    return (
        f"§{vocabulary.say(Term.SECTION_SIGN, number=f'{first}–{last}')}"
        if first != last
        else vocabulary.say(Term.SECTION_SIGN, number=first)
    )


# Signing


def signing(meeting: Meeting, signatures: Sequence[Signature], vocabulary: Vocabulary) -> p.Signing | None:
    """Give the table to sign in: who signed or is to sign, by the words or by who had the office."""
    electronic = meeting.approval is not None and meeting.approval.mode == "electronic"
    unsigned = vocabulary.say(Term.SIGNED_ELECTRONICALLY) if electronic else ""
    own = [clean(heading) for heading in meeting.closing_headings]
    rows = [_signed(signature, unsigned, vocabulary, several=len(own) > 1) for signature in signatures]
    signed = {t.fold(row.name) for row in rows}
    for role, name in _signers(meeting, vocabulary):
        if t.fold(name) not in signed and not (signatures and role != vocabulary.say(Term.APPROVERS)):
            rows.append(p.SigningRow(role=role, name=name, mark=unsigned))
    if not rows:
        return None
    return p.Signing(
        heading=" · ".join(own) or vocabulary.say(Term.SIGNING), columns=columns(vocabulary), rows=tuple(rows)
    )


def columns(vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Give the headers of a table to sign in."""
    return vocabulary.say(Term.ROLE), vocabulary.say(Term.NAME), vocabulary.say(Term.SIGNATURE)


def _signed(signature: Signature, unsigned: str, vocabulary: Vocabulary, *, several: bool) -> p.SigningRow:
    role = (
        signature.title
        or (several and signature.heading)
        or (signature.role and vocabulary.say(Term(f"role_{signature.role}")))
    )
    date = short_date(signature.date, vocabulary) if signature.date else ""
    return p.SigningRow(
        role=_capital(clean(role or "")),
        name=clean(signature.name),
        mark=" ".join(part for part in (unsigned, date) if part),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _signers(meeting: Meeting, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for role, name in ((Term.SECRETARY, meeting.secretary), (Term.CHAIR, meeting.chair)):
        if name:
            yield vocabulary.say(role), clean(name)
    for approver in meeting.approval.approvers if meeting.approval else ():
        yield vocabulary.say(Term.APPROVERS), clean(approver.person or approver.name)


def initials(meeting: Meeting, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the words beside the boxes for initials: the chair's and one for each approver."""
    approvers = max(1, len(meeting.approval.approvers) if meeting.approval else 0)
    boxes = [vocabulary.say(Term.CHAIR), *([vocabulary.say(Term.APPROVERS)] * approvers)]
    return tuple(boxes[:_MOST_BOXES])


# The notice


def notice(
    meeting: Meeting, sections: Sequence[Section], content: ContentView, vocabulary: Vocabulary
) -> p.Notice | None:
    """Give the notice from the sections it was written in, and the last day of appeal where it states none."""
    if not sections:
        return None
    blocks: list[p.Block] = []
    facts: list[p.Fact] = []
    for number, section in enumerate(sections):
        if number and section.heading:
            blocks.append(content.heading(section.heading, 3))
        for block in section.blocks:
            if isinstance(block, c.Table) and len(block.header) == _TWO:
                facts += _rows(block, content)
            else:
                blocks += content.blocks((block,))
    told = meeting.notice
    if told and told.posted_on and not told.appeal_until and meeting.language.startswith("sv"):
        date = short_date(last_day_of_appeal(told.posted_on), vocabulary)
        words = vocabulary.say(Term.COMPUTED, value=date)
        facts.append(p.Fact(label=vocabulary.say(Term.APPEAL_UNTIL), values=((p.Run(text=words),),)))
    heading = clean(sections[0].heading or vocabulary.say(Term.NOTICE))
    return p.Notice(heading=heading, blocks=tuple(blocks), facts=tuple(facts))


def _rows(table: c.Table, content: ContentView) -> Iterator[p.Fact]:
    for row in (table.header, *table.rows):
        label, value = row
        words = clean(t.plain(label.inlines)).strip().rstrip(":")
        runs = content.runs(value.inlines)
        if words or runs:
            yield p.Fact(label=words, values=(runs,) if runs else ())


# Contents


def contents(meeting: Meeting, items: Sequence[p.Item], layout: str, vocabulary: Vocabulary) -> p.Contents | None:
    """Give the table of contents of a document that is long enough for one."""
    shown = [item for item in items if not item.is_break]
    if len(shown) < _LEAST_CONTENTS[layout] or meeting.kind == "extract":
        return None
    return p.Contents(
        heading=vocabulary.say(Term.CONTENTS),
        number="§" if any("§" in item.number for item in shown) else vocabulary.say(Term.TIME),
        item=vocabulary.say(Term.ITEM),
        case_number=vocabulary.say(Term.CASE_NUMBER_SHORT) if any(item.case_number for item in shown) else "",
        page=vocabulary.say(Term.PAGE),
        entries=tuple(
            p.ContentsEntry(
                anchor=item.anchor,
                level=item.level,
                lead=item.number or item.time,
                title=item.title_text,
                case_number=item.case_number,
            )
            for item in shown
        ),
    )


def repeats(sections: Sequence[Section], listed: p.Contents) -> bool:
    """Tell whether a part of the document is a list of contents that says nothing ours does not."""
    written = " ".join(" ".join((section.heading or "", *map(t.block_text, section.blocks))) for section in sections)
    ours = [listed.heading, listed.number, listed.item, listed.case_number, listed.page]
    for entry in listed.entries:
        ours += [entry.lead, entry.title, entry.case_number]
    left = _words(written) - _words(" ".join(ours))
    return not any(_PAGE_NUMBER.fullmatch(word) is None for word in left)


def _words(words: str) -> Counter[str]:
    return Counter(_WORD.findall(words.casefold()))
