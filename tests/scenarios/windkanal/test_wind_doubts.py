"""Whose word it is, and of which scenario: a sheet that leaves it open is refused, with the place."""

import shutil
from pathlib import Path

import pytest
from small_wind import NAMES, fill, ratings, sheet, small, taken

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Windkanal

CELL, REASON = ("m01", "c1 · Bewertung"), ("m01", "c1 · Grund")


def two_copies(folder: Path) -> tuple[Path, Path]:
    """One unnamed sheet, filled by two people."""
    first = sheet(folder, small())
    second = Path(shutil.copy(first, folder / "zweite.xlsx"))
    fill(first, {CELL: "++", REASON: "Grund von Anna"})
    return first, fill(second, {CELL: "−−", REASON: "Grund von Bert"})


def test_a_copy_of_an_unnamed_sheet_does_not_replace_what_came_in_meanwhile(tmp_path: Path) -> None:
    first, second = two_copies(tmp_path)
    after = taken(first, small()).windkanal
    with pytest.raises(InputError) as error:
        taken(second, after)
    assert "F4" in str(error.value) and "--by NAME" in str(error.value)
    both = taken(second, after, "Bert").windkanal.measures[0].cells[0]
    assert [(one.by, one.rating) for one in both.votes] == [("", 2), ("Bert", -2)]
    assert taken(first, after).difference.empty


def test_an_emptied_cell_does_not_take_back_what_came_in_meanwhile(tmp_path: Path) -> None:
    start = taken(fill(sheet(tmp_path, small()), {CELL: "0"}), small()).windkanal
    second = Path(shutil.copy(sheet(tmp_path, start), tmp_path / "zweite.xlsx"))
    now = taken(fill(sheet(tmp_path, start), {CELL: "+"}), start).windkanal
    with pytest.raises(InputError, match="F4"):
        taken(fill(second, {CELL: None}), now)


def test_a_table_of_ones_own_without_a_name_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gruppe.csv"
    path.write_text("Maßnahme;c1 · Bewertung\nRufbus im ganzen Tal;+\n", encoding="utf-8")
    first = taken(path, small()).windkanal
    path.write_text("Maßnahme;c1 · Bewertung\nRufbus im ganzen Tal;−\n", encoding="utf-8")
    with pytest.raises(InputError, match="B2"):
        taken(path, first)


def test_a_person_may_correct_the_sheet_that_was_written_for_them(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path, small(), "Anna"), {CELL: "+"})
    first = taken(path, small()).windkanal
    assert ratings(taken(fill(path, {CELL: "++"}), first).windkanal) == {("m01", "c1"): 2}


def bound(to: str) -> Windkanal:
    """The small one, its first scenario with these members."""
    members = {cluster: to if cluster == "c1" else cluster for cluster in NAMES}
    return held([row.measure for row in small().measures], NAMES, members=members).windkanal


def test_a_sheet_about_another_scenario_of_that_id_is_refused_where_it_speaks_of_it(tmp_path: Path) -> None:
    path = sheet(tmp_path, bound("früher"))
    fill(path, {("m01", "c2 · Bewertung"): "+"})
    assert ratings(taken(path, bound("jetzt")).windkanal) == {("m01", "c2"): 1}
    with pytest.raises(InputError) as error:
        taken(fill(path, {CELL: "+"}), bound("jetzt"))
    assert "F4" in str(error.value) and "c1" in str(error.value) and "--xlsx" in str(error.value)


def test_a_name_spelt_otherwise_is_no_second_voice(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path, small()), {CELL: "++"})
    wind = taken(path, small(), by="Gruppe Nord").windkanal
    again = taken(path, wind, by=" gruppe  nord ").windkanal
    assert again == wind
