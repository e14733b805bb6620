"""A value sheet proposed by a model: trends, then factors from passages, then values for each factor.

Each step asks all it wants side by side. A trend or factor for which the model does not answer as
asked is reported and left out; where nothing is left, nothing is proposed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.core.errors import AnswerError, InputError
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Passage
from pipeline.llm.batches import in_batches, together
from pipeline.llm.chain import Desk
from pipeline.llm.prompts import load
from pipeline.scenarios.proposal import factors, trends, values
from pipeline.scenarios.proposal.factors import Yielded, factors_of
from pipeline.scenarios.proposal.proposed import Dropped, Material, ProposedFactor, ProposedSheet, Trend
from pipeline.scenarios.proposal.trends import trends_of
from pipeline.scenarios.proposal.values import values_of
from pipeline.scenarios.proposal.wording import key
from pipeline.sources.retrieval import Retriever

STAGE = "proposal"
PASSAGES_OF_TREND = 12
PASSAGES_OF_FACTOR = 4


@dataclass(frozen=True)
class ModelProposer:
    """Asks the model for factors and values; sees of the documents what its retriever gives."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load(trends.PROMPT), load(factors.PROMPT), load(values.PROMPT))

    def propose(self, material: Material, settings: Settings, progress: Progress) -> ProposedSheet:
        released = self.retriever.get(material.passages)
        if not released:
            raise InputError(
                "Für einen Vorschlag fehlt Text: keines der Dokumente darf an dieses Sprachmodell gegeben "
                "werden. Bitte in documents/rights.yaml freigeben (external_model: yes) oder ein Modell im "
                "Haus verwenden."
            )
        progress.started("Trends suchen")
        found = trends_of(self.desk, released, material, settings, STAGE)
        progress.started("Einflussfaktoren suchen")
        yielded = self._factors(found, material, settings)
        if not yielded.factors:
            raise InputError(
                f"Kein Einflussfaktor ließ sich aus den Dokumenten belegen ({_reasons(yielded.dropped)}). "
                "Bitte in szenario.toml trends nennen, die dort vorkommen, oder mit --variant 1 neu fragen."
            )
        progress.started("Ausprägungen vorschlagen")
        filled = self._values(yielded.factors, material, settings)
        if not filled.factors:
            raise InputError(
                f"Zu keinem Einflussfaktor kamen Ausprägungen ({_reasons(filled.dropped)}). Bitte ein "
                "stärkeres Modell wählen oder mit --variant 1 neu fragen."
            )
        return ProposedSheet(
            model=self.desk.settings.name,
            trends=found,
            factors=filled.factors,
            dropped=(*yielded.dropped, *filled.dropped),
        )

    def _factors(self, wanted: Sequence[Trend], material: Material, settings: Settings) -> Yielded:
        near = self._near([(trend.name, *trend.words) for trend in wanted], PASSAGES_OF_TREND)
        tasks = [
            partial(self._of_trend, trend, passages, material, settings)
            for trend, passages in zip(wanted, near, strict=True)
        ]
        return _merged(together(tasks, self.desk.settings.parallel))

    def _of_trend(
        self, trend: Trend, passages: Sequence[Passage], material: Material, settings: Settings
    ) -> list[Yielded]:
        def ask(batch: Sequence[Passage]) -> Yielded:
            return factors_of(self.desk, trend.name, batch, material.rights, settings, STAGE)

        about = f"Trend „{trend.name}“"
        if not passages:
            return [_nothing(about, "Die Dokumente enthalten keine Passage dazu.")]
        try:
            asked = in_batches(passages, PASSAGES_OF_TREND, ask, at_once=1)
        except AnswerError as error:
            return [_nothing(about, str(error))]
        found = [yielded for _, yielded in asked]
        if not any(one.factors for one in found):
            found.append(_nothing(about, "Kein Einflussfaktor ließ sich belegen."))
        return found

    def _values(self, wanted: Sequence[ProposedFactor], material: Material, settings: Settings) -> Yielded:
        near = self._near([(f"{one.name}. {one.definition}",) for one in wanted], PASSAGES_OF_FACTOR)
        tasks = [
            partial(self._filled, factor, passages, material, settings)
            for factor, passages in zip(wanted, near, strict=True)
        ]
        parts = together(tasks, self.desk.settings.parallel)
        return Yielded(
            tuple(factor for part in parts for factor in part.factors),
            tuple(dropped for part in parts for dropped in part.dropped),
        )

    def _filled(
        self,
        factor: ProposedFactor,
        passages: Sequence[Passage],
        material: Material,
        settings: Settings,
    ) -> list[Yielded]:
        try:
            found = values_of(self.desk, factor, passages, material.rights, settings, STAGE)
        except AnswerError as error:
            return [_nothing(f"„{factor.name}“ ({factor.trend})", str(error))]
        return [Yielded((factor.model_copy(update={"values": found}),))]

    def _near(self, asked: Sequence[Sequence[str]], limit: int) -> list[list[Passage]]:
        """For each group of texts the passages nearest to any of them, the nearest of each first."""
        rows = iter(self.retriever.near([text for texts in asked for text in texts], limit))
        return [_in_turn([next(rows) for _ in texts])[:limit] for texts in asked]


def _in_turn(rows: Sequence[Sequence[Passage]]) -> list[Passage]:
    """The first of every row, then the second of every row and so on, each passage once."""
    longest = max((len(row) for row in rows), default=0)
    taken = {row[at].id: row[at] for at in range(longest) for row in rows if at < len(row)}
    return list(taken.values())


def _merged(parts: Sequence[Yielded]) -> Yielded:
    """All factors, one of each name; a second one lends the first its evidence."""
    by_name: dict[tuple[str, ...], ProposedFactor] = {}
    dropped = [one for part in parts for one in part.dropped]
    for factor in (factor for part in parts for factor in part.factors):
        first = by_name.get(key(factor.name))
        if first is None:
            by_name[key(factor.name)] = factor
            continue
        more = tuple(one for one in factor.evidence if one not in first.evidence)
        by_name[key(factor.name)] = first.model_copy(update={"evidence": (*first.evidence, *more)})
        dropped.append(
            Dropped(
                what=f"„{factor.name}“ ({factor.trend})",
                reason=f"mit „{first.name}“ unter {first.trend}; der Beleg ist dort ergänzt.",
                merged=True,
            )
        )
    return Yielded(tuple(by_name.values()), tuple(dropped))


def _nothing(what: str, reason: str) -> Yielded:
    return Yielded(dropped=(Dropped(what=what, reason=reason),))


def _reasons(dropped: Sequence[Dropped]) -> str:
    told = [f"{one.what}: {one.reason.rstrip('.')}" for one in dropped[:3]]
    more = len(dropped) - len(told)
    return "; ".join([*told, *([f"und {more} weitere"] if more else [])])
