"""One run over an archive: what changed is converted, what was made of it is known afterwards.

This process alone reads sources and writes outputs; others turn bytes into bytes. So whatever becomes of them, a file
is either as it was or as it is to be, and the manifest tells of no output that is not there.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from protokoll.archive.manifest import Manifest, entries_of
from protokoll.archive.plan import Plan, check_apart, plan
from protokoll.archive.run import Outcome
from protokoll.archive.work import FailedFast, Work, read_source
from protokoll.errors import ProtokollError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from protokoll.archive.manifest import Entry, Output
    from protokoll.archive.packing import Look
    from protokoll.archive.plan import Task
    from protokoll.archive.run import Aims, State, Watcher
    from protokoll.archive.storage import Outputs, Sources


class Batch:
    """Runs over one archive, once or again and again."""

    def __init__(self, sources: Sources, outputs: Outputs, aims: Aims, watcher: Watcher) -> None:
        """Take where from, where to, what, and who is told."""
        self._sources = sources
        self._outputs = outputs
        self._aims = aims
        self._watcher = watcher
        self._tops = (sources.top, outputs.top)
        for folder in sources.folders():
            check_apart(folder, outputs.top)

    def run(self, executor: Callable[[int], tuple[Executor, int]], look: Look) -> None:
        """Bring the outputs up to date.

        `executor` gives, for so many documents, what converts them, and how many calls it shall have at a time.
        """
        with self._outputs.lock():
            manifest = Manifest(self._outputs.database(), self._tops, self._watcher.say)
            try:
                found = self._plan(manifest.entries)
                if found.tasks or found.gone or manifest.was_cut_off:
                    self._bring_up_to_date(manifest, found, executor, look)
                elif self._aims.site and self._publish(manifest):
                    self._outputs.save_database()
            except sqlite3.Error as error:
                raise manifest.cannot_write(error) from None
            finally:
                manifest.close()

    def dry_run(self) -> None:
        """Tell what a run would do, and do nothing."""
        database = self._outputs.database()
        entries = entries_of(database, self._tops) if database.exists() else {}
        found = self._plan(entries)
        for task in found.tasks:
            self._watcher.hear(self._foreseen(task, entries.get(task.found.name)))
        for name in found.gone:
            self._hear_left(name, entries[name].outputs, "to_remove" if self._aims.prune else "gone")

    def _foreseen(self, task: Task, entry: Entry | None) -> Outcome:
        name = task.found.name
        try:
            current = read_source(self._sources, task, entry).is_current
        except ProtokollError as error:
            return Outcome(source=name, state="failed", error=error)
        return Outcome(source=name, state="current" if current else "to_make", outputs={} if current else task.outputs)

    def _plan(self, entries: Mapping[str, Entry]) -> Plan:
        aims = self._aims
        found = plan(self._sources, self._outputs, entries, aims.formats, aims.recipe, anew=aims.force)
        self._watcher.begin(found.size)
        for name in found.current:
            self._watcher.hear(Outcome(source=name, state="current"))
        for name, error in found.failures:
            self._watcher.hear(Outcome(source=name, state="failed", error=error))
        return found

    def _bring_up_to_date(
        self, manifest: Manifest, found: Plan, executor: Callable[[int], tuple[Executor, int]], look: Look
    ) -> None:
        if manifest.was_cut_off:
            self._outputs.clear()
        manifest.begin()
        work = Work(self._sources, self._outputs, self._aims, self._watcher, manifest, look)
        if found.tasks and not (self._aims.fail_fast and found.failures):
            pool, room = executor(len(found.tasks))
            try:
                work.run(found.tasks, pool, room)
            except FailedFast:
                return  # the rest is for the next run, and the manifest says that this one was cut off
        try:
            self._settle_left(manifest, found, work)
            if self._aims.site:
                self._publish(manifest)
            manifest.end()
            self._outputs.save_database()
        except sqlite3.Error as error:  # the next run finds out what this one could not write down
            manifest.roll_back()
            self._watcher.hear(Outcome(source="", state="failed", error=manifest.cannot_write(error)))

    def _settle_left(self, manifest: Manifest, found: Plan, work: Work) -> None:
        """Tell of, or remove, outputs that no source has any more, or not in this form."""
        owners = {output.name: name for name, entry in manifest.entries.items() for output in entry.outputs.values()}
        left = {name: manifest.entries[name].outputs for name in found.gone}
        if self._aims.prune:
            left |= {name: stale for name, entry in manifest.entries.items() if (stale := entry.stale)}
        else:
            left |= work.stale
        for name, outputs in left.items():
            if not self._aims.prune:
                self._hear_left(name, outputs, "gone")
                continue
            # What another document has been written to since is that one's.
            mine = [output.name for output in outputs.values() if owners[output.name] == name]
            try:
                self._outputs.remove(mine)
            except ProtokollError as error:
                self._watcher.hear(Outcome(source=name, state="failed", error=error))
                continue
            if name in found.gone:
                manifest.forget(name)
            else:
                manifest.keep(manifest.entries[name].without(outputs), None)
            self._hear_left(name, outputs, "removed")

    def _publish(self, manifest: Manifest) -> bool:
        from protokoll.archive.publishing import publish  # noqa: PLC0415 - loads the page templates

        try:
            return publish(manifest, self._outputs, self._aims)
        except ProtokollError as error:
            self._watcher.hear(Outcome(source="", state="failed", error=error))
            return False

    def _hear_left(self, name: str, outputs: Mapping[str, Output], state: State) -> None:
        named = {key: output.name for key, output in outputs.items()}
        self._watcher.hear(Outcome(source=name, state=state, outputs=named))
