"""The pictures of a run: drawn where wanted, shown in the report, made once, and gone when asked for."""

import json

import pytest

RATINGS = """\
source,target,score,reason,by
bus1,hafen1,-2,Geld fehlt,Nord
bus1,hafen2,2,geteilt wird überall,Nord
bus2,hafen1,2,,Nord
bus2,hafen2,-2,,Nord
hafen2,strom1,3,,Nord
hafen1,strom1,-3,,Nord
strom1,bus1,1,,Nord
strom2,bus1,-1,,Nord
bus2,hafen1,-1,,Süd
"""


@pytest.fixture
def pictured(project):
    toml = project / "szenario.toml"
    text = toml.read_text(encoding="utf-8").replace("pictures = false\n", "")
    toml.write_text(text, encoding="utf-8")
    (project / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    return project


def test_pictures_and_balance_are_made_once_and_shown_in_the_report(cli, pictured, tmp_path):
    first = cli("run", pictured, "--json")
    assert first.code == 0, first.err
    run = tmp_path / "runs/probe"
    names = {path.name for path in (run / "pictures").iterdir()}
    for name in ("tableau", "consistency", "stability", "space-map", "impact-network-c1", "system-grid"):
        assert {f"{name}.svg", f"{name}.png"} <= names
    analysis = json.loads((run / "impact.json").read_text(encoding="utf-8"))
    assert analysis["complete"] and analysis["consistent"]
    report = (run / "report.html").read_text(encoding="utf-8")
    assert 'id="bilanz"' in report and "die Liste ist vollständig" in report
    assert report.count("data:image/svg+xml;base64,") == len(names) // 2
    assert 'href="interactive.html"' in report and (run / "interactive.html").is_file()
    assert 'id="vertrauen"' in report and "keine Prognose" in report
    again = cli("run", pictured, "--json").json
    assert {one["name"]: one["status"] for one in again["stages"]}["pictures"] == "skipped"
    (tmp_path / "m.csv").write_text("title\nRufbus\n", encoding="utf-8")
    assert cli("windkanal", run, "--measures", tmp_path / "m.csv").code == 0
    stages = {one["name"]: one["status"] for one in cli("run", pictured, "--json").json["stages"]}
    assert stages["check"] == "skipped" and stages["report"] != "skipped"
    assert "1 Maßnahme in 2 Szenarien" in (run / "report.html").read_text(encoding="utf-8")


def test_pictures_that_are_not_wanted_go_and_the_balance_stays(cli, pictured, tmp_path):
    cli("run", pictured)
    toml = pictured / "szenario.toml"
    toml.write_text("pictures = false\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    cli("run", pictured)
    run = tmp_path / "runs/probe"
    assert [path.name for path in (run / "pictures").iterdir()] == ["album.yaml"]
    assert (run / "impact.json").is_file() and not (run / "interactive.html").exists()
    report = (run / "report.html").read_text(encoding="utf-8")
    assert 'id="bilanz"' in report and 'id="bilder"' not in report


def test_without_ratings_of_people_there_is_no_balance(cli, project, tmp_path):
    cli("run", project)
    assert not (tmp_path / "runs/probe/impact.json").exists()
    assert 'id="bilanz"' not in (tmp_path / "runs/probe/report.html").read_text(encoding="utf-8")
