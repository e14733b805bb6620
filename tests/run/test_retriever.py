"""What chains get of a run's passages: the nearest of those that may go where they are wanted."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.files import to_json, to_jsonl, write_text
from pipeline.core.progress import Silent
from pipeline.core.types import Passage, Rights
from pipeline.project import Run
from pipeline.run.documents import DOCUMENTS, ReadDocument, ReadDocuments
from pipeline.run.retrieval import RunRetriever
from pipeline.sources import index

THINGS = "Rufbus Fähre Kran Lager Schule Werkstatt Dach Speicher Wald Garten Bad Bibliothek".split()
VERBS = "steht fehlt wächst schließt".split()
ASKED = ("Wer fährt abends noch Bus?", "Was geschieht am Hafen?", "Lernen im Betrieb")
PASSAGES = tuple(
    Passage(
        id=f"p{number:02d}",
        document=f"d{number:02d}.md",
        anchor="Seite 1",
        heading="",
        text=f"{thing} {verb} im Ort.",
    )
    for number, (thing, verb) in enumerate((thing, verb) for thing in THINGS for verb in VERBS)
)


@dataclass
class Listening(Silent):
    """Keeps what it is told."""

    heard: list[str] = field(default_factory=list)

    def said(self, message: str) -> None:
        self.heard.append(message)


def written(folder: Path, released: Sequence[int]) -> Run:
    """A run of all passages, of which these alone may go to an external model."""
    run = Run(folder)
    documents = [
        ReadDocument(path=passage.document, rights=Rights(external_model=number in released))
        for number, passage in enumerate(PASSAGES)
    ]
    write_text(run.file("passages.jsonl"), to_jsonl(PASSAGES))
    write_text(run.file(DOCUMENTS), to_json(ReadDocuments(documents=documents)))
    if not run.index.is_dir():
        index.build(run.index, run.file("passages.jsonl"), Silent())
    return run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lauf")


def ranked(run: Run) -> list[list[str]]:
    """All passages for each question, the nearest first, as the index alone has them."""
    with index.VectorIndex(run.index) as vectors:
        return [[near.passage for near in row] for row in vectors.near(ASKED, len(PASSAGES))]


@settings(max_examples=40, deadline=None)
@given(released=st.sets(st.integers(0, len(PASSAGES) - 1)), limit=st.integers(1, 9))
def test_the_nearest_released_passages_come_out_in_their_order_and_nothing_else(
    folder: Path, released: set[int], limit: int
):
    run = written(folder, sorted(released))
    may = {PASSAGES[number].id for number in released}
    wanted = [[one for one in row if one in may][:limit] for row in ranked(run)]
    found = RunRetriever(run, external=True, progress=Silent()).near(ASKED, limit)
    assert [[one.id for one in row] for row in found] == wanted
    assert all(len(row) == min(limit, len(may)) for row in found)


@settings(max_examples=20, deadline=None)
@given(released=st.sets(st.integers(0, len(PASSAGES) - 1)), limit=st.integers(1, 9))
def test_a_model_in_the_house_gets_the_nearest_of_all(folder: Path, released: set[int], limit: int):
    run = written(folder, sorted(released))
    found = RunRetriever(run, external=False, progress=Silent()).near(ASKED, limit)
    assert [[one.id for one in row] for row in found] == [row[:limit] for row in ranked(run)]


@pytest.mark.parametrize("farthest", range(len(ASKED)))
def test_what_is_withheld_does_not_crowd_out_the_one_passage_that_is_farthest_off(
    folder: Path, farthest: int
):
    last = ranked(written(folder, []))[farthest][-1]
    run = written(folder, [int(last[1:])])
    found = RunRetriever(run, external=True, progress=Silent()).near([ASKED[farthest]], 3)
    assert [[one.id for one in row] for row in found] == [[last]]


def test_by_id_the_order_asked_for_is_kept_and_what_is_withheld_or_unknown_left_out(folder: Path):
    retriever = RunRetriever(written(folder, [3, 1, 7]), external=True, progress=Silent())
    found = retriever.get(["p07", "p00", "unbekannt", "p01", "p03"])
    assert [one.id for one in found] == ["p07", "p01", "p03"]


def test_what_is_left_out_is_told_once_although_many_ask_at_once(folder: Path):
    told = Listening()
    retriever = RunRetriever(written(folder, [0]), external=True, progress=told)
    start = threading.Barrier(8)

    def ask(_: int) -> list[str]:
        start.wait()
        return [one.id for row in retriever.near(ASKED[:1], 2) for one in row]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [["p00"]] * 8
    (message,) = told.heard
    assert message.startswith("Nicht an ein externes Modell gegeben: d01.md, d02.md")
    assert "d00.md" not in message


def test_where_nothing_is_withheld_nothing_is_told(folder: Path):
    told = Listening()
    RunRetriever(written(folder, range(len(PASSAGES))), external=True, progress=told).near(ASKED, 2)
    assert told.heard == []


def test_a_run_without_documents_has_no_passages_and_that_is_no_error(tmp_path: Path):
    retriever = RunRetriever(Run(tmp_path), external=True, progress=Silent())
    assert retriever.near(ASKED, 3) == [[], [], []] and retriever.get(["p00"]) == []
