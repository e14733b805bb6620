"""English questions are told from German ones by their small words, and what tells nothing is left out."""

import pytest

from pipeline.language.tongue import is_english, telling


@pytest.mark.parametrize(
    "question",
    [
        "When will the harbour have fast internet?",
        "How many companies are there in the Ruhr area?",
        "rooms for apprentices near their company",
        "Who pays for it?",
    ],
)
def test_english_questions(question: str):
    assert is_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wann bekommt der Hafen schnelles Internet?",
        "Was bringt Open Source für das Homeoffice?",
        "wo solln lehrlinge wohnen",
        "Was war die Antwort auf the Big Data Challenge?",
        "Smart Exploration",
        "",
    ],
)
def test_everything_else_is_german(question: str):
    assert not is_english(question)


def test_small_words_tell_nothing_where_there_are_others():
    assert telling("Wie viele Betriebe haben Betriebe?") == ["Betriebe"]
    assert telling("What could the old tunnels be used for?") == ["old", "tunnels"]
    assert telling("Wer ist das?") == ["Wer", "ist", "das"]
    assert telling("???") == []
