#!/usr/bin/env python3
"""How fast `protokoll batch` renders an archive, and in how much memory, beside a shell loop of pandoc and WeasyPrint.

    pip install -e '.[bench]'
    python benchmarks/batch.py [COUNT] [--folder ARCHIVE] [--jobs N] [--sample 60]

Makes COUNT invented minutes (10,000 if not given; see archive.py) and renders them in one run, each to Word, HTML and
PDF; runs again with nothing changed and with one file changed; and lets the loop that people write do a sample of the
same files. Prints Markdown tables. Memory is what Linux tells of the worker processes in /proc. Nothing here fails on a
clock. WeasyPrint needs the system's Pango.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from archive import write_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

BIN = Path(sys.executable).parent
FORMATS = ("docx", "html", "pdf")
RUNS = 3
PART = 1_000
"""Over so many documents at either end the workers' memory is told; a tenth of the archive where that is less."""
LEVEL = 1.2
"""A worker is to hold no more at the end than this many times what it held at the beginning."""
LOOP = """
number=0
for file in "$@"; do
  number=$((number + 1))
  name=$number-$(basename "$file" .md)
  "$PANDOC" "$file" -s -o "$OUT/$name.docx"
  "$PANDOC" "$file" -s -o "$OUT/$name.html"
  "$WEASYPRINT" -q "$OUT/$name.html" "$OUT/$name.pdf"
done
"""
"""What people write: a process for each file of each format."""


@dataclass(frozen=True)
class Sample:
    """How many files there were at a moment, and how many kilobytes each worker held."""

    files: int
    workers: tuple[int, ...]


@dataclass
class Run:
    """What a command took: seconds by the clock and of the processors, and what was seen meanwhile."""

    code: int
    wall: float
    cpu: float
    samples: list[Sample] = field(default_factory=list)
    peak: int = 0
    """The most kilobytes that any one worker held at any time."""


def environment() -> dict[str, str]:
    """Give the environment of an installed program: one that may keep its compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def children(pid: int) -> list[int]:
    """Give the processes that a process has started."""
    try:
        return [
            int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _read(task / "children").split()
        ]
    except OSError:
        return []


def _read(path: Path) -> str:
    """Read what the system tells of a process: nothing, once it has ended."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def workers(pid: int) -> list[int]:
    """Give the processes that do the work: those without others below them, or the one itself where it has none."""
    below = [child for child in children(pid) if "resource_tracker" not in _read(Path(f"/proc/{child}/cmdline"))]
    return [worker for child in below for worker in workers(child)] or [pid]


def memory(pid: int, key: str = "VmRSS") -> int:
    """Give how many kilobytes a process holds, or with VmHWM held at most."""
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{key}:")), 0)


def made(folder: Path) -> int:
    """Count the files in a folder and below that are of our formats."""
    total = 0
    for _, _, names in os.walk(folder):
        total += sum(name.endswith(FORMATS) for name in names)
    return total


