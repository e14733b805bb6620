"""The commands as a newcomer calls them, and the JSON that scripts rely on."""

import json

from conftest import ROOT


def test_help_names_every_command_and_imports_nothing_heavy(cli):
    outcome = cli("--help")
    assert outcome.code == 0
    for name in "new read run search cluster impact convert check status report index".split():
        assert f"\n  {name} " in outcome.out
    import subprocess
    import sys

    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, pipeline.app.cli; print(*sys.modules)"],
        capture_output=True, text=True, cwd=ROOT,
    ).stdout.split()  # fmt: skip
    heavy = {"numpy", "scipy", "sklearn", "chromadb", "langchain", "openai", "pydantic", "yaml", "rich"}
    assert not heavy & set(loaded)


def test_new_makes_a_project_that_runs(cli, tmp_path):
    assert cli("new", tmp_path / "neu", "--json").json == {"path": str(tmp_path / "neu")}
    outcome = cli("run", tmp_path / "neu", "--json")
    assert outcome.code == 0, outcome.err
    assert len(outcome.json["narratives"]) == 3


def test_new_never_overwrites(cli, project):
    outcome = cli("new", project)
    assert outcome.code == 2 and "überschrieben" in outcome.err


def test_read_lists_documents_and_problems(cli, project):
    (project / "documents" / "alt.doc").write_bytes(b"x")
    answer = cli("read", project, "--json").json
    by_path = {document["path"]: document for document in answer["documents"]}
    assert by_path["notiz.md"]["passages"] == 2 and "problem" not in by_path["notiz.md"]
    assert ".docx" in by_path["alt.doc"]["problem"]
    assert answer["passages"] == 2


def test_search_reads_first_and_finds(cli, project):
    answer = cli("search", project, "Wer erneuert den Kran?", "--json", "-k", "1").json
    (hit,) = answer["hits"]
    assert hit["document"] == "notiz.md" and hit["anchor"] == "Hafen"
    assert set(hit) >= {"passage", "document", "anchor", "score", "text"}


def test_search_follows_the_documents(cli, project):
    cli("search", project, "Kran")
    (project / "documents" / "neu.txt").write_text("Die Seilbahn quert die Ruhr bei Hattingen.")
    assert cli("search", project, "Seilbahn", "--json").json["hits"][0]["document"] == "neu.txt"
    (project / "documents" / "neu.txt").unlink()
    hits = cli("search", project, "Seilbahn", "--json").json["hits"]
    assert hits == [], "ein Wortstück wie in Bahnhof ist keine Antwort"
    assert cli("search", project, "Xylophon", "--json").json["hits"] == []


def test_search_batch_answers_line_by_line(cli, project, tmp_path):
    batch = tmp_path / "fragen.txt"
    batch.write_text('Rufbus\n\n{"id": "x7", "query": "Kran im Hafen"}\n', encoding="utf-8")
    lines = [json.loads(line) for line in cli("search", project, "--batch", batch).out.splitlines()]
    assert [line["id"] for line in lines] == ["1", "x7"]
    assert lines[1]["hits"][0]["anchor"] == "Hafen"


def test_cluster_needs_no_documents_and_keeps_a_lock(cli, project):
    (project / "documents" / "notiz.md").unlink()
    free = cli("cluster", project, "--json").json
    assert {tuple(sorted(c["members"])) for c in free["clusters"]} == {("bus", "hafen", "schule", "strom")}
    together = next(c for c in free["clusters"] if c["members"]["bus"] == "bus1")
    assert together["members"] == {"bus": "bus1", "hafen": "hafen2", "strom": "strom1", "schule": "schule2"}
    locked = cli("cluster", project, "--lock", "bus1=c2", "--lock", "hafen1=c2", "--json").json
    second = next(c for c in locked["clusters"] if c["id"] == "c2")
    assert second["members"]["bus"] == "bus1" and second["members"]["hafen"] == "hafen1"
    assert sorted(second["locks"]) == ["bus1", "hafen1"]
    assert {p["value"]: p["confidence"] for p in second["placements"]}["hafen1"] == "fest"
    for key in ("objective", "bound", "stability"):
        assert key in free


def test_check_exits_with_one_while_a_rohgeruest_blocks(cli, project, tmp_path):
    cli("run", project)
    outcome = cli("check", tmp_path / "runs/probe", "--json")
    assert outcome.code == 1
    kinds = {finding["kind"] for finding in outcome.json["findings"]}
    assert "rohgeruest" in kinds
    assert outcome.json["sentences"] and "not_judged" in outcome.json


def test_check_any_text_and_a_batch(cli, project, tmp_path):
    cli("run", project)
    run = tmp_path / "runs/probe"
    text = tmp_path / "text.md"
    text.write_text(
        "# Titel\n\nIm Jahr 2035 zahlen 987 Leute. „Das war immer schon so gewesen hier“, sagt er.\n"
    )
    found = cli("check", run, "--narrative", text, "--cluster", "c1", "--json")
    assert found.code == 1
    assert {"zahl_unbelegt", "zitat_unbelegt"} <= {f["kind"] for f in found.json["findings"]}
    batch = tmp_path / "faelle.jsonl"
    cases = [{"id": "a", "cluster": "c1", "sentences": ["Es gibt 987 Busse.", "Alle fahren."]}]
    batch.write_text("\n".join(json.dumps(case) for case in cases))
    (line,) = [json.loads(line) for line in cli("check", run, "--batch", batch).out.splitlines()]
    assert line["id"] == "a" and len(line["sentences"]) == 2
    assert line["sentences"][0]["suspicion"] > line["sentences"][1]["suspicion"]
    assert set(line["sentences"][0]) == {"suspicion", "kinds", "judged"}


def test_report_and_index_rebuild(cli, project, tmp_path):
    cli("run", project)
    path = cli("report", tmp_path / "runs/probe", "--json").json["path"]
    assert (tmp_path / path).is_file() or path.startswith(str(tmp_path))
    again = cli("index", project, "--rebuild", "--json").json
    assert again["rebuilt"] is True and again["passages"] == 2


def test_a_lock_moves_the_value_and_leaves_the_clusters_themselves(cli, project):
    free = cli("cluster", project, "--json").json["clusters"]
    (first,) = (c for c in free if c["id"] == "c1")
    other = "hafen1" if first["members"]["hafen"] == "hafen2" else "hafen2"
    locked = cli("cluster", project, "--lock", f"{other}=c1", "--json").json["clusters"]
    (now,) = (c for c in locked if c["id"] == "c1")
    assert now["members"]["hafen"] == other
    assert sum(now["members"][f] == first["members"][f] for f in ("bus", "strom", "schule")) >= 2


def test_cluster_says_when_edited_clusters_stand_in_the_way(cli, project, tmp_path):
    cli("cluster", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("seed: 1", "seed: 3"), encoding="utf-8")
    refused = cli("cluster", project, "--seed", "5")
    assert refused.code == 2 and "--redo" in refused.err
    assert cli("cluster", project, "--seed", "5", "--redo").code == 0
