"""`szenario eval`: from the first refusal over a filled review to a release, and what re-opens it."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hand_written import SENTENCES, hand_written, read_all

from pipeline.core.files import digest_of

FILES = ["eval.json", "eval.html", "eval.junit.xml"]


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return hand_written(cli, project, tmp_path / "lauf")


def said(run: Path) -> dict:
    return json.loads((run / "eval.json").read_text(encoding="utf-8"))


def change(run: Path, before: str, after: str) -> None:
    """Change one word of the first text."""
    path = next(run.glob("narratives/1-*.md"))
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_from_unread_over_a_filled_review_to_a_publication_and_back(cli, run):
    first = cli("eval", run)
    assert first.code == 1 and first.out.startswith("NICHT BEURTEILT")
    assert f"{2 * SENTENCES} Sätze warten" in first.out and "review.yaml" in first.out
    assert "--waive" not in first.out, "what waits is to be read, not to be let pass"
    assert "Am Wortlaut; 6 von 6 Sätzen sind ungelesen" in first.out
    assert "eval.html" in first.out.split("Danach")[0] and str(run / "review.yaml") in first.out.split("\n")
    assert "Sätze ohne erkannten Widerspruch" in first.out and f"eval-judge {run}" in first.out
    assert all((run / name).is_file() for name in FILES)
    assert cli("publish", run, "--format", "md").code == 1

    assert read_all(run) == 2 * SENTENCES
    read = cli("eval", run)
    assert read.code == 0 and read.out.startswith("BESTANDEN") and "Was zu tun ist" not in read.out
    assert "Eva Beispiel (6 Sätze, zuletzt 20.11.2026)" in read.out, "who read how many, and when"
    assert "Von 6 Sätzen: 6 von Menschen gelesen." in read.out
    assert f"szenario publish {run}" in read.out and "--scope" in read.out, "and what comes next"
    handed = cli("publish", run, "--format", "md")
    status = cli("status", run).out
    assert handed.code == 0 and "Freigabeprüfung: bestanden am" in status
    for told in (read.out, status, handed.out):
        assert "Freigegeben sind die Texte erst" in told, "all three say the same of it"
    assert "Das ist keine Freigabe" not in status

    change(run, "Kran", "Greifer")
    stale = cli("status", run, "--json").json["evaluation"]
    assert stale["verdict"] == "pass" and not stale["current"] and "Texte" in stale["changed"]
    assert "seither geändert: Texte" in cli("status", run).out
    again = cli("eval", run)
    assert again.code == 1 and "1 Satz wartet" in again.out
    lines = yaml.safe_load((run / "review.yaml").read_text(encoding="utf-8"))
    assert [one["text"] for one in lines if not one["verdict"]] == [
        "Am Kai löscht ein gemeinsamer Greifer die Schiffe."
    ]


def test_json_is_what_stands_in_the_file_and_names_suites_with_their_lines(cli, run):
    told = cli("eval", run, "--json")
    assert told.code == 1 and told.json == said(run)
    assert told.json["verdict"] == "unjudged"
    suites = told.json["suites"]
    assert [suite["name"] for suite in suites] == ["consistency", "grounding"]
    assert all({"name", "verdict", "metrics"} <= suite.keys() for suite in suites)
    metrics = [metric for suite in suites for metric in suite["metrics"]]
    assert all({"name", "value", "threshold"} <= metric.keys() for metric in metrics)
    assert "grounding" not in {one["name"] for one in told.json["not_part"]}
    about = told.json["about"]
    assert about["run"] == "lauf" and set(about["texts"]) == {"c1", "c2"} and about["cost"] == 0


def test_a_sentence_found_wrong_blocks_with_its_place_and_the_command_to_type(cli, run):
    cli("eval", run)
    read_all(run, "wrong")
    told = cli("eval", run)
    assert told.code == 1 and told.out.startswith("GESPERRT")
    assert "(c1, Satz 1): Eva Beispiel hat Satz 1" in told.out and "--waive BEFUND" in told.out
    assert "am 20.11.2026 beanstandet." in told.out


def test_a_waived_finding_passes_and_is_shown_as_waived(cli, run):
    found = cli("eval", run, "--json").json["ruling"]["obstacles"]
    flags = [flag for one in found for flag in ("--waive", one["id"])]
    assert cli("publish", run, *flags, "--by", "Eva", "--reason", "gelesen", "--format", "md").code == 0
    told = cli("eval", run)
    assert told.code == 0 and "zugelassen von Eva (gelesen)" in told.out
    verdict, granted = told.out.split("\n")[:2]
    assert verdict == "BESTANDEN mit 2 Ausnahmen. Die Texte dürfen veröffentlicht werden."
    assert granted.startswith("Ungelesen zugelassen von Eva (gelesen): ")
    cases = ElementTree.parse(run / "eval.junit.xml").getroot()
    assert cases.get("failures") == cases.get("errors") == "0"
    change(run, "Schlosser", "Bäcker")
    assert cli("eval", run).code == 1


def test_a_second_evaluation_of_the_same_writes_the_same(cli, run):
    cli("eval", run)
    before = {name: digest_of(run / name) for name in [*FILES, "review.yaml"]}
    cli("eval", run)
    assert before == {name: digest_of(run / name) for name in before}


def test_the_files_may_go_elsewhere_and_the_review_stays_in_the_run(cli, run, tmp_path):
    assert cli("eval", run, "--out", tmp_path / "ci").code == 1
    assert sorted(path.name for path in (tmp_path / "ci").iterdir()) == sorted(FILES)
    assert (run / "review.yaml").is_file() and not (run / "eval.json").exists()


def test_an_older_verdict_says_of_what_it_does_not_speak_any_more(cli, run):
    cli("eval", run)
    assert cli("status", run, "--json").json["evaluation"]["current"]
    read_all(run)
    assert cli("status", run, "--json").json["evaluation"]["changed"] == ["review.yaml"]
    (run / "eval.json").write_text("{", encoding="utf-8")
    told = cli("status", run)
    assert told.code == 0 and "eval.json ist nicht lesbar" in told.out


# --- texts that are none ---------------------------------------------------------------------------------


def test_an_emptied_text_blocks(cli, run):
    next(run.glob("narratives/1-*.md")).write_text("# Die leere Proberegion\n", encoding="utf-8")
    assert cli("eval", run, "--json").json["verdict"] == "block"


def test_a_run_whose_texts_a_person_deleted_blocks(cli, run):
    for path in run.glob("narratives/*.md"):
        path.unlink()
    told = cli("eval", run, "--json")
    assert told.code == 1 and told.json["verdict"] == "block"


def test_a_folder_that_is_no_run_is_refused(cli, tmp_path):
    refused = cli("eval", tmp_path)
    assert refused.code == 2 and "kein Lauf" in refused.err


def test_a_run_that_has_drafted_nothing_is_refused_with_the_command(cli, run):
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    del record["stages"]["draft"], record["stages"]["check"]
    (run / "run.json").write_text(json.dumps(record), encoding="utf-8")
    shutil.rmtree(run / "narratives")
    refused = cli("eval", run)
    assert refused.code == 2 and "keine Texte" in refused.err and "szenario run" in refused.err


def test_a_run_behind_its_documents_is_refused(cli, run, project):
    note = project / "documents" / "notiz.md"
    note.write_text(f"{note.read_text(encoding='utf-8')}\nMehr.\n", encoding="utf-8")
    refused = cli("eval", run)
    assert refused.code == 2 and "szenario run" in refused.err and not (run / "eval.json").exists()


@pytest.mark.parametrize("command", ["eval", "publish"])
def test_a_run_whose_documents_are_gone_is_refused(cli, run, project, command: str):
    shutil.rmtree(project / "documents")
    refused = cli(command, run)
    assert refused.code == 2 and "szenario run" in refused.err


@pytest.mark.parametrize("name", ["run.json", "sheet.yaml", "clusters.yaml", "narratives/1.ledger.json"])
def test_a_file_of_an_older_schema_is_refused_with_the_command(cli, run, name):
    path = next(run.glob(name.replace("/1", "/1-*")))
    text = path.read_text(encoding="utf-8")
    older = text.replace('"schema_version": 1', '"schema_version": 0')
    path.write_text(older.replace("schema_version: 1\n", "schema_version: 0\n"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    refused = cli("eval", run)
    assert refused.code == 2 and "Schema 0, erwartet 1" in refused.err and "szenario run" in refused.err


def test_findings_of_another_schema_are_made_anew_and_never_believed(cli, run):
    cli("eval", run)
    path = run / "findings.json"
    path.write_text('{"schema_version": 0, "findings": [], "sentences": [], "not_judged": []}')
    assert cli("eval", run, "--json").json["verdict"] == "unjudged"
    assert json.loads(path.read_text(encoding="utf-8"))["schema_version"] == 1


# --- files with a typo -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [("verdict: ''", "verdict: OK?"), ("note: ''", "nota: ''"), ("sentence: 1", "sentence: x")],
)
def test_a_typo_in_a_review_is_refused_and_named(cli, run, before: str, after: str):
    cli("eval", run)
    form = run / "review.yaml"
    text = form.read_text(encoding="utf-8")
    assert before in text
    form.write_text(text.replace(before, after, 1), encoding="utf-8")
    refused = cli("eval", run)
    assert refused.code == 2 and "review.yaml, Eintrag" in refused.err
    assert cli("status", run).code == 0


def test_a_colon_in_a_name_is_told_in_german_with_its_line_and_what_to_type(cli, run):
    cli("eval", run)
    form = run / "review.yaml"
    text = form.read_text(encoding="utf-8")
    line = text[: text.index("by: ''")].count("\n") + 1
    form.write_text(text.replace("by: ''", "by: Petra: Schmidt", 1), encoding="utf-8")
    refused = cli("eval", run)
    assert refused.code == 2 and f"Zeile {line}" in refused.err and "mapping" not in refused.err
    assert "by: Petra: Schmidt" in refused.err and "Anführungszeichen" in refused.err


@pytest.mark.parametrize(
    ("suites", "told"),
    [
        ("[]", "ist leer"),
        ("[9]", "„9“ unter [eval] suites gibt es nicht"),
        ('["belege"]', "Möglich sind"),
        ('"alle"', "passt nicht"),
        ("[true]", "passt nicht"),
        ("2", "passt nicht"),
    ],
)
def test_suites_that_there_are_not_are_refused(cli, run, project, suites: str, told: str):
    settings = project / "szenario.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[1, 2]", suites), encoding="utf-8")
    refused = cli("eval", run)
    assert refused.code == 2 and told in refused.err and not (run / "eval.json").exists()


@pytest.fixture
def shipped_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which evals/ stands as it ships, to be broken."""
    from pipeline.core.resources import shipped

    folder = tmp_path / "data"
    for suite in ("consistency", "grounding"):
        (folder / "evals" / suite).mkdir(parents=True)
        shutil.copy(shipped(f"evals/{suite}/cases.yaml"), folder / "evals" / suite)
    shutil.copy(shipped("evals/thresholds.toml"), folder / "evals")
    for module in ("limits", "cases"):
        monkeypatch.setattr(f"pipeline.evaluation.{module}.shipped", lambda name: folder / name)
    return folder / "evals"


