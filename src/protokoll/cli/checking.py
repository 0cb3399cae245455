"""One run of `check`: files found, checked or mended, and told of in the form that was asked for."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from protokoll import messages
from protokoll.checker.check import check_files, check_source, failing, name_of, unreadable
from protokoll.checker.find import find_files
from protokoll.cli import console
from protokoll.cli.check_options import FORMATS
from protokoll.cli.console import colour, one_line, say, write_bytes
from protokoll.diagnostics import N_
from protokoll.errors import ProtokollError, UsageError
from protokoll.files import MAX_BYTES, decode, load, rewrite, store
from protokoll.reports import Checked, RuleHelp, Style, counted, summary
from protokoll.reports import report as report_of
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from protokoll.checker.fixing import Mended
    from protokoll.checker.plan import Plan, Plans
    from protokoll.diagnostics import Diagnostic

_STDIN = Path("-")
_STDIN_NAME = "<stdin>"
_WHERE = {"GITHUB_ACTIONS": "github", "GITLAB_CI": "gitlab", "TF_BUILD": "azure"}
"""What the systems that run checks call themselves in the environment, and the report each reads."""


class Run:
    """What one call of `check` is about.

    `named` are files and folders as typed; `stdin_name` what to call standard input.
    """

    def __init__(
        self,
        plans: Plans,
        named: Sequence[Path],
        *,
        exclude: Sequence[str] = (),
        stdin_name: Path | None = None,
        lang: str | None = None,
        quiet: bool = False,
    ) -> None:
        """Find the files, and whether their settings can be read, before anything is checked."""
        self._plans = plans
        self._stdin = _STDIN in named
        self._stdin_name = stdin_name
        self._quiet = quiet
        self._mended_stdin = False
        self._unwritten = False
        top = plans.settings(stdin_name.parent if stdin_name else _folder_of(named[0]))
        self._top = top
        self._language = messages.wanted_language(lang or top.settings.lang)
        self._translate = messages.translator(self._language)
        self._files = find_files([path for path in named if path != _STDIN], (*top.settings.check.exclude, *exclude))
        for file in self._files:
            plans.plan(file)
        if not self._files and not self._stdin:
            self._tell(N_("no notes files there: nothing to check"))

    # Looking

    def checked(self) -> list[Checked]:
        """Check every file."""
        found = check_files(self._files, self._plans)
        if self._stdin:
            found.append(self._check_stdin())
        return found

    def _check_stdin(self) -> Checked:
        try:
            name, source = self._stdin_document
        except ProtokollError as error:
            source, diagnostics = unreadable(error, None, self._plan(None))
            return Checked(_STDIN_NAME, source, tuple(diagnostics))
        return Checked(name, source, tuple(check_source(source, self._plan(source))))

    @cached_property
    def _stdin_source(self) -> Source:
        return decode(sys.stdin.buffer.read(MAX_BYTES + 1), self._stdin_name)

    @property
    def _stdin_document(self) -> tuple[str, Source]:
        return name_of(self._stdin_name) if self._stdin_name else _STDIN_NAME, self._stdin_source

    def _plan(self, source: Source | None) -> Plan:
        return self._plans.plan(source.path if source and source.path else Path.cwd() / "stdin.md")

    def failing(self, checked: Sequence[Checked], *, strict: bool) -> bool:
        """Tell whether the run has failed: by what was found, or for a file that could not be written."""
        return self._unwritten or failing(checked, strict=strict or self._top.settings.check.strict)

    # Mending

    def mended(self, *, unsafe: bool) -> list[Checked]:
        """Mend every file that can be, and give what is left; standard input is mended to standard output."""
        found = check_files(self._files, self._plans)
        total = 0
        written = False
        for document in found:
            if document.source.path and _mendable(document.diagnostics, unsafe=unsafe):
                done = self._mend(document.name, document.source, unsafe=unsafe)
                if done.text != document.source.text:
                    if not self._rewritten(document.source, done.text):
                        continue
                    written = True
                total += sum(done.mended.values())
        if written:
            found = check_files(self._files, self._plans)
        if self._stdin:
            name, source = self._stdin_document
            done = self._mend(name, source, unsafe=unsafe)
            write_bytes(done.text.encode())
            self._mended_stdin = True
            total += sum(done.mended.values())
            found.append(Checked(name, Source(done.text, source.path), done.left))
        if total:
            self._tell(N_("{count} mended"), count=total)
        return found

    def _rewritten(self, source: Source, text: str) -> bool:
        """Put another text into the file of a source; where that cannot be, say so, and the others go on."""
        try:
            if source.path:
                rewrite(source.path, text, source)
        except ProtokollError as error:
            console.report(error)
            self._unwritten = True
            return False
        return source.path is not None

    def diff(self, *, unsafe: bool) -> int:
        """Print what mending would change; 1 where it would change anything."""
        changed = False
        for name, source in self._sources():
            done = self._mend(name, source, unsafe=unsafe)
            changed = changed or done.text != source.text
            before, after = (text.splitlines(keepends=True) for text in (source.text, done.text))
            lines = difflib.unified_diff(before, after, one_line(name), one_line(name))
            write_bytes("".join(line if line.endswith("\n") else f"{line}\n" for line in lines).encode())
        return int(changed)

    def _mend(self, name: str, source: Source, *, unsafe: bool) -> Mended:
        from protokoll.checker.fixing import mend  # noqa: PLC0415 - most runs only look

        done = mend(source, self._plan(source), unsafe=unsafe)
        if done.approved:
            self._tell(N_("{file}: is approved, and left as it is"), file=name)
        for rule in done.held_back:
            self._tell(
                N_("{file}: the fixes of `{rule}` would change what is read, and were not made"), file=name, rule=rule
            )
        return done

    def _sources(self) -> Iterator[tuple[str, Source]]:
        """Give each source under its name; one that cannot be read is told, and the others go on."""
        for file in self._files:
            try:
                yield name_of(file), load(file)
            except ProtokollError as error:
                console.report(error)
        if self._stdin:
            yield self._stdin_document

    def add_ignores(self, reason: str) -> int:
        """Write comments that silence all that is found."""
        from protokoll.checker.ignoring import with_ignores  # noqa: PLC0415 - most runs only look

        for name, source in self._sources():
            done = with_ignores(source, self._plan(source), reason)
            if done.approved:
                self._tell(N_("{file}: is approved, and left as it is"), file=name)
            if self._stdin and source is self._stdin_source:
                write_bytes(done.text.encode())
            elif done.text != source.text and self._rewritten(source, done.text):
                self._tell(N_("{file}: {count} silenced"), file=name, count=done.count)
        return int(self._unwritten)

    # What is known

    def write_baseline(self, checked: Sequence[Checked], file: Path) -> int:
        """Write all that was found to a baseline."""
        from protokoll.checker import baseline  # noqa: PLC0415 - only a few runs have one

        store(file, baseline.written(checked, file))
        self._tell(N_("{file}: knows {count} findings"), file=file, count=sum(counted(checked).values()))
        return 0

    def without_known(self, checked: list[Checked], file: Path | None) -> list[Checked]:
        """Leave out what the baseline knows: the one named, or that of the settings."""
        named = self._top.settings.check.baseline
        file = file or (self._top.folder / named if named else None)
        if file is None:
            return checked
        from protokoll.checker import baseline  # noqa: PLC0415 - only a few runs have one

        kept, left_out = baseline.without_known(checked, file)
        if left_out:
            self._tell(N_("{count} findings known from {file} are not told"), count=left_out, file=file)
        return kept

    # Telling

    def report(self, checked: Sequence[Checked], name: str, file: Path | None, *, statistics: bool) -> None:
        """Write the report to standard output or a file, and for GitHub its table too."""
        name = _format(name)
        style = self._style(file)
        text = _statistics(checked, style) if statistics else report_of(name, checked, style)
        if file:
            store(file, text.encode())
        elif text and self._mended_stdin:
            say(text.rstrip("\n"))  # standard output holds the mended text
        elif text:
            write_bytes(text.encode())
        if name == "github":
            self._github_summary(checked)
        if checked and (name == "concise" or not any(counted(checked).values())):
            self._tell(summary(checked, style))

    def _style(self, file: Path | None) -> Style:
        return Style(
            translate=self._translate,
            language=self._language,
            colour=file is None and colour(sys.stdout),
            width=shutil.get_terminal_size((100, 24)).columns,
            rules=self._rule_helps,
        )

    def _rule_helps(self) -> Iterator[RuleHelp]:
        """Give what a report may say of every rule."""
        from protokoll.rules.base import PROFILES  # noqa: PLC0415 - only SARIF asks
        from protokoll.rules.pages import WHAT, page  # noqa: PLC0415 - loads every rule
        from protokoll.rules.table import RULES  # noqa: PLC0415

        for rule in RULES:
            found = page(rule)
            level = next(level for profile in PROFILES if (level := rule.severity(profile)))
            yield RuleHelp(
                rule.code,
                rule.name,
                self._translate(found.summary),
                found.markdown(self._translate),
                level,
                "\n\n".join(map(self._translate, found.prose(WHAT))),
                (rule.room,),
            )

    def _github_summary(self, checked: Sequence[Checked]) -> None:
        place = os.environ.get("GITHUB_STEP_SUMMARY")
        if not place:
            return
        from protokoll.reports.github import summary_table  # noqa: PLC0415 - only under GitHub

        try:
            with Path(place).open("a", encoding="utf-8") as summary:
                summary.write(summary_table(checked, self._style(Path(place))))
        except OSError as error:
            say(f"{place}: {error.strerror}")

    def _tell(self, message: str, **values: object) -> None:
        if not self._quiet:
            say(one_line(self._translate(message).format(**values)))


def _mendable(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> bool:
    return any(one.finding.fix and (one.finding.fix.safe or unsafe) for one in diagnostics)


def _folder_of(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _format(name: str) -> str:
    """Choose how to report; `auto` sees where it runs."""
    name = name.lower()
    if name not in FORMATS:
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

        near = get_close_matches(name, FORMATS, n=1)
        raise UsageError(
            N_("there is no report `{name}`"),
            N_("did you mean `{near}`?") if near else N_("choose from {known}"),
            name=name,
            near=near[0] if near else "",
            known=", ".join(FORMATS),
        )
    if name != "auto":
        return name
    return next(
        (report for variable, report in _WHERE.items() if os.environ.get(variable, "").lower() == "true"), "full"
    )


def _statistics(checked: Sequence[Checked], style: Style) -> str:
    """Count findings by rule, the most frequent first; a star marks those that can be mended."""
    from protokoll.rules.pages import page  # noqa: PLC0415 - loads every rule
    from protokoll.rules.table import BY_NAME  # noqa: PLC0415

    counts = Counter((one.code, one.name) for document in checked for one in document.diagnostics)
    fixable = {one.code for document in checked for one in document.diagnostics if one.finding.fix}
    width = len(str(max(counts.values(), default=0)))
    lines: list[str] = []
    for (code, name), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        summary = style.translate(page(BY_NAME[code]).summary)
        lines.append(f"{count:>{width}} {code} [{'*' if code in fixable else ' '}] {name}: {summary}\n")
    return "".join(lines)
