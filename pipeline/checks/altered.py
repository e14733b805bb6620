"""A statement of the own cluster that a sentence nearly repeats, and what was changed in it.

One or two words can turn a statement into its opposite: a negation or a quantity more or less. What stays
alike and differs in such a word is to be read by a person.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.language.sentences import sentences
from pipeline.language.words import FUNCTION_WORDS, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TURNED_KIND = "umgekehrte_aussage"
CHANGED, SHORTEST = 2, 6  # words changed at most, in a statement of at least so many

_NEGATIONS = frozenset(
    """nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts
    keineswegs keinesfalls ohne kaum weder nirgends vergeblich selten""".split()
)
_QUANTITIES = frozenset(
    """alle jede jeder jedes viele wenige einige mehr weniger meist selten oft immer manchmal nur
    fast ganz halb doppelt hälfte mehrheit minderheit große kleine hoch niedrig steigt sinkt wächst
    schrumpft""".split()
)


@dataclass(frozen=True)
class Alteration:
    """The value whose statement a sentence nearly repeats; whether a negation or quantity differs."""

    value: str = ""
    turned: bool = False


def nearly_repeated(text: str, own: set[int], case: Case) -> Alteration:
    """A statement of the own cluster with one or two words changed, which may turn its meaning."""
    here = Counter(tokens(text))
    for position in sorted(own):
        value = case.ground.matcher.values[position]
        for statement in sentences(value.text):
            there = _counted(statement)
            if there.total() < SHORTEST or abs(there.total() - here.total()) > CHANGED:
                continue
            added, gone = here - there, there - here
            if not 0 < max(added.total(), gone.total()) <= CHANGED:
                continue
            changed = set(added) | set(gone)
            if changed - FUNCTION_WORDS or changed & (_NEGATIONS | _QUANTITIES):
                return Alteration(value.id, bool(changed & (_NEGATIONS | _QUANTITIES)))
    return Alteration()


@lru_cache(maxsize=4_096)
def _counted(statement: str) -> Counter[str]:
    return Counter(tokens(statement))


def turned_alike(text: str, words: "NDArray[np.float64]", own: set[int], case: Case) -> str:
    """The value that the sentence resembles closely while its negations or quantities differ."""
    nearest = max(sorted(own), key=lambda value: float(words[value]))
    if words[nearest] < threshold(TURNED_KIND, "alike"):
        return ""
    value = case.ground.matcher.values[nearest]
    here, there = set(tokens(text)), set(tokens(value.text))
    for kind in (_NEGATIONS, _QUANTITIES):
        if (here & kind) - there:
            return value.id
    return ""
