"""How the documents look: pictures of their pages beside those that somebody has looked at and found good.

The pictures in tests/pictures/ are sheets of all pages in sixteen greys, small enough to keep and large enough to see a
change of looks in. After one that is meant, run `python -m tests.looks tests/pictures`, open the pictures, and commit
them if a designer would sign them.

The tolerance: a sheet may differ by 2 of 255 greys in the mean, and by more than 64 in one pixel of a hundred. A line
that moves or a page more is beyond it; another version's way of smoothing letters is not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.looks import DPI, LOOKS, pictures

pytestmark = pytest.mark.slow

KEPT = Path(__file__).parent / "pictures"
MEAN, GREAT, SHARE = 2, 64, 0.01


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Take all pictures anew."""
    return pictures(LOOKS, tmp_path_factory.mktemp("looks"), dpi=DPI)


@pytest.mark.parametrize("name", [look.name for look in LOOKS])
def test_it_looks_as_it_did(name: str, seen: dict[str, Image.Image]) -> None:
    before, now = Image.open(KEPT / f"{name}.png").convert("L"), seen[name]
    assert now.size == before.size, "there are more pages, or fewer"
    histogram = ImageChops.difference(before, now).histogram()
    pixels = now.width * now.height
    assert sum(grey * count for grey, count in enumerate(histogram)) / pixels <= MEAN
    assert sum(histogram[GREAT:]) / pixels <= SHARE


def test_no_picture_is_left_over() -> None:
    assert {file.stem for file in KEPT.glob("*.png")} == {look.name for look in LOOKS}
