"""The texts sentence by sentence: how it stands with each, what it rests on, what was found about it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.core.types import FactorValue, Narrative, Sentence
from pipeline.evaluation.held_against import nearest_values
from pipeline.evaluation.material import Material
from pipeline.evaluation.selecting import Selection
from pipeline.narratives.ledger import state, worded_by_model
from pipeline.publish.colours import COLOURS
from pipeline.publish.evaluated.anchors import Anchors
from pipeline.publish.evaluated.linking import Links, SourceNamed
from pipeline.publish.evaluated.permitted import Permitted
from pipeline.publish.evaluated.reading import key_of
from pipeline.publish.evaluated.said import Said, Sayings
from pipeline.publish.evaluated.standing import Standing, standing
from pipeline.publish.resting import BASES, BASES_OF_A_MODEL

_MORE, _LESS = 0.75, 0.25


@dataclass(frozen=True)
class SentenceShown:
    """A sentence as it may be shown. `suspicion` compares it with all others in words; `key` is what its
    line of review.yaml is known by. `against` is what else its scenario says near to it, while it waits."""

    number: int
    place: str
    key: str
    text: str
    standing: Standing
    suspicion: str
    basis: str
    sources: Sequence[SourceNamed]
    said: Sequence[Said]
    against: Sequence[SourceNamed] = ()
    note: str = ""
    opens_paragraph: bool = False


@dataclass(frozen=True)
class TextShown:
    """A narrative with its sentences, what was found about the whole, and how many sentences wait."""

    place: str
    title: str
    state: str
    colour: str
    waiting: int
    left: int
    said: Sequence[Said]
    sentences: Sequence[SentenceShown]


@dataclass(frozen=True)
class Texts:
    """All texts of a run, as they may be shown."""

    material: Material
    selections: Mapping[str, Selection]
    permitted: Permitted
    anchors: Anchors
    links: Links
    sayings: Sayings

    def shown(self) -> list[TextShown]:
        """The texts in their order."""
        return [
            self._text(one, COLOURS[position % len(COLOURS)])
            for position, one in enumerate(self.material.narratives)
        ]

    def _text(self, told: Narrative, colour: str) -> TextShown:
        selection = self.selections[told.cluster]
        numbers = range(1, len(told.sentences) + 1)
        reading = [number for number, _ in selection.reading]
        near = nearest_values(told, reading, self.material.ground)
        sentences = [self._sentence(told, number, selection, near.get(number, ())) for number in numbers]
        return TextShown(
            place=self.anchors.text(told.cluster),
            title=told.title,
            state=state(told),
            colour=colour,
            waiting=sum(one.standing.waits for one in sentences),
            left=len(selection.left),
            said=self.sayings.about(told.cluster),
            sentences=sentences,
        )

    def _sentence(
        self, told: Narrative, number: int, selection: Selection, near: Sequence[FactorValue]
    ) -> SentenceShown:
        one, cluster = told.sentences[number - 1], told.cluster
        stands, sources = standing(self.material, selection, cluster, number), self.links.of_sentence(one)
        places = {each.link.place for each in sources}
        review = self.material.reviewed.of(cluster, one.text)
        return SentenceShown(
            number=number,
            place=self.anchors.sentence(cluster, number),
            key=key_of(cluster, one.text),
            text=self.permitted.sentence(cluster, number),
            standing=stands,
            suspicion=self._suspicion(cluster, number),
            basis=_basis(told, one),
            sources=sources,
            said=self.sayings.about(cluster, number),
            against=[
                each
                for each in self.links.of_values(near)
                if stands.waits and each.link.place not in places
            ],
            note=self.permitted.words(review.note) if review else "",
            opens_paragraph=number > 1 and one.paragraph != told.sentences[number - 2].paragraph,
        )

    def _suspicion(self, cluster: str, number: int) -> str:
        """Where a sentence stands among all, in words: the figures behind it are no probabilities."""
        mine = self._suspicions.get((cluster, number))
        if mine is None:
            return "Verdacht unbekannt"
        ranks = self._ranks
        share = (bisect_left(ranks, mine) + bisect_right(ranks, mine)) / (2 * len(ranks))
        if share >= _MORE:
            return "verdächtiger als die meisten Sätze"
        return "weniger verdächtig als die meisten Sätze" if share <= _LESS else "so verdächtig wie viele"

    @cached_property
    def _suspicions(self) -> dict[tuple[str, int], float]:
        return {(one.cluster, one.index): one.suspicion for one in self.material.findings.sentences}

    @cached_property
    def _ranks(self) -> list[float]:
        return sorted(self._suspicions.values())


def _basis(told: Narrative, one: Sentence) -> str:
    """What a sentence rests on, in a word; where a model drafted it, by its word."""
    named = BASES_OF_A_MODEL if worded_by_model(told, one) else BASES
    basis = named[one.basis]
    return basis if one.before is None else f"{basis}, geändert aus: {named[one.before.basis]}"
