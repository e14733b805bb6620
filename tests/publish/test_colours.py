"""Colours and what goes with them: no two clusters differ in colour alone, and all can be read."""

import pytest

from pipeline.publish.colours import COLOURS, INK, PAPER, diverging, look, readable_on, tinted


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_eight_clusters_differ_in_each_of_colour_hatch_marker_and_line() -> None:
    looks = [look(place) for place in range(8)]
    for part in ("colour", "hatch", "marker", "line"):
        assert len({getattr(one, part) for one in looks}) == 8
    assert look(8) == look(0)


@pytest.mark.parametrize("colour", COLOURS)
def test_what_stands_on_a_colour_can_be_read(colour: str) -> None:
    assert contrast(colour, readable_on(colour)) >= 4.5
    assert contrast(tinted(colour, 0.34), INK) >= 4.5


def test_the_scale_grows_darker_to_both_ends_and_ends_there() -> None:
    shades = [light(diverging(step / 10)) for step in range(-10, 11)]
    assert shades[:11] == sorted(shades[:11]) and shades[10:] == sorted(shades[10:], reverse=True)
    assert diverging(7) == diverging(1) != diverging(-1) == diverging(-1.5)
    assert tinted("#0072B2", 0) == PAPER and tinted("#0072B2", 1) == "#0072B2"
