"""Of very many passages only the closest are compared with a question, and those that share words."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.language import meaning
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.index.mapped import FINEST
from pipeline.sources.search.ranking import search_meaning

TEXTS = (
    "Am Hafen fehlen Stellplätze für Lkw.", "Das Museum zeigt Gemälde.", "Auf dem Land fehlen Ärzte.",
    "Ein Speicher nimmt den Strom der Dächer auf.", "Kinder lernen Geige.", "Die Stadt legt Radwege an.",
)  # fmt: skip
PASSAGES = tuple(
    Passage(id=f"p{n}", document=f"{n % 2}.md", anchor="A", heading="", text=text)
    for n, text in enumerate(TEXTS)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dicht")
    dense.build(place / "dense", PASSAGES, Silent())
    lexical.build(place / "lexical", PASSAGES)
    return place


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared, "FEW", 1)
    monkeypatch.setattr(compared, "CLOSEST", 2)


def test_the_closest_are_compared_and_those_that_share_words(folder: Path, many: None):
    closeness = compared.Closeness(folder / "dense")
    alone = closeness.of("Wo fehlen Mediziner?")
    assert len(alone.ids) == 2 and "p2" in alone.ids
    more = closeness.of("Wo fehlen Mediziner?", also=["p4", "unbekannt"])
    assert set(more.ids) == {*alone.ids, "p4"}
    assert more.rows.tolist() == sorted(more.rows.tolist())


def test_what_is_not_allowed_is_not_compared_even_where_it_shares_words(folder: Path, many: None):
    close = compared.Closeness(folder / "dense").of(
        "Wo fehlen Mediziner?", ["p4", "p5"], frozenset(["1.md"])
    )
    assert {PASSAGES[row].document for row in close.rows} == {"1.md"}
    assert "p5" in close.ids and "p4" not in close.ids


def test_a_question_and_its_words_are_embedded_as_each_alone(folder: Path):
    words = ["Mediziner", "Land"]
    close = compared.Closeness(folder / "dense").of("Mediziner auf dem Land", words=words)
    asked = meaning.embed(["Mediziner auf dem Land"])[0]
    told = dense.Vectors(folder / "dense").sentences / FINEST
    assert close.sentence == pytest.approx((told @ asked).tolist(), abs=1e-4)
    alone = compared.Closeness(folder / "dense").words.of(words, np.arange(len(PASSAGES))).covered
    assert close.covered == pytest.approx(alone, abs=1e-4)


def test_only_what_is_shown_is_read(folder: Path):
    read: list[int] = []

    class Counted(tuple[Passage, ...]):
        def __getitem__(self, row):
            read.append(row)
            return super().__getitem__(row)

    words, closeness = lexical.LexicalIndex(folder / "lexical"), compared.Closeness(folder / "dense")
    hits = search_meaning("Wo fehlen Ärzte und Lkw?", words, closeness, Counted(PASSAGES), 1)
    assert [hit.passage.id for hit in hits] == ["p2"]
    assert set(read) == {2}


def test_a_passage_added_later_has_the_vectors_of_a_fresh_start(folder: Path, tmp_path: Path):
    more = [
        *PASSAGES[:3],
        Passage(id="neu", document="n.md", anchor="A", heading="", text="Ein Kran."),
        *PASSAGES[3:],
    ]
    dense.build(tmp_path / "fresh", more, Silent())
    dense.build(tmp_path / "renewed", more, Silent(), before=dense.Vectors(folder / "dense"))
    for file in sorted((tmp_path / "fresh").iterdir()):
        assert (tmp_path / "renewed" / file.name).read_bytes() == file.read_bytes(), file.name
