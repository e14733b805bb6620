"""Ratings as a matrix: told from a list by itself, in part and in any order, nothing dropped unseen."""

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rated_project import IDS, SHEET, Rows, put_csv, put_tabs, told

from pipeline.core.errors import InputError
from pipeline.scenarios import ratings
from pipeline.scenarios.impact import files
from pipeline.scenarios.impact.of_sheet import of_sheet

WANTED = {("bus1", "netz1"): 2, ("bus1", "netz2"): -1.5, ("netz2", "bus1"): 0}
BY_ID: Rows = [
    ["", "bus1", "bus2", "netz1", "netz2"],
    ["bus1", "", "", 2, -1.5],
    ["bus2"],
    ["netz1"],
    ["netz2", 0],
]
BY_NAMES: Rows = [
    ["", "", "Angebot im Nahverkehr", "", "Netz", ""],
    ["", "", "dicht", "dünn", "Dicht", "gekappt"],
    ["Angebot im Nahverkehr", "dicht", "", "", 2, -1.5],
    ["", "dünn"],
    ["Netz", "Dicht"],
    ["", "gekappt", 0],
]


@pytest.mark.parametrize(
    "rows",
    [
        BY_ID,
        BY_NAMES,
        [["Matrix von Gruppe A"], [], *BY_ID],
        [["", "netz1 · Dicht", "netz2", "bus1"], ["bus1", 2, "-1,5"], ["netz2 · alt", "", "", "0"]],
        [["", "", "netz1", "gekappt", "bus1"], ["x", "bus1", 2, "−1.5"], ["", " GEKAPPT ", "", "", 0]],
        [
            ["", "", "bus", "bus", "netz", "netz"],
            ["", "", "dicht", "dünn", "Dicht", "gekappt"],
            ["bus", "dicht", "–", "x", 2, -1.5],
            ["netz", "gekappt", 0, "", "-", "–"],
        ],
    ],
    ids=["ids", "names", "title", "order", "labels", "every time"],
)
def test_headings_of_any_kind_name_the_values(tmp_path: Path, rows: Rows) -> None:
    assert told(ratings.load(put_csv(tmp_path, rows), SHEET)) == WANTED


def test_an_empty_cell_is_unrated_and_a_zero_is_a_rating(tmp_path: Path) -> None:
    found = ratings.load(put_csv(tmp_path, BY_ID, ","), SHEET)
    assert len(found) == 3 and {one.origin for one in found} == {"expert"}


def test_the_tabs_of_a_workbook_are_people(tmp_path: Path) -> None:
    other = [["", "netz1"], ["bus1", -3]]
    folder = put_tabs(tmp_path, {"Frau Kern": BY_ID, "Notizen": [["nur Text"]], "Gruppe 2": other})
    found = ratings.given(folder, SHEET)
    assert [(one.origin, one.score) for one in found.ratings if one.target == "netz1"] == [
        ("Frau Kern", 2),
        ("Gruppe 2", -3),
    ]
    assert any("das Blatt „Notizen“ ist weder Liste noch Matrix" in remark for remark in found.remarks)


@pytest.mark.parametrize(("tab", "origin"), [("Tabelle1", "expert"), ("Matrix", "expert"), ("A1", "A1")])
def test_a_single_tab_names_a_person_unless_a_program_named_it(
    tmp_path: Path, tab: str, origin: str
) -> None:
    found = ratings.load(put_tabs(tmp_path, {tab: BY_NAMES}), SHEET)
    assert told(found) == WANTED and {one.origin for one in found} == {origin}


