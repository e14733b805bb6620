"""`szenario eval-judge`: faults made on purpose in the texts of a run, and what a judge makes of them."""

import atexit
import functools
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome
from model_server import Act, Fault, ModelServer, say
from puppet import act, wanted
from ready_run import ready

from pipeline.app.cli.eval_figures import judged
from pipeline.app.cli.eval_judge_told import is_whole, print_measured
from pipeline.app.judging_work import Measured
from pipeline.core.files import to_json
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.mutants import mutants_of
from pipeline.evaluation.results import JudgeFigures, Judges, KindFigures
from pipeline.evaluation.review import Reviewed
from pipeline.narratives.ledger import to_markdown
from pipeline.project import open_run
from pipeline.run.context import read_clusters, read_ground
from pipeline.run.measured import keep, measured_ranking, model_figures, ranking_of, read_judges, spoilt
from pipeline.run.narratives import narratives_of
from pipeline.run.record import load

MODEL = ("--model", "openai:probe")
TEXTS = (
    (
        "Die Nachbarn betreiben ihren Rufbus gemeinsam, und niemand zahlt dafür an einen Konzern.",
        "Jede Werkstatt hat einen Schlüssel zum Lager, weil alle den Kran bezahlen.",
        "Am Kai entscheidet eine Abstimmung der Betriebe über die Liegeplätze.",
        "Auf den Dächern entsteht der Strom, deshalb bleiben die Preise niedrig.",
        "Kleine Betriebe teilen sich die Ausbilder, obwohl das oft mühsam ist.",
        "Wer kein Auto hat, kommt trotzdem jeden Abend nach Hause.",
    ),
    (
        "Ein Konzern schickt Wagen, wo es sich lohnt, und die Preise steigen sofort.",
        "Zwei Konzerne haben die Plätze am Kai gepachtet, weil die Stadt kein Geld hat.",
        "Der Versorger sperrt jeden Haushalt, der nicht zahlt.",
        "Die Händlerin wartet lange auf einen Stellplatz, obwohl viele leer stehen.",
        "Manche Kurse sind teuer, und Betriebe schulen deshalb selten.",
        "Am Automaten im Bahnhof bedient niemand die Leute vom Land.",
    ),
)
_LINES = re.compile(r"^(\d+): (.+)$", re.MULTILINE)


@functools.cache
def _place() -> Path:
    folder = tempfile.mkdtemp(prefix="szenario-gemessen-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder) / "lauf"


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    """A run with texts that somebody wrote of their scenarios' values, and the ranking measured on them."""
    made = _place()
    if not made.is_dir():
        written(ready(cli, project, made))
        measured_ranking(open_run(made), load(open_run(made)).settings)
    shutil.copytree(made, tmp_path / "lauf")
    record = json.loads((made / "run.json").read_text(encoding="utf-8"))
    record["folder"] = str(project.resolve())
    (tmp_path / "lauf" / "run.json").write_text(to_json(record), encoding="utf-8")
    return tmp_path / "lauf"


def written(folder: Path) -> None:
    clusters = {one.id: one for one in read_clusters(open_run(folder)).clusters}
    for path in folder.glob("narratives/*.ledger.json"):
        told = Narrative.model_validate_json(path.read_text(encoding="utf-8"))
        members = clusters[told.cluster].members
        sentences = tuple(
            Sentence(text=text, basis="value", values=(members["bus"],), paragraph=1)
            for text in TEXTS[int("bus2" in members.values())]
        )
        told = told.model_copy(update={"sentences": sentences, "rohgeruest": False, "earlier": ()})
        path.write_text(to_json(told), encoding="utf-8")
        page = path.with_name(path.name.replace(".ledger.json", ".md"))
        page.write_text(to_markdown(told), encoding="utf-8")


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with ModelServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        yield server


def knowing(run: Path) -> Callable[[dict[str, Any]], Act]:
    """A model that knows which sentences were made wrong."""
    found = open_run(run)
    ground = read_ground(found, load(found).settings)
    drawn = mutants_of(narratives_of(found, ground.clusters), ground)
    faulty = {one.text for one in drawn if one.kind != "paraphrase"}

    def judged(number: int, text: str, own: tuple[str, ...]) -> dict[str, Any]:
        wrong = text in faulty and text not in own
        return {
            "nummer": number,
            "zahlen": [],
            "namen": [],
            "faktor": 1,
            "zitat": text.split()[0].strip(",.") if wrong else "",
            "grund": "Das Gegenteil gilt." if wrong else "",
            "urteil": "widerspricht" if wrong else "stuetzt",
        }

    def answer(body: dict[str, Any]) -> Act:
        asked = str(body["messages"][1]["content"])
        if wanted(body) == "JudgedSentences":
            told, own = dict(_LINES.findall(asked)), TEXTS[int("bucht den Preis sofort ab" in asked)]
            numbers = re.findall(r"\d+", asked.rpartition("genau einem Eintrag")[2])
            return say({"saetze": [judged(int(one), told[one], own) for one in numbers]})
        if wanted(body) == "DoubtedSentences":
            parts = re.split(r"^## Einwand zu Satz (\d+)$", asked, flags=re.MULTILINE)[1:]
            return say({"einwaende": [_doubted(*one) for one in zip(parts[::2], parts[1::2], strict=True)]})
        return act(body)

    return answer


def _doubted(number: str, case: str) -> dict[str, Any]:
    sentence = re.findall(r"<dokument>\n(.*?)\n</dokument>", case, re.DOTALL)[0]
    first = sentence.split()[0].strip(",.")
    confirmed = "Das Gegenteil gilt." in case  # not where only our own rule of thumb objects
    return {"nummer": int(number), "zitat": first, "grund": "So ist es.", "bestaetigt": confirmed}


def by_kind(outcome: Outcome) -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in outcome.json["kinds"]}


