"""`szenario sheet`: what goes out and comes in, and that nothing people wrote is lost on the way."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from pipeline.scenarios import sheet
from pipeline.scenarios.sheet.columns import COLUMNS

AT = {name: place for place, name in enumerate(COLUMNS.known, start=1)}


def fill(path: Path, tab: str, row: int, **cells: object) -> None:
    """A person fills cells of a row of an exported workbook."""
    book = openpyxl.load_workbook(path)
    for name, text in cells.items():
        book[tab].cell(row, AT[name]).value = text
    book.save(path)


def written(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_workbook_goes_out_and_comes_back_with_a_difference(cli, project, tmp_path):
    values = (project / "values.yaml").read_text(encoding="utf-8")
    out = cli(
        "sheet", project, "--xlsx", tmp_path / "tafel.xlsx", "--csv", tmp_path / "tafel.csv", "--json"
    )
    assert out.code == 0 and [Path(name).name for name in out.json["files"]] == ["tafel.xlsx", "tafel.csv"]
    fill(tmp_path / "tafel.xlsx", "Verkehr", 2, heute="Selten.")
    back = cli("sheet", project, "--import", tmp_path / "tafel.xlsx", "--json")
    assert back.code == 0, back.err
    assert [(one["id"], one["field"], one["after"]) for one in back.json["changed"]] == [
        ("bus", "heute", "Selten.")
    ]
    assert back.json["added"] == back.json["removed"] == back.json["moved"] == back.json["kept"] == []
    assert Path(back.json["before"]).read_text(encoding="utf-8") == values
    new = (project / "values.yaml").read_text(encoding="utf-8")
    assert [line for line in new.splitlines() if line not in values.splitlines()] == ["    heute: Selten."]
    assert new.startswith("# Wertetafel der Tests\n")


def test_a_second_import_changes_nothing_and_keeps_no_copy(cli, project, tmp_path):
    cli("sheet", project, "--xlsx", tmp_path / "tafel.xlsx")
    before = written(project)
    again = cli("sheet", project, "--import", tmp_path / "tafel.xlsx")
    assert again.code == 0 and "Nichts hat sich geändert." in again.out
    assert written(project) == before


def test_each_import_keeps_the_version_before_it(cli, project, tmp_path):
    for number in (1, 2, 3):
        cli("sheet", project, "--xlsx", tmp_path / f"{number}.xlsx")
        fill(tmp_path / f"{number}.xlsx", "Energie", 2, heute=f"Fassung {number}")
        assert cli("sheet", project, "--import", tmp_path / f"{number}.xlsx").code == 0
    kept = sorted((project / "history").iterdir())
    texts = [yaml.safe_load(path.read_text(encoding="utf-8"))["factors"][2].get("heute") for path in kept]
    assert texts == [None, "Fassung 1", "Fassung 2"]


def test_a_dry_run_tells_what_would_be_and_writes_nothing_at_all(cli, project, tmp_path):
    values = project / "values.yaml"
    values.write_text(values.read_text(encoding="utf-8").replace("id: schule\n    ", ""), encoding="utf-8")
    csv = tmp_path / "gruppe.csv"
    csv.write_text(
        "factor;label;text;heute\nStrom vor Ort;Dächer der Nachbarn;Neu;Teuer\n", encoding="utf-8"
    )
    before = written(tmp_path)
    outcome = cli("sheet", project, "--import", csv, "--dry-run", "--xlsx", tmp_path / "neu.xlsx", "--json")
    assert outcome.code == 0, outcome.err
    assert {one["field"] for one in outcome.json["changed"]} == {"text", "heute"}
    assert [one["id"] for one in outcome.json["removed"]] == ["strom2"]
    assert outcome.json["files"] == [] and outcome.json["before"] is None
    assert ("few_values", "strom") in {(todo["kind"], todo["about"]) for todo in outcome.json["todo"]}
    assert written(tmp_path) == before


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_filled_file_is_not_written_over_before_it_is_taken_in(cli, project, tmp_path, kind):
    target = tmp_path / f"tafel.{kind}"
    assert cli("sheet", project, f"--{kind}", target).code == 0
    untouched = target.read_bytes()
    assert cli("sheet", project, f"--{kind}", target).code == 0, "eine unberührte Ausgabe schon"
    assert target.read_bytes() == untouched
    if kind == "xlsx":
        fill(target, "Energie", 2, heute="Teuer")
    else:
        target.write_bytes(untouched.replace(b"Strom vor Ort", b"Strom hier"))
    filled = target.read_bytes()
    refused = cli("sheet", project, f"--{kind}", target)
    assert refused.code == 2 and "darin steht anderes" in refused.err and "--import" in refused.err
    assert target.read_bytes() == filled
    assert cli("sheet", project, "--import", target, f"--{kind}", target).code == 0
    assert cli("sheet", project, "--import", target).out.startswith("Nichts hat sich geändert.")


@pytest.mark.parametrize("also", ["--xlsx", "--import"])
def test_a_file_with_a_comment_column_or_a_tab_of_its_own_is_not_written_over(cli, project, tmp_path, also):
    target = tmp_path / "tafel.xlsx"
    cli("sheet", project, "--xlsx", target)
    book = openpyxl.load_workbook(target)
    book.create_sheet("Notizen")["A1"] = "Bitte anrufen"
    book.save(target)
    before = target.read_bytes()
    refused = cli("sheet", project, also, target, "--xlsx", target)
    assert refused.code == 2 and "Notizen" in refused.err and "anderen Namen" in refused.err
    assert target.read_bytes() == before


def test_the_sheet_itself_and_a_second_one_beside_it_are_no_targets(cli, project):
    before = written(project)
    assert "zweite Wertetafel" in cli("sheet", project, "--xlsx", project / "values.xlsx").err
    assert "auf .csv enden" in cli("sheet", project, "--csv", project / "tafel.xlsx").err
    assert cli("sheet", project, "--xlsx", project / "values.yaml").code == 2
    assert written(project) == before


def test_nothing_is_written_when_an_output_cannot_be_made(cli, project, tmp_path):
    csv = tmp_path / "lang.csv"
    csv.write_text(f"factor;label;text\nStrom vor Ort;Tarif;{'x' * 40_000}\n", encoding="utf-8")
    before = written(tmp_path)
    refused = cli("sheet", project, "--import", csv, "--xlsx", tmp_path / "neu.xlsx")
    assert refused.code == 2 and "passt in keine Excel-Zelle" in refused.err
    assert written(tmp_path) == before


def test_a_first_table_makes_the_sheet_of_a_project(cli, project, tmp_path):
    (project / "values.yaml").unlink()
    csv = tmp_path / "erste.csv"
    csv.write_text("sep=;\nFaktor;Ausprägung\nBusse;oft\nBusse;nie\n", encoding="utf-8")
    outcome = cli("sheet", project, "--import", csv, "--json")
    assert [item["id"] for item in outcome.json["added"]] == ["f01", "f01a", "f01b"]
    assert outcome.json["before"] is None and (outcome.json["factors"], outcome.json["values"]) == (1, 2)
    assert [factor.name for factor in sheet.load(project / "values.yaml").sheet.factors] == ["Busse"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_project_whose_sheet_is_a_table_takes_tables_in(cli, project, tmp_path, kind):
    own = project / f"values.{kind}"
    for name in (f"tafel.{kind}", "gruppe.xlsx"):
        cli("sheet", project, f"--{name.rpartition('.')[2]}", tmp_path / name)
    (project / "values.yaml").unlink()
    own.write_bytes((tmp_path / f"tafel.{kind}").read_bytes())
    before = own.read_bytes()
    fill(tmp_path / "gruppe.xlsx", "Energie", 2, heute="Teuer")
    outcome = cli("sheet", project, "--import", tmp_path / "gruppe.xlsx", "--json")
    assert outcome.code == 0 and [one["after"] for one in outcome.json["changed"]] == ["Teuer"]
    assert Path(outcome.json["before"]).read_bytes() == before
    assert sheet.load(own).sheet.factor("strom").heute == "Teuer"


def test_trends_that_the_file_does_not_mention_stay_and_are_counted(cli, project, tmp_path):
    cli("sheet", project, "--xlsx", tmp_path / "tafel.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tafel.xlsx")
    book.remove(book["Verkehr"])
    book.save(tmp_path / "tafel.xlsx")
    told = cli("sheet", project, "--import", tmp_path / "tafel.xlsx", "--dry-run")
    assert "2 Einflussfaktoren kommen in der Datei nicht vor" in told.out and "--whole" in told.out
    asked = cli("sheet", project, "--import", tmp_path / "tafel.xlsx", "--dry-run", "--json").json
    assert asked["kept"] == ["Angebot im Nahverkehr", "Umschlag im Hafen"] and asked["removed"] == []
    whole = cli("sheet", project, "--import", tmp_path / "tafel.xlsx", "--whole", "--json").json
    assert {item["id"] for item in whole["removed"] if item["kind"] == "factor"} == {"bus", "hafen"}


def unfinish(folder: Path) -> None:
    path = folder / "values.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["factors"][0]["values"].pop()
    del data["factors"][1]["values"]
    data["factors"][2]["values"][0]["text"] = ""
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def test_an_unfinished_sheet_is_told_what_it_lacks_and_only_clustering_insists(cli, project, tmp_path):
    unfinish(project)
    asked = cli("sheet", project, "--xlsx", tmp_path / "tafel.xlsx", "--json")
    assert asked.code == 0, asked.err
    kinds = [(todo["kind"], todo["about"], todo["blocks"]) for todo in asked.json["todo"]]
    assert kinds[:2] == [("few_values", "bus", True), ("few_values", "hafen", True)]
    assert ("no_text", "strom1", False) in kinds and ("no_today", "schule", False) in kinds
    shown = cli("sheet", project)
    assert shown.code == 0 and "2 vor dem Bündeln" in shown.out and "! Der Einflussfaktor" in shown.out
    for command in ("cluster", "run"):
        refused = cli(command, project)
        assert refused.code == 2 and "„Angebot im Nahverkehr“ (bus) hat nur eine Ausprägung" in refused.err


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "als .xlsx speichern"),
        ("a.yaml", b"factors: []", "keine Tabelle"),
        ("a.csv", b"", "ist leer"),
        ("fehlt.xlsx", None, "gibt es nicht"),
        ("a.csv", "factor;text\nBusse;für alle\n".encode("cp1252"), "Spalte „label“ fehlt"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_one_message_and_changes_nothing(
    cli, project, tmp_path, name, data, part
):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = written(tmp_path)
    outcome = cli("sheet", project, "--import", tmp_path / name)
    assert outcome.code == 2 and outcome.err.startswith("Fehler: ") and part in outcome.err
    assert outcome.out == "" and "Traceback" not in outcome.err
    assert written(tmp_path) == before


def test_a_file_that_would_strike_a_good_part_wants_to_be_confirmed(cli, tmp_path):
    folder = tmp_path / "gross"
    folder.mkdir()
    factors = "".join(
        f"  - name: Faktor {n}\n    values: [{{label: a{n}}}, {{label: b{n}}}, {{label: c{n}}}]\n"
        for n in range(5)
    )
    (folder / "values.yaml").write_text(f"factors:\n{factors}", encoding="utf-8")
    part = tmp_path / "teil.csv"
    part.write_text("factor;label\nFaktor 0;a0\n", encoding="utf-8")
    outcome = cli("sheet", folder, "--import", part)
    assert outcome.code == 2 and "--whole" in outcome.err
    assert len(cli("sheet", folder, "--import", part, "--dry-run", "--json").json["removed"]) > 5
    assert len(cli("sheet", folder, "--import", part, "--whole", "--json").json["removed"]) > 5


def test_a_missing_column_is_named_and_its_content_stays(cli, project, tmp_path):
    part = tmp_path / "ohne.csv"
    assert cli("sheet", project, "--csv", part).code == 0
    rows = [line.split(";") for line in part.read_text(encoding="utf-8-sig").splitlines()]
    at = rows[0].index("wertung")
    less = "\n".join(";".join(cell for n, cell in enumerate(row) if n != at) for row in rows)
    part.write_text(less, encoding="utf-8")
    outcome = cli("sheet", project, "--import", part)
    assert outcome.code == 0 and "Die Spalte fehlt in der Datei: „wertung“" in outcome.err
    assert "Nichts hat sich geändert" in outcome.out


def test_commands_at_once_wait_for_each_other(project, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    from conftest import szenario

    wishes = [("bus1", "1"), ("bus2", "2"), ("hafen1", "3"), ("hafen2", "4")]
    with ThreadPoolExecutor(4) as pool:
        done = list(
            pool.map(
                lambda wish: szenario(
                    "sheet", project, "--set", f"{wish[0]}.plausibel={wish[1]}", "--by=W", "--reason=r",
                    cwd=tmp_path,
                ),
                wishes,
            )
        )  # fmt: skip
    assert [one.code for one in done] == [0, 0, 0, 0], [one.err for one in done]
    log = (project / "decisions.yaml").read_text(encoding="utf-8")
    assert all(value in log for value, _ in wishes)
