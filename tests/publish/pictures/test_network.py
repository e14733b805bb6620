"""The impact network: ratings with their direction and nothing else, or texts and no judgement."""

import pytest
from invented import NASTY, affinity, clusters, names, ratings, tafel
from looking import flowing, untouched_edge

from pipeline.core.types import Rating
from pipeline.publish.pictures.canvas import png, svg
from pipeline.publish.pictures.network import LINKS, MOST, Link, net, network
from pipeline.scenarios.affinity import nothing

SHEET = tafel(55, 4, 9)
FOUND = clusters(SHEET, 4)
FIRST = FOUND.clusters[0]
NEAR = affinity(SHEET)


def rating(source: int, target: int, score: float, origin: str = "Gruppe 1") -> Rating:
    return Rating(source=f"f{source}v0", target=f"f{target}v0", score=score, origin=origin)


@pytest.mark.parametrize("given", [ratings(FIRST), ratings(FIRST, 0.002), ()])
def test_it_shows_what_can_be_read_and_counts_the_rest(given: tuple[Rating, ...]) -> None:
    drawn = net(FIRST, SHEET, given, NEAR)
    assert 0 < len(drawn.values) <= MOST and 0 < len(drawn.links) <= LINKS
    assert {one for link in drawn.links for one in (link.source, link.target)} == set(drawn.values)
    picture = network(FIRST, SHEET, given, NEAR, "Die Probe")
    seen = flowing(picture)
    whole = len(drawn.values) == drawn.linked
    assert (f"die {len(drawn.values)} am stärksten verbundenen von 55 Ausprägungen" in seen) != whole
    assert (f"alle {drawn.linked} von 55 Ausprägungen" in seen) == whole
    left_out = f"die {len(drawn.links)} stärksten von {drawn.known}"
    assert (left_out in seen) == (len(drawn.links) < drawn.known)
    assert all(SHEET.value(value).label in seen for value in drawn.values)
    assert untouched_edge(picture)


def test_with_ratings_only_they_are_shown_with_their_direction_and_sign() -> None:
    given = (rating(0, 1, 3), rating(1, 0, -3), rating(2, 0, 0), rating(1, 2, 1.5))
    drawn = net(FIRST, SHEET, given, NEAR)
    assert drawn.rated and drawn.known == 3
    assert drawn.links == (
        Link("f0v0", "f1v0", 1.0),
        Link("f1v0", "f0v0", -1.0),
        Link("f1v0", "f2v0", 0.5),
    )
    seen = flowing(network(FIRST, SHEET, given, NEAR, "Die Probe"))
    assert "fördert" in seen and "hemmt" in seen and "aus den Texten" not in seen


def test_ratings_of_other_clusters_do_not_count() -> None:
    other = Rating(source="f0v1", target="f1v0", score=3)
    assert not net(FIRST, SHEET, (other,), NEAR).rated


def test_people_outweigh_a_model_and_a_model_is_named() -> None:
    given = (rating(0, 1, -3, "model:probe"), rating(0, 1, 2), rating(2, 1, 3, "model:probe"))
    drawn = net(FIRST, SHEET, given, NEAR)
    assert [link.score for link in drawn.links] == [1.0, pytest.approx(2 / 3)]
    assert drawn.by_model == 1
    assert "1 der Bewertungen gab ein Sprachmodell" in flowing(
        network(FIRST, SHEET, given, NEAR, "Die Probe")
    )


def test_without_ratings_lines_are_computed_and_say_so() -> None:
    picture = network(FIRST, SHEET, (), NEAR, "Die Probe")
    seen = flowing(picture)
    assert "aus den Texten gerechnet, kein Urteil" in seen and "aus den Texten gerechnet" in picture.alt
    assert "fördert" not in seen and "hemmt" not in seen


def test_where_nothing_is_known_nothing_is_drawn_and_that_is_said() -> None:
    drawn = net(FIRST, SHEET, (), nothing(SHEET))
    assert drawn.links == drawn.values == ()
    assert "nichts bewertet" in flowing(network(FIRST, SHEET, (), nothing(SHEET), "Die Probe"))


def test_ratings_that_say_no_influence_are_no_reason_to_compute_one() -> None:
    drawn = net(FIRST, SHEET, (rating(0, 1, 0),), NEAR)
    assert drawn.rated and drawn.links == ()
    assert "keine Wirkung" in flowing(network(FIRST, SHEET, (rating(0, 1, 0),), NEAR, "Die Probe"))


def test_what_does_not_occur_has_no_legend_and_all_that_is_rated_is_not_called_the_strongest() -> None:
    given = (rating(0, 1, 3), rating(1, 2, 1))
    seen = flowing(network(FIRST, SHEET, given, NEAR, "Die Probe"))
    assert "fördert" in seen and "hemmt" not in seen
    assert "alle 3 von 55 Ausprägungen" in seen and "am stärksten verbundenen" not in seen


def test_the_values_stand_in_the_order_of_the_trends() -> None:
    drawn = net(FIRST, SHEET, ratings(FIRST), NEAR)
    trends = [int(value[1:].split("v")[0]) * 9 // 55 for value in drawn.values]
    assert trends == sorted(trends)


def test_a_small_sheet_is_shown_whole() -> None:
    sheet = tafel(2, 2, 1)
    found = clusters(sheet, 2)
    given = (Rating(source="f0v0", target="f1v0", score=-2),)
    picture = network(found.clusters[0], sheet, given, affinity(sheet), names(found)["c1"])
    assert "Gezeigt" not in flowing(picture)
    assert untouched_edge(picture)


def test_the_same_network_has_the_same_bytes_and_takes_names_as_text() -> None:
    sheet = tafel(6, 2, 2, NASTY)
    first = clusters(sheet, 2).clusters[0]
    one, other = (network(first, sheet, ratings(first), affinity(sheet), NASTY) for _ in range(2))
    assert png(one, 60) == png(other, 60) and svg(one) == svg(other)
    assert "</script><b>A & B</b>" in flowing(one)
    assert untouched_edge(one)
