"""Which documents the texts rest on, and which they leave aside.

A document bears a sentence out where the sentence is evidence from one of its passages or quotes it; it was
drawn upon where another sentence names a passage of it. To leave one aside is no fault; not to have been
able to read one is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks import evidence, forecast
from pipeline.checks.agreement import Place
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.material import Material


@dataclass(frozen=True)
class SourceUse:
    """One document: how many passages it has, those that texts name, the sentences that it bears out, those
    that draw upon it, and those that do not say what it says; `problem` is why it could not be read."""

    path: str
    title: str
    passages: int
    named: frozenset[str]
    borne: Sequence[Place]
    drawn: Sequence[Place]
    against: Sequence[Place]
    problem: str = ""

    @property
    def read(self) -> bool:
        """Whether there is anything of it to rest on."""
        return self.passages > 0

    @property
    def used(self) -> bool:
        """Whether any sentence rests on it."""
        return bool(self.borne or self.drawn)


@dataclass(frozen=True)
class _Named:
    passage: str
    place: Place
    bears: bool


def sources_used(material: Material) -> tuple[SourceUse, ...]:
    """All documents of a run, by their paths."""
    home = {one.id: one.document for one in material.ground.passages}
    named = [one for narrative in material.narratives for one in _named(narrative)]
    problems = {str(one.get("path", "")): str(one.get("problem") or "") for one in material.documents}
    wrong = {
        (one.cluster, one.sentence)
        for one in material.found(evidence.KIND, forecast.KIND)
        if one.severity != "info"
    }
    found = []
    for path in sorted({*home.values(), *material.titles, *problems}):
        mine = [one for one in named if home.get(one.passage) == path]
        borne = _places(one for one in mine if one.bears)
        found.append(
            SourceUse(
                path,
                material.titles.get(path, ""),
                sum(document == path for document in home.values()),
                frozenset(one.passage for one in mine),
                borne,
                [one for one in _places(mine) if one not in borne],
                [one for one in _places(mine) if (one.cluster, one.sentence) in wrong],
                problems.get(path, ""),
            )
        )
    return tuple(found)


def _named(narrative: Narrative) -> Iterator[_Named]:
    """The passages that the sentences of a text name; what a person reworded still came from them."""
    for number, one in enumerate(narrative.sentences, start=1):
        place = Place(narrative.cluster, number)
        quoted = {quotation.passage for quotation in one.quotations}
        for passage in dict.fromkeys((*one.passages, *quoted, *_before(one))):
            yield _Named(passage, place, one.basis == "evidence" or passage in quoted)


def _before(sentence: Sentence) -> tuple[str, ...]:
    return sentence.before.passages if sentence.before is not None else ()


def _places(named: "Iterator[_Named] | Sequence[_Named]") -> list[Place]:
    return list(dict.fromkeys(one.place for one in named))
