"""Mutants in their places: as few texts as possible in which each stands among sentences left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.mutants.mutant import Mutant

APART = 2
"""Between two changes stands a sentence that is as it was: neither explains or spoils the other."""


@dataclass(frozen=True)
class Variant:
    """A text with some of its sentences changed; `mutants` by the number (from 1) of their sentence."""

    narrative: Narrative
    mutants: Mapping[int, Mutant]


def plain(narrative: Narrative) -> Narrative:
    """The text as words alone: a fair sentence must not be known by what its ledger says of it."""
    sentences = tuple(
        Sentence(text=one.text, basis="edited", paragraph=one.paragraph) for one in narrative.sentences
    )
    return narrative.model_copy(update={"sentences": sentences, "earlier": (), "rohgeruest": False})


def variants(narrative: Narrative, mutants: Sequence[Mutant]) -> tuple[Variant, ...]:
    """The texts in which the mutants of a narrative are judged, each mutant in one."""
    rows: list[dict[int, Mutant]] = []
    for mutant in sorted(mutants, key=lambda one: one.index):
        if mutant.cluster != narrative.cluster:
            continue
        row = next((one for one in rows if all(abs(n - mutant.index) >= APART for n in one)), None)
        if row is None:
            row = {}
            rows.append(row)
        row[mutant.index] = mutant
    words = plain(narrative)
    return tuple(Variant(_with(words, row), row) for row in rows)


def _with(narrative: Narrative, row: Mapping[int, Mutant]) -> Narrative:
    sentences = tuple(
        one.model_copy(update={"text": row[number].text}) if number in row else one
        for number, one in enumerate(narrative.sentences, start=1)
    )
    return narrative.model_copy(update={"sentences": sentences})
