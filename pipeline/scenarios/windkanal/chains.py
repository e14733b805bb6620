"""Proposals by a model: how each measure would do in each scenario, with its reason and passages.

A proposal is never a judgement: it is marked, counts towards no verdict, and takes no cell in which a
person has said anything. Measures come in batches, each against all scenarios, so that the model sees how
the futures differ. Without a model there is no such thing: nothing that can be computed understands either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Passage, Sheet
from pipeline.llm.batches import in_batches
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.scenarios.pairs.judged import in_line
from pipeline.scenarios.windkanal.nouns import BY, Assessed, Measure, WindCell, Windkanal
from pipeline.scenarios.windkanal.replies import JudgedMeasure, JudgedMeasures, fault
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import voices_of
from pipeline.sources.retrieval import Retriever

BATCH = 5
VALUES_SHOWN = 14
"""Of each scenario: what sets it apart first, then its core; all 55 would bury both."""
NEAREST = 2
"""Passages shown of each measure."""


@dataclass(frozen=True)
class WindProposer:
    """Asks the model how measures do in scenarios, a batch of measures at a time."""

    desk: Desk
    retriever: Retriever

    def propose(
        self, windkanal: Windkanal, clusters: Clusters, sheet: Sheet, settings: Settings
    ) -> Windkanal:
        """The Windkanal with a proposal in every cell in which no person has said anything.

        Raises ModelError where the model cannot be had or does not answer as asked.
        """
        open_ = [row for row in windkanal.measures if any(not voices_of(cell) for cell in row.cells)]
        ask = partial(self._asked, clusters.clusters, sheet, settings)
        found = in_batches(open_, BATCH, ask, at_once=self.desk.settings.parallel)
        judged: dict[tuple[str, str], JudgedMeasure] = {}
        for batch, reply in found:
            ids = [row.measure.id for row in batch]
            judged |= {(ids[one.massnahme - 1], one.szenario): one for one in reply.urteile}
        rows = [self._filled(row, judged, windkanal.names) for row in windkanal.measures]
        return windkanal.model_copy(update={"measures": tuple(rows)})

    def _asked(
        self, clusters: Sequence[Cluster], sheet: Sheet, settings: Settings, batch: Sequence[Assessed]
    ) -> JudgedMeasures:
        measures = [row.measure for row in batch]
        passages = self._passages(measures)
        values = {
            "szenarien": [_scenario(one, sheet) for one in clusters],
            "massnahmen": [_measure(number, one) for number, one in enumerate(measures, start=1)],
            "passagen": [{"id": one.id, "text": one.text} for one in passages],
            "horizont": settings.horizon,
            "region": settings.region,
        }
        ids, known = [one.id for one in clusters], {one.id for one in passages}
        chain = Chain(load("scenarios/windkanal"), JudgedMeasures, "windkanal")
        return chain.ask(self.desk, values, lambda reply: fault(reply, len(measures), ids, known))

    def _passages(self, measures: Sequence[Measure]) -> list[Passage]:
        """The passages near to each measure, each once."""
        near = self.retriever.near([f"{one.title}. {one.goal}" for one in measures], NEAREST)
        return list({passage.id: passage for row in near for passage in row}.values())

    def _filled(
        self, row: Assessed, judged: Mapping[tuple[str, str], JudgedMeasure], names: Mapping[str, str]
    ) -> Assessed:
        by = f"{BY}{self.desk.settings.name}"
        cells = [
            cell if voices_of(cell) else _proposed(cell.cluster, judged[row.measure.id, cell.cluster], by)
            for cell in row.cells
        ]
        return assessed(row.measure, cells, names)


def _proposed(cluster: str, judged: JudgedMeasure, by: str) -> WindCell:
    return WindCell(
        cluster=cluster,
        rating=judged.bewertung,
        reason=in_line(judged.grund),
        condition=in_line(judged.bedingung),
        by=by,
        proposed=True,
        passages=tuple(dict.fromkeys(judged.passagen)),
    )


def _scenario(cluster: Cluster, sheet: Sheet) -> dict[str, Any]:
    factor_of = {value.id: factor.name for factor in sheet.factors for value in factor.values}
    foremost = dict.fromkeys((*cluster.distinguishing, *cluster.core, *cluster.members.values()))
    shown = [sheet.value(one) for one in foremost if one in factor_of][:VALUES_SHOWN]
    return {
        "id": cluster.id,
        "name": in_line(cluster.name),
        "leitmotiv": in_line(cluster.leitmotif),
        "werte": [
            {
                "faktor": in_line(factor_of[one.id]),
                "label": in_line(one.label),
                "text": in_line(one.text),
            }
            for one in shown
        ],
    }


def _measure(number: int, measure: Measure) -> dict[str, Any]:
    return {
        "nummer": number,
        "titel": in_line(measure.title),
        "ziel": in_line(measure.goal),
        "stand": in_line(measure.status),
    }
