"""The value sheet as a workbook and as CSV: made to be filled, and coming back as the same sheet."""

import csv
import io
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tricky import ODD, sheets, texts
from workbooks import as_excel_saves

from pipeline.core.cells import LONGEST, clean
from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet import rows, tables, workbook
from pipeline.scenarios.sheet.columns import BASE, CHOICES, COLUMNS, OVERVIEW, tab_names
from pipeline.scenarios.sheet.intake import take_in

BUS = Factor(
    id="bus", trend="Verkehr", name="Busse", definition="Takt", heute="selten", rolle="Schlüsselfaktor",
    values=(
        FactorValue(id="oft", label="oft", text="Jede Stunde", group="A1", plausibel=4, wertung="+"),
        FactorValue(id="nie", label="nie", text="Kein Bus", group="B1", wertung="-", cards=("k01", "k02")),
    ),
)  # fmt: skip
STROM = Factor(id="strom", trend="Energie", name="Strom", values=())
SHEET = Sheet(factors=(BUS, STROM))
LETTER = {name: openpyxl.utils.get_column_letter(at) for at, name in enumerate(COLUMNS.known, start=1)}


def opened(sheet: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.render(sheet, "Probe 2035")))


def put(folder: Path, data: bytes, name: str = "tafel.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@settings(deadline=None, max_examples=20)
@given(sheets())
def test_a_workbook_taken_in_again_is_the_same_sheet_and_the_same_bytes(sheet: Sheet) -> None:
    with TemporaryDirectory() as folder:
        data = workbook.render(sheet)
        path = put(Path(folder), data)
        taken = take_in(sheet, path, whole=True)
        assert taken.difference.empty and taken.sheet == sheet and not taken.remarks
        assert workbook.render(taken.sheet) == data
        assert take_in(sheet, as_excel_saves(path), whole=True).sheet == sheet


@settings(deadline=None, max_examples=60)
@given(sheets(), st.sampled_from(";,"))
def test_csv_taken_in_again_is_the_same_sheet(sheet: Sheet, delimiter: str) -> None:
    with TemporaryDirectory() as folder:
        taken = take_in(sheet, put(Path(folder), tables.to_csv(sheet, delimiter), "tafel.csv"), whole=True)
        assert taken.difference.empty and taken.sheet == sheet and not taken.remarks


@settings(deadline=None, max_examples=20)
@given(sheets(most=2))
def test_a_first_import_makes_the_same_sheet_but_for_ids_of_empty_values(sheet: Sheet) -> None:
    trends = [factor.trend for factor in sheet.factors]
    with TemporaryDirectory() as folder:
        taken = take_in(Sheet(factors=()), put(Path(folder), workbook.render(sheet))).sheet
    wanted = sorted(sheet.factors, key=lambda factor: trends.index(factor.trend))
    for made, factor in zip(taken.factors, wanted, strict=True):
        said = tuple(value for value in factor.values if value != FactorValue(id=value.id, label=""))
        assert made == factor.model_copy(update={"values": said})


@settings(deadline=None, max_examples=12)
@given(st.lists(texts.map(clean).filter(bool), min_size=1, max_size=12))
def test_no_cell_of_a_workbook_and_none_of_csv_is_a_formula(said: list[str]) -> None:
    values = [{"id": f"v{at}", "label": text, "text": text, "group": text} for at, text in enumerate(said)]
    factor = {"name": said[0], "trend": said[-1], "definition": said[0], "heute": said[-1]}
    sheet = rows.sheet([{**factor, "values": values}], "Probe")
    book = openpyxl.load_workbook(io.BytesIO(workbook.render(sheet, said[0])))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    for row in csv.reader(io.StringIO(tables.to_csv(sheet).decode("utf-8-sig")), delimiter=";"):
        assert not [cell for cell in row if len(cell) > 1 and cell[0] in "=+-@\t\r"]


def test_a_workbook_has_an_overview_and_one_tab_per_trend() -> None:
    book = opened(SHEET)
    assert book.sheetnames == [OVERVIEW, "Verkehr", "Energie", CHOICES, BASE]
    assert book.active.title == OVERVIEW and book[CHOICES].sheet_state == "hidden"
    cells = [cell for row in book[OVERVIEW].iter_rows() for cell in row if cell.value is not None]
    assert cells[0].value == "Probe 2035"
    assert {"Busse", "Strom", "Schlüsselfaktor", 2, 0} <= {cell.value for cell in cells}
    (link,) = [cell.hyperlink for cell in cells if cell.value == "Verkehr"]
    assert link.location == "'Verkehr'!A1"


def test_a_tab_freezes_its_heading_hides_ids_and_offers_rows_and_drop_downs() -> None:
    page = opened(SHEET)["Verkehr"]
    assert [cell.value for cell in page[1]] == list(COLUMNS.known)
    assert page.freeze_panes == f"{LETTER['definition']}2"
    hidden = {name for name in COLUMNS.known if page.column_dimensions[LETTER[name]].hidden}
    assert hidden == {"factor_id", "value_id"}
    factors = [page[f"{LETTER['factor']}{row}"].value for row in range(2, page.max_row + 1)]
    assert factors == ["Busse"] * 4, "zwei Ausprägungen und zwei leere Zeilen"
    rules = page.data_validations.dataValidation
    lists = {str(rule.sqref): rule.formula1 for rule in rules if rule.type == "list"}
    assert lists == {
        f"{LETTER[name]}2:{LETTER[name]}205": formula
        for name, formula in {
            "factor": f"{CHOICES}!$A$1:$A$2",
            "rolle": '"Schlüsselfaktor,Umfeld,Prämisse"',
            "group": '"A1,B1"',
            "plausibel": '"1,2,3,4,5"',
            "wertung": '"+,0,-"',
        }.items()
    }, "auch für Zeilen, die noch kommen"


def test_a_factor_without_values_and_a_sheet_without_factors_can_be_filled() -> None:
    page = opened(SHEET)["Energie"]
    assert [page[f"{LETTER['factor']}{row}"].value for row in range(2, 7)] == ["Strom"] * 4 + [None]
    assert opened(Sheet(factors=())).sheetnames == [OVERVIEW, "Ohne Trend", CHOICES, BASE]


@pytest.mark.parametrize(("text", "fits"), [("a" * LONGEST, True), ("a" * (LONGEST + 1), False)])
def test_a_text_is_written_whole_or_refused(tmp_path: Path, text: str, fits: bool) -> None:
    sheet = Sheet(factors=(BUS.model_copy(update={"heute": text}),))
    if fits:
        assert take_in(sheet, put(tmp_path, workbook.render(sheet))).sheet == sheet
    else:
        with pytest.raises(SheetError, match=rf"Text von {len(text)} Zeichen.*Bitte kürzen oder als CSV"):
            workbook.render(sheet)
        assert take_in(sheet, put(tmp_path, tables.to_csv(sheet), "a.csv")).sheet == sheet


odd_trends = st.sampled_from([OVERVIEW, "auswahl", "History", "[a]/b", "'", "x" * 40, "X" * 40, "😀" * 31])


@given(st.lists(texts | odd_trends))
def test_tabs_have_names_that_excel_takes(trends: list[str]) -> None:
    names = tab_names(trends)
    assert list(names) == list(dict.fromkeys(trends))
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\\n") and name[0] != "'" != name[-1]
        assert name.casefold() not in (OVERVIEW.casefold(), CHOICES.casefold(), "history")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice ist nicht installiert")
def test_a_workbook_saved_by_libreoffice_holds_the_same_sheet(tmp_path: Path) -> None:
    misread = ("_x0041_x0042_", "_x005F_x000D_")  # by LibreOffice, which escapes every other one only
    said = [clean(text) for text in ODD if text not in misread]
    values = [{"id": f"v{at}", "label": f"{at}", "text": text} for at, text in enumerate(said)]
    raw = [
        {"name": name, "trend": trend, "heute": said[at], "values": values[at::3]}
        for at, (name, trend) in enumerate([("=1+1", "Verkehr"), ("_x0041_", "a/b"), ("Straße\nWeg", "")])
    ]
    sheet = rows.sheet(raw, "Probe")
    path = put(tmp_path, workbook.render(sheet, "Probe"))
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "xlsx",
        "--outdir", tmp_path / "aus", path,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    taken = take_in(sheet, tmp_path / "aus" / path.name, whole=True)
    assert taken.difference.empty, taken.difference
    assert taken.sheet == sheet and not taken.remarks
