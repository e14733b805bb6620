"""What is near in Chroma: one contract for a folder of this process and for a server; and troubles."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from source_files import passage

from pipeline.core.errors import LockedError, OutputError, ProjectError, SurroundingsError
from pipeline.core.files import to_jsonl, write_text
from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.sources import index
from pipeline.sources.index import chroma
from pipeline.sources.index.vectors import collection_name

PASSAGES = (
    passage("p1", "Betriebe finden keine Lehrlinge mehr.", path="a.md"),
    passage("p2", "Der Rhein führt im Sommer zu wenig Wasser für Schiffe.", path="b.md"),
    passage("p3", "Die Stadt legt neue Radwege an.", path="b.md"),
)
TRAM = passage("p4", "Die Straßenbahn fährt jetzt auch nachts.", path="c.md")


class Server:
    """A real `chroma run` on loopback."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [Path(sys.executable).with_name("chroma"), "run", "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port), "--path", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        raise RuntimeError("chroma run does not start")

    @property
    def store(self) -> index.Store:
        return index.Store(f"http://127.0.0.1:{self.port}")

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    standing = Server(tmp_path_factory.mktemp("chroma"))
    yield standing
    standing.kill()


@pytest.fixture(params=["Ordner", "Server"])
def store(request: pytest.FixtureRequest) -> index.Store:
    return index.HERE if request.param == "Ordner" else request.getfixturevalue("server").store


def built(folder: Path, passages: tuple[Passage, ...] = PASSAGES) -> Path:
    write_text(folder / "passages.jsonl", to_jsonl(passages))
    index.build(folder / "index", folder / "passages.jsonl", Silent())
    return folder / "index"


def nearest(folder: Path, store: index.Store, text: str, limit: int = 5, **more: object) -> list[str]:
    with index.VectorIndex(folder, store) as vectors:
        ((*found,),) = vectors.near([text], limit, **more)
        return [near.passage for near in found]


def test_changes_reach_the_store_and_what_is_gone_is_gone(tmp_path: Path, store: index.Store):
    assert nearest(built(tmp_path), store, "Fahrrad")[0] == "p3"
    changed = passage("p1", "Mit dem Fahrrad zur Arbeit.", path="a.md")
    folder = built(tmp_path, (changed, PASSAGES[1], TRAM))
    assert nearest(folder, store, "Fahrrad") == ["p1", "p4", "p2"]
    assert nearest(built(tmp_path, ()), store, "Fahrrad") == []
    assert nearest(built(tmp_path), store, "Fahrrad", 1) == ["p3"]


def test_only_what_changed_is_sent(tmp_path: Path, store: index.Store, monkeypatch):
    from chromadb import Collection

    sent: list[list[str]] = []
    real = Collection.upsert

    def upsert(self: Collection, *, ids: list[str], **more: object) -> None:
        sent.append(ids)
        real(self, ids=ids, **more)

    monkeypatch.setattr(Collection, "upsert", upsert)
    nearest(built(tmp_path), store, "Fahrrad")
    nearest(built(tmp_path, (*PASSAGES, TRAM)), store, "Fahrrad")
    nearest(built(tmp_path, (*PASSAGES, TRAM)), store, "Fahrrad")
    assert sent == [["p1", "p2", "p3"], ["p4"]]


