"""Measuring a model: the figures of known answers are right, and nothing is measured that is not one."""

import io
import json
import shutil
import sys
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest
from acting import acts
from conftest import EXAMPLE, ROOT
from hypothesis import given
from hypothesis import strategies as st
from model_server import Fault, ModelServer
from processes import Mother
from puppet_concepts import concept_acts

from evals.live import main
from evals.measuring import clusters, drafts, figures, judge
from evals.measuring.command import Szenario
from evals.measuring.judge import LABELLED, Verdict, cases_of, judged, verdicts
from evals.measuring.table import NONE, OLD, table
from evals.recordings.play import Player
from evals.recordings.recording import MODEL
from evals.recordings.shelf import Shelf
from pipeline.core.errors import ModelError
from pipeline.core.settings import ModelSettings
from pipeline.core.types import Finding, Findings, Narrative, Sentence
from pipeline.scenarios import sheet

GOLD = json.loads((ROOT / "evals/clusters/sicherheit-2035.gold.json").read_text(encoding="utf-8"))["values"]
SPENT = figures.Spent(calls=7, again=2, given_up=1, tokens_in=900, tokens_out=100, cost=None, seconds=None)


def spoken(server: ModelServer, own: dict) -> None:
    """Have the server answer every call; `own` weighs more than what the parts bring."""
    known = acts() | own

    def answer(body):
        name = body["response_format"]["json_schema"]["name"]
        return known[name](body) if name in known else Fault(418, f"no act for {name}")

    server.always(answer)


