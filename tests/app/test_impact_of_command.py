"""`szenario impact-of`: which sentences rest on what, what changed of it, and other words for those."""

import json
from pathlib import Path

import pytest
from ready_run import ready


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return ready(cli, project, tmp_path / "lauf")


def sentences(run: Path) -> dict[tuple[str, int], dict]:
    """All sentences of a run by cluster and number, as its ledgers have them."""
    found = {}
    for path in sorted(run.glob("narratives/*.ledger.json")):
        ledger = json.loads(path.read_text(encoding="utf-8"))
        for number, one in enumerate(ledger["sentences"], start=1):
            found[ledger["cluster"], number] = one
    return found


def changed(project: Path, old: str, new: str) -> None:
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    assert old in text
    values.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("asked", ["bus", "Angebot im Nahverkehr", "bus1", "rufbus im verein"])
def test_it_names_just_the_sentences_that_rest_on_it(cli, run, asked):
    values = {"bus1", "bus2"} if asked in ("bus", "Angebot im Nahverkehr") else {"bus1"}
    found = cli("impact-of", run, asked, "--json").json["sentences"]
    rest = {key for key, one in sentences(run).items() if values & set(one["values"])}
    assert {(one["cluster"], one["number"]) for one in found} == rest and rest
    for one in found:
        ledger = sentences(run)[one["cluster"], one["number"]]
        assert (one["text"], one["basis"], one["before"]) == (ledger["text"], ledger["basis"], False)


def test_a_sentence_that_a_person_changed_is_told_as_such(cli, run):
    key, one = next(
        (key, one)
        for key, one in sentences(run).items()
        if one["basis"] == "value" and len(one["text"]) > 50
    )
    path = next(path for path in run.glob(f"narratives/{key[0][1:]}-*.md"))
    text = path.read_text(encoding="utf-8")
    reworded = one["text"][:-1] + " immerzu."
    assert one["text"] in text
    path.write_text(text.replace(one["text"], reworded), encoding="utf-8")
    found = cli("impact-of", run, one["values"][0], "--json").json["sentences"]
    (edited,) = [each for each in found if each["text"] == reworded]
    assert edited["before"] and edited["basis"] == "edited"
    assert "geändert aus einem Satz auf" in cli("impact-of", run, one["values"][0]).out


def test_what_has_changed_since_is_found_without_naming_it_and_reworded_alone(cli, project, run):
    assert cli("impact-of", run, "--json").json["sentences"] == []
    assert "nichts geändert" in cli("impact-of", run).out
    changed(project, "und bucht den Preis sofort ab", "und zieht den Preis nachts ein")
    found = cli("impact-of", run, "--json").json
    (change,) = found["changed"]
    assert (change["id"], change["field"]) == ("bus2", "text")
    assert "nachts" in change["after"] and "sofort" in change["before"]
    assert found["sentences"] and all("bus2" in one["rests_on"] for one in found["sentences"])
    texts = {path: path.read_bytes() for path in run.glob("narratives/*")}
    done = cli("impact-of", run, "--redraft", "--offline", "--json").json
    places = {(one["cluster"], one["sentence"]) for one in done["alternatives"]}
    assert places == {(one["cluster"], one["number"]) for one in found["sentences"]}
    stale = [one for one in done["alternatives"] if "sofort" in one["before"][0]["text"]]
    assert stale and all("nachts" in one["alternatives"][0]["text"] for one in stale)
    assert {path: path.read_bytes() for path in texts} == texts


def test_a_factor_that_changed_concerns_all_its_values(cli, project, run):
    changed(project, "name: Angebot im Nahverkehr", "name: Busse und Bahnen\n    heute: Es fährt ein Bus.")
    found = cli("impact-of", run, "--json").json
    assert {one["field"] for one in found["changed"]} == {"name", "heute"}
    rest = {key for key, one in sentences(run).items() if {"bus1", "bus2"} & set(one["values"])}
    assert {(one["cluster"], one["number"]) for one in found["sentences"]} == rest


def test_a_rating_that_changed_concerns_no_sentence(cli, project, run):
    changed(project, 'sofort ab.", wertung: "-"', 'sofort ab.", wertung: "+"')
    assert cli("impact-of", run, "--json").json["sentences"] == []


def test_an_unknown_id_is_told_with_near_ones_and_a_lost_project_is_no_change(cli, project, run):
    unknown = cli("impact-of", run, "haven1")
    assert unknown.code == 2 and "hafen1" in unknown.err
    nothing = cli("impact-of", run, "qqqqqqqq\x1b[31m")
    assert nothing.code == 2 and "sheet.yaml" in nothing.err
    project.rename(project.with_name("fort"))
    gone = cli("impact-of", run)
    assert gone.code == 2 and "nicht bekannt" in gone.err
    named = cli("impact-of", run, "bus", "--json")
    assert named.code == 0 and named.json["sentences"] and "nicht bekannt" in named.json["remarks"][0]
