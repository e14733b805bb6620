"""Words of a question against words of passages: the same stem stands there whole, a like one in part."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.sources.index import nearly, vocabulary, wordwise

TEXTS = ("Der Lkw steht am Hafen.", "Das Museum zeigt Gemälde.", "", "Am Hafen liegt ein Museum.")
PASSAGES = [
    Passage(id=f"p{n}", document="d.md", anchor="A", heading="", text=text) for n, text in enumerate(TEXTS)
]
ALL = np.arange(len(TEXTS))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("words")
    wordwise.build(place, PASSAGES)
    return place


def test_the_same_stem_stands_there_and_a_like_word_nearly(folder: Path):
    near = nearly.Words(folder).of(["Häfen", "truck", "Bilder"], ALL).near
    assert near[0].tolist()[::3] == [1.0, 1.0] and near[0][1] < 0.5
    assert 0 < near[1][0] < 1 and near[1].argmax() == 0
    assert near[2].argmax() == 1
    assert near[:, 2].tolist() == [0, 0, 0]


def test_a_number_stands_there_or_does_not(tmp_path: Path):
    dated = [one.model_copy(update={"text": f"Im Jahr {2030 + n}."}) for n, one in enumerate(PASSAGES)]
    wordwise.build(tmp_path, dated)
    assert nearly.Words(tmp_path).of(["2031", "2040"], ALL).near.tolist() == [[0, 1, 0, 0], [0, 0, 0, 0]]


def test_rare_words_weigh_more(folder: Path):
    stands = nearly.Words(folder).of(["Hafen", "Gemälde"], ALL)
    assert 0 < stands.weights[0] < stands.weights[1]
    assert stands.covered[1] > stands.covered[0] > stands.covered[2] == 0


def test_some_rows_are_asked_like_all(folder: Path):
    words = nearly.Words(folder)
    whole, part = words.of(["Hafen", "Bild"], ALL), words.of(["Hafen", "Bild"], np.array([1, 2, 3]))
    assert part.near.tolist() == whole.near[:, 1:].tolist()
    assert part.weights.tolist() == whole.weights.tolist()


def test_nothing_asked_and_nothing_there_cover_nothing(folder: Path, tmp_path: Path):
    assert nearly.Words(folder).of([], ALL).covered.tolist() == [0, 0, 0, 0]
    wordwise.build(tmp_path, [])
    assert nearly.Words(tmp_path).of(["Hafen"], np.arange(0)).covered.tolist() == []


def test_words_that_stand_in_most_passages_come_first(folder: Path):
    assert vocabulary.read(folder) == ["Hafen", "Museum", "Gemälde", "Lkw", "liegt", "steht", "zeigt"]


def test_what_has_a_vector_is_taken_over_and_equals_a_fresh_start(
    folder: Path, tmp_path: Path, monkeypatch
):
    more = [*PASSAGES, Passage(id="n", document="e.md", anchor="A", heading="Neues", text="Ein Kran.")]
    wordwise.build(tmp_path / "frisch", more)
    embedded: list[str] = []
    embed = meaning.embed

    def counted(texts):
        embedded.extend(texts)
        return embed(texts)

    monkeypatch.setattr(wordwise.meaning, "embed", counted)
    wordwise.build(tmp_path / "neu", more, folder)
    assert {"Kran", "Neues"} <= set(embedded) and len(embedded) < len(vocabulary.read(tmp_path / "neu"))
    for file in (wordwise.VECTORS, wordwise.HELD, wordwise.STARTS, vocabulary.WORDS):
        assert (tmp_path / "neu" / file).read_bytes() == (tmp_path / "frisch" / file).read_bytes()
