"""Table files as people send them: what is read, what is remarked, what is refused and how it is told."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import as_excel_saves, changed, patched, put

from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headed import tables
from pipeline.scenarios.grid.tab import Unread
from pipeline.scenarios.sheet.columns import COLUMNS, OWN_TABS

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ENCRYPTED = OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(100)
HEAD = ["factor", "label", "text"]


def cells(path: Path) -> list[list[str]]:
    """The filled rows of a file's only tab."""
    (tab,) = open_grid(path).tabs
    return [list(line.cells) for line in tab.lines if line.filled]


def told(path: Path, data: bytes | None = None) -> str:
    """What is said about a file that is refused."""
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SheetError) as error:
        tables(open_grid(path), COLUMNS, OWN_TABS)
    assert "Bitte" in str(error.value) or "Bekannt" in str(error.value) or "Erwartet" in str(error.value)
    return str(error.value)


def entries(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    found, remarks = tables(open_grid(path), COLUMNS, OWN_TABS)
    return [dict(entry.cells) for table in found for entry in table.entries], remarks


@pytest.mark.parametrize(
    ("name", "data", "parts"),
    [
        ("a.xls", OLE2, ("„a.xls“", "alte Excel-Format", "als .xlsx speichern")),
        ("a.xlsb", b"PK", ("binäre Excel-Format", "als .xlsx speichern")),
        ("a.ods", b"PK", ("OpenDocument", "als .xlsx speichern")),
        ("a.xlsx", OLE2, ("„a.xlsx“ heißt .xlsx", "alte Excel-Format", "als .xlsx speichern")),
        ("a.xlsm", OLE2, ("„a.xlsm“ heißt .xlsm", "alte Excel-Format")),
        ("a.xlsx", ENCRYPTED, ("Passwort geschützt", "entfernen")),
        ("a.xlsx", b"", ("keine lesbare XLSX-Datei",)),
        ("a.xlsx", b"PK\x03\x04" + bytes(200), ("keine lesbare XLSX-Datei",)),
        ("a.xlsx", b"factor;label\n", ("keine lesbare XLSX-Datei",)),
        ("a.csv", b"PK\x03\x04" + bytes(200), ("heißt .csv", "in .xlsx umbenennen")),
        ("a.csv", b"", ("„a.csv“ ist leer", "Kopfzeile")),
        ("a.csv", b"\n;;\n", ("„a.csv“ ist leer", "Kopfzeile")),
    ],
)
def test_a_file_that_is_no_readable_table_is_told_with_what_to_do(
    tmp_path: Path, name: str, data: bytes, parts: tuple[str, ...]
) -> None:
    message = told(tmp_path / name, data)
    assert [part for part in parts if part not in message] == [], message


def test_a_file_that_is_no_table_at_all_is_told_what_would_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(SheetError, match=r"„a\.docx“ ist keine Tabelle.*\.xlsx, \.xlsm und \.csv"):
        open_grid(tmp_path / "a.docx")
    with pytest.raises(SheetError, match=r"gibt es nicht. Bitte"):
        open_grid(tmp_path / "fehlt.xlsx")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_with_damaged_xml_is_no_readable_one(tmp_path: Path, part: str) -> None:
    path = patched(put(tmp_path / "a.xlsx", A=[HEAD]), part, "><", "><&<")
    assert "keine lesbare XLSX-Datei" in told(path)


def test_a_workbook_cut_short_or_with_a_flipped_byte_is_told_and_never_raises_else(tmp_path: Path) -> None:
    whole = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft", "Text " * 50]]).read_bytes()
    refused = 0
    for at in range(60, len(whole), len(whole) // 40):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :]):
            (tmp_path / "b.xlsx").write_bytes(data)
            try:
                open_grid(tmp_path / "b.xlsx")
            except SheetError:
                refused += 1
    assert refused >= 40, "jede abgeschnittene Datei"


def test_texts_stay_texts_whatever_they_look_like_and_whoever_saved_them(tmp_path: Path) -> None:
    rows = [HEAD, ["#NAME?", "ax005F_b", "_x005F_x0041_ <b>\nzwei"], ["2035", "'Haus", "👩\u200d👧"]]
    path = put(tmp_path / "a.xlsx", A=rows)

    def as_texts(workbook: Any) -> None:
        for row in workbook.active.iter_rows():
            for cell in row:
                cell.data_type = "s"

    changed(path, as_texts)
    wanted = [HEAD, ["#NAME?", "ax005F_b", "_x0041_ <b>\nzwei"], rows[2]]
    assert cells(path) == wanted
    assert cells(as_excel_saves(path)) == wanted


@pytest.mark.parametrize(
    ("value", "shape", "read"),
    [
        (2035, "General", "2035"),
        (2035.0, "General", "2035"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (0.5, "0%", "50 %"),
        (0.125, "0.0%", "12,5 %"),
        (True, "General", "ja"),
        (datetime(2035, 5, 1), "dd.mm.yyyy", "01.05.2035"),
        (datetime(2035, 5, 1, 14, 30), "dd.mm.yyyy hh:mm", "01.05.2035 14:30"),
    ],
)
def test_what_excel_made_of_something_typed_is_read_as_a_person_sees_it(
    tmp_path: Path, value: object, shape: str, read: str
) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", value]])

    def in_shape(workbook: Any) -> None:
        workbook.active["B2"].number_format = shape

    assert cells(changed(path, in_shape))[1] == ["Busse", read]


def test_a_formula_counts_with_what_it_showed_last(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "=B9", "=1/2"]])
    sheet = "xl/worksheets/sheet1.xml"
    patched(path, sheet, "<f>B9</f><v/>", "<f>B9</f><v>oft</v>")
    patched(path, sheet, "<f>1/2</f><v/>", "<f>1/2</f><v>0.5</v>")
    patched(path, sheet, '<c r="B2"', '<c r="B2" t="str"')
    assert cells(path)[1] == ["Busse", "oft", "0,5"]


@pytest.mark.parametrize(
    ("result", "parts"),
    [
        ("<v/>", ("Blatt „A“, Zelle B2", "Formel ohne Ergebnis", "Text selbst eintragen")),
        ("<v>#NAME?</v>", ("Blatt „A“, Zelle B2", "Fehlerwert #NAME?", "Bitte den Text eintragen")),
        ("<v>#DIV/0!</v>", ("Zelle B2", "Fehlerwert #DIV/0!")),
    ],
)
def test_a_formula_that_shows_nothing_to_read_is_named_with_its_cell(
    tmp_path: Path, result: str, parts: tuple[str, ...]
) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "=kein Bus"]])
    patched(path, "xl/worksheets/sheet1.xml", "<v/>", result)
    patched(
        path, "xl/worksheets/sheet1.xml", '<c r="B2"', '<c r="B2" t="e"' if "#" in result else '<c r="B2"'
    )
    message = told(path)
    assert [part for part in parts if part not in message] == [], message


