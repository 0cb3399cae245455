"""How long each stage takes, small document and large, warm and cold, beside pandoc and WeasyPrint in the same run.

    pip install -e '.[bench]'
    python benchmarks/bench.py [NOTES.md]

Prints Markdown tables. Warm: the median of many runs in one process. Cold: the median of a new process's whole time.
Nothing here fails on a clock. WeasyPrint needs the system's Pango.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from protokoll import writers
from protokoll.brand import Brand, load_brand
from protokoll.files import load
from protokoll.pipeline import render
from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import present
from protokoll.view.page import Page
from protokoll.writers import json

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = Path(__file__).parent.parent
LARGE = 300_000
"""Characters of the large document: the small one's items, over and over."""
BIN = Path(sys.executable).parent


def median_ms(action: Callable[[], object], runs: int) -> float:
    """Give the median time of an action in milliseconds, after one run that does not count."""
    action()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def cold_ms(*command: object, runs: int = 7) -> float:
    """Give the median time of a whole process in milliseconds."""
    # An installed program may keep its compiled modules from one run to the next.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return median_ms(lambda: subprocess.run(list(map(str, command)), env=kept, check=True, capture_output=True), runs)


def enlarge(text: str) -> str:
    """Repeat a document's items until it is large."""
    start = text.index("\n## 0")
    head, items = text[:start], text[start:]
    return head + items * (LARGE // len(items) + 1)


_numbers = count()


def write_anew(page: Page, brand: Brand, name: str) -> None:
    """Write a page whose title nobody has seen: Typst remembers what it has set before."""
    view = msgspec.structs.replace(page.view, title=f"{page.view.title} {next(_numbers)}")
    writers.write(Page(view=view, images=page.images), brand, name)


def render_anew(source: Source, brand: Brand) -> None:
    """Render a source whose first line nobody has seen."""
    fresh = Source(source.text.replace("# ", f"# {next(_numbers)} ", 1), source.path)
    render(fresh, ["docx", "html", "pdf"], brand)


def stages(source: Source, runs: int) -> dict[str, float]:
    """Time each stage of one document, warm."""
    brand = load_brand("base")
    meeting = read(source)
    page = present(meeting)
    return {
        "read": median_ms(lambda: read(source), runs),
        "present": median_ms(lambda: present(meeting), runs),
        **{name: median_ms(partial(write_anew, page, brand, name), runs) for name in writers.FORMATS},
        "json": median_ms(lambda: json.write(meeting), runs),
        "all three, from text": median_ms(partial(render_anew, source, brand), runs),
    }


def peers(file: Path, runs: int) -> dict[str, float]:
    """Time pandoc and WeasyPrint on the same file, WeasyPrint warm in this process."""
    import pypandoc  # noqa: PLC0415 - only where peers are asked for
    import weasyprint  # noqa: PLC0415

    pandoc = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as name:
        html, docx = Path(name) / "a.html", Path(name) / "a.docx"
        times = {
            "pandoc html": median_ms(
                lambda: subprocess.run([pandoc, file, "-s", "-o", html], check=True, capture_output=True), runs
            ),
            "pandoc docx": median_ms(
                lambda: subprocess.run([pandoc, file, "-s", "-o", docx], check=True, capture_output=True), runs
            ),
            "weasyprint pdf": median_ms(lambda: weasyprint.HTML(html).write_pdf(), runs),
        }
        times["weasyprint pdf, cold"] = cold_ms(BIN / "weasyprint", html, Path(name) / "a.pdf", runs=3)
    return times


def table(title: str, rows: dict[str, float]) -> None:
    """Print one table of milliseconds."""
    print(f"\n{title}\n\n| what | ms |\n|---|--:|")
    for name, value in rows.items():
        print(f"| {name} | {value:.1f} |")


def main() -> None:
    """Measure and print everything."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "examples" / "direktorsmote.md"
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {file.name}")
    small = load(file)
    with tempfile.TemporaryDirectory() as name:
        large_file = Path(name) / "large.md"
        large_file.write_text(enlarge(small.text), encoding="utf-8")
        table(f"Warm, {len(small.text) / 1000:.0f} kB", stages(small, 40))
        table(f"Warm, {large_file.stat().st_size / 1000:.0f} kB", stages(load(large_file), 3))
        ours = BIN / "protokoll"
        cold = {
            "python -c 'import typer'": cold_ms(sys.executable, "-c", "import typer"),
            "protokoll --version": cold_ms(ours, "--version"),
            "protokoll --help": cold_ms(ours, "--help"),
            "protokoll render, all three": cold_ms(ours, "render", file, "-q", "-o", f"{name}/out"),
        }
        table("Cold", cold)
        try:
            others = peers(file, 5)
        except (ImportError, OSError) as error:
            print(f"\nPeers were not measured: {error}")
            return
        table("Peers, the small document", others)
        both = others["pandoc docx"] + others["pandoc html"] + others["weasyprint pdf, cold"]
        ratio = cold["protokoll render, all three"] / both
        print(f"\nAll three formats cold: {ratio:.2f} of what pandoc and WeasyPrint take ({both:.0f} ms)")
        table("Peers, the large document", peers(large_file, 1))


if __name__ == "__main__":
    main()
