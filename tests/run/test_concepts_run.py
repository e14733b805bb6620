"""Clustering with a model as a person starts it: what is written, kept, asked again, given up offline."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import puppet
import pytest
import yaml
from conftest import NOTE, VALUES
from model_server import NO_SCHEMA, Act, ModelServer
from puppet_concepts import Places, concept_acts

MODEL = ("--model", "openai:probe", "--json")
NEIGHBOURS = {"bus1", "hafen2", "strom1", "schule2"}
_LABELS = {
    value["label"]: value["id"]
    for factor in yaml.safe_load(VALUES)["factors"]
    for value in factor["values"]
}


def by_neighbours(labels: Sequence[str], clusters: int) -> Places:
    """Neighbours to the first concept, the company to the second; nothing to a third."""
    return [(0,) if _LABELS[label] in NEIGHBOURS else (1,) for label in labels]


def scripted(body: dict) -> Act:
    acts = concept_acts(by_neighbours)
    name = puppet.wanted(body)
    return acts[name](body) if name in acts else puppet.act(body)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A model server, and an environment that points at it."""
    with ModelServer() as server:
        server.always(scripted)
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def kinds(server: ModelServer, since: int = 0) -> Counter[str]:
    return Counter(puppet.wanted(request.body) for request in server.requests[since:])


def sets(outcome) -> list[set[str]]:
    return [set(one["members"].values()) for one in outcome.json["clusters"]]


def run_folder(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "probe"


def concepts(tmp_path: Path) -> dict:
    return yaml.safe_load((run_folder(tmp_path) / "concepts.yaml").read_text(encoding="utf-8"))


def test_clusters_alone_want_no_documents_and_say_how_voices_agree(cli, project, at_home, tmp_path):
    outcome = cli("cluster", project, *MODEL)
    assert outcome.code == 0, outcome.err
    assert NEIGHBOURS in sets(outcome)
    made = concepts(tmp_path)
    assert (made["model"], made["rounds"], made["stable"]) == ("openai:probe", 1, True)
    assert len(made["concepts"]) == 2 and len(made["values"]) == 8
    assert kinds(at_home) == {
        "Induced": 3, "Scored": 1, "PromotedPairs": 1, "HinderedPairs": 1, "NamedScenarios": 1
    }  # fmt: skip
    placed = [one for cluster in outcome.json["clusters"] for one in cluster["placements"]]
    assert {one["share"] for one in placed} == {1.0} and {one["confidence"] for one in placed} == {"fest"}
    assert "4 Stimmen des Sprachmodells openai:probe" in outcome.json["bound"]


def test_a_run_writes_whose_rating_is_whose(cli, project, at_home, tmp_path):
    (project / "ratings.csv").write_text(
        "source,target,score,reason,by\nbus1,hafen2,2,gemeinsam,Gruppe A\n", encoding="utf-8"
    )
    outcome = cli("run", project, *MODEL)
    assert outcome.code == 0, outcome.err
    text = (run_folder(tmp_path) / "ratings.all.csv").read_text(encoding="utf-8")
    origins = Counter(row["origin"] for row in csv.DictReader(text.splitlines()))
    assert origins["Gruppe A"] == 1 and origins["model:openai:probe"] > 10
    rated = [(row["source"], row["target"], row["origin"]) for row in csv.DictReader(text.splitlines())]
    assert ("bus1", "hafen2", "model:openai:probe") not in rated


def test_a_second_run_asks_nothing(cli, project, at_home):
    cli("run", project, *MODEL)
    asked = at_home.count
    again = cli("run", project, *MODEL)
    assert again.code == 0 and at_home.count == asked
    assert {stage["status"] for stage in again.json["stages"]} == {"skipped"}
    assert cli("cluster", project, *MODEL).code == 0 and at_home.count == asked


def test_a_lock_holds_and_asks_for_new_names_alone(cli, project, at_home):
    first = cli("cluster", project, *MODEL)
    home = next(one["id"] for one in first.json["clusters"] if "bus1" in one["members"].values())
    other = "c2" if home == "c1" else "c1"
    asked = at_home.count
    outcome = cli("cluster", project, *MODEL, "--lock", f"bus1={other}")
    assert outcome.code == 0, outcome.err
    assert kinds(at_home, asked) == {"NamedScenarios": 1}
    assert sorted(map(sorted, sets(outcome))) == sorted(
        map(sorted, ({"bus2", "hafen2", "strom1", "schule2"}, {"bus1", "hafen1", "strom2", "schule1"}))
    )
    placed = {p["value"]: p for one in outcome.json["clusters"] for p in one["placements"]}
    assert placed["bus1"]["confidence"] == "fest" and placed["bus2"]["confidence"] == "offen"


def test_another_number_of_clusters_finds_concepts_anew(cli, project, at_home, tmp_path):
    cli("cluster", project, *MODEL)
    asked = at_home.count
    outcome = cli("cluster", project, *MODEL, "--k", "3")
    assert outcome.code == 0, outcome.err
    assert len(outcome.json["clusters"]) == 3 and len(concepts(tmp_path)["concepts"]) == 3
    assert kinds(at_home, asked)["Induced"] == 3


def test_a_removed_document_changes_what_is_asked(cli, project, at_home):
    (project / "documents" / "zweite.md").write_text(
        NOTE.replace("Rufbus gegründet", "Sportverein gegründet").replace("Notiz", "Zweite"),
        encoding="utf-8",
    )
    cli("run", project, *MODEL)
    asked = at_home.count
    first = [r.text(1) for r in at_home.requests if puppet.wanted(r.body) in ("Induced", "Scored")]
    assert any("Sportverein gegründet" in text for text in first)
    (project / "documents" / "zweite.md").unlink()
    assert cli("run", project, *MODEL).code == 0
    later = [request.text(1) for request in at_home.requests[asked:]]
    assert kinds(at_home, asked)["Induced"] == 3
    assert not any("Sportverein gegründet" in text for text in later)


def test_concepts_that_a_person_edited_are_kept_and_used(cli, project, at_home, tmp_path):
    cli("run", project, *MODEL)
    path = run_folder(tmp_path) / "concepts.yaml"
    written = concepts(tmp_path)
    for one in written["values"]:  # a person has the bus the other way round
        if one["id"] in ("bus1", "bus2"):
            one["support"] = one["support"][::-1]
            one["voices"] = [[1 - place for place in places] for places in one["voices"]]
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    outcome = cli("run", project, *MODEL)
    assert outcome.code == 0, outcome.err
    stages = {stage["name"]: stage["status"] for stage in outcome.json["stages"]}
    assert stages["rate"] == "edited" and stages["cluster"] == "done"
    assert "concepts.yaml ist von Hand bearbeitet" in outcome.err
    found = yaml.safe_load((run_folder(tmp_path) / "clusters.yaml").read_text(encoding="utf-8"))["clusters"]
    assert {"bus2", "hafen2", "strom1", "schule2"} in [set(one["members"].values()) for one in found]


def test_edited_concepts_of_another_number_are_told(cli, project, at_home, tmp_path):
    cli("cluster", project, *MODEL)
    path = run_folder(tmp_path) / "concepts.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# angesehen\n", encoding="utf-8")
    outcome = cli("cluster", project, *MODEL, "--k", "3")
    assert outcome.code == 2 and "passen nicht zu 3 Szenarien" in outcome.err
    assert "--redo rate" in outcome.err and "Traceback" not in outcome.err


