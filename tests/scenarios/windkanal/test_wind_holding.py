"""The Windkanal against a changed world: measures and scenarios come and go, words of people stay."""

import pytest
from small_wind import NAMES, ratings, small

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Measure, Voice, WindCell, Windkanal
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import with_voice


def judged(*ids: str) -> Windkanal:
    """The small one, with a voice in the first cell of these measures."""
    start = small()
    rows = []
    for row in start.measures:
        said = row.measure.id in ids
        first = with_voice(row.cells[0], Voice(by="Anna", rating=1)) if said else row.cells[0]
        rows.append(assessed(row.measure, (first, *row.cells[1:]), NAMES))
    return start.model_copy(update={"measures": tuple(rows)})


def test_a_judged_measure_stays_when_the_file_no_longer_names_it_an_open_one_goes() -> None:
    left = [Measure(id="m03", title="Werkstatt, neu gefasst")]
    found = held(left, NAMES, judged("m01"))
    assert [row.measure.id for row in found.windkanal.measures] == ["m03", "m01"]
    assert found.windkanal.measures[0].measure.title == "Werkstatt, neu gefasst"
    assert "m01" in found.remarks[0] and ratings(found.windkanal) == {("m01", "c1"): 1}


def test_names_follow_the_scenarios_and_a_lost_one_is_told() -> None:
    found = held(None, {"c2": "Anders", "c5": "Neu"}, judged("m01", "m02"))
    assert found.windkanal.names == {"c2": "Anders", "c5": "Neu"}
    assert [cell.cluster for cell in found.windkanal.measures[0].cells] == ["c2", "c5"]
    assert "c1" in found.remarks[0] and "2 Angaben" in found.remarks[0]


def test_ratings_of_other_members_under_the_same_id_are_kept_and_do_not_count() -> None:
    then, now = {"c1": "alt", "c2": "x", "c3": "y"}, {"c1": "neu", "c2": "x", "c3": "y"}
    start = held(None, NAMES, judged("m01", "m02"), then).windkanal
    assert ratings(start) == {("m01", "c1"): 1, ("m02", "c1"): 1} and start.members == then
    found = held(None, NAMES, start, now)
    assert ratings(found.windkanal) == {} and found.windkanal.members == now
    assert [(one.measure, one.members, one.cell.by) for one in found.windkanal.former] == [
        ("m01", "alt", "Anna"), ("m02", "alt", "Anna"),
    ]  # fmt: skip
    (told,) = found.remarks
    assert "c1" in told and "2 Angaben" in told and "windkanal.yaml" in told
    again = held(None, NAMES, found.windkanal, now)
    assert again == found, "it is told until somebody has rated anew"
    assert held(None, NAMES, again.windkanal, then).windkanal == start, "the old scenario, the old words"


def test_a_file_without_the_members_is_accepted_as_it_is() -> None:
    found = held(None, NAMES, judged("m01"), {"c1": "a", "c2": "b", "c3": "c"})
    assert ratings(found.windkanal) == {("m01", "c1"): 1} and not found.remarks


def test_other_measures_under_the_same_ids_are_no_rename() -> None:
    others = [Measure(id=f"m{n:02d}", title=f"Ganz anderes {n}") for n in (1, 2, 3)]
    with pytest.raises(InputError, match="andere als im Windkanal"):
        held(others, NAMES, judged("m01", "m02", "m03"))
    assert held(others, NAMES, judged("m01")).windkanal.measures[0].verdict == "open"


def test_a_verdict_written_by_hand_is_not_believed() -> None:
    start = judged("m01")
    rows = tuple(row.model_copy(update={"verdict": "robust", "why": "!"}) for row in start.measures)
    assert held(None, NAMES, start.model_copy(update={"measures": rows})).windkanal == start


@pytest.mark.parametrize("fault", ["zweimal dieselbe Maßnahme", "Szenario doppelt", "rating gegen votes"])
def test_a_file_that_contradicts_itself_is_refused(fault: str) -> None:
    row = small().measures[0]
    voices = (Voice(by="A", rating=1), Voice(by="B", rating=1))
    changed = {
        "zweimal dieselbe Maßnahme": (row, row),
        "Szenario doppelt": (row.model_copy(update={"cells": (row.cells[0], row.cells[0])}),),
        "rating gegen votes": (
            row.model_copy(update={"cells": (WindCell(cluster="c1", rating=2, votes=voices),)}),
        ),
    }
    with pytest.raises(InputError, match=r"windkanal\.yaml"):
        held(None, NAMES, Windkanal(names=NAMES, measures=changed[fault]))
