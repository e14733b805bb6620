"""A sheet of fourteen factors, two clusters over it, and passages: what tests of plans and drafts share."""

from collections.abc import Sequence

import numpy as np

from pipeline.core.settings import Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Passage,
    Placement,
    Sheet,
    Stability,
)
from pipeline.scenarios.affinity import Affinity

SETTINGS = Settings(title="Probe", region="Talaue", name_pattern="Die … Talaue")
FACTORS, KEYS = 14, 8
UNSURE = ("f13a", "f14a")
COUNTED = "Die Mühle im Dorf mahlt seit 1911 für alle Höfe am Oberlauf gemeinsam ihr Korn."


def _value(number: int, letter: str) -> FactorValue:
    text = f"Stelle {number} entscheidet {letter} der Rat der Höfe über Wasser und Wege für alle im Tal."
    valued = "-" if letter == "a" and number in (3, 5) else "+"
    return FactorValue(
        id=f"f{number:02d}{letter}",
        label=f"Zustand {number}{letter}",
        text=COUNTED if (number, letter) == (2, "a") else text,
        wertung=valued,
    )


SHEET = Sheet(
    factors=tuple(
        Factor(
            id=f"f{number:02d}",
            trend=f"Trend {number % 4}",
            name=f"Thema {number}",
            heute=f"Heute ist es bei Thema {number} noch unklar.",
            rolle="Schlüsselfaktor" if number <= KEYS else "Umfeld",
            values=(_value(number, "a"), _value(number, "b")),
        )
        for number in range(1, FACTORS + 1)
    )
)


def _cluster(number: int, letter: str, unsure: Sequence[str] = ()) -> Cluster:
    members = {factor.id: f"{factor.id}{letter}" for factor in SHEET.factors}
    return Cluster(
        id=f"c{number}",
        name=f"Die {letter}-artige Talaue",
        leitmotif="Der Rat der Höfe entscheidet.",
        members=members,
        placements=tuple(
            Placement(value=one, confidence="offen" if one in unsure else "fest", share=0.5)
            for one in members.values()
        ),
    )


CLUSTERS = Clusters(
    mode="partition",
    seed=1,
    clusters=(_cluster(1, "a", UNSURE), _cluster(2, "b")),
    objective=1.0,
    bound="",
    stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
)


def affinity() -> Affinity:
    """Values of one letter go together, the earlier the better."""
    ids = [value.id for factor in SHEET.factors for value in factor.values]
    scores = np.array(
        [[float(a[-1] == b[-1]) / (int(a[1:3]) + int(b[1:3])) * (a[:3] != b[:3]) for b in ids] for a in ids]
    )
    return Affinity(tuple(ids), tuple(number // 2 for number in range(len(ids))), scores)


class Shelf:
    """Evidence and retriever in one: passages by id, near to the values whose ids they name."""

    def __init__(self, passages: Sequence[Passage] = (), cosine: float = 0.6) -> None:
        self._passages = {one.id: one for one in passages}
        self._cosine = cosine

    def passages_for(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        return [[(one.id, self._cosine) for one in self._at(text)] for text in texts]

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        return [self._at(text)[:limit] for text in texts]

    def get(self, ids: Sequence[str]) -> list[Passage]:
        return [self._passages[one] for one in ids if one in self._passages]

    def _at(self, text: str) -> list[Passage]:
        """The passages on the label that a text holds."""
        return [one for one in self._passages.values() if f"{one.heading}." in text]


def passage(label: str, text: str) -> Passage:
    """A passage on the value of that label."""
    name = "".join(char for char in label if char.isalnum()).lower()
    return Passage(id=f"p{name}", document="notiz.md", anchor="S. 1", heading=label, text=text)
