#!/usr/bin/env python3
"""Write an archive of invented minutes, as large as one likes and the same for the same seed.

    python benchmarks/archive.py FOLDER [--count 10000] [--seed 7] [--years 2015-2026]

Writes FOLDER/<body>/<year>/<date>-<kind>.md. Sizes are spread as those of real minutes in Markdown; the bodies meet
over the years, their paragraphs go on, their members return. All names are put together by chance.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from itertools import pairwise
from math import exp, log
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from invented import formal, notes
from invented.bodies import MEETINGS, SEATS, Body, make_body, meetings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

YEARS = range(2015, 2027)
SIZES = ((0.0, 569), (0.25, 1_903), (0.5, 3_038), (0.75, 6_524), (0.95, 15_000), (1.0, 43_324))
"""Shares of files, and how many bytes they have at most: measured on minutes that public bodies keep as Markdown."""
KINDS = {
    "anteckning": (0, 2_300, 3), "arbetsgrupp": (900, 9_000, 2), "working-group": (1_000, 9_000, 2),
    "styrgrupp": (1_100, 8_000, 2), "samverkansmote": (1_000, 8_000, 2), "direktorsmote": (1_600, 12_000, 2),
    "namnd": (2_900, 26_000, 3), "kommunstyrelse": (3_200, 44_000, 3), "kommunfullmaktige": (5_200, 44_000, 3),
}  # fmt: skip
"""Each kind's smallest and largest size, and how common it is among files of that size."""
OVERSHOOT = 1.1
"""Bytes of a text for each character that it is given room for: it ends with a whole sentence, and å is two bytes."""


def size_at(share: float) -> int:
    """Give the size below which such a share of the files lies."""
    for (low, small), (high, large) in pairwise(SIZES):
        if share <= high:
            return round(exp(log(small) + (log(large) - log(small)) * (share - low) / (high - low)))
    return SIZES[-1][1]


def plan(count: int, random: Random) -> dict[str, list[int]]:
    """Tell for each kind of minutes how large its files are."""
    sizes = defaultdict(list)
    for number in range(count):
        size = size_at((number + random.random()) / count)
        fitting = [name for name, (low, high, _) in KINDS.items() if low <= size < high]
        kind = random.choices(fitting, [KINDS[name][2] for name in fitting])[0]
        sizes[kind].append(size)
    for those in sizes.values():
        random.shuffle(those)
    return {kind: sizes[kind] for kind in KINDS if sizes[kind]}


def body_minutes(body: Body, days: list[date], sizes: list[int], random: Random) -> Iterator[tuple[str, str]]:
    """Write what one body has met about, from its first meeting to its last."""
    paragraphs: Counter[int] = Counter()
    for day, size in zip(days, sizes, strict=True):
        room = int(size / OVERSHOOT)
        if body.kind in SEATS:
            first = paragraphs[day.year] or 1
            text, paragraphs[day.year] = formal.minutes(body, day, first, room, random)
        else:
            text = notes.FORMS[body.kind](body, day, room, random)
        yield f"{body.slug}/{day.year}/{day}-{body.kind}.md", text


def documents(count: int, seed: int, years: range = YEARS) -> Iterator[tuple[str, str]]:
    """Give the relative path and the text of each file."""
    for kind, sizes in plan(count, Random(seed)).items():
        full = MEETINGS[kind] * len(years)
        for number, start in enumerate(range(0, len(sizes), full)):
            those = sizes[start : start + full]
            random = Random(f"{seed}/{kind}/{number}")
            body = make_body(random, kind, number)
            days = meetings(random, kind, years)
            first = random.randrange(len(days) - len(those) + 1)
            yield from body_minutes(body, days[first : first + len(those)], those, random)


def write_archive(folder: Path, count: int, seed: int, years: range = YEARS) -> list[Path]:
    """Write the files, and tell where they are."""
    written = []
    for name, text in documents(count, seed, years):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written.append(path)
    return written


def _years(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> None:
    """Write an archive, and tell how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--years", type=_years, default=YEARS, metavar="A-B")
    args = parser.parse_args()
    written = write_archive(args.folder, args.count, args.seed, args.years)
    print(f"{len(written)} files, {sum(path.stat().st_size for path in written) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
