"""The rater that asks a model: concepts of the whole sheet, and ratings of the pairs that matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Rating, Sheet
from pipeline.llm.chain import Desk
from pipeline.llm.prompts import load
from pipeline.llm.stopping import pool
from pipeline.scenarios import affinity
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.concepts.chains import PROMPTS
from pipeline.scenarios.concepts.concept import Concepts
from pipeline.scenarios.concepts.rounds import concepts_of
from pipeline.scenarios.contrast import cosines
from pipeline.scenarios.pairs import ModelPairRater, Standing, that_matter
from pipeline.scenarios.rater import Rated
from pipeline.scenarios.seating import exact, unpaired
from pipeline.sources.retrieval import Retriever

TEXT_SHARE = 0.3
"""Weight of the texts beside the concepts: values of one concept are told apart by them alone."""


@dataclass(frozen=True)
class ConceptRater:
    """Rates by concepts; the texts' own affinity is computed while the model answers."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return f"{self.desk.signature(*map(load, PROMPTS))} {self._pairs.signature}"

    def rate(self, sheet: Sheet, given: Sequence[Rating], settings: Settings, progress: Progress) -> Rated:
        with pool(1) as beside:
            texts = beside(partial(affinity.rate, sheet))
            concepts = concepts_of(sheet, settings, self.desk, self.retriever, progress)
            progress.started("Paare bewerten")
            pairs = that_matter(sheet, _standing(sheet, settings, concepts), given)
            ratings = self._pairs.rate(pairs, sheet, settings)
            if len(ratings) < len(pairs):
                progress.said(
                    f"Zu {len(pairs) - len(ratings)} von {len(pairs)} Paaren kam keine brauchbare Antwort; "
                    "sie bleiben unbewertet. „--redo rate“ fragt noch einmal."
                )
            return Rated(_blended(texts.result(), concepts), ratings, concepts)

    @property
    def _pairs(self) -> ModelPairRater:
        return ModelPairRater(self.desk, self.retriever)


def _standing(sheet: Sheet, settings: Settings, concepts: Concepts) -> Standing:
    """Where the values stand by their voices alone, before pairs are rated."""
    heard = {one.id: one for one in concepts.values}
    search = unpaired(sheet, settings)
    ids = search.task.affinity.ids
    members = exact(search, np.array([heard[value].support for value in ids]))
    agreement: dict[str, float] = {}
    runner_up: dict[str, int] = {}
    fit: dict[str, float] = {}
    for column in range(members.shape[1]):
        for position in members[:, column]:
            one = heard[ids[position]]
            agreement[one.id] = min(one.agreement(column), agreement.get(one.id, 1.0))
            others = sorted(
                (k for k in range(members.shape[1]) if k != column), key=lambda k: -one.support[k]
            )
            runner_up[one.id] = others[0] if one.support[others[0]] > 0 else -1
            fit[one.id] = one.support[column]
    return Standing(
        members=tuple(
            {factor.id: ids[row[column]] for factor, row in zip(sheet.factors, members, strict=True)}
            for column in range(members.shape[1])
        ),
        agreement=agreement,
        runner_up=runner_up,
        fit=fit,
    )


def _blended(texts: Affinity, concepts: Concepts) -> Affinity:
    """Likeness of what the voices say (cosine of the support around its mean), with that of the texts."""
    heard = {one.id: one.support for one in concepts.values}
    support = np.array([heard[value] for value in texts.ids])
    around = support - support.mean(axis=1, keepdims=True)
    groups = np.array(texts.factor_of)
    scores = (1 - TEXT_SHARE) * cosines(around) + TEXT_SHARE * texts.scores
    scores[groups[:, None] == groups[None, :]] = 0.0
    return Affinity(texts.ids, texts.factor_of, np.round(scores, 4))
