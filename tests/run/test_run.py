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
        and path.relative_to(run).parts[0] not in ("index", "index-chroma", "run.json", ".lock", "history")
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
    edited += "\nNeu ist vieles. Anderes blieb. Manches kam hinzu. Einiges ging.\n"
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


def test_one_changed_word_does_not_make_a_rohgeruest_a_text(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    title = path.read_text(encoding="utf-8").split("\n", 1)[0]
    path.write_text(path.read_text(encoding="utf-8").replace(title, "# Die andere Proberegion"))
    cli("run", project)
    ledger = json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text())
    assert ledger["title"] == "Die andere Proberegion" and ledger["rohgeruest"] is True


def test_a_renamed_text_is_found_by_what_it_says(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    path.write_text(path.read_text(encoding="utf-8") + "\nEin Satz von Hand.\n", encoding="utf-8")
    path.rename(path.with_name("1-fertig.md"))
    again = cli("run", project, "--json").json
    assert any(name.endswith("1-fertig.md") for name in again["narratives"])
    assert "Ein Satz von Hand." in path.with_name("1-fertig.md").read_text(encoding="utf-8")
    assert len(list(path.parent.glob("*.md"))) == 2


def test_nothing_is_lost_where_the_record_is_gone(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    path.write_text("# Mein Titel\n\nMein Satz von 2035.\n", encoding="utf-8")
    (tmp_path / "runs/probe/run.json").unlink()
    assert cli("run", project).code == 0
    kept = [p.read_text(encoding="utf-8") for p in (tmp_path / "runs/probe").rglob("*.md")]
    assert "# Mein Titel\n\nMein Satz von 2035.\n" in kept


def test_a_report_in_between_does_not_freeze_the_findings(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    original = path.read_text(encoding="utf-8")
    path.write_text(original + "\nEs sind 4711.\n", encoding="utf-8")
    cli("report", tmp_path / "runs/probe")
    assert "4711" in (tmp_path / "runs/probe/report.html").read_text(encoding="utf-8")
    path.write_text(original + "\nEs sind 815.\n", encoding="utf-8")
    cli("run", project)
    findings = (tmp_path / "runs/probe/findings.json").read_text(encoding="utf-8")
    assert "815" in findings and "4711" not in findings


def test_a_verdict_changed_by_hand_does_not_stay(project, cli, tmp_path):
    cli("run", project)
    path = tmp_path / "runs/probe/findings.json"
    path.write_text('{"schema_version": 1, "findings": [], "sentences": [], "not_judged": []}')
    cli("run", project)
    assert "rohgeruest" in path.read_text(encoding="utf-8")


def test_edited_clusters_that_no_longer_fit_are_named(project, cli, tmp_path):
    cli("run", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("seed: 1", "seed: 2"), encoding="utf-8")
    sheet = project / "values.yaml"
    more = "  - id: neu\n    name: Neues\n    values: [{id: neu1, label: A}, {id: neu2, label: B}]\n"
    sheet.write_text(sheet.read_text(encoding="utf-8") + more, encoding="utf-8")
    outcome = cli("run", project)
    assert outcome.code == 2 and "neu" in outcome.err and "--redo cluster" in outcome.err


def test_two_projects_of_one_name_do_not_share_a_run(project, cli, tmp_path):
    cli("run", project)
    twin = tmp_path / "anderswo" / "probe"
    shutil.copytree(project, twin)
    outcome = cli("run", twin)
    assert outcome.code == 2 and "--out" in outcome.err


def test_a_text_saved_in_windows_1252_is_read(project, cli, tmp_path):
    first = cli("run", project, "--json").json
    path = tmp_path / first["narratives"][0]
    path.write_bytes(
        (path.read_text(encoding="utf-8") + "\nÜber Nacht änderte sich viel.\n").encode("cp1252", "ignore")
    )
    assert cli("run", project).code == 0
    ledger = path.with_suffix("").with_suffix(".ledger.json").read_text(encoding="utf-8")
    assert "Über Nacht änderte sich viel." in ledger


def test_members_swapped_by_hand_are_used_downstream(project, cli, tmp_path):
    cli("run", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    text = path.read_text(encoding="utf-8")
    swapped = (
        text.replace("bus: bus1", "bus: X").replace("bus: bus2", "bus: bus1").replace("bus: X", "bus: bus2")
    )
    path.write_text(swapped, encoding="utf-8")
    outcome = cli("run", project, "--json")
    assert outcome.code == 0, outcome.err
    assert statuses(outcome)["cluster"] == "edited"


def test_clusters_broken_by_hand_are_named_and_can_be_made_anew(project, cli, tmp_path):
    cli("run", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ": [\n", encoding="utf-8")
    broken = cli("run", project)
    assert broken.code == 2 and "clusters.yaml" in broken.err
    assert cli("run", project, "--redo", "cluster").code == 0
    assert any("clusters.yaml" in str(p) for p in (tmp_path / "runs/probe/history").rglob("*"))
