"""Make docs/pictures, what the README shows: one example in Word, on the web and on paper.

    python tools/make_pictures.py

Needs LibreOffice, Chromium, Poppler and `npm --prefix tests/web ci`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP))

from PIL import Image, ImageOps  # noqa: E402 - after the path to our own tests
from tests.looks import Look, pictures  # noqa: E402

LOOKS = [Look("sammantradesprotokoll", "norrmark", kind) for kind in ("docx", "html", "pdf")]
WIDTH = 560


def main() -> None:
    """Write a picture for each format, all as wide."""
    target = TOP / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, sheet in pictures(LOOKS, Path(folder), dpi=110, pages=1, mode="RGB").items():
            scaled = sheet.resize((WIDTH, round(sheet.height * WIDTH / sheet.width)), Image.Resampling.LANCZOS)
            framed = ImageOps.expand(scaled.crop((0, 0, WIDTH, round(WIDTH * 1.414))), 1, "#c8ccd0")
            framed.quantize(64).save(target / f"{name.rpartition('-')[2]}.png", optimize=True)


if __name__ == "__main__":
    main()