def test_offline_the_ranking_is_measured_and_kept_and_comes_out_alike(cli, run):
    kept = (run / "judge.json").read_bytes()
    (run / "judge.json").unlink()
    done = cli("eval-judge", run, "--offline", "--json")
    assert done.code == 0, done.err
    assert (run / "judge.json").read_bytes() == kept
    kinds = by_kind(done)
    assert set(kinds) == {"swap", "flip", "invented", "all", "paraphrase"}
    assert all({"kind", "recall", "false_alarms", "auc"} <= set(one) for one in kinds.values())
    assert done.json["judge"] == "offline" and kinds["all"]["auc"] > 0.5
    assert [one["judge"] for one in done.json["judges"]] == ["offline"]
    told = cli("eval-judge", run, "--offline").out
    assert "Rangfolge ohne Sprachmodell" in told and "Sinn umgekehrt" in told


def test_the_ranking_is_measured_anew_when_a_text_changes_and_otherwise_recalled(run):
    found = open_run(run)
    settings = load(found).settings
    first = measured_ranking(found, settings)
    marked = first.model_copy(update={"fair": 999})
    keep(found, marked)
    assert measured_ranking(found, settings) == marked, "kept for the same texts"
    page = next(run.glob("narratives/1-*.md"))
    page.write_text(page.read_text(encoding="utf-8").replace("Kai", "Kanal"), encoding="utf-8")
    ground = read_ground(found, settings)
    other = ranking_of(found, narratives_of(found, ground.clusters), ground, Reviewed())
    assert other.fair == first.fair and other.texts != first.texts
    kept = Judges.model_validate_json((run / "judge.json").read_text(encoding="utf-8"))
    assert kept.judges == (marked,), "nothing was written where nothing was to be"


def test_a_model_that_finds_all_is_told_so_and_asked_once(cli, run, at_home):
    at_home.always(knowing(run))
    done = cli("eval-judge", run, *MODEL, "--json")
    assert done.code == 0, done.err
    kinds = by_kind(done)
    assert (kinds["all"]["recall"], kinds["all"]["false_alarms"]) == (1.0, 0.0)
    assert kinds["all"]["auc"] == 1.0 and done.json["told"] == []
    assert [one["judge"] for one in done.json["judges"]] == ["offline", "openai:probe"]
    asked = len(at_home.requests)
    assert cli("eval-judge", run, *MODEL, "--json").out == done.out
    assert len(at_home.requests) == asked, "answers are kept"
    found = open_run(run)
    assert model_figures(found, "openai:probe") is None, "this run was not judged by it"
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    record["stages"]["check"]["decided"] = done.json["signature"]
    (run / "run.json").write_text(to_json(record), encoding="utf-8")
    assert model_figures(found, "openai:probe").judge == "openai:probe"


def forged(run: Path) -> None:
    """Type in figures of a model that nobody measured."""
    path = run / "judge.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    kinds = [
        {"kind": kind, "sentences": 88, "recall": 1.0, "false_alarms": 0.0, "auc": 1.0}
        for kind in ("swap", "flip", "invented", "all")
    ]
    decided = load(open_run(run)).stages["check"].decided
    written["judges"].append({"judge": "openai:probe", "signature": decided, "texts": "x", "kinds": kinds})
    path.write_text(json.dumps(written), encoding="utf-8")


