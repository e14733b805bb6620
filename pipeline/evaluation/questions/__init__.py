"""Questions with a known answer, put to the documents of a project: what came back is held against it."""

from pipeline.evaluation.questions.loading import load_questions
from pipeline.evaluation.questions.measured import FIRST, Outcome, answer_to, measured
from pipeline.evaluation.questions.nouns import DIALOGUE, LIST, UNANSWERABLE, Asking, Question

__all__ = [
    "DIALOGUE",
    "FIRST",
    "LIST",
    "UNANSWERABLE",
    "Asking",
    "Outcome",
    "Question",
    "answer_to",
    "load_questions",
    "measured",
]
