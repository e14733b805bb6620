"""The sheet goes out and comes back: nobody's word is lost, overwritten or put into another's mouth."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_wind import NAMES, columns, fill, ratings, sheet, small, taken

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Measure, Voice, WindCell
from pipeline.scenarios.windkanal.scale import SIGNS
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import voice_by, with_voice
from pipeline.scenarios.windkanal.workbook import HEAD, LEGEND, TAB, Head, render

PLACES = st.tuples(st.sampled_from(["m01", "m02", "m03"]), st.sampled_from(list(NAMES)))


def test_what_is_filled_comes_back_and_empty_cells_stay_open(tmp_path: Path) -> None:
    path = fill(
        sheet(tmp_path, small()),
        {
            ("m01", "c1 · Bewertung"): "++", ("m01", "c1 · Grund"): "Viele wohnen weit weg.",
            ("m01", "c2 · Bewertung"): "--", ("m02", "c3 · Bewertung"): 0, ("m03", "c1 · Bewertung"): -1,
            ("m03", "c1 · Bedingung"): "wenn niemand zahlt",
        },
    )  # fmt: skip
    found = taken(path, small())
    assert ratings(found.windkanal) == {
        ("m01", "c1"): 2, ("m01", "c2"): -2, ("m02", "c3"): 0, ("m03", "c1"): -1,
    }  # fmt: skip
    assert found.windkanal.measures[0].cells[0].reason == "Viele wohnen weit weg."
    assert [row.verdict for row in found.windkanal.measures] == ["risky", "open", "risky"]
    assert len(found.difference.added) == 4 and not found.difference.changed
    again = taken(sheet(tmp_path, found.windkanal), found.windkanal)
    assert again.difference.empty and again.windkanal == found.windkanal


@settings(max_examples=6)
@given(st.dictionaries(PLACES, st.sampled_from(list(SIGNS)), max_size=9), st.randoms())
def test_rows_columns_and_tabs_may_be_moved(
    tmp_path_factory: pytest.TempPathFactory, wanted: dict[tuple[str, str], int], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("bogen")
    path = fill(sheet(folder, small()), {(m, f"{c} · Bewertung"): SIGNS[r] for (m, c), r in wanted.items()})
    page = openpyxl.load_workbook(path)[TAB]
    across, down = list(range(1, page.max_column + 1)), list(range(HEAD + 1, page.max_row + 1))
    chance.shuffle(across)
    chance.shuffle(down)
    moved = openpyxl.Workbook()
    moved.active.title = "Gruppe im Saal"
    for row in [HEAD, *down]:
        moved.active.append([page.cell(row, column).value for column in across])
    moved.save(path)
    assert ratings(taken(path, small()).windkanal) == wanted


def test_a_row_without_an_id_is_a_new_measure_or_the_one_of_that_title(tmp_path: Path) -> None:
    path = fill(
        sheet(tmp_path, small()),
        {("", "Maßnahme"): "Markt am Sonntag", ("", "c1 · Bewertung"): "+", ("m02", "Id"): None,
         ("m02", "c1 · Bewertung"): "+"},
    )  # fmt: skip
    found = taken(path, small()).windkanal
    assert [row.measure.id for row in found.measures] == ["m01", "m02", "m03", "m04"]
    assert found.measures[3].measure.title == "Markt am Sonntag"
    assert ratings(found) == {("m02", "c1"): 1, ("m04", "c1"): 1}
    kept = held([row.measure for row in small().measures], NAMES, found).windkanal
    assert kept == found


def test_several_people_are_merged_and_each_may_take_back_only_his_own_word(tmp_path: Path) -> None:
    start = small()
    cell = ("m01", "c1 · Bewertung")
    first = taken(fill(sheet(tmp_path, start, "Anna"), {cell: "++"}), start).windkanal
    second = taken(fill(sheet(tmp_path, first, "Bernd"), {cell: "-"}), first).windkanal
    merged = second.measures[0].cells[0]
    assert (merged.rating, merged.by, merged.dissent) == (-1, "Anna, Bernd", True)
    emptied = taken(fill(sheet(tmp_path, second, "Bernd"), {cell: None}), second)
    assert emptied.windkanal == first and len(emptied.difference.removed) == 1
    others = taken(fill(sheet(tmp_path, second), {cell: None}), second, "Clara")
    assert others.windkanal == second and others.difference.empty


def test_what_stood_in_a_sheet_already_is_no_voice_of_who_sends_it_back(tmp_path: Path) -> None:
    start = taken(fill(sheet(tmp_path, small(), "Anna"), {("m01", "c1 · Bewertung"): "++"}), small())
    path = fill(sheet(tmp_path, start.windkanal), {("m02", "c1 · Bewertung"): "+"})
    found = taken(path, start.windkanal, "Bernd")
    assert voice_by(found.windkanal.measures[0].cells[0], "Bernd") is None
    assert voice_by(found.windkanal.measures[1].cells[0], "Bernd") == Voice(by="Bernd", rating=1)
    assert any("--by Bernd" in remark for remark in found.remarks)


def test_an_old_sheet_does_not_undo_what_came_in_meanwhile(tmp_path: Path) -> None:
    start = small()
    old = sheet(tmp_path, start, "Anna")
    meanwhile = with_voice(start.measures[0].cells[0], Voice(by="Anna", rating=2))
    row = assessed(start.measures[0].measure, (meanwhile, *start.measures[0].cells[1:]), NAMES)
    now = start.model_copy(update={"measures": (row, *start.measures[1:])})
    found = taken(fill(old, {("m02", "c2 · Bewertung"): "0"}), now)
    assert ratings(found.windkanal) == {("m01", "c1"): 2, ("m02", "c2"): 0}


def test_a_missing_column_says_nothing(tmp_path: Path) -> None:
    start = small()
    cells = {("m01", "c1 · Bewertung"): "+", ("m01", "c1 · Grund"): "Weil es fehlt."}
    first = taken(fill(sheet(tmp_path, start), cells), start).windkanal
    path = sheet(tmp_path, first)
    book = openpyxl.load_workbook(path)
    book[TAB].delete_cols(columns(book[TAB])["c1 · Grund"])
    book.save(path)
    found = taken(fill(path, {("m01", "c1 · Bewertung"): "++"}), first).windkanal
    assert (found.measures[0].cells[0].rating, found.measures[0].cells[0].reason) == (2, "Weil es fehlt.")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({("m01", "c1 · Bewertung"): "vielleicht"}, "F4: „vielleicht“ ist keine Bewertung"),
        ({("m01", "c1 · Bewertung"): "—"}, "F4: „—“ kann − oder −− heißen"),
        ({("m01", "c2 · Bewertung"): "=1+1"}, "I4: dort steht eine Formel"),
        ({("m02", "Id"): "m77"}, "A5: die Maßnahme „m77“ gibt es nicht"),
        ({("m02", "Id"): "m01"}, "A5: „m01“ steht schon in"),
        ({("", "c1 · Bewertung"): "+"}, "A7: die Zeile nennt keine Maßnahme"),
        ({("", "Maßnahme"): "Lager am  kai"}, "A7: „m02“ steht schon in"),
    ],
)
def test_bad_cells_are_told_with_their_address(
    tmp_path: Path, cells: dict[tuple[str, str], object], told: str
) -> None:
    with pytest.raises(InputError) as error:
        taken(fill(sheet(tmp_path, small()), cells), small())
    assert told in str(error.value)


def changed(change: Callable[[openpyxl.Workbook], object], path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path, small()), {("m01", "c1 · Bewertung"): "x", ("m03", "c3 · Bewertung"): "y"})

    def heads(book: openpyxl.Workbook) -> None:
        page = book[TAB]
        page.cell(HEAD, 9).value = "c9 · Bewertung"
        page.cell(HEAD, 13).value = "c1 · Grund"
        page.merge_cells("F5:F6")

    with pytest.raises(InputError) as error:
        taken(changed(heads, path), small())
    message = str(error.value)
    assert all(at in message for at in ("F4", "L6", "I3", "M3", "F5:F6")), message
    assert "5 Stellen" in message and "„c9“ gibt es nicht" in message


def test_a_foreign_a_broken_and_another_projects_workbook_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "fremd.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Umsatz", "Kosten"])
    book.save(foreign)
    with pytest.raises(InputError, match="keinen Windkanal"):
        taken(foreign, small())
    broken = tmp_path / "kaputt.xlsx"
    broken.write_bytes(sheet(tmp_path, small()).read_bytes()[:2000])
    with pytest.raises(InputError, match="keine lesbare XLSX"):
        taken(broken, small())
    with pytest.raises(InputError, match="gibt es nicht"):
        taken(tmp_path / "nirgends.xlsx", small())
    with pytest.raises(InputError, match="aus dem Projekt „Anderes“"):
        taken(sheet(tmp_path, small(), project="Anderes"), small())


def test_a_plain_table_of_somebodys_own_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "gruppe.csv"
    text = (
        "Maßnahme;c1 · Bewertung;Die strenge Talaue: Bewertung\nLager am Kai;+;−−\nRufbus im ganzen Tal;;\n"
    )
    path.write_text(text, encoding="utf-8")
    assert ratings(taken(path, small(), "Anna").windkanal) == {("m02", "c1"): 1, ("m02", "c2"): -2}


def test_an_unnamed_sheet_does_not_speak_beside_people_with_names(tmp_path: Path) -> None:
    first = taken(
        fill(sheet(tmp_path, small(), "Anna"), {("m01", "c1 · Bewertung"): "+"}), small()
    ).windkanal
    with pytest.raises(InputError, match="--by NAME"):
        taken(fill(sheet(tmp_path, first), {("m01", "c2 · Bewertung"): "+"}), first)
    with pytest.raises(InputError, match="ist der Bogen von Anna"):
        taken(sheet(tmp_path, first, "Anna"), first, "Bernd")


def test_a_proposal_stands_beside_its_cell_and_is_never_taken_for_a_judgement(tmp_path: Path) -> None:
    start = small(1)
    proposed = [
        WindCell(cluster=c, rating=1, reason="Weil.", by="Vorschlag: x", proposed=True) for c in NAMES
    ]
    now = start.model_copy(update={"measures": (assessed(start.measures[0].measure, proposed, NAMES),)})
    path = sheet(tmp_path, now)
    page = openpyxl.load_workbook(path)[TAB]
    at = columns(page)
    assert page.cell(HEAD + 1, at["c1 · Bewertung"]).value is None
    assert page.cell(HEAD + 1, at["c1 · Vorschlag"]).value == "+ Weil."
    assert taken(path, now).windkanal == now
    after = taken(fill(path, {("m01", "c1 · Bewertung"): "-"}), now).windkanal.measures[0]
    assert [one.proposed for one in after.cells] == [False, True, True] and after.verdict == "risky"


def test_the_workbook_is_made_to_be_filled_and_printed(tmp_path: Path) -> None:
    path = sheet(tmp_path, small())
    book = openpyxl.load_workbook(path)
    page = book[TAB]
    assert book.sheetnames[:2] == [TAB, LEGEND] and page.freeze_panes == "C4"
    assert page.protection.sheet and not page.protection.password
    assert page.cell(4, 1).protection.locked and not page.cell(4, 6).protection.locked
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"++,+,0,−,−−"' and "F4" in choice.sqref
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 8)
    assert len({page.cell(HEAD, at).fill.fgColor.rgb for at in (6, 9, 12)}) == 3
    assert path.read_bytes() == sheet(tmp_path, small()).read_bytes()


def test_text_that_looks_like_a_formula_stays_text() -> None:
    start = small(1)
    cell = with_voice(start.measures[0].cells[0], Voice(rating=-2, reason="=SUMME(A1)", condition="-x"))
    row = assessed(Measure(id="m01", title="+Bus"), (cell, *start.measures[0].cells[1:]), NAMES)
    heads = [Head(c, name, "#0072B2", "#FFFFFF") for c, name in NAMES.items()]
    data = render(start.model_copy(update={"measures": (row,)}), heads, "x")
    page = openpyxl.load_workbook(io.BytesIO(data))[TAB]
    assert {page.cell(4, at).data_type for at in (2, 6, 7, 8)} == {"s"}
