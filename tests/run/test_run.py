"""A run does what is new, keeps what people wrote, and gives the same result twice."""

import json
import shutil
from pathlib import Path

ARTIFACTS = (
    "passages.jsonl", "documents.json", "sheet.yaml", "affinity.csv", "ratings.all.csv",
    "clusters.yaml", "plans.yaml", "findings.json", "report.html",
)  # fmt: skip


def contents(run: Path) -> dict[str, bytes]:
    """Every artifact of a run, the index and the times aside."""
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in sorted(run.rglob("*"))
        if path.is_file()
        and path.relative_to(run).parts[0] not in ("index", "run.json", ".lock", "history")
    }


def statuses(outcome) -> dict[str, str]:
    return {stage["name"]: stage["status"] for stage in outcome.json["stages"]}


def test_a_run_leaves_every_artifact_and_names_the_narratives(project, cli, tmp_path):
    outcome = cli("run", project, "--json")
    assert outcome.code == 0, outcome.err
    run = tmp_path / outcome.json["run"]
    assert run == tmp_path / "runs" / "probe"
    for name in ARTIFACTS:
        assert (run / name).stat().st_size > 0, name
    assert len(outcome.json["narratives"]) == 2
    for narrative in outcome.json["narratives"]:
        text = (tmp_path / narrative).read_text(encoding="utf-8")
        assert text.startswith("# Die ") and "2035" in text
    assert set(outcome.json["stages"][0]) == {"name", "status", "seconds", "calls", "tokens"}


def test_two_runs_from_scratch_are_byte_identical(project, cli, tmp_path):
    for name in ("eins", "zwei"):
        assert cli("run", project, "--out", tmp_path / name).code == 0
    assert contents(tmp_path / "eins") == contents(tmp_path / "zwei")


def test_a_second_run_skips_everything_and_rewrites_nothing(project, cli, tmp_path):
    cli("run", project, "--out", tmp_path / "lauf")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "lauf").rglob("*") if p.is_file()}
    again = cli("run", project, "--out", tmp_path / "lauf", "--json")
    assert set(statuses(again).values()) == {"skipped"}
    after = {p: p.stat().st_mtime_ns for p in (tmp_path / "lauf").rglob("*") if p.is_file()}
    assert {p: t for p, t in after.items() if p.name != ".lock"} == {
        p: t for p, t in before.items() if p.name != ".lock"
    }


def test_a_changed_value_set_redoes_what_depends_on_it_and_no_more(project, cli, tmp_path):
    cli("run", project, "--out", tmp_path / "lauf")
    sheet = project / "values.yaml"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("einen Rufbus", "einen alten Rufbus"), encoding="utf-8"
    )
    again = statuses(cli("run", project, "--out", tmp_path / "lauf", "--json"))
    assert again["read"] == "skipped"
    assert again["sheet"] == again["rate"] == again["check"] == "done"


def test_a_narrative_edited_by_hand_stays_and_is_checked_anew(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    edited = path.read_text(encoding="utf-8").rstrip() + " In Entenhausen leben 4711 Menschen davon.\n"
    path.write_text(edited, encoding="utf-8")
    again = cli("run", project, "--json")
    assert statuses(again)["draft"] == "edited"
    assert path.read_text(encoding="utf-8") == edited
    findings = json.loads((tmp_path / "runs/probe/findings.json").read_text())["findings"]
    assert any(f["kind"] == "zahl_unbelegt" and f["evidence"] == "4711" for f in findings)
    ledger = json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text())
    assert ledger["sentences"][-1]["basis"] == "edited"
    assert ledger["sentences"][0]["basis"] != "edited"
    assert ledger["rohgeruest"] is False


def test_a_hand_edit_survives_a_changed_input(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][1]
    path.write_text("# Die eigene Proberegion\n\nIm Jahr 2035 ist alles anders.\n", encoding="utf-8")
    sheet = project / "values.yaml"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("einen Rufbus", "einen alten Rufbus"), encoding="utf-8"
    )
    assert cli("run", project).code == 0
    assert path.read_text(encoding="utf-8").startswith("# Die eigene Proberegion")


def test_redo_replaces_an_edited_text_after_a_copy_into_history(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    original = path.read_text(encoding="utf-8")
    path.write_text("# Mein Titel\n\nMein Satz von 2035.\n", encoding="utf-8")
    cli("run", project)
    assert cli("run", project, "--redo", "draft").code == 0
    assert path.read_text(encoding="utf-8") == original
    kept = [p.read_text(encoding="utf-8") for p in (tmp_path / "runs/probe/history").rglob("*.md")]
    assert "# Mein Titel\n\nMein Satz von 2035.\n" in kept


def test_edited_clusters_are_used_downstream(project, cli, tmp_path):
    cli("run", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    text = path.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if " name: " in line).split("name: ")[1]
    path.write_text(text.replace(name, "Die umbenannte Proberegion"), encoding="utf-8")
    again = cli("run", project, "--json")
    assert statuses(again)["cluster"] == "edited"
    texts = [(tmp_path / one).read_text(encoding="utf-8") for one in again.json["narratives"]]
    assert any(text.startswith("# Die umbenannte Proberegion") for text in texts)


def test_a_deleted_artifact_is_made_again(project, cli, tmp_path):
    cli("run", project)
    run = tmp_path / "runs/probe"
    before = contents(run)
    (run / "clusters.yaml").unlink()
    shutil.rmtree(run / "index")
    assert cli("run", project).code == 0
    assert contents(run) == before
    assert (run / "index" / "meta.json").is_file()


def test_taking_a_document_away_changes_what_is_planned(project, cli, tmp_path):
    (project / "documents" / "rufbus.txt").write_text(
        "Nachbarn betreiben gemeinsam einen Rufbus und teilen sich die Fahrten zum Bahnhof.",
        encoding="utf-8",
    )
    cli("run", project, "--out", tmp_path / "mit")
    (project / "documents" / "rufbus.txt").unlink()
    cli("run", project, "--out", tmp_path / "ohne")
    with_it, without = contents(tmp_path / "mit"), contents(tmp_path / "ohne")
    assert with_it["plans.yaml"] != without["plans.yaml"]
    assert b"rufbus.txt" not in without["passages.jsonl"]


def test_status_names_open_stages(project, cli, tmp_path):
    cli("run", project)
    (tmp_path / "runs/probe/affinity.csv").unlink()
    answer = cli("status", tmp_path / "runs/probe", "--json").json
    stages = {stage["name"]: stage["status"] for stage in answer["stages"]}
    assert stages["rate"] == "open" and stages["cluster"] == "done"
