"""Sentences of a text that stayed while its values went to another scenario."""

import pytest
from small_world import world

from pipeline.checks.case import Case
from pipeline.checks.elsewhere import check
from pipeline.core.types import Narrative, Sentence

GROUND = world()
ONE, TWO = GROUND.clusters.clusters[:2]
OWN = [one for one in ONE.members.values() if one not in TWO.members.values()]
FOREIGN = [one for one in TWO.members.values() if one not in ONE.members.values()]


def case(*values: tuple[str, ...]) -> Case:
    sentences = tuple(Sentence(text="Satz.", basis="value", values=one, paragraph=1) for one in values)
    return Case(Narrative(cluster=ONE.id, title="T", rohgeruest=False, sentences=sentences), GROUND)


def test_a_sentence_on_values_of_another_scenario_blocks_and_says_where_they_are() -> None:
    (found,) = check(case((OWN[0],), (FOREIGN[0],), (OWN[1],)))
    assert (found.sentence, found.severity, found.evidence) == (2, "block", FOREIGN[0])
    assert f"({FOREIGN[0]})" in found.message and f"„{TWO.name}“ ({TWO.id})" in found.message


@pytest.mark.parametrize(
    "values",
    [((OWN[0],), ()), ((OWN[0], FOREIGN[0]),), ((OWN[0],), ("nirgends",))],
)
def test_own_shared_and_unknown_values_are_not_blamed(values) -> None:
    assert check(case(*values)) == []


def test_a_text_that_is_another_scenarios_altogether_is_told_once_elsewhere() -> None:
    assert check(case(*((one,) for one in TWO.members.values()))) == []