def test_back_offline_nothing_of_the_model_is_left(cli, project, at_home, tmp_path):
    cli("cluster", project, *MODEL)
    assert (run_folder(tmp_path) / "concepts.yaml").is_file()
    asked = at_home.count
    back = cli("cluster", project, "--offline", "--json")
    assert back.code == 0 and at_home.count == asked
    assert not (run_folder(tmp_path) / "concepts.yaml").exists()
    fresh = cli("cluster", project, "--offline", "--json", "--out", tmp_path / "frisch")
    assert sorted(map(sorted, sets(back))) == sorted(map(sorted, sets(fresh)))
    assert (back.json["objective"], back.json["bound"]) == (fresh.json["objective"], fresh.json["bound"])
    for name in ("affinity.csv", "ratings.all.csv"):
        assert (run_folder(tmp_path) / name).read_bytes() == (tmp_path / "frisch" / name).read_bytes()


def test_calls_out_of_the_house_want_a_yes(cli, project, at_home):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    outcome = cli("cluster", project, *MODEL)
    assert outcome.code == 2 and "--yes" in outcome.err and at_home.count == 0
    agreed = cli("cluster", project, *MODEL, "--yes")
    assert agreed.code == 0, agreed.err
    assert at_home.count > 0


def test_another_variant_asks_everything_anew(cli, project, at_home):
    cli("cluster", project, *MODEL)
    asked = at_home.count
    outcome = cli("cluster", project, *MODEL, "--variant", "1")
    assert outcome.code == 0 and at_home.count == 2 * asked


def test_a_server_without_schemas_is_understood_too(cli, project, at_home):
    def plain(body: dict) -> Act:
        return NO_SCHEMA if "response_format" in body else scripted(body)

    at_home.always(plain)
    outcome = cli("cluster", project, *MODEL)
    assert outcome.code == 0, outcome.err
    assert NEIGHBOURS in sets(outcome)
