"""Suite 4: each kind of finding lowers its own share, and the tables show what a text says of time."""

import pytest

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.suites.horizon import KINDS, SUITE
from pipeline.evaluation.suites.suite import Shown
from pipeline.evaluation.world import small_world

STATE = "Im Jahr 2035 ist es still am Becken."


def shown(*sentences: str) -> Shown:
    told = tuple(Sentence(text=one, basis="edited", paragraph=1) for one in sentences)
    text = Narrative(cluster="c1", title="Die stille Region", rohgeruest=False, sentences=told)
    return SUITE.judge(Material([text], small_world(), check([text], small_world(), StatementJudge())))


def values(seen: Shown) -> dict[str, float | None]:
    return {one.name: one.value for one in seen.metrics}


def test_the_shipped_cases_show_that_the_checks_work():
    proof = SUITE.prove(case_files(SUITE.name))
    assert proof.cases >= 10 and not proof.failed


def test_a_text_that_lives_in_its_year_has_nothing_against_it():
    assert set(values(shown(STATE)).values()) == {1.0}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bald wird die Behörde alle Tore am Becken öffnen.", "tense"),
        ("Vor drei Jahren, 2025, brannte das Lager.", "chronology"),
        ("Derzeit, 2026, brennt im Lager Licht.", "anachronisms"),
        (
            "Die Hafenbehörde verlor 2031 ein Fünftel ihres Umschlags, ein Rückgang ohne Beispiel.",
            "forecasts",
        ),
    ],
)
def test_a_fault_lowers_its_share_and_no_other(sentence, name):
    found = values(shown(STATE, sentence))
    assert found.pop(name) == 0.5
    assert set(found.values()) == {1.0}


def test_a_text_without_its_year_is_told_so():
    seen = shown("Es ist still am Becken.")
    assert values(seen)["horizon"] == 0.0
    assert seen.tables[0].rows[0][1].text == "nirgends"


def test_the_tables_show_tenses_and_every_statement_about_time():
    seen = shown("Vor fünf Jahren, 2030, schloss die Werft.", STATE, "Der Wind geht.")
    [tenses] = [[cell.text for cell in row] for row in seen.tables[0].rows]
    assert tenses == ["Die stille Region", "in Satz 2", "1", "2", "0"]
    times = [(row[1].sentence, row[2].text, row[3].text) for row in seen.tables[1].rows]
    assert times == [(1, "Vor fünf Jahren, 2030", "kein Befund")], "its own year needs no row"


def test_every_metric_names_the_kinds_it_counts():
    seen = shown(STATE)
    assert {kind for one in seen.metrics for kind in one.kinds} == KINDS
