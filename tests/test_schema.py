"""The JSON keeps to the schema that is published for it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from protokoll.pipeline import schema
from protokoll.reader import read
from protokoll.source import Source
from protokoll.writers.json import is_ours, write

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.md"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_keep_to_the_schema(file: Path) -> None:
    data = write(read(Source(file.read_text(encoding="utf-8"))))
    jsonschema.validate(json.loads(data), json.loads(schema()))
    assert is_ours(data)


def test_every_node_of_the_schema_has_its_place() -> None:
    nodes = json.loads(schema())["$defs"]
    for name, node in nodes.items():
        if node.get("type") == "object":
            assert "span" in node["properties"], name
