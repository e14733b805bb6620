"""values.xlsx and values.csv: the same sheet as values.yaml, whatever program saved them."""

import csv
import io
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import as_excel_saves, part

from pipeline.core.errors import SheetError
from pipeline.scenarios import sheet
from pipeline.scenarios.sheet import tables
from pipeline.scenarios.sheet.columns import COLUMNS

Row = list[Any]
HEAD = ["factor", "label", "text"]
ROWS: list[Row] = [
    ["Busse", "Für alle", "Ein Bus für alle, auch nachts"],
    ["Busse", "Nie", "Kein Bus; nur Autos"],
    ["Laden", "Hier", "Größe „zwei“"],
    ["Laden", "Dort", ""],
    ["Arbeit", "Da", "a"],
    ["Arbeit", "Fern", "b"],
]


def put_csv(
    folder: Path, rows: list[Row], delimiter: str = ",", encoding: str = "utf-8", end: str = "\n"
) -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(rows)
    path = folder / "values.csv"
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def put_xlsx(folder: Path, rows: list[Row]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append([None if cell == "" else cell for cell in row])
    workbook.save(folder / "values.xlsx")
    return folder / "values.xlsx"


def put_xlsm(folder: Path, rows: list[Row]) -> Path:
    """A workbook with something where macros stand."""
    path = folder / "values.xlsm"
    with ZipFile(put_xlsx(folder, rows)) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == "[Content_Types].xml":
                content = content.replace(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                ).replace("</Types>", f"{VBA_TYPE}</Types>")
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace("</Relationships>", f"{VBA_LINK}</Relationships>")
            target.writestr(name, content)
        target.writestr("xl/vbaProject.bin", b"Makro")
    (folder / "values.xlsx").unlink()
    return path


VBA_TYPE = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject" />'
VBA_LINK = (
    '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    'Target="vbaProject.bin" />'
)
PUT = {"csv": put_csv, "xlsx": put_xlsx}


def ids(path: Path) -> list[str]:
    return [
        found for f in sheet.load(path).sheet.factors for found in (f.id, *(value.id for value in f.values))
    ]


word = st.sampled_from(["Bus", "für alle", "nein; doch", "a, b", 'er sagt "ja"', "Straße\nund Weg", "2035"])
value = st.fixed_dictionaries(
    {"label": word, "text": word | st.just("")},
    optional={
        "group": word,
        "plausibel": st.integers(1, 5),
        "wertung": st.sampled_from("+0-"),
        "id": st.just("x"),
    },
)
factor = st.fixed_dictionaries(
    {"values": st.lists(value, min_size=2, max_size=4)},
    optional={
        "trend": word,
        "definition": word,
        "heute": word,
        "rolle": st.just("Umfeld"),
        "id": st.just("f"),
    },
)


@settings(deadline=None, max_examples=40)
@given(st.lists(factor, min_size=3, max_size=4))
def test_a_table_equals_the_same_sheet_in_yaml(factors: list[dict[str, Any]]) -> None:
    rows: list[Row] = [list(COLUMNS.known)]
    for number, entry in enumerate(factors):
        entry["name"] = f"Faktor {number}"
        if "id" in entry:
            entry["id"] = f"eigen{number}"
        for place, one in enumerate(entry["values"]):
            if "id" in one:
                one["id"] = f"wert{number}{place}"
            cells = {
                **entry,
                **one,
                "factor": entry["name"],
                "factor_id": entry.get("id"),
                "value_id": one.get("id"),
            }
            rows.append([cells.get(column, "") or "" for column in COLUMNS.known])
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "values.yaml").write_text(yaml.safe_dump({"factors": factors}), encoding="utf-8")
        wanted = sheet.load(folder / "values.yaml").sheet
        assert sheet.load(put_csv(folder, rows)).sheet == wanted
        assert sheet.load(put_csv(folder, rows, ";", "cp1252", "\r\n")).sheet == wanted
        assert sheet.load(put_xlsx(folder, rows)).sheet == wanted


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_as_spreadsheets_save_it(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    path = put_csv(tmp_path, [HEAD, *ROWS], delimiter, encoding, end)
    loaded = sheet.load(path).sheet
    assert [(f.name, v.label, v.text) for f in loaded.factors for v in f.values] == [
        tuple(row) for row in ROWS
    ]
    assert sheet.write_back_ids(path, loaded)
    assert sheet.load(path).sheet == loaded


@pytest.mark.parametrize("kind", PUT)
def test_ids_are_written_back_once(tmp_path: Path, kind: str) -> None:
    path = PUT[kind](tmp_path, [HEAD, *ROWS])
    loaded = sheet.load(path).sheet
    assert sheet.write_back_ids(path, loaded)
    written = path.read_bytes()
    assert sheet.load(path).sheet == loaded
    assert not sheet.write_back_ids(path, loaded)
    assert path.read_bytes() == written


@pytest.mark.parametrize("kind", PUT)
def test_values_of_one_label_and_values_without_label_get_their_own_ids(tmp_path: Path, kind: str) -> None:
    rows = [
        HEAD,
        ["Busse", "gleich", "a"],
        ["", "", ""],
        ["Busse", "gleich", "b"],
        ["Busse", "", "Nur Text"],
        *ROWS[2:],
    ]
    path = PUT[kind](tmp_path, rows)
    before = sheet.load(path).sheet
    assert sheet.write_back_ids(path, before)
    assert ids(path)[:4] == ["f01", "f01a", "f01b", "f01c"]
    assert sheet.load(path).sheet == before
    assert not sheet.write_back_ids(path, before)


@pytest.mark.parametrize("kind", PUT)
def test_a_row_added_later_joins_its_factor(tmp_path: Path, kind: str) -> None:
    old = [["bus", "oft", "Busse", "oft"], ["bus", "nie", "Busse", "nie"]]
    rows = [["factor_id", "value_id", "factor", "label"], *old, ["", "", "Busse", "neu"]]
    rows += [["", "", name, label] for name, label, _ in ROWS[2:]]
    path = PUT[kind](tmp_path, rows)
    first = sheet.load(path).sheet.factors[0]
    assert (first.id, [v.id for v in first.values]) == ("bus", ["oft", "nie", "busc"])
    assert sheet.write_back_ids(path, sheet.load(path).sheet)
    assert ids(path)[:4] == ["bus", "oft", "nie", "busc"]


def test_a_workbook_keeps_what_else_it_holds(tmp_path: Path) -> None:
    path = put_xlsx(tmp_path, [HEAD, *ROWS])
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    page["A1"].font = Font(bold=True)
    page["B2"].comment = Comment("noch prüfen", "Gruppe A")
    page.column_dimensions["C"].width = 61
    workbook.create_sheet("Notizen")["A1"] = "nur für uns"
    workbook.save(path)
    assert sheet.write_back_ids(path, sheet.load(path).sheet)
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page["A1"].font.bold
    assert page["B2"].comment.text == "noch prüfen"
    assert page.column_dimensions["C"].width == 61
    assert openpyxl.load_workbook(path)["Notizen"]["A1"].value == "nur für uns"
    assert [page.cell(1, column).value for column in (1, 2, 3, 4, 5)] == [*HEAD, "factor_id", "value_id"]


TOLD: dict[str, tuple[list[Row], str]] = {
    "leer": ([], "ist leer.*Kopfzeile"),
    "Spalte fehlt": ([["factor", "text"], *ROWS], "die Spalte „label“ fehlt.*Bekannt sind .*label"),
    "beide fehlen": ([["Worum", "Titel", "text"], *ROWS], "„factor“ und „label“ fehlt"),
    "Spalte doppelt": ([["factor", "label", "label"], *ROWS], "„label“ steht doppelt.*höchstens einmal"),
    "Faktor leer": ([HEAD, ROWS[0], ["", "Nie", "x"]], "Zeile 3: die Spalte „factor“ ist leer.*Bitte"),
    "zwei Namen": (
        [["factor", "label", "factor_id"], ["Busse", "a", "bus"], ["Bahn", "b", "bus"]],
        "Zeile 3: .*„bus“.*„Busse“ und „Bahn“.*Bitte",
    ),
    "zwei Ids": (
        [["factor", "label", "factor_id"], ["Busse", "a", "bus"], ["Busse", "b", "bahn"]],
        "Zeile 3: .*„Busse“.*„bus“ und „bahn“.*Bitte",
    ),
    "Zelle ohne Spalte": (
        [["factor", "label", "text", ""], ROWS[0], [*ROWS[1], "nachts"]],
        "Zeile 3: .*„nachts“.*Bitte",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PUT)
@pytest.mark.parametrize("case", TOLD)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, kind: str, case: str) -> None:
    rows, message = TOLD[case]
    with pytest.raises(SheetError, match=rf"„values\.{kind}“.*{message}"):
        sheet.load(PUT[kind](tmp_path, rows))


@pytest.mark.parametrize("kind", PUT)
def test_an_unknown_column_is_remarked_by_name_and_the_rest_is_read(tmp_path: Path, kind: str) -> None:
    loaded = sheet.load(PUT[kind](tmp_path, [["factor", "label", "Farbe"], *ROWS]))
    assert [factor.name for factor in loaded.sheet.factors] == ["Busse", "Laden", "Arbeit"]
    (remark,) = loaded.remarks
    assert f"„values.{kind}“" in remark and "„farbe“ ist unbekannt" in remark


@pytest.mark.parametrize("kind", PUT)
def test_ids_of_numbered_factors_and_beside_emptied_rows_are_written_where_they_belong(
    tmp_path: Path, kind: str
) -> None:
    rows: list[Row] = [
        ["factor_id", "value_id", *HEAD],
        ["", "alt", "2035", "", ""],
        ["", "", "2035", "oft", ""],
        ["", "alt2", "", "", ""],
        ["", "", "2035", "nie", ""],
    ]
    path = PUT[kind](tmp_path, [[2035 if cell == "2035" else cell for cell in row] for row in rows])
    before = sheet.load(path).sheet
    assert [(f.name, [v.label for v in f.values]) for f in before.factors] == [("2035", ["oft", "nie"])]
    assert sheet.write_back_ids(path, before)
    assert sheet.load(path).sheet == before
    entries = [entry for rows in tables.read(path).factors for entry in rows.entries]
    assert [entry.text("value_id") for entry in entries] == ["alt", "f01a", "f01b"]
    assert {entry.text("factor_id") for entry in entries} == {"f01"}


def test_ids_are_written_into_a_tab_with_one_formatted_cell_at_its_very_end(tmp_path: Path) -> None:
    path = put_xlsx(tmp_path, [HEAD, *ROWS])
    workbook = openpyxl.load_workbook(path)
    workbook.active.cell(1_048_576, 16_384).font = Font(bold=True)
    workbook.save(path)
    before = sheet.load(path).sheet
    start = time.perf_counter()
    assert sheet.write_back_ids(path, before)
    assert time.perf_counter() - start < 5
    assert sheet.load(path).sheet == before


def test_ids_written_into_a_workbook_leave_its_merged_cells_and_odd_texts(tmp_path: Path) -> None:
    path = put_xlsx(tmp_path, [[*HEAD, "factor_id"], *ROWS])
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    page["C2"] = "_x005F_x0041_ und _x0041_"
    page.merge_cells("A2:A3")
    page.merge_cells("D2:D3")
    workbook.save(path)
    as_excel_saves(path)
    loaded = sheet.load(path).sheet
    assert loaded.factors[0].values[0].text == "_x0041_ und A"
    assert sheet.write_back_ids(path, loaded)
    assert sheet.load(path).sheet == loaded
    assert "_x005F_x0041_ und _x0041_" in part(path, "xl/worksheets/sheet1.xml")
    page = openpyxl.load_workbook(path).active
    assert sorted(map(str, page.merged_cells.ranges)) == ["A2:A3", "D2:D3"]


def test_a_workbook_with_macros_stays_one_when_ids_are_written(tmp_path: Path) -> None:
    path = put_xlsm(tmp_path, [HEAD, *ROWS])
    loaded = sheet.load(path)
    assert any("Makros" in remark for remark in loaded.remarks)
    assert sheet.write_back_ids(path, loaded.sheet)
    with ZipFile(path) as archive:
        assert archive.read("xl/vbaProject.bin") == b"Makro"
        assert "macroEnabled.main+xml" in archive.read("[Content_Types].xml").decode()
    assert sheet.load(path).sheet == loaded.sheet


def test_a_workbook_with_macros_is_not_replaced_by_one_that_would_not_open(tmp_path: Path) -> None:
    path = put_xlsm(tmp_path, [HEAD, *ROWS])
    before = path.read_bytes()
    with pytest.raises(SheetError, match=r"„values\.xlsm“ enthält Makros.*Bitte"):
        sheet.replace(path, sheet.load(path).sheet)
    assert path.read_bytes() == before


def test_a_comma_without_quotes_does_not_cut_a_text_short(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text("factor,label,text\nBusse,oft,Ein Bus, der kommt\n", encoding="utf-8")
    with pytest.raises(SheetError, match=r"Zeile 2: .*„der kommt“.*Anführungszeichen"):
        sheet.load(path)


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    path.write_bytes("factor;label\n".encode("utf-16"))
    with pytest.raises(SheetError, match=r"„values\.xlsx“ ist keine lesbare XLSX-Datei\. Bitte"):
        sheet.load(path)
