"""A case number is not written as the others are, or not as the settings say.

## What it does

With `case-number-pattern` in the settings, every case number has to match the pattern from end to end.
Without it, the form that most items use is taken for the right one: where the year stands, and which marks divide the
parts.
Of an item with several numbers the first counts; the others may be another authority's.

## Why it matters

A search for `KS 2024/118` does not find `KS-2024:118`.

## Example

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Dnr KS 2024/31

## § 42 Taxa för badhuset

Dnr KS-2024:57
```

## Use instead

```markdown profile=kl
# Protokoll från kommunstyrelsen 2024-05-14

## § 41 Budget för 2025

Dnr KS 2024/31

## § 42 Taxa för badhuset

Dnr KS 2024/57
```

## Fix safety

The fix writes the number's parts in the form of the others.
It is unsafe, because the number as written may be another authority's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_, Edit, Finding, Fix, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from protokoll.model.agenda import CaseNumber
    from protokoll.rules.context import Context

_FEW = 2


class _Written(msgspec.Struct, frozen=True):
    """A case number and its form: "B Y/N" for `KS 2024/31`."""

    number: CaseNumber
    form: str


def check(context: Context) -> Iterator[Finding]:
    """Find case numbers of another form than they should have."""
    pattern = context.settings.case_number_pattern
    if pattern is not None:
        yield from _unlike_pattern(context, re.compile(pattern))
        return
    written = [
        _Written(item.case_numbers[0], _form(item.case_numbers[0])) for item in context.items if item.case_numbers
    ]
    forms: dict[str, int] = {}
    for one in written:
        forms[one.form] = forms.get(one.form, 0) + 1
    if len(forms) < _FEW:
        return
    usual = max(forms, key=lambda form: forms[form])  # of two as frequent the first
    model = next(one.number for one in written if one.form == usual)
    for one in written:
        if one.form != usual:
            yield Finding(
                one.number.span,
                N_("the case number `{number}` is written in another form than `{usual}`"),
                N_("write all case numbers in one form"),
                {"number": one.number.raw, "usual": model.raw},
                (Related(model.span, N_("the form used elsewhere")),),
                _fix(one, usual),
            )


def _unlike_pattern(context: Context, pattern: re.Pattern[str]) -> Iterator[Finding]:
    stated = context.statement("case_number")
    numbers = [(number.raw, number.span) for item in context.items for number in item.case_numbers]
    if stated is not None:
        numbers.insert(0, (stated.value, context.where(stated.value, stated.span)))
    for raw, span in numbers:
        if not pattern.fullmatch(raw):
            yield Finding(
                span,
                N_("the case number `{number}` does not match `{pattern}`"),
                N_("write it in the form that the settings ask for"),
                {"number": raw, "pattern": pattern.pattern},
            )


def _form(number: CaseNumber) -> str:
    """Put letters for the parts: "KS 2024/31-2" is "B Y/N", its suffix being no matter of form."""
    form = number.raw
    if number.suffix and form.endswith(number.suffix):
        form = form[: -len(number.suffix)].rstrip(" -")
    if number.body:
        form = form.replace(number.body, "B", 1)
    if number.serial:
        form = _last(form, number.serial, "N")
    if number.year:
        form = form.replace(str(number.year), "Y", 1)
    return " ".join(form.split())


def _last(form: str, part: str, letter: str) -> str:
    head, found, tail = form.rpartition(part)
    return f"{head}{letter}{tail}" if found else form


def _fix(one: _Written, usual: str) -> Fix | None:
    number = one.number
    parts = {"B": number.body, "Y": str(number.year), "N": number.serial}
    if number.suffix or {*one.form} & {*parts} != {*usual} & {*parts}:
        return None  # the usual form has parts that this number lacks, or none for those it has
    text = "".join(parts.get(character) or character for character in usual)
    return Fix(N_("Write the case number in the form of the others"), (Edit(number.span, text),), safe=False)
