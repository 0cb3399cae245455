"""`protokoll approve`: who approved the minutes, when, and the hash of what was approved, in their front matter."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from protokoll import files
from protokoll.diagnostics import N_
from protokoll.errors import SourceError
from protokoll.grammar.names import resolve
from protokoll.model.text import fold
from protokoll.pipeline import understand
from protokoll.reader import read
from protokoll.seal import FENCED, KEYS, blocks, content_hash, entry
from protokoll.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from protokoll.model.closing import Approved
    from protokoll.model.meeting import Meeting

_ENTRY_INDENT = re.compile(r"^([ \t]*)- ", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NEAR = 0.7

_APPROVED = N_("{file}: approved by {name} on {date}")
_REPLACED = N_("{file}: approved by {name} on {date}, and the older approvals taken away")
_ALREADY = N_("{file}: nothing to do, {name} approved it on {date}")


class Approving(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: who approves, in what capacity and when (ISO).

    `again` takes older approvals away; `force` lets approve who is not in the attendance.
    """

    name: str
    title: str | None = None
    date: str
    again: bool = False
    force: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: the file as it is to be, None where nothing changes, and the approval that stands in it."""

    data: bytes | None
    approval: Approved
    replaced: int = 0

    def told(self, file: object, translate: Callable[[str], str] = str) -> str:
        """Say it in a line."""
        words = _ALREADY if self.data is None else (_REPLACED if self.replaced else _APPROVED)
        return translate(words).format(file=file, name=self.approval.name, date=self.approval.date)


def approve(data: bytes, path: Path | None, wanted: Approving, language: str | None = None) -> Outcome:
    """Put an approval into a notes file; all else in it stays as it is, byte for byte."""
    source = files.decode(data, path)
    meeting = understand(source, language)
    name = _approver(wanted, meeting, source)
    if meeting.date and wanted.date < meeting.date:
        raise SourceError(
            N_("{file}: cannot be approved on {date}, before the meeting on {meeting}"),
            N_("give the day of the approval with `--date`"),
            file=source.name,
            date=wanted.date,
            meeting=meeting.date,
        )
    now = content_hash(source.text)
    older = () if wanted.again else meeting.approvals
    changed = next((one for one in older if one.content and one.content != now), None)
    if changed:
        raise SourceError(
            N_("{file}: has changed since {name} approved it on {date}"),
            N_("read it again, and take the old approvals away with `--again`"),
            file=source.name,
            name=changed.name,
            date=changed.date,
        )
    already = next((one for one in older if fold(one.name) == fold(name)), None)
    if already:
        return Outcome(data=None, approval=already)
    _refuse_foreign_key(source, meeting)
    text = _with_entry(source.text, entry(name, wanted.title, wanted.date, now), again=wanted.again)
    approval = _checked(Source(text, path), len(older), name, now, meeting, source)
    return Outcome(
        data=_put_back(data, source.text, text),
        approval=approval,
        replaced=len(meeting.approvals) if wanted.again else 0,
    )


def _approver(wanted: Approving, meeting: Meeting, source: Source) -> str:
    """Give an approver's name as the attendance has it."""
    there = [person for person in meeting.attendees if person.status != "absent"]
    bare = re.sub(r"\s*\([^()]*\)", "", " ".join(wanted.name.split())).strip(" ,")
    name = resolve(bare, there)
    if name or wanted.force:
        return name or bare
    absent = resolve(bare, meeting.attendees)
    names = {fold(person.name): person.name for person in there}
    near = get_close_matches(fold(bare), list(names), n=1, cutoff=_NEAR)
    if absent:
        message = N_("{file}: `{name}` was absent, and cannot approve what was not heard")
    elif not names:
        message = N_("{file}: names nobody who was at the meeting, so not `{name}` either")
    elif len(bare.split()) == 1 and any(fold(bare) in known.split() for known in names):
        message = N_("{file}: `{name}` may be several of those who were at the meeting")
    else:
        message = N_("{file}: `{name}` is not among those who were at the meeting")
    raise SourceError(
        message,
        N_("did you mean `{near}`? If not, add `--force`")
        if near and not absent
        else N_("write the whole name as the attendance has it, or add `--force`"),
        file=source.name,
        name=absent or bare,
        near=names[near[0]] if near else "",
    )


def _with_entry(text: str, lines: str, *, again: bool) -> str:
    """Give the text with one entry more, or with this one alone."""
    head = FENCED.match(text)
    if not head:
        return f"---\n{KEYS[0]}:\n{lines}---\n\n{text}"
    block = next(blocks(text), None)
    if block is None:
        return f"{text[: head.end('yaml')]}{KEYS[0]}:\n{lines}{text[head.end('yaml') :]}"
    written = text[block.start : block.end]
    key = written.partition(":")[0]
    indent = _ENTRY_INDENT.search(written)
    if not again and indent is not None:
        return text[: block.end] + _indented(lines, indent[1]) + text[block.end :]
    kept = "" if again else "".join(map(_entry_of, read(Source(text)).approvals))
    return f"{text[: block.start]}{key}:\n{kept}{lines}{text[block.end :]}"


def _entry_of(one: Approved) -> str:
    return entry(one.name, one.title, one.date, one.content)


def _indented(lines: str, indent: str) -> str:
    return "".join(f"{indent}{line[2:]}" for line in _lines(lines))


def _checked(changed: Source, older: int, name: str, now: str, meeting: Meeting, source: Source) -> Approved:
    """Read what is to be written; where it is not what was wanted, its front matter is of an odd kind."""
    found = read(changed, meeting.language).approvals
    if (
        len(found) != older + 1
        or found[-1].name != name
        or found[-1].content != now
        or content_hash(changed.text) != now
    ):
        raise _odd_key(source)
    return found[-1]


def _refuse_foreign_key(source: Source, meeting: Meeting) -> None:
    """Stop where the key says something else, such as `approved: yes`: nothing of somebody's is written over."""
    for block in blocks(source.text):
        value = source.raw(block).partition(":")[2].partition("#")[0].strip()
        if not meeting.approvals and value not in {"", "[]"}:
            raise _odd_key(source)


def _odd_key(source: Source) -> SourceError:
    block = next(blocks(source.text), Span(0, 0))
    return SourceError(
        N_("{file}: its front matter has `{key}` in a form that no approval can be added to"),
        N_("write it as a list, one `- name: …` for each who approved, or take it away"),
        file=source.name,
        key=source.raw(block).partition(":")[0] or KEYS[0],
    )


def _put_back(data: bytes, before: str, after: str) -> bytes:
    """Give the file's own bytes with what `after` has and `before` has not, in its encoding and with its line ends."""
    raw = files.decoded_whole(data)
    old, new = _lines(before), _lines(after)
    same = _common(old, new)
    same_at_end = min(_common(old[::-1], new[::-1]), len(old) - same, len(new) - same)
    lines = _lines(raw)
    first_end = re.search(r"\r\n|\r|\n", raw)
    inserted = "".join(new[same : len(new) - same_at_end]).replace("\n", first_end[0] if first_end else "\n")
    whole = [*lines[:same], inserted, *lines[len(lines) - same_at_end :]]
    return files.encoded_like(data, "".join(whole))


def _lines(text: str) -> list[str]:
    return [match[0] for match in _LINE.finditer(text) if match[0]]


def _common(one: list[str], other: list[str]) -> int:
    return next(
        (number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
