"""What a person wrote stays: emptied, deleted, orphaned, renamed, broken; and every loss is told."""

import json
import re
from pathlib import Path

import pytest


@pytest.fixture
def drafted(project, cli, tmp_path) -> list[Path]:
    """The narratives of a finished run."""
    outcome = cli("run", project, "--json")
    assert outcome.code == 0, outcome.err
    return [tmp_path / one for one in outcome.json["narratives"]]


@pytest.fixture
def place(tmp_path) -> Path:
    return tmp_path / "runs" / "probe"


def ledger_of(path: Path) -> dict:
    return json.loads(path.with_suffix("").with_suffix(".ledger.json").read_text(encoding="utf-8"))


def findings(place: Path, kind: str) -> list[dict]:
    found = json.loads((place / "findings.json").read_text(encoding="utf-8"))["findings"]
    return [one for one in found if one["kind"] == kind]


def edited(path: Path) -> str:
    """A person writes a sentence at the end; what then stands in the file."""
    path.write_text(path.read_text(encoding="utf-8") + "\nDas habe ich 2035 geschrieben.\n", "utf-8")
    return path.read_text(encoding="utf-8")


def in_clusters(place: Path, old: str, new: str) -> None:
    path = place / "clusters.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_status_and_the_run_tell_what_became_of_the_sentences(project, cli, drafted, place):
    path = drafted[0]
    count = len(ledger_of(path)["sentences"])
    first, second = (one["text"] for one in ledger_of(path)["sentences"][:2])
    text = path.read_text(encoding="utf-8").replace(first, first.replace(" ", " gewiss ", 1))
    path.write_text(text.replace(f" {second}", "") + "\nNeu ist das.\n", encoding="utf-8")
    (told,) = [one for one in cli("status", place, "--json").json["narratives"] if one["path"] == str(path)]
    wanted = {"unchanged": count - 2, "moved": 0, "changed": 1, "new": 1, "gone": 1}
    assert told["sentences"] == wanted and told["belonging"] == "own" and told["orphaned"] is False
    line = f"{count - 2} unverändert, 1 geändert, 1 neu, 1 gestrichen"
    assert line in cli("status", place).out
    assert f"{path.name}: Sätze seit dem letzten Lauf {line}." in cli("run", project).err
    again = cli("status", place, "--json").json["narratives"]
    assert {one["sentences"]["unchanged"] for one in again if one["path"] == str(path)} == {count}
    sentences = ledger_of(path)["sentences"]
    assert sentences[0]["before"]["text"] == first and sentences[-1]["basis"] == "edited"
    assert ledger_of(path)["earlier"][0]["text"] == first


def test_an_emptied_text_blocks_and_finds_every_basis_when_it_comes_back(project, cli, drafted, place):
    path = drafted[0]
    text, before = path.read_text(encoding="utf-8"), ledger_of(path)
    path.write_text("", encoding="utf-8")
    outcome = cli("run", project)
    assert outcome.code == 0 and f"{path.name} ist leer" in outcome.err
    (finding,) = findings(place, "text_fehlt")
    assert finding["severity"] == "block" and path.read_text(encoding="utf-8") == ""
    kept = [json.loads(one.read_text(encoding="utf-8")) for one in place.glob("history/ledger-*/**/*.json")]
    assert before in kept
    assert cli("check", place).code == 1
    path.write_text(text, encoding="utf-8")
    assert cli("run", project).code == 0
    assert ledger_of(path) == before and findings(place, "text_fehlt") == []


def test_a_deleted_text_is_told_and_comes_back_only_with_a_redo(project, cli, drafted, place):
    path = drafted[0]
    text = path.read_text(encoding="utf-8")
    path.unlink()
    for _ in range(2):
        outcome = cli("run", project, "--json")
        assert outcome.code == 0 and "--redo draft" in outcome.err and not path.exists()
        (finding,) = findings(place, "text_fehlt")
        assert finding["severity"] == "warn"
        status = cli("status", place, "--json").json
        assert status["removed"] == [str(path)]
        assert {one["status"] for one in status["stages"]} == {"done"}
        sheet = project / "values.yaml"
        sheet.write_text(
            sheet.read_text(encoding="utf-8").replace("einen Rufbus", "einen alten Rufbus"), "utf-8"
        )
    assert cli("run", project, "--redo", "draft").code == 0
    assert path.exists() and findings(place, "text_fehlt") == []
    assert path.read_text(encoding="utf-8").split("\n")[0] == text.split("\n")[0]


def test_a_deleted_text_that_is_put_back_is_a_persons(project, cli, drafted, place):
    path = drafted[0]
    text = edited(path)
    path.unlink()
    sheet = project / "values.yaml"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("einen Rufbus", "einen alten Rufbus"), "utf-8"
    )
    cli("run", project)
    path.write_text(text, encoding="utf-8")
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("alten Rufbus", "neuen Rufbus"), "utf-8")
    cli("run", project)
    assert path.read_text(encoding="utf-8") == text
    assert cli("run", project).code == 0 and path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("redo", [False, True])
