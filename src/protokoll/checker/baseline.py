"""A file of findings that are known and not told again, so that an old archive can start clean.

It holds no words of any minutes: of each finding a fingerprint, and which rule it is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import UsageError
from protokoll.reports import Checked, fingerprints

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_VERSION = 1


class _Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The file: for each document, by its path from the file's folder, the fingerprints of what is known."""

    protokoll_baseline: int
    findings: dict[str, dict[str, str]]


def written(checked: Sequence[Checked], file: Path) -> bytes:
    """Give the file that knows all findings of a run."""
    findings = {
        document.path: {
            key: f"{one.code} {one.name}" for key, one in zip(_keys(document), document.diagnostics, strict=True)
        }
        for document in _named_from(checked, file)
        if document.diagnostics
    }
    baseline = _Baseline(_VERSION, dict(sorted(findings.items())))
    return msgspec.json.format(msgspec.json.encode(baseline), indent=2) + b"\n"


def without_known(checked: Sequence[Checked], file: Path) -> tuple[list[Checked], int]:
    """Leave out what a file knows, and count it."""
    known = _read(file).findings
    kept: list[Checked] = []
    left_out = 0
    for document, named in zip(checked, _named_from(checked, file), strict=True):
        of_document = known.get(named.path, {})
        new = [one for key, one in zip(_keys(named), document.diagnostics, strict=True) if key not in of_document]
        left_out += len(document.diagnostics) - len(new)
        kept.append(Checked(document.name, document.source, tuple(new)))
    return kept, left_out


def _keys(document: Checked) -> list[str]:
    return fingerprints(document) if document.diagnostics else []


def _named_from(checked: Sequence[Checked], file: Path) -> list[Checked]:
    """Name documents by their path from the baseline's folder, so that it holds wherever a run starts."""
    folder = file.absolute().parent
    return [Checked(_from(document, folder), document.source, document.diagnostics) for document in checked]


def _from(document: Checked, folder: Path) -> str:
    path = document.source.path
    try:
        return path.absolute().relative_to(folder).as_posix() if path else document.name
    except ValueError:
        return path.absolute().as_posix() if path else document.name


def _read(file: Path) -> _Baseline:
    try:
        found = msgspec.json.decode(file.read_bytes(), type=_Baseline)
    except FileNotFoundError:
        raise UsageError(
            N_("{file}: no such baseline"), N_("write it first: the same command with `--update-baseline`"), file=file
        ) from None
    except OSError as error:
        raise UsageError(
            N_("{file}: cannot be read: {reason}"), N_("check its permissions"), file=file, reason=error.strerror
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UsageError(
            N_("{file}: is no baseline"), N_("write it anew with `--update-baseline`"), file=file
        ) from None
    if found.protokoll_baseline != _VERSION:
        raise UsageError(
            N_("{file}: is a baseline of another version of protokoll"),
            N_("write it anew with `--update-baseline`"),
            file=file,
        )
    return found
