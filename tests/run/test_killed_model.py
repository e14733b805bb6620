"""`kill -9` while a model answers: the same command goes on, and nothing that arrived is asked again."""

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer, Said, say
from processes import Mother, said
from puppet import act, wanted
from puppet_judging import CONTRADICTS
from test_run import contents
from troubles import Held, Texts, texts_of

SHEET, PROPOSED = "values.yaml", "values.proposed.yaml"


def contradicting(body: dict[str, Any]) -> Said:
    """The scripted model, whose drafts hold a sentence that has to be revised."""
    told = act(body)
    assert isinstance(told, Said)
    if wanted(body) != "Draft":
        return told
    draft = json.loads(told.text or "")
    draft["saetze"][1]["text"] = f"Eine {CONTRADICTS} regelt 2035 jede Fahrt, denn so wollten es alle."
    return say(draft)


class Place:
    """A project, a run folder and a store of answers of their own, at one server."""

    def __init__(self, project: Path, folder: Path, server: ModelServer, mother: Mother) -> None:
        self.folder, self._mother = folder, mother
        shutil.copytree(project, folder / "probe")
        self._env = {"OPENAI_BASE_URL": server.address, "SZENARIO_HOME": str(folder / "home")}

    def started(self):
        arguments = ("run", "probe", "--model", "openai:probe", "--out", "lauf")
        return self._mother.started(*arguments, cwd=self.folder, env=self._env)

    def made(self) -> dict[str, bytes]:
        """All that the run has written, and the proposal beside the person's files."""
        proposed = self.folder / "probe" / PROPOSED
        beside = {PROPOSED: proposed.read_bytes()} if proposed.is_file() else {}
        return {**contents(self.folder / "lauf"), **beside}

    def kept(self) -> set[Texts]:
        """The questions whose answers are in the store."""
        store = self.folder / "home" / "answers.sqlite"
        if not store.is_file():
            return set()
        with closing(sqlite3.connect(store)) as opened:
            rows = opened.execute("select asked from said").fetchall()
        return {tuple(text for _, text in json.loads(asked)["messages"]) for (asked,) in rows}


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (False, ("TrendList", "FactorList", "ValueList")),
        (
            True,
            (
                "Induced", "HinderedPairs", "NamedScenarios", "PlannedNarrative", "Draft",
                "RevisedSentences", "PlacedParagraphs",
            ),
        ),
    ],
    ids=["proposal", "rate, cluster, plan, draft, check"],
)  # fmt: skip
def test_a_run_killed_in_every_stage_while_a_model_answers_goes_on_where_it_was(
    project, tmp_path: Path, mother, given: bool, names: tuple[str, ...]
):
    if not given:
        (project / SHEET).unlink()
    with ModelServer() as server:
        server.always(contradicting)
        calm = Place(project, tmp_path / "ruhig", server, mother)
        outcome = calm.started().ended()
        assert outcome.code == (0 if given else 1), outcome.err
        questions = Counter(texts_of(one.body) for one in server.requests)
    with ModelServer() as server:
        place = Place(project, tmp_path / "gestoert", server, mother)
        kept: set[Texts] = set()
        under_way: set[Texts] = set()
        for name in (*names, ""):
            since = server.count
            held = Held(name, contradicting)
            server.always(held)
            child = place.started()
            if name:
                assert held.reached.wait(60), f"{name}: {said(place.folder)[1].read_text()}"
                child.kill()
            ended = child.ended()
            assert ended.code == (-9 if name else outcome.code), ended.err
            asked = Counter(texts_of(one.body) for one in server.requests[since:])
            assert not kept & asked.keys(), "was ankam, wird nie wieder gefragt"
            assert set(asked.values()) == {1}
            assert under_way <= asked.keys(), "was unterwegs war, einmal noch"
            kept = place.kept()
            under_way = asked.keys() - kept
            assert not name or held.question in under_way
        assert not under_way
        assert kept == questions.keys(), "gefragt wird, was ein ruhiger Lauf fragt"
    assert set(questions.values()) == {1}
    assert place.made() == calm.made()
