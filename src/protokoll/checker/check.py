"""Checks files: one, or many side by side. Whatever a file holds, it gives findings and the others go on."""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from protokoll.diagnostics import Diagnostic, Finding
from protokoll.errors import PLACE, ProtokollError
from protokoll.files import load
from protokoll.reader import read_whole
from protokoll.reports import Checked
from protokoll.rules import BY_NAME, Context, check, crashed, in_order
from protokoll.rules.suppressions import Suppressions
from protokoll.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from protokoll.checker.plan import Plan, Plans

_FEW = 16
"""Files that one process checks sooner than others could be started to help."""
_AT_A_TIME = 8


def name_of(path: Path) -> str:
    """Give the name a file has in reports: from the working folder, with `/` between folders."""
    try:
        return path.absolute().relative_to(os.getcwd()).as_posix()  # noqa: PTH109 - once a file: Path.cwd() is slow
    except ValueError:
        return path.as_posix()


def context_of(source: Source, plan: Plan) -> Context:
    """Read a source for its rules."""
    reading = read_whole(source, plan.language)
    folder = source.path.parent if source.path else None
    return Context(
        source,
        reading.meeting,
        reading.blocks,
        profile=plan.profile,
        state=plan.state,
        settings=plan.minutes,
        register=plan.register,
        exists=None if folder is None else lambda target: _exists(folder, target),
    )


def check_source(source: Source, plan: Plan) -> list[Diagnostic]:
    """Check one document; a reader that crashes is a finding like a rule that does."""
    return _looked_at(source, plan)[0]


def _looked_at(source: Source, plan: Plan) -> tuple[list[Diagnostic], Context | None]:
    rules = tuple(BY_NAME[code] for code in plan.rules)
    try:
        context = context_of(source, plan)
    except ProtokollError:
        raise
    except Exception as error:  # noqa: BLE001 - the other files go on
        return _engine("P903", crashed("reader", error), plan), None
    return check(context, rules), context


def unreadable(error: ProtokollError, path: Path | None, plan: Plan) -> tuple[Source, list[Diagnostic]]:
    """Make a finding of a file that cannot be read, at the place where it cannot."""
    text = _as_far_as_it_goes(path)
    source = Source(text, path)
    offset = 0
    line, column = error.values.get("line"), error.values.get("column")
    if isinstance(line, int) and isinstance(column, int):
        offset = min(source.offset(line, column), len(source.text))
    values: dict[str, Any] = {
        key: value if isinstance(value, (int, float)) else str(value) for key, value in error.values.items()
    }
    finding = Finding(Span(offset, offset), PLACE.sub("", error.template), error.hint_template, values)
    return source, _engine("P901", finding, plan)


def _engine(code: str, finding: Finding, plan: Plan) -> list[Diagnostic]:
    if code not in plan.rules:
        return []
    rule = BY_NAME[code]
    return [Diagnostic(code, rule.name, rule.severity(plan.profile or "samverkan") or "error", finding)]


def _as_far_as_it_goes(path: Path | None) -> str:
    try:
        return path.read_bytes()[:100_000].decode("utf-8-sig", "replace") if path else ""
    except OSError:
        return ""


def _exists(folder: Path, target: str) -> bool:
    try:
        return (folder / target).exists()
    except (OSError, ValueError):
        return False


# Many


_Job = tuple["Path", "Plan"]


class _Answer(msgspec.Struct, frozen=True):
    """What a process tells of one file; the source only where something was found in it."""

    diagnostics: tuple[Diagnostic, ...]
    text: str
    digests: dict[str, Any]


def _answer(path: Path, plan: Plan) -> _Answer:
    try:
        source = load(path)
        diagnostics, context = _looked_at(source, plan)
    except ProtokollError as error:
        source, diagnostics = unreadable(error, path, plan)
        context = None
    digests = {}
    if context is not None:
        for code in plan.rules:
            rule = BY_NAME[code]
            if rule.together and rule.speaks(context.profile, context.state):
                digests[code] = import_module(rule.module).digest(context)
    return _Answer(tuple(diagnostics), source.text if diagnostics else "", digests)


