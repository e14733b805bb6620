"""Mutants: sentences of an accepted text made wrong on purpose, each in one way, without a model.

They show how well a judge finds faults: a sentence of another text (swap), a meaning turned round (flip), a
figure or name that no source knows (invented), and a harmless rewording as a control (paraphrase). A
sentence that does not surely allow a change yields none. Everything is drawn by digest: the same texts, the
same mutants.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from pipeline.checks.case import Ground
from pipeline.core.types import Narrative
from pipeline.evaluation.mutants.antonyms import reversed_words
from pipeline.evaluation.mutants.deciding import exchanged
from pipeline.evaluation.mutants.drawing import one_of, shuffled
from pipeline.evaluation.mutants.figures import counted, remarked
from pipeline.evaluation.mutants.invented_names import named, quoted
from pipeline.evaluation.mutants.mutant import Mutant, MutantKind
from pipeline.evaluation.mutants.negation_in import denied
from pipeline.evaluation.mutants.negation_out import affirmed
from pipeline.evaluation.mutants.paraphrase import reworded
from pipeline.evaluation.mutants.quantity import recounted
from pipeline.evaluation.mutants.stating import states
from pipeline.evaluation.mutants.swap import swapped

Way = Callable[[str], Sequence[str]]
MOST = 5
"""Of one kind in one text: enough for a figure, few enough for a model to be paid for."""


def mutants_of(narratives: Sequence[Narrative], ground: Ground, most: int = MOST) -> tuple[Mutant, ...]:
    """At most so many mutants of each kind and text, in the order of clusters, kinds and sentences.

    Raises KeyError for an unknown cluster.
    """
    known = ground.source_tokens
    found: list[Mutant] = []
    for one in narratives:
        found += _drawn(swapped(one, narratives, ground), most)
        for kind, rows in _ways(known).items():
            found += _drawn(list(_reworded(one, kind, rows)), most)
    return tuple(found)


def _ways(known: frozenset[str]) -> Mapping[MutantKind, Sequence[Mapping[str, Way]]]:
    """The rules of each kind but swap; those of a later row are asked where the earlier find nothing.

    The rows of "flip" are asked each, so that a sentence may be turned round in two ways.
    """
    figure, remark = partial(counted, known=known), partial(remarked, known=known)
    return {
        "flip": (
            {"affirmed": affirmed, "denied": denied, "quantity": recounted},
            {"antonym": reversed_words, "deciding": exchanged},
        ),
        "invented": ({"figure": figure, "name": named}, {"remark": remark, "quoted": quoted}),
        "paraphrase": ({"reworded": reworded},),
    }


def _reworded(
    narrative: Narrative, kind: MutantKind, rows: Sequence[Mapping[str, Way]]
) -> Iterator[Mutant]:
    """The mutants of each sentence that allows any, by ways that are drawn."""
    for index, sentence in enumerate(narrative.sentences, start=1):
        text = sentence.text
        if kind == "flip" and ("„" in text or not states(sentence, narrative)):
            continue
        found = [one for row in rows if (one := _by_a_way(text, row))]
        for way, said in found if kind == "flip" else found[:1]:
            yield Mutant(cluster=narrative.cluster, index=index, kind=kind, way=way, text=said)


def _by_a_way(text: str, ways: Mapping[str, Way]) -> tuple[str, str] | None:
    """The name of the first way, in a drawn order, that a sentence allows, and what becomes of it."""
    for way in shuffled(ways, text):
        options = [said for said in ways[way](text) if said != text]
        if options:
            return way, one_of(options, text, way)
    return None


def _drawn(mutants: Sequence[Mutant], most: int) -> list[Mutant]:
    """So many of one kind and text, drawn, in the order of sentences."""
    chosen = set(shuffled((one.text for one in mutants), "drawn")[:most])
    return sorted((one for one in mutants if one.text in chosen), key=lambda one: one.index)
