"""A check tells all that is wrong with a brand, each flaw with its place and its cure."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import docx
import pytest

from protokoll.brand import brand_names, load_brand
from protokoll.brand_check import Report, check_brand
from protokoll.errors import BrandError
from protokoll.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><path d="M0 0h10v5z"/></svg>'
WITH_LOGO = "logo:\n  medium:\n    path: logo.svg\n    alt: Vapen\n"
SERIF = templates_folder() / "sundabygden" / "fonts"


def check(folder: Path, yaml: str, **files: str) -> Report:
    """Write a brand with a logo into a folder and check it."""
    (folder / "_brand.yml").write_text(yaml, encoding="utf-8")
    for name, content in {"logo_svg": LOGO, **files}.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return check_brand(str(folder))


def told(report: Report, folder: Path) -> list[str]:
    """List what a report says, files as seen from the folder."""
    return [
        f"{flaw.file.removeprefix(f'{folder}/')}{flaw.place}: {'note' if flaw.is_note else 'error'}: {flaw.message}"
        for flaw in report.flaws
    ]


@pytest.mark.parametrize("name", brand_names())
def test_nothing_is_wrong_with_the_shipped_brands(name: str) -> None:
    report = check_brand(name)
    assert report.flaws == ()
    assert len(report.contrasts) == 8
    assert all(contrast.is_enough for contrast in report.contrasts)


def test_all_flaws_are_told_and_each_has_a_cure(tmp_path: Path) -> None:
    yaml = (
        'color:\n  primary: "#9fb4c4"\n  secondary: gra\n'
        "logo:\n  medium:\n    path: m.svg\n"
        "typography:\n  base: Helvetica\n"
        "defaults:\n  protokoll:\n    tnit: x\n"
    )
    report = check(tmp_path, yaml)
    assert told(report, tmp_path) == [
        "_brand.yml:2: error: `primary` #9fb4c4 on `background` #ffffff has contrast 2.14:1",
        "_brand.yml:2: error: `primary` #9fb4c4 on `tint` #eff3f6 has contrast 1.92:1",
        "_brand.yml:3: error: `color.secondary: gra` is no colour",
        "_brand.yml:5: error: the logo has no alt text",
        "_brand.yml:6: error: the logo `m.svg` does not exist",
        "_brand.yml:8: error: `typography.base` is `Helvetica`, and no font of that family comes with the brand",
        "_brand.yml:11: error: unknown key `defaults.protokoll.tnit`",
    ]
    assert all(flaw.cure for flaw in report.flaws)
    assert (report.errors, report.notes) == (7, 0)


def test_a_loaded_brand_stops_at_the_first_of_them(tmp_path: Path) -> None:
    report = check(tmp_path, 'color:\n  primary: "#9fb4c4"\n')
    with pytest.raises(BrandError) as caught:
        load_brand(str(tmp_path))
    assert caught.value.message == f"{report.flaws[1].file}:2: {report.flaws[1].message}"


def test_a_contrast_a_hair_too_low_does_not_look_enough(tmp_path: Path) -> None:
    report = check(tmp_path, WITH_LOGO + 'color:\n  primary: "#777676"\ndefaults:\n  protokoll:\n    tint: "#fefeff"\n')
    [flaw] = report.flaws
    assert 4.49 < min(contrast.ratio for contrast in report.contrasts) < 4.5
    assert "has contrast 4.49:1" in flaw.message


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("color:\n  palette: [\n", "_brand.yml:3:1: error: is not YAML: did not find expected node content"),
        (WITH_LOGO + "colour:\n  primary: x\n", "_brand.yml:5: note: unknown key `colour`"),
        (WITH_LOGO + "color:\n  palette:\n    hav: blue\n", "_brand.yml:7: note: `color.palette.hav: blue` is no colour"),
        (WITH_LOGO + "typography:\n  monospace: Courier\n", "_brand.yml:6: note: `typography.monospace` is `Courier`"),
        (WITH_LOGO + "defaults:\n  protokoll:\n    extends: bas\n", "_brand.yml:7: error: cannot extend `bas`"),
        ("meta:\n  name: Åvik\n", "_brand.yml: note: has no logo of its own"),
    ],
)  # fmt: skip
def test_a_flaw_of_the_file_is_told_with_its_line(tmp_path: Path, yaml: str, expected: str) -> None:
    [line] = told(check(tmp_path, yaml), tmp_path)
    assert line.startswith(expected)


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        (LOGO.replace("<path", "\n<script/><path"), "_brand.yml:3: error: the logo logo.svg holds `<script` in line 2"),
        (LOGO.replace("<path", '\n\n<path onload="x"'), "_brand.yml:3: error: the logo logo.svg holds `onload=` in line 3"),
        (LOGO.replace("</svg>", ""), "logo.svg: error: the logo cannot be drawn"),
    ],
)  # fmt: skip
def test_a_logo_that_is_unsafe_or_broken(tmp_path: Path, svg: str, expected: str) -> None:
    [line] = told(check(tmp_path, WITH_LOGO, logo_svg=svg), tmp_path)
    assert line.startswith(expected)


def test_a_picture_of_the_logo_that_is_none(tmp_path: Path) -> None:
    assert told(check(tmp_path, WITH_LOGO, logo_png="x"), tmp_path) == [
        "logo.png: error: is no picture, and Word would show it"
    ]


# Fonts


def fonts(family: str, *files: str) -> str:
    """Write a brand whose headings are set in a family with these files."""
    listed = "".join(f"        - {file}\n" for file in files)
    return f"{WITH_LOGO}typography:\n  fonts:\n    - family: {family}\n      files:\n{listed}  headings: {family}\n"


def test_fonts_that_are_whole(tmp_path: Path) -> None:
    shutil.copytree(SERIF, tmp_path / "fonts")
    yaml = fonts("Source Serif 4", "fonts/SourceSerif4-SemiBold.ttf", "fonts/SourceSerif4-SemiBold-Latin.woff2")
    assert check(tmp_path, yaml).flaws == ()


def test_fonts_that_cannot_be_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes((SERIF / "SourceSerif4-SemiBold.ttf").read_bytes()[:300])
    (tmp_path / "b.woff2").write_bytes((SERIF / "SourceSerif4-SemiBold-Latin.woff2").read_bytes()[:300])
    (tmp_path / "c.woff2").write_bytes(b"\0\1\0\0")
    assert told(check(tmp_path, fonts("Serif", "a.ttf", "b.woff2", "c.woff2", "d.ttf")), tmp_path) == [
        "_brand.yml:9: error: the font `a.ttf` cannot be parsed",
        "_brand.yml:10: error: the font `b.woff2` is not whole",
        "_brand.yml:11: error: the font `c.woff2` is no WOFF2",
        "_brand.yml:12: error: the font `d.ttf` does not exist",
    ]


def test_a_font_of_another_family(tmp_path: Path) -> None:
    shutil.copytree(SERIF, tmp_path / "fonts")
    report = check(tmp_path, fonts("Åvik Serif", "fonts/SourceSerif4-SemiBold.ttf"))
    assert told(report, tmp_path) == [
        "_brand.yml:7: note: `Åvik Serif` has no .woff2",
        "_brand.yml:9: error: the font `SourceSerif4-SemiBold.ttf` is of the family `Source Serif 4`, not `Åvik Serif`",
    ]


def test_a_family_that_only_the_web_page_gets(tmp_path: Path) -> None:
    shutil.copytree(SERIF, tmp_path / "fonts")
    report = check(tmp_path, fonts("Source Serif 4", "fonts/SourceSerif4-SemiBold-Latin.woff2"))
    assert told(report, tmp_path) == ["_brand.yml:7: note: `Source Serif 4` has no .ttf or .otf"]


# Page templates


def test_templates_that_fail_are_told_with_their_lines(tmp_path: Path) -> None:
    templates = {"minutes_html_j2": "<p>\n{% if %}", "minutes_typ": "\n#panic()"}
    lines = told(check(tmp_path, WITH_LOGO, **templates, reference_docx="x"), tmp_path)
    assert [line.split(": ")[:3] for line in lines] == [
        ["minutes.html.j2:2", "error", "the template fails"],
        ["minutes.typ:2:1", "error", "the template fails"],
        ["reference.docx", "error", "is no Word document"],
    ]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("minutes.html.j2", "signature.role", "signature.rol"),
        ("minutes.html.j2", "view.roll.summary", "view.roll.sumary"),
        ("minutes.html.j2", "clause.remark", "clause.remrk"),
        ("minutes.typ", "part.lead", "part.led"),
        ("minutes.typ", "b.alignments", "b.alignment"),
        ("minutes.typ", "{ break-line(item) }", "{ breaks(item) }"),
    ],
)
def test_every_part_of_a_template_is_run(tmp_path: Path, name: str, good: str, bad: str) -> None:
    template = (templates_folder() / "base" / name).read_text(encoding="utf-8")
    assert good in template
    files = {name.replace(".", "_"): template.replace(good, bad)}
    [line] = told(check(tmp_path, WITH_LOGO, **files), tmp_path)
    assert re.match(rf"{name}:\d+(:\d+)?: error: the template fails", line)


def test_a_reference_document_without_our_styles_is_worth_a_note(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "reference.docx"))
    [line] = told(check(tmp_path, WITH_LOGO), tmp_path)
    assert line.startswith("reference.docx: note: lacks the styles ")
    assert "Decision Clause" in line
    assert "Heading 1" not in line
