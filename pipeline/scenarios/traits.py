"""What a value says, in features: its words, its meaning, its sentences, the kinds of futures it recalls.

All are contrasts to the other values of the factor. Word features and dimensions of meaning can be
weighted, so that anybody can ask what the scores would be with other features.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.core.types import Sheet
from pipeline.language.meaning import embed
from pipeline.language.sentences import sentences
from pipeline.scenarios.contrast import contrasted, cosines, units, word_vectors
from pipeline.scenarios.kinds import kinds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_ROUNDING = 1e-3
"""Vectors of the same text in one list differ in their last digits: by up to 2e-4 in length."""


@dataclass(frozen=True)
class Traits:
    """Contrasts, one row a value, in sheet order; `groups` says of which factor it is.

    `texts` and `both` are the meaning of the text and of label with text; `parts` that of the label and
    of each sentence, `starts` the first part of each value. `kinds_by_words` and `kinds_by_meaning`
    point towards the kinds of futures, one row a kind.
    """

    groups: "NDArray[np.int_]"
    words: "NDArray[np.float64]"
    texts: "NDArray[np.float64]"
    both: "NDArray[np.float64]"
    parts: "NDArray[np.float64]"
    starts: "NDArray[np.int_]"
    kinds_by_words: "NDArray[np.float64]"
    kinds_by_meaning: "NDArray[np.float64]"


@lru_cache(maxsize=1)
def traits(sheet: Sheet) -> Traits:
    """The features of all values of a sheet; a value without a text has its label for one."""
    import numpy as np

    values = [value for factor in sheet.factors for value in factor.values]
    groups = np.array([at for at, factor in enumerate(sheet.factors) for _ in factor.values])
    texts = [value.text or value.label for value in values]
    both = [f"{value.label}. {text}" for value, text in zip(values, texts, strict=True)]
    pieces = [[value.label, *sentences(value.text)] for value in values]
    starts = np.cumsum([0, *(len(own) for own in pieces[:-1])])
    known = kinds()
    words = word_vectors([*known.texts, *both])
    return Traits(
        groups=groups,
        words=_telling(contrasted(words[len(known.texts) :], groups)),
        texts=_telling(contrasted(embed(texts), groups)),
        both=_telling(contrasted(embed(both), groups)),
        parts=_telling(_parts(embed([part for own in pieces for part in own]), starts, groups)),
        starts=starts,
        kinds_by_words=_directions(words[: len(known.texts)]),
        kinds_by_meaning=_directions(embed(known.texts)),
    )


def by_words(given: Traits, words: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How alike the wording is, with these weights of the word features."""
    import numpy as np

    return cosines(given.words * np.sqrt(words))


def by_meaning(given: Traits, dimensions: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How close the meaning is, with these weights of its dimensions."""
    import numpy as np

    stretch = np.sqrt(dimensions)
    return (cosines(given.texts * stretch) + cosines(given.both * stretch)) / 2


def by_sentences(given: Traits, dimensions: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How near, on average, each sentence comes to one of the other value, less what is usual.

    A sentence that finds its like counts, though the texts as wholes speak of different things. What
    is usual is the mean over the values of a factor, on either side.
    """
    import numpy as np

    alike = cosines(given.parts * np.sqrt(dimensions))
    nearest = np.maximum.reduceat(alike, given.starts, axis=0)
    counts = np.diff([*given.starts, len(given.parts)])
    scores = np.add.reduceat(nearest, given.starts, axis=1) / counts
    return contrasted(contrasted(scores + scores.T, given.groups).T, given.groups)


def by_kinds(
    given: Traits, words: "NDArray[np.float64]", dimensions: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """How alike the kinds of futures are that two values recall, by words and by meaning."""
    recalled = (given.words * words) @ given.kinds_by_words.T
    meant = ((given.texts + given.both) * dimensions) @ given.kinds_by_meaning.T
    return cosines(_even(recalled) + _even(meant))


def _telling(contrasts: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The contrasts, with zeros for values that say the same as all their siblings."""
    import numpy as np

    lengths = np.linalg.norm(contrasts, axis=1, keepdims=True)
    return np.where(lengths > _ROUNDING, contrasts, 0.0)


def _even(profile: "NDArray[np.float64]") -> "NDArray[np.float64]":
    return profile / (float(profile.std()) or 1.0)


def _parts(
    vectors: "NDArray[np.float64]", starts: "NDArray[np.int_]", groups: "NDArray[np.int_]"
) -> "NDArray[np.float64]":
    """The parts less the mean of their factor, in which every value counts the same."""
    import numpy as np

    counts = np.diff([*starts, len(vectors)])
    means = np.add.reduceat(vectors, starts, axis=0) / counts[:, None]
    usual = means - contrasted(means, groups)
    return np.asarray(vectors - np.repeat(usual, counts, axis=0))


def _directions(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Towards each kind: the mean of its texts' contrasts to the other texts on their matter."""
    import numpy as np

    known = kinds()
    contrasts = units(contrasted(vectors, np.array(known.domain_of)))
    kind_of = np.array(known.kind_of)
    return units(np.array([contrasts[kind_of == kind].mean(axis=0) for kind in range(kind_of.max() + 1)]))
