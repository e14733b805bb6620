"""Bad input: a clear German message, exit code 2, and nothing lost."""

import sys

import pytest
from filelock import FileLock


def refused(outcome, *words: str) -> None:
    """Exit 2 and a message of ours that names these words; no trace."""
    assert outcome.code == 2, (outcome.code, outcome.out, outcome.err)
    assert "Traceback" not in outcome.err
    assert outcome.err.startswith("Fehler: ") or "Fehler: " in outcome.err
    for word in words:
        assert word in outcome.err, outcome.err


def edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_missing_and_empty_folders(cli, project, tmp_path):
    refused(cli("run", tmp_path / "nirgends"), "nirgends", "szenario new")
    (tmp_path / "leer").mkdir()
    refused(cli("run", tmp_path / "leer"), "leer")
    (project / "documents" / "notiz.md").unlink()
    refused(cli("run", project), "documents", "keine Datei")
    (project / "documents").rmdir()
    refused(cli("read", project), "documents")


def test_no_value_sheet_says_what_is_needed(cli, project):
    (project / "values.yaml").unlink()
    refused(cli("run", project), "values.yaml", "Ausprägungen")


def test_duplicate_ids_and_too_few(cli, project):
    edit(project / "values.yaml", "id: hafen1", "id: bus1")
    refused(cli("run", project), "bus1", "mehrfach")


def test_a_factor_with_one_value(cli, project):
    sheet = project / "values.yaml"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join(line for line in lines if "id: bus2" not in line), encoding="utf-8")
    refused(cli("run", project), "Angebot im Nahverkehr", "eine Ausprägung")


def test_fewer_than_three_factors(cli, project):
    sheet = project / "values.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text[: text.index("  - id: strom")], encoding="utf-8")
    refused(cli("cluster", project), "2 Einflussfaktor", "mindestens 3")


def test_broken_yaml_names_file_and_line(cli, project):
    edit(project / "values.yaml", "    name: Umschlag im Hafen", "    name: Umschlag: im: Hafen")
    refused(cli("run", project), "values.yaml", "Zeile")


def test_broken_toml_unknown_language_and_counts(cli, project):
    toml = project / "szenario.toml"
    good = toml.read_text(encoding="utf-8")
    toml.write_text(good + 'titel = "x', encoding="utf-8")
    refused(cli("run", project), "szenario.toml")
    toml.write_text('language = "fr"\n' + good, encoding="utf-8")
    refused(cli("run", project), "fr", "de")
    toml.write_text(good.replace("scenarios = 2", "scenarios = 9"), encoding="utf-8")
    refused(cli("run", project), "9", "2 bis 8")
    toml.write_text(good, encoding="utf-8")
    refused(cli("cluster", project, "--k", "1"), "2 bis 8")


def test_unknown_ids_in_ratings_and_locks(cli, project):
    refused(cli("cluster", project, "--lock", "gibtsnicht=c1"), "gibtsnicht")
    refused(cli("cluster", project, "--lock", "bus1=c9"), "c9", "c1, c2")
    refused(cli("cluster", project, "--lock", "bus1=c1", "--lock", "bus2=c1"), "bus1", "bus2")
    (project / "ratings.csv").write_text("source,target,score\nbus1,hafen9,2\n", encoding="utf-8")
    refused(cli("cluster", project), "Zeile 2", "hafen9")


def test_unreadable_documents_are_named_and_the_run_goes_on(cli, project):
    (project / "documents" / "kaputt.pdf").write_bytes(b"%PDF-1.7\nabgeschnitten")
    (project / "documents" / "bild.png").write_bytes(b"\x89PNG")
    outcome = cli("run", project)
    assert outcome.code == 0, outcome.err
    assert "kaputt.pdf" in outcome.err and "bild.png" in outcome.err
    report = (project.parent / "runs/probe/report.html").read_text(encoding="utf-8")
    assert "kaputt.pdf" in report and "nicht gelesen" in report


def test_a_folder_with_nothing_readable(cli, project):
    (project / "documents" / "notiz.md").unlink()
    (project / "documents" / "bild.png").write_bytes(b"\x89PNG")
    refused(cli("run", project), "bild.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Rechte anders")
def test_an_output_folder_that_cannot_be_written(cli, project, tmp_path):
    (tmp_path / "datei").write_text("keine")
    refused(cli("run", project, "--out", tmp_path / "datei" / "lauf"), "datei")


def test_a_second_run_at_the_same_time_is_refused_and_a_stale_lock_is_not(cli, project, tmp_path):
    run = tmp_path / "lauf"
    run.mkdir()
    with FileLock(run / ".lock"):
        refused(cli("run", project, "--out", run), "anderer Lauf")
    (run / ".lock").touch()
    assert cli("run", project, "--out", run).code == 0


def test_a_model_that_is_not_there_yet(cli, project):
    refused(cli("run", project, "--model", "openai:gpt-5-mini"), "openai:gpt-5-mini", "--offline")


def test_search_and_check_say_what_is_missing(cli, project, tmp_path):
    refused(cli("search", project), "--batch")
    refused(cli("search", project, "  "), "leer")
    refused(cli("search", project, "--batch", tmp_path / "fehlt.txt"), "fehlt.txt")
    refused(cli("check", tmp_path), "run.json")
    refused(cli("status", project), "szenario run")


def test_unknown_cluster_and_broken_batch(cli, project, tmp_path):
    cli("run", project)
    run = tmp_path / "runs/probe"
    text = tmp_path / "t.md"
    text.write_text("Ein Satz.")
    refused(cli("check", run, "--narrative", text), "--cluster")
    refused(cli("check", run, "--narrative", text, "--cluster", "c7"), "c7", "c1, c2")
    batch = tmp_path / "b.jsonl"
    batch.write_text('{"id": "a", "cluster": "c1"}\n')
    refused(cli("check", run, "--batch", batch), "sentences")
    batch.write_text("{kaputt\n")
    refused(cli("check", run, "--batch", batch), "Zeile 1")


def test_no_socket_is_opened(cli, project, monkeypatch):
    """The whole run works where no connection can be made at all."""

    def refuse(*_: object) -> None:
        raise AssertionError("ein Socket wurde geöffnet")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    assert cli("run", project, "--offline").code == 0
