"""How well values of different factors go together, computed from what the groups wrote.

Values of one factor share their topic, so likeness as such finds topics, not futures. Each value is
therefore described by how it differs from its siblings, in four ways that count the same once each is
brought to one spread: words, meaning, sentence by sentence, and the kinds of futures it recalls
(traits.py, kinds.py).

Measured as the share of places right, mean over ten samples of the factors (chance .25). Four sets that
decided: words and meaning .71, with sentences .74, with kinds besides .82. Two sets that decided nothing:
.40 and .58 before, .48 and .74 after.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import InputError
from pipeline.core.types import Sheet
from pipeline.scenarios.traits import Traits, by_kinds, by_meaning, by_sentences, by_words, traits
from pipeline.sources.read.encoding import read_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPREAD = 0.05
"""Standard deviation of the scores in every sheet, so that they weigh the same beside all ratings."""

HEADER = ("source", "target", "score", "origin", "reason")
ORIGIN = "text"
_DECIMALS = 4
_NO_SPREAD = 1e-3  # less comes of the last digits of the vectors
_VIEWS = 2  # a stream of random numbers of its own beside those of the search


@dataclass(frozen=True)
class Affinity:
    """Symmetric scores of all pairs of values, −1 to 1; 0 within a factor.

    `ids` are the value ids in sheet order, `factor_of` the factor's position for each of them.
    """

    ids: tuple[str, ...]
    factor_of: tuple[int, ...]
    scores: "NDArray[np.float64]"


def rate(sheet: Sheet) -> Affinity:
    """The affinity of all values of a sheet, from their texts alone; deterministic."""
    import numpy as np

    ids, factor_of = _positions(sheet)
    given = traits(sheet)
    scores = _scored(given, np.ones(given.words.shape[1]), np.ones(given.texts.shape[1]))
    return Affinity(ids, factor_of, scores)


def views(sheet: Sheet, count: int, seed: int) -> "tuple[NDArray[np.float64], ...]":
    """The scores of `rate` as they would be, had the texts other features: `count` matrices like it.

    A Bayesian bootstrap (Rubin 1981) over features: each view weighs every word feature and every
    dimension of meaning anew, by exponential weights of mean 1. Deterministic by seed.
    """
    import numpy as np

    given = traits(sheet)
    random = np.random.default_rng([seed, _VIEWS])
    words, dimensions = given.words.shape[1], given.texts.shape[1]
    return tuple(
        _scored(given, random.exponential(size=(words,)), random.exponential(size=(dimensions,)))
        for _ in range(count)
    )


def nothing(sheet: Sheet) -> Affinity:
    """The affinity of a sheet of which nothing is known: 0 for every pair."""
    import numpy as np

    ids, factor_of = _positions(sheet)
    return Affinity(ids, factor_of, np.zeros((len(ids), len(ids))))


def to_rows(affinity: Affinity) -> list[tuple[str, str, float, str, str]]:
    """One row for each pair of values of different factors, in sheet order."""
    rows = []
    for first, source in enumerate(affinity.ids):
        for second in range(first + 1, len(affinity.ids)):
            if affinity.factor_of[first] != affinity.factor_of[second]:
                score = float(affinity.scores[first, second])
                rows.append((source, affinity.ids[second], score, ORIGIN, ""))
    return rows


def read(path: Path, sheet: Sheet) -> Affinity:
    """The affinity of a run as its file says; raises InputError naming a line that does not fit.

    A pair that is missing is an error too: unknown is not zero.
    """
    import numpy as np

    ids, factor_of = _positions(sheet)
    at = {value_id: position for position, value_id in enumerate(ids)}
    groups = np.array(factor_of)
    scores = np.where(groups[:, None] == groups[None, :], 0.0, np.nan)
    reader = csv.DictReader(io.StringIO(read_text(path)))
    for row in reader:
        try:
            first, second = at[row["source"]], at[row["target"]]
            score = float(row["score"])
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"„{path.name}“, Zeile {reader.line_num}: unbekannte Ausprägung oder keine Zahl. Bitte "
                "die Zeile berichtigen oder die Datei löschen; sie wird dann neu berechnet."
            ) from error
        if factor_of[first] == factor_of[second]:
            raise InputError(
                f"„{path.name}“, Zeile {reader.line_num}: {row['source']} und {row['target']} gehören zum "
                "selben Einflussfaktor. Bitte die Zeile streichen."
            )
        if not -1 <= score <= 1:
            raise InputError(
                f"„{path.name}“, Zeile {reader.line_num}: der Wert {score} liegt nicht zwischen −1 und 1. "
                "Bitte die Zeile berichtigen."
            )
        scores[first, second] = scores[second, first] = score
    missing = np.argwhere(np.isnan(scores))
    if len(missing):
        raise InputError(
            f"„{path.name}“: das Paar {ids[missing[0, 0]]} und {ids[missing[0, 1]]} fehlt. Bitte die Zeile "
            "ergänzen oder die Datei löschen; sie wird dann neu berechnet."
        )
    return Affinity(ids, factor_of, scores)


def _scored(
    given: Traits, words: "NDArray[np.float64]", dimensions: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """The scores where word features and dimensions of meaning have these weights."""
    import numpy as np

    apart = given.groups[:, None] != given.groups[None, :]
    looks = (
        by_words(given, words),
        by_meaning(given, dimensions),
        by_sentences(given, dimensions),
        by_kinds(given, words, dimensions),
    )
    total = np.sum([_even(look, apart) for look in looks], axis=0)
    scores = np.clip(SPREAD * _even((total + total.T) / 2, apart), -1.0, 1.0)
    return np.asarray(np.round(scores, _DECIMALS))


def _even(scores: "NDArray[np.float64]", apart: "NDArray[np.bool_]") -> "NDArray[np.float64]":
    """The scores of pairs of different factors at a spread of 1; 0 within a factor."""
    import numpy as np

    spread = float(scores[apart].std()) if apart.any() else 0.0
    return np.where(apart, scores / spread if spread > _NO_SPREAD else 0.0, 0.0)


def _positions(sheet: Sheet) -> tuple[tuple[str, ...], tuple[int, ...]]:
    ids = tuple(value.id for factor in sheet.factors for value in factor.values)
    factor_of = tuple(number for number, factor in enumerate(sheet.factors) for _ in factor.values)
    return ids, factor_of
