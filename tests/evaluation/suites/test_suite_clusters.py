"""Suite 6: broken clusters are seen, what was not rated is told, and what nobody computed is no figure."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Cluster, Clusters, Findings, Placement, Rating
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites.clusters import SUITE
from pipeline.evaluation.suites.suite import Shown
from pipeline.evaluation.world import small_world
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.opinions import Opinions, opinion

WORLD = small_world()
C1 = {"h1": "h1a", "h2": "h2a", "h3": "h3a"}
C2 = {"h1": "h1b", "h2": "h2b", "h3": "h3b"}
IDS = ("h1a", "h1b", "h2a", "h2b", "h3a", "h3b")
NOTHING = Findings(findings=(), sentences=(), not_judged=())


def affinity(together: float = 0.5) -> Affinity:
    """Values of one letter go together, those of different letters do not."""
    scores = np.array(
        [
            [
                0.0 if one[:2] == other[:2] else together if one[2] == other[2] else -together
                for other in IDS
            ]
            for one in IDS
        ]
    )
    return Affinity(IDS, (0, 0, 1, 1, 2, 2), scores)


def clusters(first: dict[str, str] = C1, second: dict[str, str] = C2, **more: object) -> Clusters:
    found = tuple(
        Cluster(
            id=name,
            name=f"Bündel {name}",
            members=members,
            placements=tuple(Placement(value=v, confidence="fest", share=1) for v in members.values()),
        )
        for name, members in (("c1", first), ("c2", second))
    )
    return WORLD.clusters.model_copy(update={"clusters": found, **more})


def looked(found: Clusters, **more: object) -> Shown:
    given = {"affinity": affinity(), **more}
    return SUITE.judge(Material((), replace(WORLD, clusters=found), NOTHING, **given))


def metric(shown: Shown, name: str) -> Metric:
    return next(one for one in shown.metrics if one.name == name)


def values(shown: Shown) -> dict[str, float | None]:
    return {one.name: one.value for one in shown.metrics}


def text(shown: Shown) -> str:
    return " ".join(cell.text for table in shown.tables for row in table.rows for cell in row)


def test_good_clusters_keep_every_rule_and_what_was_not_rated_is_said():
    shown = looked(clusters())
    assert values(shown) == {"validity": 1, "distance": 1, "fit": 1, "stability": 1}
    assert {one.name for one in shown.metrics} | shown.left_out == SUITE.metrics
    overview = shown.tables[0]
    assert "nicht bewertet" in metric(shown, "fit").told
    assert "uneins" in overview.note and "nicht bewertet" in overview.note
    assert [cell.tone for cell in overview.rows[0][-2:]] == ["open", "open"]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({"h1": "h1a", "h2": "h2a"}, "fehlt eine Ausprägung"),
        ({**C1, "h3": "h2b"}, "gehört zu „Ausbildung im Handwerk“"),
        ({**C1, "h3": "h9z"}, "h9z"),
        ({**C1, "h9": "h9z"}, "Einflussfaktor h9"),
    ],
)
def test_a_broken_place_is_named_and_fit_is_unknown_then(first, said):
    shown = looked(clusters(first))
    assert metric(shown, "validity").value < 1 and said in metric(shown, "validity").told
    assert said in text(shown)
    assert metric(shown, "fit").value is None and not metric(shown, "fit").items


def test_two_equal_clusters_are_one_whatever_distance_is_wanted():
    own = replace(WORLD, settings=WORLD.settings.model_copy(update={"distance": 0}))
    shown = SUITE.judge(Material((), replace(own, clusters=clusters(C1, C1)), NOTHING))
    assert metric(shown, "distance").value == 0 and "0 von 3" in metric(shown, "distance").told


def test_locks_separations_and_the_number_of_scenarios_are_obeyed():
    found = clusters()
    first = found.clusters[0].model_copy(update={"locks": ("h2b",)})
    broken = found.model_copy(update={"clusters": (first, found.clusters[1]), "apart": (("h1a", "h3a"),)})
    told = metric(looked(broken), "validity").told
    assert "h2b ist hier festgelegt" in told and "nie zusammenstehen" in told
    alone = found.model_copy(update={"clusters": found.clusters[:1]})
    shown = looked(alone)
    assert "Verlangt sind 2 Szenarien, da sind 1" in metric(shown, "validity").told
    assert metric(shown, "distance").value is None


def test_fit_is_against_chance_and_what_people_rated_counts():
    swapped = looked(clusters({**C1, "h3": "h3b"}, {**C2, "h3": "h3a"}))
    assert metric(swapped, "fit").value < 0.5
    against = (Rating(source="h1a", target="h3a", score=-1, origin="Gruppe A"),)
    shown = looked(clusters(), ratings=against)
    assert [one.id for one in metric(shown, "fit").items if not one.value] == ["c1/h1a", "c1/h3a"]
    assert "gehindert durch „Ein Netz für alle“" in text(shown)


def test_without_scores_or_without_any_spread_nothing_fits():
    assert metric(looked(clusters(), affinity=None), "fit").value is None
    assert metric(looked(clusters(), affinity=affinity(0.0)), "fit").value == 0
    assert "ohne Aussage" in metric(looked(clusters(), affinity=affinity(0.0)), "fit").told


def test_open_places_lower_stability_and_what_a_person_set_is_told():
    found = clusters()
    places = (
        Placement(value="h1a", confidence="offen", share=0.3, why="Nur in 30 % der Durchgänge."),
        Placement(value="h2a", confidence="wahrscheinlich", share=0.7, forced=True),
    )
    first = found.clusters[0].model_copy(update={"placements": places})
    shown = looked(found.model_copy(update={"clusters": (first, found.clusters[1])}))
    assert metric(shown, "stability").value == pytest.approx(4 / 5)
    assert "1 von Hand gesetzt" in metric(shown, "stability").told
    assert "Nur in 30 % der Durchgänge." in text(shown) and "erzwungen" in text(shown)


def test_dissent_is_open_until_somebody_decides():
    split = opinion("h1a", "wertung", {"Nord": 1, "Süd": -1})
    shown = looked(clusters(), opinions=Opinions(opinions=(split,)))
    assert metric(shown, "dissent").value == pytest.approx(5 / 6)
    assert "Nord: +, Süd: −" in text(shown)
    one_alone = Opinions(opinions=(opinion("h1a", "wertung", {"Nord": 1}),))
    nobody_to_differ = looked(clusters(), opinions=one_alone)
    assert nobody_to_differ.left_out == {"dissent"} and "nicht bewertet" in nobody_to_differ.tables[0].note


@given(
    st.fixed_dictionaries({one: st.sampled_from(IDS) for one in C1}),
    st.fixed_dictionaries({one: st.sampled_from(IDS) for one in C1}),
)
def test_clusters_are_valid_exactly_where_every_place_holds_a_value_of_its_factor(first, second):
    shown = SUITE.judge(Material((), replace(WORLD, clusters=clusters(first, second)), NOTHING))
    right = sum(value.startswith(factor) for one in (first, second) for factor, value in one.items())
    wrong = 6 - right
    items = metric(shown, "validity").items
    assert sum(not one.value for one in items) == wrong and len(items) == 7
    assert (metric(shown, "distance").value == 1) == (first != second)


def test_the_cases_hold_and_a_case_that_should_fail_does(tmp_path):
    proof = SUITE.prove(case_files("clusters"))
    assert proof.cases >= 10 and not proof.failed
    path = tmp_path / "clusters" / "cases.yaml"
    path.parent.mkdir()
    equal = "- {id: x, clusters: {c1: {h1: h1a, h2: h2a, h3: h3a}, c2: {h1: h1a, h2: h2a, h3: h3a}}%s}"
    path.write_text("cases:\n" + equal % ", expect: [locks]", encoding="utf-8")
    assert [("locks" in line, "distance" in line) for line in SUITE.prove([path]).failed] == [
        (True, False),
        (False, True),
    ]
    path.write_text("cases:\n" + equal % ", locks: {h1a: c7}", encoding="utf-8")
    with pytest.raises(InputError, match="c7"):
        SUITE.prove([path])
    path.write_text("cases:\n" + equal % ", expekt: []", encoding="utf-8")
    with pytest.raises(InputError, match="expekt"):
        SUITE.prove([path])


def test_what_its_figures_rest_on_is_other_with_other_members_and_other_ratings():
    def grounds(found: Clusters, **more: object) -> str:
        return SUITE.rests_on(Material((), replace(WORLD, clusters=found), NOTHING, **more))

    rated = Rating(source="h1a", target="h2a", score=2)
    same = grounds(clusters(), ratings=(rated,))
    assert same == grounds(clusters(), ratings=(rated,))
    assert same != grounds(clusters(first={**C1, "h3": "h3b"}), ratings=(rated,))
    assert same != grounds(clusters(), ratings=(rated.model_copy(update={"score": -2.0}),))
