"""The tableau: every factor and value is named and readable, on sheets that can be printed."""

import pytest
from invented import NASTY, clusters, names, tafel
from laid import clipped, fits_a4, said, upon_each_other
from looking import flowing, untouched_edge

from pipeline.core.types import Clusters, Sheet
from pipeline.publish.pictures.canvas import Picture, png, svg
from pipeline.publish.pictures.tableau import tableau


def seen(pictures: tuple[Picture, ...]) -> str:
    return " ".join(map(said, pictures))


def first(found: Clusters, **change: object) -> Clusters:
    """The clusters with something of the first changed."""
    one = found.clusters[0].model_copy(update=change)
    return found.model_copy(update={"clusters": (one, *found.clusters[1:])})


@pytest.mark.parametrize(("factors", "count"), [*((3, k) for k in range(2, 9)), (60, 2), (60, 8)])
def test_every_factor_value_and_cluster_is_there_and_nothing_is_cut(factors: int, count: int) -> None:
    sheet = tafel(factors, trends=min(factors, 16))
    found = clusters(sheet, count)
    pictures = tableau(found, sheet, names(found))
    words = seen(pictures)
    for factor in sheet.factors:
        assert factor.name in words and factor.trend in words
    for one in found.clusters:
        assert one.name in words and all(one.name in picture.alt for picture in pictures)
        assert all(sheet.value(value).label in words for value in one.members.values())
    for picture in pictures:
        assert fits_a4(picture) and not clipped(picture) and not upon_each_other(picture)
        assert "Keine Prognose" in said(picture)
    assert len({picture.name for picture in pictures}) == len(pictures)


def test_few_factors_are_one_sheet_many_are_sheets_of_like_height() -> None:
    few, many = tafel(10), tafel(40, trends=20)
    assert [one.name for one in tableau(clusters(few, 4), few, names(clusters(few, 4)))] == ["tableau"]
    found = clusters(many, 4)
    heights = [one.figure.get_size_inches()[1] for one in tableau(found, many, names(found))]
    assert len(heights) > 1 and min(heights) > 0.6 * max(heights)


@pytest.mark.parametrize(
    "text", [NASTY, "$\\alpha$ & <i>", "Wort" * 60, "Zuverlässigkeitsprüfung " * 9, ""]
)
def test_awkward_texts_are_text_and_stay_within_their_cells(text: str) -> None:
    plain = tafel(6)
    factors = tuple(
        factor.model_copy(
            update={
                "name": text,
                "trend": text,
                "values": tuple(one.model_copy(update={"label": text}) for one in factor.values),
            }
        )
        for factor in plain.factors
    )
    sheet = Sheet(factors=factors)
    found = clusters(sheet, 8)
    for picture in tableau(found, sheet, dict.fromkeys(names(found), text)):
        assert not clipped(picture) and not upon_each_other(picture) and untouched_edge(picture)
        if len(text) < 40:
            assert text.split(" ")[0] in flowing(picture)


def test_a_trend_longer_than_a_sheet_goes_on_upon_the_next() -> None:
    sheet = tafel(60, trends=1)
    found = clusters(sheet, 3)
    pictures = tableau(found, sheet, names(found))
    assert len(pictures) > 1 and all(map(fits_a4, pictures))
    words = seen(pictures)
    assert all(factor.name in words for factor in sheet.factors)


def test_what_is_marked_is_explained_and_only_then() -> None:
    sheet = tafel(4)
    found = clusters(sheet, 3)
    value = next(iter(found.clusters[0].members.values()))
    plain = seen(tableau(found, sheet, names(found)))
    assert not any(said in plain for said in ("festgelegt", "unplausibel", "frei war"))
    assert "von Hand festgelegt" in seen(tableau(first(found, locks=(value,)), sheet, names(found)))
    implausible = seen(tableau(first(found, implausible=(value,)), sheet, names(found)))
    assert "den Gruppen unplausibel" in implausible and implausible.count("⚠") == 2
    places = tuple(one.model_copy(update={"forced": True}) for one in found.clusters[0].placements)
    assert seen(tableau(first(found, placements=places), sheet, names(found))).count("⇥") == 5


def test_where_nothing_is_known_of_a_place_no_sign_says_it_is_open() -> None:
    from matplotlib.patches import Circle

    sheet = tafel(4)
    found = clusters(sheet, 2)
    legend = 3

    def circles(some: Clusters) -> int:
        (picture,) = tableau(some, sheet, names(some))
        return sum(isinstance(patch, Circle) for patch in picture.figure.axes[0].patches)

    assert circles(found) == 8 + legend
    assert circles(first(found, placements=())) == 4 + legend


def test_the_same_tableau_has_the_same_bytes() -> None:
    sheet = tafel(5)
    found = clusters(sheet, 3)
    (one,), (other,) = (tableau(found, sheet, names(found)) for _ in range(2))
    assert svg(one) == svg(other) and png(one) == png(other)
