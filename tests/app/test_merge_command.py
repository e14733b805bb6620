"""An editor merges two values on the command line; every re-run keeps to it, until it is taken back."""

import json
from pathlib import Path

import pytest
import yaml

BY = ("--by", "Frau Kern", "--reason", "sagen dasselbe")
THIRD = """\
      - {id: bus3, label: Bürgerbus, text: "Im Verein steuern alle reihum den Bus.", plausibel: 2}
"""
RATINGS = """\
source,target,score,by,reason
bus1,hafen2,3,Anna,passt
bus3,hafen2,1,Anna,passt auch
bus3,strom1,2,Ben,
"""


@pytest.fixture
def project(project: Path) -> Path:
    """The project with a third value that says what the first says."""
    path = project / "values.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - id: hafen\n", THIRD + "  - id: hafen\n", 1), encoding="utf-8")
    (project / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    return project


def run_of(project: Path) -> Path:
    return project.parent / "runs" / project.name


def values(project: Path) -> dict[str, dict]:
    sheet = yaml.safe_load((run_of(project) / "sheet.yaml").read_text("utf-8"))
    return {value["id"]: value for factor in sheet["factors"] for value in factor["values"]}


def clusters(project: Path) -> dict:
    return yaml.safe_load((run_of(project) / "clusters.yaml").read_text("utf-8"))


def rated(project: Path) -> list[str]:
    return (run_of(project) / "ratings.all.csv").read_text("utf-8").splitlines()[1:]


def test_a_merge_survives_every_rerun_and_an_edit_and_is_taken_back(cli, project):
    given = (project / "values.yaml").read_bytes()
    assert cli("cluster", project, "--lock", "bus3=c2").code == 0
    assert "bus3" in clusters(project)["clusters"][1]["locks"]

    told = cli("sheet", project, "--merge", "bus3=bus1", *BY)
    assert told.code == 0, told.err
    assert (
        "Ins Entscheidungsprotokoll: 1 Entscheidung." in told.out and "„szenario run PROJEKT“" in told.out
    )
    assert "bus3 „Bürgerbus“ steht bei bus1 (Frau Kern: sagen dasselbe)" in told.out
    assert (project / "values.yaml").read_bytes() == given

    run = cli("run", project, "--json")
    assert run.code == 0, run.err
    assert "„Bürgerbus“ (bus3) ist mit „Rufbus im Verein“ (bus1) zusammengelegt" in run.err
    assert {one["status"] for one in run.json["stages"]} == {"done"}
    found = values(project)
    assert "bus3" not in found and found["bus1"]["plausibel"] == 2
    assert "Nachbarn betreiben gemeinsam" in found["bus1"]["text"] and "reihum" in found["bus1"]["text"]
    assert rated(project) == ["bus1,hafen2,2.0,Anna,passt; passt auch", "bus1,strom1,2.0,Ben,"]
    assert clusters(project)["clusters"][1]["locks"] == ["bus1"]
    assert clusters(project)["clusters"][1]["members"]["bus"] == "bus1"
    report = (run_of(project) / "report.html").read_text("utf-8")
    assert (
        "<td>Bürgerbus (bus3)</td><td>Rufbus im Verein (bus1)</td><td>Frau Kern: sagen dasselbe</td>"
        in report
    )

    assert {one["status"] for one in cli("run", project, "--json").json["stages"]} == {"skipped"}
    assert cli("run", project, "--redo", "cluster").code == 0
    assert "bus3" not in (run_of(project) / "clusters.yaml").read_text("utf-8")
    path = project / "values.yaml"
    path.write_text(
        path.read_text("utf-8").replace("reihum den Bus", "umschichtig den Bus"), encoding="utf-8"
    )
    assert cli("cluster", project).code == 0
    found = values(project)
    assert "bus3" not in found and "umschichtig" in found["bus1"]["text"]

    back = cli(
        "sheet", project, "--unmerge", "bus3", "--by", "Herr Wolf", "--reason", "doch nicht", "--json"
    )
    assert back.code == 0 and back.json["decided"] == 1 and back.json["merged"] == []
    again = cli("run", project)
    assert again.code == 0, again.err
    found = values(project)
    assert "umschichtig" in found["bus3"]["text"] and "umschichtig" not in found["bus1"]["text"]
    assert len(rated(project)) == 3 and not (run_of(project) / "merges.json").exists()
    assert "zusammengelegt" not in (run_of(project) / "report.html").read_text("utf-8").lower()
    taken = yaml.safe_load((project / "decisions.yaml").read_text("utf-8"))["decisions"]
    assert [(one["action"], one["about"], one["by"]) for one in taken] == [
        ("merge", ["bus3", "bus1"], "Frau Kern"),
        ("restore", ["bus3"], "Herr Wolf"),
    ]


def test_clusters_and_texts_edited_by_hand_stay_and_follow_the_merge(cli, project):
    assert cli("run", project).code == 0
    path = run_of(project) / "clusters.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("bus: bus1", "bus: bus3"), encoding="utf-8")
    assert cli("run", project).code == 0
    (narrative, *_) = sorted((run_of(project) / "narratives").glob("*.md"))
    narrative.write_text(narrative.read_text("utf-8") + "\nAm Abend ist es still.\n", encoding="utf-8")
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    run = cli("run", project, "--json")
    assert run.code == 0, run.err
    assert {one["name"]: one["status"] for one in run.json["stages"]}["cluster"] == "edited"
    assert "Am Abend ist es still." in narrative.read_text("utf-8")
    plans = (run_of(project) / "plans.yaml").read_text("utf-8")
    assert "bus1" in plans and "bus3" not in plans
    assert cli("cluster", project, "--json").json["clusters"][0]["members"]["bus"] != "bus3"


def test_a_sheet_of_the_run_that_was_edited_by_hand_is_kept_and_told(cli, project):
    assert cli("cluster", project).code == 0
    path = run_of(project) / "sheet.yaml"
    path.write_text(path.read_text("utf-8").replace("Bürgerbus", "Bürgerbusse"), encoding="utf-8")
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    kept = cli("cluster", project)
    assert kept.code == 0 and "enthält zusammengelegte Ausprägungen und bleibt so" in kept.err
    assert "bus3" in values(project) and len(rated(project)) == 3
    assert cli("run", project, "--redo", "sheet").code == 0
    assert "bus3" not in values(project) and len(rated(project)) == 2


def test_what_groups_said_of_a_merged_value_is_still_told(cli, project):
    (project / "votes.csv").write_text("value_id,group,plausibel\nbus3,A1,1\nbus3,A2,5\nbus1,A1,4\n")
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    assert "bus3, Plausibilität: A1 1, A2 5; es gilt 1" in cli("sheet", project).out
    assert cli("run", project).code == 0
    assert values(project)["bus1"]["plausibel"] == 1
    report = (run_of(project) / "report.html").read_text("utf-8")
    assert "<td>Bürgerbus</td><td>Plausibilität</td><td>A1: 1, A2: 5</td>" in report


def test_the_matrix_of_a_project_is_that_of_its_merged_sheet(cli, project):
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    assert cli("convert", project, "matrix.csv").code == 0
    rows = (project.parent / "matrix.csv").read_text("utf-8-sig")
    assert "bus1" in rows and "bus3" not in rows
    asked = cli("impact", project, "--json")
    assert asked.code in (0, 1) and "bus3" not in asked.out, asked.err


def test_the_same_value_twice_is_no_longer_open_once_merged(cli, project):
    path = project / "values.yaml"
    text = "Nachbarn betreiben gemeinsam einen Rufbus und teilen sich die Fahrten."
    said = f'label: Rufbus im Verein, text: "{text}"'
    path.write_text(
        path.read_text("utf-8").replace(THIRD, f"      - {{id: bus3, {said}}}\n"), encoding="utf-8"
    )
    kinds = [one["kind"] for one in cli("sheet", project, "--json").json["todo"]]
    assert "same_value" in kinds
    merged = cli("sheet", project, "--merge", "bus3=bus1", *BY, "--json").json
    assert "same_value" not in [one["kind"] for one in merged["todo"]]
    assert [(one["value"]["id"], one["into"]) for one in merged["merged"]] == [("bus3", "bus1")]
    again = cli("sheet", project, "--merge", "bus3=bus1", *BY)
    assert again.code == 0 and "Nichts zu entscheiden: das ist schon so." in again.out


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("--merge", "bus3=bus1"), "--by NAME"),
        (("--merge", "bus3=bus1", "--by", "A"), "--reason GRUND"),
        (("--merge", "bus3", *BY), "ist unklar"),
        (("--merge", "bus3=", *BY), "ist unklar"),
        (("--merge", "bus9=bus1", *BY), "Die Ausprägung „bus9“ gibt es nicht"),
        (("--merge", "bus3=bus9", *BY), "Die Ausprägung „bus9“ gibt es nicht"),
        (("--merge", "bus3=bus3", *BY), "kann nicht in sich selbst aufgehen"),
        (("--merge", "bus3=hafen1", *BY), "hafen1 aber zu „Umschlag im Hafen“"),
        (("--merge", "hafen1=hafen2", *BY), "bliebe nur hafen2"),
        (("--merge", "bus3=bus1", "--merge", "bus3=bus2", *BY), "steht zweimal"),
        (("--merge", "bus3=bus1", "--merge", "bus1=bus3", *BY), "im Kreis"),
        (("--merge", "bus3=bus1", "--unmerge", "bus3", *BY), "ist mit keiner zusammengelegt"),
        (("--unmerge", "bus3", *BY), "Die Ausprägung „bus3“ ist mit keiner zusammengelegt"),
        (("--merge", "bus3=bus1", "--set", "bus1.plausibel=4", *BY), "Bitte einzeln aufrufen"),
    ],
)
def test_what_cannot_be_merged_is_told_and_nothing_is_recorded(cli, project, wish, message):
    before = {path: path.read_bytes() for path in project.iterdir() if path.is_file()}
    outcome = cli("sheet", project, *wish)
    assert outcome.code == 2 and message in outcome.err and "Traceback" not in outcome.err
    assert {path: path.read_bytes() for path in project.iterdir() if path.is_file()} == before


