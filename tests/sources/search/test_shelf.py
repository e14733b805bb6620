"""One project asked: the best of what a filter leaves, and what is like a passage."""

from pathlib import Path

import pytest
from shelved import asked, told, written

from pipeline.core.errors import FilterError
from pipeline.sources.search.finding import found, similar
from pipeline.sources.search.library import Browsable
from pipeline.sources.search.only import Only

QUESTION = "Wer bezahlt die Fähre über den Fluss?"
LOUD = (
    "Die Fähre über den Fluss: Wer die Fähre bezahlt, fährt über den Fluss. Bezahlt wird an Bord, Tag {}."
)
QUIET = "Für den Betrieb des Bootes kommt der Kreis auf; die Überfahrt am Fluss bleibt frei."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = {
        f"laut/{number:02d}.md": told("bericht", "2024", LOUD.format(number)) for number in range(24)
    }
    documents["leise.md"] = told("protokoll", "November 2025", QUIET)
    documents["leer.txt"] = "Über Radwege und Ampeln steht hier alles, was man wissen will."
    return written(tmp_path_factory.mktemp("fluss") / "fluss", documents)


@pytest.fixture(params=["words", "meaning"])
def library(request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch) -> Browsable:
    monkeypatch.chdir(project.parent)
    return asked(project, by_words=request.param == "words")


@pytest.mark.parametrize(
    "only",
    [
        Only(documents=("leise.md",)),
        Only(kinds=("protokoll",)),
        Only(since="2025"),
        Only(since="2025-11", until="30.11.2025", kinds=("Protokoll",), projects=("fluss",)),
    ],
)
def test_the_best_of_what_fits_comes_back_however_low_it_ranks(library: Browsable, only: Only):
    assert QUIET not in [hit.passage.text for hit in library.find(QUESTION, 20)]
    (hit,) = library.find(QUESTION, 1, only)
    assert hit.passage.text == QUIET and hit.project == "fluss"
    assert [one.path for one in library.sources(only)] == ["leise.md"]


def test_a_filter_chooses_and_does_not_score(library: Browsable):
    whole = {hit.passage.id: hit.score for hit in library.find(QUESTION, 100)}
    for hit in library.find(QUESTION, 100, Only(documents=("laut/0*",))):
        assert hit.score == pytest.approx(whole[hit.passage.id], abs=1e-4)


def test_a_filter_that_fits_nothing_finds_nothing(library: Browsable):
    with pytest.raises(FilterError):
        library.find(QUESTION, 5, Only(kinds=("studie",)))
    nothing = found(library, QUESTION, 5, Only(kinds=("studie",)))
    assert nothing.hits == () and "bericht (24)" in nothing.note
    assert found(library, "Xylophon", 5, Only(kinds=("protokoll",))).hits == ()


def test_what_has_no_date_is_left_out_and_counted(library: Browsable):
    dated = found(library, QUESTION, 50, Only(since="2024"))
    assert "1 Dokument ohne Datum" in dated.note and dated.hits
    vague = found(library, QUESTION, 50, Only(since="2024-06"))
    assert "25 Dokumente ohne Datum" in vague.note
    assert found(library, QUESTION, 50, Only(kinds=("bericht",))).note == ""


def test_what_is_like_a_passage_leaves_itself_out_and_obeys_the_filter(library: Browsable):
    (quiet,) = library.find(QUESTION, 1, Only(kinds=("protokoll",)))
    near = library.near(quiet.passage, 100)
    assert len(near) == 25 and quiet.passage.id not in {hit.passage.id for hit in near}
    assert [hit.score for hit in near] == sorted((hit.score for hit in near), reverse=True)
    assert near[-1].passage.document == "leer.txt"
    assert [hit.passage for hit in library.near(quiet.passage, 3)] == [hit.passage for hit in near[:3]]
    (other,) = library.near(quiet.passage, 5, Only(documents=("*.txt",)))
    assert other == near[-1]
    assert similar(library, quiet.passage.id, 5, Only(documents=("leise.md",))).hits == ()