def test_the_text_of_a_scenario_that_is_gone_stays_as_an_orphan(project, cli, drafted, place, redo: bool):
    path = drafted[0]
    cluster, text = ledger_of(path)["cluster"], edited(path)
    in_clusters(place, f"id: {cluster}\n", "id: neu\n")
    for _ in range(2):
        outcome = cli("run", project, "--json", *(["--redo", "draft"] if redo else []))
        assert outcome.code == 0, outcome.err
        assert path.read_text(encoding="utf-8") == text
        assert ledger_of(path)["cluster"] == cluster
        (finding,) = findings(place, "verwaist")
        assert finding["severity"] == "block" and finding["cluster"] == cluster
        assert finding["evidence"] == "neu"
    other = [one for one in outcome.json["narratives"] if ledger_of(Path(one))["cluster"] == "neu"]
    assert len(other) == 1 and Path(other[0]) != path, "der neue Text nimmt dem alten nicht den Namen"
    told = cli("status", place)
    assert "verwaist: " in told.out and "gibt es nicht mehr" in told.out
    listed = {one["cluster"]: one for one in cli("status", place, "--json").json["narratives"]}
    assert listed[cluster]["orphaned"] is True and listed["neu"]["orphaned"] is False
    assert "Verwaiste Texte" in (place / "report.html").read_text(encoding="utf-8")
    if redo:
        kept = [one.read_text(encoding="utf-8") for one in place.glob("history/draft-*/narratives/*.md")]
        assert text in kept
    path.unlink()
    assert cli("run", project).code == 0 and findings(place, "verwaist") == []
    assert not list(place.glob(f"narratives/{path.stem}.ledger.json"))


def test_fewer_scenarios_orphan_what_a_person_wrote_and_nothing_else(project, cli, drafted, place):
    toml = project / "szenario.toml"
    settings = toml.read_text(encoding="utf-8")
    toml.write_text(settings.replace("scenarios = 2", 'scenarios = 3\nmode = "buendel"'), encoding="utf-8")
    assert cli("run", project).code == 0
    texts = {path: edited(path) for path in sorted((place / "narratives").glob("*.md"))}
    toml.write_text(settings.replace("scenarios = 2", 'scenarios = 2\nmode = "buendel"'), encoding="utf-8")
    outcome = cli("run", project)
    assert outcome.code == 0, outcome.err
    assert len(texts) == 3 and {path: path.read_text(encoding="utf-8") for path in texts} == texts
    gone = [one for one in findings(place, "verwaist") if "gibt es nicht mehr" in one["message"]]
    assert len(gone) == 1


def test_another_scenario_under_the_same_id_is_told(project, cli, drafted, place):
    for path in drafted:
        edited(path)
    text = (place / "clusters.yaml").read_text(encoding="utf-8")
    swapped = re.sub(
        r"\b(bus|hafen|strom|schule)([12])$", lambda m: f"{m[1]}{3 - int(m[2])}", text, flags=re.M
    )
    assert swapped != text
    (place / "clusters.yaml").write_text(swapped, encoding="utf-8")
    assert cli("run", project).code == 0
    found = findings(place, "verwaist")
    assert {one["severity"] for one in found} == {"block"} and len(found) == 2
    assert all("ein anderes Szenario" in one["message"] for one in found)


def test_a_renamed_scenario_is_a_warning_until_the_heading_follows(project, cli, drafted, place):
    path = drafted[0]
    title = ledger_of(path)["title"]
    edited(path)
    in_clusters(place, f"name: {title}\n", "name: Die umgetaufte Proberegion\n")
    assert cli("run", project).code == 0
    (finding,) = findings(place, "verwaist")
    assert finding["severity"] == "warn" and "umgetaufte" in finding["message"]
    path.write_text(path.read_text(encoding="utf-8").replace(title, "Die umgetaufte Proberegion"), "utf-8")
    assert cli("run", project).code == 0 and findings(place, "verwaist") == []


def test_a_broken_ledger_is_named_and_deleting_it_finds_the_basis_again(project, cli, drafted, place):
    path = drafted[0]
    text, before = edited(path), None
    cli("run", project)
    before = ledger_of(path)
    ledger = path.with_suffix("").with_suffix(".ledger.json")
    for broken in ("{", '{"cluster": "c1"}', ""):
        ledger.write_text(broken, encoding="utf-8")
        for command in (("run", project), ("status", place), ("check", place)):
            outcome = cli(*command)
            assert outcome.code == 2 and ledger.name in outcome.err and "löschen" in outcome.err, (
                outcome.err
            )
    ledger.unlink()
    assert cli("run", project).code == 0
    assert path.read_text(encoding="utf-8") == text
    assert ledger_of(path)["sentences"] == before["sentences"]


def test_a_removed_heading_and_merged_paragraphs_are_told_and_lose_nothing(project, cli, drafted, place):
    path = drafted[0]
    before = ledger_of(path)
    body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    path.write_bytes(body.replace("\n\n", " ").replace("\n", "\r\n").encode("utf-16"))
    outcome = cli("run", project)
    assert outcome.code == 0 and "keine Überschrift" in outcome.err
    now = ledger_of(path)
    assert now["title"] == before["title"] and {one["paragraph"] for one in now["sentences"]} == {1}
    assert [one["values"] for one in now["sentences"]] == [one["values"] for one in before["sentences"]]
    assert "verschoben" not in outcome.err
