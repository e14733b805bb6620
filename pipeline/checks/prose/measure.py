"""How much of something a text should have: the rules are for a whole narrative, a short one has its share.

A text that is not half written yet is not measured as a whole: that it is too short stands there already.
"""

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Severity
from pipeline.language.words import count_words

WHOLE = 220
"""Words of a whole narrative, for which the counts are meant (docs/methode.md)."""


def written(case: Case) -> bool:
    """Whether so much of a text is there that it can be read as a whole."""
    words = sum(map(count_words, case.texts))
    return bool(words) and 2 * words >= case.ground.settings.draft.words[0]


def is_whole(case: Case) -> bool:
    """Whether a narrative of this project is long enough to have an opening, a way and a closing."""
    return written(case) and 2 * case.ground.settings.draft.words[0] >= WHOLE


def asked(case: Case, kind: str) -> int:
    """How many of a kind a text of the wanted length should have; 0 where it is not written yet."""
    if not written(case):
        return 0
    share = min(1.0, case.ground.settings.draft.words[0] / WHOLE)
    return round(threshold(kind, "least") * share)


def weight(found: int, wanted: int) -> Severity:
    """A reader misses what is not half there; beyond it a count only hints."""
    return "warn" if 2 * found < wanted else "info"
