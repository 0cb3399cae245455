"""The law of the house: imports run down, each library has one door, and words stay out of writers and templates."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from protokoll import vocabulary
from protokoll.resources import templates_folder

PACKAGE = Path(vocabulary.__file__).parent.parent
FILES = sorted(PACKAGE.rglob("*.py"))

FLOORS = (
    {"__main__"},
    {"cli"},
    {"archive", "brand_check", "brand_new", "approving", "lsp"},
    {"pipeline", "checker"},
    {"writers", "reports"},
    {"rules"},
    {"public"},
    {"view", "reader", "images"},
    {"grammar"},
    {"brand", "vocabulary", "model", "register", "config"},
    {"brand_file", "colour", "files", "diagnostics", "seal"},
    {"source", "errors", "resources", "customs", "deadlines", "messages", "processes", "warm"},
    {"__init__"},
)
"""From the roof down: a room may import what lies on a lower floor, and itself."""

SAME_FLOOR = {("images", "view")}
"""The one step sideways: pictures come as the page's own `Picture`."""

DOORS = {
    "markdown_it": {"reader/markdown.py"},
    "docx": {"writers/docx.py"},
    "lxml": {"writers/word_xml.py"},
    "jinja2": {"writers/html.py", "archive/site/pages.py"},
    "markupsafe": {"writers/html.py", "archive/site/lists.py"},
    "typst": {"writers/pdf.py"},
    "typer": {
        f"cli/{name}.py"
        for name in (
            "__init__",
            "approve",
            "batch",
            "decisions",
            "register_options",
            "search",
            "brand",
            "check_options",
            "console",
            "diff_public",
            "extract",
            "fmt",
            "options",
            "outputs",
            "plain",
            "render",
            "rule",
            "schema",
            "show",
            "terminal",
        )
    },
    "distributed": {"archive/machines.py"},
    "filelock": {"archive/folders.py"},
    "fsspec": {"archive/remote.py"},
    "holidays": {"deadlines.py"},
    "lsprotocol": {"lsp/documents.py", "lsp/places.py", "lsp/server.py"},
    "pygls": {"lsp/places.py", "lsp/server.py", "lsp/documents.py"},
    "pathspec": {"checker/find.py"},
    "personnummer": {"rules/privacy/personal_number.py"},
    "rich": {"cli/decisions.py", "cli/progress.py"},
    "snowballstemmer": {"archive/terms.py"},
    "watchfiles": {"archive/watching.py"},
    "yaml": {"brand_file.py", "reader/front_matter.py", "reader/approvals.py"},
}
MEETING_MAY_ENTER = {"writers/json.py", "writers/md.py"}
"""Writers of data; all others see a View."""


def room(module: str) -> str:
    """Name the room a dotted module lies in."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(file: Path) -> list[str]:
    """List what a file imports, wherever in it, types included."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            submodules = {path.stem for path in PACKAGE.iterdir()} if node.module == "protokoll" else set()
            found += [f"protokoll.{a.name}" if a.name in submodules else node.module for a in node.names]
    return found


def floor(name: str) -> int:
    """Tell on which floor a room lies, counted from the roof."""
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_run_down(file: Path) -> None:
    relative = file.relative_to(PACKAGE)
    here = relative.parts[0].removesuffix(".py")
    for module in imports(file):
        if not module.startswith("protokoll"):
            continue
        there = room(module)
        allowed = there == here or (here, there) in SAME_FLOOR or floor(here) < floor(there)
        assert allowed, f"{relative} imports {module}"


@pytest.mark.parametrize("file", sorted((PACKAGE / "rules").rglob("*.py")), ids=lambda file: file.name)
def test_rules_judge_what_was_read_and_read_nothing(file: Path) -> None:
    assert not {room(module) for module in imports(file)} & {"view", "reader", "images"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_each_library_has_its_door(file: Path) -> None:
    relative = file.relative_to(PACKAGE).as_posix()
    for module in imports(file):
        library = module.split(".")[0]
        if library in DOORS:
            assert relative in DOORS[library], f"{relative} imports {module}"


@pytest.mark.parametrize("file", sorted((PACKAGE / "writers").glob("*.py")), ids=lambda file: file.name)
def test_writers_see_no_meeting(file: Path) -> None:
    if file.relative_to(PACKAGE).as_posix() in MEETING_MAY_ENTER:
        return
    assert not [module for module in imports(file) if module.startswith("protokoll.model")]


def test_the_model_is_only_nouns() -> None:
    for file in (PACKAGE / "model").glob("*.py"):
        assert all(
            module.startswith(("protokoll.model", "protokoll.source"))
            for module in imports(file)
            if module.startswith("protokoll")
        )


def test_no_printed_word_stands_in_a_writer_or_template() -> None:
    spoken = {
        word
        for language in vocabulary.languages()
        for phrase in vocabulary.load(language).words.values()
        for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"\{\w+\}", "", phrase))
        if not word.isascii() or language == "sv"
    }
    # Words that are also names of things in code.
    spoken -= {"Start", "Slut", "Profil", "Organisation", "Sida", "version", "Roll", "Atom"}
    texts = [
        *(PACKAGE / "writers").glob("*.py"),
        *(PACKAGE / "archive" / "site").glob("*.py"),
        *templates_folder().rglob("minutes.*"),
        *templates_folder().rglob("site/*.j2"),
        *templates_folder().rglob("site/search.js"),
    ]
    for file in texts:
        found = set(re.findall(r"[^\W\d_]{4,}", file.read_text(encoding="utf-8"))) & spoken
        assert not found, f"{file.name}: {found}"


def test_a_command_is_run_without_pydantic() -> None:
    code = "import sys; from protokoll.cli import make_app; make_app()(['schema'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr.split()
    assert "pydantic" not in loaded


@pytest.mark.parametrize(
    ("statement", "stays_out"),
    [
        ("import protokoll.cli", ("msgspec", "markdown_it", "docx", "jinja2", "typst", "yaml", "rich")),
        ("from protokoll.reader import read", ("docx", "jinja2", "typst", "typer", "yaml")),
        ("import protokoll.pipeline", ("docx", "jinja2", "typst", "typer")),
    ],
)
def test_heavy_libraries_load_late(statement: str, stays_out: tuple[str, ...]) -> None:
    code = f"import sys; {statement}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not set(stays_out) & set(loaded)
