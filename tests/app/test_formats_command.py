"""`szenario formats`: files beside the narratives, kept where people edited them, told where outdated."""

import json

import pytest
from formats_world import GIVEN, run_at
from puppet import act
from small_world import PASSAGE

from pipeline.core.files import read_yaml, to_yaml, write_text
from pipeline.core.types import Clusters
from pipeline.run import record
from pipeline.run.formats import read_comparison, read_formats

ONE, TWO = "formats/1-c1.yaml", "formats/2-c2.yaml"
ALL = "formats/comparison.yaml"


@pytest.fixture
def run(tmp_path):
    return run_at(tmp_path, GIVEN)


@pytest.fixture
def online(run, server, monkeypatch):
    """A model to ask; `cli("formats", run.folder, *online)` asks it."""
    server.always(act)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    return ("--model", "openai:probe")


def edited(run, name, old, new):
    path = run.file(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    write_text(path, text.replace(old, new))


def status(outcome):
    assert outcome.code == 0, outcome.err
    return [one["status"] for one in outcome.json["formats"]]


def test_everything_beside_each_narrative_and_the_comparison_are_files_that_can_be_read_back(cli, run):
    found = cli("formats", run.folder, "--json").json
    assert [one["file"] for one in found["formats"]] == [ONE, TWO]
    assert [one["cluster"] for one in found["formats"]] == ["c1", "c2"]
    assert found["comparison"]["file"] == ALL and len(found["comparison"]["rows"]) == 1
    assert read_formats(run).keys() == {"c1", "c2"} and read_comparison(run) is not None
    assert read_formats(run)["c1"].model_dump(mode="json").items() <= found["formats"][0].items()


def test_the_same_input_gives_the_same_bytes_and_is_not_made_twice(cli, run, tmp_path):
    cli("formats", run.folder)
    before = {name: run.file(name).read_bytes() for name in (ONE, TWO, ALL)}
    assert status(cli("formats", run.folder, "--json")) == ["unchanged", "unchanged"]
    other = run_at(tmp_path / "noch", GIVEN)
    cli("formats", other.folder)
    assert before == {name: other.file(name).read_bytes() for name in before}


def test_people_read_what_was_made_and_what_is_missing(cli, run):
    told = cli("formats", run.folder).out
    for words in (
        "c1  Die geteilte Region", "Arbeitstitel: Die geteilte Region", "Schlüsselwerte", "Frühsignale",
        "Zuerst zu sehen wäre", "Meilensteine", "2035  Fahren: Eigenes Fahren", "Nicht gemacht",
        "Vergleich aller", "Das ist keine Prognose.",
    ):  # fmt: skip
        assert words in told


def test_only_some_and_only_one_cluster(cli, run):
    outcome = cli("formats", run.folder, "--only", "teaser", "--cluster", "c2")
    assert "c2  Die verkaufte Region" in outcome.out and "Schlüsselwerte" not in outcome.out
    assert run.file(TWO).is_file() and not run.file(ONE).exists() and not run.file(ALL).exists()
    cli("formats", run.folder, "--only", "headline,comparison", "--only", "key_values")
    formats = read_formats(run)["c2"]
    assert formats.teaser is not None and formats.headline is not None and formats.key_values
    assert [one.split(":")[0] for one in formats.missing] == [
        "Frühsignale", "Gewinner und Verlierer", "Meilensteine",
    ]  # fmt: skip


def test_some_for_another_text_do_not_pass_the_others_off_as_its_own(cli, run):
    cli("formats", run.folder)
    edited(run, "narratives/1-c1.md", "Rufbus", "Kleinbus")
    cli("formats", run.folder, "--only", "headline")
    formats = read_formats(run)["c1"]
    assert formats.teaser is None
    assert "Teaser: gehört zu einem früheren Stand; bitte ohne --only neu machen." in formats.missing


def test_what_a_person_edited_stays_until_a_redo_and_then_goes_to_history(cli, run):
    cli("formats", run.folder)
    edited(run, ONE, "Arbeitstitel: Die geteilte Region", "Wer teilt, fährt mit")
    edited(run, "narratives/1-c1.md", "Rufbus", "Kleinbus")
    outcome = cli("formats", run.folder, "--json")
    assert status(outcome) == ["edited", "unchanged"]
    assert outcome.json["formats"][0]["outdated"] and "Wer teilt" in run.file(ONE).read_text()
    shown = cli("formats", run.folder).out
    assert "von Hand bearbeitet" in shown and "VERALTET" in shown
    assert status(cli("formats", run.folder, "--redo", "--cluster", "c1", "--json")) == ["made"]
    assert "Wer teilt" not in run.file(ONE).read_text(encoding="utf-8")
    assert "Wer teilt" in (run.folder / "history" / "1-c1-001.yaml").read_text(encoding="utf-8")
    assert status(cli("formats", run.folder, "--json")) == ["unchanged", "unchanged"]


def test_an_edited_text_has_new_formats_where_nobody_touched_them(cli, run):
    cli("formats", run.folder)
    edited(run, "narratives/1-c1.md", "Rufbus", "Kleinbus")
    outcome = cli("formats", run.folder, "--json")
    assert status(outcome) == ["made", "unchanged"]
    assert not any(one["outdated"] for one in outcome.json["formats"])


def test_a_renamed_narrative_takes_its_formats_along(cli, run):
    cli("formats", run.folder)
    edited(run, ONE, "Arbeitstitel: Die geteilte Region", "Wer teilt, fährt mit")
    for ending in (".md", ".ledger.json"):
        path = run.file(f"narratives/1-c1{ending}")
        path.rename(path.with_name(f"1-verbunden{ending}"))
    assert status(cli("formats", run.folder, "--json")) == ["edited", "unchanged"]
    assert not run.file(ONE).exists()
    assert "Wer teilt" in run.file("formats/1-verbunden.yaml").read_text(encoding="utf-8")


def test_a_rohgeruest_has_formats_and_they_are_marked(cli, tmp_path):
    run = run_at(tmp_path, rohgeruest=True)
    outcome = cli("formats", run.folder)
    assert outcome.code == 0 and "c1  Die geteilte Region (Rohgerüst)" in outcome.out
    assert "unbearbeitetes Rohgerüst" in read_formats(run)["c1"].remarks[0]


def test_markdown_has_all_of_it_in_words_and_tables_stay_whole(cli, run, tmp_path):
    cli("formats", run.folder)
    edited(run, TWO, "label: Fremdes Fahren", "label: Fremdes | Fahren")
    path = tmp_path / "formate.md"
    assert f"Geschrieben: {path}" in cli("formats", run.folder, "--markdown", path).out
    text = path.read_text(encoding="utf-8")
    assert "## Die geteilte Region" in text and "## Vergleich" in text and "f1a" not in text
    assert "(Ausprägung: „Eigenes Fahren“, „Eigenes Lagern“, „Eigenes Strom“)" in text
    tables = [line for line in text.splitlines() if line.startswith("| ")]
    for line in tables:
        cells = line.replace("\\|", "").count("|") - 1
        assert cells in (3, 4), line
    assert any("Fremdes \\| Fahren" in line for line in tables)


def test_with_a_model_all_of_it_rests_on_values_and_is_not_paid_for_twice(cli, run, online, server):
    found = cli("formats", run.folder, *online, "--json").json
    assert server.count == 9 and not any(one["missing"] for one in found["formats"])
    assert found["formats"][0]["by"] == "openai:probe" and found["comparison"]["rows"][0]["question"]
    assert status(cli("formats", run.folder, *online, "--json")) == ["unchanged", "unchanged"]
    assert status(cli("formats", run.folder, *online, "--redo", "--json")) == ["made", "made"]
    assert server.count == 9


def test_what_a_model_made_is_not_replaced_by_what_is_computed_unless_asked_for(cli, run, online):
    cli("formats", run.folder, *online)
    outcome = cli("formats", run.folder, "--json")
    assert status(outcome) == ["kept", "kept"] and outcome.json["comparison"]["status"] == "kept"
    assert status(cli("formats", run.folder, "--offline", "--json")) == ["made", "made"]
    assert read_formats(run)["c1"].by == "offline"
    assert "by: openai:probe" in (run.folder / "history" / "1-c1-001.yaml").read_text(encoding="utf-8")


def test_a_model_that_made_only_formats_is_not_asked_for_when_the_run_goes_on(cli, run, online):
    cli("formats", run.folder, *online, "--cluster", "c1")
    # `szenario run` without a model stops where a stage was made by one; texts and clusters are not here.
    assert {stage.model for stage in record.load(run).stages.values()} == {""}


def test_what_may_not_go_out_does_not_and_nothing_does_without_consent(cli, run, online, server):
    toml = run.folder.parent / "projekt" / "szenario.toml"
    write_text(toml, toml.read_text(encoding="utf-8") + "[model]\nexternal = true\n")
    outcome = cli("formats", run.folder, *online)
    assert outcome.code == 2 and "--yes" in outcome.err and server.count == 0
    assert cli("formats", run.folder, *online, "--yes").code == 0
    sent = json.dumps([one.body for one in server.requests], ensure_ascii=False)
    assert PASSAGE.text not in sent and "Passage p1" not in sent


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--only", "slogan"), ("slogan", "headline, teaser, key_values")),
        (("--cluster", "c9"), ("c9", "c1, c2")),
    ],
)
def test_what_does_not_exist_is_named_with_what_is_possible(cli, run, arguments, words):
    outcome = cli("formats", run.folder, *arguments)
    assert outcome.code == 2 and all(one in outcome.err for one in words)
    assert not (run.folder / "formats").exists()


