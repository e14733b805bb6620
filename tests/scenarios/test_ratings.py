"""Ratings as a list: what people judged, read as their spreadsheet saved it, errors with their line."""

from pathlib import Path

import pytest
from workbooks import put as put_tabs

from pipeline.core.errors import InputError
from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.scenarios import ratings

SHEET = Sheet(
    factors=tuple(
        Factor(id=f, name=f, values=tuple(FactorValue(id=f"{f}{v}", label=v) for v in "ab"))
        for f in ("bus", "netz")
    )
)
HEAD = "source,target,score,reason,by"


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "ratings.csv").write_bytes(text.encode(encoding))
    return folder


def put_workbook(folder: Path, **tabs: list) -> Path:
    put_tabs(folder / "ratings.xlsx", **tabs)
    return folder


def test_without_a_file_there_are_no_ratings(tmp_path: Path) -> None:
    assert ratings.load(tmp_path, SHEET) == ()


def test_ratings_keep_their_direction_their_origin_and_their_reason(tmp_path: Path) -> None:
    put(tmp_path, f"{HEAD}\nbusa,netza,3,geht zusammen,Gruppe A\nnetza,busa,-2.5,,\n")
    assert ratings.load(tmp_path, SHEET) == (
        Rating(source="busa", target="netza", score=3, origin="Gruppe A", reason="geht zusammen"),
        Rating(source="netza", target="busa", score=-2.5, origin="expert"),
    )


def test_only_three_columns_are_needed(tmp_path: Path) -> None:
    put(tmp_path, "score,target,source\n1,netza,busa\n")
    assert ratings.load(tmp_path, SHEET) == (Rating(source="busa", target="netza", score=1),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ratings_as_a_german_spreadsheet_saves_them(tmp_path: Path, encoding: str, end: str) -> None:
    rows = [
        HEAD.replace(",", ";"),
        "busa;netzb;-1,5;für Ältere, schwer;Büro",
        ";;;;",
        "",
        "busb;netzb;+2;;",
    ]
    put(tmp_path, end.join(rows) + end, encoding)
    first, second = ratings.load(tmp_path, SHEET)
    assert first == Rating(
        source="busa", target="netzb", score=-1.5, origin="Büro", reason="für Ältere, schwer"
    )
    assert second == Rating(source="busb", target="netzb", score=2)


@pytest.mark.parametrize(
    ("written", "score"), [("−2", -2), ("–1", -1), ("+3", 3), (" 0.5 ", 0.5), ('"0,5"', 0.5), ("-3", -3)]
)
def test_scores_as_people_write_them(tmp_path: Path, written: str, score: float) -> None:
    put(tmp_path, f"{HEAD}\nbusa,netza,{written},,\n")
    assert ratings.load(tmp_path, SHEET)[0].score == score


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("busx,netza,1,,", "„busx“ gibt es nicht.*Bitte die Id"),
        ("busa,netzx,1,,", "„netzx“ gibt es nicht.*Bitte die Id"),
        ("busa", "„“ gibt es nicht"),
        ("busa,netza,4,,", "„4“ ist keine Zahl von −3 bis"),
        ("busa,netza,-3.01,,", "„-3.01“ ist keine Zahl von −3 bis"),
        ("busa,netza,nan,,", "„nan“ ist keine Zahl von −3 bis"),
        ("busa,netza,viel,,", "„viel“ ist keine Zahl von −3 bis"),
        ("busa,netza,1,erst, dann,A", "steht unter keiner Spalte.*Bitte.*Anführungszeichen"),
        ("busa,netza,inf,,", "„inf“ ist keine Zahl von −3 bis"),
        ("busa,netza,,,", "„“ ist keine Zahl von −3 bis"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, row: str, found: str) -> None:
    put(tmp_path, f'{HEAD}\nbusa,netza,1,"zwei\nZeilen",A\n\n{row}\n')
    with pytest.raises(InputError, match=rf"„ratings\.csv“, Zeile 4: .*{found}"):
        ratings.load(tmp_path, SHEET)


@pytest.mark.parametrize(
    ("head", "missing"), [("source,target,wert", "score"), ("", "score, source, target")]
)
def test_a_missing_column_is_named(tmp_path: Path, head: str, missing: str) -> None:
    put(tmp_path, f"{head}\nbusa,netza,1\n" if head else "")
    with pytest.raises(InputError, match=rf"Spalte {missing} fehlt.*source,target,score,reason,by"):
        ratings.load(tmp_path, SHEET)


def test_values_of_one_factor_may_be_rated_and_a_value_on_itself(tmp_path: Path) -> None:
    put(tmp_path, f"{HEAD}\nbusa,busb,-2,,\nbusa,busa,1,,\n")
    assert [(one.source, one.target, one.score) for one in ratings.load(tmp_path, SHEET)] == [
        ("busa", "busb", -2),
        ("busa", "busa", 1),
    ]


def test_the_rows_of_a_workbook_and_its_tabs_name_who_rated(tmp_path: Path) -> None:
    alone = [["von", "auf", "Stärke"], ["busa", "netzb", -0.5]]
    named = [["source", "target", "score", "by"], ["busa", "netzb", 2, "Frau Kern"], ["busb", "netzb", 1]]
    found = ratings.load(put_workbook(tmp_path, A1=alone, A2=named), SHEET)
    assert [(one.origin, one.score) for one in found] == [("A1", -0.5), ("Frau Kern", 2), ("A2", 1)]


def test_one_person_rates_a_pair_once_and_the_unnamed_may_be_several(tmp_path: Path) -> None:
    put(tmp_path, f"{HEAD}\nbusa,netza,1,,\nbusa,netza,3,,\nbusa,netza,2,,A\n")
    assert [one.score for one in ratings.load(tmp_path, SHEET)] == [1, 3, 2]
    put(tmp_path, f"{HEAD}\nbusa,netza,2,,A\nbusa,netzb,2,,A\nbusa,netza,2,,A\n")
    with pytest.raises(InputError, match="Zeile 4: A hat busa → netza schon in Zeile 2 bewertet"):
        ratings.load(tmp_path, SHEET)


def test_what_a_run_wrote_is_read_back_and_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ratings.all.csv"
    path.write_text("source,target,score,origin,reason\nbusa,busb,-1.5,A,eng\nnetza,busa,2,,\n", "utf-8")
    assert ratings.read(path, SHEET) == (
        Rating(source="busa", target="busb", score=-1.5, origin="A", reason="eng"),
        Rating(source="netza", target="busa", score=2),
    )
    for row, found in (
        ("weg,busa,1,,", "„weg“ gibt es nicht"),
        ("busa,netza,nan,,", "keine Zahl"),
        ("busa,netza,1,A,eng, sehr", "mehr Zellen"),
    ):
        path.write_text(f"source,target,score,origin,reason\nbusa,netza,1,,\n{row}\n", "utf-8")
        with pytest.raises(InputError, match=f"„ratings.all.csv“, Zeile 3: .*{found}"):
            ratings.read(path, SHEET)
