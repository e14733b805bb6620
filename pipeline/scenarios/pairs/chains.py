"""Ratings of pairs by a model: promoting and hindering in two separate calls, with a reason each.

Asked for both at once, a model called 71 % of the pairs promoting and not one hindering; asked for one
at a time, each has to be looked for. Pairs are shown in an order of their own and under plain numbers: ids
tell how the sheet is sorted, and models lean to what stands first.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.core.errors import ModelError
from pipeline.core.settings import Settings
from pipeline.core.types import FactorValue, Passage, Rating, Sheet
from pipeline.llm.batches import in_batches, together
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.scenarios.pairs.judged import (
    HinderedPairs,
    JudgedPair,
    JudgedPairs,
    PromotedPairs,
    combined,
    fault,
    in_line,
)
from pipeline.scenarios.pairs.matter import Pair
from pipeline.scenarios.pairs.precedence import MODEL
from pipeline.sources.retrieval import Retriever

BATCH = 24
PASSAGES_SHOWN = 4
NEAREST = 3


@dataclass(frozen=True)
class Question:
    """One of the two things asked of every pair."""

    prompt: str
    reply: type[JudgedPairs]


PROMOTES = Question("scenarios/promote", PromotedPairs)
HINDERS = Question("scenarios/hinder", HinderedPairs)


@dataclass(frozen=True)
class _Matter:
    """What all calls draw from; passages by the value they are near to."""

    sheet: Sheet
    settings: Settings
    near: Mapping[str, Sequence[Passage]]
    factor_of: Mapping[str, str]


@dataclass(frozen=True)
class ModelPairRater:
    """Asks the model how one value bears on another, a batch of pairs at a time."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load(PROMOTES.prompt), load(HINDERS.prompt))

    def rate(self, pairs: Sequence[Pair], sheet: Sheet, settings: Settings) -> tuple[Rating, ...]:
        """A rating for every pair, in their order; 0 where the model sees no effect.

        A pair to which it has no usable answer stays without one: that is not no effect.
        """
        if not pairs:
            return ()
        factor_of = {value.id: factor.name for factor in sheet.factors for value in factor.values}
        values = list(dict.fromkeys(one for pair in pairs for one in (pair.source, pair.target)))
        asked = [_words(sheet.value(one), factor_of[one]) for one in values]
        near = dict(zip(values, self.retriever.near(asked, NEAREST), strict=True))
        matter = _Matter(sheet, settings, near, factor_of)
        both = together([partial(self._judged, kind, pairs, matter) for kind in (PROMOTES, HINDERS)], 2)
        promoted, hindered = both[: len(pairs)], both[len(pairs) :]
        origin = f"{MODEL}{self.desk.settings.name}"
        return tuple(
            combined(pair, promotes, hinders, origin)
            for pair, promotes, hinders in zip(pairs, promoted, hindered, strict=True)
            if promotes is not None and hinders is not None
        )

    def _judged(self, kind: Question, pairs: Sequence[Pair], matter: _Matter) -> list[JudgedPair | None]:
        asked = partial(self._asked, kind, matter)
        unfit: list[ModelError] = []

        def unanswered(batch: Sequence[Pair], error: ModelError) -> list[JudgedPair | None]:
            unfit.append(error)
            return [None] * len(batch)

        found = in_batches(pairs, BATCH, asked, at_once=self.desk.settings.parallel, unanswered=unanswered)
        judged = [one for _, part in found for one in part]
        if not any(judged):
            raise unfit[0]
        return judged

    def _asked(self, kind: Question, matter: _Matter, batch: Sequence[Pair]) -> list[JudgedPair | None]:
        """What one call says of a batch, in its order."""
        prompt = load(kind.prompt)
        shown = dict(enumerate(_shuffled(batch, matter.settings.seed, prompt.name), start=1))
        values = {
            "paare": [{"nummer": number, **_told(pair, matter)} for number, pair in shown.items()],
            "passagen": [passage.text for passage in _nearest(batch, matter.near)],
            "horizont": matter.settings.horizon,
            "region": matter.settings.region,
        }
        chain = Chain(prompt, kind.reply, "rate")
        reply = chain.ask(self.desk, values, lambda found: fault(found, len(batch)))
        judged = {shown[one.nummer]: one for one in reply.urteile}
        return [judged[pair] for pair in batch]


def _shuffled(batch: Sequence[Pair], *seed: object) -> list[Pair]:
    """An order of its own for every batch and question, the same for the same seed."""
    chance = random.Random(" ".join(map(str, [*seed, *batch])))
    return chance.sample(batch, len(batch))


def _told(pair: Pair, matter: _Matter) -> dict[str, Any]:
    return {
        letter: {
            "faktor": in_line(matter.factor_of[one]),
            "label": in_line(matter.sheet.value(one).label),
            "text": in_line(matter.sheet.value(one).text),
        }
        for letter, one in (("a", pair.source), ("b", pair.target))
    }


def _words(value: FactorValue, factor: str) -> str:
    return f"{factor}. {value.label}. {value.text}"


def _nearest(batch: Sequence[Pair], near: Mapping[str, Sequence[Passage]]) -> list[Passage]:
    """The passages that stand foremost for the most values of a batch."""
    worth: dict[str, float] = {}
    passages: dict[str, Passage] = {}
    for value in dict.fromkeys(one for pair in batch for one in (pair.source, pair.target)):
        for rank, passage in enumerate(near[value], start=1):
            passages[passage.id] = passage
            worth[passage.id] = worth.get(passage.id, 0.0) + 1 / rank
    best = sorted(worth, key=lambda one: (-worth[one], one))
    return [passages[one] for one in best[:PASSAGES_SHOWN]]
