"""A new brand explains itself, has no flaws, and touches nothing that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from protokoll.brand import load_brand
from protokoll.brand_check import check_brand
from protokoll.brand_new import write_new_brand
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["Åviks kommun", 'Ö "by": #1 {x} \\', "två\nrader", "no", "\x1b"])
def test_a_new_brand_has_no_flaws(tmp_path: Path, name: str) -> None:
    written = write_new_brand(tmp_path / "ny", name, "base")
    assert [file.name for file in written] == ["_brand.yml", "logo.svg"]
    assert check_brand(str(tmp_path / "ny")).flaws == ()
    brand = load_brand(str(tmp_path / "ny"))
    assert brand.organisation == (" ".join(name.split()) if name.isprintable() or "\n" in name else "ny")
    assert brand.logo is not None
    assert brand.logo.alt == brand.organisation


def test_what_a_new_brand_has_commented_out_is_true(tmp_path: Path) -> None:
    file, _ = write_new_brand(tmp_path, "Åvik", "base")
    text = file.read_text(encoding="utf-8")
    whole = re.sub(r"^( *)#(?=[\w-])", r"\1", text, flags=re.MULTILINE)
    assert whole.count("\n") == text.count("\n") > 60
    file.write_text(whole, encoding="utf-8")
    assert [flaw.message for flaw in check_brand(str(tmp_path)).flaws] == [
        "the font `fonts/SourceSerif4-SemiBold.ttf` does not exist",
        "the font `fonts/SourceSerif4-Latin.woff2` does not exist",
    ]


def test_a_new_brand_extends_another_as_seen_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "_brand.yml").write_text('color:\n  secondary: "#103050"\n', encoding="utf-8")
    write_new_brand(tmp_path / "ny", None, str(tmp_path))
    assert "extends: ..\n" in (tmp_path / "ny" / "_brand.yml").read_text(encoding="utf-8")
    assert load_brand(str(tmp_path / "ny")).palette.secondary == "#103050"
    assert load_brand(str(tmp_path / "ny")).organisation == "ny"


@pytest.mark.parametrize("taken", ["_brand.yml", "logo.svg"])
def test_a_new_brand_touches_nothing_that_is_there(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not written over"):
        write_new_brand(tmp_path, None, "base")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [(taken, "mine")]
