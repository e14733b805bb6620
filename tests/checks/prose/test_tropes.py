"""Tropes are told where they stand, and good sentences are left alone."""

import pytest

from pipeline.checks.prose.tropes import lists_three, tropes


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Das hilft nicht nur den Alten, sondern auch den Jungen.", "nicht nur"),
        ("Ein Ökosystem aus Betrieben trägt die Stadt.", "Ökosystem"),
        ("Die Ämter stehen im Spannungsfeld der Interessen.", "Spannungsfeld"),
        ("In einer Welt, in der alles rechnet, zählt Geduld.", "In einer Welt"),
        ("Am Ende zahlt die Werkstatt.", "Am Ende"),
        ("Wer soll das bezahlen?", "Frage"),
    ],
)
def test_a_trope_is_named_with_its_sentence(sentence: str, told: str):
    (found,) = tropes(["Der Kran steht am Kai.", sentence])
    assert told in found and "Satz 2" in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Nicht die Stadt, sondern der Verein führt die Liste.",
        "Nur wer zahlt, fährt mit; die anderen gehen zu Fuß.",
        "Der Bus hält am Ende der Straße.",
        "Am Ende der Straße hält der Bus.",
        "Wer wissen will, was das kostet, fragt die Nachbarin.",
        "Betriebe, Ämter, Schulen und Vereine teilen einen Kran.",
        "Am Kai liegt ein Lager, und Betriebe teilen es.",
        "Der Rat tagt, bis alle einverstanden sind und niemand mehr fragt.",
    ],
)
def test_good_german_is_left_alone(sentence: str):
    assert tropes([sentence, sentence]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ämter, Schulen und Betriebe teilen einen Kran.",
        "Die Werkstatt plant, baut und wartet die Anlage.",
        "Das Netz ist alt, langsam und teuer.",
        "Hier treffen sich der Meister, die Lehrerin und der alte Lotse.",
    ],
)
def test_one_list_of_three_is_allowed_and_a_second_is_told(sentence: str):
    assert lists_three(sentence)
    assert tropes([sentence, "Der Kran steht am Kai."]) == []
    (found,) = tropes([sentence, "Der Kran steht am Kai.", sentence])
    assert "Sätze 1, 3" in found
