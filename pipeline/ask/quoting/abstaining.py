"""Whether the documents answer a question at all: a calibrated decision, never a feeling for one score.

Three things speak against an answer. Nothing is near: little of the question nearly stands in one passage,
and no passage comes close in meaning. Or the question names a year or a place that no passage found knows.
Or what is near does not hold what is asked for: most questions that staff ask in vain are about something
the documents do speak of, only not about its price, its number or its date. Such a question shares more
words with the documents than one that is answered in other words, so that no score of nearness can tell
the two apart (area under the curve .48 on the tuning questions; .91 for general knowledge). Whether what is
asked of a name stands beside it was tried and left out: of the unanswerable questions it was made on it
declined 81 %, of others 67 % as before, and of the answerable ones there every fourth.
"""

from dataclasses import dataclass

from pipeline.ask.question.courtesy import addressed
from pipeline.ask.question.wanted import Kind
from pipeline.ask.quoting.candidates import Field
from pipeline.ask.quoting.elsewhere import elsewhere
from pipeline.ask.quoting.forms import told_by_form
from pipeline.checks.thresholds import threshold

KIND = "antwort"
FIRST = 3
"""Among so many of the best passages the question's words have to stand together."""
BESIDE = 0.1
"""So much of what the nearest sentence holds of the question's words has to stand beside a figure."""
WIDEST = 1.0
"""A sentence that is worth so much less than the best is no better than none."""


@dataclass(frozen=True)
class Signals:
    """What the decision rests on.

    `covered` of the best passages, 0 to 1; `meaning` −1 to 1 of the first passage, None where meaning was
    not asked; `missing` from 0 (what was asked for stands in the best sentence, or has no form to look
    for) to 1 (it stands in no sentence that was found); `elsewhere` the years and places of the question
    that no passage found knows; `addressed` where it is put to the machine itself.
    """

    covered: float
    meaning: float | None
    missing: float
    elsewhere: tuple[str, ...] = ()
    addressed: bool = False


def signals(field: Field) -> Signals:
    """What speaks for an answer among what was found; of nothing found, nothing does."""
    if not field.candidates:
        return Signals(0.0, None, 1.0)
    best = field.hits[0]
    return Signals(
        covered=max(hit.covered for hit in field.hits[:FIRST]),
        meaning=best.meaning if best.cosines else None,
        missing=_missing(field),
        elsewhere=elsewhere(field),
        addressed=addressed(field.question.asked),
    )


def answerable(field: Field) -> bool:
    """Whether there is enough to answer."""
    if not field.candidates:
        return False
    found = signals(field)
    return near(found) and not found.elsewhere and holds_wanted(found)


def near(found: Signals) -> bool:
    """Whether anything comes near the question at all; by words alone where meaning was not asked."""
    more = threshold(KIND, "addressed") if found.addressed else 1.0
    if found.meaning is None:
        return found.covered >= more * threshold(KIND, "near_by_words")
    return found.covered + found.meaning >= more * threshold(KIND, "near")


def holds_wanted(found: Signals) -> bool:
    """Whether what was asked for stands in a sentence that is nearly as good as the best."""
    return found.missing < threshold(KIND, "missing")


def _missing(field: Field) -> float:
    """How far behind the best sentence the best one lies that holds what was asked for.

    A figure or date counts only beside words that are nearly those of the question.
    """
    kind = field.question.wanted.kind
    if not told_by_form(kind):
        return 0.0
    best = field.candidates[0].worth
    least = 0.0 if kind is Kind.NAME else BESIDE * max(one.nearly for one in field.candidates)
    behind = (best - one.worth for one in field.candidates if one.fits and one.nearly >= least)
    return min(next(behind, WIDEST), WIDEST)
