"""A project without a value sheet: proposed, waiting for a person, accepted.

The model is a script of ours.
"""

import json
import signal
import time
from pathlib import Path

import pytest
import yaml
from conftest import NOTE, VALUES
from model_server import Fault, ModelServer, say
from puppet_proposal import ACTS, user_text

from pipeline.scenarios import sheet

MORE = """\
---
title: "Studie zum Hafen"
---
# Energie

## Strom

Viele Dächer der Proberegion tragen noch keine Anlage, obwohl der Strom dort gebraucht wird.
"""


def answered(body):
    return ACTS[body["response_format"]["json_schema"]["name"]](body)


@pytest.fixture
def bare(project: Path) -> Path:
    """The project of the tests without its value sheet, and a second document."""
    (project / "values.yaml").unlink()
    (project / "documents" / "studie.md").write_text(MORE, encoding="utf-8")
    return project


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A model server, and an environment that points at it."""
    with ModelServer() as server:
        server.always(answered)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def run(cli, project, *more: str):
    return cli("run", project, "--model", "openai:probe", *more)


def proposal(project: Path) -> Path:
    return project / sheet.PROPOSED


def sent_to(server: ModelServer) -> str:
    return " ".join(message["content"] for one in server.requests for message in one.body["messages"])


def test_a_run_proposes_a_sheet_and_waits_for_a_person(cli, bare, at_home):
    outcome = run(cli, bare)
    assert outcome.code == 1, outcome.err
    proposed = sheet.load(proposal(bare)).sheet
    assert f"{len(proposed.factors)} Einflussfaktoren mit" in outcome.out
    assert all(factor.name in outcome.out for factor in proposed.factors)
    assert str(proposal(bare)) in outcome.out and "--accept" in outcome.out
    assert not (bare / "values.yaml").exists()
    assert {path.name for path in Path("runs/probe").iterdir()} >= {"passages.jsonl", "proposal.json"}
    assert not Path("runs/probe/sheet.yaml").exists()


def test_what_was_asked_is_counted_and_recorded(cli, bare, at_home):
    outcome = run(cli, bare, "--json")
    assert outcome.code == 1 and outcome.json["proposed"] == str(proposal(bare))
    assert outcome.json["narratives"] == [] and outcome.json["findings"] == 0
    stages = {one["name"]: one for one in outcome.json["stages"]}
    assert list(stages) == ["read", "proposal"]
    assert stages["proposal"]["calls"] == at_home.count > 0
    assert stages["proposal"]["tokens"] == 15 * at_home.count
    recorded = json.loads(Path("runs/probe/run.json").read_text(encoding="utf-8"))["stages"]["proposal"]
    assert recorded["calls"] == at_home.count and recorded["model"] == "openai:probe"
    told = {one["name"]: one["status"] for one in cli("status", "runs/probe", "--json").json["stages"]}
    assert told["proposal"] == "done" and told["draft"] == "open"


def test_a_waiting_proposal_stops_the_next_run_without_a_call(cli, bare, at_home):
    first = run(cli, bare)
    asked, text = at_home.count, proposal(bare).read_bytes()
    for more in ([], ["--variant", "1"], ["--offline"], ["--redo", "draft"]):
        again = cli("run", bare, *([] if "--offline" in more else ["--model", "openai:probe"]), *more)
        assert again.code == 1
        assert again.out.partition("Es gibt noch")[2] == first.out.partition("Es gibt noch")[2]
    assert at_home.count == asked and proposal(bare).read_bytes() == text


def test_an_edited_proposal_is_never_written_over(cli, bare, at_home):
    run(cli, bare)
    edited = proposal(bare).read_text(encoding="utf-8").replace("Nachbarn regeln", "Vereine regeln")
    proposal(bare).write_text(edited, encoding="utf-8")
    (bare / "documents" / "neu.txt").write_text("Auch das Freibad ist alt und undicht.", encoding="utf-8")
    again = run(cli, bare, "--json")
    assert again.code == 1
    assert [(one["name"], one["status"]) for one in again.json["stages"]] == [("proposal", "edited")]
    assert proposal(bare).read_text(encoding="utf-8") == edited


def test_a_redo_keeps_the_edited_one_and_a_variant_asks_anew(cli, bare, at_home):
    run(cli, bare)
    asked, first = at_home.count, proposal(bare).read_bytes()
    proposal(bare).write_bytes(first + b"# von Hand\n")
    assert run(cli, bare, "--redo", "proposal").code == 1
    assert at_home.count == asked, "dieselben Fragen sind bezahlt"
    assert proposal(bare).read_bytes() == first
    (kept,) = (bare / "history").iterdir()
    assert kept.read_bytes() == first + b"# von Hand\n"
    run(cli, bare, "--redo", "proposal", "--variant", "1")
    assert at_home.count == 2 * asked


def test_a_deleted_proposal_comes_back_without_a_call(cli, bare, at_home):
    run(cli, bare)
    asked, first = at_home.count, proposal(bare).read_bytes()
    proposal(bare).unlink()
    again = run(cli, bare, "--json")
    assert proposal(bare).read_bytes() == first and at_home.count == asked
    assert [one["status"] for one in again.json["stages"]] == ["skipped", "skipped"]


def test_accepting_makes_it_the_sheet_as_it_was_edited(cli, bare, at_home):
    run(cli, bare)
    edited = proposal(bare).read_text(encoding="utf-8").replace("Nachbarn regeln", "Vereine regeln")
    proposal(bare).write_text(edited, encoding="utf-8")
    outcome = cli("sheet", bare, "--accept", "--json")
    assert outcome.code == 0, outcome.err
    assert outcome.json["accepted"] == str(bare / "values.yaml")
    accepted = (bare / "values.yaml").read_text(encoding="utf-8")
    assert "niemand" in edited and "niemand" not in accepted and "Angenommen mit" in accepted
    assert accepted.partition("factors:")[2] == edited.partition("factors:")[2] and "# Beleg: " in accepted
    assert accepted.splitlines()[0] == edited.splitlines()[0]
    assert not proposal(bare).exists()
    clustered = cli("cluster", bare, "--offline", "--json")
    assert clustered.code == 0, clustered.err
    assert {one for cluster in clustered.json["clusters"] for one in cluster["members"]} >= {"f01"}


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_accepting_changes_what_is_said_of_it_and_no_other_byte(cli, bare, at_home, end):
    run(cli, bare)
    lines = proposal(bare).read_bytes().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(b"# Solange"))
    last = next(n for n, line in enumerate(lines) if line.endswith("überschreibt kein Lauf.".encode()))
    proposal(bare).write_bytes(end.join([*lines, b"# mein  Rest \t"]))
    assert cli("sheet", bare, "--accept").code == 0
    accepted = (bare / "values.yaml").read_bytes().split(end)
    assert accepted[:first] == lines[:first] and accepted[-1] == b"# mein  Rest \t"
    assert accepted[-(len(lines) - last) : -1] == lines[last + 1 :]
    assert b"niemand" not in b" ".join(accepted)


def test_a_header_that_a_person_rewrote_is_left_alone_on_accepting(cli, bare, at_home):
    run(cli, bare)
    before = b"# Meine Tafel\nfactors:" + proposal(bare).read_bytes().partition(b"factors:")[2]
    proposal(bare).write_bytes(before)
    assert cli("sheet", bare, "--accept").code == 0
    assert (bare / "values.yaml").read_bytes() == before


def test_the_status_of_a_waiting_run_says_that_nothing_is_checked(cli, bare, at_home):
    run(cli, bare)
    told = cli("status", "runs/probe").out
    assert "Noch nicht geprüft." in told and "Keine Befunde" not in told
    assert str(proposal(bare)) in told and "--accept" in told
    cli("sheet", bare, "--accept")
    assert "Vorschlag der Wertetafel wartet" not in cli("status", "runs/probe").out


def test_accepting_refuses_what_it_would_lose_or_cannot_read(cli, bare, at_home):
    nothing = cli("sheet", bare, "--accept")
    assert nothing.code == 2 and "kein Vorschlag" in nothing.err
    run(cli, bare)
    text = proposal(bare).read_text(encoding="utf-8")
    proposal(bare).write_text(text + "  - [", encoding="utf-8")
    broken = cli("sheet", bare, "--accept")
    assert broken.code == 2 and "Zeile" in broken.err and proposal(bare).exists()
    assert run(cli, bare).code == 2
    proposal(bare).write_text(text, encoding="utf-8")
    (bare / "values.yaml").write_text(VALUES, encoding="utf-8")
    second = cli("sheet", bare, "--accept")
    assert second.code == 2 and "schon eine Wertetafel" in second.err
    assert (bare / "values.yaml").read_text(encoding="utf-8") == VALUES and proposal(bare).exists()


def test_accepting_is_done_alone(cli, bare, at_home, tmp_path):
    run(cli, bare)
    outcome = cli("sheet", bare, "--accept", "--import", tmp_path / "tafel.xlsx")
    assert outcome.code == 2 and "--accept" in outcome.err and proposal(bare).exists()


def test_where_a_sheet_stands_nothing_is_proposed(cli, project, at_home):
    outcome = run(cli, project, "--redo", "proposal")
    assert outcome.code == 2 and "Wertetafel" in outcome.err
    assert at_home.count == 0 and not proposal(project).exists()


def test_without_a_model_the_missing_sheet_is_told_with_both_ways_to_one(cli, bare):
    outcome = cli("run", bare)
    assert outcome.code == 2 and "fehlt die Wertetafel" in outcome.err
    assert "szenario new" in outcome.err and "--model" in outcome.err
    redo = cli("run", bare, "--redo", "proposal")
    assert redo.code == 2 and "--model" in redo.err


def test_other_commands_point_to_a_waiting_proposal(cli, bare, at_home):
    run(cli, bare)
    outcome = cli("sheet", bare)
    assert outcome.code == 2 and sheet.PROPOSED in outcome.err and "--accept" in outcome.err


def test_trends_of_the_project_are_taken_and_broken_ones_named(cli, bare, at_home):
    toml = bare / "szenario.toml"
    plain = toml.read_text(encoding="utf-8")
    toml.write_text(f'trends = ["Verkehr", "verkehr"]\n{plain}', encoding="utf-8")
    wrong = run(cli, bare)
    assert wrong.code == 2 and "trends" in wrong.err
    toml.write_text(f'trends = ["Verkehr", "Strom"]\n{plain}', encoding="utf-8")
    assert run(cli, bare).code == 1
    factors = yaml.safe_load(proposal(bare).read_text(encoding="utf-8"))["factors"]
    assert {one["trend"] for one in factors} <= {"Verkehr", "Strom"}
    assert "TrendList" not in [
        one.body["response_format"]["json_schema"]["name"] for one in at_home.requests
    ]


def test_what_the_documents_do_not_say_is_dropped_and_told(cli, bare, at_home):
    def careless(body):
        said = json.loads(answered(body).text)
        if "faktoren" in said:
            said["faktoren"].append(
                {
                    "name": "Fahrten zum Mond",
                    "definition": "Wie oft Raketen fliegen.",
                    "heute": "Es fliegt keine.",
                    "passage": said["faktoren"][0]["passage"],
                    "zitat": "Raketen starten täglich vom alten Flugplatz aus",
                }
            )
        return say(said)

    at_home.always(careless)
    outcome = run(cli, bare)
    assert outcome.code == 1 and "„Fahrten zum Mond“" in outcome.err and "Zitat" in outcome.err
    head, _, rest = proposal(bare).read_text(encoding="utf-8").partition("factors:\n")
    assert "Fahrten zum Mond" in head and "Fahrten zum Mond" not in rest


def test_a_model_out_of_the_house_sees_released_documents_alone_after_a_yes(cli, bare, at_home):
    toml = bare / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    refused = run(cli, bare, "--yes")
    assert refused.code == 2 and "external_model" in refused.err and at_home.count == 0
    (bare / "documents" / "rights.yaml").write_text(
        "studie.md: {external_model: yes, quote: free, export: yes}\n", encoding="utf-8"
    )
    asked = run(cli, bare)
    assert asked.code == 2 and "--yes" in asked.err and "Aufrufe" in asked.err and at_home.count == 0
    assert run(cli, bare, "--yes").code == 1
    sent = sent_to(at_home)
    assert "Dächer der Proberegion" in sent
    assert "Rufbus" not in sent and "Kran" not in sent and "Notiz" not in sent
    assert {proof.partition(" – ")[2] for proof in _proofs(bare)} == {"studie.md, Strom"}


def _proofs(project: Path) -> list[str]:
    lines = proposal(project).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("# Beleg: ")]


def test_every_proof_in_the_file_stands_in_the_documents(cli, bare, at_home):
    run(cli, bare)
    text = " ".join(f"{NOTE} {MORE}".split())
    quotes = [proof.partition("„")[2].rpartition("“ – ")[0] for proof in _proofs(bare)]
    assert quotes and all(quote in text for quote in quotes)


def test_what_was_paid_for_is_kept_when_the_server_fails_in_the_middle(cli, bare, at_home):
    good = []

    def failing(body):
        if len(good) >= 3:
            return Fault(401)
        good.append(user_text(body))
        return answered(body)

    at_home.always(failing)
    failed = run(cli, bare)
    assert failed.code == 2 and "401" in failed.err and not proposal(bare).exists()
    before = at_home.count
    at_home.always(answered)
    assert run(cli, bare).code == 1
    later = [user_text(one.body) for one in at_home.requests[before:]]
    assert later and not set(later) & set(good), "nur was fehlte, wird gefragt"


def test_a_killed_run_goes_on_and_ends_with_the_same_proposal(mother, cli, bare, at_home, tmp_path):
    run(cli, bare, "--out", str(tmp_path / "ruhig"))
    wanted = proposal(bare).read_bytes()
    asked = at_home.count
    proposal(bare).unlink()
    command = ("run", bare, "--model", "openai:probe")
    env = {"OPENAI_BASE_URL": at_home.address, "SZENARIO_HOME": str(tmp_path / "zweites")}
    at_home.always(lambda body: (time.sleep(0.3), answered(body))[1])
    child, until = mother.started(*command, cwd=tmp_path, env=env), time.monotonic() + 60
    while at_home.count < asked + 3 and time.monotonic() < until:
        time.sleep(0.02)
    child.kill()
    assert child.ended().code == -signal.SIGKILL
    assert not proposal(bare).exists()
    at_home.always(answered)
    killed_at = at_home.count
    again = mother.run(*command, cwd=tmp_path, env=env)
    assert again.code == 1, again.err
    assert proposal(bare).read_bytes() == wanted
    later = {one.body["response_format"]["json_schema"]["name"] for one in at_home.requests[killed_at:]}
    assert "ValueList" in later and "TrendList" not in later, "was ankam, wird nicht noch einmal gefragt"
