"""SARIF 2.1.0, for GitHub's code scanning and viewers of findings: the rules with their pages, and what they found.

Columns count characters. `primaryLocationLineHash` is left to GitHub's upload, which computes it from the file itself
and warns of every other. Names of files are URIs relative to `%SRCROOT%`, the folder that names began in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from protokoll import __version__
from protokoll.diagnostics import N_
from protokoll.reports.base import RuleHelp, bounds, fingerprints, told, with_hint, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.diagnostics import Diagnostic, Fix
    from protokoll.reports.base import Checked, Style
    from protokoll.source import Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_ROOT_WORDS = N_("the folder that names of files begin in")
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}
_DRIVE = re.compile(r"[A-Za-z]:/")
_MARKS = re.compile(r"^(?:#+ +|(?:`{3,}|~{3,}).*\n?)", re.MULTILINE)


def write(checked: Sequence[Checked], style: Style) -> str:
    """Write the report."""
    rules = {rule.code: rule for rule in style.rules()}
    for document in checked:
        for one in document.diagnostics:
            rules.setdefault(one.code, RuleHelp(one.code, one.name, one.name, one.name, one.severity))
    indexes = {code: index for index, code in enumerate(rules)}
    driver = {
        "name": "protokoll",
        "version": __version__,
        "language": style.language,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "language": style.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": style.translate(_ROOT_WORDS)}}},
        "results": [result for document in checked for result in _results(document, indexes, style)],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleHelp) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.description or rule.summary},
        "help": {"text": _MARKS.sub("", rule.markdown), "markdown": rule.markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": list(rule.tags), "problem.severity": _SEVERITIES[rule.level]},
    }


def _results(document: Checked, indexes: dict[str, int], style: Style) -> Iterator[dict[str, Any]]:
    artifact = _artifact(document.name)
    for one, fingerprint in zip(document.diagnostics, fingerprints(document), strict=True):
        result: dict[str, Any] = {
            "ruleId": one.code,
            "ruleIndex": indexes[one.code],
            "level": _LEVELS[one.severity],
            "message": {"text": with_hint(one, style)},
            "locations": [_location(document.source, one.span, artifact)],
            "partialFingerprints": {"protokoll/v1": fingerprint},
        }
        related = list(_related(document.source, one, artifact, style))
        if related:
            result["relatedLocations"] = related
        if one.finding.fix:
            result["fixes"] = [_fix(document.source, one.finding.fix, artifact, style)]
        yield result


def _related(source: Source, one: Diagnostic, artifact: dict[str, str], style: Style) -> Iterator[dict[str, Any]]:
    for number, related in enumerate(one.finding.related, 1):
        location = _location(source, related.span, artifact)
        yield {"id": number, **location, "message": {"text": told(related, style)}}


def _location(source: Source, span: Span, artifact: dict[str, str]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(source, span)}}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = bounds(source, span)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(source: Source, fix: Fix, artifact: dict[str, str], style: Style) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span)} | ({"insertedContent": {"text": edit.text}} if edit.text else {})
        for edit in fix.edits
    ]
    return {
        "description": {"text": style.translate(fix.title)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _artifact(name: str) -> dict[str, str]:
    """Make a URI of a name; bytes that were no UTF-8 in it stay themselves."""
    name = name.removeprefix("./")
    uri = quote(name, safe="/", errors="surrogateescape")
    if name.startswith("/"):
        return {"uri": f"file://{uri}"}
    if _DRIVE.match(name):
        return {"uri": f"file:///{name[0]}:{quote(name[2:], safe='/', errors='surrogateescape')}"}
    return {"uri": uri, "uriBaseId": _ROOT}
