"""Traits: four ways in which two values are alike, each blind to what the factor says of all its values."""

import numpy as np
import pytest

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.traits import Traits, by_kinds, by_meaning, by_sentences, by_words, traits


def tafel(*factors: tuple[str, ...]) -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=f"f{number}",
                name=f"f{number}",
                values=tuple(
                    FactorValue(id=f"f{number}{letter}", label="Zustand", text=text)
                    for letter, text in zip("abcd", texts, strict=False)
                ),
            )
            for number, texts in enumerate(factors)
        )
    )


def ones(given: Traits) -> tuple[np.ndarray, np.ndarray]:
    return np.ones(given.words.shape[1]), np.ones(given.texts.shape[1])


@pytest.fixture(scope="module")
def steered() -> Traits:
    """A market, a state and a community, on two matters and with hardly a word in common."""
    return traits(
        tafel(
            (
                "Ein Finanzinvestor kauft die Bäder und verlangt, was der Markt hergibt.",
                "Das Ministerium legt Eintritt, Zeiten und Ausstattung der Bäder verbindlich fest.",
                "Die Leute aus dem Viertel putzen das Bad reihum und stimmen über alles ab.",
            ),
            (
                "Laternen sind Werbeflächen eines Konzerns, hell wird es für zahlende Kundschaft.",
                "Eine Norm der Behörde schreibt jede Laterne vor, für alle gleich.",
                "Freiwillige haben Laternen gebaut und kümmern sich gemeinsam darum.",
            ),
        )
    )


def test_the_same_kind_of_future_is_recalled_on_different_matters(steered: Traits) -> None:
    between = by_kinds(steered, *ones(steered))[:3, 3:]
    assert between.argmax(axis=1).tolist() == [0, 1, 2]


def test_every_look_gives_one_score_for_each_pair(steered: Traits) -> None:
    words, dimensions = ones(steered)
    for look in (
        by_words(steered, words),
        by_meaning(steered, dimensions),
        by_sentences(steered, dimensions),
        by_kinds(steered, words, dimensions),
    ):
        assert look.shape == (6, 6)
        assert np.allclose(look, look.T)


def test_a_sentence_that_finds_its_like_counts_among_others() -> None:
    given = traits(
        tafel(
            ("Nachts fahren keine Züge. Die Miete ist hoch.", "Im Kühlschrank liegt Käse."),
            ("Der Sommer war nass. Die Miete ist hoch.", "Das Pferd steht im Stall."),
        )
    )
    scores = by_sentences(given, ones(given)[1])
    assert scores[0, 2] > scores[0, 3]


def test_a_look_by_sentences_is_even_over_the_values_of_a_factor(steered: Traits) -> None:
    between = by_sentences(steered, ones(steered)[1])[:3, 3:]
    assert np.allclose(between.sum(axis=0), 0)
    assert np.allclose(between.sum(axis=1), 0)


def test_values_without_a_text_are_read_by_their_label() -> None:
    sheet = tafel(("", ""), ("", ""))
    given = traits(sheet)
    assert given.parts.shape[0] == 4
    assert np.isfinite(by_kinds(given, *ones(given))).all()
