"""Changes touch only what changed, and leave the index as a fresh one would be."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_files import passage

from pipeline.core.files import digest_of, to_jsonl, write_text
from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.sources import index
from pipeline.sources.index import lexical
from pipeline.sources.index.embedder import Own
from pipeline.sources.search.ranking import search, search_meaning

WORDS = "Hafen Kran Bus Bahn Strom Speicher Schule Lehre Rad Weg Haus Dach Fluss Schiff".split()
QUESTIONS = ("Hafen und Kran", "Wo lernt man eine Lehre?", "Strom vom Dach", "Busbahn", "Schiffe")


class Counting(Own):
    """The own encoder, told apart only in that it makes cheap vectors of its own and counts the texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.texts.extend(texts)
        drawn = [np.random.default_rng(list(text.encode())).normal(size=self.dimensions) for text in texts]
        return np.array([one / np.linalg.norm(one) for one in drawn])


@pytest.fixture
def counting(monkeypatch) -> Counting:
    encoder = Counting()
    monkeypatch.setattr(index, "OWN", encoder)
    return encoder


def made(folder: Path, passages: Sequence[Passage]) -> Path:
    write_text(folder / "passages.jsonl", to_jsonl(passages))
    index.build(folder / "index", folder / "passages.jsonl", Silent())
    assert index.fits(folder / "index", digest_of(folder / "passages.jsonl"))
    return folder


def answers(folder: Path) -> list[object]:
    passages = index.passages(folder / "index", folder / "passages.jsonl")
    words, meaning = index.lexical_index(folder / "index"), index.closeness(folder / "index")
    return [
        [(hit.passage, hit.score, hit.cosines) for hit in found]
        for question in QUESTIONS
        for found in (
            search(question, words, passages.by_id, 4),
            search_meaning(question, words, meaning, passages, 4),
        )
    ]


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(lambda words: f"{' '.join(words)}.")
STATES = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), TEXTS, max_size=8), min_size=2, max_size=4)


def passages_of(state: dict[str, str]) -> list[Passage]:
    return [passage(f"p{name}", text, path=f"{name}.md") for name, text in sorted(state.items())]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(STATES)
def test_after_any_changes_answers_are_those_of_a_fresh_index(
    tmp_path_factory: pytest.TempPathFactory, counting: Counting, states: list[dict[str, str]]
):
    place = tmp_path_factory.mktemp("folge")
    before: dict[str, str] = {}
    for state in states:
        counting.texts.clear()
        changed = made(place, passages_of(state))
        new = [text for name, text in state.items() if before.get(name) != text]
        assert sorted(counting.texts) == sorted([*new, *new])  # as a passage, and as its only sentence
        before = state
    fresh = made(tmp_path_factory.mktemp("frisch"), passages_of(states[-1]))
    assert answers(changed) == answers(fresh)


def test_an_added_passage_is_added_to_the_words(tmp_path: Path, counting: Counting, monkeypatch):
    first, second = (passage(f"p{n}", f"Der Hafen hat {n} Kräne.") for n in range(2))
    made(tmp_path, [first])
    monkeypatch.setattr(lexical, "build", None)  # nothing is written anew
    made(tmp_path, [first, second])
    assert len(index.lexical_index(tmp_path / "index")) == 2


def test_of_very_many_few_are_deleted_in_place_and_their_words_lag(tmp_path: Path, counting, monkeypatch):
    many = [passage(f"p{n:02}", f"Der Hafen hat {WORDS[n % 7]}.") for n in range(60)]
    made(tmp_path, many)
    monkeypatch.setattr(lexical, "EXACT", 10)
    made(tmp_path, many[2:])
    words = index.lexical_index(tmp_path / "index")
    assert len(words) == 58
    assert {"p00", "p01"}.isdisjoint(hit.passage for hit in words.search("Hafen", 60))
    lagging = tmp_path / "index" / index.LEXICAL / lexical.GONE
    assert lagging.read_text() == "2"
    made(tmp_path, many[5:])  # more than a twentieth in all
    assert not lagging.exists() and len(index.lexical_index(tmp_path / "index")) == 55


def test_anew_takes_nothing_over(tmp_path: Path, counting: Counting):
    made(tmp_path, [passage("p1", "Der Hafen.")])
    counting.texts.clear()
    index.build(tmp_path / "index", tmp_path / "passages.jsonl", Silent(), anew=True)
    assert counting.texts == ["Der Hafen.", "Der Hafen."]
