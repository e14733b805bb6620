"""The house style in a run: read by the check stage alone, told to a model, refused before all is done."""

import json
from pathlib import Path

import pytest
from model_server import ModelServer
from puppet import act

STYLE = "forbidden:\n- {word: Konzern, reason: zu unbestimmt}\nsentences: {longest: 30}\n"


def written(project: Path, text: str) -> None:
    (project / "stil.yaml").write_text(text, encoding="utf-8")


def stages(outcome) -> dict[str, str]:
    return {one["name"]: one["status"] for one in outcome.json["stages"]}


def of_the_house(findings: dict) -> set[str]:
    return {one["severity"] for one in findings["findings"] if one["kind"] == "stil_verboten"}


def test_a_style_sheet_is_checked_anew_and_drafts_nothing_offline(project, cli):
    first = cli("run", project, "--json")
    assert first.code in (0, 1), first.err
    run = Path(first.json["run"])
    findings = run / "findings.json"
    assert "stil.yaml" not in json.loads((run / "run.json").read_text())["stages"]["check"]["reads"]
    assert not of_the_house(json.loads(findings.read_text()))
    written(project, STYLE)
    again = cli("run", project, "--json")
    assert {name for name, status in stages(again).items() if status == "done"} == {"check", "report"}
    assert of_the_house(json.loads(findings.read_text())) == {"warn"}
    written(project, f"{STYLE}strict: true\n")
    assert of_the_house(cli("check", run, "--json").json) == {"block"}


def test_a_broken_style_sheet_is_told_before_the_first_stage(project, cli):
    written(project, "gender: neutral\nanrede: du\n")
    outcome = cli("run", project)
    assert outcome.code == 2 and "stil.yaml" in outcome.err and "Zeile 2" in outcome.err
    assert not list(project.parent.rglob("sheet.yaml"))


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [("[4, 3]", "keine Spanne"), ("[0, 3]", "keine Spanne"), ('"drei"', "paragraphs")],
)
def test_paragraphs_that_are_no_range_are_named(project, cli, paragraphs, told):
    with (project / "szenario.toml").open("a", encoding="utf-8") as file:
        file.write(f"paragraphs = {paragraphs}\n")
    outcome = cli("run", project)
    assert outcome.code == 2 and "paragraphs" in outcome.err and told in outcome.err


def test_a_model_is_told_the_style_the_paragraphs_and_the_tone(project, cli, monkeypatch, tmp_path):
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        plain = cli("run", project, "--model", "openai:probe", "--json", "--out", tmp_path / "ohne")
        assert plain.code == 0, plain.err
        sent = " ".join(one.text() for one in server.requests)
        assert "Hausstil" not in sent and "Ton:" not in sent and "an Stelle von" not in sent
        server.requests.clear()
        written(project, STYLE)
        with (project / "szenario.toml").open("a", encoding="utf-8") as file:
            file.write('paragraphs = [2, 4]\ntone = "nüchtern, ohne Pathos"\n')
        outcome = cli("run", project, "--model", "openai:probe", "--json", "--out", tmp_path / "ohne")
        assert outcome.code == 0, outcome.err
    assert stages(outcome)["plan"] != "done" and stages(outcome)["draft"] == "done"
    drafts = [one.text() for one in server.requests if "Hausstil" in one.text()]
    assert len(drafts) >= 2
    for text in drafts[:2]:
        assert "„Konzern“: zu unbestimmt" in text and "keiner über 30" in text
        assert "Absätze: 2 bis 4 (an Stelle von" in text and "Ton: nüchtern, ohne Pathos" in text
