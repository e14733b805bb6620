"""`szenario windkanal` as a person calls it: measures in, a sheet out and back, proposals, the picture."""

from pathlib import Path

import openpyxl
import pytest
import yaml
from conftest import Outcome
from formats_world import run_at
from model_server import ModelServer
from puppet_windkanal import weighed

from pipeline.core.types import Clusters
from pipeline.project import Run
from pipeline.run import record
from pipeline.run.handing_over import read_beside
from pipeline.run.windkanal import read_windkanal, shown_windkanal

MEASURES = """\
measures:
  - {id: bus, title: Rufbus für alle, goal: Jedes Dorf hat einen.}
  - {title: Kran erneuern, status: nicht geprüft}
"""
KEYS = {"id", "title", "cells", "verdict"}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A project with measures, and in lauf/ a run of it with clusters and texts, made without any stage."""
    run, folder = run_at(tmp_path / "welt"), tmp_path / "welt" / "projekt"
    run.folder.rename(folder / "lauf")
    (folder / "massnahmen.yaml").write_text(MEASURES, encoding="utf-8")
    pictures_wanted(folder, wanted=False)
    return folder


def wind(cli, made: Path, *options: str | Path) -> Outcome:
    return cli("windkanal", made / "lauf", *options)


def fill(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book["Windkanal"][place] = value
    book.save(path)
    return path


def clusters(made: Path) -> Clusters:
    return Clusters.model_validate(yaml.safe_load((made / "lauf" / "clusters.yaml").read_text("utf-8")))


def pictures_wanted(made: Path, wanted: bool = True) -> None:
    run = Run(made / "lauf")
    written = record.load(run)
    record.save(
        run,
        written.model_copy(update={"settings": written.settings.model_copy(update={"pictures": wanted})}),
    )


def exchanged(made: Path) -> None:
    """The two scenarios with each other's members, under the ids they had."""
    file = made / "lauf" / "clusters.yaml"
    told = yaml.safe_load(file.read_text("utf-8"))
    first, second = told["clusters"]
    first["members"], second["members"] = second["members"], first["members"]
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_ratings_do_not_stand_under_another_scenario_of_the_same_id(cli, made: Path) -> None:
    path, run = made / "bogen.xlsx", Run(made / "lauf")
    wind(cli, made, "--xlsx", path)
    wind(cli, made, "--import", fill(path, {"F4": "++", "G4": "Alle warten darauf.", "F5": "+"}))
    settings = record.load(run).settings
    beside = read_beside(run, settings, [])
    assert beside.windkanal is not None and not beside.left_out and not beside.windkanal.members
    exchanged(made)
    beside = read_beside(run, settings, [])
    assert beside.windkanal is None
    assert "c1" in beside.left_out[0] and "2 Angaben zählen nicht mehr" in beside.left_out[0]
    outcome = wind(cli, made, "--json")
    assert [cell["rating"] for cell in outcome.json["measures"][0]["cells"]] == [None, None]
    assert "c1" in outcome.err and "Alle warten darauf." in (run.file("windkanal.yaml")).read_text("utf-8")
    assert wind(cli, made, "--import", fill(path, {"F4": "−"})).code == 2, "a sheet about what was c1 then"
    exchanged(made)
    assert wind(cli, made, "--json").json["measures"][0]["cells"][0]["reason"] == "Alle warten darauf."


def test_measures_come_from_the_project_and_all_is_open(cli, made: Path) -> None:
    told = wind(cli, made, "--json").json
    assert list(told) == ["measures"] and all(set(one) == KEYS for one in told["measures"])
    assert [one["id"] for one in told["measures"]] == ["bus", "m02"]
    assert {one["verdict"] for one in told["measures"]} == {"open"}
    assert [cell["cluster"] for cell in told["measures"][0]["cells"]] == ["c1", "c2"]
    assert "id: m02" in (made / "massnahmen.yaml").read_text("utf-8")
    found = read_windkanal(Run(made / "lauf"))
    assert found is not None and list(found.names.values()) == [one.name for one in clusters(made).clusters]


def test_a_sheet_goes_out_comes_back_and_what_was_there_lies_in_history(cli, made: Path) -> None:
    path = made / "bogen.xlsx"
    assert wind(cli, made, "--xlsx", path).code == 0
    before = (made / "lauf" / "windkanal.yaml").read_bytes()
    fill(path, {"F4": "++", "I4": "+", "F5": "−", "G5": "Der Kran lockt Lärm an."})
    looked = wind(cli, made, "--import", path, "--dry-run")
    assert "Das würde sich ändern" in looked.out and "3 neu" in looked.err
    assert (made / "lauf" / "windkanal.yaml").read_bytes() == before
    done = wind(cli, made, "--import", path, "--json").json
    assert [one["verdict"] for one in done["measures"]] == ["robust", "risky"]
    assert len(done["changes"]["added"]) == 3
    assert Path(done["before"]).read_bytes() == before and "history" in done["before"]
    shown = wind(cli, made).out
    assert shown.index("ROBUST") < shown.index("Rufbus für alle") < shown.index("RISKANT")
    assert "Der Kran lockt Lärm an." in shown


