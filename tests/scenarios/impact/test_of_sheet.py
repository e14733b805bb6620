"""A sheet as a matrix and back: people first, medians, unjudged never zero."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.impact.of_sheet import of_sheet, to_ratings

SHEET = Sheet(
    factors=tuple(
        Factor(
            id=f,
            name=f.title(),
            values=tuple(FactorValue(id=f"{f}{v}", label=f"{f} {v}") for v in letters),
        )
        for f, letters in (("bus", "ab"), ("netz", "abc"))
    )
)
IDS = [value.id for factor in SHEET.factors for value in factor.values]


def test_descriptors_carry_names_and_ids() -> None:
    made = of_sheet(SHEET, (), "Probe")
    assert made.descriptors[0] == Descriptor("Bus", ("bus a", "bus b"), "bus", ("busa", "busb"))
    assert made.sizes == (2, 3) and made.title == "Probe"
    assert made.scores.shape == (5, 5) and not made.judged.any() and not made.scores.any()


def test_people_count_before_a_model_and_several_with_their_median() -> None:
    said = [("A", 3), ("B", 0), ("C", 2), ("model:x", -3)]
    ratings = [Rating(source="busa", target="netzb", score=score, origin=by) for by, score in said]
    ratings.append(Rating(source="netzc", target="busb", score=-1, origin="model:x"))
    made = of_sheet(SHEET, ratings)
    assert made.scores[0, 3] == 2 and made.scores[4, 1] == -1
    assert np.argwhere(made.judged).tolist() == [[0, 3], [4, 1]]


def test_a_zero_is_judged_and_a_pair_of_one_factor_counts() -> None:
    made = of_sheet(
        SHEET,
        [Rating(source="busa", target="netza", score=0), Rating(source="busa", target="busb", score=-2)],
    )
    assert made.judged[0, 2] and made.judged[0, 1] and made.scores[0, 1] == -2


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)),
        st.integers(-30, 30).map(lambda n: n / 10),
    )
)
def test_ratings_come_back_but_for_zeros_within_a_factor(scores: dict[tuple[str, str], float]) -> None:
    ratings = [Rating(source=s, target=t, score=score, origin="A") for (s, t), score in scores.items()]
    found = to_ratings(of_sheet(SHEET, ratings), SHEET, "A")
    kept = [one for one in ratings if one.source[:-1] != one.target[:-1] or one.score]
    assert sorted(found, key=repr) == sorted(kept, key=repr)


def test_a_matrix_without_ids_counts_by_position() -> None:
    scores = np.zeros((5, 5))
    scores[0, 4] = 2
    matrix = ImpactMatrix((Descriptor("x", ("", "")), Descriptor("y", ("", "", ""))), scores, scores > 0)
    assert to_ratings(matrix, SHEET, "B") == (Rating(source="busa", target="netzc", score=2, origin="B"),)


def test_a_matrix_of_another_sheet_or_another_scale_is_refused() -> None:
    other = ImpactMatrix((Descriptor("x", ("", "")),), np.zeros((2, 2)), np.ones((2, 2), dtype=bool))
    with pytest.raises(InputError, match=r"1 Deskriptoren mit 2 Varianten und passt nicht.*Bitte"):
        to_ratings(other, SHEET, "A")
    wide = of_sheet(SHEET, [Rating(source="busb", target="netza", score=3)])
    wide.scores[1, 2] = -4
    with pytest.raises(InputError, match=r"von busb auf netza ist -4 .*−3 und"):
        to_ratings(wide, SHEET, "A")
