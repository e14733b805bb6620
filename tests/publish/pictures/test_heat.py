"""The heat map: what is known is coloured by one scale, what is not is grey, tensions are told."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from invented import NASTY, affinity, clusters, names, tafel
from laid import clipped, fits_a4, laid, said, upon_each_other
from looking import flowing

from pipeline.core.types import Clusters, Rating, Sheet, Tension
from pipeline.publish.colours import PAPER, UNKNOWN, diverging
from pipeline.publish.pictures.canvas import Picture, png, svg
from pipeline.publish.pictures.heat import heat
from pipeline.scenarios.affinity import nothing


def tense(found: Clusters, origin: str = "Gruppe 1") -> Clusters:
    """Every cluster with tensions between its first value and those after it."""
    changed = []
    for one in found.clusters:
        values = list(one.members.values())
        tensions = tuple(
            Tension(first=values[0], second=other, score=-3 + n, origin=origin)
            for n, other in enumerate(values[1:4])
        )
        changed.append(one.model_copy(update={"tensions": tensions}))
    return found.model_copy(update={"clusters": tuple(changed)})


def images(picture: Picture) -> list[np.ndarray]:
    """The panels as pixels, without the legend."""
    return [np.asarray(image.get_array()) for image in picture.figure.axes[0].images[:-1]]


def cells(image: np.ndarray, count: int) -> list[list[str]]:
    """The colour of each cell, beside its stroke."""
    side = len(image) // count
    places = [at * side for at in range(count)]
    return [
        [
            "#" + "".join(f"{part:02X}" for part in image[row + side // 8, column + side // 2])
            for column in places
        ]
        for row in places
    ]


@pytest.mark.parametrize(("factors", "count"), [*((3, k) for k in range(2, 9)), (16, 4), (60, 8)])
def test_every_cluster_has_a_panel_and_every_label_its_place(factors: int, count: int) -> None:
    sheet = tafel(factors, trends=min(factors, 16))
    found = tense(clusters(sheet, count))
    pictures = heat(found, sheet, affinity(sheet), names(found))
    assert [picture.name for picture in pictures] == ["consistency", "consistency-trends"][
        : 1 + (factors > 16)
    ]
    for picture in pictures:
        words = said(picture)
        assert len(images(picture)) == count and fits_a4(picture) and not clipped(picture)
        assert all(one.name in words and one.name in picture.alt for one in found.clusters)
        labels = [one.name if factors <= 16 else one.trend for one in sheet.factors]
        assert all(label in words and label in picture.alt for label in labels)
        assert "Keine Prognose" in words


def test_labels_never_cover_each_other_however_uneven_the_trends() -> None:
    for many, small in ((2, 58), (40, 12)):  # factors of the first trend, further trends of one factor each
        plain = tafel(many + small, values=2)
        trends = ["Trend 0"] * many + [f"Trend {n}" for n in range(1, small + 1)]
        changed = zip(plain.factors, trends, strict=True)
        sheet = Sheet(factors=tuple(one.model_copy(update={"trend": trend}) for one, trend in changed))
        found = clusters(sheet, 2)
        for picture in heat(found, sheet, affinity(sheet), names(found)):
            assert not upon_each_other(picture) and not clipped(picture)


def test_the_matrix_is_symmetric_and_grey_where_nothing_is_known() -> None:
    sheet = tafel(4, values=2)
    found = clusters(sheet, 2)
    scores = np.zeros((8, 8))
    scores[0, 2] = scores[2, 0] = 0.3  # the first two factors of the first cluster
    scores[0, 4] = scores[4, 0] = -0.3
    scores[0, 6] = scores[6, 0] = np.nan
    given = replace(nothing(sheet), scores=scores)
    (picture,) = heat(found, sheet, given, names(found))
    seen = cells(images(picture)[0], 4)
    assert seen[0] == [UNKNOWN, diverging(1), diverging(-1), UNKNOWN]
    assert [row[0] for row in seen] == seen[0] and seen[1][2] == diverging(0)


def test_what_does_not_go_together_can_be_told_without_colour() -> None:
    sheet = tafel(2, values=2, trends=1)
    found = clusters(sheet, 2)
    scores = np.zeros((4, 4))
    scores[0, 2] = scores[2, 0] = -0.3
    scores[1, 3] = scores[3, 1] = 0.3
    (picture,) = heat(found, sheet, replace(nothing(sheet), scores=scores), names(found))
    bad, good = images(picture)
    paper = np.array([int(PAPER[at : at + 2], 16) for at in (1, 3, 5)])
    assert (bad == paper).all(axis=2).any() and not (good == paper).all(axis=2).any()


@pytest.mark.parametrize("given", [affinity, nothing])
def test_the_means_of_trends_are_those_of_their_pairs(given: object) -> None:
    from pipeline.publish.pictures.consistency import by_factor, by_trend_alone
    from pipeline.publish.pictures.trends import by_trend

    sheet = tafel(20, trends=7)
    found, trends = clusters(sheet, 3).clusters, by_trend(sheet)
    view = by_factor(found, trends, given(sheet))  # type: ignore[operator]
    alone = by_trend_alone(view, trends)
    first, second = len(trends[0].factors), len(trends[1].factors)
    block = view.scores[1][:first, first : first + second]
    assert alone.scores[1][0, 1] == pytest.approx(block.mean())
    assert alone.scores[1][0, 0] == pytest.approx(np.nanmean(view.scores[1][:first, :first]))
    assert alone.limit > 0


def test_a_trend_of_one_factor_is_unknown_with_itself() -> None:
    sheet = tafel(17, trends=17)
    found = clusters(sheet, 2)
    _, alone = heat(found, sheet, affinity(sheet), names(found))
    assert cells(images(alone)[0], 17)[3][3] == UNKNOWN


def test_tensions_are_numbered_and_told_with_who_says_so() -> None:
    sheet = tafel(6)
    found = clusters(sheet, 2)
    plain, *_ = heat(found, sheet, affinity(sheet), names(found))
    assert "Spannung" not in flowing(plain) and "↔" not in flowing(plain)
    people, *_ = heat(tense(found), sheet, affinity(sheet), names(found))
    assert "Ausprägung 0.0 ↔ Ausprägung 1.0 (Gruppe 1)" in flowing(people) and "Spannung" in flowing(people)
    texts, *_ = heat(tense(found, "text"), sheet, affinity(sheet), names(found))
    assert "(Texte)" in flowing(texts)
    dots = [line.text for line in laid(people) if line.text in ("1", "2", "3")]
    assert len(dots) == 2 * (3 + 3 * 2 + 3)  # above columns, in two cells each, below the panel


def test_it_says_whether_people_or_texts_judge_and_ratings_come_first() -> None:
    sheet = tafel(4, trends=1)
    found = clusters(sheet, 2)
    (computed,) = heat(found, sheet, affinity(sheet), names(found))
    assert "Passung der Ausprägungen" in flowing(computed) and "Konsistenz" not in flowing(computed)
    assert "nichts davon hat jemand beurteilt" in flowing(computed)
    one = Rating(source="f0v0", target="f1v0", score=3)
    (mixed,) = heat(found, sheet, affinity(sheet), names(found), (one,))
    assert "Passung der Ausprägungen" in flowing(mixed)
    assert "was niemand bewertet hat, ist aus den Texten gerechnet" in flowing(mixed)
    everything = tuple(
        Rating(source=a, target=b, score=-3)
        for cluster in found.clusters
        for a, b in combinations(cluster.members.values(), 2)
    )
    (judged,) = heat(found, sheet, affinity(sheet), names(found), everything)
    assert "Konsistenz der Szenarien" in flowing(judged)
    full = cells(images(judged)[0], 4)
    assert full[0][1] == full[2][3] == diverging(-1).upper()


@pytest.mark.parametrize("text", [NASTY, "Wort" * 60, "Zuverlässigkeitsprüfung " * 9])
def test_awkward_texts_are_text_and_cover_nothing(text: str) -> None:
    plain = tafel(18, values=2)
    sheet = Sheet(
        factors=tuple(one.model_copy(update={"name": text, "trend": text}) for one in plain.factors)
    )
    found = clusters(sheet, 3)
    for picture in heat(found, sheet, affinity(sheet), dict.fromkeys(names(found), text)):
        assert not clipped(picture) and not upon_each_other(picture)
        assert text[:20] in flowing(picture)


def test_the_same_heat_map_has_the_same_bytes() -> None:
    sheet = tafel(5)
    found = tense(clusters(sheet, 3))
    (one,), (other,) = (heat(found, sheet, affinity(sheet), names(found)) for _ in range(2))
    assert svg(one) == svg(other) and png(one) == png(other)