def _answers(jobs: Sequence[_Job]) -> list[_Answer]:
    return [_answer(path, plan) for path, plan in jobs]


def check_files(files: Sequence[Path], plans: Plans) -> list[Checked]:
    """Check files, in as many processes as there are processors, and give what was found in the order of the files."""
    jobs = [(file, plans.plan(file)) for file in files]
    answers = list(_side_by_side(jobs) if len(jobs) > _FEW else _answers(jobs))
    checked = [
        Checked(name_of(file), Source(answer.text, file), answer.diagnostics)
        for (file, _), answer in zip(jobs, answers, strict=True)
    ]
    return _with_those_together(checked, jobs, answers)


def _side_by_side(jobs: Sequence[_Job]) -> Iterator[_Answer]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - one file needs no others

    from protokoll.processes import processors  # noqa: PLC0415 - as above

    if processors() == 1:
        yield from _answers(jobs)
        return

    parts = [jobs[start : start + _AT_A_TIME] for start in range(0, len(jobs), _AT_A_TIME)]
    with _workers(min(processors(), len(parts))) as pool:
        waiting = [pool.submit(_answers, part) for part in parts]
        for number, future in enumerate(waiting):
            try:
                yield from future.result()
            except BrokenProcessPool:
                left = [job for part in parts[number:] for job in part]
                break
        else:
            return
    yield from _one_by_one(left)


def _one_by_one(jobs: Sequence[_Job]) -> Iterator[_Answer]:
    """Check files after a process has died: a file that ends the one it is checked in is told, and the others go on."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - hardly ever

    waiting = list(reversed(jobs))
    while waiting:
        with _workers(1) as pool:
            while waiting:
                path, plan = waiting.pop()
                try:
                    yield pool.submit(_answer, path, plan).result()
                except BrokenProcessPool:
                    error = ChildProcessError("the process in which this file was checked has died")
                    died = _engine("P903", crashed("checker", error), plan)
                    yield _Answer(tuple(died), _as_far_as_it_goes(path), {})
                    break


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give processes that end with this one, however it ends."""
    from concurrent.futures import ProcessPoolExecutor as Pool  # noqa: PLC0415 - one file needs no others

    from protokoll.processes import begin_helping  # noqa: PLC0415 - as above

    pool = Pool(count, initializer=begin_helping)
    try:
        yield pool
    except BaseException:
        from multiprocessing import active_children  # noqa: PLC0415 - only where a run is stopped

        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _with_those_together(checked: list[Checked], jobs: Sequence[_Job], answers: Sequence[_Answer]) -> list[Checked]:
    """Add what only several documents side by side show."""
    codes = dict.fromkeys(code for answer in answers for code in answer.digests)
    for code in codes:
        numbers = [number for number, answer in enumerate(answers) if answer.digests.get(code) is not None]
        digests = [(checked[number].name, answers[number].digests[code]) for number in numbers]
        for index, finding in import_module(BY_NAME[code].module).compare(digests):
            number = numbers[index]
            checked[number] = _with_one(checked[number], finding, code, jobs[number][1])
    return checked


def _with_one(document: Checked, finding: Finding, code: str, plan: Plan) -> Checked:
    path = document.source.path
    source = load(path) if path and not document.source.text else document.source
    context = context_of(source, plan)
    rule = BY_NAME[code]
    if Suppressions(context).silences(rule, finding.span):
        return document
    severity = rule.severity(context.profile) or "warning"
    diagnostic = Diagnostic(code, rule.name, severity, finding)
    return Checked(document.name, source, tuple(in_order((*document.diagnostics, diagnostic))))


def failing(checked: Iterable[Checked], *, strict: bool) -> bool:
    """Tell whether a run has failed: an error, or a warning where those count."""
    bad = {"error", "warning"} if strict else {"error"}
    return any(one.severity in bad for document in checked for one in document.diagnostics)