def test_a_run_without_narratives_is_told_what_to_do(cli, run):
    for path in (run.folder / "narratives").iterdir():
        path.unlink()
    outcome = cli("formats", run.folder)
    assert outcome.code == 2 and "szenario run PROJEKT" in outcome.err


def test_a_broken_file_is_named_with_its_line_and_a_redo_mends_it(cli, run):
    cli("formats", run.folder)
    edited(run, ONE, "cluster: c1", "cluster: c1\n  schief: [")
    outcome = cli("formats", run.folder)
    assert outcome.code == 2 and "„1-c1.yaml“, Zeile" in outcome.err and "Traceback" not in outcome.err
    assert cli("formats", run.folder, "--redo").code == 0
    assert "schief" in (run.folder / "history" / "1-c1-001.yaml").read_text(encoding="utf-8")


def test_a_broken_file_keeps_no_other_from_being_made(cli, run):
    cli("formats", run.folder)
    others = [path for path in sorted((run.folder / "formats").glob("*.yaml")) if path != run.file(ONE)]
    made = [path.read_bytes() for path in others]
    for path in others:
        path.unlink()
    edited(run, ONE, "cluster: c1", "cluster: c1\n  schief: [")
    broken = run.file(ONE).read_bytes()
    outcome = cli("formats", run.folder)
    assert outcome.code == 2 and "„1-c1.yaml“, Zeile" in outcome.err
    assert [path.read_bytes() for path in others] == made and run.file(ONE).read_bytes() == broken
    assert "c2" in outcome.out


