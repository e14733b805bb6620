"""A filled table taken in: what a person did is told, what he did not do does not happen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from workbooks import changed, put

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet import tables, workbook
from pipeline.scenarios.sheet.columns import COLUMNS
from pipeline.scenarios.sheet.intake import Taken, take_in

BUS = Factor(
    id="bus", trend="Verkehr", name="Busse", definition="Takt", heute="selten", leitfrage="Wie?",
    rolle="Umfeld",
    values=(
        FactorValue(id="b1", label="oft", text="Jede Stunde", group="A", plausibel=4, cards=("k1",)),
        FactorValue(id="b2", label="nie", text="Kein Bus", wertung="-"),
    ),
)  # fmt: skip
HAFEN = Factor(
    id="hafen", trend="Verkehr", name="Hafen", heute="ruhig",
    values=(FactorValue(id="h1", label="voll"), FactorValue(id="h2", label="leer")),
)  # fmt: skip
STROM = Factor(
    id="strom", trend="Energie", name="Strom", heute="teuer", values=(FactorValue(id="s1", label="Dach"),)
)
SHEET = Sheet(factors=(BUS, HAFEN, STROM))
AT = {name: place for place, name in enumerate(COLUMNS.known, start=1)}


class Filled:
    """The exported workbook in a person's hands."""

    def __init__(self, folder: Path, sheet: Sheet = SHEET) -> None:
        self.path = folder / "tafel.xlsx"
        self.path.write_bytes(workbook.render(sheet))
        self.sheet = sheet

    def do(self, change: Callable[[Any], object]) -> "Filled":
        changed(self.path, change)
        return self

    def taken(self, **how: bool) -> Taken:
        return take_in(self.sheet, self.path, **how)

    def refused(self) -> str:
        with pytest.raises(SheetError) as told:
            self.taken()
        assert "Bitte" in str(told.value)
        return str(told.value)


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(tmp_path)


def row_of(page: Any, value: str) -> int:
    """The row of a value in a tab."""
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, AT["value_id"]).value == value)


def write(tab: str, value: str, **cells: object) -> Callable[[Any], None]:
    """Fill cells of a value's row."""

    def change(book: Any) -> None:
        page = book[tab]
        row = row_of(page, value)
        for name, text in cells.items():
            page.cell(row, AT[name]).value = text

    return change


def drop(tab: str, *values: str) -> Callable[[Any], None]:
    """Delete the rows of values."""

    def change(book: Any) -> None:
        for value in values:
            book[tab].delete_rows(row_of(book[tab], value))

    return change


def add(tab: str, **cells: object) -> Callable[[Any], None]:
    """A row at the end of a tab."""

    def change(book: Any) -> None:
        book[tab].append([cells.get(name) for name in COLUMNS.known])

    return change


def told(taken: Taken) -> Iterator[tuple[str, ...]]:
    """The difference in short."""
    difference = taken.difference
    yield from (("+", item.id, item.factor) for item in difference.added)
    yield from (("-", item.id, item.factor) for item in difference.removed)
    yield from (("~", one.id, one.field, one.before, one.after) for one in difference.changed)
    yield from (("↕", move.id, move.before, move.after) for move in difference.moved)


def test_an_untouched_workbook_changes_nothing(filled: Filled) -> None:
    taken = filled.taken()
    assert taken.difference.empty and taken.sheet == SHEET
    assert taken.kept == () and taken.remarks == ()


def test_what_a_person_filled_in_is_the_only_change(filled: Filled) -> None:
    filled.do(
        write("Verkehr", "h1", text="Am Kai ist kein Platz.", plausibel=3, wertung="+", cards="k1; k2")
    )
    assert list(told(filled.taken())) == [
        ("~", "h1", "text", "", "Am Kai ist kein Platz."),
        ("~", "h1", "plausibel", "", "3"),
        ("~", "h1", "wertung", "", "+"),
        ("~", "h1", "cards", "", "k1, k2"),
    ]


def test_a_deleted_row_is_a_struck_value_and_takes_nothing_of_its_factor_along(filled: Filled) -> None:
    taken = filled.do(drop("Verkehr", "b1")).taken()
    assert list(told(taken)) == [("-", "b1", "Busse")]
    assert taken.sheet.factor("bus").heute == "selten" and taken.sheet.factor("bus").rolle == "Umfeld"


