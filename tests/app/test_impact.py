"""`szenario impact`: what people read, what scripts get, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.app.cli.impact_drawn_told import survived
from pipeline.core.files import read_yaml
from pipeline.scenarios import scw as matrices
from pipeline.scenarios.impact.nouns import Scenario

CIB = ROOT.parent / "shared" / "data" / "cib"
real = pytest.mark.skipif(not CIB.is_dir(), reason="die Referenzdateien von ScenarioWizard fehlen")

HEAD = """\
$ ScenarioWizard 4.0
Bus und Netz
&Bus
 -fährt
 -steht
&Netz
 -dicht
 -dünn
#
#
#
#
#
"""
TWO_WORLDS = " 0 , 0 , 2 ,-2 \n 0 , 0 ,-2 , 2 \n 3 ,-3 , 0 , 0 \n-1 , 1 , 0 , 0 \n"
SWINGING = " 0 , 0 , 2 ,-2 \n 0 , 0 ,-2 , 2 \n-3 , 3 , 0 , 0 \n 1 ,-1 , 0 , 0 \n"


def scw(folder, cells=TWO_WORLDS, end="#\n"):
    path = folder / "klein.scw"
    path.write_text(HEAD + cells + end, encoding="cp1252")
    return path


def refused(outcome, *words):
    assert outcome.code == 2 and outcome.out == "", outcome
    assert outcome.err.startswith("Fehler: ") and "Traceback" not in outcome.err
    for word in words:
        assert word in outcome.err


def test_people_read_what_is_consistent_how_firmly_and_that_it_is_no_forecast(cli, tmp_path):
    outcome = cli("impact", scw(tmp_path))
    assert outcome.code == 0 and outcome.err == ""
    told = " ".join(outcome.out.split())
    for words in (
        "Bus und Netz: 2 Deskriptoren, 4 Ausprägungen, 4 Kombinationen",
        "2 konsistente Szenarien; mehr gibt es nicht (bewiesen)",
        "Bus fährt steht", "Netz dicht dünn",
        "keine Wahrscheinlichkeit", "Das ist keine Prognose", "Einzugsbereich",
        "Sukzession (alle Deskriptoren zugleich): 2 Szenarien ruhen, 1 Zyklus",
        "Zyklus aus 2 Szenarien, Einzugsbereich 2; es wechseln Bus (fährt ↔ steht), Netz (dünn ↔ dicht)",
        "Keines der Szenarien fällt, wenn eine einzelne Bewertung wegfällt",
        "Übersteht mehr als 99 %",
        "Bus 8 8 64 1 puffernd",
    ):  # fmt: skip
        assert words in told, words
    assert max(map(len, outcome.out.splitlines())) <= 100


def test_scripts_get_indices_from_0_and_all_that_was_found(cli, tmp_path):
    found = cli("impact", scw(tmp_path), "--json").json
    assert found["consistent"] == [[0, 0], [1, 1]] and found["complete"] is True
    assert found["balances"] == [[3, -3, 2, -2], [-1, 1, -2, 2]]
    assert found["attractors"][0] == {"scenarios": [[0, 1], [1, 0]], "basin": 2, "share": 0.5}
    assert [one["active"] for one in found["sums"]] == [8, 8]
    assert found["scenarios"][0]["weight"] == 1 and found["monte_carlo"]["draws"] == 1000


def test_nothing_consistent_is_said_with_what_to_do(cli, tmp_path):
    path = scw(tmp_path, SWINGING)
    outcome = cli("impact", path)
    assert outcome.code == 0 and "Kein konsistentes Szenario (bewiesen)." in outcome.out
    assert "--epsilon" in outcome.out and "1 Zyklus" in outcome.out
    weak = cli("impact", path, "--epsilon", "6")
    assert "Schwach 1" in weak.out and "Inkonsistenz über 0 bis 6: 4" in weak.out
    assert len(cli("impact", path, "--epsilon", "2", "--json").json["weak"]["scenarios"]) == 1


def test_an_incomplete_list_is_no_failure_and_says_so(cli, tmp_path):
    path = scw(tmp_path, " 0 , 0 , 0 , 0 \n" * 4)
    outcome = cli("impact", path, "--limit", "3")
    assert outcome.code == 0 and "NICHT VOLLSTÄNDIG" in outcome.out
    found = cli("impact", path, "--limit", "3", "--json").json
    assert found["complete"] is False and len(found["consistent"]) == 3 and "3" in found["why"]


def test_the_result_goes_into_a_file_that_is_never_overwritten_unasked(cli, tmp_path):
    path = scw(tmp_path)
    assert cli("impact", path, "--out", "a.json").out.endswith("Geschrieben: a.json\n")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == cli("impact", path, "--json").json
    refused(cli("impact", path, "--out", "a.json"), "a.json", "--force")
    assert cli("impact", path, "--out", "a.json", "--force").code == 0
    assert cli("impact", path, "--out", "b.yaml").code == 0
    assert read_yaml(tmp_path / "b.yaml")["consistent"] == [[0, 0], [1, 1]]
    refused(cli("impact", path, "--out", "c.txt"), "c.txt", ".json")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_tables_are_matrices_too(cli, tmp_path, suffix):
    path = scw(tmp_path)
    assert cli("convert", path, f"tafel{suffix}").code == 0
    found, same = cli("impact", path, "--json").json, cli("impact", f"tafel{suffix}", "--json").json
    for key in ("consistent", "complete", "balances", "attractors", "sums"):
        assert same[key] == found[key]


def test_peoples_ratings_come_first_with_medians_and_dissent(cli, project):
    rows = ["source,target,score,by", "bus1,hafen2,3,P", "bus1,hafen2,-1,Q", "bus2,hafen1,2,P"]
    (project / "ratings.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    outcome = cli("impact", project)
    assert outcome.code == 0 and "Achtung" not in outcome.err
    told = " ".join(outcome.out.split())
    assert "2 Personen oder Gruppen, je Paar der Median (P, Q)" in told and "2 von 8 Zellen" in told
    assert "2 von 4 Einflussfaktoren sind unbewertet und außer Betracht" in told
    assert "die übrigen zählen wie „kein Einfluss“" in told and "1 strittige" in told
    found = cli("impact", project, "--json").json
    assert found["descriptors"][0]["variant_ids"] == ["bus1", "bus2"]
    assert (found["monte_carlo"]["chosen"], found["cells"]["unjudged"]) == (1, 6)
    assert [0, 1] in found["consistent"] and [0, 0] not in found["consistent"]


def test_without_ratings_texts_are_computed_and_that_is_no_judgement(cli, project):
    before = sorted(project.rglob("*"))
    outcome = cli("impact", project)
    assert outcome.code == 0 and "kein Urteil" not in outcome.err
    assert outcome.out.count("kein Urteil von Fachleuten") == 1
    told = " ".join(outcome.out.split())
    assert "ACHTUNG: aus den Texten der Ausprägungen gerechnet" in told
    assert "hat niemand eine bewertet" in told and "niemand hat bewertet, was worauf wirkt" in told
    assert sorted(project.rglob("*")) == before, "eine Auskunft lässt den Projektordner, wie er ist"
    scripted = cli("impact", project, "--json")
    assert "Achtung" in scripted.err and "kein Urteil von Fachleuten" in scripted.err
    found = scripted.json
    assert found["consistent"] and found["leave_one_out"] is None and found["monte_carlo"] is None


def test_a_models_ratings_of_the_run_are_told_from_peoples(cli, project, tmp_path):
    run = tmp_path / "runs" / project.name
    run.mkdir(parents=True)
    rows = "source,target,score,origin,reason\nbus1,hafen2,2,model:puppe,\n"
    (run / "ratings.all.csv").write_text(rows, encoding="utf-8")
    outcome = cli("impact", project)
    assert "Sprachmodells puppe" in outcome.err and "kein Urteil von Fachleuten" in outcome.out
    assert "1 von 8 Zellen" in outcome.out


def test_what_cannot_be_read_is_refused(cli, project, tmp_path):
    refused(cli("impact", tmp_path / "fehlt.scw"), "fehlt.scw", "gibt es nicht")
    refused(cli("impact", scw(tmp_path, TWO_WORLDS[:30], end="")), "klein.scw")
    (tmp_path / "nichts.scw").touch()
    refused(cli("impact", tmp_path / "nichts.scw"), "nichts.scw", "die Datei ist leer")
    refused(cli("impact", scw(tmp_path, TWO_WORLDS.replace("3", "nan"))), "nan")
    refused(cli("impact", scw(tmp_path), "--epsilon", "-1"), "0")
    refused(cli("impact", scw(tmp_path), "--limit", "0"), "mindestens 1")
    refused(cli("impact", scw(tmp_path), "--spread", "nan"), "Streuung")
    (tmp_path / "leer").mkdir()
    refused(cli("impact", tmp_path / "leer"), "leer")
    (project / "ratings.csv").write_text("source,target,score\nbus1,hafen9,2\n", encoding="utf-8")
    refused(cli("impact", project), "hafen9")
    (project / "ratings.csv").unlink()
    (project / "matrix.scw").write_text(HEAD + TWO_WORLDS + "#\n", encoding="cp1252")
    refused(cli("impact", project), "matrix.scw", "passt nicht")


@real
def test_the_reference_file_as_an_expert_sees_it(cli):
    outcome = cli("impact", CIB / "Somewhereland.scw")
    assert "10 konsistente Szenarien; mehr gibt es nicht (bewiesen)." in outcome.out
    assert 'A3 "Social party"' in outcome.out and "von 486 Startszenarien" in outcome.out
    assert len(cli("impact", CIB / "Somewhereland.scw", "--json").json["consistent"]) == 10


def test_the_best_scenarios_stand_side_by_side_with_what_is_proved(cli, tmp_path):
    path = scw(tmp_path)
    told = " ".join(cli("impact", path, "--best", "2").out.split())
    assert "Die besten 2 nach Gesamtwirkung (8); je zwei unterscheiden sich in mindestens 2" in told
    assert "bewiesen, besser geht es nicht" in told and "Wahl 1 Wahl 2" in told
    best = cli("impact", path, "--best", "2", "--distance", "1", "--json").json["best"]
    assert best["scenarios"] == [[0, 0], [1, 1]] and best["total_impact"] == [5, 3]
    assert best["proved"] is True and best["smallest_distance"] == 2 and best["distance"] == 1
    assert cli("impact", path, "--json").json["best"] is None


def test_more_scenarios_than_there_are_or_a_distance_for_nothing_is_refused(cli, tmp_path):
    path = scw(tmp_path)
    refused(cli("impact", path, "--best", "3"), "besten 3", "konsistent sind 2")
    refused(cli("impact", path, "--distance", "1"), "--distance 1", "--best")
    zero = scw(tmp_path, " 0 , 0 , 0 , 0 \n" * 4)
    refused(cli("impact", zero, "--best", "3", "--distance", "2"), "Mindestabstand von 2", "höchstens 1")


def test_an_unfinished_file_of_scenariowizard_is_taken_for_unrated_where_it_is_zero(cli, project):
    assert cli("convert", project, "matrix.scw").code == 0
    made = matrices.read(Path("matrix.scw"))
    made.scores[0, 2], made.scores[2, 3] = 3, -1
    matrices.write(project / "matrix.scw", made)
    outcome = cli("impact", project)
    assert "11 Blöcke sind ganz 0 und gelten als unbewertet; eine 0 kann" in outcome.err
    told = " ".join(outcome.out.split())
    assert "Bewertungen ohne Namen; 2 von 4 Einflussfaktoren sind unbewertet" in told
    assert "4 von 8 Zellen sind bewertet" in told
    assert "Innerhalb von Deskriptoren liegt 1 Bewertung; auch das wird gerechnet." in told
    assert "Ohne Zufluss, frei wählbar: " in told and "…." not in told
    assert "Zellen: 4 leere (unbewertete)." in told
    alone = " ".join(cli("impact", project / "matrix.scw").out.split())
    assert "Alle 48 Zellen sind bewertet; 11 von 12 Blöcken sind ganz 0" in alone


def test_what_people_dispute_most_is_named_and_numbers_are_german(cli, project):
    pairs = [("bus1", "hafen1", 3), ("bus1", "hafen2", 1)]
    rows = ["source,target,score,by"]
    rows += [f"{s},{t},{score},{by}" for s, t, most in pairs for by, score in (("P", most), ("Q", 0))]
    (project / "ratings.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = " ".join(cli("impact", project).out.split())
    assert "2 strittige unter den Stimmen ausgelost" in told
    first, second = told.index("(0 bis +3)"), told.index("(0 bis +1)")
    assert told.index("Strittig: ") < first < second


@pytest.mark.parametrize(
    ("share", "draws", "told"),
    [
        (1.0, 1000, "mehr als 99 %"),
        (0.0, 1000, "weniger als 1 %"),
        (1.0, 100, "mehr als 97 %"),
        (1.0, 2, "–"),
        (0.999, 1000, "99,9 % ± 0,1"),
        (0.25, 1000, "25 % ± 1"),
        (None, 1000, "–"),
    ],
)
def test_all_of_the_draws_is_not_always(share, draws, told):
    error = None if share is None else (share * (1 - share) / draws) ** 0.5
    scenario = Scenario(
        variants=(0,), total_impact=0, inconsistency=0, spare=None, survival=share, survival_error=error
    )
    assert survived(scenario, draws) == told


def test_a_reader_that_goes_away_early_is_no_failure(tmp_path):
    command = [sys.executable, "-c", "from pipeline.app.cli.main import main; main()", "impact"]
    with subprocess.Popen(
        [*command, scw(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == b"" and running.wait() == 0
