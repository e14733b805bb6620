"""The index on disk: both halves built whole, put in place at once, and never asking the network."""

import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import chromadb
import pytest
from chromadb.api.types import DefaultEmbeddingFunction
from source_files import passage

from pipeline.core.errors import OutputError
from pipeline.core.files import digest, to_jsonl, write_text
from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.sources import index

PASSAGES = (
    passage("p1", "Betriebe finden keine Lehrlinge mehr."),
    passage("p2", "Der Rhein führt im Sommer zu wenig Wasser für Schiffe."),
    passage("p3", "Die Stadt legt neue Radwege an."),
)
TRAM = passage("p4", "Die Straßenbahn fährt jetzt auch nachts.")


def built(folder: Path, passages: tuple[Passage, ...] = PASSAGES) -> Path:
    write_text(folder / "passages.jsonl", to_jsonl(passages))
    index.build(folder / "index", folder / "passages.jsonl", Silent())
    return folder / "index"


def fits(folder: Path, passages: tuple[Passage, ...] = PASSAGES) -> bool:
    return index.fits(folder / "index", digest(to_jsonl(passages).encode()))


def nearest(folder: Path, *texts: str, limit: int = 1) -> list[list[str]]:
    with index.VectorIndex(folder) as vectors:
        return [[near.passage for near in row] for row in vectors.near(texts, limit)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("ganz"))


@pytest.fixture
def opened(whole: Path) -> Iterator[index.VectorIndex]:
    with index.VectorIndex(whole) as vectors:
        yield vectors


def test_the_nearest_passage_is_the_one_that_means_it(whole: Path):
    asked = ("Warum fehlen Auszubildende?", "Niedrigwasser auf dem Fluss", "Mit dem Fahrrad unterwegs")
    assert nearest(whole, *asked) == [["p1"], ["p2"], ["p3"]]


def test_cosines_fall_and_a_passages_own_text_is_nearest(opened: index.VectorIndex):
    ((first, *others),) = opened.near([PASSAGES[1].text], 10)
    assert first == index.Near("p2", 1.0)
    assert [near.cosine for near in others] == sorted((near.cosine for near in others), reverse=True)
    assert len(others) == 2 and others[0].cosine < 1


def test_nothing_asked_nothing_found(opened: index.VectorIndex):
    assert opened.near([], 3) == []
    assert opened.near(["Hafen", "Rhein"], 0) == [[], []]


def test_the_heading_counts_with_the_text(tmp_path: Path):
    folder = built(
        tmp_path,
        (
            passage("a", "Sie werden weniger.", "Bildung › Lehrlinge"),
            passage("b", "Sie werden weniger.", "Bienen"),
        ),
    )
    assert nearest(folder, "Auszubildende", "Insekten") == [["a"], ["b"]]


def test_both_halves_hold_the_same_passages(whole: Path):
    assert index.lexical_index(whole).search("Radweg", 3)[0].passage == "p3"
    assert len(index.lexical_index(whole)) == len(PASSAGES)


def test_an_index_fits_only_the_passages_it_was_made_of(whole: Path, tmp_path: Path):
    assert fits(whole.parent)
    assert not fits(whole.parent, (*PASSAGES, TRAM))
    assert not fits(tmp_path)
    (tmp_path / "index").mkdir()
    for broken in ("", "{", "[]", '{"of": {}}', '{"of": 1, "files": {}}'):
        (tmp_path / "index" / "meta.json").write_text(broken, encoding="utf-8")
        assert not fits(tmp_path)


def test_rebuilding_in_place_forgets_the_old_passages(tmp_path: Path):
    folder = built(tmp_path)
    assert nearest(folder, "Fahrrad") == [["p3"]]
    assert built(tmp_path, (PASSAGES[0], TRAM)) == folder
    assert fits(tmp_path, (PASSAGES[0], TRAM)) and not fits(tmp_path)
    assert nearest(folder, "Fahrrad", limit=5) == [["p4", "p1"]]
    assert index.lexical_index(folder).search("Radweg", 3) == []
    passages = index.passages(folder, tmp_path / "passages.jsonl")
    assert list(passages) == [PASSAGES[0], TRAM]
    assert not (tmp_path / "index.neu").exists()


def test_rebuilding_while_the_old_one_is_open_shows_the_new_passages(tmp_path: Path):
    folder = built(tmp_path)
    with index.VectorIndex(folder):
        built(tmp_path, (TRAM,))
        assert nearest(folder, "Fahrrad", limit=5) == [["p4"]]
    assert nearest(folder, "Fahrrad", limit=5) == [["p4"]]


def test_building_the_same_index_again_while_it_is_open(tmp_path: Path):
    folder = built(tmp_path)
    with index.VectorIndex(folder):
        assert nearest(built(tmp_path), "Fahrrad") == [["p3"]]
    assert nearest(folder, "Fahrrad") == [["p3"]]


def test_what_a_crash_left_half_written_does_not_matter(tmp_path: Path):
    for name in ("places.sqlite", "dense/passages.npy", "lexical/meta.json"):
        leftover = tmp_path / "index.neu" / name
        leftover.parent.mkdir(parents=True, exist_ok=True)
        leftover.write_bytes(b"halb geschrieben")
    assert not fits(tmp_path)
    assert nearest(built(tmp_path), "Fahrrad") == [["p3"]]
    assert not (tmp_path / "index.neu").exists()