def test_a_cleared_field_of_a_factor_is_cleared(filled: Filled) -> None:
    assert list(told(filled.do(write("Verkehr", "b1", heute=None)).taken())) == [
        ("~", "bus", "heute", "selten", "")
    ]


@pytest.mark.parametrize(
    "left",
    [("trend", "factor_id", "factor", "value_id"), ("trend", "factor_id", "value_id"), ("value_id",), ()],
)
def test_an_emptied_row_is_a_struck_value(filled: Filled, left: tuple[str, ...]) -> None:
    cleared = {name: None for name in COLUMNS.known if name not in left}
    assert list(told(filled.do(write("Verkehr", "b2", **cleared)).taken())) == [("-", "b2", "Busse")]


def test_a_factor_goes_with_all_its_rows_and_stays_with_one(filled: Filled) -> None:
    taken = filled.do(drop("Verkehr", "h1", "h2")).taken()
    assert list(told(taken)) == [("-", "h1", "Hafen"), ("-", "h2", "Hafen")], (
        "leere Zeilen halten den Faktor"
    )

    def all_rows(book: Any) -> None:
        book["Verkehr"].delete_rows(6, 10)

    gone = [item.id for item in filled.do(all_rows).taken().difference.removed]
    assert gone == ["hafen", "h1", "h2"]


def test_a_new_row_without_id_gets_one_and_the_others_keep_theirs(filled: Filled) -> None:
    def insert(book: Any) -> None:
        book["Verkehr"].insert_rows(2)
        for name, text in (("factor", "Busse"), ("label", "manchmal")):
            book["Verkehr"].cell(2, AT[name]).value = text

    taken = filled.do(insert).taken()
    assert list(told(taken)) == [("+", "busa", "Busse")]
    assert [value.id for value in taken.sheet.factor("bus").values] == ["busa", "b1", "b2"]


def test_no_new_id_is_one_that_was_struck_in_the_same_file(filled: Filled) -> None:
    sheet = Sheet(factors=(HAFEN.model_copy(update={"values": (FactorValue(id="hafena", label="voll"),)}),))
    filled = Filled(filled.path.parent, sheet)
    filled.do(drop("Verkehr", "hafena")).do(add("Verkehr", factor="Hafen", label="anders"))
    taken = filled.taken()
    assert [item.id for item in taken.difference.removed] == ["hafena"]
    (new,) = taken.sheet.factor("hafen").values
    assert new.label == "anders" and new.id != "hafena"


def test_a_new_factor_belongs_to_the_trend_of_its_tab(filled: Filled) -> None:
    filled.do(add("Verkehr", factor="Bahn", label="pünktlich")).do(
        add("Energie", factor="Gas", label="aus")
    )
    taken = filled.taken()
    by_name = {factor.name: factor for factor in taken.sheet.factors}
    assert by_name["Bahn"].trend == "Verkehr" and by_name["Gas"].trend == "Energie"
    assert [factor.name for factor in taken.sheet.factors] == ["Busse", "Hafen", "Bahn", "Strom", "Gas"]


