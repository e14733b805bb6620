"""The labelled value sets for tests of clustering with a scripted model, and small sheets by hand."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from puppet_concepts import Place, Places
from scipy.optimize import linear_sum_assignment

from pipeline.core.settings import Settings
from pipeline.core.types import Factor, FactorValue, Passage, Sheet
from pipeline.scenarios import sheet

ROOT = Path(__file__).resolve().parents[2]
SETS = {
    "konnektivitaet-2035": "corpus/konnektivitaet-2035/values.yaml",
    "sicherheit-2035": "corpus/sicherheit-2035/values.yaml",
    "fachkraefte-owl": "evals/clusters/fachkraefte-owl.yaml",
    "klima-oberrhein": "evals/clusters/klima-oberrhein.yaml",
}
SETTINGS = Settings(title="Probe", region="Talaue", scenarios=4)


@dataclass(frozen=True)
class Labelled:
    """A value set and the clusters (from 0) that each value belongs to."""

    sheet: Sheet
    gold: Mapping[str, tuple[int, ...]]

    @property
    def place(self) -> Place:
        """The rule of a reader who knows every value."""
        known = {
            value.label: self.gold[value.id] for factor in self.sheet.factors for value in factor.values
        }

        def placed(labels: Sequence[str], clusters: int) -> Places:
            return [known[label] for label in labels]

        return placed

    def right(self, members: Sequence[Mapping[str, str]]) -> float:
        """The share of seats (factor × cluster) that hold a value belonging there, clusters matched."""
        count = len(members)
        table = np.array(
            [
                [sum(k in self.gold[value] for value in one.values()) for k in range(count)]
                for one in members
            ]
        )
        rows, columns = linear_sum_assignment(-table)
        return float(table[rows, columns].sum()) / sum(len(one) for one in members)


@lru_cache(maxsize=4)
def labelled(name: str) -> Labelled:
    """One of the four labelled sets."""
    found = json.loads((ROOT / f"evals/clusters/{name}.gold.json").read_text(encoding="utf-8"))["values"]
    names = sorted({label for labels in found.values() for label in labels})
    gold = {value: tuple(names.index(label) for label in labels) for value, labels in found.items()}
    return Labelled(sheet.load(ROOT / SETS[name]).sheet, gold)


def small(*sizes: int, trend: str = "Verkehr") -> Sheet:
    """Factors f1, f2 … with so many values each; the labels' alphabet says where they belong."""
    return Sheet(
        factors=tuple(
            Factor(
                id=f"f{n}",
                name=f"Faktor Nummer {n}",
                trend=trend,
                values=tuple(
                    FactorValue(id=f"f{n}{letter}", label=f"{letter} von {n}", text=f"Satz {letter}{n}.")
                    for letter in "abcdefgh"[:size]
                ),
            )
            for n, size in enumerate(sizes, start=1)
        )
    )


def resorted(one: Sheet, seed: int) -> Sheet:
    """The same sheet with its factors, and the values within them, in another order."""
    chance = random.Random(seed)
    factors = [
        factor.model_copy(update={"values": tuple(chance.sample(factor.values, len(factor.values)))})
        for factor in one.factors
    ]
    return one.model_copy(update={"factors": tuple(chance.sample(factors, len(factors)))})


@dataclass
class Shelf:
    """A retriever that gives each of its passages to whatever is asked, and notes what was asked."""

    texts: Sequence[str] = ()
    asked: list[str] = field(default_factory=list)

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        self.asked.extend(texts)
        found = [
            Passage(id=f"p{n}", document="a.md", anchor="Seite 1", heading="", text=text)
            for n, text in enumerate(self.texts)
        ]
        return [found[:limit] for _ in texts]

    def get(self, ids: Sequence[str]) -> list[Passage]:
        return []


@dataclass
class Hearing:
    """Notes what a stage says."""

    said_: list[str] = field(default_factory=list)

    def started(self, stage: str, total: int | None = None) -> None:
        return None

    def advanced(self, steps: int = 1) -> None:
        return None

    def said(self, message: str) -> None:
        self.said_.append(message)
