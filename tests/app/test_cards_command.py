"""`szenario cards`: from forty messy cards to a sheet, every card accounted for and on record."""

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.app import card_work
from pipeline.app.card_work import Wish, deal
from pipeline.core.errors import ProjectError
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.cards import pile

DATA = ROOT / "tests" / "data" / "karten"
SOLUTION: dict[str, Any] = yaml.safe_load((DATA / "loesung.yaml").read_text(encoding="utf-8"))
BY = ("--by", "Frau Kern", "--reason", "Absprache im Team")

SMALL = """\
# Karten vom Workshop
cards:
- {id: k01, factor: Bus, group: A1, text: Rufbus kommt, photo: eins.jpg}
- {id: k02, factor: Bus, group: A2, text: Rufbus kommt}
- {id: k03, factor: Netz, group: A1, text: "überall Netz / nirgends Netz"}
- {id: k04, group: A2, text: Kaffee kalt}
"""
VALUES = """\
# von Hand
factors:
- id: bus
  name: Bus
  values:
  - {id: busa, label: Rufbus, text: Ein Rufbus fährt., cards: [k01]}  # gut
  - {id: busb, label: Kein Bus, text: Es fährt nichts.}
- {id: netz, name: Netz, values: [{id: neta, label: Für alle, text: Alle haben Netz.}]}
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A small project with four cards, one of which backs a value."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    (folder / "cards.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "values.yaml").write_text(VALUES, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def states(answer: dict[str, Any]) -> dict[str, str]:
    return {fate["card"]["id"]: fate["state"] for fate in answer["fates"]}


def fate(answer: dict[str, Any], card: str) -> dict[str, Any]:
    return next(one for one in answer["fates"] if one["card"]["id"] == card)


def backing(folder: Path) -> dict[str, tuple[str, ...]]:
    sheet = sheets.load(sheets.find(folder)).sheet
    return {value.id: value.cards for factor in sheet.factors for value in factor.values}


def log(folder: Path) -> list[dict[str, Any]]:
    path = folder / "decisions.yaml"
    return yaml.safe_load(path.read_bytes())["decisions"] if path.is_file() else []


# --- the whole way


def fill(path: Path) -> None:
    """Fill the card table as an editor would, by the solution; cards it does not name stay empty."""
    values = {
        card: (factor["name"], value["label"], value["text"] if number == 0 else "")
        for factor in SOLUTION["factors"]
        for value in factor["values"]
        for number, card in enumerate(value["cards"])
    }
    reasons = {one["card"]: one["reason"] for one in SOLUTION["discarded"]}
    splits = {one["card"]: one for one in SOLUTION["split"]}
    book = openpyxl.load_workbook(path)
    page = book["Karten"]
    at = {cell.value: cell.column for cell in page[1]}

    def put(row: int, **cells: str) -> None:
        for column, text in cells.items():
            page.cell(row, at[column]).value = text

    for row in range(2, page.max_row + 1):
        card = page.cell(row, at["card_id"]).value
        if card in values:
            factor, label, text = values[card]
            put(row, factor=factor, label=label, text=text)
        elif card in reasons:
            put(row, action="verwerfen", reason=reasons[card])
        elif card in splits:
            first, second = splits[card]["into"]
            put(row, action="teilen", part_1=first, part_2=second, reason=splits[card]["reason"])
    book.save(path)


def cards_file(folder: Path, kind: str) -> Path:
    """The messy cards as CSV from old Excel, as YAML, or typed into a workbook."""
    path = folder / f"cards.{kind}"
    if kind != "xlsx":
        shutil.copy(DATA / path.name, path)
        return path
    book = openpyxl.Workbook()
    book.active.append(["Nr.", "Einflussfaktor", "Gruppe", "Kartentext", "Foto"])
    for card in pile.load(DATA / "cards.yaml", fill=False).cards:
        book.active.append([card.id, card.factor or None, card.group or None, None, card.photo or None])
        if card.text:
            cell = book.active.cell(book.active.max_row, 4, card.text)
            cell.data_type = "s"  # "=> alles teurer" is no formula
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["csv", "yaml", "xlsx"])
def test_forty_messy_cards_become_a_sheet_with_every_card_accounted_for(cli, tmp_path, kind):
    folder, table = tmp_path / "westpfalz", tmp_path / "tisch.xlsx"
    folder.mkdir()
    shutil.copy(DATA / "faktoren.yaml", folder / "values.yaml")
    cards = cards_file(folder, kind)
    before = cards.read_bytes()
    assert cli("cards", folder, "--xlsx", table, "--json").json["open"] == 40

    for left in (6, 0):  # parts of split cards come in the second round
        fill(table)
        call = ("cards", folder, "--import", table, "--xlsx", table, "--by", "Frau Kern", "--json")
        answer = cli(*call).json
        assert answer["open"] == left

    counts = Counter(states(answer).values())
    assert counts == {"used": 33 + 6, "split": 3, "discarded": 4}
    assert len(answer["fates"]) == len({one["card"]["id"] for one in answer["fates"]}) == 46
    sheet = sheets.load(folder / "values.yaml").sheet
    wanted = {
        (f["name"], v["label"], v["text"]): set(v["cards"])
        for f in SOLUTION["factors"]
        for v in f["values"]
    }
    found = {(f.name, v.label, v.text): set(v.cards) for f in sheet.factors for v in f.values}
    assert found == wanted and len(found) == 20
    assert sheet.factors[0].definition.startswith("Beschreibt, wie gut Menschen")
    entries = log(folder)
    assert {(one["about"][0], one["reason"]) for one in entries} == {
        (one["card"], one["reason"]) for one in (*SOLUTION["discarded"], *SOLUTION["split"])
    }
    assert {one["by"] for one in entries} == {"Frau Kern"} and len(entries) == 7
    assert {one["about"][0]: one["into"] for one in entries if one["action"] == "split"} == {
        one["card"]: one["into"] for one in SOLUTION["split"]
    }
    assert cards.read_bytes() == before

    done = files(folder)
    again = cli("cards", folder, "--import", table, "--by", "Frau Kern", "--json").json
    assert files(folder) == done
    assert (again["decided"], again["added"], again["changed"]) == (0, [], [])
    assert cli("sheet", folder, "--json").json["todo"] == []


def test_the_notes_on_the_cards_are_recognised_as_the_factors_they_mean(cli, tmp_path):
    folder, table = tmp_path / "westpfalz", tmp_path / "tisch.xlsx"
    folder.mkdir()
    shutil.copy(DATA / "faktoren.yaml", folder / "values.yaml")
    cards_file(folder, "yaml")
    cli("cards", folder, "--xlsx", table)
    page = openpyxl.load_workbook(table)["Karten"]
    head = [cell.value for cell in page[1]]
    rows = {
        row[0]: dict(zip(head, row, strict=True)) for row in page.iter_rows(min_row=2, values_only=True)
    }
    noted = {card.id: card.factor for card in pile.load(DATA / "cards.yaml", fill=False).cards}
    for alias in SOLUTION["aliases"]:
        cards = [card for card, factor in noted.items() if factor == alias["noted"]]
        assert cards and {rows[card]["factor"] for card in cards} == {alias["factor"]}
        assert all(f"notiert: {alias['noted']}" in rows[card]["hint"] for card in cards)
    assert rows["k39"]["factor"] is None and "gleich: k23" in rows["k39"]["hint"]


def test_five_thousand_cards_are_all_accounted_for(cli, tmp_path):
    folder = tmp_path / "viele"
    folder.mkdir()
    shutil.copy(DATA / "faktoren.yaml", folder / "values.yaml")
    words = [card.text.split() or ["…"] for card in pile.load(DATA / "cards.yaml", fill=False).cards]
    luck = random.Random(5000)
    lines = ["text;group"]
    for _ in range(5000):
        start, end = luck.choice(words), luck.choice(words)
        text = " ".join([*start[: luck.randint(1, 6)], *end[-luck.randint(1, 6) :]]).replace('"', "'")
        lines.append(f'"{text}";A{luck.randint(1, 9)}')
    (folder / "cards.csv").write_text("\n".join(lines), encoding="utf-8")
    answer = cli("cards", folder, "--json").json
    ids = [one["card"]["id"] for one in answer["fates"]]
    assert len(ids) == len(set(ids)) == answer["cards"] == answer["open"] == 5000
    assert answer["alike"] and {pair["first"] for pair in answer["alike"]} <= set(ids)
    assert (folder / "cards.csv").read_text("utf-8-sig").startswith("text;group;id\n")


# --- single commands


def test_split_merge_discard_and_restore_are_recorded_with_who_and_why(cli, workshop):
    before = (workshop / "cards.yaml").read_bytes()
    cli("cards", workshop, "--split", "k03", "--into", "überall Netz", "--into", " nirgends Netz ", *BY)
    cli("cards", workshop, "--merge", "k02=k01", *BY)
    cli("cards", workshop, "--discard", "k04", *BY)
    answer = cli("cards", workshop, "--assign", "k03-1=neta", "--json").json
    assert states(answer) == {
        "k01": "used", "k02": "merged", "k03": "split", "k03-1": "used", "k03-2": "open",
        "k04": "discarded",
    }  # fmt: skip
    assert fate(answer, "k03-2")["card"]["text"] == "nirgends Netz"
    assert fate(answer, "k03-2")["card"]["group"] == "A1"
    assert fate(answer, "k04")["by"] == "Frau Kern" and fate(answer, "k02")["reason"] == "Absprache im Team"
    assert backing(workshop) == {"busa": ("k01",), "busb": (), "neta": ("k03-1",)}
    taken = log(workshop)
    assert [(one["action"], one["about"]) for one in taken] == [
        ("split", ["k03"]), ("merge", ["k02", "k01"]), ("discard", ["k04"]),
    ]  # fmt: skip
    assert all(one["by"] == "Frau Kern" and one["reason"] and one["date"] for one in taken)
    earlier = (workshop / "decisions.yaml").read_bytes()
    restored = cli("cards", workshop, "--restore", "k04", *BY, "--json").json
    assert states(restored)["k04"] == "open"
    assert (workshop / "decisions.yaml").read_bytes().startswith(earlier)
    assert (workshop / "cards.yaml").read_bytes() == before
    assert "# von Hand" in (workshop / "values.yaml").read_text("utf-8")
    assert "# gut" in (workshop / "values.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("--discard", "k04"), "--by NAME"),
        (("--discard", "k04", "--by", "A"), "--reason GRUND"),
        (("--merge", "k02=k01", "--reason", "gleich"), "--by NAME"),
        (("--split", "k03", "--into", "a", "--into", "b"), "--by NAME"),
        (("--split", "k03", "--into", "a", *BY), "mindestens zweimal --into TEXT"),
        (("--split", "k03", "--into", "a", "--into", " ", *BY), "jeweils mit Text"),
        (("--into", "a", *BY), "Bitte mit --split KARTE sagen"),
        (("--discard", "k99", *BY), "Die Karte „k99“ gibt es nicht. Vorhanden sind k01 bis k04"),
        (("--merge", "k02=k77", *BY), "Die Karte „k77“ gibt es nicht"),
        (("--merge", "k02", *BY), "Erwartet wird zum Beispiel --merge k05=k02"),
        (("--merge", "k02=k02", *BY), "k02 kann nicht in sich selbst aufgehen"),
        (("--merge", "k02=k04", "--merge", "k04=k02", *BY), "kann nicht in k04 aufgehen"),
        (("--merge", "k02=k04", "--merge", "k02=k01", *BY), "Die Karte k02 steht zweimal"),
        (("--discard", "k02", "--merge", "k02=k01", *BY), "Die Karte k02 soll zweierlei werden"),
        (("--discard", "k02", "--restore", "k02", *BY), "Die Karte k02 soll zweierlei werden"),
        (("--assign", "k02=busx"), "Die Ausprägung „busx“ gibt es nicht"),
        (("--assign", "k99=busa"), "Die Karte „k99“ gibt es nicht"),
        (("--import", "fehlt.xlsx"), "„fehlt.xlsx“"),
        (("--xlsx", "tisch.csv"), "Bitte auf .xlsx enden lassen"),
        (("--xlsx", "cards.xlsx"), "würde als Kartendatei des Projekts gelten"),
    ],
)
def test_a_wish_that_cannot_be_followed_is_told_and_nothing_changes(cli, workshop, wish, message):
    before = files(workshop)
    outcome = cli("cards", workshop, *wish)
    assert outcome.code == 2 and message in outcome.err and "Traceback" not in outcome.err
    assert files(workshop) == before


def test_a_card_moves_from_one_value_to_another(cli, workshop):
    answer = cli("cards", workshop, "--assign", "k01=busb", "--json").json
    assert backing(workshop) == {"busa": (), "busb": ("k01",), "neta": ()}
    assert {(one["id"], one["field"]) for one in answer["changed"]} == {
        ("busa", "cards"),
        ("busb", "cards"),
        ("busb", "group"),
    }
    assert answer["decided"] == 0 and log(workshop) == []
    assert Path(answer["before"]).read_text("utf-8") == VALUES
    done = files(workshop)
    cli("cards", workshop, "--assign", "k01=busb")
    assert files(workshop) == done


@pytest.mark.parametrize(
    ("wish", "state"),
    [
        (("--discard", "k01"), "discarded"),
        (("--merge", "k01=k02"), "merged"),
        (("--split", "k01", "--into", "a", "--into", "b"), "split"),
        (("--restore", "k01"), "open"),
    ],
)
def test_a_decision_takes_a_card_out_of_the_value_it_backed(cli, workshop, wish, state):
    """Else it would be used and discarded at once, and each import of the table would decide anew."""
    answer = cli("cards", workshop, *wish, *BY, "--json").json
    assert states(answer)["k01"] == state and backing(workshop)["busa"] == ()
    assert len(log(workshop)) == 1
    assert "steht zugleich" not in cli("cards", workshop).err


def test_a_discarded_card_that_is_used_after_all_is_restored_on_record(cli, workshop):
    cli("cards", workshop, "--discard", "k04", *BY)
    before = files(workshop)
    outcome = cli("cards", workshop, "--assign", "k04=busb")
    assert outcome.code == 2 and "--by NAME" in outcome.err and files(workshop) == before
    answer = cli("cards", workshop, "--assign", "k04=busb", "--by", "Herr Wolf", "--json").json
    assert states(answer)["k04"] == "used"
    assert (log(workshop)[-1]["action"], log(workshop)[-1]["by"]) == ("restore", "Herr Wolf")
    assert "steht zugleich" not in cli("cards", workshop).err


def test_taking_a_split_back_takes_its_parts_out_of_their_values(cli, workshop):
    cli("cards", workshop, "--split", "k03", "--into", "überall", "--into", "nirgends", *BY)
    cli("cards", workshop, "--assign", "k03-1=neta", "--assign", "k03-2=neta")
    answer = cli("cards", workshop, "--restore", "k03", *BY, "--json").json
    assert states(answer)["k03"] == "open" and "k03-1" not in states(answer)
    assert backing(workshop)["neta"] == ()


def test_cards_of_a_value_that_is_struck_from_the_sheet_are_open_again(cli, workshop):
    sheet = workshop / "values.yaml"
    kept = [line for line in sheet.read_text("utf-8").splitlines() if "busa" not in line]
    sheet.write_text("\n".join(kept), encoding="utf-8")
    answer = cli("cards", workshop, "--json").json
    assert states(answer)["k01"] == "open"
    todo = cli("sheet", workshop, "--json").json["todo"]
    assert any(one["kind"] == "open_cards" and "4 Karten sind" in one["message"] for one in todo)


def test_an_edited_value_keeps_its_cards(cli, workshop):
    sheet = workshop / "values.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("label: Rufbus", "label: Bus auf Abruf"), "utf-8")
    assert fate(cli("cards", workshop, "--json").json, "k01")["values"] == ["busa"]
    table = workshop / "tafel.xlsx"
    cli("sheet", workshop, "--xlsx", table)
    book = openpyxl.load_workbook(table)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    (text,) = [cell for cell in cells if cell.value == "Ein Rufbus fährt."]
    text.value = "Ein Rufbus kommt auf Bestellung."
    book.save(table)
    assert cli("sheet", workshop, "--import", table).code == 0
    assert sheets.load(sheet).sheet.value("busa").text == "Ein Rufbus kommt auf Bestellung."
    assert backing(workshop)["busa"] == ("k01",)


# --- proposals, photos, the table


def test_likeness_is_proposed_and_nothing_is_merged_by_itself(cli, workshop):
    before = files(workshop)
    answer = cli("cards", workshop, "--json").json
    assert [(p["first"], p["second"], p["likeness"]) for p in answer["alike"]] == [("k01", "k02", "exact")]
    assert states(answer) == {"k01": "used", "k02": "open", "k03": "open", "k04": "open"}
    assert "Vielleicht dasselbe (nur ein Vorschlag" in cli("cards", workshop).out
    assert files(workshop) == before
    cli("cards", workshop, "--assign", "k02=busa")
    assert cli("cards", workshop, "--json").json["alike"] == [], "beide stützen schon dieselbe Ausprägung"


def test_a_photo_that_is_not_there_is_told_until_it_lies_in_the_project(cli, workshop):
    outcome = cli("cards", workshop)
    assert outcome.code == 0
    assert (
        "1 Karte nennt ein Foto, das weder im Projektordner noch in photos/ liegt (eins.jpg)" in outcome.out
    )
    (workshop / "photos").mkdir()
    (workshop / "photos" / "eins.jpg").write_bytes(b"")
    assert cli("cards", workshop, "--json").json["without_photo"] == []


def test_a_filled_table_is_not_overwritten_before_it_is_taken_in(cli, workshop):
    table = workshop.parent / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    assert cli("cards", workshop, "--xlsx", table).code == 0, "noch leer"
    fresh = table.read_bytes()
    for column, text in (
        ("label", "Neu"),
        ("reason", "nur eine Notiz"),
        ("part_1", "halb"),
        ("with", "k01"),
    ):
        table.write_bytes(fresh)
        set_cell(table, "k04", column, text)
        held = table.read_bytes()
        outcome = cli("cards", workshop, "--xlsx", table)
        assert outcome.code == 2 and "was noch nicht übernommen ist" in outcome.err, column
        assert table.read_bytes() == held
    table.write_bytes(fresh)
    set_cell(table, "k04", "action", "verwerfen")
    set_cell(table, "k04", "reason", "kein Faktor")
    cli("cards", workshop, "--import", table, "--by", "A")
    assert cli("cards", workshop, "--xlsx", table).code == 0, (
        "übernommen, also darf er neu geschrieben werden"
    )


def test_notes_beside_the_table_are_not_lost_by_writing_it_anew(cli, workshop):
    table = workshop.parent / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    book = openpyxl.load_workbook(table)
    book["Karten"].cell(1, 20).value = "Notiz"
    book["Karten"].cell(2, 20).value = "nachfragen"
    book.save(table)
    held = table.read_bytes()
    outcome = cli("cards", workshop, "--import", table, "--xlsx", table)
    assert outcome.code == 2 and "„notiz“" in outcome.err and table.read_bytes() == held


@pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx"])
def test_a_sheet_of_any_kind_takes_cards_up_and_keeps_them(cli, workshop, kind):
    first = workshop / "values.yaml"
    if kind != "yaml":
        made = workshop.parent / f"tafel.{kind}"
        assert cli("sheet", workshop, f"--{kind}", made).code == 0
        first.unlink()
        shutil.move(made, workshop / f"values.{kind}")
    assert cli("cards", workshop, "--assign", "k02=busa", "--assign", "k03=neta").code == 0
    assert backing(workshop) == {"busa": ("k01", "k02"), "busb": (), "neta": ("k03",)}
    table = workshop.parent / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    done = files(workshop)
    assert cli("cards", workshop, "--import", table, "--by", "A", "--json").json["changed"] == []
    assert files(workshop) == done


def test_cards_alone_become_the_first_sheet(cli, workshop):
    (workshop / "values.yaml").unlink()
    table = workshop.parent / "tisch.xlsx"
    assert cli("cards", workshop, "--xlsx", table).code == 0
    assert not (workshop / "values.yaml").exists()
    set_cell(table, "k01", "label", "Rufbus")
    set_cell(table, "k03", "label", "Netz überall")
    answer = cli("cards", workshop, "--import", table, "--json").json
    assert [one["kind"] for one in answer["added"]] == ["factor", "value", "factor", "value"]
    assert backing(workshop) == {"f01a": ("k01",), "f02a": ("k03",)}


def test_two_people_fill_two_copies_and_neither_undoes_the_other(cli, workshop):
    one, other = workshop.parent / "eins.xlsx", workshop.parent / "zwei.xlsx"
    cli("cards", workshop, "--xlsx", one)
    shutil.copy(one, other)
    set_cell(one, "k04", "action", "verwerfen")
    set_cell(one, "k04", "reason", "kein Faktor")
    set_cell(one, "k02", "label", "Rufbus")
    set_cell(other, "k03", "label", "Für alle")
    cli("cards", workshop, "--import", one, "--by", "Frau Kern")
    answer = cli("cards", workshop, "--import", other, "--by", "Herr Wolf", "--json")
    assert states(answer.json) == {"k01": "used", "k02": "used", "k03": "used", "k04": "discarded"}
    assert "bleibt, was schon entschieden ist (k02, k04)" in answer.err
    assert [entry["by"] for entry in log(workshop)] == ["Frau Kern"]


def test_rows_nobody_touched_do_not_undo_what_was_edited_in_the_sheet_meanwhile(cli, workshop):
    table = workshop.parent / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    sheet = workshop / "values.yaml"
    text = sheet.read_text("utf-8").replace("label: Rufbus,", "label: Bus auf Abruf,")
    sheet.write_text(text.replace("Ein Rufbus fährt.", "Ein Rufbus kommt."), "utf-8")
    set_cell(table, "k04", "factor", "Netz")
    set_cell(table, "k04", "label", "Für alle")
    answer = cli("cards", workshop, "--import", table, "--json").json
    assert answer["added"] == [] and {one["id"] for one in answer["changed"]} == {"neta"}
    assert backing(workshop) == {"busa": ("k01",), "busb": (), "neta": ("k04",)}
    value = sheets.load(sheet).sheet.value("busa")
    assert (value.label, value.text) == ("Bus auf Abruf", "Ein Rufbus kommt.")


def test_a_changed_text_and_a_new_factor_are_told(cli, workshop):
    table = workshop.parent / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    set_cell(table, "k01", "text", "Ein Rufbus kommt.")
    set_cell(table, "k04", "factor", "Verpflegung")
    set_cell(table, "k04", "label", "Kalter Kaffee")
    out = cli("cards", workshop, "--import", table).out
    assert "Geändert: busa, text: „Ein Rufbus fährt.“ → „Ein Rufbus kommt.“" in out
    assert "Neuer Einflussfaktor: „Verpflegung“" in out and "Neu: 1 Ausprägung;" in out


def set_cell(path: Path, card: str, column: str, text: str) -> None:
    book = openpyxl.load_workbook(path)
    page = book["Karten"]
    at = {cell.value: cell.column for cell in page[1]}
    row = next(row[0].row for row in page.iter_rows(min_row=2) if row[0].value == card)
    page.cell(row, at[column]).value = text
    book.save(path)


# --- bad input


def test_without_cards_the_command_says_what_is_missing(cli, project):
    outcome = cli("cards", project)
    assert outcome.code == 2 and "cards.yaml, cards.xlsx oder cards.csv" in outcome.err


def test_broken_card_files_stop_the_cards_and_not_the_sheet(cli, workshop):
    (workshop / "cards.yaml").write_text("cards:\n- {id: a, text: x}\n- {id: a, text: y}\n")
    outcome = cli("cards", workshop)
    assert outcome.code == 2 and "„a“ kommt 2-mal vor" in outcome.err
    answer = cli("sheet", workshop, "--json").json
    assert any("„a“ kommt 2-mal vor" in one["message"] for one in answer["todo"])


def test_a_dry_run_of_the_sheet_fills_no_ids_into_the_cards(cli, workshop):
    (workshop / "cards.yaml").write_text("cards:\n- text: ohne Id\n", encoding="utf-8")
    table = workshop.parent / "tafel.csv"
    cli("sheet", workshop, "--csv", table)
    (workshop / "cards.yaml").write_text("cards:\n- text: ohne Id\n", encoding="utf-8")
    before = files(workshop)
    assert cli("sheet", workshop, "--import", table, "--dry-run").code == 0
    assert files(workshop) == before


def test_a_card_named_like_a_part_is_told_before_anything_is_written(cli, workshop):
    with (workshop / "cards.yaml").open("a", encoding="utf-8") as stream:
        stream.write("- {id: k03-1, text: heißt wie ein Teil}\n")
    before = files(workshop)
    outcome = cli("cards", workshop, "--split", "k03", "--into", "a", "--into", "b", *BY)
    assert outcome.code == 2 and "„k03-1“ der Kartendatei heißt wie ein Teil" in outcome.err
    assert files(workshop) == before


# --- whatever people do

ids = st.sampled_from(["k01", "k02", "k03", "k04", "k03-1", "k03-2", "k03-1-1", "k01-2"])
steps = st.lists(
    st.one_of(
        st.builds(lambda card: Wish(split={card: ("eins", "zwei")}, by="A", reason="b"), ids),
        st.builds(lambda card, to: Wish(merge={card: to}, by="A", reason="b"), ids, ids),
        st.builds(lambda card: Wish(discard=[card], by="A", reason="b"), ids),
        st.builds(lambda card: Wish(restore=[card], by="A", reason="b"), ids),
        st.builds(
            lambda card, value: Wish(assign={card: value}, by="A"), ids, st.sampled_from(["busa", "neta"])
        ),
    ),
    max_size=7,
)


class Silent:
    """Progress that nobody listens to."""

    def started(self, stage: str, total: int | None = None) -> None: ...
    def advanced(self, steps: int = 1) -> None: ...
    def said(self, message: str) -> None: ...


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_after_any_work_every_card_has_one_fate_and_no_id_is_lost_or_doubled(
    tmp_path_factory, monkeypatch, wishes
):
    monkeypatch.setattr(card_work, "alike", lambda cards: ())
    folder = tmp_path_factory.mktemp("karten")
    (folder / "cards.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "values.yaml").write_text(VALUES, encoding="utf-8")
    taken: list[dict[str, Any]] = []
    for wish in wishes:
        before = files(folder)
        try:
            done = deal(folder, Silent(), wish, None, "2035-01-01")
        except ProjectError:
            assert files(folder) == before
            continue
        found = [one.card.id for one in done.account.fates]
        assert len(found) == len(set(found)) and {"k01", "k02", "k03", "k04"} <= set(found)
        used = [card for cards in backing(folder).values() for card in cards]
        assert sorted(used) == sorted(one.card.id for one in done.account.fates if one.state == "used")
        assert not any("steht zugleich" in one or "gibt es nicht" in one for one in done.account.remarks
                       if "Entscheidungsprotokoll" not in one)  # fmt: skip
        assert log(folder)[: len(taken)] == taken
        taken = log(folder)
    assert (folder / "cards.yaml").read_text("utf-8") == SMALL


def test_the_account_of_a_project_is_the_same_however_often_it_is_asked(cli, workshop):
    cli("cards", workshop, "--split", "k03", "--into", "a", "--into", "b", *BY)
    assert cli("cards", workshop, "--json").out == cli("cards", workshop, "--json").out


def test_a_value_names_the_groups_of_the_cards_that_back_it(cli, workshop):
    def groups() -> list[str]:
        return sheets.load(sheets.find(workshop)).sheet.value("busb").group.split(", ")

    cards = {card.id: card.group for card in pile.load(pile.find(workshop)).cards}
    cli("cards", workshop, "--assign", "k01=busb")
    assert groups() == [cards["k01"]]
    cli("cards", workshop, "--assign", "k02=busb")
    assert set(groups()) == {cards["k01"], cards["k02"]}


def test_what_a_row_says_without_an_action_is_not_dropped_in_silence(cli, workshop, tmp_path):
    table = tmp_path / "tisch.xlsx"
    cli("cards", workshop, "--xlsx", table)
    book = openpyxl.load_workbook(table)
    page = book["Karten"]
    head = {cell.value: cell.column for cell in page[1]}
    row = next(n for n in range(2, page.max_row + 1) if not page.cell(n, head["action"]).value)
    page.cell(row, head["text"], "Ein Bus fährt jede Stunde.")
    book.save(table)
    outcome = cli("cards", workshop, "--import", table, "--by", "W", "--xlsx", table)
    assert outcome.code == 2 and f"Zeile {row}" in outcome.err and "„text“" in outcome.err
