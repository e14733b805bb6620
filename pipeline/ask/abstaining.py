"""Whether the documents answer a question at all: a calibrated decision, never a feeling for one score.

Two things speak against an answer. Nothing is near: little of the question's weight stands together in
one passage, and no sentence comes close in meaning. Or what is near does not hold what is asked for:
most questions that staff ask in vain are about something the documents do speak of, only not about its
price, its number or its date. Such a question shares more words with the documents than one that is
answered in other words, so that no score of nearness can tell the two apart.
"""

from dataclasses import dataclass

from pipeline.ask.candidates import Field, bag
from pipeline.ask.forms import told_by_form
from pipeline.checks.thresholds import threshold

KIND = "antwort"
FIRST = 3
"""Among so many of the best passages the question's words have to stand together."""
WIDEST = 1.0
"""A sentence that is worth so much less than the best is no better than none."""


@dataclass(frozen=True)
class Signals:
    """What the decision rests on.

    `covered` 0 to 1, of the best passage; `cosine` −1 to 1 of the best sentence, None where meaning was
    not asked; `missing` from 0 (what was asked for stands in the best sentence, or has no form to look
    for) to 1 (it stands in no sentence that was found).
    """

    covered: float
    cosine: float | None
    missing: float


def signals(field: Field) -> Signals:
    """What speaks for an answer among what was found; of nothing found, nothing does."""
    if not field.candidates:
        return Signals(0.0, None, 1.0)
    texts = (f"{hit.passage.heading}\n{hit.passage.text}" for hit in field.hits[:FIRST])
    cosines = [one.cosine for one in field.candidates if one.cosine is not None]
    return Signals(
        covered=max(bag(text).covered(field.terms) for text in texts),
        cosine=max(cosines, default=None),
        missing=_missing(field),
    )


def answerable(field: Field) -> bool:
    """Whether there is enough to answer."""
    if not field.candidates:
        return False
    found = signals(field)
    return near(found) and holds_wanted(found)


def near(found: Signals) -> bool:
    """Whether anything comes near the question at all; by words alone where meaning was not asked."""
    if found.cosine is None:
        return found.covered >= threshold(KIND, "near_by_words")
    return found.covered + found.cosine >= threshold(KIND, "near")


def holds_wanted(found: Signals) -> bool:
    """Whether what was asked for stands in a sentence that is nearly as good as the best."""
    return found.missing < threshold(KIND, "missing")


def _missing(field: Field) -> float:
    """How far behind the best sentence the best one lies that holds what was asked for."""
    if not told_by_form(field.question.wanted.kind):
        return 0.0
    best = field.candidates[0].worth
    behind = (best - one.worth for one in field.candidates if one.fits)
    return min(next(behind, WIDEST), WIDEST)
