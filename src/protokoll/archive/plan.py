"""What a run has to do: which documents are as they were, which are made again, and what is left of those gone."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import OutputError, ProtokollError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from protokoll.archive.manifest import Entry
    from protokoll.archive.storage import Found, Outputs, Sources


class Task(msgspec.Struct, frozen=True):
    """A document that is not known to be as it was: what was found, and the name of each of its outputs.

    `stands` tells that its outputs are those of its entry: if its bytes are too, nothing is to be made.
    """

    found: Found
    outputs: dict[str, str]
    stands: bool = False


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """All that a run found, before anything is done."""

    current: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    gone: tuple[str, ...] = ()
    """Documents known from earlier, whose sources are no longer there."""
    failures: tuple[tuple[str, ProtokollError], ...] = ()
    """What cannot be done, by the source's name, empty for a folder."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.current) + len(self.tasks) + sum(bool(name) for name, _ in self.failures)


def plan(
    sources: Sources,
    outputs: Outputs,
    entries: Mapping[str, Entry],
    formats: Sequence[str],
    recipe: str,
    *,
    taken: Iterable[str] = (),
    anew: bool = False,
) -> Plan:
    """Compare what is there with what was made; `taken` are names of outputs that no document may have.

    A document is current where its stamp, its recipe and the stamps of its outputs are those of its entry, and it has
    no pictures, which would have to be read; whether another one has changed is seen when it is read.
    """
    failures: list[tuple[str, ProtokollError]] = []
    found = list(sources.find(lambda error: failures.append(("", error))))
    tasks = _named(found, formats, sources.shown, taken, failures)
    known = [task for task in tasks if task.found.name in entries]
    stamps = outputs.stamps({output.name for task in known for output in entries[task.found.name].outputs.values()})
    current, changed = [], []
    for task in tasks:
        entry = entries.get(task.found.name)
        if entry is None or anew or not _stands(entry, task, recipe, stamps):
            changed.append(task)
        elif entry.pictures or task.found.stamp != entry.stamp or not entry.stamp:
            changed.append(msgspec.structs.replace(task, stands=True))
        else:
            current.append(task.found.name)
    there = {one.name for one in found}
    unseen = any(not name for name, _ in failures)  # what lies in a folder that cannot be looked through is not gone
    gone = () if unseen else tuple(sorted(name for name in entries if name not in there and sources.covers(name)))
    return Plan(current=tuple(current), tasks=tuple(changed), gone=gone, failures=tuple(failures))


def _stands(entry: Entry, task: Task, recipe: str, stamps: Mapping[str, str]) -> bool:
    """Tell whether all outputs that are wanted were made by this recipe, and lie where they are to, untouched."""
    made = entry.outputs
    return entry.recipe == recipe and all(
        (output := made.get(name)) is not None and output.name == wanted and stamps.get(wanted) == output.stamp
        for name, wanted in task.outputs.items()
    )


def _named(
    found: Iterable[Found],
    formats: Sequence[str],
    shown: Callable[[str], str],
    taken: Iterable[str],
    failures: list[tuple[str, ProtokollError]],
) -> list[Task]:
    """Give each document the names of its outputs; one whose names another has already is told of.

    Names that differ only in case, or in how their letters are composed, are one on many disks.
    """
    owners: dict[str, str] = {_folded(name): "" for name in taken}
    tasks = []
    for one in found:
        stem = one.name.rpartition(".")[0]
        named = {name: f"{stem}.{name}" for name in formats}
        clash = next((name for name in named.values() if _folded(name) in owners), None)
        if clash is None:
            owners |= dict.fromkeys(map(_folded, named.values()), one.name)
            tasks.append(Task(one, named))
        else:
            failures.append((one.name, _clash(one.name, owners[_folded(clash)], clash, shown)))
    return tasks


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _clash(name: str, other: str, output: str, shown: Callable[[str], str]) -> OutputError:
    if not other:
        return OutputError(
            N_("{file}: would be written to {output}, which is the site's own"),
            N_("rename it"),
            file=shown(name),
            output=output,
        )
    return OutputError(
        N_("{file}: would be written over what is made of {other}"),
        N_("rename one: on many disks their names are the same"),
        file=shown(name),
        other=shown(other),
    )


def check_apart(sources: str, outputs: str) -> None:
    """Refuse outputs that would lie among the sources, and be read as such, or have a run under `--watch` never end."""
    if outputs == sources or outputs.startswith(sources.rstrip("/") + "/"):
        raise UsageError(
            N_("{outputs}: lies under {sources}, which is read"),
            N_("choose a folder beside it with `-o`"),
            outputs=outputs,
            sources=sources,
        )
