"""Which file each format of each notes file goes to, and putting them there: what `render` and `extract` share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from protokoll.cli.console import report, say, write_bytes
from protokoll.cli.options import load_source
from protokoll.errors import OutputError, ProtokollError, UsageError
from protokoll.messages import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from protokoll.brand import Brand
    from protokoll.pipeline import Document, Wishes

DEFAULT_FORMATS = "docx,html,pdf"
_DATA_FORMATS = ("json", "md")
_STDIN_NAME = "protokoll"
_BINARY = {"docx", "pdf"}

Plan = dict[Path, dict[str, Path]]
"""For each input the file that each format goes to."""


class Job:
    """What is done with each input of a plan, and how.

    `pattern` names the files by what is in them, `ending` is added to the names they would have without one.
    """

    def __init__(
        self,
        brand: Brand,
        wishes: Wishes,
        *,
        pattern: str | None,
        ending: str = "",
        force: bool,
        quiet: bool,
        open_: bool = False,
    ) -> None:
        """Take the options as they were given."""
        self._brand = brand
        self._wishes = wishes
        self._pattern = pattern
        self._ending = ending
        self._force = force
        self._quiet = quiet
        self._open = open_
        self._written: dict[str, Path] = {}

    def run(self, plan: Plan) -> int:
        """Render each input; one that fails is told, and the others go on. Gives the exit code."""
        failed = False
        for file, outputs in plan.items():
            try:
                written = self._render(file, outputs)
            except ProtokollError as error:
                if error.exit_code > 1:
                    raise
                report(error)
                failed = True
            else:
                self._tell(written)
        return int(failed)

    def _render(self, file: Path, outputs: Mapping[str, Path]) -> list[Path]:
        from protokoll import files, pipeline  # noqa: PLC0415 - loads the readers

        document = pipeline.compose(load_source(file), self._brand, self._wishes)
        named = {name: self._named(path, document, file) for name, path in outputs.items()}
        for name, path in named.items():
            if not _is_stdout(path):
                pipeline.check_may_write(path, pipeline.FORMATS[name], force=self._force)
        rendered = document.write(list(named), self._brand)
        for name, path in named.items():
            if _is_stdout(path):
                write_bytes(rendered[name])
            else:
                files.store(path, rendered[name])
        return [path for path in named.values() if not _is_stdout(path)]

    def _named(self, path: Path, document: Document, file: Path) -> Path:
        """Give a file its name by what is in it, where that was asked for."""
        if _is_stdout(path) or not (self._pattern or self._ending):
            return path
        from protokoll.view.filename import file_name  # noqa: PLC0415 - only a few runs ask

        stem = file_name(document.page.view, self._pattern) if self._pattern else ""
        named = path.with_name((stem or path.stem) + ("" if stem else self._ending) + path.suffix)
        other = self._written.setdefault(str(named).casefold(), file)
        if other != file:
            raise OutputError(
                "{file}: would get the same name as {other}: {path}",
                "add a field that tells them apart to `--name`, or render them to different folders",
                file=file,
                other=other,
                path=named,
            )
        return named

    def _tell(self, written: Sequence[Path]) -> None:
        for path in written:
            if not self._quiet:
                holds = " (PDF/A-3a, holds its source)" if self._wishes.embed_source and path.suffix == ".pdf" else ""
                say(f"wrote {path}{holds}")
            if self._open:
                typer.launch(str(path))


# What goes where


def plan_outputs(files: Sequence[Path], output: str | None, to: str | None) -> Plan:
    """Say for each input which file each format goes to; nothing is written before all of it is known to fit."""
    inputs = _inputs(files)
    formats = formats_of(to)
    if output == "-":
        return _to_stdout(inputs, formats, given=to is not None)
    if output is None and any(_is_stdout(file) for file in inputs):
        raise UsageError(
            "standard input has no folder to write beside", "say where with `-o`, such as `-o out/` or `-o -`"
        )
    if output is not None and (name := _format_of(output)) is not None:
        plan = _to_file(inputs, Path(output), name, formats if to else None)
    else:
        folder = None if output is None else _folder(output)
        plan = {file: {name: (folder or file.parent) / f"{_stem(file)}.{name}" for name in formats} for file in inputs}
    _check_apart(plan)
    return plan


def _inputs(files: Sequence[Path]) -> list[Path]:
    inputs = list(dict.fromkeys(files))
    for file in inputs:
        if _is_stdout(file):
            continue
        if file.is_dir():
            raise UsageError(
                "{file}: is a folder, not a notes file", "name the files in it, such as {file}/*.md", file=file
            )
        if not os.path.lexists(file):
            raise UsageError("{file}: no such file", "check the spelling and the folder", file=file)
    return inputs


def formats_of(to: str | None) -> list[str]:
    """Read `--to`."""
    names = [name.strip().lower() for name in (to or DEFAULT_FORMATS).split(",") if name.strip()]
    known = (*DEFAULT_FORMATS.split(","), *_DATA_FORMATS)
    for name in names:
        if name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

            near = get_close_matches(name, known, n=1)
            cure = N_("did you mean `{near}`?") if near else N_("choose from {known}")
            near_one = near[0] if near else ""
            raise UsageError(
                "there is no output format `{name}`", cure, name=name, near=near_one, known=", ".join(known)
            )
    if not names:
        raise UsageError("`--to` names no format", N_("choose from {known}"), known=", ".join(known))
    return list(dict.fromkeys(names))


def _format_of(output: str) -> str | None:
    """Tell the format that an output file's ending names; None for a folder."""
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir() or not path.suffix:
        return None
    name = path.suffix[1:].lower()
    if name not in {*DEFAULT_FORMATS.split(","), *_DATA_FORMATS}:
        raise UsageError(
            "`-o {output}`: no output format has the ending `{suffix}`",
            "end it in .docx, .html, .pdf, .json or .md, or in `/` for a folder",
            output=output,
            suffix=path.suffix,
        )
    return name