def test_a_log_that_no_longer_fits_the_sheet_stops_the_run_and_can_be_mended(cli, project):
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    path = project / "values.yaml"
    path.write_text(path.read_text("utf-8").replace("id: bus1,", "id: bus7,"), encoding="utf-8")
    (project / "ratings.csv").unlink()
    stopped = cli("cluster", project)
    assert stopped.code == 2
    assert "Entscheidung von Frau Kern über bus3, bus1 (merge)" in stopped.err and "„bus1“" in stopped.err
    listed = cli("sheet", project, "--json")
    assert listed.code == 0 and "„bus1“ gibt es in der Wertetafel nicht" in listed.err
    assert cli("sheet", project, "--unmerge", "bus3", *BY).code == 0
    assert cli("cluster", project).code == 0
    assert {"bus3", "bus7"} <= set(values(project))


def test_a_merged_value_that_is_struck_by_an_import_leaves_the_other_as_it_is(cli, project):
    (project / "ratings.csv").unlink()
    cli("sheet", project, "--merge", "bus3=bus1", *BY)
    table = project.parent / "tafel.csv"
    cli("sheet", project, "--csv", table)
    rows = table.read_text("utf-8-sig").splitlines()
    table.write_text("\n".join(row for row in rows if "bus3" not in row) + "\n", encoding="utf-8-sig")
    struck = cli("sheet", project, "--import", table, "--json")
    assert [one["id"] for one in struck.json["removed"]] == ["bus3"] and struck.json["merged"] == []
    clustered = cli("cluster", project)
    assert clustered.code == 0 and "Die Ausprägung bus3 ist gestrichen" in clustered.err
    assert json.dumps(values(project)["bus1"]).count("Verein") == 1
