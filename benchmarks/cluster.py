#!/usr/bin/env python3
"""How `protokoll batch --scheduler` scales from one Dask worker to two, and that its outputs are the local ones.

    pip install -e '.[test]'
    python benchmarks/cluster.py [COUNT]

Makes COUNT invented minutes (300 if not given), renders them to Word, HTML and PDF with two processes of this machine,
with a cluster of one worker and with one of two, and prints a Markdown table. Fails where an output of a cluster is not
the local one byte for byte; nothing here fails on a clock.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from distributed import LocalCluster

from archive import write_archive


def render(archive: Path, out: Path, *options: str) -> float:
    """Run a batch, and give the seconds it took."""
    command = [sys.executable, "-m", "protokoll", "batch", str(archive), "-o", str(out), "--quiet", *options]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def hashes(out: Path) -> dict[str, str]:
    """Give the hash of each output."""
    files = (path for kind in ("docx", "html", "pdf") for path in out.rglob(f"*.{kind}"))
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=300)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archive(folder / "archive", count, 7)
        took = {"2 processes of this machine": render(folder / "archive", folder / "local", "--jobs", "2")}
        local = hashes(folder / "local")
        for workers in (1, 2):
            out = folder / f"cluster-{workers}"
            with LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster:
                # The first documents of a worker load what it needs; that is not what is measured.
                render(folder / "archive", folder / f"warm-{workers}", "--scheduler", cluster.scheduler_address)
                seconds = render(folder / "archive", out, "--scheduler", cluster.scheduler_address)
            took[f"Dask, {workers} worker{'s' * (workers > 1)}"] = seconds
            if hashes(out) != local:
                sys.exit(f"the outputs of {workers} Dask workers are not the local ones")
    print("| | seconds | documents a second |\n|---|--:|--:|")
    for label, seconds in took.items():
        print(f"| {label} | {seconds:.1f} | {count / seconds:.1f} |")
    print(f"\nAll {len(local)} outputs are the same, byte for byte.")


if __name__ == "__main__":
    main()
