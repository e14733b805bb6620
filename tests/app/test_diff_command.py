"""`szenario diff`: two runs side by side, for people, for scripts and as a page."""

import json
import re
import shutil
from pathlib import Path

import pytest
from ready_run import ready


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    return ready(cli, project, tmp_path / "lauf")


@pytest.fixture
def other(run: Path, tmp_path: Path) -> Path:
    """The same run, to be changed."""
    return Path(shutil.copytree(run, tmp_path / "anders"))


def ledger_of(run: Path, number: int) -> dict:
    return json.loads(next(run.glob(f"narratives/{number}-*.ledger.json")).read_text(encoding="utf-8"))


def reworded(run: Path, old: str, new: str, number: int = 1) -> None:
    path = next(run.glob(f"narratives/{number}-*.md"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_run_and_its_copy_differ_in_nothing(cli, run, other):
    found = cli("diff", run, other, "--json").json
    assert all(one["shared"] == one["factors"] and one["values"] == [] for one in found["clusters"])
    assert {one["kind"] for one in found["sentences"]} == {"unchanged"}
    told = sum(len(ledger_of(run, number)["sentences"]) for number in (1, 2))
    assert len(found["sentences"]) == told
    assert found["findings_came"] == found["findings_went"] == found["settings"] == []
    assert "denselben Lauf" in cli("diff", run, run).out


def test_changed_new_and_gone_sentences_are_told_with_their_words(cli, run, other):
    first, last = (ledger_of(run, 1)["sentences"][at]["text"] for at in (0, -1))
    reworded(other, first, first.replace("2035", "2035 abends"))
    reworded(other, last, "Ganz neu steht hier etwas über Kraniche.")
    found = cli("diff", run, other, "--json").json["sentences"]
    (changed,) = [one for one in found if one["kind"] == "changed"]
    assert (changed["before"]["text"], changed["before"]["number"]) == (first, 1)
    assert [one["text"] for one in changed["words"] if one["kind"] == "new"] == ["abends"]
    assert not [one for one in changed["words"] if one["kind"] == "gone"]
    assert [one["after"]["text"] for one in found if one["kind"] == "new"] == [
        "Ganz neu steht hier etwas über Kraniche."
    ]
    assert [one["before"]["text"] for one in found if one["kind"] == "gone"] == [last]
    told = cli("diff", run, other).out
    assert "[abends]" in told and re.search(r"c1 +\d+ +0 +1 +1 +1\n", told)


def test_clusters_are_matched_by_what_they_share_and_moved_values_are_told(cli, run, other):
    path = other / "clusters.yaml"
    text = path.read_text(encoding="utf-8")
    swapped = re.sub(r"\b(bus|hafen|strom|schule)([12])\b", lambda m: f"{m[1]}{3 - int(m[2])}", text)
    path.write_text(swapped, encoding="utf-8")
    pairs = {one["before"]: one["after"] for one in cli("diff", run, other, "--json").json["clusters"]}
    assert pairs == {"c1": "c2", "c2": "c1"}
    members = re.findall(r"^    +bus: (bus\d)$", text, re.MULTILINE)
    moved = re.sub(r"^(    +bus: bus)(\d)$", lambda m: f"{m[1]}{3 - int(m[2])}", text, flags=re.MULTILINE)
    path.write_text(moved, encoding="utf-8")
    found = cli("diff", run, other, "--json").json["clusters"]
    for one, was in zip(found, members, strict=True):
        (value,) = one["values"]
        assert value["before"] == was and value["after"] != was
        assert value["came_from"] == ("c2" if one["after"] == "c1" else "c1")
        assert one["shared"] == one["factors"] - 1


def test_findings_and_settings_that_differ_are_told(cli, project, run, tmp_path):
    settings = project / "szenario.toml"
    text = settings.read_text(encoding="utf-8").replace("[60, 140]", "[200, 240]")
    settings.write_text(text, encoding="utf-8")
    assert cli("run", project, "--offline", "--out", tmp_path / "lang").code == 0
    found = cli("diff", run, tmp_path / "lang", "--json").json
    assert [one["name"] for one in found["settings"]] == ["[draft] words"]
    assert found["settings"][0]["after"] == "[200, 240]"
    assert "laenge" in {one["kind"] for one in found["findings_came"]}


def test_two_projects_are_told_apart_and_still_compared(cli, project, run, tmp_path):
    elsewhere = Path(shutil.copytree(project, tmp_path / "zweites"))
    values = elsewhere / "values.yaml"
    text = re.sub(r"\b(bus|hafen|strom|schule)(\d?)\b", r"x\1\2", values.read_text(encoding="utf-8"))
    values.write_text(text, encoding="utf-8")
    assert cli("run", elsewhere, "--offline", "--out", tmp_path / "fremd").code == 0
    done = cli("diff", run, tmp_path / "fremd", "--json")
    assert done.code == 0 and "verschiedenen Projekten" in done.json["remarks"][0]
    assert {(one["before"], one["after"]) for one in done.json["clusters"]} == {
        ("", "c1"), ("", "c2"), ("c1", ""), ("c2", ""),
    }  # fmt: skip
    assert {one["kind"] for one in done.json["sentences"]} == {"new", "gone"}


def test_the_page_stands_alone_and_lets_no_markup_through(cli, run, other, tmp_path):
    first = ledger_of(run, 1)["sentences"][0]["text"]
    reworded(other, first, first.replace("2035", "2035 <script>alert(1)</script>"))
    page = tmp_path / "seite.html"
    assert cli("diff", run, other, "--html", page).code == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html and "&lt;script&gt;" in html and "<ins>" in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html) and 'lang="de"' in html
    again = tmp_path / "noch.html"
    cli("diff", run, other, "--html", again)
    assert again.read_bytes() == page.read_bytes()


def test_what_is_no_run_or_has_no_texts_is_told(cli, run, other, tmp_path):
    nothing = cli("diff", run, tmp_path)
    assert nothing.code == 2 and "kein Lauf" in nothing.err
    shutil.rmtree(other / "narratives")
    (other / "findings.json").unlink()
    done = cli("diff", run, other, "--json")
    assert done.code == 0 and {one["kind"] for one in done.json["sentences"]} == {"gone"}
    assert any("keine Narrative" in one for one in done.json["remarks"])
    assert any("nicht geprüft" in one for one in done.json["remarks"])