def test_figures_that_somebody_typed_in_count_for_nothing_and_that_is_told(cli, run):
    kept, found = (run / "judge.json").read_bytes(), open_run(run)
    assert read_judges(found).judges and spoilt(found) == ""
    forged(run)
    assert model_figures(found, "openai:probe") is None and read_judges(found).judges == ()
    told = cli("eval", run, "--offline", "--json")
    assert "judge.json ist verändert" in told.err and "eval-judge" in told.err
    assert [one["judge"] for one in told.json["judges"]] == ["offline"]
    assert (run / "judge.json").read_bytes() == kept, "the ranking is measured anew, and nothing else kept"
    assert "verändert" not in cli("eval", run, "--offline").err


def test_a_judge_json_that_no_record_knows_measures_no_model(run):
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    del record["kept"]["judge.json"]
    (run / "run.json").write_text(to_json(record), encoding="utf-8")
    assert read_judges(open_run(run)).judges == () and "verändert" in spoilt(open_run(run))


def test_what_a_model_did_not_judge_before_it_failed_is_not_measured(cli, run, project, at_home):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nparallel = 1\n", encoding="utf-8")
    answer, judged = knowing(run), []

    def failing(body: dict[str, Any]) -> Act:
        judged.append(body)
        return Fault(401) if len(judged) > 3 else answer(body)

    at_home.always(failing)
    done = cli("eval-judge", run, *MODEL, "--json")
    assert done.code == 1, done.err
    assert by_kind(done)["all"] | {"sentences": 0} == {
        "kind": "all",
        "sentences": 0,
        "recall": None,
        "false_alarms": None,
        "auc": None,
    }
    model = done.json["judges"][1]
    assert "nicht gemessen" in model["told"] and "401" in model["told"]
    assert "nicht gemessen" in done.json["told"][-1]
    assert done.json["judges"][0]["kinds"][3]["auc"] is not None, "the ranking was measured all the same"
    at_home.always(Fault(401))
    gone = cli("eval-judge", run, "--model", "openai:andere", "--json")
    assert gone.code == 2 and "401" in gone.err


def known(**finds: float | None) -> JudgeFigures:
    """A ranking that finds so much of each kind; None where the kind was not measured."""
    kinds = [
        KindFigures(
            kind=kind,
            sentences=0 if found is None else 9,
            recall=found,
            false_alarms=None if found is None else 0.0,
            auc=found,
        )
        for kind, found in {**finds, "all": 0.9}.items()
    ]
    return JudgeFigures(judge="offline", fair=9, kinds=tuple(kinds))


def test_with_a_kind_that_nobody_measured_there_is_no_figure_of_all(capsys):
    figures = known(invented=1.0, swap=None, flip=0.06)
    assert not is_whole(Measured(figures, (figures,), ()))
    print_measured(Measured(figures, (figures,), ("Die Rangfolge reicht nicht.",)))
    told = capsys.readouterr().out
    assert "90 %" not in told and "AUC" not in told
    assert told.index("Satz aus anderem Text") < told.index("Sinn umgekehrt") < told.index("Zahl oder Name")
    beside = judged(figures)
    assert "90 %" not in beside and "Satz aus anderem Text nicht gemessen, Sinn umgekehrt 6 %" in beside


def test_where_all_kinds_are_measured_the_weakest_comes_first(capsys):
    figures = known(invented=1.0, swap=0.8, flip=0.06)
    assert is_whole(Measured(figures, (figures,), ()))
    assert judged(figures).startswith("findet: Sinn umgekehrt 6 %, Satz aus anderem Text 80 %")
    print_measured(Measured(figures, (figures,), ()))
    told = capsys.readouterr().out
    assert "Reicht" in told and "55 %" in told and "70 %" in told, "good enough, and by which lines"


def test_answers_by_hand_are_told_as_no_measurement(capsys):
    figures = known(swap=1.0, flip=1.0, invented=1.0).model_copy(
        update={"judge": "openai:handgeschrieben", "by_hand": True}
    )
    done = Measured(figures, (figures,), ())
    print_measured(done)
    assert "von Hand" in capsys.readouterr().out and not is_whole(done)
    assert is_whole(Measured(figures.model_copy(update={"by_hand": False}), (), ()))


def test_calls_out_of_the_house_want_a_yes_and_a_run_needs_texts(cli, run, project, at_home):
    toml = project / "szenario.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[model]\nexternal = true\n", encoding="utf-8")
    done = cli("eval-judge", run, *MODEL)
    assert done.code == 2 and "--yes" in done.err and at_home.requests == []
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    del record["stages"]["draft"]
    (run / "run.json").write_text(to_json(record), encoding="utf-8")
    done = cli("eval-judge", run, "--offline")
    assert done.code == 2 and "keine Texte" in done.err
