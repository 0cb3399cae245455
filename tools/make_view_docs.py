"""Make docs/view.md, the fields that a brand's own page template is written against, from the View's own words.

python tools/make_view_docs.py
"""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

TOP = Path(__file__).parent.parent
SOURCE = TOP / "src" / "protokoll" / "view" / "page.py"
TARGET = TOP / "docs" / "view.md"
_HEAD = """\
# The View

What a page template of your own is written against: `minutes.html.j2` gets the objects, `minutes.typ` the same as JSON, where a field that holds its default is left out.
Made by `tools/make_view_docs.py` from [page.py](../src/protokoll/view/page.py).

`Runs` is a row of `Run`; a `Block` is any of {blocks}.
"""


def view_docs() -> str:
    """Describe each part of a page, the View first."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    blocks = next(
        ast.unparse(node.value) for node in tree.body if isinstance(node, ast.Assign) and _name(node) == "Block"
    )
    shown = [name for name in classes if name not in {"Part", "BlockPart"}]
    shown.sort(key=lambda name: name != "View")
    listed = ", ".join(f"`{name}`" for name in blocks.split(" | "))
    return _HEAD.format(blocks=listed) + "".join(_described(classes[name]) for name in shown)


def _name(node: ast.Assign) -> str:
    return ast.unparse(node.targets[0])


def _described(node: ast.ClassDef) -> str:
    tags = [
        str(word.value.value) for word in node.keywords if word.arg == "tag" and isinstance(word.value, ast.Constant)
    ]
    kind = f"\n\nIts `kind` is `{tags[0]}`." if tags else ""
    told = inspect.cleandoc(ast.get_docstring(node) or "")
    rows = "".join(f"| `{name}` | `{of}` | {default} | {words} |\n" for name, of, default, words in _fields(node))
    return f"\n## {node.name}\n\n{_flowing(told)}{kind}\n\n| field | type | default | |\n|---|---|---|---|\n{rows}"


def _fields(node: ast.ClassDef) -> list[tuple[str, str, str, str]]:
    found = []
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(statement, ast.AnnAssign):
            continue
        words = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            words = _flowing(inspect.cleandoc(str(after.value.value)))
        default = f"`{ast.unparse(statement.value)}`" if statement.value else ""
        kind = ast.unparse(statement.annotation).replace("|", "\\|")
        found.append((ast.unparse(statement.target), kind, default, words))
    return found


def _flowing(words: str) -> str:
    """Give paragraphs a line each."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", words)


if __name__ == "__main__":
    TARGET.write_text(view_docs(), encoding="utf-8")
