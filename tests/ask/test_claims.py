"""Numbers, names and addresses of a sentence are looked up in what it quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ask.proving.claims import unproven

SOURCE = (
    "Friederike Schneider, Leiterin am Horst Görtz Institut, spricht von 400 bis 500 "
    "Unternehmen im Ruhrgebiet. In Bochum schätzt sie im Juli 2023 rund 1000 Forschende. Vierzig Ideen "
    "der Industrie- und Handelskammern kosten 2,5 Millionen Euro "
    "in Nordrhein-Westfalen; mehr auf www.kammer.de."
)


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Friederike Schneider spricht von 400 bis 500 Unternehmen.", []),
        ("In Bochum sind es 1.000 Forschende.", []),
        ("Es sind 40 Ideen.", []),
        ("Die Ideen kosten 2,5 Millionen Euro, siehe www.kammer.de.", []),
        ("Schneiders Zahl gilt für 2023.", []),
        ("In Bochum sind es 10000 Forschende.", ["10000"]),
        ("Es sind fünfzig Ideen.", ["fünfzig"]),
        ("Die Ideen kosten 2,5 Milliarden Euro.", ["milliarden"]),
        ("In Essen sind es 1000 Forschende.", ["Essen"]),
        ("Mehr steht auf www.kammern.de.", ["www.kammern.de."]),
        ("Schreiben Sie an max@kammer.de.", ["max@kammer.de."]),
    ],
)
def test_a_german_sentence_is_held_against_its_source(sentence: str, missing: list[str]) -> None:
    assert unproven(sentence, SOURCE, english=False) == missing


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The Ruhr area has 400 to 500 companies, says Friederike Schneider.", []),
        ("In July 2023 there were 1,000 researchers in Bochum.", []),
        ("The forty ideas cost 2.5 million euros in North Rhine-Westphalia.", []),
        ("The ideas cost 2,500 euros.", ["2,500"]),
        ("The ideas cost 2.5 billion euros.", ["billion"]),
        ("There are 1,000 researchers in Dortmund.", ["Dortmund"]),
        ("In May 2023 Siemens joined.", ["May", "Siemens"]),
        ("The fifty ideas are new.", ["fifty"]),
        ("The ideas are new. Companies like “Duisport” pay.", ["Duisport"]),
    ],
)
def test_an_english_sentence_is_read_as_english(sentence: str, missing: list[str]) -> None:
    assert unproven(sentence, SOURCE, english=True) == missing


@given(number=st.integers(min_value=2, max_value=10**9), others=st.lists(st.integers(2, 10**9), max_size=3))
def test_a_number_stands_exactly_where_its_source_has_it(number: int, others: list[int]) -> None:
    source = "Es sind " + ", ".join(f"{one} Stück" for one in others)
    for written, english in (
        (f"{number:,}".replace(",", "."), False),
        (f"{number:,}", True),
        (str(number), True),
    ):
        assert (not unproven(f"so viele wie {written} davon", source, english=english)) == (
            number in others
        )


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_any_text_is_read_and_a_sentence_proves_itself(sentence: str, other: str, english: bool) -> None:
    assert isinstance(unproven(sentence, other, english=english), list)
    assert unproven(SOURCE, f"{other} {SOURCE}", english=english) == []