def test_values_of_one_factor_are_rated_where_something_stands_there(tmp_path: Path) -> None:
    rows = [["", "bus1", "bus2"], ["bus1", 1, "x"], ["bus2", -2, "0"]]
    assert told(ratings.load(put_csv(tmp_path, rows), SHEET)) == {
        ("bus1", "bus1"): 1,
        ("bus2", "bus1"): -2,
        ("bus2", "bus2"): 0,
    }


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["", "bus1", "netz9"], ["netz1", 1, 2]], "Spalte C .„netz9“.*Bitte dort die Ids"),
        ([["", "bus1"], ["netz1", 1], ["Markt", 2]], "Zeile 3 .„Markt“."),
        ([["", "bus1"], ["netz1", 1], ["", 2]], "Zeile 3 .ohne Namen"),
        ([["", "bus1"], ["netz1", 1, "", 3]], "Spalte D .ohne Namen"),
        ([["", "bus1", "dicht"], ["netz1", 1, 2]], "Spalte C .„dicht“."),
        ([["", "bus1"], *([f"m{n}", 1] for n in range(5)), ["netz1", 1]], "„m2“. und 2 weitere"),
        ([["", "bus1"], ["netz1", 1], ["netz1", 2]], "Zeile 3: „netz1“ steht zweimal .auch in Zeile 2"),
        ([["", "bus1", "bus1"], ["netz1", 1]], "Spalte C: „bus1“ steht zweimal .auch in Spalte B"),
        ([["", "bus1"], ["netz1", 4]], "Zeile 2, Spalte B: der Wert „4“ ist keine Zahl von −3 bis"),
        ([["", "bus1"], ["netz1", "nan"]], "Zeile 2, Spalte B: der Wert „nan“ ist keine Zahl"),
        ([["", "bus1"], ["netz1", "stark"]], "Zeile 2, Spalte B: der Wert „stark“ ist keine Zahl"),
        ([["", "bus1"], ["netz1", "-"]], "Zeile 2, Spalte B: der Wert „-“ ist keine Zahl"),
        ([["", "x"], ["y", 1]], "enthält keine Bewertungen.*source,target,score.*oder eine Matrix"),
        ([["Netz", "dicht"], ["", 1]], "enthält keine Bewertungen"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, rows: Rows, found: str) -> None:
    with pytest.raises(InputError, match=f"„ratings.csv“.*{found}"):
        ratings.load(put_csv(tmp_path, rows), SHEET)


def test_a_cell_of_a_tab_is_named_with_its_tab(tmp_path: Path) -> None:
    folder = put_tabs(tmp_path, {"A1": BY_ID, "A2": [["", "bus1"], ["netz1", 3.5]]})
    with pytest.raises(InputError, match="Blatt „A2“, Zeile 2, Spalte B: der Wert „3,5“"):
        ratings.load(folder, SHEET)


PAIRS = list(itertools.product(IDS, IDS))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    scores=st.dictionaries(st.sampled_from(PAIRS), st.integers(-300, 300).map(lambda n: n / 100)),
    rows=st.permutations(IDS),
    columns=st.permutations(IDS),
)
def test_the_order_of_rows_and_columns_changes_nothing(
    tmp_path: Path, scores: dict[tuple[str, str], float], rows: list[str], columns: list[str]
) -> None:
    cells = [[row, *(scores.get((row, column), "") for column in columns)] for row in rows]
    put_csv(tmp_path, [["", *columns], *cells])
    assert told(ratings.load(tmp_path, SHEET)) == scores


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(scores=st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([-3, -0.5, 0, 1, 2.25])))
@pytest.mark.parametrize("name", ["ratings.csv", "ratings.xlsx"])
def test_the_matrix_that_we_write_for_a_sheet_is_read_back_as_its_ratings(
    tmp_path: Path, name: str, scores: dict[tuple[str, str], float]
) -> None:
    head = "source,target,score\n"
    lines = "".join(f"{source},{target},{score}\n" for (source, target), score in scores.items())
    first = tmp_path / "erst"
    first.mkdir(exist_ok=True)
    (first / "ratings.csv").write_text(head + lines, encoding="utf-8")
    files.write_matrix(tmp_path / name, of_sheet(SHEET, ratings.load(first, SHEET), "Probe"))
    found = ratings.load(tmp_path, SHEET)
    (tmp_path / name).unlink()
    assert told(found) == scores and {one.origin for one in found} <= {"expert"}