def test_an_error_value_is_named_with_its_cell(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "#NAME?"]])
    message = told(path)
    assert "Zelle B2" in message and "Fehlerwert #NAME?" in message and "mit einem ' davor" in message


def test_a_merged_cell_counts_for_its_first_row_and_is_known_to_span_the_others(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft"], ["", "nie"], ["Bahn", "oft"]])
    changed(path, lambda workbook: workbook.active.merge_cells("A2:A3"))
    (tab,) = open_grid(path).tabs
    assert [(line.cells[0], dict(line.spanned)) for line in tab.lines[1:]] == [
        ("Busse", {}),
        ("", {0: "Busse"}),
        ("Bahn", {}),
    ]


def test_hidden_rows_and_tabs_are_read_and_remarked(tmp_path: Path) -> None:
    rows = [HEAD, *(["Busse", str(number)] for number in range(2, 10))]
    path = put(tmp_path / "a.xlsx", A=rows, B=[HEAD, ["Bahn", "oft"]])

    def hide(workbook: Any) -> None:
        for number in (4, 5, 6, 9, 20):
            workbook["A"].row_dimensions[number].hidden = True
        workbook["B"].sheet_state = "hidden"

    read, remarks = entries(changed(path, hide))
    assert len(read) == 9
    assert any("Blatt „A“: ausgeblendete Zeilen 4–6, 9 mitgelesen" in remark for remark in remarks)
    assert any("ausgeblendete Blatt „B“ ist mitgelesen" in remark for remark in remarks)
    assert not any(isinstance(remark, Unread) for remark in remarks)


def test_a_formatted_cell_in_the_last_row_of_excel_does_not_take_long(tmp_path: Path) -> None:
    def far(workbook: Any) -> None:
        workbook.active.cell(1_048_576, 16_384).font = Font(bold=True)

    path = changed(put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft"]]), far)
    start = time.perf_counter()
    read, _ = entries(path)
    assert time.perf_counter() - start < 3
    assert read == [{"factor": "Busse", "label": "oft"}]


def test_comments_at_cells_are_remarked_with_their_place(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft"]])

    def comment(workbook: Any) -> None:
        workbook.active["B2"].comment = Comment("noch prüfen", "Gruppe A")

    _, remarks = entries(changed(path, comment))
    (remark,) = remarks
    assert "Blatt „A“" in remark and "(B2)" in remark and isinstance(remark, Unread)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("before", ["", "Wertetafel der Gruppe A\n", "\n"])
def test_csv_is_read_with_any_delimiter_encoding_and_start(
    tmp_path: Path, mark: str, encoding: str, before: str
) -> None:
    path = tmp_path / "a.csv"
    rows = [HEAD, ["Grüße", "oft", "eins"], ["Straße", "nie", '"zwei\nZeilen, ja; so"']]
    path.write_bytes((before + "\r\n".join(mark.join(row) for row in rows)).encode(encoding))
    read, remarks = entries(path)
    assert read[0] == {"factor": "Grüße", "label": "oft", "text": "eins"}
    assert read[1] == {"factor": "Straße", "label": "nie", "text": "zwei\nZeilen, ja; so"}
    assert bool(remarks) == bool(before.strip())


@pytest.mark.parametrize("mark", ";,")
def test_the_sep_line_of_excel_names_the_delimiter_and_is_no_row(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"sep={mark}\n" + mark.join(HEAD) + "\n" + mark.join(["Busse", "oft", "x"]) + "\n")
    assert entries(path) == ([{"factor": "Busse", "label": "oft", "text": "x"}], [])


def test_a_quote_left_open_is_told_with_its_row_and_swallows_nothing(tmp_path: Path) -> None:
    message = told(tmp_path / "a.csv", b'factor;label\nBusse;oft\nBahn;"nie\nSchiff;oft\n')
    assert "ab Zeile 3" in message and "Anführungszeichen" in message


def test_a_defused_cell_of_csv_is_read_without_its_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("factor;label;text\nBusse;'=1+1;'s ist so\n", encoding="utf-8")
    assert entries(path)[0] == [{"factor": "Busse", "label": "=1+1", "text": "'s ist so"}]


def test_german_headers_and_titles_above_them_are_understood(tmp_path: Path) -> None:
    rows = [
        ["Wertetafel der Gruppe A"],
        [],
        [
            "Einflussfaktor:",
            " Ausprägung *",
            "Beschreibung",
            "Heutiger  Stand",
            "Plausibilität",
            "BEWERTUNG",
        ],
        ["Busse", "oft", "Text", "selten", 4, "+"],
    ]
    read, remarks = entries(put(tmp_path / "a.xlsx", A=rows))
    assert read == [
        {
            "factor": "Busse",
            "label": "oft",
            "text": "Text",
            "heute": "selten",
            "plausibel": "4",
            "wertung": "+",
        }
    ]
    (remark,) = remarks
    assert "über der Kopfzeile" in remark and "Blatt „A“, Zeile 1" in remark and isinstance(remark, Unread)


def test_a_missing_column_is_named_with_its_tab(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft"]], B=[["factor", "text"], ["Bahn", "x"]])
    message = told(path)
    assert "Blatt „B“, Zeile 1: die Spalte „label“ fehlt" in message and "Bekannt sind trend" in message


def test_a_column_that_stands_twice_is_refused_also_by_its_other_name(tmp_path: Path) -> None:
    assert "„label“ steht doppelt" in told(put(tmp_path / "a.xlsx", A=[["factor", "label", "Kurztitel"]]))


def test_a_comment_column_is_remarked_once_though_every_tab_has_it(tmp_path: Path) -> None:
    rows = [["factor", "label", "Kommentar"], ["Busse", "oft", "finden wir gut"]]
    read, remarks = entries(put(tmp_path / "a.xlsx", A=rows, B=rows))
    assert read == [{"factor": "Busse", "label": "oft"}] * 2
    (remark,) = remarks
    assert "„kommentar“ ist unbekannt und bleibt ungelesen" in remark and isinstance(remark, Unread)


@pytest.mark.parametrize("row", [["Busse", "oft", "", "", "Notiz"], ["Busse", "oft", "", "Notiz"]])
def test_a_cell_under_no_header_is_named(tmp_path: Path, row: list[str]) -> None:
    message = told(put(tmp_path / "a.xlsx", A=[[*HEAD, "", ""], row]))
    assert "Blatt „A“, Zeile 2" in message and "„Notiz“ steht unter keiner Spalte" in message


def test_a_tab_without_header_is_remarked_beside_one_that_has_it(tmp_path: Path) -> None:
    read, remarks = entries(put(tmp_path / "a.xlsx", A=[HEAD, ["Busse", "oft"]], Notizen=[["anrufen"]]))
    assert len(read) == 1
    (remark,) = remarks
    assert "„Notizen“ hat keine Kopfzeile" in remark and isinstance(remark, Unread)


def test_a_tab_that_is_called_like_ours_and_holds_a_table_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlsx", Übersicht=[["Trend", "Einflussfaktor", "Rolle"], ["Verkehr", "Busse"]])
    with pytest.raises(SheetError, match="ist leer"):
        entries(path)
    path = put(tmp_path / "a.xlsx", Übersicht=[["Einflussfaktor", "Ausprägung"], ["Busse", "oft"]])
    assert entries(path) == ([{"factor": "Busse", "label": "oft"}], [])
