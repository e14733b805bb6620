"""What a draft should be besides sound: of the wanted length, with a way, in words of its own.

A model is asked for it, since it can mend it; a draft that still falls short is taken: the checks and
the people who read it say what is left to do. All is told at once: each time is a call.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.checks.copying import runs
from pipeline.checks.prose.tropes import tropes
from pipeline.core.types import Sentence
from pipeline.language.sentences import sentences as split
from pipeline.language.tense import tells_past
from pipeline.language.words import count_words, tokens

LENIENCE = 0.1
"""How far outside the wanted length a draft may lie: counting words is hard for models."""
LONGEST = 35
PER_SENTENCE, MANY = 30, 8
"""A text has a sentence for so many wanted words at least; more than so many are not asked for."""
PAST = 3
COPIED = 6
"""As many words in a row may stand as they do in a value."""
TOLD = 6


@dataclass(frozen=True)
class Demands:
    """What one draft is held against: length, guiding values, the wording it was given, the horizon.

    `longest` is how many words a sentence may have.
    """

    words: tuple[int, int]
    guiding: Sequence[str]
    wording: Sequence[str]
    horizon: int
    longest: int = LONGEST

    def unmet(self, sentences: Sequence[Sentence]) -> str:
        """What a draft falls short of, told to the model; "" where nothing is."""
        texts = [one.text for one in sentences]
        found = [*self._length(texts), *self._opening(sentences), *_way(texts), *tropes(texts)]
        if not any(str(self.horizon) in text for text in texts):
            found.append(f"Das Jahr {self.horizon} kommt nicht vor; nenne es einmal, nicht im ersten Satz.")
        found += copied(texts, self.wording)
        return " ".join(found[:TOLD])

    def _length(self, texts: Sequence[str]) -> list[str]:
        low, high = self.words
        total = sum(map(count_words, texts))
        found = []
        if not low * (1 - LENIENCE) <= total <= high * (1 + LENIENCE):
            found.append(f"Der Text hat {total} Wörter; verlangt sind {low} bis {high}.")
        fewest = min(MANY, low // PER_SENTENCE)
        if len(texts) < fewest:
            found.append(f"Der Text hat nur {len(texts)} Sätze; verlangt sind wenigstens {fewest}.")
        for number, text in enumerate(texts, start=1):
            found += misshapen(number, text, self.longest)
        return found

    def _opening(self, sentences: Sequence[Sentence]) -> list[str]:
        first = {value for one in sentences if one.paragraph == 1 for value in one.values}
        missing = [value for value in self.guiding if value not in first]
        if not missing:
            return []
        return [
            f"Kein Satz des ersten Absatzes nennt in „auspraegungen“ {', '.join(missing)}; die tragenden "
            "Ausprägungen gehören dorthin."
        ]


def copied(texts: Sequence[str], wording: Sequence[str]) -> list[str]:
    """Which sentences (from 1) take over more words in a row than may be, told to the model."""
    known = {run for text in wording for run in runs(tokens(text), COPIED)}
    found = []
    for number, text in enumerate(texts, start=1):
        taken = next((run for run in runs(tokens(text), COPIED) if run in known), None)
        if taken:
            found.append(
                f"Satz {number} übernimmt mehr als {COPIED} Wörter am Stück („{' '.join(taken)}“); "
                "sag es in eigenen Worten."
            )
    return found


def misshapen(number: int, text: str, longest: int = LONGEST) -> list[str]:
    """What makes an entry other than one sentence that reads well, told to the model."""
    found = []
    if count_words(text) > longest:
        found.append(f"Satz {number} hat {count_words(text)} Wörter; höchstens {longest} sind gut.")
    if len(split(text)) > 1:
        found.append(f"Satz {number} enthält mehrere Sätze; bitte je Eintrag einen.")
    return found


def _way(texts: Sequence[str]) -> list[str]:
    past = len(list(islice(filter(tells_past, texts), PAST)))
    if past >= PAST:
        return []
    return [
        f"In der Vergangenheit stehen {past} Sätze; wenigstens {PAST} sollen erzählen, wie es von heute "
        "dahin gekommen ist (Präteritum)."
    ]