LINE = "[gate.grounding.quotations]\nat_least = 1.0\n"
FIRST, SECOND = "- id: number-from-nowhere", "- id: number-of-a-passage"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (LINE, LINE.replace("1.0", "1.2"), "zwischen 0 und 1"),
        (LINE, LINE.replace("1.0", "nan"), "zwischen 0 und 1"),
        (LINE, LINE.replace("at_least = 1.0\n", ""), "braucht genau eine"),
        (LINE, LINE.replace("quotations", "zitate"), "keine Kennzahl"),
    ],
    ids=["beyond 1", "NaN", "no line", "unknown metric"],
)
def test_a_threshold_that_is_none_is_refused(cli, run, shipped_elsewhere, before, after, told):
    replaced(shipped_elsewhere / "thresholds.toml", before, after)
    refused = cli("eval", run)
    assert refused.code == 2 and told in refused.err and not (run / "eval.json").exists()


@pytest.mark.parametrize(
    ("before", "after", "code", "told"),
    [
        ("  sentences:", "  sentence:", 2, "Fall 1: „sentence"),
        (SECOND, FIRST, 2, "steht mehrfach da"),
        ("expect: [zahl_unbelegt]", "absent: [zahl_unbelegt]", 1, "Unsere Prüfung hat versagt"),
    ],
    ids=["typo", "id twice", "our check fails"],
)
def test_a_case_with_a_fault_never_passes(cli, run, shipped_elsewhere, before, after, code, told):
    replaced(shipped_elsewhere / "grounding" / "cases.yaml", before, after)
    done = cli("eval", run)
    assert done.code == code and told in done.out + done.err


def replaced(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_line_or_all_cases_deleted_blocks(cli, run, shipped_elsewhere):
    thresholds = shipped_elsewhere / "thresholds.toml"
    text = thresholds.read_text(encoding="utf-8")
    start = text.index("[gate.grounding.numbers]")
    thresholds.write_text(text[:start] + text[text.index("[gate", start + 1) :], encoding="utf-8")
    (shipped_elsewhere / "grounding" / "cases.yaml").write_text("cases: []\n", encoding="utf-8")
    told = cli("eval", run)
    assert told.code == 1 and "keine Schwelle" in told.out and "keine Fälle" in told.out
    causes = {one["cause"] for one in said(run)["ruling"]["obstacles"]}
    assert said(run)["verdict"] == "block" and "data" in causes
