"""`szenario eval` with suite 7: the project's own questions are put to the documents of the run."""

import json
from pathlib import Path
from typing import Any

import pytest
from hand_written import hand_written

OWN = """\
questions:
- {id: own1, project: probe, question: "Was haben Nachbarn gegründet?", kind: everyday, documents: [notiz.md], answer: [Rufbus]}
- {id: own2, project: probe, question: "Was wollen die Betriebe erneuern?", kind: everyday, documents: [notiz.md], answer: [Kran]}
unanswerable:
- {id: own3, project: probe, question: "Wie lange kocht ein weiches Ei?"}
"""  # noqa: E501


@pytest.fixture
def run(cli, project: Path, tmp_path: Path) -> Path:
    return hand_written(cli, project, tmp_path / "lauf", '["qa"]')


def ask(project: Path, text: str = OWN) -> None:
    folder = project / "evals" / "qa"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "eigene.yaml").write_text(text, encoding="utf-8")


def test_own_questions_are_asked_and_counted_one_by_one(cli, project, run):
    ask(project)
    [suite] = cli("eval", run, "--offline", "--json").json["suites"]
    assert suite["name"] == "qa" and suite["verdict"] == "pass", suite["told"]
    items = {one["name"]: {item["id"]: item["value"] for item in one["items"]} for one in suite["metrics"]}
    assert items["quotes"] == {"own1": 1, "own2": 1} and items["declined"] == {"own3": 1}


def test_a_typo_in_an_own_set_ends_with_code_2(cli, project, run):
    ask(project, OWN.replace("kind:", "art:", 1))
    told = cli("eval", run, "--offline")
    assert told.code == 2 and "eigene.yaml" in told.err and "questions, Eintrag 1" in told.err


def asked(cli: Any, run: Path) -> str:
    """What publishing says of the questions; "" where nothing of them is in the way."""
    found = cli("publish", run, "--format", "md", "--json").json["obstacles"]
    return " ".join(one["message"] for one in found if one["suite"] == "qa")


WRONG = OWN.replace("Rufbus", "Zeppelin").replace("Kran", "Tunnel")


def test_publishing_goes_by_the_questions_of_the_last_evaluation_and_only_as_it_was_written(
    cli, project, run
):
    ask(project, WRONG)
    assert cli("eval", run, "--offline").code == 1 and "Richtige Stelle" in asked(cli, run)
    told = json.loads((run / "eval.json").read_text(encoding="utf-8"))
    told["ruling"]["obstacles"] = []
    (run / "eval.json").write_text(json.dumps(told), encoding="utf-8")
    assert "nicht geprüft" in asked(cli, run)
    assert "eval.json" in cli("status", run, "--json").json["evaluation"]["changed"]


def test_other_questions_and_another_style_make_an_evaluation_one_of_before(cli, project, run):
    ask(project)
    assert cli("eval", run, "--offline", "--json").json["suites"][0]["verdict"] == "pass"
    assert asked(cli, run) == ""
    ask(project, WRONG)
    assert "nicht geprüft" in asked(cli, run)
    assert cli("status", run, "--json").json["evaluation"]["changed"] == ["evals/qa"]
    ask(project)
    (project / "stil.yaml").write_text("strict: true\n", encoding="utf-8")
    assert "stil.yaml" in cli("status", run, "--json").json["evaluation"]["changed"]


def test_a_suite_that_was_declared_stays_so_where_szenario_toml_is_gone(cli, project, run):
    ask(project)
    assert cli("eval", run, "--offline").code == 1
    (project / "szenario.toml").unlink()
    told = cli("eval", run, "--offline", "--json").json
    assert [one["name"] for one in told["suites"]] == ["qa"]
    project.rename(project.with_name("fort"))
    told = cli("eval", run, "--offline", "--json").json
    assert [one["name"] for one in told["suites"]] == ["qa"] and told["verdict"] == "block"
    assert "nicht geprüft" not in asked(cli, run) and asked(cli, run) != ""
    changed = cli("status", run, "--json").json["evaluation"]["changed"]
    assert "[eval] suites" not in changed


def test_a_question_set_that_changes_lets_a_waived_figure_lapse(cli, project, run):
    ask(project, WRONG)
    cli("eval", run, "--offline")
    found = cli("publish", run, "--format", "md", "--json").json["obstacles"]
    flags = [flag for one in found if one["waivable"] for flag in ("--waive", one["id"])]
    cli("publish", run, *flags, "--by", "Eva", "--reason", "so", "--format", "md")
    assert cli("eval", run, "--offline", "--json").json["suites"][0]["verdict"] == "pass"
    ask(project, WRONG.replace("Zeppelin", "Ballon"))
    told = cli("eval", run, "--offline", "--json").json
    assert told["suites"][0]["verdict"] == "block" and told["ruling"]["lapsed"]
