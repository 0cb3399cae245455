#!/usr/bin/env python3
"""How much of minutes is read right: the reader against truths made by hand.

    accuracy.py DOCS TRUTHS [--errors]

DOCS is a folder of notes files, looked through with its subfolders, TRUTHS a folder of `NAME.json` files, one for each
`NAME.md` to measure. A truth holds any of: title, organisation, body, date, start, end, place, chair, secretary,
approvers, present, absent (names), items {number, time, title} and decisions {item, text}; what it lacks is not
measured. Prints a line a field: for single values the share right, for lists precision, recall and F1 over all
documents. `--errors` lists what was missed and what was made up.

What counts as right:
    names         without case, as written or as resolved to somebody in the roll
    title, body   without dates, kind of document and punctuation; a body may be the organisation's part of it
    items         title, number and time all equal; order counts through the number of the item a decision belongs to
    decisions     the item they belong to, and the first 60 letters of their text without its label
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from protokoll.reader import read
from protokoll.source import Source

SINGLE = ("title", "organisation", "body", "date", "start", "end", "place", "chair", "secretary")
LISTS = ("present", "absent", "approvers", "items", "decisions")
_PREFIX = 60


def fold(words: str | None) -> str:
    """Compare words by their letters and digits alone."""
    return " ".join(re.findall(r"\w+", (words or "").casefold()))


def named(words: str | None) -> str:
    """Compare titles and bodies without dates."""
    return " ".join(re.findall(r"[^\W\d_]{2,}", (words or "").casefold()))


def read_file(path: Path) -> dict[str, Any]:
    """Read a notes file and give what was read in the form of a truth."""
    meeting = read(Source(path.read_text(encoding="utf-8-sig"), path))
    flat = list(_flat(meeting.items))
    decisions: list[tuple[int | None, Any]] = [
        (number, clause) for number, item in enumerate(flat) for one in item.decisions for clause in one.clauses
    ]
    decisions += [(None, clause) for one in meeting.decisions for clause in one.clauses]
    return {
        **{field: getattr(meeting, field) for field in SINGLE},
        "written": {one.field: one.raw for one in meeting.statements if one.wins},
        "present": [person.name for person in meeting.attendees if person.status != "absent"],
        "absent": [person.name for person in meeting.attendees if person.status == "absent"],
        "approvers": [{approver.name, approver.person} for approver in meeting.approval.approvers]
        if meeting.approval
        else [],
        "items": [{"number": item.number, "time": item.start, "title": item.title} for item in flat],
        "decisions": [{"item": number, "text": clause.text} for number, clause in decisions],
    }


def _flat(items: Any) -> Any:
    for item in items:
        yield item
        yield from _flat(item.children)


def is_right(field: str, found: dict[str, Any], truth: dict[str, Any]) -> bool:
    """Judge a single value."""
    ours, theirs = found[field], truth[field]
    if field == "title":
        return named(ours) == named(theirs)
    if field == "body":
        given = [named(value) for value in (ours, found["organisation"]) if value]
        return (not given and not theirs) or any(
            value in named(theirs) or named(theirs) in value for value in given if theirs
        )
    as_written = found["written"].get(field) if field in {"chair", "secretary"} else None
    return fold(theirs) in {fold(ours), fold(as_written or ours)}


def keys(field: str, values: list[Any]) -> list[Any]:
    """Give the parts of a list in a form that can be compared."""
    if field == "items":
        return [(fold(value["title"]), fold(value["number"]), value["time"]) for value in values]
    if field == "decisions":
        return [(value["item"], fold(value["text"])[:_PREFIX]) for value in values]
    return [fold(value) for value in values]


def compare(field: str, found: list[Any], truth: list[Any]) -> tuple[int, list[Any], list[Any]]:
    """Give how many were found right, what was missed and what was made up."""
    if field == "approvers":
        names = [{fold(name) for name in value if name} for value in found]
        missed = [name for name in keys(field, truth) if not any(name in value for value in names)]
        wanted = set(keys(field, truth))
        return len(truth) - len(missed), missed, [value for value in names if not value & wanted]
    ours, theirs = Counter(keys(field, found)), Counter(keys(field, truth))
    return sum((ours & theirs).values()), list((theirs - ours).elements()), list((ours - theirs).elements())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=Path)
    parser.add_argument("truths", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    files = {path.stem: path for path in sorted(options.docs.rglob("*.md"))}
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wrong: list[str] = []
    for path in sorted(options.truths.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        found = read_file(files[path.stem])
        for field in SINGLE:
            if field in truth:
                asked[field] += 1
                good = is_right(field, found, truth)
                right[field] += good
                wrong += [] if good else [f"{path.stem}: {field}: {found[field]!r} for {truth[field]!r}"]
        for field in LISTS:
            if field in truth:
                hits, missed, made_up = compare(field, found[field], truth[field])
                right[field] += hits
                asked[field] += len(truth[field])
                given[field] += len(found[field])
                wrong += [f"{path.stem}: {field}: missed {value}" for value in missed]
                wrong += [f"{path.stem}: {field}: made up {value}" for value in made_up]
    print(f"{'field':<14}{'right':>7}{'of':>6}{'precision':>11}{'recall':>9}{'F1':>7}")
    for field in (*SINGLE, *LISTS):
        if field in SINGLE and asked[field]:
            print(f"{field:<14}{right[field]:>7}{asked[field]:>6}{'':>20}{right[field] / asked[field]:>7.3f}")
        elif asked[field] or given[field]:
            precision = right[field] / given[field] if given[field] else 1.0
            recall = right[field] / asked[field] if asked[field] else 1.0
            f1 = 2 * right[field] / (given[field] + asked[field])
            print(f"{field:<14}{right[field]:>7}{asked[field]:>6}{precision:>11.3f}{recall:>9.3f}{f1:>7.3f}")
    if options.errors:
        print("\n".join(["", *wrong]))


if __name__ == "__main__":
    main()
