"""How easily a German text reads: the reading ease of Flesch, fitted to German by Amstad.

180 − ASL − 58.5 · ASW (Toni Amstad: Wie verständlich sind unsere Zeitungen? Dissertation, Universität
Zürich 1978; after Rudolf Flesch: A New Readability Yardstick, Journal of Applied Psychology 32, 1948).
ASL are words a sentence, ASW syllables a word. It counts length alone and knows nothing of sense.
"""

from collections.abc import Sequence
from statistics import fmean

from pipeline.language.syllables import syllables
from pipeline.language.words import words

SAMPLE = 100
"""Words that a text needs: Flesch fitted his formula to samples of one hundred."""


def amstad(sentences: Sequence[str]) -> float | None:
    """The reading ease of some sentences, higher is easier; None for a text too short to be measured."""
    told = [found for text in sentences if (found := words(text))]
    spoken = [word for found in told for word in found]
    if len(spoken) < SAMPLE:
        return None
    return 180 - len(spoken) / len(told) - 58.5 * fmean(map(syllables, spoken))
