"""`szenario cluster` as an editor uses it: wishes are kept, survive re-runs, and are refused by name."""

import pytest
import yaml


def members(found: dict, cluster: str) -> dict[str, str]:
    return next(one["members"] for one in found["clusters"] if one["id"] == cluster)


def test_a_pair_kept_apart_survives_runs_until_it_is_released(cli, project, tmp_path):
    free = cli("cluster", project, "--json").json
    together = next(one["members"] for one in free["clusters"] if one["members"]["bus"] == "bus1")
    assert together["hafen"] == "hafen2"
    apart = cli("cluster", project, "--apart", "hafen2,bus1", "--json").json
    assert apart["apart"] == [["bus1", "hafen2"]]
    for found in (apart, cli("cluster", project, "--seed", "5", "--json").json):
        assert not any({"bus1", "hafen2"} <= set(one["members"].values()) for one in found["clusters"])
    cli("run", project)
    again = yaml.safe_load((tmp_path / "runs/probe/clusters.yaml").read_text(encoding="utf-8"))
    assert again["apart"] == [["bus1", "hafen2"]]
    released = cli("cluster", project, "--release", "hafen2", "--json").json
    assert released["apart"] == [] and released["objective"] == free["objective"]


def test_a_lock_is_released(cli, project):
    cli("cluster", project, "--lock", "bus1=c2")
    assert cli("cluster", project, "--seed", "2", "--json").json["clusters"][1]["locks"] == ["bus1"]
    released = cli("cluster", project, "--release", "bus1", "--json").json
    assert all(one["locks"] == [] for one in released["clusters"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--apart", "bus1"), "Das getrennte Paar „bus1“ ist unklar"),
        (("--apart", "bus1,bus2"), "gehören zum selben Einflussfaktor"),
        (("--apart", "bus1,gibtsnicht"), "gibtsnicht"),
        (
            ("--lock", "bus1=c1", "--lock", "hafen2=c1", "--apart", "bus1,hafen2"),
            "bus1 und hafen2 sollen nie",
        ),
        (("--lock", "bus1=c1", "--lock", "bus2=c1"), "bus1, bus2 widersprechen sich"),
        (("--apart", "bus1,hafen1", "--apart", "bus1,hafen2"), "bus1 und hafen1 nie zusammen"),
        (("--distance", "5"), "Mindestabstand von 5"),
        (("--k", "9"), "möglich sind 2 bis 8"),
        (("--release", "gibtsnicht"), "Gelöst werden soll gibtsnicht"),
    ],
)
def test_what_cannot_be_is_said_by_name_and_nothing_is_lost(cli, project, tmp_path, options, said):
    cli("cluster", project)
    path = tmp_path / "runs/probe/clusters.yaml"
    before = path.read_bytes()
    outcome = cli("cluster", project, *options)
    assert outcome.code == 2 and said in outcome.err
    assert path.read_bytes() == before


def test_the_bound_is_never_nothing_and_the_page_says_no_forecast(cli, project):
    found = cli("cluster", project, "--json").json
    assert found["gap"] == 0 and found["bound"].startswith("bewiesen optimal")
    assert found["smallest_distance"] == 4
    told = cli("cluster", project).out
    assert "bewiesen optimal" in told and "keine Prognose" in told and "mindestens 4 von 4" in told


def test_no_time_for_a_bound_is_told(cli, project):
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8").replace("Nachbarn", "Leute").replace("Konzern", "Leute")
    values.write_text(text, encoding="utf-8")
    found = cli("cluster", project, "--seconds", "0", "--json")
    assert found.code == 0
    assert "optimal" in found.json["bound"] or "Zeit ist abgelaufen" in found.json["bound"]


def test_a_number_of_scenarios_is_proposed_with_its_trade_off_and_nothing_written(cli, project, tmp_path):
    proposal = cli("cluster", project, "--propose", "--json").json
    assert proposal["clusters"] in [one["clusters"] for one in proposal["tried"]]
    assert [one["clusters"] for one in proposal["tried"]] == [2, 3, 4]
    for one in proposal["tried"]:
        assert set(one) >= {"fit", "agreement", "firm", "smallest_distance", "unused"}
    assert not (tmp_path / "runs/probe/clusters.yaml").exists()
    assert "Vorschlag: " in cli("cluster", project, "--propose").out


@pytest.fixture
def clustered(cli, project, tmp_path):
    """The file of clusters of a whole run, to be changed as a person would."""
    outcome = cli("run", project)
    assert outcome.code == 0 and " s\n" in outcome.out and "0.0 s" not in outcome.out
    return tmp_path / "runs/probe/clusters.yaml"


def changed(path, change):
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")


def swap(found):
    first, second = (one["members"] for one in found["clusters"])
    first["bus"], second["bus"] = second["bus"], first["bus"]


def test_members_swapped_by_hand_stay_and_are_not_called_optimal(cli, project, clustered):
    changed(clustered, swap)
    outcome = cli("cluster", project)
    assert outcome.code == 0, outcome.err
    assert "nicht neu berechnet" in outcome.out and "optimal" not in outcome.out
    assert "Unverändert: " in outcome.out and "Geschrieben" not in outcome.out
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("pictures = false\n", ""), encoding="utf-8")
    outcome = cli("run", project)
    assert outcome.code == 0, outcome.err
    report = (clustered.parent / "report.html").read_text(encoding="utf-8")
    assert report.count("von Hand geändert, nicht neu berechnet") == 1
    assert "ewiesen optimal" not in report
    assert "Modus: jede Ausprägung genau einem Szenario" in report


def strike(found):
    found["apart"], found["orphans"], found["unused"] = [["bus1", "weg1"]], ["weg1"], ["weg1"]
    one = found["clusters"][0]
    for part in ("core", "distinguishing", "implausible", "locks"):
        one[part] = ["weg1", *one[part]]
    one["tensions"] = [{"first": "weg1", "second": "bus1", "score": -1}]
    one["members"]["weg"] = "weg1"


def test_what_a_file_says_of_values_that_are_gone_is_left_out(cli, project, clustered):
    changed(clustered, strike)
    for command in ("run", "cluster"):
        outcome = cli(command, project)
        assert outcome.code == 0, outcome.err
        assert "weg1" not in outcome.out
    assert "weg1" not in (clustered.parent / "report.html").read_text(encoding="utf-8")


def test_a_release_of_nothing_is_said(cli, project):
    cli("cluster", project, "--lock", "bus1=c2")
    outcome = cli("cluster", project, "--release", "hafen1", "--release", "bus1")
    assert outcome.code == 0 and "Für hafen1 gibt es keine Festlegung zu lösen." in outcome.err
    assert "Für bus1" not in outcome.err
