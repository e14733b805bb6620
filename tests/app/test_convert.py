"""`szenario convert`: ScenarioWizard and tables, back equal; a project's ratings either way."""

import json
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT

from pipeline.scenarios import scw

CIB = ROOT.parent / "shared" / "data" / "cib"
REAL = sorted(CIB.glob("*.scw"))

SMALL = """\
$ ScenarioWizard 4.0
Größe & Maß
&Bus; Bahn
 -fährt
 -
&Netz
 -dicht
 -dicht
#
#
#
#
#
 0 , 0 , 2 ,-2 
 0 , 0 ,-1.5 , 1 
 3 ,-3 , 0 , 0 
 1 , 0 , 7 , 0 
#
"""


def small(folder: Path) -> Path:
    (folder / "klein.scw").write_text(SMALL, encoding="cp1252")
    return folder / "klein.scw"


def around(cli, path: Path) -> None:
    """.scw → .xlsx → .csv → .scw, and nothing has changed."""
    for source, target in ((path, "a.xlsx"), ("a.xlsx", "b.csv"), ("b.csv", "c.scw")):
        outcome = cli("convert", source, target, "--json", "--force")
        assert outcome.code == 0, outcome.err
        assert outcome.json == {"path": target} and outcome.err == ""
    first, last = scw.read(path), scw.read(Path("c.scw"))
    assert (last.title, last.descriptors) == (first.title, first.descriptors)
    assert np.array_equal(last.scores, first.scores)


def test_a_matrix_comes_back_from_all_formats_equal(cli, tmp_path):
    around(cli, small(tmp_path))


@pytest.mark.skipif(not REAL, reason="die echten Dateien liegen nicht bei")
@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_real_files_come_back_from_all_formats_equal(cli, path):
    around(cli, path)


def test_it_says_what_was_written(cli, tmp_path):
    assert cli("convert", small(tmp_path), "neu.csv").out == (
        "Geschrieben: neu.csv (2 Deskriptoren, 4 Varianten).\n"
    )


def test_a_file_is_overwritten_only_when_asked(cli, tmp_path):
    target = tmp_path / "fertig.csv"
    target.write_text("von Hand", encoding="utf-8")
    outcome = cli("convert", small(tmp_path), target)
    assert outcome.code == 2 and "fertig.csv“ gibt es schon" in outcome.err and "--force" in outcome.err
    assert target.read_text(encoding="utf-8") == "von Hand"
    assert cli("convert", small(tmp_path), target, "--force").code == 0
    assert "Deskriptor;Variante" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("klein.scw", "neu.pdf", ("neu.pdf", ".scw, .xlsx, .csv")),
        ("klein.scw", "klein.scw", ("die Quelle selbst",)),
        ("fehlt.scw", "neu.csv", ("fehlt.scw", "lässt sich nicht lesen")),
        ("fehlt.csv", "neu.scw", ("fehlt.csv", "gibt es nicht")),
        ("notiz.md", "neu.csv", ("notiz.md", ".xlsx")),
        ("leer", "neu.csv", ("leer", "ist leer")),
    ],
)
def test_what_cannot_be_converted_is_refused_and_nothing_written(cli, tmp_path, source, target, words):
    small(tmp_path)
    (tmp_path / "notiz.md").write_text("Text")
    (tmp_path / "leer").mkdir()
    before = sorted(tmp_path.iterdir())
    outcome = cli("convert", source, target)
    assert outcome.code == 2 and "Traceback" not in outcome.err
    assert all(word in outcome.err for word in words), outcome.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_project_without_ratings_gives_a_matrix_to_fill_in(cli, project):
    outcome = cli("convert", project, "leer.xlsx")
    assert outcome.code == 0 and "noch keine Bewertungen" in outcome.err
    outcome = cli("convert", project, "leer.scw")
    assert "64 unbewertete Zellen stehen als 0" in outcome.err
    assert scw.read(Path("leer.scw")).short[0].variants == ("bus1", "bus2")


def test_ratings_go_out_as_medians_and_come_back_as_ratings(cli, project):
    rows = "source,target,score,by\nbus1,strom1,3,A\nbus1,strom1,-2,B\nbus1,bus2,-1,A\nhafen2,bus1,0,A\n"
    (project / "ratings.csv").write_text(rows, encoding="utf-8")
    outcome = cli("convert", project, "raus.xlsx")
    assert outcome.code == 0 and "Wo mehrere bewertet haben (A, B), steht der Median" in outcome.err
    (project / "ratings.csv").unlink()
    Path("raus.xlsx").rename(project / "ratings.xlsx")
    assert cli("cluster", project).code == 0
    made = Path("runs/probe/ratings.all.csv").read_text(encoding="utf-8").splitlines()
    assert made[1:] == ["bus1,bus2,-1.0,expert,", "bus1,strom1,0.5,expert,", "hafen2,bus1,0.0,expert,"]


def test_a_second_file_of_ratings_is_not_made_in_the_project(cli, project):
    for name in ("ratings.xlsx", "matrix.scw"):
        outcome = cli("convert", project, project / name)
        assert outcome.code == 2 and "Bewertungen des Projekts" in outcome.err
    assert cli("convert", project, project / "matrix.xlsx").code == 0


def test_a_run_takes_a_scenariowizard_file_and_notices_when_it_changes(cli, project):
    cli("convert", project, "matrix.scw")
    scores = scw.read(Path("matrix.scw"))
    scores.scores[0, 4] = 3
    scores.scores[0, 0] = -1
    scw.write(project / "matrix.scw", scores)
    assert cli("cluster", project).code == 0
    made = Path("runs/probe/ratings.all.csv")
    rows = made.read_text(encoding="utf-8").splitlines()
    assert "bus1,strom1,3.0,expert," in rows and "bus1,bus1,-1.0,expert," in rows
    assert len(rows) == 1 + 4 + 1, "ein Block und eine Bewertung innerhalb; Blöcke aus Nullen sind leer"
    scores.scores[0, 4] = -3
    scw.write(project / "matrix.scw", scores)
    assert cli("cluster", project).code == 0
    assert "bus1,strom1,-3.0,expert," in made.read_text(encoding="utf-8").splitlines()
    (project / "ratings.csv").write_text("source,target,score\n", encoding="utf-8")
    outcome = cli("cluster", project)
    assert outcome.code == 2 and "matrix.scw und ratings.csv" in outcome.err


def test_what_is_rated_within_a_factor_changes_no_cluster(cli, project):
    def clusters() -> list:
        outcome = cli("cluster", project, "--json")
        assert outcome.code == 0, outcome.err
        return json.loads(outcome.out)["clusters"]

    before = clusters()
    rows = "source,target,score\nbus1,bus2,3\nbus1,bus1,3\nhafen2,hafen1,-3\n"
    (project / "ratings.csv").write_text(rows, encoding="utf-8")
    assert clusters() == before
