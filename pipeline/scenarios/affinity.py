"""How well values of different factors go together, computed from what the groups wrote.

Values of one factor share their topic, so likeness as such finds topics, not futures. Each value is
therefore described by how it differs from its siblings: features centred per factor. Two views are
averaged: words (stems and 4-grams, function words kept, because they carry tone: erst, nur noch,
niemand, gemeinsam) and meaning (sentence vectors of text and of label with text). What was measured
stands in docs/methode.md.
"""

import csv
import io
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import InputError
from pipeline.core.types import Sheet
from pipeline.language.meaning import embed
from pipeline.language.words import grams, stem, tokens
from pipeline.sources.read.encoding import read_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_SHARE = 0.5
"""Weight of the words beside the meaning; the plateau is .4–.7 on the tuning sets."""

HEADER = ("source", "target", "score", "origin", "reason")
ORIGIN = "text"
_DECIMALS = 4


@dataclass(frozen=True)
class Affinity:
    """Symmetric scores of all pairs of values, −1 to 1; 0 within a factor.

    `ids` are the value ids in sheet order, `factor_of` the factor's position for each of them.
    """

    ids: tuple[str, ...]
    factor_of: tuple[int, ...]
    scores: "NDArray[np.float64]"


def rate(sheet: Sheet) -> Affinity:
    """The affinity of all values of a sheet, from their words and their meaning."""
    import numpy as np

    ids, factor_of = _positions(sheet)
    labels = [value.label for factor in sheet.factors for value in factor.values]
    texts = [value.text or value.label for factor in sheet.factors for value in factor.values]
    both = [f"{label}. {text}" for label, text in zip(labels, texts, strict=True)]
    groups = np.array(factor_of)
    words = _contrasted(_word_vectors(both), groups)
    meaning = (cosines(_contrasted(embed(texts), groups)) + cosines(_contrasted(embed(both), groups))) / 2
    scores = WORD_SHARE * cosines(words) + (1 - WORD_SHARE) * meaning
    scores[groups[:, None] == groups[None, :]] = 0.0
    return Affinity(ids, factor_of, np.round((scores + scores.T) / 2, _DECIMALS))


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


def _positions(sheet: Sheet) -> tuple[tuple[str, ...], tuple[int, ...]]:
    ids = tuple(value.id for factor in sheet.factors for value in factor.values)
    factor_of = tuple(number for number, factor in enumerate(sheet.factors) for _ in factor.values)
    return ids, factor_of


def _features(text: str) -> list[str]:
    features: list[str] = []
    for token in tokens(text):
        features.append(f"s:{stem(token)}")
        features.extend(f"g:{gram}" for gram in grams(token))
    return features


def _word_vectors(texts: Sequence[str]) -> "NDArray[np.float64]":
    """Unit tf-idf vectors (1 + ln tf, smoothed idf; Salton & Buckley 1988), one row a text.

    Features that stand in one text only tell nothing about going together and are left out.
    """
    import numpy as np

    counts = [Counter(_features(text)) for text in texts]
    spread = Counter(feature for count in counts for feature in count)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in spread.items() if n > 1))}
    vectors = np.zeros((len(texts), max(len(columns), 1)))
    for row, count in enumerate(counts):
        for feature, times in count.items():
            if feature in columns:
                rarity = math.log((1 + len(texts)) / (1 + spread[feature])) + 1
                vectors[row, columns[feature]] = (1 + math.log(times)) * rarity
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0))


def _contrasted(vectors: "NDArray[np.float64]", groups: "NDArray[np.int_]") -> "NDArray[np.float64]":
    contrast = vectors.copy()
    for group in range(int(groups.max()) + 1):
        own = groups == group
        contrast[own] -= contrast[own].mean(axis=0)
    return contrast


def cosines(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The cosine of every two rows, 0 for a row of zeros."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9)
    return np.asarray(np.clip(units @ units.T, -1.0, 1.0))
