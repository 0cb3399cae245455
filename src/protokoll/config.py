"""Settings: `protokoll.toml`, or `[tool.protokoll]` in `pyproject.toml`, found in a folder or above it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import UsageError

Told = msgspec.Meta
"""What a setting is for, in its schema."""

Profile = Literal["kl", "samverkan", "anteckning"]
State = Literal["draft", "final", "approved", "published"]
STATES: tuple[State, ...] = ("draft", "final", "approved", "published")

FILE_NAMES = ("protokoll.toml", "pyproject.toml")


class CheckSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What `protokoll check` looks for, and where."""

    select: Annotated[tuple[str, ...], Told(description="Rules to run: codes, names, beginnings of codes.")] = ("P",)
    extend_select: Annotated[tuple[str, ...], Told(description="Rules to run beside those selected.")] = ()
    ignore: Annotated[tuple[str, ...], Told(description="Rules not to run.")] = ()
    per_file_ignores: Annotated[
        dict[str, tuple[str, ...]], Told(description="Rules not to run in files that match a pattern.")
    ] = {}
    exclude: Annotated[
        tuple[str, ...], Told(description="Files and folders to leave out, as patterns of .gitignore.")
    ] = ()
    profile: Annotated[Profile | None, Told(description="Which demands apply; seen from the body if not given.")] = None
    state: Annotated[State | None, Told(description="How far the minutes have come; seen from the text.")] = None
    strict: Annotated[bool, Told(description="Let a warning fail the run.")] = False
    baseline: Annotated[str | None, Told(description="A file of findings that are known and not told again.")] = None


class MinutesSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What is known of the municipality whose minutes are checked."""

    register: Annotated[str | None, Told(description="The file of a body's members, such as ledamoter.toml.")] = None
    parties: Annotated[tuple[str, ...], Told(description="Abbreviations of local parties.")] = ()
    organisations: Annotated[
        tuple[str, ...],
        Told(description="The member organisations of a collaboration, all to be accounted for."),
    ] = ()
    case_number_pattern: Annotated[
        str | None, Told(description="A regular expression that a whole case number matches.")
    ] = None
    email_domains: Annotated[
        tuple[str, ...], Told(description="Domains of work addresses, which are nobody's private ones.")
    ] = ()
    abbreviations: Annotated[
        tuple[str, ...], Told(description="Abbreviations every reader knows, which need no explanation.")
    ] = ()
    sensitive_words: Annotated[tuple[str, ...], Told(description="Further words of sensitive data.")] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """All settings; a relative path in them counts from `folder`, where the file of settings lies."""

    language: Annotated[str | None, Told(description="The minutes' language, if not seen from the text.")] = None
    lang: Annotated[Literal["sv", "en"] | None, Told(description="The language of messages.")] = None
    check: CheckSettings = CheckSettings()
    minutes: MinutesSettings = MinutesSettings()


class Found(msgspec.Struct, frozen=True):
    """Settings, the file they were read from, if any, and the folder that their paths and patterns count from."""

    settings: Settings
    folder: Path
    file: Path | None = None


def find(start: Path) -> Found:
    """Find the settings for a folder: its own, or those of the nearest folder above that has any."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            file = folder / name
            if file.is_file():
                table = _table(file)
                if table is not None:
                    return Found(_settings(table, file), folder, file)
    return Found(Settings(), start)


def load(file: Path) -> Found:
    """Read the settings of one file."""
    if not file.is_file():
        raise UsageError(N_("{file}: no such file of settings"), N_("check the spelling and the folder"), file=file)
    return Found(_settings(_table(file) or {}, file), file.resolve().parent, file)


def _table(file: Path) -> dict[str, Any] | None:
    """Give a file's settings as they stand; None for a `pyproject.toml` that has none of ours."""
    import tomllib  # noqa: PLC0415 - many runs have no settings

    try:
        text = file.read_text(encoding="utf-8")
        if file.name == "pyproject.toml" and "protokoll" not in text:
            return None
        found: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            N_("{file}: is not TOML: {reason}"), N_("mend it there"), file=file, reason=str(error)
        ) from None
    except OSError as error:
        raise UsageError(
            N_("{file}: cannot be read: {reason}"), N_("check its permissions"), file=file, reason=error.strerror
        ) from None
    if file.name == "pyproject.toml":
        tool = found.get("tool", {}).get("protokoll")
        return tool if isinstance(tool, dict) else None
    return found


def _settings(table: dict[str, Any], file: Path) -> Settings:
    _check_keys(table, Settings, "", file)
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        told, _, at = str(error).partition(" - at `$.")
        where = at.rstrip("`")
        raise UsageError(
            N_("{file}:{line}: `{key}`: {told}"),
            N_("see `protokoll check --help`, or `protokoll schema settings`"),
            file=file,
            line=_line_of(file, where),
            key=where,
            told=told[:1].lower() + told[1:],
        ) from None
    _check_pattern(settings.minutes.case_number_pattern, file)
    return settings


def _check_keys(table: dict[str, Any], kind: type[msgspec.Struct], path: str, file: Path) -> None:
    """Refuse a key that no setting has, with its place and the nearest that one has."""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in table.items():
        if key not in fields:
            near = get_close_matches(key, fields, n=1)
            raise UsageError(
                N_("{file}:{line}: no setting is called `{key}`"),
                N_("did you mean `{near}`?") if near else N_("the settings here are {known}"),
                file=file,
                line=_line_of(file, path + key),
                key=path + key,
                near=path + near[0] if near else "",
                known=", ".join(fields),
            )
        inner = fields[key]
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct) and isinstance(value, dict):
            _check_keys(value, inner, f"{path}{key}.", file)


def _check_pattern(pattern: str | None, file: Path) -> None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise UsageError(
            N_("{file}:{line}: `minutes.case-number-pattern` is no regular expression: {reason}"),
            N_("write it in single quotation marks, such as 'KS \\d{{4}}/\\d+'"),
            file=file,
            line=_line_of(file, "minutes.case-number-pattern"),
            reason=str(error),
        ) from None


def _line_of(file: Path, path: str) -> int:
    """Tell on which line a key is set; 1 where that cannot be told. TOML's reader knows no places."""
    *tables, key = re.sub(r"\[[^]]*\]", "", path).split(".")
    inside = False
    wanted = ".".join(tables)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        head = re.match(r"\s*\[+\s*(?:tool\.protokoll\.?)?([^\]]*?)\s*\]+", line)
        if head and not line.lstrip().startswith("[["):
            if not tables and head[1] == key:
                return number
            inside = head[1] == wanted
        elif (inside or not tables) and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line):
            return number
    return 1


@cache
def schema() -> bytes:
    """Give the JSON Schema of the settings, for editors."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Settings)), indent=2) + b"\n"
