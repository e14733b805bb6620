"""Case files: a typo, an id given twice and a broken file are refused; an empty one has no cases."""

from pathlib import Path

import pytest

from pipeline.checks import facts
from pipeline.core.errors import InputError
from pipeline.evaluation.cases import TextCase, case_files, load_cases
from pipeline.evaluation.suites.proving import texts_of

prove = texts_of(frozenset({facts.KIND}))
CASE = (
    "- {id: a, sentences: [Im Jahr 2035 löschen Automaten 71 Millionen Tonnen.], expect: [zahl_unbelegt]}\n"
)


def put(folder: Path, text: str) -> Path:
    (folder / "grounding").mkdir(exist_ok=True)
    (folder / "grounding" / "cases.yaml").write_text(text, encoding="utf-8")
    return folder / "grounding" / "cases.yaml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cases:\n" + CASE.replace("expect", "expct"), r"grounding/cases.yaml, Fall 1: „expct“"),
        ("cases:\n" + CASE.replace("id: a, ", ""), "Fall 1: „id“"),
        ("cases:\n" + CASE.replace("id: a", "id: ''"), "Fall 1: „id“"),
        ("cases:\n- {id: a, sentences: []}\n", "Fall 1: „sentences“"),
        ("cases:\n- nur ein Wort\n", "Fall 1"),
        ("cases:\n" + CASE + CASE, "„a“ steht mehrfach da"),
        ("cases: 7\n", "eine Liste"),
        ("case:\n" + CASE, "eine Liste"),
        ("cases:\n" + CASE + "more: 1\n", "nichts daneben"),
        (CASE, "eine Liste"),
        ("", "eine Liste"),
        ("cases: [", "kein gültiges YAML"),
    ],
)
def test_a_case_file_that_is_not_as_it_has_to_be_is_refused_and_named(tmp_path, text: str, told: str):
    with pytest.raises(InputError, match=told):
        load_cases([put(tmp_path, text)], TextCase)


def test_an_id_of_another_file_is_given_twice_as_well(tmp_path):
    first = put(tmp_path, "cases:\n" + CASE)
    second = first.with_name("more.yaml")
    second.write_text("cases:\n" + CASE, encoding="utf-8")
    with pytest.raises(InputError, match="mehrfach"):
        load_cases([first, second], TextCase)


@pytest.mark.parametrize("text", ["cases: []\n", "cases:\n"])
def test_an_empty_file_has_no_cases_and_proves_nothing(tmp_path, text: str):
    assert prove([put(tmp_path, text)]).cases == 0


def test_a_suite_without_a_file_has_no_cases():
    assert case_files("gibt-es-nicht") == () and prove(()).cases == 0


def test_cases_that_our_check_fails_are_told_one_by_one(tmp_path):
    path = put(
        tmp_path,
        "cases:\n"
        "- {id: harmless, sentences: [Am Kai wird gelesen.], expect: [zahl_unbelegt]}\n"
        "- {id: alarming, sentences: [Im Jahr 2035 löschen Automaten 71 Millionen Tonnen.], "
        "absent: [zahl_unbelegt]}\n" + CASE,
    )
    proof = prove([path])
    assert proof.cases == 3 and [line.split("“")[0] for line in proof.failed] == [
        "Fall „harmless",
        "Fall „alarming",
    ]


@pytest.mark.parametrize("wrong", ["expect: [zahl_unbeleg]", "absent: [tippfehler]", "cluster: c9"])
def test_a_kind_or_a_scenario_that_there_is_not_is_refused(tmp_path, wrong: str):
    path = put(tmp_path, "cases:\n- {id: a, sentences: [Am Kai wird gelesen.], " + wrong + "}\n")
    with pytest.raises(InputError, match="Der Fall „a“ nennt"):
        prove([path])