def test_a_field_that_does_not_fit_is_named(cli, run):
    cli("formats", run.folder)
    edited(run, ONE, "basis: inference", "basis: vermutet")
    outcome = cli("formats", run.folder)
    assert outcome.code == 2 and "headline.basis" in outcome.err and read_yaml(run.file(ONE))["by"]


def test_formats_of_a_scenario_with_other_members_are_outdated_though_the_text_is_the_same(cli, run):
    cli("formats", run.folder)
    exchanged(run)
    told = [
        one["outdated"]
        for one in cli("formats", run.folder, "--only", "comparison", "--json").json["formats"]
    ]
    assert told == [True, True]
    made = run.file(ONE).read_text("utf-8")
    write_text(run.file(ONE), "".join(one for one in made.splitlines(True) if "members:" not in one))
    told = [
        one["outdated"]
        for one in cli("formats", run.folder, "--only", "comparison", "--json").json["formats"]
    ]
    assert told == [False, True], "a file from before is known by its text alone"


def exchanged(run):
    """The two scenarios with each other's members, under the ids they had."""
    clusters = read_yaml(run.file("clusters.yaml"))
    first, second = clusters["clusters"][:2]
    first["members"], second["members"] = second["members"], first["members"]
    write_text(run.file("clusters.yaml"), to_yaml(Clusters.model_validate(clusters)))
