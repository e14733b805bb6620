"""ratings.csv: what people judged, read as their spreadsheet saved it, errors with their line."""

from pathlib import Path

import pytest

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
    ("written", "score"), [("−2", -2), ("+3", 3), (" 0.5 ", 0.5), ('"0,5"', 0.5), ("-3", -3)]
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
        ("busa,busb,1,,", "busa und busb gehören zum selben Einflussfaktor.*Bitte"),
        ("busa,netza,4,,", "„4“ ist keine Zahl von −3 bis"),
        ("busa,netza,-3.01,,", "„-3.01“ ist keine Zahl von −3 bis"),
        ("busa,netza,nan,,", "„nan“ ist keine Zahl von −3 bis"),
        ("busa,netza,viel,,", "„viel“ ist keine Zahl von −3 bis"),
        ("busa,netza,1,erst, dann,A", "mehr Zellen.*Bitte.*Anführungszeichen"),
        ("busa,netza,,,", "„“ ist keine Zahl von −3 bis"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, row: str, found: str) -> None:
    put(tmp_path, f'{HEAD}\nbusa,netza,1,"zwei\nZeilen",A\n\n{row}\n')
    with pytest.raises(InputError, match=rf"„ratings\.csv“, Zeile 5: .*{found}"):
        ratings.load(tmp_path, SHEET)


@pytest.mark.parametrize(
    ("head", "missing"), [("source,target,wert", "score"), ("", "score, source, target")]
)
def test_a_missing_column_is_named(tmp_path: Path, head: str, missing: str) -> None:
    put(tmp_path, f"{head}\nbusa,netza,1\n" if head else "")
    with pytest.raises(InputError, match=rf"Spalte {missing} fehlt.*source,target,score,reason,by"):
        ratings.load(tmp_path, SHEET)
