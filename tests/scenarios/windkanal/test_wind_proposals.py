"""Proposals over real HTTP: every cell with its reason, none in a person's place, nothing withheld sent."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer, desk_at, say
from puppet_windkanal import asked, verdicts, weighed
from small_wind import NAMES, TITLES

from pipeline.core.errors import AnswerError
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Factor, FactorValue, Passage, Sheet, Stability
from pipeline.scenarios.windkanal.chains import BATCH, WindProposer
from pipeline.scenarios.windkanal.holding import held
from pipeline.scenarios.windkanal.nouns import Measure, Voice, Windkanal
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import with_voice

SETTINGS = Settings(title="Probe", region="Talaue", horizon=2035)
SHEET = Sheet(
    factors=(
        Factor(
            id="bus",
            name="Nahverkehr",
            values=tuple(FactorValue(id=f"bus{n}", label=f"Bus {n}", text=f"Es gilt {n}.") for n in "123"),
        ),
    )
)
CLUSTERS = Clusters(
    mode="partition",
    seed=1,
    clusters=tuple(
        Cluster(id=c, name=name, leitmotif=f"Logik von {c}", members={"bus": f"bus{c[1]}"})
        for c, name in NAMES.items()
    ),
    objective=0,
    bound="",
    stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=1),
)
PASSAGE = Passage(id="p1", document="d.md", anchor="S. 1", heading="", text="Am Kai steht ein altes Lager.")


class Shelf:
    """One passage, near to whatever speaks of the store at the quay."""

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        return [[PASSAGE] if "Lager" in text else [] for text in texts]

    def get(self, ids: Sequence[str]) -> list[Passage]:
        return []


def windkanal(count: int = 3) -> Windkanal:
    titles = [TITLES[n] if n < 3 else f"Maßnahme Nummer {n}" for n in range(count)]
    some = [Measure(id=f"m{n:02d}", title=title, goal="Ein Ziel.") for n, title in enumerate(titles, 1)]
    return held(some, NAMES).windkanal


@pytest.fixture
def propose(server: ModelServer, tmp_path: Path) -> Callable[[Windkanal], Windkanal]:
    def call(start: Windkanal) -> Windkanal:
        return WindProposer(desk_at(server, tmp_path), Shelf()).propose(start, CLUSTERS, SHEET, SETTINGS)

    return call


def test_every_open_cell_gets_a_proposal_that_is_marked_and_counts_nowhere(
    server: ModelServer, propose: Callable[[Windkanal], Windkanal]
) -> None:
    server.always(weighed)
    found = propose(windkanal(BATCH + 2))
    cells = [cell for row in found.measures for cell in row.cells]
    assert server.count == 2 and len(cells) == (BATCH + 2) * len(NAMES)
    assert all(one.proposed and one.by == "Vorschlag: openai:probe" and one.reason for one in cells)
    assert {row.verdict for row in found.measures} == {"open"}
    for row in found.measures:  # what was said of a measure stands with it
        assert all(
            row.measure.title in cell.reason and NAMES[cell.cluster] in cell.reason for cell in row.cells
        )
    assert {passage for one in cells for passage in one.passages} == {"p1"}


def test_a_person_is_never_replaced_and_not_sent(
    server: ModelServer, propose: Callable[[Windkanal], Windkanal]
) -> None:
    server.always(weighed)
    start = windkanal()
    voice = Voice(by="Frau Kern", rating=-2, reason="Das Geld fehlt.")
    full = [with_voice(cell, voice) for cell in start.measures[0].cells]
    part = [with_voice(start.measures[1].cells[0], voice), *start.measures[1].cells[1:]]
    rows = [
        assessed(row.measure, cells, NAMES)
        for row, cells in zip(start.measures, (full, part, start.measures[2].cells), strict=True)
    ]
    found = propose(start.model_copy(update={"measures": tuple(rows)}))
    assert found.measures[0] == rows[0] and found.measures[1].cells[0] == part[0]
    assert [one.proposed for one in found.measures[1].cells] == [False, True, True]
    assert list(asked(server.requests[0].body).measures.values()) == [TITLES[1], TITLES[2]]
    sent = str(server.requests[0].body)
    assert "Kern" not in sent and "Das Geld fehlt" not in sent


def test_a_second_time_nothing_new_is_asked(
    server: ModelServer, propose: Callable[[Windkanal], Windkanal]
) -> None:
    server.always(weighed)
    found = propose(windkanal())
    assert propose(found) == found and server.count == 1


def _without_one(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return said[1:]


def _twice(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*said, said[0]]


def _with(**change: object) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    return lambda said: [{**said[0], **change}, *said[1:]]


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (_without_one, "es fehlen 1 in c1"),
        (_twice, "mehrfach da sind 1 in c1"),
        (_with(szenario="c9"), "unbekannt sind 1 in c9"),
        (_with(bewertung=3), "möglich sind -2, -1, 0, 1 und 2"),
        (_with(grund="  "), "hat keinen Grund"),
        (_with(passagen=["p1", "p77"]), "nicht gezeigt sind: p77"),
    ],
)
def test_a_reply_that_does_not_fit_is_asked_again_with_what_is_wrong(
    server: ModelServer,
    propose: Callable[[Windkanal], Windkanal],
    spoilt: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
    told: str,
) -> None:
    def first_spoilt(body: dict[str, Any]):
        good = verdicts(body)
        return say({"urteile": spoilt(good) if server.count == 1 else good})

    server.always(first_spoilt)
    found = propose(windkanal())
    assert server.count == 2 and told in server.requests[1].text()
    assert all(cell.proposed for row in found.measures for cell in row.cells)


def test_a_model_that_never_answers_as_asked_leaves_all_as_it_was(
    server: ModelServer, propose: Callable[[Windkanal], Windkanal]
) -> None:
    server.always(say({"urteile": []}))
    with pytest.raises(AnswerError):
        propose(windkanal())
