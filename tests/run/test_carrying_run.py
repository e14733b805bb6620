"""After an edit only what has changed is judged again; what a model decided stands for the rest."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from model_server import Act, ModelServer, Said
from puppet import act, wanted
from puppet_judging import CONTRADICTS

from pipeline.language.typography import same_words


def sure(body: dict[str, Any]) -> Act:
    """The scripted model, which has no doubt whose a paragraph is."""
    said = act(body)
    if wanted(body) != "PlacedParagraphs" or not isinstance(said, Said):
        return said
    return replace(said, text=(said.text or "").replace("unklar", "sicher"))


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(sure)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def run(cli, project, *more: str):
    outcome = cli("run", project, "--model", "openai:probe", "--json", *more)
    assert outcome.code == 0, outcome.err
    return outcome


def asked(server: ModelServer, since: int) -> Counter[str]:
    return Counter(wanted(one.body) for one in server.requests[since:])


def read(outcome, name: str) -> dict[str, Any]:
    return json.loads((Path(outcome.json["run"]) / name).read_text(encoding="utf-8"))


def reworded(path: Path, number: int, more: str) -> str:
    """Put a word into one sentence; returns the sentence as it was."""
    ledger = json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text(encoding="utf-8"))
    text = ledger["sentences"][number - 1]["text"]
    changed = text.replace(" ", f" {more} ", 1)
    path.write_text(path.read_text(encoding="utf-8").replace(text, changed), encoding="utf-8")
    return text


def well_read(outcome) -> tuple[Path, int]:
    """A narrative, and a sentence of a paragraph that was read as its own scenario's."""
    for one in read(outcome, "verdicts.json")["paragraphs"]:
        for path in map(Path, outcome.json["narratives"]):
            ledger = json.loads(
                path.with_suffix("").with_suffix(".ledger.json").read_text(encoding="utf-8")
            )
            if one["clear"] and one["read_as"] == one["cluster"] == ledger["cluster"]:
                words = [same_words(sentence["text"]) for sentence in ledger["sentences"]]
                return path, words.index(one["sentences"][0]) + 1
    raise AssertionError("kein Absatz wurde als der des eigenen Szenarios gelesen")


def verdicts(outcome) -> dict[tuple[str, int], dict[str, Any]]:
    return {(one["cluster"], one["index"]): one for one in read(outcome, "findings.json")["sentences"]}


@pytest.mark.parametrize(("word", "calls"), [("wohl", 1), (f"laut {CONTRADICTS}", 2)])
def test_one_edited_sentence_asks_one_or_two_calls_and_only_its_verdict_can_change(
    cli, project, at_home, word: str, calls: int
):
    first = run(cli, project)
    before, since = verdicts(first), at_home.count
    path, number = well_read(first)
    reworded(path, number, word)
    again = run(cli, project)
    assert {one["name"]: one["calls"] for one in again.json["stages"]}["check"] == calls
    told = asked(at_home, since)
    assert told["JudgedSentences"] == 1 and told["DoubtedSentences"] == calls - 1 and told.total() == calls
    request = at_home.requests[since].text()
    assert f"für jeden dieser Sätze: {number}." in request
    for one in json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text())["sentences"]:
        assert " ".join(one["text"].split()) in request, "der ganze Text steht dabei"
    cluster = json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text())["cluster"]
    after = verdicts(again)
    assert {key for key in before if before[key] != after[key]} <= {(cluster, number)}
    assert (after[cluster, number]["suspicion"] > 0.9) == (CONTRADICTS in word)


def test_a_change_of_type_alone_asks_nobody(cli, project, at_home):
    first = run(cli, project)
    since, before = at_home.count, verdicts(first)
    path = Path(first.json["narratives"][0])
    text = path.read_text(encoding="utf-8").replace("„", '"').replace("“", '"').replace(" in ", " in\u00a0")
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8")
    assert verdicts(run(cli, project)) == before and at_home.count == since


def test_without_the_model_what_it_decided_stands_and_the_new_is_not_judged(cli, project, at_home):
    first = run(cli, project)
    since, before = at_home.count, verdicts(first)
    path = Path(first.json["narratives"][0])
    old = reworded(path, 2, "wohl")
    cluster = json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text())["cluster"]
    assert cli("report", first.json["run"]).code == 0 and at_home.count == since
    now = verdicts(first)
    assert {key for key, one in now.items() if not one["judged"]} == {(cluster, 2)}
    assert {key for key in before if before[key] != now[key]} == {(cluster, 2)}
    told = cli("check", first.json["run"], "--offline", "--json")
    assert [one["judged"] for one in told.json["sentences"]].count(False) == 1
    path.write_text(path.read_text(encoding="utf-8").replace(old.replace(" ", " wohl ", 1), old), "utf-8")
    assert cli("report", first.json["run"]).code == 0
    assert sum(not one["judged"] for one in verdicts(first).values()) == 1, "wer fehlt, wird nicht geraten"
    run(cli, project)
    assert verdicts(first) == before


@pytest.mark.parametrize("change", ["clusters", "documents", "verdicts", "redo"])
def test_what_a_verdict_rests_on_makes_it_anew(cli, project, at_home, change: str):
    first = run(cli, project)
    place, since = Path(first.json["run"]), at_home.count
    more: list[str] = []
    if change == "clusters":
        path = place / "clusters.yaml"
        text = path.read_text(encoding="utf-8")
        one, other = ("bus1", "bus2") if "bus: bus1" in text.partition("id: c2")[0] else ("bus2", "bus1")
        text = text.replace(f"bus: {one}", "bus: X").replace(f"bus: {other}", f"bus: {one}")
        path.write_text(text.replace("bus: X", f"bus: {other}"), encoding="utf-8")
        for path in map(Path, first.json["narratives"]):
            path.write_text(path.read_text(encoding="utf-8") + "\nVon Hand.\n", encoding="utf-8")
    elif change == "documents":
        (project / "documents" / "neu.txt").write_text("Der Rufbus fährt jetzt öfter.", encoding="utf-8")
        for path in map(Path, first.json["narratives"]):
            path.write_text(path.read_text(encoding="utf-8") + "\nVon Hand.\n", encoding="utf-8")
    elif change == "verdicts":
        path = place / "verdicts.json"
        kept = json.loads(path.read_text(encoding="utf-8"))
        for text in kept["texts"]:
            for sentence in text["sentences"]:
                sentence["suspicion"] = 0.0
        path.write_text(json.dumps(kept), encoding="utf-8")
        reworded(Path(first.json["narratives"][0]), 2, "wohl")
    else:
        reworded(Path(first.json["narratives"][0]), 2, "wohl")
        more = ["--redo", "check"]
    again = run(cli, project, *more)
    assert ("verdicts.json ist verändert" in again.err) == (change == "verdicts")
    judged = [one.text() for one in at_home.requests[since:] if wanted(one.body) == "JudgedSentences"]
    assert any("für jeden dieser Sätze: 1, 2, 3" in one for one in judged)


def test_a_new_paragraph_is_read_blind_and_no_other(cli, project, at_home):
    first = run(cli, project)
    since = at_home.count
    path = Path(first.json["narratives"][0])
    added = "Am Kai bucht ein Konzern alle Plätze und nennt jeden Preis per App."
    path.write_text(path.read_text(encoding="utf-8") + f"\n{added}\n", encoding="utf-8")
    run(cli, project)
    (request,) = [one for one in at_home.requests[since:] if wanted(one.body) == "PlacedParagraphs"]
    assert added in request.text() and request.text().count("\nAbsatz ") == 1
