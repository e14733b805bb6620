"""Ratings of values that were merged since count for the one that stays, in whatever form they came."""

from pathlib import Path

import pytest
from rated_project import put_csv, put_tabs, told

from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.scenarios import ratings, scw
from pipeline.scenarios.decisions import Log, decision
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.impact.of_sheet import of_sheet
from pipeline.scenarios.merging import Merged, merged_values

HEAD = ["source", "target", "score", "by", "reason"]
SHEET = Sheet(
    factors=(
        Factor(
            id="bus",
            name="Nahverkehr",
            values=(
                FactorValue(id="bus1", label="dicht"),
                FactorValue(id="bus2", label="dicht"),
                FactorValue(id="bus3", label="dünn"),
                FactorValue(id="bus4", label="nirgends"),
            ),
        ),
        Factor(
            id="netz",
            name="Netz",
            values=(FactorValue(id="netz1", label="schnell"), FactorValue(id="netz2", label="gekappt")),
        ),
    )
)


def merged(*pairs: tuple[str, str]) -> Merged:
    return merged_values(
        SHEET, Log(decisions=tuple(decision("merge", pair, "Frau Kern", "gleich", "") for pair in pairs))
    )


def given(folder: Path, found: Merged) -> ratings.Given:
    return ratings.given(folder, found.sheet, found.merges)


def test_what_one_person_said_of_both_is_averaged_and_origins_stay_apart(tmp_path: Path) -> None:
    put_csv(
        tmp_path,
        [
            HEAD,
            ["bus1", "netz1", 3, "Anna", "fährt"],
            ["bus4", "netz1", -1, "Anna", "fährt nicht"],
            ["bus4", "netz1", 2, "Ben", ""],
            ["netz2", "bus4", 1, "Ben", "weil"],
            ["netz2", "bus3", 1, "Ben", "ebenso"],
        ],
    )
    found = given(tmp_path, merged(("bus4", "bus1")))
    assert found.ratings == (
        Rating(source="bus1", target="netz1", score=1, origin="Anna", reason="fährt; fährt nicht"),
        Rating(source="bus1", target="netz1", score=2, origin="Ben"),
        Rating(source="netz2", target="bus1", score=1, origin="Ben", reason="weil"),
        Rating(source="netz2", target="bus3", score=1, origin="Ben", reason="ebenso"),
    )
    (remark,) = found.remarks
    assert remark.startswith("3 Bewertungen zählen") and "gemittelt (1)" in remark
    assert "1 davon mit verschiedenem Vorzeichen" in remark


def test_nobody_named_the_nth_rating_of_either_pair_is_one_persons(tmp_path: Path) -> None:
    rows = [["bus1", "netz1", 3], ["bus4", "netz1", 1], ["bus4", "netz1", -2], ["bus1", "netz1", 0]]
    put_csv(tmp_path, [HEAD[:3], *rows])
    found = given(tmp_path, merged(("bus4", "bus1")))
    assert [one.score for one in found.ratings] == [2, -1]


def test_what_was_said_between_values_that_are_now_one_is_told_and_left_out(tmp_path: Path) -> None:
    put_csv(tmp_path, [HEAD[:3], ["bus1", "bus4", 3], ["bus4", "bus3", 1], ["bus3", "netz1", 2]])
    found = given(tmp_path, merged(("bus4", "bus1")))
    assert told(found.ratings) == {("bus1", "bus3"): 1, ("bus3", "netz1"): 2}
    assert "1 Bewertung bleibt außer Acht: zwischen Ausprägungen, die nun eine sind." in found.remarks


def test_a_matrix_by_name_is_read_as_it_was_handed_out_before_the_merge(tmp_path: Path) -> None:
    put_tabs(
        tmp_path,
        {
            "Anna": [
                ["", "", "Nahverkehr", "", "Netz", ""],
                ["", "", "dünn", "nirgends", "schnell", "gekappt"],
                ["Netz", "schnell", 1, 2],
                ["Nahverkehr", "nirgends", "", "", "", -3],
            ]
        },
    )
    found = given(tmp_path, merged(("bus4", "bus2")))
    assert told(found.ratings) == {("netz1", "bus3"): 1, ("netz1", "bus2"): 2, ("bus2", "netz2"): -3}


def test_a_name_that_both_share_means_the_one_that_stays(tmp_path: Path) -> None:
    put_tabs(
        tmp_path,
        {"Anna": [["", "", "Netz", ""], ["", "", "schnell", "gekappt"], ["Nahverkehr", "dicht", 2, -1]]},
    )
    found = given(tmp_path, merged(("bus1", "bus2")))
    assert told(found.ratings) == {("bus2", "netz1"): 2, ("bus2", "netz2"): -1}


@pytest.mark.parametrize("named", [True, False])
def test_a_project_of_scenario_wizard_from_before_the_merge_fits_by_name_and_by_place(
    tmp_path: Path, named: bool
) -> None:
    said = (
        Rating(source="bus4", target="netz1", score=2),
        Rating(source="bus3", target="netz2", score=-2),
    )
    matrix = of_sheet(SHEET, said)
    if not named:
        nameless = (
            Descriptor(f"D{n}", tuple("abcd"[: len(one.variants)]))
            for n, one in enumerate(matrix.descriptors)
        )
        matrix = ImpactMatrix(tuple(nameless), matrix.scores, matrix.judged)
    scw.write(tmp_path / "m.scw", matrix)
    found = given(tmp_path, merged(("bus4", "bus1")))
    assert {pair: score for pair, score in told(found.ratings).items() if score} == {
        ("bus1", "netz1"): 1,
        ("bus3", "netz2"): -2,
    }
    assert any("nach der Reihenfolge" in one for one in found.remarks) is not named


def test_a_sheet_that_still_holds_the_merged_value_is_not_followed(tmp_path: Path) -> None:
    put_csv(tmp_path, [HEAD[:3], ["bus4", "netz1", 3]])
    found = ratings.given(tmp_path, SHEET, merged(("bus4", "bus1")).merges)
    assert told(found.ratings) == {("bus4", "netz1"): 3} and found.remarks == ()


def test_the_ratings_of_a_run_from_before_the_merge_are_followed_too(tmp_path: Path) -> None:
    path = tmp_path / "ratings.all.csv"
    path.write_text("source,target,score,origin,reason\nbus4,netz1,3,model:x,a\nbus1,netz1,1,model:x,b\n")
    found = merged(("bus4", "bus1"))
    assert ratings.read(path, found.sheet, found.merges) == (
        Rating(source="bus1", target="netz1", score=2, origin="model:x", reason="a; b"),
    )
