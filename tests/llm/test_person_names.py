"""Names of people are found by what they stand with, and nouns stay nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.files import read_yaml
from pipeline.core.resources import shipped
from pipeline.llm.name_words import genitive, genitive_base, words
from pipeline.llm.person_names import find


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sabine Krüger sagt das.", ["Sabine", "Krüger"]),
        ("Sabine Krügers Plan", ["Sabine", "Krüger"]),
        ("Herr Müller und Frau Holle", ["Müller", "Holle"]),
        ("Frau\nDr. Anna\nSchmidt", ["Anna", "Schmidt"]),
        ("Prof. Dr.-Ing. K.-H. Petersen", ["Petersen"]),
        ("K. Müller, J. R. Becker", ["Müller", "Becker"]),
        ("Krüger, Sabine; Winter, Petra", ["Krüger", "Sabine", "Winter", "Petra"]),
        ("Ursula von der Leyen", ["Ursula", "Leyen"]),
        ("Petra Winter wohnt hier.", ["Petra", "Winter"]),
        ("Hans-Peter Müller-Lüdenscheidt", ["Hans-Peter", "Müller-Lüdenscheidt"]),
        ("SABINE KRÜGER", ["SABINE", "KRÜGER"]),
        (
            "Su\u0308meyra Yılmaz und Sa\u00adbine Krü\u00adger",
            ["Su\u0308meyra", "Yılmaz", "Sa\u00adbine", "Krü\u00adger"],
        ),
        ("Schreiben Sie an s.krueger@beispiel.de.", ["s.krueger@beispiel.de"]),
        ("Kai Brockmann", ["Kai", "Brockmann"]),
    ],
)
def test_a_name_is_found_by_what_it_stands_with(text: str, names: list[str]) -> None:
    assert [name for name in found(text) if name in names] == names


@pytest.mark.parametrize(
    "text",
    [
        "Im Winter kommt der Bauer zum Müller.",
        "Am Kai Betriebe ansiedeln",
        "Für Mann und Frau Arbeit schaffen",
        "Wer Herr der Lage bleibt",
        "z. B. Verkehr, d. h. Straßen, S. 12, A. Einleitung",
        "Das Robert-Koch-Institut und die Max-Planck-Gesellschaft",
        "Duisburg, Essen, Herne und Bochum",
        "Oberbürgermeister Duisburgs",
        "Paul AG",
        "Im August 2035",
        "",
    ],
)
def test_a_noun_is_no_name(text: str) -> None:
    assert found(text) == []


def test_the_labelled_sentences_are_found_as_well_as_the_docs_say() -> None:
    entries = read_yaml(shipped("evals/persons.yaml"))["sentences"]
    hits = missed = wrong = 0
    for one in entries:
        got, wanted = found(one["text"]), list(one["names"])
        hit = sum(1 for word in got if word in wanted and (wanted.remove(word) or True))
        hits, missed, wrong = hits + hit, missed + len(wanted), wrong + len(got) - hit
    assert hits / (hits + missed) >= 0.85 and hits / (hits + wrong) >= 0.95


@given(st.text(max_size=200))
def test_what_is_found_are_words_in_order_without_overlap(text: str) -> None:
    last = 0
    for name in find(text):
        assert last <= name.start < name.end <= len(text)
        last = name.end


@given(st.text(max_size=80))
def test_words_are_told_with_their_places(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words(text))


@pytest.mark.parametrize(("name", "of"), [("Krüger", "Krügers"), ("Fuchs", "Fuchs’"), ("Voß", "Voß’")])
def test_a_genitive_ends_as_german_wants_it(name: str, of: str) -> None:
    assert genitive(name) == of
    assert genitive_base(of) == (name if of.endswith("s") else "")
