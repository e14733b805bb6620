"""Sentences that can be read aloud: 14 to 22 words on average, none over 35, or as the house wants it.

Beyond 35 words a listener has lost the beginning; a mean below 14 reads like a list of notes.
"""

from statistics import fmean

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import is_whole
from pipeline.core.types import Finding
from pipeline.language.words import count_words

KIND = "satzlaenge"


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that is too long, a hint where the mean is out of range."""
    lengths = case.ground.style.sentences
    counted = [count_words(text) for text in case.texts]
    found = [
        case.finding(
            number,
            KIND,
            "warn",
            f"Der Satz hat {words} Wörter; wer über {lengths.longest} vorliest, verliert den Anfang. "
            "Bitte teilen.",
            str(words),
        )
        for number, words in enumerate(counted, start=1)
        if words > lengths.longest
    ]
    low, high = lengths.average
    if is_whole(case) and not low <= round(fmean(counted)) <= high:
        mean = fmean(counted)
        what = "atemlos, bitte Sätze teilen" if mean > high else "abgehackt, bitte Sätze verbinden"
        told = f"{mean:.1f}".replace(".", ",")
        message = f"Die Sätze haben im Mittel {told} Wörter statt {low} bis {high}. Das klingt {what}."
        found.append(case.finding(None, KIND, "info", message, told))
    return found
