"""Plans without a model: a core that all tell, room by weight, the way from today, links with reasons."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from planned_sheet import CLUSTERS, SHEET, Shelf, affinity

from pipeline.core.files import to_yaml
from pipeline.core.types import Clusters, Rating, Sheet, Tension
from pipeline.narratives.ladder import ladder
from pipeline.narratives.plan import Plans, Theme
from pipeline.narratives.planning import plan
from pipeline.narratives.way import STEPS, ways

RATINGS = (
    Rating(source="f06a", target="f01a", score=3, origin="Gruppe Nord", reason="Wege  ziehen Wasser nach."),
    Rating(source="f06a", target="f02a", score=2, origin="Gruppe Nord"),
    Rating(source="f01a", target="f02a", score=2, origin="Gruppe Süd", reason="Wer leitet, der mahlt"),
    Rating(source="f02a", target="f06a", score=-2, origin="Gruppe Süd", reason="Korn verstopft die Rinne"),
)


def made(ratings=(), clusters: Clusters = CLUSTERS, sheet: Sheet = SHEET) -> Plans:
    return plan(clusters, sheet, affinity(), Shelf(), ratings)


def test_every_plan_tells_the_shared_factors_whole_or_as_its_counterpoint():
    found = made()
    assert 4 <= len(found.shared) <= 5
    for one in found.plans:
        whole = {theme.factor for theme in one.themes if theme.room == "ganz"}
        against = {one.counterpoint.factor} if one.counterpoint else set()
        assert set(found.shared) <= whole | against


def test_nothing_of_open_place_is_a_theme_and_nothing_is_told_twice():
    for one in made(RATINGS).plans:
        told = [theme.value for theme in one.told]
        assert len(told) == len(set(told)) and not {"f13a", "f14a"} & set(told)
        assert set(one.guiding) <= {theme.value for theme in one.themes if theme.room == "ganz"}


def test_what_sets_a_cluster_apart_is_told_whole_and_named_first():
    cluster = CLUSTERS.clusters[0].model_copy(update={"distinguishing": ("f11a", "f12a", "f13a")})
    one = made(clusters=CLUSTERS.model_copy(update={"clusters": (cluster, CLUSTERS.clusters[1])})).plans[0]
    assert {"f11a", "f12a"} <= {theme.value for theme in one.themes if theme.room == "ganz"}
    assert set(one.guiding[:2]) == {"f11a", "f12a"}


def test_drivers_come_first_and_clear_ratings_are_kept_with_their_reasons():
    one = made(RATINGS).plans[0]
    told = [theme.value for theme in one.themes]
    assert told.index("f06a") < told.index("f01a") < told.index("f02a")
    links = {(link.source, link.target): (link.effect, link.reason) for link in one.links}
    assert links == {
        ("f06a", "f01a"): ("fördert", "Wege ziehen Wasser nach"),
        ("f01a", "f02a"): ("fördert", "Wer leitet, der mahlt"),
        ("f02a", "f06a"): ("hemmt", "Korn verstopft die Rinne"),
    }
    assert one.links[0].label.count("→") == 1
    assert not made(RATINGS).plans[1].links


def test_a_computed_tension_is_a_link_without_a_reason():
    tension = Tension(first="f01a", second="f02a", score=-0.2, origin="text")
    cluster = CLUSTERS.clusters[0].model_copy(update={"tensions": (tension,)})
    (link,) = made(clusters=CLUSTERS.model_copy(update={"clusters": (cluster,)})).plans[0].links
    assert (link.source, link.target, link.effect, link.reason) == ("f01a", "f02a", "Spannung", "")


def test_the_way_begins_with_words_of_today_and_no_two_narratives_share_them():
    paths = [one.path for one in made(RATINGS).plans]
    assert all(len(path) == STEPS for path in paths)
    texts = [step.text for path in paths for step in path]
    assert len(texts) == len(set(texts))
    for path in paths:
        for step in path:
            (value,) = step.values
            assert step.text == next(f.heute for f in SHEET.factors if value.startswith(f.id))


def test_where_there_are_too_few_states_of_today_they_are_shared_and_none_is_made_up():
    bare = [
        f if number < 3 else f.model_copy(update={"heute": ""}) for number, f in enumerate(SHEET.factors)
    ]
    found = ways([[["f01a", "f02a", "f04a", "f03a"]], [["f02b", "f05b"]]], Sheet(factors=tuple(bare)))
    assert [[step.values[0] for step in path] for path in found] == [["f01a", "f02a", "f03a"], ["f02b"]]


def test_a_state_of_today_too_long_to_be_quoted_is_left_out():
    long = SHEET.factors[0].model_copy(update={"heute": f"Heute {'sehr ' * 40}viel."})
    assert ways([[["f01a"]]], Sheet(factors=(long,))) == ((),)


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_the_ratings():
    assert to_yaml(made(RATINGS)) == to_yaml(made(tuple(RATINGS)))
    first, second = made(RATINGS), made(RATINGS[::-1])
    assert [one.themes for one in first.plans] == [one.themes for one in second.plans]


def test_few_values_and_values_without_words_still_make_a_plan():
    small = SHEET.model_copy(update={"factors": SHEET.factors[:2]})
    mute = small.model_copy(
        update={
            "factors": tuple(
                f.model_copy(update={"values": tuple(v.model_copy(update={"text": ""}) for v in f.values)})
                for f in small.factors
            )
        }
    )
    few = CLUSTERS.model_copy(
        update={
            "clusters": tuple(
                one.model_copy(
                    update={"members": {f.id: one.members[f.id] for f in small.factors}, "placements": ()}
                )
                for one in CLUSTERS.clusters
            )
        }
    )
    for sheet in (small, mute):
        assert all(one.guiding and one.themes for one in made(clusters=few, sheet=sheet).plans)


ROOMS = st.lists(st.sampled_from(["ganz", "knapp", "reserve"]), max_size=14)


@settings(max_examples=50, deadline=None)
@given(rooms=ROOMS)
def test_themes_give_way_by_their_room_and_never_change_their_order(rooms):
    themes = [Theme(factor=f"f{n}", value=f"v{n:02d}", room=room) for n, room in enumerate(rooms)]
    rungs = list(ladder(themes))
    assert rungs[0].themes == tuple(themes) and not rungs[-1].themes
    for before, after in pairwise(rungs):
        assert [one for one in before.themes if one in after.themes] == list(after.themes)
        assert before.brief <= after.brief and before.links >= after.links
        left = {one.room for one in before.themes} - {one.room for one in after.themes}
        assert "ganz" not in left or not any(one.room == "reserve" for one in before.themes)
