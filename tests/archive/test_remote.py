"""Sources and outputs in the cloud: a file system in memory, and an S3 server on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import fsspec
import msgspec
import pytest
from moto.server import ThreadedMotoServer
from tests.archive.batching import AIMS, PNG, Heard, Here, batch, names, notes

from protokoll.archive.batch import Batch
from protokoll.archive.packing import look
from protokoll.archive.remote import RemoteOutputs, RemoteSources
from protokoll.errors import UsageError


@pytest.fixture
def top() -> str:
    return f"memory://arkiv-{uuid4().hex}"


def put(top: str, folder: Path) -> None:
    system, path = fsspec.url_to_fs(top)
    for file in folder.rglob("*"):
        if file.is_file():
            system.pipe_file(f"{path}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def found(top: str) -> dict[str, bytes]:
    system, path = fsspec.url_to_fs(top)
    system.invalidate_cache()
    files = {name[len(path) + 1 :]: system.cat_file(name) for name in system.find(path)}
    return {name: data for name, data in files.items() if not name.startswith((".protokoll", "register.sqlite"))}


def remote(source: str, out: str, **aims: object) -> Heard:
    heard = Heard()
    run = Batch(RemoteSources([source]), RemoteOutputs(out), msgspec.structs.replace(AIMS, **aims), heard)
    run.run(lambda _: (Here(), 2), look("base"))
    return heard


def test_what_is_made_there_is_what_is_made_here(top: str, tmp_path: Path) -> None:
    source = notes(tmp_path / "in", "a.md", "2023/b.md", ".dold/c.md", "d.txt")
    (source / "a.md").write_text("# Möte\n\n![karta](bilder/karta.png) ![x](../karta.png)\n", encoding="utf-8")
    (source / "bilder").mkdir()
    (source / "bilder/karta.png").write_bytes(PNG)
    put(f"{top}/in", source)
    assert remote(f"{top}/in", f"{top}/ut").counts == {"made": 2}
    batch(source, tmp_path / "out")
    assert found(f"{top}/ut") == {name: (tmp_path / "out" / name).read_bytes() for name in names(tmp_path / "out")}


def test_only_what_changed_is_made_there(top: str, tmp_path: Path) -> None:
    put(f"{top}/in", notes(tmp_path / "in", "a.md", "b.md", "c.md"))
    remote(f"{top}/in", f"{top}/ut")
    assert remote(f"{top}/in", f"{top}/ut").counts == {"current": 3}
    system, path = fsspec.url_to_fs(f"{top}/in")
    system.pipe_file(f"{path}/a.md", "# Möte\n\nNytt.\n".encode())
    system.rm_file(f"{path}/b.md")
    heard = remote(f"{top}/in", f"{top}/ut", prune=True)
    assert (heard.of("made"), heard.of("removed"), heard.of("current")) == (["a.md"], ["b.md"], ["c.md"])
    assert sorted(found(f"{top}/ut")) == ["a.html", "c.html"]


def test_two_runs_at_once_are_refused_there_too(top: str) -> None:
    outputs = RemoteOutputs(top)
    with outputs.lock(), pytest.raises(UsageError, match="another run"), RemoteOutputs(top).lock():
        pass
    with RemoteOutputs(top).lock():
        pass


def test_the_lock_of_a_run_that_was_killed_is_no_lock_for_ever(top: str, monkeypatch: pytest.MonkeyPatch) -> None:
    RemoteOutputs(top).lock().__enter__()
    monkeypatch.setattr("protokoll.archive.remote.time.time", lambda: 4_000_000_000.0)
    with RemoteOutputs(top).lock():
        pass


def test_outputs_may_not_lie_among_the_sources(top: str) -> None:
    with pytest.raises(UsageError, match="lies under"):
        remote(f"{top}/in", f"{top}/in/ut")


def test_an_address_that_nothing_reaches_is_told() -> None:
    with pytest.raises(UsageError, match="cannot be reached"):
        RemoteSources(["nix://a/b"])


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    for key, value in {
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ENDPOINT_URL": address,
    }.items():
        monkeypatch.setenv(key, value)
    yield address
    server.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the server, not ours
def test_an_s3_server_is_read_from_and_written_to(s3: str, tmp_path: Path) -> None:
    system = fsspec.filesystem("s3", endpoint_url=s3)
    system.mkdir("arkiv", region_name="eu-north-1")
    source = notes(tmp_path / "in", "a.md", "2023/b.md")
    for file in source.rglob("*.md"):
        system.pipe_file(f"arkiv/in/{file.relative_to(source).as_posix()}", file.read_bytes())

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "protokoll", "batch", *arguments]
        return subprocess.run(program, capture_output=True, text=True, check=False)

    first = run("s3://arkiv/in", "-o", "s3://arkiv/ut", "--to", "html,pdf")
    assert (first.returncode, "2  converted" in first.stderr) == (0, True), first.stderr
    second = run("s3://arkiv/in", "-o", "s3://arkiv/ut", "--to", "html,pdf")
    assert (second.returncode, "2  unchanged" in second.stderr) == (0, True), second.stderr
    assert run(str(source), "-o", str(tmp_path / "out"), "--to", "html,pdf").returncode == 0
    for name in names(tmp_path / "out"):
        assert system.cat_file(f"arkiv/ut/{name}") == (tmp_path / "out" / name).read_bytes()
    missing = run("s3://ingenstans/in", "-o", str(tmp_path / "out2"))
    assert (missing.returncode, "cannot be reached" in missing.stderr, "Traceback" in missing.stderr) == (
        2,
        True,
        False,
    )
