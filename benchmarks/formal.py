#!/usr/bin/env python3
"""How long formal minutes take: a council of 65, a vote of them all, and 60 to 600 items.

    python benchmarks/formal.py [BRAND]

Prints a Markdown table: warm milliseconds for each format and for all three from text, words that Typst has not seen
before each time, and the process's peak memory. Nothing here fails on a clock.
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import count
from pathlib import Path

from protokoll.brand import load_brand
from protokoll.files import load
from protokoll.pipeline import compose
from protokoll.source import Source

TOP = Path(__file__).parent.parent
SIZES = (60, 120, 300, 600)
FORMATS = ["docx", "html", "pdf"]
_numbers = count(1)


def minutes(items: int) -> Source:
    """Give the example's first page and vote, and as many items in all; the title is new each time."""
    source = load(TOP / "examples" / "kommunfullmaktige.md")
    head, *parts = source.text.split("\n## § ")
    parts, end = parts[:-1], parts[-1]
    plain = [part for part in parts if "Omröstning" not in part]
    vote = next(part for part in parts if "Omröstning" in part)
    texts = [vote, *(plain[number % len(plain)] for number in range(items - 2)), end]
    numbered = (f"{number} {text.split(' ', 1)[1]}" for number, text in enumerate(texts, 1))
    fresh = head.replace("Kommunfullmäktige\n", f"Kommunfullmäktige {next(_numbers)}\n", 1)
    return Source("\n## § ".join([fresh, *numbered]))


def best_ms(items: int, formats: list[str], brand: str, runs: int) -> float:
    """Give the shortest of several runs, reading and all, in milliseconds."""
    look = load_brand(brand)
    times = []
    for _ in range(runs + 1):
        source = minutes(items)
        started = time.perf_counter()
        compose(source, look).write(formats, look)
        times.append(time.perf_counter() - started)
    return min(times[1:]) * 1000


def main() -> None:
    """Measure and print."""
    brand = sys.argv[1] if len(sys.argv) > 1 else "base"
    print(f"| items | kB | {' | '.join(FORMATS)} | all three | ms an item | peak MB |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for items in SIZES:
        runs = 5 if items < 200 else 2  # noqa: PLR2004 - the large ones are slow enough to be steady
        each = [best_ms(items, [name], brand, runs) for name in FORMATS]
        whole = best_ms(items, FORMATS, brand, runs)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        size = len(minutes(items).text) / 1000
        cells = " | ".join(f"{value:.0f}" for value in (*each, whole))
        print(f"| {items} | {size:.0f} | {cells} | {whole / items:.2f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
