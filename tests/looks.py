"""Pictures of what is written: pages as a reader sees them, each format by the program that shows it.

`python -m tests.looks FOLDER` writes the whole set. Paper is seen through Poppler, Word through LibreOffice, the web
through Chromium, all with the fonts that come with the brands and no others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from protokoll.brand import load_brand
from protokoll.files import load
from protokoll.pipeline import Wishes, render
from protokoll.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from protokoll.view.state import StateKey

TOP = Path(__file__).parent.parent
_WEB = TOP / "tests" / "web"
_COLUMNS = 4
_WEB_WIDTH = 840


class Look(NamedTuple):
    """One thing to look at: an example in a brand and a format, and what else is wanted of it."""

    example: str
    brand: str
    kind: str
    state: StateKey | None = None
    items: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The picture's file name, without its ending."""
        return "-".join(part for part in (self.example, self.brand, self.state, *self.items, self.kind) if part)


LOOKS = (
    *(Look("kommunfullmaktige", "base", kind) for kind in ("docx", "html", "pdf")),
    *(Look("sammantradesprotokoll", "norrmark", kind) for kind in ("docx", "html", "pdf")),
    *(Look("direktorsmote", "sundabygden", kind) for kind in ("docx", "html", "pdf")),
    *(Look("kort-anteckning", "base", kind) for kind in ("docx", "html", "pdf")),
    Look("kommunstyrelsen", "sundabygden", "pdf", state="draft"),
    Look("kommunstyrelsen", "sundabygden", "docx", state="draft"),
    Look("sammantradesprotokoll", "base", "pdf", items=("54", "55")),
)


def pictures(
    looks: Sequence[Look], folder: Path, *, dpi: int, pages: int | None = None, mode: str = "L"
) -> dict[str, Image.Image]:
    """Give a sheet of pages for each look, all or the first few, in grey or `RGB`; `folder` takes the files on the way."""
    files = {look: _write(look, folder) for look in looks}
    word = [file for look, file in files.items() if look.kind == "docx"]
    if word:
        _by_libreoffice(word, folder)
    web = [file for look, file in files.items() if look.kind == "html"]
    if web:
        _by_chromium(web, folder)
    return {look.name: _sheet(look, folder, dpi, pages, mode) for look in looks}


def _write(look: Look, folder: Path) -> Path:
    file = folder / f"{look.name}.{look.kind}"
    source = load(TOP / "examples" / f"{look.example}.md")
    file.write_bytes(
        render(source, [look.kind], load_brand(look.brand), Wishes(state=look.state, items=look.items))[look.kind]
    )
    return file


def font_environment(folder: Path) -> dict[str, str]:
    """Let programs find the brands' fonts, and no others that this machine may have."""
    fonts = sorted({file.parent for file in templates_folder().rglob("*.[to]tf")})
    listed = "".join(f"<dir>{path}</dir>" for path in fonts)
    (folder / "fonts.conf").write_text(f"<fontconfig>{listed}<cachedir>{folder}/fonts</cachedir></fontconfig>")
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}


def _by_libreoffice(files: Sequence[Path], folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        env=font_environment(folder),
    )


def _by_chromium(files: Sequence[Path], folder: Path) -> None:
    pairs = [str(path) for file in files for path in (file, folder / f"{file.stem}.whole.png")]
    command = ["node", str(_WEB / "shot.mjs"), str(_WEB_WIDTH), *pairs]
    subprocess.run(command, check=True, capture_output=True)  # the pages bring their own fonts


def _sheet(look: Look, folder: Path, dpi: int, count: int | None, mode: str) -> Image.Image:
    if look.kind == "html":
        whole = Image.open(folder / f"{look.name}.whole.png").convert(mode)
        scale = dpi / 96
        if count:
            whole = whole.crop((0, 0, whole.width, min(whole.height, round(whole.width * 1.414 * count))))
        return whole.resize((round(whole.width * scale), round(whole.height * scale)), Image.Resampling.LANCZOS)
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", f"{folder}/{look.name}.pdf", f"{folder}/{look.name}.page"],
        check=True,
    )
    pages = [Image.open(file).convert(mode) for file in sorted(folder.glob(f"{look.name}.page-*.png"))][:count]
    columns, (width, height) = min(_COLUMNS, len(pages)), pages[0].size
    sheet = Image.new(mode, (columns * width, -(-len(pages) // columns) * height), "grey")
    for number, page in enumerate(pages):
        sheet.paste(page, (number % columns * width, number // columns * height))
    return sheet


def main() -> None:
    """Write every picture of the set into a folder."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for stem, sheet in pictures(LOOKS, Path(name), dpi=DPI).items():
            sheet.quantize(16).save(target / f"{stem}.png", optimize=True)


DPI = 34

if __name__ == "__main__":
    main()
