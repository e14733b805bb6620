"""Texts that stayed while the sheet was reworded and the run went on: nobody hears that nothing changed."""

import json
from pathlib import Path

import pytest
from ready_run import ready

OLD, NEW = "und bucht den Preis sofort ab", "und zieht den Preis nachts ein"
KIND = "auspraegung_geaendert"


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    """A run whose texts all are a person's, and that went on after a value was reworded."""
    folder = ready(cli, project, tmp_path / "lauf")
    for path in folder.glob("narratives/*.md"):
        path.write_text(path.read_text(encoding="utf-8") + "\nHier endet der Text.\n", encoding="utf-8")
    assert cli("run", project, "--offline", "--out", folder).code == 0
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    assert OLD in text
    values.write_text(text.replace(OLD, NEW), encoding="utf-8")
    assert cli("run", project, "--offline", "--out", folder).code == 0
    return folder


def resting(run: Path) -> set[tuple[str, int]]:
    ledgers = [json.loads(path.read_text(encoding="utf-8")) for path in run.glob("narratives/*.json")]
    return {
        (ledger["cluster"], number)
        for ledger in ledgers
        for number, one in enumerate(ledger["sentences"], start=1)
        if "bus2" in one["values"]
    }


def test_sentences_written_from_the_old_wording_are_found_and_reworded(cli, run):
    found = cli("impact-of", run, "--json").json
    assert {(one["cluster"], one["number"]) for one in found["sentences"]} == resting(run) != set()
    assert found["ids"] == ["bus2"] and found["reworded"] == ["bus2"]
    told = cli("impact-of", run).out
    assert "nichts geändert" not in told and "bus2" in told and "--redraft" in told
    done = cli("impact-of", run, "--redraft", "--offline", "--json").json
    assert {(one["cluster"], one["sentence"]) for one in done["alternatives"]} == resting(run)


def test_the_check_names_each_sentence_until_its_words_are_new(cli, run):
    cli("check", run)
    findings = json.loads((run / "findings.json").read_text(encoding="utf-8"))["findings"]
    mine = [one for one in findings if one["kind"] == KIND]
    assert {(one["cluster"], one["sentence"]) for one in mine} == resting(run)
    assert {one["severity"] for one in mine} == {"warn"} and all("bus2" in one["message"] for one in mine)
    done = cli("impact-of", run, "--redraft", "--offline", "--json").json["alternatives"]
    first = next(one for one in done if one["alternatives"])
    take = ("redraft", run, first["cluster"], "--sentence", first["sentence"], "--take", 1)
    assert cli(*take).code == 0
    left = {(one["cluster"], one["number"]) for one in cli("impact-of", run, "--json").json["sentences"]}
    assert left == resting(run) - {(first["cluster"], first["sentence"])}


def test_a_ledger_that_does_not_know_what_it_was_written_from_accuses_nobody(cli, run):
    for path in run.glob("narratives/*.json"):
        ledger = json.loads(path.read_text(encoding="utf-8"))
        for one in (*ledger["sentences"], *(each.get("before", {}) for each in ledger["sentences"])):
            one.pop("written_from", None)
        path.write_text(json.dumps(ledger), encoding="utf-8")
    assert cli("impact-of", run, "--json").json["sentences"] == []


def test_diff_tells_reworded_values(cli, project, run, tmp_path):
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace(NEW, OLD), encoding="utf-8")
    assert cli("run", project, "--offline", "--out", tmp_path / "alt").code == 0
    (change,) = cli("diff", tmp_path / "alt", run, "--json").json["reworded"]
    assert (change["id"], change["field"]) == ("bus2", "text")
    assert NEW in cli("diff", tmp_path / "alt", run).out
    page = tmp_path / "seite.html"
    assert cli("diff", tmp_path / "alt", run, "--html", page).code == 0
    assert NEW in page.read_text(encoding="utf-8")
