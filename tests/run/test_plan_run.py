"""Plans in a whole run: made once, obeyed where a person changed them, made anew where ratings are new."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_server import ModelServer
from puppet import act, wanted


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        server.always(act)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def run(cli, project, *more: str):
    return cli("run", project, "--model", "openai:probe", "--json", *more)


def asked(server: ModelServer, reply: str) -> list[str]:
    """The requests for a kind of reply, since the last time they were cleared."""
    return [one.text(1) for one in server.requests if wanted(one.body) == reply]


def plans(outcome) -> tuple[Path, dict[str, Any]]:
    path = Path(outcome.json["run"]) / "plans.yaml"
    return path, yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_cluster_is_planned_once_and_the_draft_follows_the_plan(cli, project, at_home):
    outcome = run(cli, project)
    assert outcome.code == 0, outcome.err
    done = {one["name"]: (one["status"], one["calls"]) for one in outcome.json["stages"]}
    assert done["plan"] == ("done", 2)
    _, found = plans(outcome)
    drafts = " ".join(asked(at_home, "Draft"))
    for one in found["plans"]:
        assert one["idea"] and one["path"]
        assert f"Leitidee: {one['idea']}" in drafts and one["path"][0]["text"] in drafts


def test_a_plan_changed_by_hand_is_kept_and_followed(cli, project, at_home):
    path, found = plans(run(cli, project))
    found["plans"][0]["idea"] = "Von Hand gesetzt ist, wonach es geht."
    path.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    at_home.requests.clear()
    outcome = run(cli, project)
    assert outcome.code == 0, outcome.err
    assert not asked(at_home, "PlannedNarrative")
    (again,) = asked(at_home, "Draft")
    assert "Leitidee: Von Hand gesetzt ist, wonach es geht." in again
    assert plans(outcome)[1] == found


def test_a_plan_with_an_unknown_value_is_named(cli, project, at_home):
    path, found = plans(run(cli, project))
    found["plans"][0]["cross"] = ["gibtesnicht"]
    path.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    outcome = run(cli, project)
    assert outcome.code == 2
    assert "plans.yaml" in outcome.err and "gibtesnicht" in outcome.err and "--redo plan" in outcome.err


def test_without_the_model_the_computed_plan_takes_its_place(cli, project, at_home):
    run(cli, project)
    outcome = cli("run", project, "--offline", "--json")
    assert outcome.code == 0, outcome.err
    assert all(not one["idea"] and one["themes"] for one in plans(outcome)[1]["plans"])


def test_a_new_rating_is_told_to_the_planner(cli, project, at_home):
    outcome = run(cli, project)
    members = set(plans(outcome)[1]["plans"][0]["guiding"])
    source, target, *_ = sorted(members)
    at_home.requests.clear()
    row = f"source,target,score,reason\n{source},{target},3,Der Kran kostet viel.\n"
    (project / "ratings.csv").write_text(row, encoding="utf-8")
    assert run(cli, project).code == 0
    assert any("weil: Der Kran kostet viel" in one for one in asked(at_home, "PlannedNarrative"))


def offline(cli, project):
    outcome = cli("run", project, "--offline", "--json")
    return outcome, Path(outcome.json["run"]) / "plans.yaml" if outcome.code == 0 else None


def test_an_edited_plan_is_obeyed_by_the_rohgeruest(cli, project):
    _, path = offline(cli, project)
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    plan = found["plans"][0]
    plan["themes"] = plan["themes"][:3][::-1]
    plan["guiding"] = [plan["themes"][0]["value"]]
    plan["path"] = [{"text": "Erst stritten alle um das Wasser.", "values": plan["guiding"]}]
    path.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    outcome, _ = offline(cli, project)
    assert outcome.code == 0, outcome.err
    (ledger,) = path.parent.glob("narratives/1-*.ledger.json")
    sentences = json.loads(ledger.read_text(encoding="utf-8"))["sentences"]
    wanted = [one["value"] for one in plan["themes"]]
    told = [one["values"][0] for one in sentences if one["basis"] == "value"]
    assert [one for one in dict.fromkeys(told) if one in wanted] == wanted
    assert "Erst stritten alle um das Wasser." in [one["text"] for one in sentences]


def test_a_plan_out_of_shape_is_told_with_plan_key_and_what_is_possible(cli, project):
    _, path = offline(cli, project)
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["plans"][1]["themes"][0]["raum"] = "ganz"
    path.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    outcome, _ = offline(cli, project)
    assert outcome.code == 2
    assert "im Plan von c2 unter themes, Eintrag 1 steht „raum“" in outcome.err and "room" in outcome.err


def test_a_new_rating_of_people_orders_the_computed_plan_anew(cli, project):
    _, path = offline(cli, project)
    before = yaml.safe_load(path.read_text(encoding="utf-8"))["plans"][0]
    first, *_, last = [one["value"] for one in before["themes"]]
    row = f"source,target,score,reason\n{last},{first},3,Der Kran kostet viel.\n"
    (project / "ratings.csv").write_text(row, encoding="utf-8")
    outcome, path = offline(cli, project)
    assert outcome.code == 0, outcome.err
    plans_now = yaml.safe_load(path.read_text(encoding="utf-8"))["plans"]
    (told,) = [
        [one["value"] for one in plan["themes"]]
        for plan in plans_now
        if {first, last} <= {one["value"] for one in plan["themes"]}
    ]
    assert told.index(last) < told.index(first)
