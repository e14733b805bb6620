"""The picture of the Windkanal: every measure under its verdict, every cell readable without colour."""

import pytest
from invented import NASTY
from laid import clipped, fits_a4, said, upon_each_other

from pipeline.publish.pictures.canvas import png, svg
from pipeline.publish.pictures.windkanal import windkanal
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Measure, Voice, WindCell, Windkanal
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import cell_of

NAMES = {f"c{n}": f"Die {word} Talaue" for n, word in enumerate(("helle", "strenge", "leise", "wilde"), 1)}


def invented(count: int, title: str = "Rufbus im ganzen Tal") -> Windkanal:
    """Measures of every verdict, with proposals, conditions and dissent among their cells."""
    some = [Measure(id=f"m{n:02d}", title=f"{title} {n}") for n in range(1, count + 1)]
    start = held(some, NAMES).windkanal
    rows = []
    for place, row in enumerate(start.measures):
        rating = (1, 0, -1, 2)[place % 4]
        cells = [cell_of(c, [Voice(by="A", rating=max(rating, 0 if place % 2 else 1))]) for c in NAMES]
        cells[0] = cell_of("c1", [Voice(by="A", rating=2, condition="wenn"), Voice(by="B", rating=rating)])
        if place % 5 == 4:
            cells[1] = WindCell(cluster="c2", rating=-2, reason="weil", by="Vorschlag: x", proposed=True)
        rows.append(assessed(row.measure, cells, NAMES))
    return start.model_copy(update={"measures": tuple(rows)})


@pytest.mark.parametrize("count", [1, 12, 40, 90])
def test_every_measure_and_scenario_is_there_and_nothing_is_cut(count: int) -> None:
    found = invented(count)
    pictures = windkanal(found)
    words = " ".join(map(said, pictures))
    assert all(row.measure.title in words and row.measure.id in words for row in found.measures)
    assert [one.name for one in pictures][:2] == ["windkanal", "windkanal-2"][: len(pictures)]
    for picture in pictures:
        assert fits_a4(picture) and not clipped(picture) and not upon_each_other(picture)
        assert "Keine Prognose" in said(picture)
        assert all(name in said(picture) and name in picture.alt for name in NAMES.values())


def test_forty_measures_with_short_titles_are_one_sheet() -> None:
    assert len(windkanal(invented(40))) == 1


def test_signs_and_marks_stand_in_words_not_in_colours_alone() -> None:
    (picture,) = windkanal(invented(12))
    words = said(picture)
    for mark in ("++", "−", "(−−)", "≠", "unter einer Bedingung", "strittig", "zählt nicht"):
        assert mark in words, mark


def test_an_empty_windkanal_says_that_nothing_is_rated() -> None:
    some = [Measure(id="m01", title="Rufbus")]
    (picture,) = windkanal(held(some, NAMES).windkanal)
    assert "Offen (1)" in said(picture) and "nicht bewertet" in said(picture)
    assert "1 offen: Rufbus" in picture.alt


@pytest.mark.parametrize("title", [NASTY, "$\\alpha$ & <i>", "Wort" * 60, "Zuverlässigkeitsprüfung " * 9])
def test_awkward_titles_stay_within_their_cells(title: str) -> None:
    for picture in windkanal(invented(4, title)):
        assert not clipped(picture) and not upon_each_other(picture)


def test_the_same_windkanal_gives_the_same_bytes() -> None:
    (one,), (other,) = windkanal(invented(3)), windkanal(invented(3))
    assert svg(one) == svg(other) and png(one) == png(other)
