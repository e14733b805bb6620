"""Whether the scenario of a text is still the one it was written for."""

import pytest
from small_world import world

from pipeline.checks.orphans import KIND, check, home
from pipeline.core.types import Before, Narrative, Sentence

CLUSTERS = world().clusters
ONE, TWO = CLUSTERS.clusters[:2]


def text(cluster: str, *values: str, title: str = "Titel", **more: object) -> Narrative:
    sentences = tuple(
        Sentence(text=f"Satz {value}.", basis="value", values=(value,), paragraph=1) for value in values
    )
    fields = {"cluster": cluster, "title": title, "rohgeruest": False, "sentences": sentences, **more}
    return Narrative.model_validate(fields)


@pytest.mark.parametrize(
    ("narrative", "belonging", "severity"),
    [
        (text(ONE.id, *ONE.members.values()), "own", None),
        (text(ONE.id), "own", None),
        (text(ONE.id, *TWO.members.values()), "other", "block"),
        (text(ONE.id, *list(TWO.members.values())[:2]), "own", None),
        (text("weg", *ONE.members.values()), "gone", "block"),
        (text("weg"), "gone", "block"),
        (text(ONE.id, scenario="Titel"), "renamed", "warn"),
        (text(ONE.id, scenario="Alt", title="Eigen"), "own", None),
        (text(ONE.id, scenario=ONE.name, title=ONE.name), "own", None),
    ],
)
def test_a_text_belongs_to_its_scenario_or_is_told(narrative, belonging, severity) -> None:
    assert home(narrative, CLUSTERS).belonging == belonging
    found = check([narrative], CLUSTERS)
    assert [(one.kind, one.severity) for one in found] == ([(KIND, severity)] if severity else [])


def test_the_nearest_scenario_is_named_also_by_what_a_person_rewrote() -> None:
    values = tuple(TWO.members.values())
    before = Before(text="Alt.", basis="value", values=values)
    edited = Sentence(text="Neu.", basis="edited", paragraph=1, before=before)
    narrative = text("weg").model_copy(update={"sentences": (edited,)})
    (finding,) = check([narrative], CLUSTERS)
    assert finding.evidence == TWO.id and f"„{TWO.name}“ ({TWO.id})" in finding.message
    assert check([text("weg")], CLUSTERS)[0].evidence == ""
