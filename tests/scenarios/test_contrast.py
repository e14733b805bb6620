"""Contrast: what all siblings share is gone, and what stands in one text only says nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from pipeline.scenarios.contrast import contrasted, cosines, units, word_vectors

rows = some.lists(
    some.lists(some.floats(-9, 9, allow_subnormal=False), min_size=3, max_size=3), min_size=4, max_size=4
)
GROUPS = np.array([0, 1, 0, 1])


@given(rows)
def test_the_contrasts_of_a_group_add_up_to_nothing(vectors: list[list[float]]) -> None:
    found = contrasted(np.array(vectors), GROUPS)
    for group in (0, 1):
        assert np.allclose(found[group == GROUPS].sum(axis=0), 0, atol=1e-9)


@given(rows, some.floats(-5, 5))
def test_what_all_of_a_group_share_changes_no_contrast(vectors: list[list[float]], shared: float) -> None:
    moved = np.array(vectors) + shared * (GROUPS == 1)[:, None]
    assert np.allclose(contrasted(moved, GROUPS), contrasted(np.array(vectors), GROUPS), atol=1e-9)


@given(rows)
def test_cosines_are_symmetric_and_bounded(vectors: list[list[float]]) -> None:
    found = cosines(np.array(vectors))
    assert np.array_equal(found, found.T)
    assert np.all(np.abs(found) <= 1)


def test_a_row_of_zeros_is_like_nothing() -> None:
    assert cosines(np.array([[0.0, 0.0], [1.0, 2.0]]))[0].tolist() == [0.0, 0.0]
    assert units(np.zeros((1, 2))).tolist() == [[0.0, 0.0]]


def test_inflected_words_and_parts_of_compounds_bring_texts_together() -> None:
    found = cosines(word_vectors(["Genossenschaften", "Energiegenossenschaft", "Konzerne", "Lärm"]))
    assert found[0, 1] > 0.3
    assert found[0, 2] == 0


def test_a_word_of_one_text_only_is_left_out() -> None:
    alone, longer = word_vectors(["Wald Fluss", "Fluss"]), word_vectors(["Wald Wiese Fluss", "Fluss"])
    assert np.array_equal(alone, longer)
    assert not word_vectors(["Wald", "Zug"]).any()
