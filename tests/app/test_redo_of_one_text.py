"""`szenario run --redo draft --only c2`: one text is drafted anew, and every other is left as it is."""

from pathlib import Path

import pytest
from ready_run import ready


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return ready(cli, project, tmp_path / "lauf")


def text_of(run: Path, number: int) -> Path:
    return next(run.glob(f"narratives/{number}-*.md"))


@pytest.mark.parametrize("left", ["", None])
def test_an_emptied_or_deleted_text_comes_back_and_the_edited_one_stays(cli, project, run, left):
    drafted, edited = text_of(run, 2).read_bytes(), text_of(run, 1)
    mine = edited.read_text(encoding="utf-8") + "\nMeins.\n"
    edited.write_text(mine, encoding="utf-8")
    path = text_of(run, 2)
    path.unlink() if left is None else path.write_text(left, encoding="utf-8")
    told = cli("run", project, "--offline", "--out", run)
    assert told.code == 0
    findings = (run / "findings.json").read_text(encoding="utf-8")
    assert "--redo draft --only c2" in findings and "--redo draft“" not in findings
    done = cli("run", project, "--offline", "--out", run, "--redo", "draft", "--only", "c2")
    assert done.code == 0, done.err
    assert text_of(run, 2).read_bytes() == drafted and edited.read_text(encoding="utf-8") == mine
    assert cli("run", project, "--offline", "--out", run).code == 0
    assert edited.read_text(encoding="utf-8") == mine


def test_an_edited_text_goes_to_history_and_the_others_are_not_taken_for_edited(cli, project, run):
    drafted = text_of(run, 2).read_bytes()
    text_of(run, 2).write_text("# Meins\n\nGanz anders.\n", encoding="utf-8")
    other = text_of(run, 1).read_bytes()
    done = cli("run", project, "--offline", "--out", run, "--redo", "draft", "--only", "c2")
    assert done.code == 0 and "von Hand bearbeitet" not in done.out + done.err
    assert drafted in [path.read_bytes() for path in run.glob("narratives/2-*.md")]
    assert any("Ganz anders" in path.read_text("utf-8") for path in run.glob("history/*/narratives/*.md"))
    assert text_of(run, 1).read_bytes() == other
    stages = {one["name"]: one["status"] for one in cli("status", run, "--json").json["stages"]}
    assert stages["draft"] == "done"


def test_only_without_a_redo_and_for_an_unknown_scenario_is_told(cli, project, run):
    before = {path: path.read_bytes() for path in run.glob("narratives/*")}
    alone = cli("run", project, "--offline", "--out", run, "--only", "c2")
    assert alone.code == 2 and "--redo draft" in alone.err
    unknown = cli("run", project, "--offline", "--out", run, "--redo", "draft", "--only", "c9")
    assert unknown.code == 2 and "c1, c2" in unknown.err
    assert {path: path.read_bytes() for path in run.glob("narratives/*")} == before


def test_what_nobody_edited_follows_a_changed_sheet_all_the_same(cli, project, run):
    values = project / "values.yaml"
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace("bucht den Preis sofort ab", "zieht den Preis nachts ein"), "utf-8")
    told = [one for one in (1, 2) if "Preis sofort" in text_of(run, one).read_text("utf-8")]
    other = {1: "c2", 2: "c1"}[told[0]]
    done = cli("run", project, "--offline", "--out", run, "--redo", "draft", "--only", other)
    assert done.code == 0 and "nachts" in text_of(run, told[0]).read_text(encoding="utf-8")