def test_a_crash_while_building_leaves_the_old_index_in_place(tmp_path: Path, monkeypatch):
    folder = built(tmp_path)

    def crash(_: object) -> None:
        raise RuntimeError("Strom weg")

    with monkeypatch.context() as patch:
        patch.setattr(meaning, "embed", crash)
        with pytest.raises(RuntimeError):
            built(tmp_path, (TRAM,))
    assert fits(tmp_path) and nearest(folder, "Fahrrad") == [["p3"]]
    assert nearest(built(tmp_path, (TRAM,)), "Fahrrad") == [["p4"]]


@pytest.mark.parametrize("part", ["places.build", "lexical.renew", "dense.build"])
def test_a_full_disk_is_told_and_the_old_index_stays(tmp_path: Path, monkeypatch, part: str):
    folder = built(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"pipeline.sources.index.{part}", full)
        with pytest.raises(OutputError, match="freien Platz"):
            built(tmp_path, (TRAM,))
    assert fits(tmp_path) and index.lexical_index(folder).search("Radweg", 1)[0].passage == "p3"
    assert not (tmp_path / "index.neu").exists()


def damaged(file: Path, how: str) -> None:
    data = file.read_bytes()
    if how == "gelöscht":
        file.unlink()
    else:
        changed = {"gekürzt": data[: len(data) // 2], "leer": b"", "Unsinn": bytes(len(data))}
        file.write_bytes(changed[how])


@pytest.mark.parametrize("how", ["gelöscht", "gekürzt", "leer", "Unsinn"])
def test_any_damaged_file_is_noticed_and_the_index_made_anew(whole: Path, tmp_path: Path, how: str):
    names = [path.relative_to(whole) for path in whole.rglob("*") if path.is_file() and path.stat().st_size]
    assert len(names) > 8
    for number, name in enumerate(names):
        copy = tmp_path / str(number)
        shutil.copytree(whole, copy / "index")
        assert fits(copy)
        damaged(copy / "index" / name, how)
        assert not fits(copy), name
    assert nearest(built(copy), "Fahrrad") == [["p3"]] and fits(copy)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("", ""), []),
        (('"format": ', '"format": 1'), ["stammt aus einer anderen Programmfassung"]),
        (('"files": {', '"files": {"fehlt": "", '), ["ist beschädigt"]),
    ],
)
def test_why_an_index_is_made_anew_is_said(tmp_path: Path, change: tuple[str, str], told: list[str]):
    heard: list[str] = []

    class Listener(Silent):
        def said(self, message: str) -> None:
            heard.append(message)

    write_text(tmp_path / "passages.jsonl", to_jsonl(PASSAGES))
    index.build(tmp_path / "index", tmp_path / "passages.jsonl", Listener())
    assert heard == []  # where there was none, nothing is anew
    meta = tmp_path / "index" / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    index.build(tmp_path / "index", tmp_path / "passages.jsonl", Listener())
    assert heard == [f"Der Suchindex {why} und wird neu gebaut." for why in told]
    assert fits(tmp_path)


def test_an_index_of_nothing_answers_nothing(tmp_path: Path):
    assert nearest(built(tmp_path, ()), "Fahrrad", "Hafen") == [[], []]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    write_text(tmp_path / "passages.jsonl", to_jsonl(PASSAGES))
    (tmp_path / "datei").write_text("kein Ordner", encoding="utf-8")
    with pytest.raises(OutputError, match="index"):
        index.build(tmp_path / "datei" / "index", tmp_path / "passages.jsonl", Silent())


def test_every_passage_is_counted_while_it_is_embedded(tmp_path: Path):
    heard: list[int] = []

    class Listener(Silent):
        def started(self, stage: str, total: int | None = None) -> None:
            heard.append(-(total or 0))

        def advanced(self, steps: int = 1) -> None:
            heard.append(steps)

    many = tuple(passage(f"p{number}", f"Der Hafen hat {number} Kräne.") for number in range(70))
    write_text(tmp_path / "passages.jsonl", to_jsonl(many))
    index.build(tmp_path / "index", tmp_path / "passages.jsonl", Listener())
    assert heard[0] == -140 and sum(heard) == 0  # each passage, and its only sentence


def test_telemetry_is_off_and_nobody_is_asked(tmp_path: Path, monkeypatch):
    asked: list[object] = []
    settings: list[object] = []
    real = chromadb.PersistentClient

    def client(*arguments: object, **named: object):
        made = real(*arguments, **named)
        settings.append(made.get_settings().anonymized_telemetry)
        return made

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("kein Netz in diesem Test")

    monkeypatch.setattr(chromadb, "PersistentClient", client)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(DefaultEmbeddingFunction, "__init__", refuse)
    monkeypatch.setattr(DefaultEmbeddingFunction, "__call__", refuse)
    assert nearest(built(tmp_path), "Fahrrad") == [["p3"]]
    assert asked == [] and settings == [False]


def test_many_threads_may_ask_at_once(whole: Path):
    together = Barrier(6)

    def ask() -> list[list[str]]:
        together.wait(20)
        return nearest(whole, "Niedrigwasser auf dem Fluss")

    with ThreadPoolExecutor(max_workers=6) as pool:
        for _ in range(8):
            asked = [pool.submit(ask) for _ in range(6)]
            assert all(one.result() == [["p2"]] for one in asked)
