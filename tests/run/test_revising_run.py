"""A run with a model judges its drafts and mends them; what people wrote, it only judges."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from model_server import WRONG_KEY, Act, Fault, ModelServer, Said, refused
from puppet import act, wanted
from puppet_judging import CONTRADICTS


def with_a_contradiction(body: dict[str, Any]) -> Act:
    """The scripted model, whose drafts hold one sentence that contradicts."""
    said = act(body)
    if wanted(body) != "Draft" or not isinstance(said, Said):
        return said
    draft = json.loads(said.text or "")
    second = draft["saetze"][1]
    second["text"] = (
        f"Eine {CONTRADICTS} regelt 2035 jede Fahrt in die Stadt, denn so haben es alle gewollt."
    )
    return Said(json.dumps(draft, ensure_ascii=False))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(with_a_contradiction)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def run(cli, project, *more: str):
    outcome = cli("run", project, "--model", "openai:probe", "--json", *more)
    assert outcome.code == 0, outcome.err
    return outcome


def kinds(server: ModelServer, since: int = 0) -> Counter[str]:
    return Counter(wanted(one.body) for one in server.requests[since:])


def calls(outcome) -> dict[str, int]:
    return {one["name"]: one["calls"] for one in outcome.json["stages"]}


def texts(outcome) -> list[str]:
    return [Path(path).read_text(encoding="utf-8") for path in outcome.json["narratives"]]


def findings(outcome) -> dict[str, Any]:
    return json.loads((Path(outcome.json["run"]) / "findings.json").read_text(encoding="utf-8"))


def test_drafts_are_judged_mended_and_judged_again_and_the_check_costs_only_the_contrast(
    cli, project, at_home
):
    outcome = run(cli, project)
    assert all("Eine Absprache regelt 2035" in text and CONTRADICTS not in text for text in texts(outcome))
    asked = kinds(at_home)
    assert asked["Draft"] == asked["RevisedSentences"] == asked["DoubtedSentences"] == 2
    assert asked["JudgedSentences"] == 4 and asked["PlacedParagraphs"] == 1
    assert calls(outcome)["check"] == 1
    assert calls(outcome)["draft"] == 10
    told = findings(outcome)
    assert not [one for one in told["findings"] if one["kind"] == "widerspruch"]
    assert all(one["judged"] for one in told["sentences"])
    assert all("Kontrasttest" in line for line in told["not_judged"]), "die Puppe liest blind nur „unklar“"
    report = (Path(outcome.json["run"]) / "report.html").read_text(encoding="utf-8")
    count = len(told["sentences"])
    assert f"hat das Sprachmodell openai:probe beurteilt: {count} von {count} Sätzen" in report
    assert "hat nur ein Sprachmodell beurteilt" in report


def test_everything_but_the_flagged_sentence_stays_as_it_was_drafted(cli, project, at_home, tmp_path):
    mended = texts(run(cli, project))
    at_home.always(
        lambda body: refused() if wanted(body) == "RevisedSentences" else with_a_contradiction(body)
    )
    left = run(cli, project, "--variant", "1", "--out", str(tmp_path / "ungebessert"))
    assert [one.replace("Widerspruchsprobe", "Absprache") for one in texts(left)] == mended
    flagged = [one for one in findings(left)["findings"] if one["kind"] == "widerspruch"]
    assert [(one["sentence"], one["severity"]) for one in flagged] == [(2, "block"), (2, "block")]
    report = (Path(left.json["run"]) / "report.html").read_text(encoding="utf-8")
    assert "Widerspruch" in report and 'class="s block"' in report


def test_the_same_run_asks_nothing_again(cli, project, at_home):
    run(cli, project)
    asked = at_home.count
    again = run(cli, project)
    assert {one["status"] for one in again.json["stages"]} == {"skipped"} and at_home.count == asked


def test_what_a_person_wrote_is_judged_but_neither_drafted_nor_revised(cli, project, at_home):
    first = Path(run(cli, project).json["narratives"][0])
    by_hand = first.read_text(encoding="utf-8") + f"\nDie {CONTRADICTS} habe ich 2035 selbst geschrieben.\n"
    first.write_text(by_hand, encoding="utf-8")
    since = at_home.count
    run(cli, project)
    assert kinds(at_home, since) == {"JudgedSentences": 1, "DoubtedSentences": 1, "PlacedParagraphs": 1}
    since = at_home.count
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("[60, 140]", "[60, 150]"), encoding="utf-8")
    outcome = run(cli, project)
    assert kinds(at_home, since)["Draft"] == 1, "der andere Text"
    assert first.read_text(encoding="utf-8") == by_hand
    (finding,) = [one for one in findings(outcome)["findings"] if one["kind"] == "widerspruch"]
    assert finding["cluster"] == json.loads(first.with_suffix(".ledger.json").read_text())["cluster"]


def test_report_and_status_need_no_model_to_keep_what_it_judged(cli, project, at_home, tmp_path):
    outcome = run(cli, project)
    place, told, asked = Path(outcome.json["run"]), findings(outcome), at_home.count
    assert cli("report", place).code == 0 and findings(outcome) == told
    stale = {one["name"]: one["status"] for one in cli("status", place, "--json").json["stages"]}
    assert stale["check"] == stale["report"] == "done"
    first = Path(outcome.json["narratives"][0])
    first.write_text(first.read_text(encoding="utf-8") + "\nVon Hand.\n", encoding="utf-8")
    assert cli("status", place, "--json").json["stages"][-2]["status"] == "stale"
    assert cli("report", place).code == 0
    verdicts = findings(outcome)["sentences"]
    assert [one["judged"] for one in verdicts].count(False) == 1, "nur der neue Satz ist unbeurteilt"
    report = (place / "report.html").read_text(encoding="utf-8")
    assert f"beurteilt: {len(verdicts) - 1} von {len(verdicts)} Sätzen" in report
    assert at_home.count == asked
    run(cli, project)
    assert all(one["judged"] for one in findings(outcome)["sentences"])


def test_offline_nothing_is_judged_by_a_model_or_revised(cli, project, at_home):
    outcome = cli("run", project, "--offline", "--json")
    assert outcome.code == 0 and at_home.requests == []
    record = json.loads((Path(outcome.json["run"]) / "run.json").read_text(encoding="utf-8"))
    assert record["stages"]["check"]["by"] == ""


# szenario check


@pytest.fixture
def finished(cli, project, at_home) -> Path:
    """An offline run, whose texts a model is then asked about."""
    outcome = cli("run", project, "--offline", "--json")
    return Path(outcome.json["run"])


def test_check_asks_the_model_that_is_named_and_none_otherwise(cli, finished, at_home, tmp_path):
    text = tmp_path / "text.md"
    text.write_text(
        f"# Titel\n\nIm Jahr 2035 ist alles anders. Eine {CONTRADICTS} gilt.\n", encoding="utf-8"
    )
    about = ("check", finished, "--narrative", text, "--cluster", "c1", "--json")
    plain = cli(*about)
    assert at_home.requests == [] and [one["judged"] for one in plain.json["sentences"]] == [False, False]
    found = cli(*about, "--model", "openai:probe")
    assert found.code == 1
    assert [one["judged"] for one in found.json["sentences"]] == [True, True]
    assert "widerspruch" in found.json["sentences"][1]["kinds"] and found.json["not_judged"] == []
    assert set(found.json) == set(plain.json)
    assert cli(*about, "--model", "openai:probe", "--offline").out == plain.out


def test_check_of_a_run_reads_its_texts_blind(cli, finished, at_home):
    cli("check", finished, "--model", "openai:probe")
    assert kinds(at_home)["PlacedParagraphs"] == 1
    one = at_home.count
    cli("check", finished, "--model", "openai:probe")
    assert at_home.count == one, "was beantwortet ist, kostet nichts"
    cli("check", finished, "--model", "openai:probe", "--variant", "1")
    assert at_home.count == 2 * one


def test_a_batch_is_judged_side_by_side_and_answered_in_order(cli, finished, at_home, tmp_path):
    at_home.always(lambda body: Said(act(body).text, after=0.2))
    batch = tmp_path / "faelle.jsonl"
    cases = [
        {
            "id": f"f{n}",
            "cluster": "c1",
            "sentences": [f"Im Ort {n} gilt eine {CONTRADICTS if n == 2 else 'Regel'}."],
        }
        for n in range(4)
    ]
    batch.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    outcome = cli("check", finished, "--batch", batch, "--model", "openai:probe")
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert [line["id"] for line in lines] == ["f0", "f1", "f2", "f3"]
    assert [set(line) for line in lines] == [{"id", "sentences", "findings"}] * 4
    assert ["widerspruch" in line["sentences"][0]["kinds"] for line in lines] == [False, False, True, False]
    assert at_home.most_at_once > 1
    alone = tmp_path / "einer.jsonl"
    alone.write_text(json.dumps(cases[0]), encoding="utf-8")
    (line,) = cli("check", finished, "--batch", alone).out.splitlines()
    assert set(json.loads(line)["sentences"][0]) == {"suspicion", "kinds", "judged"}


def test_a_case_without_a_usable_answer_does_not_end_a_batch_but_a_wrong_key_does(
    cli, finished, at_home, tmp_path
):
    batch = tmp_path / "faelle.jsonl"
    cases = [{"id": str(n), "cluster": "c1", "sentences": [f"Im Ort {n}."]} for n in (1, 2)]
    batch.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    at_home.always(lambda body: refused() if "Im Ort 1." in str(body) else act(body))
    outcome = cli("check", finished, "--batch", batch, "--model", "openai:probe")
    judged = [json.loads(line)["sentences"][0]["judged"] for line in outcome.out.splitlines()]
    assert outcome.code == 0 and judged == [False, True]
    at_home.always(WRONG_KEY)
    broken = cli("check", finished, "--batch", batch, "--model", "openai:probe", "--variant", "1")
    assert broken.code == 2 and "401" in broken.err and broken.out == ""


def test_check_takes_the_model_of_the_project_and_asks_before_anything_leaves_the_house(
    cli, project, finished, at_home
):
    toml = project / "szenario.toml"
    settings = '\n[model]\nname = "openai:probe"\nexternal = true\n'
    toml.write_text(toml.read_text(encoding="utf-8") + settings, encoding="utf-8")
    at_home.always(Fault(418))
    outcome = cli("check", finished)
    assert outcome.code == 2 and "--yes" in outcome.err and at_home.requests == []
    at_home.always(act)
    assert cli("check", finished, "--yes").code == 1
    asked = " ".join(one.text() for one in at_home.requests)
    assert at_home.requests and "altes Lager" not in asked, "nicht freigegeben"