def test_reordered_rows_are_moved_and_keep_what_they_are(filled: Filled) -> None:
    def sort(book: Any) -> None:
        page = book["Verkehr"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, text in enumerate(row, start=1):
                page.cell(number, column).value = text

    taken = filled.do(sort).taken()
    kinds = {change[0] for change in told(taken)}
    assert kinds == {"↕"} and len(taken.difference.moved) == 3, "ein Faktor und je Faktor eine Ausprägung"
    assert taken.sheet.factor("bus") == BUS.model_copy(update={"values": BUS.values[::-1]})


@pytest.mark.parametrize("value", ["h1", "h2"])
def test_a_row_given_to_another_factor_by_the_drop_down_moves_and_brings_nothing_else(
    filled: Filled, value: str
) -> None:
    taken = filled.do(write("Verkehr", value, factor="Busse")).taken()
    assert list(told(taken)) == [("↕", value, "„Hafen“", "„Busse“")]
    assert taken.sheet.factor("bus").heute == "selten" and taken.sheet.factor("hafen").heute == "ruhig"


def test_a_row_moves_across_trends_too(filled: Filled) -> None:
    taken = filled.do(write("Verkehr", "b1", factor="Strom")).taken()
    assert list(told(taken)) == [("↕", "b1", "„Busse“", "„Strom“")]
    assert taken.sheet.factor("strom").trend == "Energie" and taken.sheet.factor("bus").trend == "Verkehr"


def test_a_row_given_to_a_factor_further_down_leaves_the_factors_in_their_order(tmp_path: Path) -> None:
    bahn = Factor(id="bahn", trend="Verkehr", name="Bahn", values=(FactorValue(id="z1", label="voll"),))
    filled = Filled(tmp_path, Sheet(factors=(BUS, HAFEN, bahn)))
    taken = filled.do(write("Verkehr", "b1", factor="Bahn")).taken()
    assert list(told(taken)) == [("↕", "b1", "„Busse“", "„Bahn“")]


def test_a_new_name_in_all_rows_renames_a_factor(filled: Filled) -> None:
    def rename(book: Any) -> None:
        for row in range(2, 6):
            book["Verkehr"].cell(row, AT["factor"]).value = "Bus und Bahn"

    assert list(told(filled.do(rename).taken())) == [("~", "bus", "name", "Busse", "Bus und Bahn")]


def test_a_new_name_in_some_rows_is_told_with_both_places(filled: Filled) -> None:
    message = filled.do(write("Verkehr", "b2", factor="Bahn")).refused()
    assert "„Busse“ und „Bahn“" in message or "„Bahn“ und „Busse“" in message
    assert "Zeile 2" in message and "Zeile 3" in message and "Spalte factor_id leeren" in message


def test_a_factor_name_merged_over_its_rows_holds_for_all_of_them(filled: Filled) -> None:
    def merge(book: Any) -> None:
        for name in ("trend", "factor", "heute"):
            letter = book["Verkehr"].cell(1, AT[name]).column_letter
            book["Verkehr"].merge_cells(f"{letter}2:{letter}5")

    assert filled.do(merge).taken().difference.empty


def test_a_hidden_row_is_taken_in_and_remarked(filled: Filled) -> None:
    def hide(book: Any) -> None:
        book["Verkehr"].row_dimensions[row_of(book["Verkehr"], "b2")].hidden = True

    taken = filled.do(hide).taken()
    assert taken.difference.empty
    (remark,) = taken.remarks
    assert "„tafel.xlsx“, Blatt „Verkehr“: ausgeblendete Zeile 3 mitgelesen" in remark


def test_an_id_that_stands_in_two_tabs_is_told_with_both_places(filled: Filled) -> None:
    message = filled.do(add("Energie", factor="Strom", value_id="b1", label="Kopie")).refused()
    assert "„b1“ steht zweimal" in message
    assert "Blatt „Verkehr“, Zeile 2" in message and "Blatt „Energie“, Zeile 6" in message


def test_rows_that_disagree_about_their_factor_are_both_named(filled: Filled) -> None:
    filled.do(write("Verkehr", "b1", heute="oft")).do(write("Verkehr", "b2", heute="manchmal"))
    message = filled.refused()
    assert "Zeile 2" in message and "Zeile 3" in message
    assert "„Busse“" in message and "„heute“" in message


def test_one_row_that_says_something_new_wins_over_those_that_say_the_old(filled: Filled) -> None:
    assert list(told(filled.do(write("Verkehr", "b2", heute="oft")).taken())) == [
        ("~", "bus", "heute", "selten", "oft")
    ]


def test_a_file_with_one_trend_leaves_the_others_and_whole_strikes_them(filled: Filled) -> None:
    filled.do(lambda book: book.remove(book["Verkehr"])).do(write("Energie", "s1", text="Neu"))
    taken = filled.taken()
    assert taken.kept == ("Busse", "Hafen")
    assert list(told(taken)) == [("~", "s1", "text", "", "Neu")]
    assert [factor.id for factor in taken.sheet.factors] == ["bus", "hafen", "strom"]
    whole = filled.taken(whole=True)
    assert [factor.id for factor in whole.sheet.factors] == ["strom"] and whole.kept == ()


def test_a_tab_with_its_header_only_strikes_its_trend(filled: Filled) -> None:
    taken = filled.do(lambda book: book["Energie"].delete_rows(2, 20)).taken()
    assert list(told(taken)) == [("-", "strom", "Strom"), ("-", "s1", "Strom")]
    assert taken.kept == ()


def test_a_value_of_a_trend_that_stays_may_move_into_the_file(filled: Filled) -> None:
    filled.do(lambda book: book.remove(book["Energie"]))
    taken = filled.do(add("Verkehr", factor="Hafen", value_id="s1", label="Dach")).taken()
    assert list(told(taken)) == [("↕", "s1", "„Strom“", "„Hafen“")]
    assert taken.sheet.factor("strom").values == ()


def test_a_column_missing_in_one_tab_leaves_its_texts_there_and_only_there(filled: Filled) -> None:
    filled.do(lambda book: book["Verkehr"].delete_cols(AT["heute"])).do(write("Energie", "s1", heute=None))
    assert list(told(filled.taken())) == [("~", "strom", "heute", "teuer", "")]


def test_a_comment_column_is_remarked_and_the_rest_taken_in(filled: Filled) -> None:
    def comment(book: Any) -> None:
        book["Verkehr"].cell(1, 15).value = "Kommentar"
        book["Verkehr"].cell(2, 15).value = "finden wir gut"

    taken = filled.do(comment).taken()
    assert taken.difference.empty
    assert [remark for remark in taken.remarks if "„kommentar“" in remark] == list(taken.remarks) != []


def test_a_value_without_any_text_is_no_emptied_row(tmp_path: Path) -> None:
    bus = BUS.model_copy(update={"values": (*BUS.values, FactorValue(id="b3", label=""))})
    assert Filled(tmp_path, Sheet(factors=(bus,))).taken().difference.empty


def test_factors_of_interleaved_trends_stay_in_their_order(tmp_path: Path) -> None:
    sheet = Sheet(factors=(BUS, STROM, HAFEN))
    filled = Filled(tmp_path, sheet)
    assert filled.taken().sheet == sheet
    filled.do(add("Energie", factor="Gas", label="aus"))
    assert [factor.name for factor in filled.taken().sheet.factors] == ["Busse", "Strom", "Gas", "Hafen"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_without_ids_knows_rows_again_by_factor_and_label(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "gruppe.csv"
    rows = [
        ["Einflussfaktor", "Ausprägung", "Beschreibung"],
        ["Hafen", "leer", "Für alle Größen"],
        ["Hafen", "voll", ""],
        ["Hafen", "weg", ""],
    ]
    path.write_bytes("".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding))
    sheet = Sheet(factors=(HAFEN, STROM))
    taken = take_in(sheet, path)
    assert list(told(taken)) == [
        ("+", "hafenc", "Hafen"),
        ("~", "h2", "text", "", "Für alle Größen"),
        ("↕", "h2", "Platz 2", "Platz 1"),
    ]
    assert taken.kept == ("Strom",) and taken.sheet.factor("hafen").heute == "ruhig"


def test_two_values_of_one_label_keep_their_ids_in_their_order(tmp_path: Path) -> None:
    twins = (FactorValue(id="z1", label="oft", text="a"), FactorValue(id="z2", label="oft", text="b"))
    sheet = Sheet(factors=(BUS.model_copy(update={"values": twins}),))
    path = put(
        tmp_path / "a.xlsx",
        Blatt=[["factor", "label", "text"], ["Busse", "oft", "a"], ["Busse", "oft", "b"]],
    )
    assert take_in(sheet, path).difference.empty


def test_two_factors_of_one_name_are_told(filled: Filled) -> None:
    def same(book: Any) -> None:
        for page, rows in (("Verkehr", range(2, 6)), ("Energie", range(2, 6))):
            for row in rows:
                book[page].cell(row, AT["factor"]).value = "Neu"

    message = filled.do(same).refused()
    assert "„Neu“" in message and "zwei factor_id („bus“ und „strom“)" in message


def test_a_table_that_asks_for_what_no_sheet_holds_changes_nothing(filled: Filled) -> None:
    filled.do(write("Verkehr", "b1", plausibel=9))
    with pytest.raises(SheetError, match=r"„tafel\.xlsx“: bei „Busse“, Ausprägung „oft“.*1 bis 5"):
        filled.taken()


def test_a_sheet_without_factors_is_taken_in_as_one(tmp_path: Path) -> None:
    assert Filled(tmp_path, Sheet(factors=())).taken().sheet == Sheet(factors=())
    path = tmp_path / "leer.csv"
    path.write_bytes(tables.to_csv(Sheet(factors=())))
    taken = take_in(SHEET, path)
    assert taken.difference.empty and taken.kept == ("Busse", "Hafen", "Strom")