def _to_stdout(inputs: list[Path], formats: list[str], *, given: bool) -> Plan:
    if len(inputs) > 1 or len(formats) > 1 or not given:
        raise UsageError("standard output takes one file in one format", "name it, such as `--to html -o -`")
    if formats[0] in _BINARY and sys.stdout.isatty():
        raise UsageError("a terminal cannot show {name}", "send it on, such as `> minutes.{name}`", name=formats[0])
    return {inputs[0]: {formats[0]: Path("-")}}


def _to_file(inputs: list[Path], path: Path, name: str, formats: list[str] | None) -> Plan:
    if len(inputs) > 1 or (formats is not None and formats != [name]):
        raise UsageError(
            "`-o {path}` names one file for more than that", "name a folder instead, such as `-o out/`", path=path
        )
    if not path.parent.is_dir():
        _folder(str(path.parent))
    return {inputs[0]: {name: path}}


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "a file has that name" if folder.exists() else error.strerror or "cannot be made"
        raise UsageError(
            "{folder}: cannot write there: {reason}", "choose another `-o`", folder=folder, reason=reason
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError("{folder}: cannot write there: no permission", "choose another `-o`", folder=folder)
    return folder


def _check_apart(plan: Plan) -> None:
    """Refuse two inputs that would write one file, and, even when forced, an output that is a source.

    Names that differ only in case are one on many disks.
    """
    taken: dict[str, Path] = {}
    sources = {file.resolve() for file in plan}
    for file, outputs in plan.items():
        for path in outputs.values():
            if not _is_stdout(path) and path.resolve() in sources:
                raise UsageError("{path}: would be written over a source", "choose another `-o`", path=path)
            other = taken.setdefault(str(path).casefold(), file)
            if other is not file:
                raise UsageError(
                    "{file} and {other} would both be written to {path}",
                    "render them to different folders, or rename one",
                    file=file,
                    other=other,
                    path=path,
                )


def _is_stdout(path: Path) -> bool:
    return str(path) == "-"


def _stem(file: Path) -> str:
    return _STDIN_NAME if _is_stdout(file) else file.stem