def test_bad_cells_are_refused_with_code_2_and_nothing_is_taken(cli, made: Path) -> None:
    path = made / "bogen.xlsx"
    wind(cli, made, "--xlsx", path)
    before = (made / "lauf" / "windkanal.yaml").read_bytes()
    outcome = wind(cli, made, "--import", fill(path, {"F4": "+", "F5": "vielleicht", "A5": "m99"}))
    assert outcome.code == 2 and "F5" in outcome.err and "A5" in outcome.err
    assert (made / "lauf" / "windkanal.yaml").read_bytes() == before


def test_a_filled_sheet_is_not_written_over(cli, made: Path) -> None:
    path = made / "bogen.xlsx"
    wind(cli, made, "--xlsx", path)
    assert wind(cli, made, "--xlsx", path).code == 0
    filled = fill(path, {"F4": "+"}).read_bytes()
    outcome = wind(cli, made, "--xlsx", path)
    assert outcome.code == 2 and "--import" in outcome.err and path.read_bytes() == filled
    assert wind(cli, made, "--import", path, "--xlsx", path).code == 0


def test_groups_are_merged_and_dissent_is_told(cli, made: Path) -> None:
    for group, said in (("Anna", "++"), ("Bernd", "−")):
        path = made / f"{group}.xlsx"
        wind(cli, made, "--xlsx", path, "--by", group)
        assert wind(cli, made, "--import", fill(path, {"F4": said})).code == 0
    cell = wind(cli, made, "--json").json["measures"][0]["cells"][0]
    assert (cell["rating"], cell["by"], cell["dissent"]) == (-1, "Anna, Bernd", True)
    assert "strittig: Anna ++, Bernd −" in wind(cli, made).out


def test_the_picture_is_drawn_as_a_report_shows_it(cli, made: Path) -> None:
    pictures_wanted(made)
    files = wind(cli, made, "--json").json["files"]
    assert [Path(one).name for one in files] == ["windkanal.svg", "windkanal.png"]
    run = Run(made / "lauf")
    (shown,) = shown_windkanal(run, record.load(run).settings)
    assert shown.svg == Path(files[0]).read_bytes() and "2 offen" in shown.alt


def test_without_a_model_a_proposal_is_declined_and_nothing_happens(cli, made: Path) -> None:
    for options in (("--propose",), ("--propose", "--offline")):
        outcome = wind(cli, made, *options)
        assert outcome.code == 2 and "Sprachmodell" in outcome.err and "--model" in outcome.err
        assert not (made / "lauf" / "windkanal.yaml").exists()


def test_with_a_model_open_cells_are_proposed_and_a_persons_stay(
    cli, made: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.always(weighed)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    path = made / "bogen.xlsx"
    wind(cli, made, "--xlsx", path)
    wind(cli, made, "--import", fill(path, {"F4": "++", "G4": "Alle warten darauf."}), "--by", "Frau Kern")
    told = wind(cli, made, "--propose", "--model", "openai:probe", "--json").json
    cells = [cell for one in told["measures"] for cell in one["cells"]]
    assert [cell["proposed"] for cell in cells] == [False, True, True, True]
    assert cells[0]["by"] == "Frau Kern" and cells[1]["by"] == "Vorschlag: openai:probe"
    assert {one["verdict"] for one in told["measures"]} == {"open"}
    sent = server.requests[0].text(1)
    assert "Rufbus für alle" in sent and "Kern" not in sent and "Alle warten" not in sent
    assert "(" in wind(cli, made).out.split("OFFEN")[1]


def test_names_in_measures_leave_as_pseudonyms(
    cli, made: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.always(weighed)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    with (made / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[privacy]\npseudonymise = true\nalways = true\n")
    other = made.parent / "andere.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["title", "goal"])
    book.active.append(["Lager am Kai", "Herr Heinrich Brandkamp leitet es."])
    book.save(other)
    outcome = wind(cli, made, "--measures", other, "--propose", "--model", "openai:probe", "--json")
    assert outcome.code == 0, outcome.err
    assert "Brandkamp" not in str(server.requests[0].body) and server.count == 1


def test_options_that_would_do_nothing_and_missing_measures_are_told(cli, made: Path) -> None:
    assert "--xlsx oder --import" in wind(cli, made, "--by", "Anna").err
    assert "--import DATEI" in wind(cli, made, "--dry-run").err
    (made / "massnahmen.yaml").unlink()
    outcome = wind(cli, made)
    assert outcome.code == 2 and "massnahmen.yaml" in outcome.err and "--measures" in outcome.err
    assert wind(cli, made, "--measures", made / "nirgends.yaml").code == 2


def test_a_file_changed_by_hand_holds_and_its_verdict_is_computed_anew(cli, made: Path) -> None:
    wind(cli, made)
    file = made / "lauf" / "windkanal.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    for cell in data["measures"][0]["cells"]:
        cell["rating"] = 1
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = read_windkanal(Run(made / "lauf"))
    assert found is not None and found.measures[0].verdict == "robust"
    assert wind(cli, made, "--json").json["measures"][0]["verdict"] == "robust"