def test_a_mirror_left_in_the_middle_is_completed(tmp_path: Path, store: index.Store, monkeypatch):
    from chromadb import Collection

    with monkeypatch.context() as patch:
        patch.setattr(Collection, "modify", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            nearest(built(tmp_path), store, "Fahrrad")
    assert nearest(built(tmp_path, (TRAM, PASSAGES[0])), store, "Fahrrad") == ["p4", "p1"]


def test_only_allowed_documents_are_near(tmp_path: Path, store: index.Store):
    folder = built(tmp_path)
    assert nearest(folder, store, "Fahrrad", allowed=frozenset({"a.md"})) == ["p1"]
    assert nearest(folder, store, "Fahrrad", allowed=frozenset()) == []
    assert nearest(folder, store, "Fahrrad", limit=1, allowed=frozenset({"a.md", "b.md"})) == ["p3"]


def test_batches_are_no_larger_than_the_store_takes(tmp_path: Path, store: index.Store, monkeypatch):
    monkeypatch.setattr("pipeline.sources.index.mirror._AT_ONCE", 2)
    assert set(nearest(built(tmp_path, (*PASSAGES, TRAM)), store, "Fahrrad")) == {"p1", "p2", "p3", "p4"}


def test_two_projects_of_one_name_and_two_embedders_never_share_a_collection(tmp_path: Path):
    class Other(type(index.OWN)):
        name = "openai:text-embedding-3-large"

    here, there = tmp_path / "a" / "projekt" / "index", tmp_path / "b" / "projekt" / "index"
    names = {collection_name(here, index.OWN), collection_name(there, index.OWN)}
    names |= {collection_name(here, Other()), collection_name(there, Other())}
    assert len(names) == 4
    assert all(name.startswith("projekt-") for name in names)


def test_with_a_server_nothing_of_chroma_lies_in_the_run(tmp_path: Path, server: Server):
    nearest(built(tmp_path), server.store, "Fahrrad")
    assert {path.name for path in tmp_path.iterdir()} == {"passages.jsonl", "index"}
    assert not list((tmp_path / "index").rglob("*chroma*"))


def test_several_processes_share_a_server(tmp_path: Path, server: Server):
    folder = built(tmp_path)
    code = (
        "import sys; from pathlib import Path; from pipeline.sources import index\n"
        f"with index.VectorIndex(Path({str(folder)!r}), index.Store({server.store.url!r})) as v:\n"
        "    print(v.near(['Fahrrad'], 1)[0][0].passage)"
    )
    with index.VectorIndex(folder, server.store):
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert done.stdout == "p3\n", done.stderr


def test_a_server_that_is_gone_is_named_and_nothing_is_lost(tmp_path: Path):
    mortal = Server(tmp_path / "daten")
    folder = built(tmp_path)
    with index.VectorIndex(folder, mortal.store) as vectors:
        assert vectors.near(["Fahrrad"], 1)
        mortal.kill()
        with pytest.raises(SurroundingsError, match=r"127\.0\.0\.1.*chroma run"):
            vectors.near(["Fahrrad"], 1)
    with pytest.raises(SurroundingsError, match="CHROMA_URL"):
        index.VectorIndex(folder, mortal.store)
    assert nearest(folder, index.HERE, "Fahrrad", 1) == ["p3"]


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://", "http://localhost:abc"])
def test_an_address_that_is_none_is_told(tmp_path: Path, url: str):
    with pytest.raises(ProjectError, match="CHROMA_URL"):
        index.VectorIndex(built(tmp_path), index.Store(url))


def test_a_folder_that_another_process_has_open_is_not_touched(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(chroma, "PATIENCE", 0.1)
    folder = built(tmp_path)
    ready, go_on = os.pipe()
    other = os.fork()
    if other == 0:
        with FileLock(tmp_path / "index-chroma" / ".lock"):
            os.write(go_on, b"x")
            signal.pause()
    os.read(ready, 1)
    try:
        with pytest.raises(LockedError, match="CHROMA_URL"):
            index.VectorIndex(folder)
        assert not list((tmp_path / "index-chroma").glob("v-*"))
    finally:
        os.kill(other, signal.SIGKILL)
        os.waitpid(other, 0)
    assert nearest(folder, index.HERE, "Fahrrad", 1) == ["p3"]


@pytest.mark.parametrize("how", ["Unsinn", "gekürzt", "gelöscht", "alles"])
def test_a_broken_folder_is_made_anew_from_the_vectors(tmp_path: Path, how: str):
    folder = built(tmp_path)
    nearest(folder, index.HERE, "Fahrrad")
    base = next((tmp_path / "index-chroma").rglob("chroma.sqlite3"))
    data = base.read_bytes()
    if how == "alles":
        shutil.rmtree(tmp_path / "index-chroma")
        (tmp_path / "index-chroma").write_text("keine Ordner")
    elif how == "gelöscht":
        base.unlink()
    else:
        base.write_bytes(b"Unsinn" * 2_000 if how == "Unsinn" else data[: len(data) // 3])
    for file in base.parent.rglob("*.bin") if how != "alles" else ():
        file.write_bytes(b"Unsinn")
    assert nearest(folder, index.HERE, "Fahrrad", 1) == ["p3"]


def test_two_processes_with_other_states_on_one_server_each_find_their_own(tmp_path: Path, server: Server):
    folder = built(tmp_path)
    with index.VectorIndex(folder, server.store) as older:
        newer = built(tmp_path, (TRAM, passage("p5", "Mit dem Fahrrad zur Arbeit."), PASSAGES[0]))
        with index.VectorIndex(newer, server.store) as other:
            for _ in range(2):
                ((*found,),) = older.near(["Fahrrad"], 9)
                assert {near.passage for near in found} == {"p1", "p2", "p3"}
                ((*found,),) = other.near(["Fahrrad"], 9)
                assert {near.passage for near in found} == {"p1", "p4", "p5"}


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch):
    folder = built(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileLock, "acquire", full)
    with pytest.raises(OutputError, match="No space left"):
        index.VectorIndex(folder)
