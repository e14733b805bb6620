"""Fit against chance: expectation and spread are those of all random companies, nothing known is nan."""

import itertools
import math
from statistics import NormalDist

import numpy as np
import pytest
from grove import alike, bundled, grove, noisy, silent

from pipeline.scenarios.trust.fit import Fit, level_of_best


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_chance_is_what_all_random_companies_give(seed: int) -> None:
    sheet = grove("abc", ("bus", "laden", "netz", "arbeit"))
    near = noisy(sheet, seed)
    fit = Fit(near, bundled(sheet))
    others = [[v.id for v in factor.values] for factor in sheet.factors if factor.id != "bus"]
    sums = [sum(fit.score("bus_a", one) for one in company) for company in itertools.product(*others)]
    own = sum(fit.score("bus_a", f"{name}_a") for name in ("laden", "netz", "arbeit"))
    wanted = (own - np.mean(sums)) / np.std(sums)
    assert fit.above[fit.at["bus_a"], fit.column["c1"]] == pytest.approx(wanted)


def test_the_mean_leaves_out_the_own_factor() -> None:
    sheet = grove()
    fit = Fit(alike(sheet), bundled(sheet))
    assert fit.mean[fit.at["bus_a"]].tolist() == [0.6, -0.3, -0.3]


def test_of_what_is_never_told_apart_nothing_is_known() -> None:
    sheet = grove()
    assert np.isnan(Fit(silent(sheet), bundled(sheet)).above).all()


@pytest.mark.parametrize("companies", [1, 2, 4, 8])
def test_the_best_of_some_companies_is_below_the_level_half_the_time(companies: int) -> None:
    assert NormalDist().cdf(level_of_best(companies)) ** companies == pytest.approx(0.5)
    assert math.isclose(level_of_best(1), 0.0, abs_tol=1e-12)
