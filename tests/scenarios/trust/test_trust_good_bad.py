"""Good and bad: a planted pattern is called so, a balanced one is not, too little is not judged."""

from collections.abc import Sequence

import numpy as np
import pytest
from grove import bundled, grove, resorted, valued
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from pipeline.core.types import Cluster, Sheet, Valence
from pipeline.scenarios.trust import good_bad
from pipeline.scenarios.trust.association import cramers_v

FACTORS = tuple(f"f{number:02d}" for number in range(12))
Pattern = Sequence[Valence | None]


def case(*patterns: Pattern) -> tuple[tuple[Cluster, ...], Sheet]:
    letters = "abcd"[: len(patterns)]
    clusters = bundled(grove(letters, FACTORS))
    return clusters, grove(letters, FACTORS, wertung=valued(clusters, *patterns))


def test_a_planted_pattern_of_good_and_bad_is_called_so_with_its_counts() -> None:
    found = good_bad(*case(["+"] * 12, ["-"] * 11 + ["0"], ["0"] * 12))
    assert found is not None
    assert found.association > 0.8 and found.chance < 0.01 and found.rated == 36
    assert "trennen vor allem Gut von Schlecht" in found.told
    assert "c1: 12 von 12 bewerteten Ausprägungen positiv; c2: 11 von 12" in found.told
    assert "c3" not in found.told


def test_a_balanced_one_is_not() -> None:
    found = good_bad(*case(["+", "-", "0"] * 4, ["-", "0", "+"] * 4, ["0", "+", "-"] * 4))
    assert found is not None
    assert (found.association, found.told.startswith("Ein Gut-Schlecht-Muster ist nicht zu erkennen")) == (
        0.0,
        True,
    )
    assert found.chance > 0.5 and "(" not in found.told


def test_a_leaning_is_told_as_a_part_only() -> None:
    good, bad = ["+"] * 9 + ["-"] * 3, ["-"] * 9 + ["+"] * 3
    found = good_bad(*case(good, bad, good, bad))
    assert found is not None
    assert 0 < found.association < 0.5 and "zum Teil" in found.told
    assert found.told.count("9 von 12") == 4


def test_a_pattern_that_every_factor_has_to_have_is_not_taken_for_chance() -> None:
    """The same counts: where each factor has one good value, luck sorts them less easily."""
    within = good_bad(*case(["+"] * 12, ["-"] * 12))
    across = good_bad(*case(["+"] * 6 + ["-"] * 6, ["+"] * 6 + ["-"] * 6))
    assert within is not None and across is not None
    assert within.chance < 0.01 and across.chance == 1.0


@pytest.mark.parametrize(
    "patterns",
    [
        ([None] * 12, [None] * 12),
        (["+"] * 12, ["-"] * 7 + [None] * 5),
        (["+"] * 12, ["+"] * 12),
    ],
    ids=["nichts bewertet", "ein Cluster kaum bewertet", "alles gleich bewertet"],
)
def test_too_little_is_not_judged(patterns: tuple[Pattern, ...]) -> None:
    assert good_bad(*case(*patterns)) is None


def test_unrated_is_not_neutral() -> None:
    found = good_bad(*case(["+"] * 9 + [None] * 3, ["-"] * 9 + [None] * 3))
    assert found is not None
    assert found.rated == 18 and found.association == 1.0


@given(order=st.integers(0, 1000))
def test_the_order_of_the_sheet_does_not_matter(order: int) -> None:
    clusters, sheet = case(["+", "+", "0"] * 4, ["-", "0", "+"] * 4, ["0", "-", "-"] * 4)
    assert good_bad(clusters, resorted(sheet, order)) == good_bad(clusters, sheet)


@given(st.lists(st.lists(st.integers(1, 30), min_size=3, max_size=3), min_size=2, max_size=5))
def test_v_is_bergsmas(counts: list[list[int]]) -> None:
    table = np.array(counts)
    n, (rows, columns) = table.sum(), table.shape
    phi = chi2_contingency(table, correction=False).statistic / n
    phi = max(0.0, phi - (rows - 1) * (columns - 1) / (n - 1))
    left = [side - (side - 1) ** 2 / (n - 1) for side in (rows, columns)]
    assert cramers_v(table) == pytest.approx(np.sqrt(phi / (min(left) - 1)), abs=1e-7)


def test_v_of_what_is_all_of_one_kind_is_nothing() -> None:
    assert cramers_v(np.array([[5, 0], [7, 0]])) == 0.0
