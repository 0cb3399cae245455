"""A brand is read whole or refused with the reason."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec
import pytest

from protokoll.brand import brand_names, load_brand
from protokoll.colour import contrast
from protokoll.errors import BrandError
from protokoll.resources import templates_folder
from protokoll.view import page as p
from protokoll.writers import write
from tests.sample import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><path d="M0 0h10v5z"/></svg>'


def brand(folder: Path, yaml: str, **files: str) -> str:
    """Write a brand's folder and give its name."""
    (folder / "_brand.yml").write_text(yaml, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return str(folder)


def test_the_shipped_brands_load() -> None:
    assert brand_names() == ("base", "norrmark", "sundabygden")
    assert load_brand("sundabygden").typography.headings == "Source Serif 4"


@pytest.mark.parametrize("name", brand_names())
def test_the_public_package_for_brand_yml_reads_them_too(name: str) -> None:
    with warnings.catch_warnings(action="ignore"):
        from brand_yml import Brand as Oracle  # noqa: PLC0415 - it warns when imported

        oracle = Oracle.from_yaml(templates_folder() / name / "_brand.yml")
    ours = load_brand(name)
    assert oracle.color is not None
    assert str(oracle.color.primary).lower() == ours.palette.primary
    assert str(oracle.color.secondary).lower() == ours.palette.secondary


def test_what_a_brand_lacks_comes_from_the_base(tmp_path: Path) -> None:
    ours = load_brand(brand(tmp_path, 'color:\n  primary: "#103050"\n'))
    base = load_brand("base")
    assert ours.palette.primary == "#103050"
    assert (ours.palette.secondary, ours.typography, ours.logo) == (base.palette.secondary, base.typography, base.logo)


def test_a_brand_may_be_named_by_folder_or_file(tmp_path: Path) -> None:
    name = brand(tmp_path, "meta:\n  name: Åviks kommun\n")
    assert load_brand(name) is load_brand(f"{name}/_brand.yml")
    assert load_brand(name).organisation == "Åviks kommun"


def test_short_colours_and_named_ones(tmp_path: Path) -> None:
    ours = load_brand(brand(tmp_path, 'color:\n  palette:\n    hav: "#036"\n  primary: hav\n'))
    assert ours.palette.primary == "#003366"


def test_a_logo_of_ones_own(tmp_path: Path) -> None:
    yaml = "logo:\n  medium:\n    path: m.svg\n    alt: Vapen\n"
    logo = load_brand(brand(tmp_path, yaml, m_svg=LOGO)).logo
    assert logo is not None
    assert (logo.alt, logo.width, logo.height) == ("Vapen", 10, 5)


def test_a_logo_without_a_picture_of_it_is_drawn_for_word(tmp_path: Path) -> None:
    yaml = "logo:\n  medium:\n    path: m.svg\n    alt: Vapen\n"
    ours = load_brand(brand(tmp_path, yaml, m_svg=LOGO))
    with zipfile.ZipFile(BytesIO(write(SAMPLE, ours, "docx"))) as package:
        assert package.read("word/media/logo.png").startswith(b"\x89PNG")
        assert package.read("word/media/logo.svg") == LOGO.encode()


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("color: [", "is not YAML"),
        ("- a\n", "is no brand"),
        ("meta: Åvik\n", "_brand.yml:1: `meta` must hold keys"),
        ("color:\n  palette:\n    hav: '#03'\n  primary: hav\n", "_brand.yml:3: `color.palette.hav: #03` is no colour"),
        ("logo:\n  medium:\n    alt: x\n", "_brand.yml:2: the logo names no file"),
        ("typography:\n  fonts: x.ttf\n", "_brand.yml:2: `typography.fonts` must hold a list"),
        ("defaults:\n  protokoll:\n    extends: sundabygen\n", "_brand.yml:3: cannot extend `sundabygen`"),
        ("defaults:\n  protokoll:\n    tnit: x\n", "unknown key `defaults.protokoll.tnit`"),
        ('color:\n  primary: "#12345"\n', "`color.primary: #12345` is no colour"),
        ("color:\n  palette:\n    hav: '#036'\n  primary: havv\n", "is no colour"),
        ('color:\n  primary: "#9fb4c4"\n', "has contrast 2."),
        ("logo:\n  medium:\n    path: m.svg\n", "the logo has no alt text"),
        ("logo:\n  medium:\n    path: n.svg\n    alt: x\n", "the logo `n.svg` does not exist"),
        ("logo:\n  medium:\n    path: ../m.svg\n    alt: x\n", "lies outside"),
        ("logo:\n  medium:\n    path: /etc/passwd\n    alt: x\n", "lies outside"),
        ("logo:\n  medium:\n    path: ond.svg\n    alt: x\n", "holds `<script`"),
        ("logo:\n  medium:\n    path: text.svg\n    alt: x\n", "is no SVG"),
        ("typography:\n  base: Comic Sans\n", "no font of that family"),
        ("typography:\n  fonts:\n    - family: X\n      source: google\n", "is not `source: file`"),
        ("typography:\n  fonts:\n    - family: X\n      source: file\n      files: [x.ttf]\n", "the font `x.ttf` does not exist"),
    ],
)  # fmt: skip
def test_a_broken_brand_is_told_in_one_line(tmp_path: Path, yaml: str, told: str) -> None:
    evil = LOGO.replace("<path", "<script>x</script><path")
    name = brand(tmp_path, yaml, m_svg=LOGO, ond_svg=evil, text_svg="hej")
    with pytest.raises(BrandError) as caught:
        load_brand(name)
    assert told in caught.value.message
    assert "_brand.yml" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "egen").mkdir()
    (tmp_path / "m.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "egen" / "m.svg").symlink_to(tmp_path / "m.svg")
    with pytest.raises(BrandError, match="lies outside"):
        load_brand(brand(tmp_path / "egen", "logo:\n  medium:\n    path: m.svg\n    alt: x\n"))


def test_what_a_brand_extends_counts_from_its_own_folder(tmp_path: Path) -> None:
    for name, yaml in (("a", 'color:\n  primary: "#103050"\n'), ("b", "defaults:\n  protokoll:\n    extends: ../a\n")):
        (tmp_path / name).mkdir()
        brand(tmp_path / name, yaml)
    assert load_brand(str(tmp_path / "b")).palette.primary == "#103050"


def test_brands_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir()
        brand(tmp_path / one, f"defaults:\n  protokoll:\n    extends: {tmp_path / other}\n")
    with pytest.raises(BrandError, match="leads back to it"):
        load_brand(str(tmp_path / "a"))


def test_an_unknown_brand_suggests_the_near_one() -> None:
    with pytest.raises(BrandError) as caught:
        load_brand("sundabygen")
    assert "sundabygden" in caught.value.hint


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_minutes_that_name_no_organisation_bear_the_brands() -> None:
    nameless = p.Page(view=msgspec.structs.replace(SAMPLE.view, organisation=""), images=SAMPLE.images)
    html = write(nameless, load_brand("sundabygden"), "html").decode()
    assert '<p class="owner">Sundabygden</p>' in html
    assert '<p class="owner">' not in write(nameless, load_brand("base"), "html").decode()
    assert b"<Company>Sundabygden</Company>" in _part(
        write(nameless, load_brand("sundabygden"), "docx"), "docProps/app.xml"
    )


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name)
