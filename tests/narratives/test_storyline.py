"""The order of themes: drivers before what they drive, whatever stands in which order in the file."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.types import Rating
from pipeline.narratives.storyline import driving_first, network, ordered
from pipeline.scenarios.affinity import Affinity

VALUES = tuple("abcdefgh")
PAIRS = st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)).filter(lambda pair: pair[0] != pair[1])
RATED = st.dictionaries(PAIRS, st.sampled_from([-3, -1, 1, 2, 3]), max_size=25)


def rating(source: str, target: str, score: float, origin: str = "Gruppe Nord") -> Rating:
    return Rating(source=source, target=target, score=score, origin=origin)


def rated(scores: dict[tuple[str, str], int]) -> list[Rating]:
    return [rating(*pair, score) for pair, score in scores.items()]


def near(seed: int = 0) -> Affinity:
    scores = np.random.default_rng(seed).normal(size=(len(VALUES), len(VALUES)))
    return Affinity(VALUES, tuple(range(len(VALUES))), (scores + scores.T) / 2)


def acyclic(scores: dict[tuple[str, str], int], ranks: list[str]) -> dict[tuple[str, str], int]:
    """The same pairs, all turned so that they lead from earlier to later ranks."""
    return {tuple(sorted(pair, key=ranks.index)): abs(score) for pair, score in scores.items()}


@settings(max_examples=60, deadline=None)
@given(scores=RATED, order=st.permutations(VALUES), count=st.integers(0, 8))
def test_it_is_an_order_of_exactly_the_values(scores, order, count):
    told = ordered(order[:count], network(VALUES, rated(scores)), near())
    assert sorted(told) == sorted(order[:count])


@settings(max_examples=60, deadline=None)
@given(scores=RATED, ranks=st.permutations(VALUES))
def test_without_cycles_every_driver_stands_before_what_it_drives(scores, ranks):
    turned = acyclic(scores, ranks)
    told = ordered(VALUES, network(VALUES, rated(turned)), near())
    assert all(told.index(source) < told.index(target) for source, target in turned)


@settings(max_examples=60, deadline=None)
@given(scores=RATED, seed=st.randoms(use_true_random=False))
def test_the_order_of_lines_in_the_file_changes_nothing(scores, seed):
    lines = rated(scores)
    mixed = list(lines)
    seed.shuffle(mixed)
    first, second = (driving_first(network(VALUES, one)) for one in (lines, mixed))
    assert first == second


def test_what_drives_a_circle_stands_before_it_and_the_circle_opens_where_least_is_lost():
    circle = {("b", "c"): 3, ("c", "d"): 3, ("d", "b"): 1}
    lines = rated({**circle, ("d", "a"): 2, ("h", "c"): 1})
    assert driving_first(network(VALUES, lines)) == ("h", "b", "c", "d", "a")


def test_what_nobody_rated_stands_beside_what_it_goes_best_with():
    scores = np.zeros((8, 8))
    scores[5, 0] = scores[0, 5] = 1.0  # f goes with a
    told = ordered(
        "fab", network(VALUES, rated({("a", "b"): 2})), Affinity(VALUES, tuple(range(8)), scores)
    )
    assert told == ("a", "f", "b")


def test_only_people_and_only_the_values_of_the_cluster_make_an_order():
    lines = [
        rating("b", "a", 3, "model:probe"),
        rating("x", "a", 3),
        rating("a", "a", 3),
        rating("c", "a", 0),
    ]
    net = network(VALUES, lines)
    assert net.rated == () and net.drive("b") == 0
    assert ordered("ab", net, near()) == ("a", "b")


def test_several_ratings_of_a_pair_count_with_their_median():
    lines = [rating("a", "b", score, f"Gruppe {score}") for score in (-3, 1, 2)]
    assert network(VALUES, lines).drives == {"a": {"b": 1.0}}
