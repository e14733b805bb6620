"""What `szenario eval` says beside its verdict: compared, judged anew, and held to people's labels."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hand_written import hand_written, read_all
from model_server import Act, Fault, ModelServer, Said
from puppet import act, wanted

from pipeline.evaluation.calibration import load_labels
from pipeline.llm.memory import OWN_VARIANTS, Memory

MODEL = ("--model", "openai:probe")


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return hand_written(cli, project, tmp_path / "lauf", suites="[2]")


def reworded(run: Path) -> None:
    path = next(run.glob("narratives/1-*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ein gemeinsamer Kran", "ein Kran für 71 Betriebe"), encoding="utf-8")


# --- beside another evaluation ---------------------------------------------------------------------------


def test_a_run_is_held_against_itself_another_a_kept_file_and_refused_where_nothing_is(cli, run, tmp_path):
    assert cli("eval", run, "--offline").code == 1  # nobody has read them
    read_all(run)
    assert cli("eval", run, "--offline").code == 0
    other = shutil.copytree(run, tmp_path / "anderer")
    reworded(run)
    told = cli("eval", run, "--compare", other, "--json").json["comparison"]
    assert told["against"] == "anderer" and any("Texte sind andere" in one for one in told["told"])
    numbers = next(one for one in told["changes"] if one["metric"] == "numbers")
    assert numbers["before"] == 1 and numbers["now"] < 1 and numbers["verdict"] == "unclear"

    again = cli("eval", run, "--compare", run)  # its own last evaluation
    assert "Verglichen mit lauf" in again.out and "besser" not in again.out

    (other / "eval.json").unlink()
    made = cli("eval", run, "--compare", other, "--json").json["comparison"]
    assert made["changes"] == told["changes"] and not (other / "eval.json").exists()

    reworded(other)
    refused = cli("eval", run, "--compare", other)
    assert refused.code == 2 and f"szenario eval {other}" in refused.err

    (tmp_path / "werte.json").write_text('{"projects": {}}', encoding="utf-8")
    refused = cli("eval", run, "--compare", tmp_path / "werte.json")
    assert refused.code == 2 and "keine Werte zum Projekt „probe“" in refused.err


# --- judged anew -----------------------------------------------------------------------------------------


def test_without_a_model_judging_anew_changes_nothing_and_the_labels_of_people_are_taken_in(
    cli, run, project, tmp_path
):
    assert cli("eval", run, "--repeat", "1").code == 2
    file, line = tmp_path / "von-eva.json", {"cluster": "c1", "by": "Eva", "date": "2026-03-01"}
    text = "Ein Konzern bucht alle Plätze am Terminal."
    file.write_text(json.dumps([{**line, "text": text, "label": "wrong"}]), encoding="utf-8")
    told = cli("eval", run, "--offline", "--repeat", "2", "--labels", file)
    assert "2-mal neu geurteilt" in told.out and "6 Sätze, davon nicht jedes Mal gleich: 0" in told.out
    assert "calibration.yaml: 1 neu" in told.err and "Eva und die Prüfung ohne Sprachmodell" in told.out
    kept = load_labels(project / "calibration.yaml")
    assert [(one.text, one.label) for one in kept] == [(text, "wrong")] and kept[0].values

    file.write_text(json.dumps([{**line, "text": text, "label": "ok"}]), encoding="utf-8")
    told = cli("eval", run, "--labels", file)
    assert "1 geändert" in told.err and "am 2026-03-01 war es wrong" in told.err
    for bad, why in (([{**line, "text": "x", "label": "ok", "cluster": "c9"}], "„c9“"), ([], "keines")):
        file.write_text(json.dumps(bad), encoding="utf-8")
        refused = cli("eval", run, "--labels", file)
        assert refused.code == 2 and why in refused.err
    assert len(load_labels(project / "calibration.yaml")) == 1


class Wavering:
    """A model that objects to the first sentence every other time, until it is to be silent."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}
        self.silent_from = 10**9

    def __call__(self, body: dict[str, Any]) -> Act:
        said, name = act(body), wanted(body)
        if name not in ("JudgedSentences", "DoubtedSentences"):
            return said
        assert isinstance(said, Said) and said.text
        told, asked = json.loads(said.text), str(body["messages"][1]["content"])
        if name == "DoubtedSentences":
            for one in told["einwaende"]:
                one["bestaetigt"] = True
        else:
            times = self.asked[asked] = self.asked.get(asked, 0) + 1
            if times >= self.silent_from:
                return Fault(500)
            first = told["saetze"][0]
            if times % 2 == 0:
                word = asked.rpartition("\n1: ")[2].split()[0]
                first.update(urteil="widerspricht", zitat=word, grund="Die Zeile sagt etwas anderes.")
        return replace(said, text=json.dumps(told))


@pytest.fixture
def wavering(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        model = Wavering()
        server.always(model)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.01)
        monkeypatch.setattr("openai._base_client.MAX_RETRY_DELAY", 0.02)
        yield server, model


def test_a_model_that_changes_its_mind_is_found_out_past_the_store_each_time(cli, run, wavering, tmp_path):
    server, model = wavering
    first = cli("eval", run, *MODEL, "--repeat", "2", "--json").json["flicker"]
    assert (first["judge"], first["repeats"], first["share"]) == ("openai:probe", 2, round(2 / 6, 4))
    assert [(one["cluster"], one["sentence"], one["alarms"]) for one in first["wavering"]] == [
        ("c1", 1, 1),
        ("c2", 1, 1),
    ]
    asked = server.count
    again = cli("eval", run, *MODEL, "--repeat", "2", "--json").json
    assert server.count - asked >= 4 and again["flicker"] == first  # new draws, and the check asks nobody
    assert Memory(tmp_path / "home").unused_variant("repeat") == OWN_VARIANTS + 4

    model.silent_from = max(model.asked.values()) + 2  # silent in the last of these repeats
    told = cli("eval", run, *MODEL, "--repeat", "2")
    assert "Was in dieser Wiederholung fehlt, gilt als unbekannt" in told.err
    assert "Kein Satz wurde jedes Mal beurteilt" in told.out
