"""What balances say of given scenarios: the same inconsistency as ever, and where it lies."""

import numpy as np
import pytest
from hypothesis import given
from impact_cases import all_scenarios, blocks_of, is_consistent, matrices

from pipeline.core.errors import InputError
from pipeline.scenarios.impact.balance import inconsistency, total_impact
from pipeline.scenarios.impact.bundles import of_bundles
from pipeline.scenarios.impact.matrix import ImpactMatrix


@given(matrix=matrices())
def test_a_verdict_names_every_descriptor_that_could_do_better(matrix: ImpactMatrix) -> None:
    scenarios = np.array(all_scenarios(matrix))
    found = of_bundles(matrix, scenarios)
    assert [one.inconsistency for one in found] == pytest.approx(inconsistency(matrix, scenarios).tolist())
    assert [one.total_impact for one in found] == pytest.approx(total_impact(matrix, scenarios).tolist())
    for scenario, verdict in zip(scenarios.tolist(), found, strict=True):
        assert (not verdict.strains) == is_consistent(matrix, scenario)
        blocks = list(blocks_of(matrix, scenario))
        for strain in verdict.strains:
            block = blocks[strain.descriptor]
            assert strain.chosen == scenario[strain.descriptor]
            assert block[strain.better] == pytest.approx(max(block))
            assert strain.by == pytest.approx(max(block) - block[strain.chosen])
        assert [one.by for one in verdict.strains] == sorted(
            (one.by for one in verdict.strains), reverse=True
        )


@given(matrix=matrices())
def test_a_scenario_of_another_matrix_is_refused(matrix: ImpactMatrix) -> None:
    with pytest.raises(InputError, match="Ausprägung"):
        of_bundles(matrix, np.zeros((1, len(matrix.sizes) + 1), dtype=int))
