#!/usr/bin/env python3
"""How fast `protokoll check` is, beside markdownlint-cli2 and PyMarkdown on the same files in the same run.

    pip install -e '.[bench]' && npm install --prefix build/peers markdownlint-cli2
    python benchmarks/check.py [FILES]

Makes FILES notes files of some 3 kB (1,000 if not given) of the examples, each with another date, in a folder of its
own. Prints Markdown: seconds for all files, the shortest of three runs, and one file cold beside the imports that no
Python checker of Markdown can do without. Nothing here fails on a clock.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

TOP = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SIZE = 3_000
RUNS = 3
EXAMPLES = ("direktorsmote", "kommunstyrelsen", "sammantradesprotokoll", "lang-dag", "kommunfullmaktige")
IMPORTS = "import typer, markdown_it, msgspec"


def make_files(folder: Path, count: int) -> int:
    """Write the files and give how many kilobytes they are together."""
    texts = cycle([(TOP / "examples" / f"{name}.md").read_text(encoding="utf-8") for name in EXAMPLES])
    total = 0
    for number, text in zip(range(count), texts, strict=False):
        day = date(2020, 1, 1) + timedelta(days=number)
        whole_lines = text[:SIZE].rpartition("\n")[0]
        told = f"{whole_lines}\n\nNästa möte hålls den {day.isoformat()}.\n"
        (folder / f"protokoll-{number:05}.md").write_text(told, encoding="utf-8")
        total += len(told.encode())
    return total // 1000


def seconds(*command: object, folder: Path) -> float:
    """Give the shortest of several runs of a command."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(
            [str(part) for part in command], cwd=folder, env=_environment(), check=False, capture_output=True
        )
        times.append(time.perf_counter() - started)
    return min(times)


def _environment() -> dict[str, str]:
    """Give the environment of an installed program: one that may keep its compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def peers() -> dict[str, list[object]]:
    """Give the other checkers that are here, as they are run on a folder."""
    found: dict[str, list[object]] = {}
    lint = TOP / "build" / "peers" / "node_modules" / ".bin" / "markdownlint-cli2"
    if lint.exists():
        found["markdownlint-cli2"] = [lint, "*.md"]
    pymarkdown = BIN / "pymarkdown"
    if pymarkdown.exists() or shutil.which("pymarkdown"):
        found["pymarkdownlnt"] = [pymarkdown if pymarkdown.exists() else "pymarkdown", "scan", "."]
    return found


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = make_files(folder, count)
        print(f"{count} files, {size} kB, {os.cpu_count()} processors\n")
        print("| | seconds | files a second |\n|---|--:|--:|")
        ours = [BIN / "protokoll", "check", ".", "--isolated", "--format", "concise"]
        for label, command in {"protokoll check": ours, **peers()}.items():
            spent = seconds(*command, folder=folder)
            print(f"| {label} | {spent:.2f} | {count / spent:.0f} |", flush=True)
        one = [BIN / "protokoll", "check", "protokoll-00001.md", "--isolated"]
        imports, cold = (seconds(*command, folder=folder) for command in ([sys.executable, "-c", IMPORTS], one))
        print(
            f"\nOne file, cold: {cold * 1000:.0f} ms; `{IMPORTS}`: {imports * 1000:.0f} ms; {cold / imports:.2f} times"
        )


if __name__ == "__main__":
    main()
