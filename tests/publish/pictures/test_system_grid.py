"""The system grid as a picture: every factor named, in its field, unknown sums told and not drawn."""

import pytest
from invented import NASTY, Sum, sums
from looking import flowing, untouched_edge

from pipeline.core.errors import InputError
from pipeline.publish.pictures.canvas import png, svg
from pipeline.publish.pictures.system_grid import field, system_grid

TITLE = "Systemgitter"


@pytest.mark.parametrize("count", [1, 5, 60])
def test_every_factor_and_field_is_named_and_nothing_is_cut_off(count: int) -> None:
    picture = system_grid(sums(count), TITLE)
    seen = flowing(picture)
    assert all(one.name in seen for one in sums(count))
    assert all(name in seen for name in ("aktiv", "kritisch", "puffernd", "passiv"))
    assert untouched_edge(picture)


def test_the_alternative_text_says_which_factor_lies_in_which_field() -> None:
    points = [Sum("Treiber", 9, 1), Sum("Knoten", 8, 8), Sum("Folge", 1, 9), Sum("Rest", 1, 1)]
    told = system_grid(points, TITLE).alt
    assert "aktiv: Treiber; kritisch: Knoten; puffernd: Rest; passiv: Folge" in told


def test_a_factor_on_a_mean_is_not_above_it() -> None:
    assert field(3, 3, drives=3, driven=3) == "puffernd"
    assert field(0.1 + 0.2, 5, drives=0.3, driven=3) == "passiv"


def test_an_unknown_sum_is_named_but_no_zero() -> None:
    known = [Sum("Bekannt", 4, 2), Sum("Auch", 6, 8)]
    with_unknown = system_grid([*known, Sum("Unbewertet", None, 3)], TITLE)
    assert "Ohne Bewertung und nicht gezeigt: Unbewertet." in flowing(with_unknown)
    assert with_unknown.alt == system_grid(known, TITLE).alt
    with pytest.raises(InputError, match="noch keine Wirkung bewertet"):
        system_grid([Sum("Unbewertet", None, None)], TITLE)


def test_factors_that_are_all_alike_can_be_drawn() -> None:
    picture = system_grid([Sum(f"Gleich {n}", 2.0, 2.0) for n in range(5)], TITLE)
    assert all(f"Gleich {n}" in flowing(picture) for n in range(5))


def test_the_same_grid_has_the_same_bytes_and_takes_names_as_text() -> None:
    points = [*sums(6), Sum(NASTY, 30, 30)]
    one, other = system_grid(points, NASTY), system_grid(points, NASTY)
    assert png(one, 60) == png(other, 60) and svg(one) == svg(other)
    assert "</script><b>A & B</b>" in flowing(one)
