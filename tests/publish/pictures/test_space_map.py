"""The map of scenarios as a picture: named, told, no hint of probability, the same bytes each time."""

import pytest
from invented import NASTY, background, clusters, names, tafel
from looking import flowing, untouched_edge

from pipeline.publish.pictures.canvas import png, svg
from pipeline.publish.pictures.space_map import space_map
from pipeline.scenarios.landscape import landscape


@pytest.mark.parametrize("count", [1, 2, 8])
@pytest.mark.parametrize("behind", [0, 300])
def test_it_names_every_cluster_and_cuts_nothing_off(count: int, behind: int) -> None:
    sheet = tafel()
    found = clusters(sheet, count)
    picture = space_map(landscape(found, sheet, background(sheet, behind)), names(found))
    seen = flowing(picture)
    assert all(name in seen and name in picture.alt for name in names(found).values())
    assert "Die Achsen haben keine Bedeutung" in seen and "Keine Prognose" in seen
    assert untouched_edge(picture)


def test_the_same_map_has_the_same_bytes() -> None:
    sheet = tafel()
    found = clusters(sheet, 4)
    one, other = (space_map(landscape(found, sheet, background(sheet, 50)), names(found)) for _ in range(2))
    assert png(one, 60) == png(other, 60) and svg(one) == svg(other)


def test_it_says_how_many_scenarios_of_the_background_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.scenarios.landscape.MOST", 40)
    sheet = tafel()
    found = clusters(sheet, 3)
    thinned = space_map(landscape(found, sheet, background(sheet, 2500)), names(found))
    assert "40 von 2.500 konsistenten Szenarien, gleichmäßig ausgewählt" in flowing(thinned)
    whole = space_map(landscape(found, sheet, background(sheet, 12)), names(found))
    assert "alle 12 konsistenten Szenarien" in flowing(whole)
    none = space_map(landscape(found, sheet), names(found))
    assert "liegen nicht vor" in flowing(none) and "Graue Punkte" not in flowing(none)


def test_it_says_by_which_factors_scenarios_are_consistent() -> None:
    sheet = tafel()
    found = clusters(sheet, 3)
    part = sheet.model_copy(update={"factors": sheet.factors[4:9]})
    picture = space_map(landscape(found, part, background(part, 40), len(sheet.factors)), names(found))
    said = "alle 40 konsistenten Szenarien nach den 5 bewerteten von 12 Einflussfaktoren"
    assert said in flowing(picture) and untouched_edge(picture)
    whole = space_map(landscape(found, sheet, background(sheet, 40)), names(found))
    assert "bewerteten" not in flowing(whole)


def test_it_says_where_no_two_clusters_are_nearer_and_where_all_are_alike() -> None:
    sheet = tafel()
    apart = clusters(sheet, 4)
    assert "keine zwei sind einander näher" in flowing(space_map(landscape(apart, sheet), names(apart)))
    same = clusters(tafel(values=1), 3)
    picture = space_map(landscape(same, tafel(values=1)), names(same))
    assert "Die Szenarien sind alle gleich" in flowing(picture) and "%" not in flowing(picture)


def test_names_of_people_are_text() -> None:
    sheet = tafel()
    found = clusters(sheet, 2)
    picture = space_map(landscape(found, sheet), {"c1": NASTY, "c2": "Die Ruhrregion" * 12})
    seen = flowing(picture)
    assert "</script><b>A & B</b>" in seen and "$x_1$" in seen and "…" in seen
    assert untouched_edge(picture)