def watch(command: Sequence[object], out: Path, pause: float = 1.0) -> Run:
    """Run a command, and look now and then what its workers hold and how many files there are."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], env=environment(), stdout=subprocess.DEVNULL)
    samples, peak = [], 0
    looking = 0.0
    while True:
        try:
            # Counting is kept to a twentieth of the time, however many files there are.
            process.wait(max(pause, 20 * looking))
            break
        except subprocess.TimeoutExpired:
            looked = time.perf_counter()
            those = workers(process.pid)
            samples.append(Sample(made(out), tuple(filter(None, map(memory, those)))))
            peak = max(peak, *(memory(worker, "VmHWM") for worker in those))
            looking = time.perf_counter() - looked
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(process.returncode, wall, cpu, samples, peak)


def median_mb(samples: Sequence[Sample], low: float, high: float) -> float | None:
    """Give the median megabytes of a worker while the files from the one number to the other were made."""
    held = [kilobytes for sample in samples if low < sample.files <= high for kilobytes in sample.workers]
    return statistics.median(held) / 1024 if held else None


def evenly(files: Sequence[Path], count: int) -> list[Path]:
    """Take so many of the files, from the first to the last."""
    count = min(count, len(files))
    return [files[number * len(files) // count] for number in range(count)]


def peers(files: Sequence[Path]) -> Run:
    """Let the shell loop render the files."""
    import pypandoc  # noqa: PLC0415 - only where peers are asked for

    with tempfile.TemporaryDirectory() as out:
        settings = {"PANDOC": pypandoc.get_pandoc_path(), "WEASYPRINT": str(BIN / "weasyprint"), "OUT": out}
        command = ["env", *(f"{name}={value}" for name, value in settings.items()), "sh", "-c", LOOP, "sh", *files]
        run = watch(command, Path(out))
        missing = len(FORMATS) * len(files) - made(Path(out))
    if missing:
        message = f"pandoc and WeasyPrint left out {missing} files"
        raise OSError(message)
    return run


def _row(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def _mb(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} MB"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004 - enough digits to compare


def first_run(command: Sequence[object], out: Path, count: int) -> Run:
    """Render all, and tell how fast and in how much memory."""
    run = watch(command, out)
    files, part = len(FORMATS) * count, len(FORMATS) * min(PART, max(1, count // 10))
    start, end = median_mb(run.samples, 0, part), median_mb(run.samples, files - part, files)
    print(f"\nThe first run; exit code {run.code}, {made(out)} of {files} files made\n")
    print("| what | measured | target |\n|---|--:|--:|")
    _row("documents a second, each three files", _number(count / run.wall), "–")
    _row("seconds", _number(run.wall), "–")
    _row("seconds of the processors", _number(run.cpu), "–")
    _row("processor's milliseconds for a document", _number(run.cpu / count * 1000), "–")
    _row(f"a worker, median over the first {part // len(FORMATS)} documents", _mb(start), "–")
    level = f"< {_mb(start * LEVEL)}" if start else "–"
    _row(f"a worker, median over the last {part // len(FORMATS)} documents", _mb(end), level)
    _row("a worker, at most", _mb(run.peak / 1024), "–")
    _row("all workers at once, at most", _mb(max((sum(s.workers) for s in run.samples), default=0) / 1024), "–")
    return run


def later_runs(command: Sequence[object], render: Sequence[object], file: Path, out: Path) -> None:
    """Run again with nothing changed, and with one file changed, and tell the median of each."""
    same = statistics.median(watch(command, out).wall for _ in range(RUNS))
    changed = []
    for number in range(RUNS):
        with file.open("a", encoding="utf-8") as notes:
            notes.write(f"\nTillägg nummer {number + 1}.\n")
        changed.append(watch(command, out).wall)
    with tempfile.TemporaryDirectory() as name:
        own = statistics.median(watch([*render, file, "-o", name], Path(name)).wall for _ in range(RUNS))
    one = statistics.median(changed)
    print(f"\nLater runs, median of {RUNS}\n\n| what | seconds | target |\n|---|--:|--:|")
    _row("nothing changed", _number(same), "< 3")
    _row("one file changed", _number(one), "–")
    _row("one file changed, beyond nothing changed", _number(one - same), f"< {_number(1 + own)} (1 and its own time)")
    _row("`protokoll render` of that file alone, cold", _number(own), "–")


def tell_peers(files: Sequence[Path], ours: float | None) -> None:
    """Let pandoc and WeasyPrint render the sample, and tell how much faster we are."""
    try:
        run = peers(files)
    except (ImportError, OSError) as error:
        print(f"\nPeers were not measured: {error}")
        return
    speed = len(files) / run.wall
    print(f"\npandoc and WeasyPrint in a shell loop, {len(files)} files of the same archive\n")
    print("| what | measured |\n|---|--:|")
    _row("documents a second, each three files", _number(speed))
    _row("processor's milliseconds for a document", _number(run.cpu / len(files) * 1000))
    if ours:
        print(f"\nDocuments a second, ours to theirs: {ours / speed:.1f}")


def has_batch(program: Path) -> bool:
    """Tell whether the program that is installed here knows the command."""
    return (
        subprocess.run([program, "batch", "--help"], env=environment(), check=False, capture_output=True).returncode
        == 0
    )


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--folder", type=Path, help="keep the archive and what is made of it here")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, help="as many workers, not as many as the command chooses")
    parser.add_argument("--sample", type=int, default=60, help="so many files for pandoc and WeasyPrint")
    args = parser.parse_args()
    if args.folder and args.folder.exists():
        parser.error(f"{args.folder} is there already: a first run begins with nothing")
    return args


def main() -> None:
    """Measure and print."""
    args = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        notes, out = folder / "archive", folder / "out"
        files = sorted(write_archive(notes, args.count, args.seed))
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{len(files)} files, {size:.1f} MB, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
        program = BIN / "protokoll"
        ours = None
        if has_batch(program):
            jobs = ["--jobs", args.jobs] if args.jobs else []
            wanted = ["--to", ",".join(FORMATS), "--quiet"]
            command = [program, "batch", notes, "-o", out, *wanted, "--report", folder / "r.json", *jobs]
            ours = len(files) / first_run(command, out, len(files)).wall
            later_runs(command, [program, "render", *wanted], files[len(files) // 2], out)
        else:
            print("\nThe program that is installed here knows no `protokoll batch`.")
        tell_peers(evenly(files, args.sample), ours)


if __name__ == "__main__":
    main()
