"""The best few scenarios: as good as brute force, far enough apart, and refused with what is possible."""

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import matrix_of

from pipeline.core.errors import InputError
from pipeline.scenarios.impact import choosing
from pipeline.scenarios.impact.analysis import analyse
from pipeline.scenarios.impact.balance import total_impact
from pipeline.scenarios.impact.matrix import ImpactMatrix

some = settings(deadline=None, max_examples=60)


@st.composite
def kernels(draw: st.DrawFn) -> tuple[ImpactMatrix, np.ndarray]:
    """A matrix and up to 14 different scenarios of it, which need not be consistent."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=6))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    matrix = matrix_of(sizes, random.integers(-3, 4, (sum(sizes), sum(sizes))))
    rows = {tuple(int(random.integers(size)) for size in sizes) for _ in range(14)}
    return matrix, np.array(sorted(rows))


def distance(rows: np.ndarray) -> int:
    """That of the two scenarios most alike; beyond all where there is one only."""
    return min((int((one != other).sum()) for one, other in combinations(rows, 2)), default=rows.shape[1])


@some
@given(kernels(), st.integers(1, 5), st.integers(0, 6))
def test_no_other_choice_has_more_impact_and_none_is_too_close(
    kernel: tuple[ImpactMatrix, np.ndarray], count: int, wanted: int
) -> None:
    matrix, rows = kernel
    count, wanted = min(count, len(rows)), min(wanted, rows.shape[1])
    impact = total_impact(matrix, rows)
    choices = [list(one) for one in combinations(range(len(rows)), count)]
    fine = [one for one in choices if distance(rows[one]) >= wanted]
    if not fine:
        most = max(distance(rows[one]) for one in choices)
        with pytest.raises(InputError, match=rf"Mindestabstand von {wanted} .* höchstens {most} verlangen"):
            choosing.best(matrix, rows, count, wanted)
        return
    chosen = choosing.best(matrix, rows, count, wanted)
    assert chosen.proved and chosen.why == ""
    assert chosen.total_impact.sum() == pytest.approx(max(impact[one].sum() for one in fine))
    assert np.allclose(chosen.total_impact, total_impact(matrix, chosen.scenarios))
    assert (np.diff(chosen.total_impact) <= 0).all()
    assert {tuple(row) for row in chosen.scenarios} <= {tuple(row) for row in rows}
    assert len(np.unique(chosen.scenarios, axis=0)) == count
    if count == 1:
        assert chosen.smallest_distance is None
    else:
        assert chosen.smallest_distance == distance(chosen.scenarios) >= wanted


def many() -> tuple[ImpactMatrix, np.ndarray]:
    """All scenarios of eight descriptors of two variants with scores that promote nothing in common."""
    random = np.random.default_rng(3)
    matrix = matrix_of([2] * 8, random.integers(-3, 4, (16, 16)))
    return matrix, np.indices((2,) * 8).reshape(8, -1).T


def test_a_search_that_is_cut_off_says_what_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, rows = many()
    whole = choosing.best(matrix, rows, 4, 4)
    monkeypatch.setattr(choosing, "EFFORT", 8)
    cut = choosing.best(matrix, rows, 4, 4)
    assert whole.proved and not cut.proved and "abgebrochen" in cut.why
    stated = re.search(r"mehr als ([\d,−]+) statt", cut.why)
    assert stated and float(stated[1].replace(",", ".").replace("−", "-")) >= whole.total_impact.sum()
    assert cut.smallest_distance is not None and cut.smallest_distance >= 4


def test_what_was_not_found_is_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, rows = many()
    monkeypatch.setattr(choosing, "EFFORT", 2)
    with pytest.raises(InputError, match=r"ob es sie gibt, ist offen"):
        choosing.best(matrix, rows, 4, 5)


def test_of_too_many_those_with_most_impact_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, rows = many()
    monkeypatch.setattr(choosing, "MOST", 100)
    chosen = choosing.best(matrix, rows, 2, 1)
    assert not chosen.proved and "100 von 256" in chosen.why
    with pytest.raises(InputError, match="offen"):
        choosing.best(matrix, rows[np.argsort(rows.sum(axis=1))], 4, 8)


@pytest.mark.parametrize(
    ("count", "wanted", "said"),
    [
        (0, 1, "1 bis 20"),
        (21, 1, "1 bis 20"),
        (4, 1, "konsistent sind 3"),
        (2, 9, "0 bis 8"),
        (2, -1, "0 bis 8"),
    ],
)
def test_what_cannot_be_asked_is_refused(count: int, wanted: int, said: str) -> None:
    matrix, rows = many()
    with pytest.raises(InputError, match=said):
        choosing.best(matrix, rows[:3], count, wanted)


def test_the_order_of_the_list_changes_nothing_in_what_is_reached() -> None:
    matrix, rows = many()
    mixed = np.random.default_rng(1).permutation(rows)
    one, other = choosing.best(matrix, rows, 4, 4), choosing.best(matrix, mixed, 4, 4)
    assert one.total_impact.sum() == pytest.approx(other.total_impact.sum())


def test_a_list_that_is_not_complete_proves_nothing() -> None:
    matrix = matrix_of([2] * 6, np.zeros((12, 12)))
    whole, part = analyse(matrix, best=2, draws=1), analyse(matrix, best=2, limit=9, draws=1)
    assert whole.best is not None and whole.best.proved and whole.best.distance == 2
    assert part.best is not None and not part.best.proved and "nicht vollständig" in part.best.why
