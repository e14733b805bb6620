"""Several projects asked as one: merged by score, the project named, what is the same shown once."""

from pathlib import Path

import pytest
from shelved import asked, written

from pipeline.core.errors import FilterError, InputError, ProjectError
from pipeline.sources.search.finding import found, similar
from pipeline.sources.search.library import Browsable
from pipeline.sources.search.only import Only

FERRY = "Die Fähre über den Fluss bezahlt der Kreis aus Mitteln des Landes."
BOAT = "Das Boot am anderen Ufer gehört einem Verein und fährt nur im Sommer."
COMMON = "# Leitbild\n\nBeide Seiten des Flusses gehören zusammen, sagt das Leitbild der Region."
CRANE = "Am Kai wird der Kran erneuert; die Kosten teilen sich mehrere Betriebe."


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    home = tmp_path_factory.mktemp("reihe")
    first = written(home / "ufer", {"faehre.txt": FERRY, "leitbild.md": COMMON, "notiz.txt": BOAT})
    second = written(home / "kai", {"kran.txt": CRANE, "leitbild.md": COMMON, "notiz.txt": CRANE[::-1]})
    return first, second


@pytest.fixture(params=["words", "meaning"])
def both(
    request: pytest.FixtureRequest, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Browsable:
    monkeypatch.chdir(folders[0].parent)
    return asked(*folders, by_words=request.param == "words")


def test_hits_of_both_are_ranked_together_and_name_their_project(both: Browsable):
    crane, ferry = both.find("Wer erneuert den Kran am Kai?", 1), both.find("Wer bezahlt die Fähre?", 1)
    assert [(hit.project, hit.passage.text) for hit in (*crane, *ferry)] == [
        ("kai", CRANE),
        ("ufer", FERRY),
    ]
    assert both.source(crane[0]).project == "kai"
    hits = both.find("Wer bezahlt am Fluss, und was kostet der Kran?", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.project for hit in hits} == {"ufer", "kai"}


def test_what_stands_in_both_is_shown_once_under_the_project_named_first(both: Browsable):
    hits = [hit for hit in both.find("Leitbild der Region", 10) if hit.passage.document == "leitbild.md"]
    assert [(hit.project, hit.also) for hit in hits] == [("ufer", ("kai",))]
    assert [(one.project, one.path) for one in both.sources()] == [
        ("ufer", "faehre.txt"), ("ufer", "leitbild.md"), ("ufer", "notiz.txt"),
        ("kai", "notiz.txt"), ("kai", "kran.txt"),
    ]  # fmt: skip


def test_one_project_can_be_asked_alone(both: Browsable):
    only = Only(projects=("kai",))
    assert {hit.project for hit in both.find("Leitbild der Region am Kai", 10, only)} == {"kai"}
    assert {one.project for one in both.sources(only)} == {"kai"} and len(both.sources(only)) == 3
    with pytest.raises(FilterError, match="kai, ufer"):
        both.find("Leitbild", 10, Only(projects=("see",)))


def test_a_filter_that_fits_one_of_them_asks_only_that_one(both: Browsable):
    hits = found(both, "Wer bezahlt die Fähre?", 10, Only(documents=("faehre.txt",))).hits
    assert [hit.passage.text for hit in hits] == [FERRY]


def test_passages_are_those_of_the_sources_own_project(both: Browsable):
    texts = {(one.project, one.path): [each.text for each in both.passages(one)] for one in both.sources()}
    assert texts["ufer", "notiz.txt"] == [BOAT] and texts["kai", "kran.txt"] == [CRANE]
    assert both.known(["Fähre", "Kran", "Xylophon"]) == [True, True, False]


def test_what_is_like_a_passage_is_found_in_the_other_project_too(both: Browsable):
    (ferry,) = both.find("Wer bezahlt die Fähre?", 1)
    near = similar(both, ferry.passage.id, 10).hits
    assert {hit.project for hit in near} == {"ufer", "kai"} and FERRY not in [
        hit.passage.text for hit in near
    ]
    with pytest.raises(InputError, match="„p0“"):
        similar(both, "p0", 10)


def test_the_same_project_twice_is_one_and_two_of_one_name_are_refused(folders, tmp_path, monkeypatch):
    monkeypatch.chdir(folders[0].parent)
    twice = asked(folders[0], folders[0])
    assert [hit.also for hit in twice.find("Leitbild", 5)] == [()]
    other = written(tmp_path / "ufer", {"a.txt": BOAT})
    with pytest.raises(ProjectError, match="heißen „ufer“"):
        asked(folders[0], other)
