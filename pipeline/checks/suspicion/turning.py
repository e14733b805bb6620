"""How likely a sentence turns round what its cluster's value says: six signs, each weighing the same.

None proves anything: a fair sentence denies too, and names ends of scales that its value leaves out. So it
ranks, and says nothing of its own. All signs weigh the same, once each is put in units of how much it
scatters: two dozen turned sentences a set cannot tell weights apart, and weights that were fitted to some
writers ranked those of others worse (Dawes 1979, "The robust beauty of improper linear models").
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.suspicion.deciding import sorts
from pipeline.core.types import FactorValue
from pipeline.language.opposites import ends_of
from pipeline.language.words import stem, tokens

DENYING = re.compile(
    r"nicht|kein(?:e[mnrs]?)?|nie|niemals|niemand(?:e[mn])?|nichts|keineswegs|keinesfalls|ohne|kaum|weder"
    r"|nirgends?|vergeblich|vergebens|selten"
)
_HARMLESS = re.compile(
    r"\b(?:nicht (?:nur|allein|bloß|zuletzt|ohne|selten|mehr)|gar nicht erst|kaum noch|nichts als)\b"
)
AGAINST = frozenset(
    """obwohl trotzdem dennoch auch sogar selbst durchaus doch zwar statt ohne gleichwohl gleichermaßen
    immerhin ebenso genauso ebenfalls obendrein weiterhin trotz ungeachtet anstelle anstatt sondern lieber
    wohl noch""".split()
)
"""By these a writer sets a thing against what one expects; who turns a sentence round leans on them."""
LIMITING = frozenset(
    """aber doch jedoch allerdings nur bloß dafür während dagegen hingegen freilich wobei weshalb weil denn
    obwohl sofern solange sobald bis lediglich leider notgedrungen dabei""".split()
)
"""Values tell what a thing costs: a sentence on them that limits and reasons nothing has lost a side."""
MOST_DENIED = 2


@dataclass(frozen=True)
class Signs:
    """What a sentence shows beside its value, each 0 or more.

    `denied`, `set_against` and `opposed` count words (the last those at an end of a scale of which the
    nearest value has the other), `strangers` the sorts of people that the nearest values do not name;
    `unlimited` is how much the sentence is about its values where it limits nothing, `sounding` see there.
    """

    denied: float
    set_against: float
    opposed: float
    strangers: float
    unlimited: float
    sounding: float

    def all(self) -> tuple[float, ...]:
        """The signs in the order of the fields."""
        return (
            self.denied, self.set_against, self.opposed, self.strangers, self.unlimited, self.sounding
        )  # fmt: skip


USUAL = Signs(0.43, 0.41, 0.37, 0.10, 0.39, 0.30)
SCATTER = Signs(0.64, 0.61, 0.62, 0.31, 0.44, 0.144)
"""Mean and standard deviation of each in the fair and the turned sentences of the tuned sets."""
START, EACH, MOST = -0.5, 0.49, 2.5
"""What a usual sentence starts from, what a sign weighs, and how far from the usual it counts. Turned
sentences rank with an AUC of 0.81, 0.70, 0.66 and 0.70 on the four tuned sets (benchmarks/checking.py),
from which the signs were chosen; chosen on the other three, with 0.83, 0.65, 0.61 and 0.61. A higher
start or weight gains them 0.01 and costs sentences of other clusters as much."""


def turned(signs: Signs) -> float:
    """0–1: how likely the sentence says the contrary of what its cluster's nearest values say."""
    score = START
    for sign, usual, scatter in zip(signs.all(), USUAL.all(), SCATTER.all(), strict=True):
        score += EACH * max(-MOST, min(MOST, (sign - usual) / scatter))
    return 1 / (1 + math.exp(-score))


def signs_of(text: str, nearest: Sequence[FactorValue], own: float, sounding: float) -> Signs:
    """The signs of a sentence against its cluster's values, the nearest first; `own` is how much of it they
    say (0–1)."""
    said = tokens(text)
    denied = sum(bool(DENYING.fullmatch(word)) for word in said)
    limited = any(word in LIMITING for word in said)
    return Signs(
        denied=min(max(0, denied - len(_HARMLESS.findall(" ".join(said)))), MOST_DENIED),
        set_against=sum(word in AGAINST for word in said),
        opposed=_opposed(said, nearest),
        strangers=_strangers(text, nearest),
        unlimited=0.0 if limited else own,
        sounding=sounding,
    )


def _opposed(said: Sequence[str], nearest: Sequence[FactorValue]) -> int:
    """Words at an end of a scale of which the nearest value has the other, and no value the same."""
    stated = [tokens(f"{value.label} {value.text}") for value in nearest]
    first = {end for word in (stated[0] if stated else ()) for end in ends_of(word)}
    every = {end for words in stated for word in words for end in ends_of(word)}
    repeated = {stem(word) for words in stated for word in words}
    return sum(
        stem(word) not in repeated
        and not ends_of(word) & every
        and any(end.opposite in first for end in ends_of(word))
        for word in set(said)
    )


def _strangers(text: str, nearest: Sequence[FactorValue]) -> int:
    known = frozenset().union(*(sorts(f"{value.label} {value.text}") for value in nearest))
    return len(sorts(text) - known) if known else 0
