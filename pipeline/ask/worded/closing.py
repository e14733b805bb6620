"""An answer as it is handed over: what stands, what is missing and why, and what is near.

Where nothing stands there is no answer, and that is said; a reason is always ours, never the model's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ask.offering import offered
from pipeline.ask.worded.writing import Writing
from pipeline.core.types import Answer
from pipeline.sources.search.excerpt import best_window
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library

EXCERPT = 400
"""Characters of a passage that is offered besides."""

_REASONS = {
    "de": {
        "nothing": "Zu dieser Frage findet sich in den Dokumenten keine Passage.",
        "withheld": (
            "Was dazu gefunden wurde, darf nicht an ein externes Modell gegeben werden. Mit --offline wird "
            "ohne Modell geantwortet."
        ),
        "verdict": "Das Sprachmodell findet in den nächsten Passagen keine Antwort.",
        "unproven": "Kein Satz des Sprachmodells ließ sich an den Passagen belegen.",
        "part": "Die Passagen beantworten die Frage nur zum Teil.",
        "dropped": "Was sich an den Passagen nicht belegen ließ, ist weggelassen.",
        "absent": "Das steht nicht im Korpus.",
    },
    "en": {
        "nothing": "No passage of the documents speaks of this.",
        "withheld": (
            "What was found may not be given to an external model. With --offline the question is answered "
            "without one."
        ),
        "verdict": "The language model finds no answer in the nearest passages.",
        "unproven": "No sentence of the language model could be proved by the passages.",
        "part": "The passages answer only part of the question.",
        "dropped": "What the passages do not prove is left out.",
        "absent": "The documents do not answer this (steht nicht im Korpus).",
    },
}


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended: keys of what is missing, "" or several; what it was asked and by whom."""

    question: str
    understood: str
    language: str
    by: str
    missing: tuple[str, ...] = ()


def closed(outcome: Outcome, writing: Writing, best: Sequence[Hit], library: Library) -> Answer:
    """The answer of an attempt, with the passages nearest to the question."""
    words = _REASONS[outcome.language]
    asked = outcome.understood or outcome.question
    answered = bool(writing.sentences)
    why = " ".join(words[one] for one in outcome.missing)
    return Answer(
        question=outcome.question,
        answered=answered,
        text=writing.text(outcome.language) if answered else f"{words['absent']} {why}".strip(),
        sentences=tuple(writing.sentences),
        citations=tuple(writing.citations),
        nearest=offered(
            best,
            library,
            lambda rank: best_window(asked, best[rank].passage.text, EXCERPT),
            frozenset(one.passage for one in writing.citations),
        ),
        understood=outcome.understood if outcome.understood != outcome.question else "",
        language="en" if outcome.language == "en" else "de",
        by=outcome.by,
        why_not=why,
    )
