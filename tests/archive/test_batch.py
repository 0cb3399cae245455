"""What a run over an archive makes, leaves, and tells."""

from __future__ import annotations

import os
import shutil
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.archive.batching import AIMS, PNG, Heard, Here, batch, names, notes

from protokoll.archive import database
from protokoll.archive.batch import Batch
from protokoll.archive.convert import Order, Refused, convert
from protokoll.archive.folders import OutputFolder, SourceFolder
from protokoll.archive.packing import look
from protokoll.errors import UsageError
from protokoll.pipeline import Wishes


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return notes(tmp_path / "in", "a.md", "2023/b.md", "2023/maj/c.md")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def age(folder: Path) -> None:
    """Let files be older than what could hide a change."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


# Only what changed


def test_the_tree_is_kept(source: Path, out: Path) -> None:
    assert batch(source, out).counts == {"made": 3}
    assert names(out) == ["2023/b.html", "2023/maj/c.html", "a.html"]


def test_a_second_run_makes_nothing(source: Path, out: Path) -> None:
    age(source)
    batch(source, out)
    before = (out / "a.html").stat().st_mtime_ns
    assert batch(source, out).counts == {"current": 3}
    assert (out / "a.html").stat().st_mtime_ns == before


def test_what_changed_is_made_again(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "a.md").write_text("# Möte\n\nNytt.\n", encoding="utf-8")
    heard = batch(source, out)
    assert (heard.of("made"), heard.counts["current"]) == (["a.md"], 2)
    assert "Nytt." in (out / "a.html").read_text(encoding="utf-8")


def test_a_file_written_anew_with_the_same_bytes_is_current(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "a.md").write_bytes((source / "a.md").read_bytes())
    assert batch(source, out).counts == {"current": 3}


def test_a_change_within_a_tick_of_the_clock_is_seen(source: Path, out: Path) -> None:
    """A file of the same size and time as before is read: it is too young for these to tell anything."""
    batch(source, out)
    file, status = source / "a.md", (source / "a.md").stat()
    file.write_text(file.read_text(encoding="utf-8").replace("Asta", "Esta"), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert batch(source, out).of("made") == ["a.md"]


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_text("x")])
def test_an_output_that_is_not_as_it_was_is_made_again(source: Path, out: Path, spoil: object) -> None:
    batch(source, out)
    was = (out / "a.html").read_bytes()
    spoil(out / "a.html")  # type: ignore[operator]  # one of the two above
    assert batch(source, out).of("made") == ["a.md"]
    assert (out / "a.html").read_bytes() == was


@pytest.mark.parametrize("aims", [{"brand": "sundabygden"}, {"formats": ("json",)}, {"force": True}])
def test_other_aims_make_all_again(source: Path, out: Path, aims: dict[str, Any]) -> None:
    batch(source, out)
    assert batch(source, out, **aims).counts["made"] == 3


def test_a_picture_is_part_of_what_a_document_is_made_of(source: Path, out: Path) -> None:
    (source / "a.md").write_text("# Möte\n\n![karta](karta.png)\n\n![finns inte](nej.png)\n", encoding="utf-8")
    (source / "karta.png").write_bytes(PNG)
    batch(source, out)
    assert "data:image/png" in (out / "a.html").read_text(encoding="utf-8")
    assert batch(source, out).counts == {"current": 3}
    (source / "nej.png").write_bytes(PNG)
    assert batch(source, out).of("made") == ["a.md"]
    (source / "karta.png").unlink()
    assert batch(source, out).of("made") == ["a.md"]


def test_no_picture_is_taken_from_outside_the_folder(source: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "hemlig.png").write_bytes(PNG)
    (source / "lank.png").symlink_to(tmp_path / "hemlig.png")
    (source / "a.md").write_text("# Möte\n\n![x](../hemlig.png) ![y](lank.png)\n", encoding="utf-8")
    batch(source, out)
    assert "data:image/png" not in (out / "a.html").read_text(encoding="utf-8")


# Sources that are gone, formats no longer asked for


def test_what_is_left_of_a_source_that_is_gone_is_told_and_pruned(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "2023/maj/c.md").unlink()
    assert batch(source, out).of("gone") == ["2023/maj/c.md"]
    assert (out / "2023/maj/c.html").exists()
    assert batch(source, out, prune=True).of("removed") == ["2023/maj/c.md"]
    assert names(out) == ["2023/b.html", "a.html"]
    assert not (out / "2023/maj").exists()
    assert batch(source, out).counts == {"current": 2}


def test_the_outputs_of_a_source_that_was_renamed_are_not_pruned_from_under_it(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "a.md").rename(source / "a.markdown")
    heard = batch(source, out, prune=True)
    assert (heard.of("made"), heard.of("removed")) == (["a.markdown"], ["a.md"])
    assert "a.html" in names(out)
    assert batch(source, out).counts == {"current": 3}


def test_a_format_no_longer_asked_for_is_stale_once_the_document_changes(source: Path, out: Path) -> None:
    batch(source, out, formats=("html", "json"))
    (source / "a.md").write_text("# Möte\n\nNytt.\n", encoding="utf-8")
    assert batch(source, out).of("gone") == ["a.md"]
    heard = batch(source, out, prune=True)
    assert (heard.of("removed"), heard.counts["current"]) == (["a.md"], 3)
    assert names(out) == ["2023/b.html", "2023/b.json", "2023/maj/c.html", "2023/maj/c.json", "a.html"]


def test_a_part_that_is_converted_alone_leaves_the_rest(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "a.md").unlink()
    heard = Heard()
    part = SourceFolder([source / "2023"], (), source)
    Batch(part, OutputFolder(out), AIMS, heard).run(lambda _: (Here(), 1), look("base"))
    assert heard.counts == {"current": 2}


def test_a_dry_run_tells_and_does_nothing(source: Path, out: Path) -> None:
    assert batch(source, out, dry=True).counts == {"to_make": 3}
    assert not out.exists()
    batch(source, out)
    (source / "a.md").write_text("# Möte\n\nNytt.\n", encoding="utf-8")
    (source / "2023/b.md").unlink()
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    heard = batch(source, out, dry=True, prune=True)
    assert (heard.of("to_make"), heard.of("to_remove")) == (["a.md"], ["2023/b.md"])
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


# What goes wrong


def test_a_document_that_fails_fails_alone_and_keeps_its_older_outputs(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "a.md").write_text("---\ndate: nonsens\n---\n# Möte\n", encoding="utf-8")
    (source / "2023/b.md").write_bytes(b"\xff\xfe\xfa")
    heard = batch(source, out)
    assert sorted(heard.errors) == ["2023/b.md", "a.md"]
    assert f"{source / 'a.md'}:2:7: cannot read the front-matter value" in heard.errors["a.md"]
    assert len(names(out)) == 3


def test_fail_fast_stops_and_the_next_run_goes_on(source: Path, out: Path) -> None:
    (source / "0.md").write_text("", encoding="utf-8")
    heard = batch(source, out, fail_fast=True)
    assert heard.of("failed") == ["0.md"]
    assert len(heard.of("made")) < 3
    (source / "0.md").unlink()
    batch(source, out)
    assert len(names(out)) == 3


def test_names_that_are_one_on_some_disks_are_told(source: Path, out: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Åvik.md") for form in ("NFC", "NFD"))
    notes(source, "A.md", composed, decomposed, "a.markdown")
    heard = batch(source, out)
    assert heard.counts == {"failed": 3, "made": 4}
    assert all("would be written over what is made of" in error for error in heard.errors.values())


def test_a_name_as_long_as_a_disk_allows_is_written_and_a_longer_output_told(source: Path, out: Path) -> None:
    notes(source, "x" * 252 + ".md", "y" * 250 + ".md")
    heard = batch(source, out)
    assert list(heard.errors) == ["x" * 252 + ".md"]
    assert "File name too long" in heard.errors["x" * 252 + ".md"]
    assert "y" * 250 + ".html" in names(out)


def test_links_are_not_followed(source: Path, out: Path, tmp_path: Path) -> None:
    elsewhere = notes(tmp_path / "elsewhere", "d.md")
    (source / "folder").symlink_to(elsewhere)
    (source / "file.md").symlink_to(elsewhere / "d.md")
    (out).mkdir()
    (out / "2023").symlink_to(elsewhere)
    (out / "a.html").symlink_to(elsewhere / "a.html")
    heard = batch(source, out)
    assert heard.counts == {"failed": 3}
    assert all("is a link, and is not followed" in error for error in heard.errors.values())
    assert names(elsewhere) == ["d.md"]


def test_a_file_that_somebody_else_wrote_is_left_alone(source: Path, out: Path) -> None:
    out.mkdir()
    (out / "a.html").write_text("mine")
    heard = batch(source, out)
    assert "exists, and protokoll did not write it" in heard.errors["a.md"]
    assert (out / "a.html").read_text() == "mine"
    assert batch(source, out, force=True).counts == {"made": 3}


def test_outputs_may_not_lie_among_the_sources(source: Path) -> None:
    for out in (source, source / "ut"):
        with pytest.raises(UsageError, match="lies under"):
            batch(source, out)
    assert not (source / "ut").exists()


def test_a_source_that_vanishes_is_told(source: Path, out: Path) -> None:
    class Vanishing(Here):
        def submit(self, fn: object, /, *args: object, **kwargs: object) -> object:  # type: ignore[override]  # as Here's
            for file in source.rglob("*.md"):
                file.unlink()
            return super().submit(fn, *args, **kwargs)

    notes(source, *(f"{number}.md" for number in range(9)))
    heard = batch(source, out, Vanishing())
    assert heard.counts["failed"] >= 9
    assert all("is no longer there" in error for error in heard.errors.values())


def test_a_folder_that_cannot_be_looked_through_is_told_and_nothing_in_it_is_gone(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "2023").chmod(0)
    try:
        if os.access(source / "2023", os.R_OK):
            pytest.skip("whoever runs this may read everything")
        heard = batch(source, out, prune=True)
    finally:
        (source / "2023").chmod(0o755)
    assert heard.counts == {"failed": 1, "current": 1}
    assert len(names(out)) == 3


def test_a_crash_of_the_reader_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, source: Path, out: Path) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("nobody\nforesaw it")

    monkeypatch.setattr("protokoll.archive.convert.pipeline.compose", crash)
    heard = batch(source, out)
    assert heard.counts == {"failed": 3}
    assert heard.errors["a.md"].endswith("went wrong: ZeroDivisionError: nobody foresaw it")


def test_another_version_on_another_machine_is_refused() -> None:
    order = Order(
        name="a.md", path="a.md", data=b"# A", formats=("html",), look=look("base"), wishes=Wishes(), version="0"
    )
    answer = convert(order)
    assert isinstance(answer, Refused)
    assert "was sent by protokoll 0" in answer.error.message


# The manifest


def register(out: Path) -> Path:
    return out / database.FILE_NAME


@pytest.mark.parametrize("spoilt", [b"", b"no database at all", b"SQLite format 3\0" + b"\7" * 4000])
def test_a_damaged_manifest_is_told_and_made_anew(source: Path, out: Path, spoilt: bytes) -> None:
    batch(source, out)
    register(out).write_bytes(spoilt)
    heard = batch(source, out)
    assert heard.counts == {"made": 3}
    assert [error.message.partition(": ")[2] for error in heard.said] == (
        ["is damaged, and is made anew"] if spoilt else []
    )
    assert batch(source, out).counts == {"current": 3}


def test_a_manifest_with_a_page_overwritten_is_never_trusted(source: Path, out: Path) -> None:
    batch(source, out)
    data = bytearray(register(out).read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 4096] = bytes(4096)
        register(out).write_bytes(data)
        heard = [batch(source, out) for _ in range(3)]  # where it is not read, the first that writes there finds it
        assert heard[-1].counts == {"current": 3}
        assert all(told.endswith(": is damaged") for one in heard for told in one.errors.values())
        data = bytearray(register(out).read_bytes())


def test_a_row_that_was_changed_is_not_believed(source: Path, out: Path) -> None:
    age(source)
    batch(source, out)
    with sqlite3.connect(register(out)) as connection:
        connection.execute("UPDATE document SET content = 'x' WHERE source = 'a.md'")
    connection.close()
    assert batch(source, out).of("made") == ["a.md"]


def test_a_newer_manifest_is_told_and_put_aside(source: Path, out: Path) -> None:
    batch(source, out)
    with sqlite3.connect(register(out)) as connection:
        connection.execute(f"PRAGMA user_version = {database.VERSION + 1}")
    connection.close()
    heard = batch(source, out)
    assert [error.message.partition(": ")[2] for error in heard.said] == [
        "is of another version of protokoll, and is made anew"
    ]
    assert (out / "register.sqlite.aside").exists()


def test_the_manifest_of_another_folder_is_told_and_put_aside(source: Path, out: Path, tmp_path: Path) -> None:
    batch(source, out)
    shutil.copytree(out, tmp_path / "copy")
    heard = batch(source, tmp_path / "copy")
    assert "tells of other folders" in heard.said[0].message
    assert heard.counts == {"made": 3}


def test_a_failed_transaction_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch, source: Path, out: Path) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("protokoll.archive.manifest.register.keep", full)
        heard = batch(source, out)
    assert heard.counts == {"failed": 3}
    assert "cannot be written: database or disk is full" in heard.errors["a.md"]
    assert batch(source, out).counts == {"made": 3}


def test_the_register_follows(source: Path, out: Path) -> None:
    def titles() -> list[str]:
        with sqlite3.connect(register(out)) as connection:
            found = [title for (title,) in connection.execute("SELECT title FROM meeting ORDER BY title")]
        connection.close()
        return found

    batch(source, out)
    assert len(titles()) == 3
    (source / "a.md").write_text("# Styrgruppen 3 juni 2024\n\nNytt.\n", encoding="utf-8")
    (source / "2023/b.md").unlink()
    batch(source, out, prune=True)
    assert len(titles()) == 2
    assert "Styrgruppen" in titles()[-1]


# The site


def pages(out: Path) -> list[str]:
    return [name for name in names(out) if name == "index.html" or name.startswith("site/")]


def test_the_site_is_written_and_follows(source: Path, out: Path) -> None:
    batch(source, out, site=True)
    assert {"index.html", "site/feed.xml", "site/site.css"} <= set(pages(out))
    before = {name: (out / name).stat().st_mtime_ns for name in pages(out)}
    assert batch(source, out, site=True).counts == {"current": 3}
    assert {name: (out / name).stat().st_mtime_ns for name in pages(out)} == before
    (source / "a.md").write_text(
        "# Styrgruppen 3 juni 2025\n\n## 1. Broar\n\nGruppen beslutade att bygga.\n", encoding="utf-8"
    )
    batch(source, out, site=True)
    after = {name: (out / name).stat().st_mtime_ns for name in pages(out)}
    assert after["site/site.css"] == before["site/site.css"]
    assert "Styrgruppen" in (out / "index.html").read_text(encoding="utf-8")


def test_a_site_that_was_not_asked_for_before_is_written_though_nothing_changed(source: Path, out: Path) -> None:
    batch(source, out)
    assert not pages(out)
    assert batch(source, out, site=True).counts == {"current": 3}
    assert "index.html" in pages(out)
    (out / "index.html").unlink()
    batch(source, out, site=True)
    assert "index.html" in pages(out)


def test_a_page_that_somebody_else_wrote_is_left_alone(source: Path, out: Path) -> None:
    out.mkdir()
    (out / "index.html").write_text("mine")
    heard = batch(source, out, site=True)
    assert heard.errors == {"": f"{out / 'index.html'}: exists, and protokoll did not write it"}
    assert (out / "index.html").read_text() == "mine"
    assert batch(source, out, site=True, force=True).counts == {"made": 3}