@pytest.fixture
def warm(mother: Mother, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured starts in warm processes, which saves seconds for each command."""

    def run(command: list[str], cwd: Path, env: dict[str, str], **_: object) -> CompletedProcess[str]:
        assert command[:3] == [sys.executable, "-m", "pipeline.app"]
        ended = mother.run(*command[3:], cwd=cwd, env=env)
        return CompletedProcess(command, ended.code, ended.out, ended.err)

    monkeypatch.setattr("evals.measuring.command.subprocess", SimpleNamespace(run=run))


def szenario(server: ModelServer, folder: Path, **settings: object) -> Szenario:
    """Calls of the command line that ask this server."""
    wanted = {"name": "openai:probe", "address": server.address, "external": False, **settings}
    chosen = ModelSettings.model_validate(wanted)
    return Szenario(chosen, folder, folder / "home", {}, lambda message: None)


# --- bundling


def test_who_places_by_the_labels_is_right_everywhere_and_one_column_shifted_is_not() -> None:
    placed = {value: labels[0] for value, labels in GOLD.items()}
    assert clusters.right(placed, GOLD) == 1
    renamed = {
        value: {"F1": "c3", "F2": "c1", "F3": "c4", "F4": "c2"}[one] for value, one in placed.items()
    }
    assert clusters.right(renamed, GOLD) == 1, "die Namen der Bündel zählen nicht"
    wrong = dict(placed)
    wrong["cs1a"], wrong["cs1b"] = placed["cs1b"], placed["cs1a"]
    assert clusters.right(wrong, GOLD) == pytest.approx(1 - 2 / len(GOLD))


@given(st.permutations(["c1", "c2", "c3"]), st.lists(st.integers(0, 2), min_size=1, max_size=9))
def test_two_runs_that_differ_by_names_alone_are_steady(names: list[str], places: list[int]) -> None:
    first = {f"v{n}": f"c{one + 1}" for n, one in enumerate(places)}
    second = {f"v{n}": names[one] for n, one in enumerate(places)}
    assert clusters.alike([first, second]) == pytest.approx(1)
    assert clusters.alike([first]) is None


@pytest.mark.slow
def test_a_model_that_knows_the_labels_gets_them_all_through_the_command_line(
    warm, server, tmp_path, monkeypatch
) -> None:
    values = sheet.load(ROOT / "corpus/sicherheit-2035/values.yaml").sheet
    at = {v.label: tuple(int(one[1]) - 1 for one in GOLD[v.id]) for f in values.factors for v in f.values}
    spoken(server, concept_acts(lambda labels, clusters: [at[label] for label in labels]))
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    asking = szenario(server, tmp_path, price_in=1.0, price_out=2.0)
    found = clusters.measure(asking, "2026-11-22", 1, ["Sicherheit"])
    (one,) = found.sets
    assert one.right == (1.0,) and one.offline < 1 and one.steadiness is None
    assert one.values == len(GOLD) and one.chance == 0.25
    assert found.spent.calls == server.count > 0
    assert (found.spent.tokens_in, found.spent.tokens_out) == (10 * server.count, 5 * server.count)
    assert found.spent.cost == pytest.approx(server.count * 20 / 1_000_000)
    assert found.spent.seconds and found.spent.given_up == 0
    assert found.prompts and found.prompts.items() <= figures.wording_today().items()
    again = clusters.measure(szenario(server, tmp_path), "2026-11-22", 1, ["Sicherheit"])
    assert again.spent.seconds is None and again.spent.calls == found.spent.calls, "nichts neu gefragt"


def test_a_command_is_called_in_a_process_and_a_folder_of_its_own(server, tmp_path) -> None:
    asking = szenario(server, tmp_path)
    assert "neu" in asking.call("new", "neu")
    assert (tmp_path / "neu" / "szenario.toml").is_file()
    with pytest.raises(ModelError, match="„szenario new“ endet mit 2: "):
        asking.call("new", "neu")


def test_what_no_model_was_asked_for_is_no_measurement(server, tmp_path) -> None:
    with pytest.raises(ModelError, match="nichts gefragt"):
        szenario(server, tmp_path).spent()


# --- the judge


def test_all_labelled_sentences_are_asked_and_rewordings_count_as_fair() -> None:
    data = json.loads(LABELLED.read_text(encoding="utf-8"))
    cases = cases_of(data)
    sentences = [case["id"].split()[0] for case in cases for _ in case["sentences"]]
    reworded = sum(one["kind"] == "paraphrase" for one in data["mutants"])
    written = sum(len(one["sentences"]) for one in data["clusters"].values())
    assert sentences.count("fair") == written + reworded
    assert {kind: sentences.count(kind) for kind in ("swap", "flip", "invented")} == dict.fromkeys(
        ("swap", "flip", "invented"), 24
    )
    assert len({case["id"] for case in cases}) == len(cases)


def test_recall_false_alarms_and_auc_of_known_verdicts() -> None:
    told = [
        Verdict("fair", 0.1, False, True),
        Verdict("fair", 0.5, True, False),
        Verdict("flip", 0.9, True, True),
        Verdict("flip", 0.5, False, True),
        Verdict("swap", 0.0, False, False),
    ]
    found = judged(told)
    assert found.false_alarms == 0.5 and found.decided == 0.6 and found.fair == 2
    flip, swap = found.kinds
    assert (flip.kind, flip.sentences, flip.recall, flip.auc) == ("flip", 2, 0.5, 0.875)
    assert (swap.recall, swap.auc) == (0.0, 0.0)


def test_verdicts_are_read_from_the_lines_of_the_command() -> None:
    sentence = {"suspicion": 0.97, "kinds": ["zahl"], "judged": True}
    line = json.dumps({"id": "flip 3", "sentences": [sentence], "findings": []})
    assert verdicts(f"{line}\n") == [Verdict("flip", 0.97, True, True)]


@pytest.mark.slow
def test_the_labelled_clusters_are_those_that_the_sentences_are_held_against(
    warm, server, tmp_path, example_run
) -> None:
    data = json.loads(LABELLED.read_text(encoding="utf-8"))
    shutil.copytree(example_run, tmp_path / "lauf")  # bundles the same values already
    record = tmp_path / "lauf" / "run.json"
    moved = record.read_text(encoding="utf-8").replace(str(EXAMPLE), str(tmp_path / "projekt"))
    record.write_text(moved, encoding="utf-8")
    asking = szenario(server, tmp_path)
    run, batch = judge.run_of(asking, data), tmp_path / "cases.jsonl"
    some = [case for case in cases_of(data) if not case["id"].startswith("fair ") or " c" in case["id"]]
    batch.write_text("".join(f"{json.dumps(case)}\n" for case in some[:16]), encoding="utf-8")
    found = judged(verdicts(asking.offline("check", run, "--batch", batch)))
    (swap, *_) = found.kinds
    assert swap.kind == "swap" and swap.auc > 0.8, "vertauschte Sätze fallen schon ohne Modell auf"
    assert server.count == 0


# --- drafts


def narrative(cluster: str, *texts: str) -> Narrative:
    sentences = tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts)
    return Narrative(cluster=cluster, title=cluster, rohgeruest=False, sentences=sentences)


def finding(cluster: str, sentence: int | None, kind: str, severity: str) -> Finding:
    return Finding.model_validate(
        {"cluster": cluster, "sentence": sentence, "kind": kind, "severity": severity, "message": "m"}
    )


def test_a_sentence_passes_a_check_that_neither_blocks_nor_warns_about_it() -> None:
    written = [narrative("c1", "a", "b", "c", "d"), narrative("c2", "e", "f", "g", "h")]
    found = Findings(
        findings=(
            finding("c1", 1, "zahl", "block"),
            finding("c1", 1, "zahl", "warn"),
            finding("c2", 1, "zahl", "warn"),
            finding("c1", 1, "name", "warn"),
            finding("c2", 3, "name", "info"),
            finding("c2", None, "laenge", "block"),
        ),
        sentences=(),
        not_judged=(),
    )
    assert drafts.passed(written, found) == {"name": 0.875, "zahl": 0.75}
    assert drafts.clean(written, found) == 0.75


@pytest.mark.slow
def test_a_run_of_drafts_is_measured(warm, server, tmp_path, project, monkeypatch) -> None:
    spoken(server, {})
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    found = drafts.measure(szenario(server, tmp_path), "2026-11-22", project)
    assert [one.cluster for one in found.texts] == ["c1", "c2"]
    assert all(one.words > 60 and one.sentences >= 8 for one in found.texts)
    assert 0 <= found.clean <= min(found.passed.values(), default=1) <= 1
    assert found.spent.calls == server.count and "narratives/draft" in found.prompts


# --- the command


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    """Where a test's figures and runs go."""
    return ["--to", str(tmp_path / "live"), "--work", str(tmp_path / "arbeit")]


def test_without_a_model_everything_is_not_measured(places, capsys) -> None:
    assert main(places) == 2
    told = capsys.readouterr()
    assert "SZENARIO_MODEL" in told.err
    lines = told.out.strip().splitlines()[1:]
    assert len(lines) > 10 and all(line.endswith(NONE) for line in lines)


@pytest.mark.parametrize("model", [f"openai:{MODEL}", "openai:gpt-5-mini"])
def test_the_player_is_no_model_whatever_its_name(model, places, capsys, monkeypatch) -> None:
    with Player([]) as player:
        monkeypatch.setenv("OPENAI_BASE_URL", player.address)
        assert main([*places, "--model", model]) == 2
        assert player.shelf.tally() == Shelf([]).tally(), "nichts gefragt"
    assert "keine Messung" in capsys.readouterr().err
    with pytest.raises(ValueError, match="no measurement"):
        figures.save(figures.ModelFigures(model=f"openai:{MODEL}"), Path(places[1]))


def test_paid_calls_want_a_yes_and_tell_how_much(server, places, capsys, monkeypatch, tmp_path) -> None:
    priced = tmp_path / "szenario.toml"
    priced.write_text("[model]\nexternal = true\nprice_in = 0.25\nprice_out = 2.0\n", encoding="utf-8")
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main([*places, "--model", "openai:probe", "--settings", str(priced)]) == 2
    told = capsys.readouterr().err
    assert "--yes" in told and "Aufrufe" in told and "zum Preis" in told
    assert server.count == 0


@pytest.mark.slow
def test_a_part_that_fails_stays_unmeasured_and_says_why(warm, server, places, capsys, monkeypatch) -> None:
    server.always(Fault(401))
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    assert main([*places, "--model", "openai:probe", "--only", "clusters"]) == 1
    told = capsys.readouterr()
    assert "clusters: nicht gemessen" in told.err and "401" in told.err
    assert not list(Path(places[1]).glob("*.json"))


# --- the table


def part(**prompts: str) -> dict:
    return {"date": "2026-11-22", "prompts": prompts, "spent": SPENT}


def measured(**prompts: str) -> figures.ModelFigures:
    text = figures.TextFigures(cluster="c1", words=250, sentences=14, contrast=True)
    drafted = figures.DraftFigures(
        **part(**prompts), texts=(text,), words=(220, 300), passed={"zahl": 0.9}, clean=0.85, decided=0.4
    )
    return figures.ModelFigures(model="openai:probe", drafts=drafted)


def test_figures_come_back_as_they_were_written(tmp_path) -> None:
    path = figures.save(measured(a="1"), tmp_path)
    assert path.name == "openai-probe.json"
    assert figures.load("openai:probe", tmp_path) == measured(a="1")
    assert figures.load_all(tmp_path) == [measured(a="1")]


def test_figures_of_other_prompts_are_marked_and_the_rest_is_not_measured() -> None:
    assert OLD not in table(measured(a="1"), {"a": "1", "b": "2"})
    assert OLD in table(measured(a="1"), {"a": "anders"})
    assert OLD in table(measured(a="1"), {}), "ein Prompt, den es nicht mehr gibt"
    told = table(measured(a="1"), {"a": "1"})
    assert "0,85 der Sätze" in told and "250 (verlangt 220 bis 300)" in told
    assert "7, davon 2 Nachfragen zu einer Antwort, 1 vergeblich" in told
    assert f"Kosten {NONE}, Sekunden {NONE}" in told and f"Bündel: Aufwand{'':<19}{NONE}" in told


def test_show_prints_every_model(places, capsys) -> None:
    figures.save(measured(), Path(places[1]))
    figures.save(measured().model_copy(update={"model": "openai:andere"}), Path(places[1]))
    assert main([*places, "--show"]) == 0
    assert capsys.readouterr().out.count("Modell  ") == 2
